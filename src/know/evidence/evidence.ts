import { z } from 'zod';
import { Role } from '../discovery/finding.ts';

/** What can be brought from inside the house; one reader for each (readers/index.ts). */
export const Kind = z.enum(['pihole', 'adguard', 'dnsmasq', 'creditors', 'entra', 'bookmarks', 'nmap', 'cyclonedx', 'spdx']);
export type Kind = z.infer<typeof Kind>;

/** A day in the zone of the organisation (`2026-11-20`), and how many devices asked for the domain on it: never fewer than three. */
export const DayCount = z.tuple([z.iso.date(), z.number().int().min(1)]);
export type DayCount = z.infer<typeof DayCount>;

/** What was seen. It holds nothing that leads to a person: no client address, no device name, no page that was visited. */
export const Trace = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('dns'), domain: z.string(), days: z.array(DayCount) }),
  z.object({ kind: z.literal('invoice'), name: z.string() }),
  z.object({ kind: z.literal('app'), name: z.string() }),
  z.object({ kind: z.literal('bookmark'), host: z.string(), count: z.number().int() }),
  z.object({ kind: z.literal('machine'), product: z.string(), devices: z.number().int() }),
  z.object({ kind: z.literal('package'), name: z.string() }),
  z.object({ kind: z.literal('endpoint'), name: z.string() }),
]);
export type Trace = z.infer<typeof Trace>;

/**
 * How much it says. `used`: somebody in the house works with it · `hint`: it was named or loaded · `question`: the seller is
 * known, the product is not · `own`: it runs in the house · `unknown`: in no catalogue.
 */
export const Strength = z.enum(['used', 'own', 'question', 'hint', 'unknown']);
export type Strength = z.infer<typeof Strength>;

/** One thing that evidence speaks for. */
export const Item = z.object({
  /** `provider:slack`, `own:exchange`, `name:acme crm`: the same thing has the same subject in every import. */
  subject: z.string(),
  /** Catalogue id, where it is known which. */
  provider: z.string().nullable(),
  name: z.string(),
  role: Role,
  strength: Strength,
  /** Catalogue ids of which it may be one. */
  candidates: z.array(z.string()),
  traces: z.array(Trace),
});
export type Item = z.infer<typeof Item>;

/** Why a line was left out. The line itself is not kept: it may hold a client's address. */
export const RejectCode = z.enum(['not-a-line', 'bad-time', 'bad-name', 'no-client', 'too-long', 'bad-json', 'no-company', 'bad-address']);
export type RejectCode = z.infer<typeof RejectCode>;
export const Rejected = z.object({ line: z.number().int(), code: RejectCode });
export type Rejected = z.infer<typeof Rejected>;

/** What must be said about a file that could be read. */
export const NoteCode = z.enum([
  'suppressed-groups',
  'suppressed-domains',
  'anonymised',
  'year-assumed',
  'unmatched',
  'more-unknown',
  'private',
  'debtors',
  'own-apps',
  'components',
  'no-licence',
  'closed',
]);
export type NoteCode = z.infer<typeof NoteCode>;
export const Note = z.object({ code: NoteCode, count: z.number().int() });
export type Note = z.infer<typeof Note>;

export const Report = z.object({
  /** Rows that could be used. */
  rows: z.number().int(),
  /** Rows that were left out because something is wrong with them, and the first of them. */
  rejected: z.number().int(),
  rejects: z.array(Rejected),
  /** First and last day, where rows have one. */
  from: z.iso.date().nullable(),
  to: z.iso.date().nullable(),
  notes: z.array(Note),
});
export type Report = z.infer<typeof Report>;

/** What a reader makes of a file: aggregated, and all that is kept of it. */
export type Contents = { readonly items: readonly Item[]; readonly report: Report };

/** Why a whole file is refused. */
export const RefusalCode = z.enum([
  'empty',
  'not-text',
  'compressed',
  'wrong-kind',
  'no-column',
  'datev-postings',
  'declarations',
  'cut-off',
  'broken',
  'no-rows',
  'too-many',
  'foreign-database',
  'too-large',
]);
export type RefusalCode = z.infer<typeof RefusalCode>;
export const Refusal = z.object({ code: RefusalCode, line: z.number().int().nullable(), detail: z.string().nullable() });
export type Refusal = z.infer<typeof Refusal>;

export const refusal = (code: RefusalCode, line: number | null = null, detail: string | null = null): Refusal => ({ code, line, detail });

export const MOST_REJECTS_TOLD = 100;

/** Counts rejected lines and remembers the first of them. */
export class Rejections {
  count = 0;
  readonly first: Rejected[] = [];
  add(line: number, code: RejectCode): void {
    this.count++;
    if (this.first.length < MOST_REJECTS_TOLD) this.first.push({ line, code });
  }
}
