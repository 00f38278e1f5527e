import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';
import { ScriptResult } from './scriptresult.ts';

const Token = z.object({ token: z.string().min(20).max(100) });
const Query = z.object({
  /** The last words of the program, shown with the check. */
  says: z.string().max(300).optional(),
});
const What = Token.extend({ what: z.string().max(10) });
const WORDS = 'text/plain; charset=utf-8';
const summary = (what: string) =>
  `${what}. GET and POST do the same, so that every scheduler can call it; answered after it was written down.`;

export const beatByGet = endpoint({
  method: 'GET',
  path: '/h/:token',
  group: 'heartbeats',
  scope: 'page',
  right: 'open',
  summary: summary('Sign of life of a program: it has run well'),
  params: Token,
  query: Query,
  produces: WORDS,
});
export const beatByPost = endpoint({ ...beatByGet, method: 'POST' });

export const beatOfByGet = endpoint({
  method: 'GET',
  path: '/h/:token/:what',
  group: 'heartbeats',
  scope: 'page',
  right: 'open',
  summary: summary('The same with `start`, `ok`, `fail` or an exit code'),
  params: What,
  query: Query,
  produces: WORDS,
});
export const beatOfByPost = endpoint({ ...beatOfByGet, method: 'POST' });

export const postResult = endpoint({
  method: 'POST',
  path: '/h/:token/result',
  group: 'heartbeats',
  scope: 'page',
  right: 'open',
  summary: 'Result of a script: state, message, figures and duration. Answered after it was written down.',
  params: Token,
  body: ScriptResult,
  produces: WORDS,
});

export const newHeartbeatAddress = endpoint({
  method: 'POST',
  path: '/checks/:id/address',
  scope: 'organisation',
  right: 'watch.write',
  summary: 'A new address for a check that programs report to. It is shown once; the one before stops working.',
  params: z.object({ id: Id }),
  response: z.object({ url: z.string() }),
});

export const heartbeatAddress = endpoint({
  method: 'GET',
  path: '/checks/:id/address',
  scope: 'organisation',
  right: 'watch.read',
  summary: 'Whether the check has an address that programs report to.',
  params: z.object({ id: Id }),
  response: z.object({ made: z.boolean() }),
});
