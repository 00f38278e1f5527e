import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';
import { ClearedBy, Meaning, Severity } from './signal.ts';

const At = z.number().int();
const org = { scope: 'organisation' } as const;
const one = { params: z.object({ id: Id }) } as const;

/** A signal as lists show it. Times in milliseconds UTC; `since` as believed, the others by our clock. */
export const SignalView = z.object({
  id: Id,
  /** `checks`, `silence`, `person`, `incident`, `restores`, `warnings`, `alerting`, or the id of a sender. */
  source: z.string(),
  /** What the sender is called; empty for what the product itself sees. */
  sender: z.string(),
  severity: Severity,
  meaning: Meaning,
  title: z.string(),
  /** What the sender calls the thing concerned. */
  names: z.array(z.string()),
  nodeId: z.string().nullable(),
  /** The asset's name in the inventory. */
  asset: z.string().nullable(),
  /** It is recorded, but tells nobody: its asset was switched off by ourselves. */
  quiet: z.boolean(),
  since: At,
  receivedAt: At,
  lastAt: At,
  count: z.number().int(),
  dueAt: At.nullable(),
  cleared: z.object({ at: At, by: ClearedBy, who: z.string(), reason: z.string() }).nullable(),
});
export type SignalView = z.infer<typeof SignalView>;

const Piece = z.object({
  receivedAt: At,
  sentAt: At.nullable(),
  clock: z.enum(['sender', 'receipt']),
  says: z.enum(['open', 'cleared']),
  body: z.string(),
  cut: z.boolean(),
});

export const SignalDetail = SignalView.extend({ key: z.string(), evidence: z.array(Piece) });
export type SignalDetail = z.infer<typeof SignalDetail>;

export const ListState = z.enum(['open', 'cleared', 'all']);

export const listSignals = endpoint({
  ...org,
  method: 'GET',
  path: '/signals',
  right: 'watch.read',
  summary: 'Signals, newest first, at most 1,000; `total` says how many there are.',
  query: z.object({ state: ListState.default('open'), limit: z.coerce.number().int().min(1).max(1000).default(1000) }),
  response: z.object({
    signals: z.array(SignalView),
    total: z.object({ open: z.number().int(), cleared: z.number().int() }),
    unassigned: z.number().int(),
  }),
});

export const exportSignals = endpoint({
  ...org,
  method: 'GET',
  path: '/signals/export',
  right: 'watch.read',
  summary: 'Signals as CSV (UTF-8, semicolon), newest first.',
  query: z.object({ state: ListState.default('all') }),
  produces: 'text/csv; charset=utf-8',
});

export const readSignal = endpoint({
  ...org,
  ...one,
  method: 'GET',
  path: '/signals/:id',
  right: 'watch.read',
  summary: 'One signal with its evidence: the first messages and the newest.',
  response: SignalDetail,
});

export const clearSignal = endpoint({
  ...org,
  ...one,
  method: 'POST',
  path: '/signals/:id/clearing',
  right: 'watch.write',
  summary: 'Say that a signal is over, and why.',
  body: z.object({ reason: z.string().trim().min(3).max(1000) }),
  response: SignalDetail,
});

export const assignSignal = endpoint({
  ...org,
  ...one,
  method: 'PUT',
  path: '/signals/:id/asset',
  right: 'watch.write',
  summary:
    'Say which asset a signal is about; with `always` a name of the sender means that asset from now on, also for what is open already.',
  body: z.object({ nodeId: z.string().max(200).nullable(), always: z.string().trim().min(1).max(300).nullable().default(null) }),
  response: z.object({ moved: z.number().int() }),
});

const SwitchOff = z.object({
  /** Null: everything. */
  nodeId: z.string().max(200).nullable(),
  reason: z.string().trim().min(3).max(500),
  /** When it is to be on again; null = open. */
  until: At.nullable().default(null),
});

export const switchOff = endpoint({
  ...org,
  method: 'POST',
  path: '/switched-off',
  right: 'watch.write',
  summary: 'Say that we have switched an asset off ourselves, or everything: its checks are recorded but quiet until it is on again.',
  body: SwitchOff,
  status: 204,
});

export const switchOn = endpoint({
  ...org,
  ...one,
  method: 'DELETE',
  path: '/switched-off/:id',
  right: 'watch.write',
  summary: 'Say that something we had switched off is on again; what is still down then is told.',
  status: 204,
});
