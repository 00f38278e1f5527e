import { z } from 'zod';
import { endpoint } from '../../../kernel/contract.ts';
import { Bilingual } from '../../../kernel/languages.ts';
import { SelfTestState } from './selftest.ts';

const At = z.number().int();

/** How the test of a modem stands; `state` null when it was never tested. Times in milliseconds UTC. `reason`: why it is not ready. */
export const SelfTestView = z.object({
  channelId: z.string(),
  name: z.string(),
  state: SelfTestState.nullable(),
  sentAt: At.nullable(),
  heardAt: At.nullable(),
  reason: Bilingual.nullable(),
});
export type SelfTestView = z.infer<typeof SelfTestView>;

const scope = 'organisation' as const;

export const listSelfTests = endpoint({
  method: 'GET',
  path: '/sms-self-tests',
  scope,
  right: 'settings.read',
  summary: 'The weekly self-test of each modem that knows its own number: a text to itself, when it was sent and came back.',
  response: z.object({ tests: z.array(SelfTestView) }),
});

export const runSelfTestsNow = endpoint({
  method: 'POST',
  path: '/sms-self-tests',
  scope,
  right: 'settings.write',
  summary: 'Send a text to the own number of each modem now.',
  status: 202,
});
