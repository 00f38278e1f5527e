import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { z } from 'zod';
import { en } from 'zod/locales';
import { inputFaults } from './inputfaults.ts';

after(() => z.config(en()));

const said = (schema: z.ZodType, value: unknown): string | undefined => schema.safeParse(value).error?.issues[0]?.message;

test('a wrong input is told in plain German', () => {
  z.config({ localeError: inputFaults('de') });
  assert.equal(said(z.string().trim().min(1), '  '), 'Bitte ausfüllen.');
  assert.equal(said(z.string(), undefined), 'Bitte ausfüllen.');
  assert.equal(said(z.string().min(10), 'kurz'), 'Mindestens 10 Zeichen.');
  assert.equal(said(z.string().max(3), 'lang'), 'Höchstens 3 Zeichen.');
  assert.equal(said(z.email(), 'eva'), 'Das ist keine E-Mail-Adresse.');
  assert.equal(said(z.url(), 'eva'), 'Das ist keine Adresse wie https://www.betrieb.example.');
  assert.equal(said(z.number().int().min(1), 0), 'Mindestens 1.');
  assert.equal(said(z.number(), 'viele'), 'Bitte eine Zahl eingeben.');
  assert.equal(said(z.array(z.string()).min(1), []), 'Mindestens ein Eintrag.');
  assert.equal(said(z.enum(['a', 'b']), 'c'), 'Bitte eine der Möglichkeiten wählen.');
});

test('what a contract says itself stays', () => {
  z.config({ localeError: inputFaults('de') });
  assert.equal(said(z.string().min(1, 'needs a name'), ''), 'needs a name');
});
