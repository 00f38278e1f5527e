import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { controlOf, SchemaNode } from './schema.ts';

const Config = z.object({
  host: z
    .string()
    .min(1)
    .meta({ label: { de: 'Server', en: 'Server' } }),
  port: z.number().int().default(587),
  security: z.enum(['starttls', 'tls', 'none']),
  from: z.email(),
  page: z.url().nullable(),
  password: z.string().optional().meta({ secret: true }),
  note: z.string().meta({ multiline: true }),
  verify: z.boolean().default(true),
  names: z.array(z.string()),
  fixed: z.literal(1),
  login: z.discriminatedUnion('kind', [z.object({ kind: z.literal('none') }), z.object({ kind: z.literal('basic'), user: z.string() })]),
});

test('every kind of setting of an adapter gets the control that people expect', () => {
  const control = controlOf(SchemaNode.parse(JSON.parse(JSON.stringify(z.toJSONSchema(Config, { io: 'input' })))));
  assert.ok(control.kind === 'group');
  const kinds = Object.fromEntries(
    control.fields.map(([name, node, required]) => {
      const one = controlOf(node);
      return [name, `${one.kind === 'text' ? one.as : one.kind}${required ? '' : '?'}`];
    }),
  );
  assert.deepEqual(kinds, {
    host: 'text',
    port: 'number?',
    security: 'choice',
    from: 'email',
    page: 'url',
    password: 'secret?',
    note: 'area',
    verify: 'yes-no?',
    names: 'lines',
    fixed: 'fixed',
    login: 'either',
  });
  assert.deepEqual(control.fields[0]?.[1].label, { de: 'Server', en: 'Server' });
});
