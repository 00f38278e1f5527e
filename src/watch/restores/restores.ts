import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { type Instant, instant } from '../../kernel/instant.ts';
import type { Totals } from './sample.ts';

const At = z.number().int() as unknown as z.ZodType<Instant, number>;
const count = z.number().int().nonnegative();

/** Kinds of checks whose backup can be restored from; `readers/index.ts` has a reader for each. */
const RESTORABLE: readonly string[] = ['restic', 'borg', 'folder'];
export const restorable = (kind: string): boolean => RESTORABLE.includes(kind);

/** What a person sets. */
export const RestoreSettings = z.object({
  everyDays: z.union([z.literal(7), z.literal(30), z.literal(90)]).default(30),
  /** The hour on the clock of the organisation at which it begins. */
  hour: z.number().int().min(0).max(23).default(3),
  maxMegabytes: z.number().int().min(1, 'must be between 1 MB and 100 GB').max(100_000, 'must be between 1 MB and 100 GB').default(500),
  maxMinutes: z.number().int().min(1, 'must be between 1 and 720 minutes').max(720, 'must be between 1 and 720 minutes').default(60),
  /** Folders inside the backup that are needed to work again; empty = everything. */
  paths: z.array(z.string().trim().min(1).max(500)).max(20, 'must not be more than 20 folders').default([]),
  /** Also look through the whole repository, where its program can. */
  whole: z.boolean().default(true),
  /** Where it is restored to, and removed again. */
  scratch: z
    .string()
    .trim()
    .max(500)
    .regex(/^\/(?!.*(?:^|\/)\.\.(?:\/|$))[^\0]*$/, 'must be a path of this machine that begins with /')
    .default('/var/tmp'),
  /** Time for everything but the data (spare machine, set-up, looking whether it works), as somebody has said; null = nobody has. */
  restMinutes: z.number().int().min(0).max(100_000).nullable().default(null),
});
export type RestoreSettings = z.output<typeof RestoreSettings>;

const Backup = z.object({ name: z.string().max(300), at: At.nullable() });

/** What is wrong with the backup. `program`: in its program's own words, without any secret; those are English. */
const BackupFault = z.discriminatedUnion('code', [
  z.object({ code: z.literal('no-backup') }),
  /** The folders that are needed are not in it. */
  z.object({ code: z.literal('not-in-backup') }),
  z.object({ code: z.literal('missing'), file: z.string().max(500) }),
  z.object({ code: z.literal('checksum'), file: z.string().max(500) }),
  /** `beside`: the file that names the checksum. */
  z.object({ code: z.literal('checksum-beside'), file: z.string().max(500), beside: z.string().max(500) }),
  /** A part was lost, and a repair has put zeros in its place. */
  z.object({ code: z.literal('lost'), file: z.string().max(500) }),
  z.object({ code: z.literal('unread'), place: z.string().max(500), says: z.string().max(300) }),
  z.object({ code: z.literal('program'), says: z.string().max(300) }),
]);
export type BackupFault = z.infer<typeof BackupFault>;

/** Why a test did not take place: that says nothing about the backup. */
const NotRun = z.discriminatedUnion('code', [
  z.object({ code: z.literal('no-space'), needed: count, free: count }),
  z.object({ code: z.literal('no-scratch'), says: z.string().max(300) }),
  z.object({ code: z.literal('no-program'), says: z.string().max(300) }),
  z.object({ code: z.literal('timeout'), afterMs: count }),
  z.object({ code: z.literal('unsupported') }),
]);
export type NotRun = z.infer<typeof NotRun>;

/**
 * How the restored data was held against the backup. `repository`: the program compared what lies on the disk with the checksums of the
 * repository. `sums`: we did, file by file. `checksum`: with a file of checksums beside the backup. `unpacked`: the archive was unpacked whole.
 * `copied`: copied and compared with the source, no more.
 */
export const Proven = z.enum(['repository', 'sums', 'checksum', 'unpacked', 'copied']);
export type Proven = z.infer<typeof Proven>;

/**
 * What a look through the whole repository came to: all of it fits together; its time was over before the end; or it cannot be looked through
 * from here, because that takes writing. A repository that does not fit together fails the test.
 */
export const Checked = z.enum(['sound', 'no-time', 'not-possible']);
export type Checked = z.infer<typeof Checked>;

/** Why the time was not written to the model. */
export const Unwritten = z.enum(['no-node', 'no-rest', 'too-small', 'real-is-longer']);
export type Unwritten = z.infer<typeof Unwritten>;

