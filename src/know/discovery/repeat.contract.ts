import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';
import { ScanDifference, ScanState } from './discovery.contract.ts';

const org = { scope: 'organisation' } as const;

/** A domain that is looked at again each month; times in milliseconds UTC. */
export const ScanRepeat = z.object({
  domain: z.string(),
  unicode: z.string(),
  by: z.string(),
  since: z.number(),
  dueAt: z.number().nullable(),
});
export type ScanRepeat = z.infer<typeof ScanRepeat>;

export const listRepeats = endpoint({
  ...org,
  method: 'GET',
  path: '/scans/repeats',
  right: 'know.read',
  summary: 'The domains that are scanned again each month, and when next.',
  response: z.object({ repeats: z.array(ScanRepeat) }),
});
export const putRepeat = endpoint({
  ...org,
  method: 'PUT',
  path: '/scans/repeats',
  right: 'know.write',
  summary: 'Scan a domain again each month, on this day at six in the morning, or no more. Off until somebody switches it on.',
  body: z.object({ domain: z.string().max(500), monthly: z.boolean() }),
  response: z.object({ dueAt: z.number().nullable() }),
});

/** What a monthly scan brought that nobody has taken note of yet. */
export const ScanNews = ScanDifference.pick({ added: true, gone: true, changed: true, uncertain: true }).extend({
  id: Id,
  domain: z.string(),
  unicode: z.string(),
  at: z.number(),
  state: ScanState,
});
export type ScanNews = z.infer<typeof ScanNews>;

export const listScanNews = endpoint({
  ...org,
  method: 'GET',
  path: '/scans/news',
  right: 'know.read',
  summary: 'What monthly scans found changed, or could not do, and nobody has taken note of yet.',
  response: z.object({ news: z.array(ScanNews) }),
});
export const takeNoteOfScan = endpoint({
  ...org,
  method: 'POST',
  path: '/scans/:id/seen',
  right: 'know.write',
  summary: 'Take note of what a monthly scan brought; the notice goes.',
  params: z.object({ id: Id }),
  status: 204,
});
