import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';
import { ShownKind } from '../checks/checks.ts';
import { UplinkContents } from './uplinks.ts';

const org = { scope: 'organisation' } as const;
const one = { params: z.object({ id: Id }) } as const;

export const UplinkView = UplinkContents.extend({
  id: Id,
  /** Addresses by which this server would leave on it now; empty = it has none there. */
  addresses: z.array(z.string()),
  standing: z.enum(['works', 'dead', 'unsure', 'unchecked']),
  /** The checks that go out by it. */
  checks: z.array(z.object({ id: Id, name: z.string(), shown: ShownKind })),
});
export type UplinkView = z.infer<typeof UplinkView>;

export const listUplinks = endpoint({
  ...org,
  method: 'GET',
  path: '/uplinks',
  right: 'watch.read',
  summary: 'The lines to the Internet with the checks that go out by each, and the interfaces of this server.',
  response: z.object({
    uplinks: z.array(UplinkView),
    interfaces: z.array(z.object({ name: z.string(), addresses: z.array(z.string()) })),
  }),
});

export const addUplink = endpoint({
  ...org,
  method: 'POST',
  path: '/uplinks',
  right: 'watch.write',
  summary: 'Add a line to the Internet; checks can then go out by it.',
  body: UplinkContents,
  response: z.object({ id: Id }),
  status: 201,
});

export const changeUplink = endpoint({
  ...org,
  ...one,
  method: 'PUT',
  path: '/uplinks/:id',
  right: 'watch.write',
  summary: 'Change a line.',
  body: UplinkContents,
  status: 204,
});

export const removeUplink = endpoint({
  ...org,
  ...one,
  method: 'DELETE',
  path: '/uplinks/:id',
  right: 'watch.write',
  summary: 'Remove a line; refused while checks go out by it.',
  status: 204,
});