export const RestoreOutcome = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('passed'),
    backup: Backup,
    files: count,
    bytes: count,
    ms: count,
    totalFiles: count,
    totalBytes: count,
    /** The same for all of it. */
    estimateMs: count,
    proven: Proven,
    /** Null: nobody wanted it, or this kind of backup has no such look. */
    checked: Checked.nullable().default(null),
    /** What now stands at the resource as its tested recovery time. */
    model: z.discriminatedUnion('written', [
      z.object({ written: z.literal(true), nodeId: z.string(), ms: count, restMs: count, evidence: z.string() }),
      z.object({ written: z.literal(false), because: Unwritten }),
    ]),
  }),
  z.object({ kind: z.literal('failed'), backup: Backup.nullable(), fault: BackupFault }),
  z.object({ kind: z.literal('not-run'), why: NotRun }),
]);
export type RestoreOutcome = z.infer<typeof RestoreOutcome>;

export type RestoreRun = { readonly at: Instant; readonly outcome: RestoreOutcome };

/** What was measured: `openMs` is what opening the backup took, before any file came. Times in ms. */
export type Measured = { readonly ms: number; readonly openMs: number; readonly sample: Totals; readonly total: Totals };

/**
 * How long all of it would take: opening counts once, the rest grows with the bytes or with the number of files, whichever makes it longer.
 * So the answer is rather too long than too short: small files cost more than their bytes say, and a few large ones less.
 */
export function scaled({ ms, openMs, sample, total }: Measured): number {
  const ratio = (whole: number, part: number) => (part === 0 ? 1 : whole / part);
  const factor = Math.max(1, ratio(total.bytes, sample.bytes), ratio(total.files, sample.files));
  const open = Math.min(openMs, ms);
  return Math.round(open + (ms - open) * factor);
}

/** A hundred megabytes, or a hundredth of it: below that a second more or less decides about hours. */
const ENOUGH_BYTES = 100_000_000;
const ENOUGH_SHARE = 0.01;

/** Is the sample large enough to say something about all of it? */
export const isEnough = ({ sample, total }: Pick<Measured, 'sample' | 'total'>): boolean =>
  (sample.files === total.files && sample.bytes === total.bytes) ||
  sample.bytes >= ENOUGH_BYTES ||
  sample.bytes >= total.bytes * ENOUGH_SHARE;

/** What the model says of the recovery of the resource at this moment, as far as it matters here. */
export type Known = { readonly likelyMs: number | null; readonly tested: { readonly evidence: string } | null };

/**
 * What may be written as the tested recovery time: the data by measurement, everything else by what a person said. A recovery that really took
 * place knows more than a sample: it is only ever made longer by one. `before`: what the test before this one has written.
 */
export function forModel(
  measured: Measured,
  { restMinutes }: Pick<RestoreSettings, 'restMinutes'>,
  known: Known | null,
  before: string | null,
): { readonly written: true; readonly ms: number; readonly restMs: number } | { readonly written: false; readonly because: Unwritten } {
  if (known === null) return { written: false, because: 'no-node' };
  if (restMinutes === null) return { written: false, because: 'no-rest' };
  if (!isEnough(measured)) return { written: false, because: 'too-small' };
  const restMs = restMinutes * 60_000;
  const ms = scaled(measured) + restMs;
  const real = known.tested !== null && known.tested.evidence !== before;
  if (real && ms <= (known.likelyMs ?? 0)) return { written: false, because: 'real-is-longer' };
  return { written: true, ms, restMs };
}

/** So much stays free beside what is restored: a full disk is a worse fault than a test that did not take place. */
export const RESERVE_BYTES = 1_000_000_000;

/** Is there room? `free` is what the file system says. */
export const fits = (bytes: number, free: number): boolean => bytes + RESERVE_BYTES <= free;

/** The next turn after `now`: so many days after the day of the last one, at that hour on the clock of the zone. */
export function nextTest(
  { everyDays, hour }: Pick<RestoreSettings, 'everyDays' | 'hour'>,
  last: Instant | null,
  now: Instant,
  zone: string,
): Instant {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone);
  const at = (day: Temporal.ZonedDateTime) =>
    instant(day.with({ hour, minute: 0, second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 }).epochMilliseconds);
  // The first one comes in the next night, so that a wrong setting is seen soon.
  const tonight = at(today) > now ? at(today) : at(today.add({ days: 1 }));
  if (last === null) return tonight;
  const due = at(Temporal.Instant.fromEpochMilliseconds(last).toZonedDateTimeISO(zone).add({ days: everyDays }));
  return instant(Math.max(due, tonight));
}

/** When the backup was last shown to be good: what failed, or could not be run, is tried again in the next night. */
export const lastOf = (runs: readonly RestoreRun[]): Instant | null => {
  const [newest] = runs;
  return newest?.outcome.kind === 'passed' ? newest.at : null;
};
