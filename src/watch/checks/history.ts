import type { Id } from '../../kernel/id.ts';
import { type Instant, instant } from '../../kernel/instant.ts';
import { Detail, type Outcome } from './observation.ts';
import { ByteReader, ByteWriter } from './varint.ts';

/**
 * One stored result. `at` = when it was asked, `ms` = how long the answer took. The detail is kept where something was wrong;
 * `maintenance` = nobody was told, and uptime does not count it.
 */
export type Result = {
  readonly at: Instant;
  readonly outcome: Outcome;
  readonly ms: number;
  readonly maintenance: boolean;
  readonly detail: Detail | null;
};

/** A result together with its check, as the journal of a tick holds it. */
export type JournalEntry = Result & { readonly checkId: Id };

const VERSION = 1;
const OUTCOMES: readonly Outcome[] = ['up', 'down', 'unclear'];
const MAINTENANCE = 4;
const WITH_DETAIL = 8;

const headOf = ({ outcome, maintenance, detail }: Result): number =>
  OUTCOMES.indexOf(outcome) + (maintenance ? MAINTENANCE : 0) + (detail === null ? 0 : WITH_DETAIL);

const outcomeOf = (head: number): Outcome => {
  const outcome = OUTCOMES[head % 4];
  if (!outcome) throw new RangeError('The stored results are damaged.');
  return outcome;
};

const uuidBytes = (id: Id): Uint8Array => Buffer.from(id.replaceAll('-', ''), 'hex');

function uuidText(bytes: Uint8Array): Id {
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function expectVersion(reader: ByteReader): void {
  const version = reader.byte();
  if (version !== VERSION) throw new RangeError(`Results stored in form ${version} cannot be read by this version.`);
}

/** All results of one tick of one organisation, about 20 bytes each; times are relative to `base`. */
export function encodeJournal(entries: readonly JournalEntry[], base: Instant): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter(24 * entries.length + 8);
  writer.byte(VERSION);
  for (const entry of entries) {
    writer.raw(uuidBytes(entry.checkId));
    writer.signed(entry.at - base);
    writer.byte(headOf(entry));
    writer.count(Math.round(entry.ms));
    if (entry.detail !== null) writer.text(JSON.stringify(entry.detail));
  }
  return writer.done();
}

/** `wanted` leaves out the other checks before anything of theirs is written out. */
export function decodeJournal(bytes: Uint8Array, base: Instant, wanted?: Id | ReadonlySet<Id>): JournalEntry[] {
  const reader = new ByteReader(bytes);
  expectVersion(reader);
  const [only, among] = typeof wanted === 'string' ? [wanted, undefined] : [undefined, wanted];
  const key = only === undefined ? undefined : uuidBytes(only);
  const entries: JournalEntry[] = [];
  while (reader.more) {
    const id = reader.raw(16);
    const at = instant(base + reader.signed());
    const head = reader.byte();
    const ms = reader.count();
    const text = head >= WITH_DETAIL ? reader.text() : null;
    if (key && !key.every((byte, i) => byte === id[i])) continue;
    const checkId = only ?? uuidText(id);
    if (among && !among.has(checkId)) continue;
    entries.push({
      checkId,
      at,
      outcome: outcomeOf(head),
      ms,
      maintenance: head % 8 >= MAINTENANCE,
      detail: text === null ? null : Detail.parse(JSON.parse(text)),
    });
  }
  return entries;
}

/**
 * The results of one check over an hour, three to four bytes each: times as the change of the distance (nearly always a
 * millisecond or two, because turns do not drift), details once each.
 */
export function encodeChunk(results: readonly Result[]): Uint8Array<ArrayBuffer> {
  const writer = new ByteWriter(6 * results.length + 16);
  const known = new Map<string, number>();
  writer.byte(VERSION);
  let [last, step] = [0, 0];
  for (const result of [...results].sort((a, b) => a.at - b.at)) {
    const distance = result.at - last;
    writer.signed(distance - step);
    [last, step] = [result.at, last === 0 ? 0 : distance];
    writer.byte(headOf(result));
    writer.count(Math.round(result.ms));
    if (result.detail === null) continue;
    const text = JSON.stringify(result.detail);
    const index = known.get(text);
    writer.count(index ?? known.size);
    if (index === undefined) {
      known.set(text, known.size);
      writer.text(text);
    }
  }
  return writer.done();
}

export function decodeChunk(bytes: Uint8Array): Result[] {
  const reader = new ByteReader(bytes);
  expectVersion(reader);
  const known: Detail[] = [];
  const results: Result[] = [];
  let [last, step] = [0, 0];
  while (reader.more) {
    const distance = reader.signed() + step;
    const at = last + distance;
    [last, step] = [at, last === 0 ? 0 : distance];
    const head = reader.byte();
    const ms = reader.count();
    let detail: Detail | null = null;
    if (head >= WITH_DETAIL) {
      const index = reader.count();
      if (index === known.length) known.push(Detail.parse(JSON.parse(reader.text())));
      detail = known[index] ?? null;
    }
    results.push({ at: instant(at), outcome: outcomeOf(head), ms, maintenance: head % 8 >= MAINTENANCE, detail });
  }
  return results;
}

/** What is kept of an hour for long. Times in ms; `null` where nothing was measured. */
export type Rollup = {
  readonly ups: number;
  readonly downs: number;
  readonly unclears: number;
  /** Results within maintenance: counted here and nowhere else. */
  readonly maintained: number;
  readonly msSum: number;
  readonly msMin: number | null;
  readonly msMax: number | null;
};

export const NOTHING: Rollup = { ups: 0, downs: 0, unclears: 0, maintained: 0, msSum: 0, msMin: null, msMax: null };

/** Response times are those of successes: a timeout says how long we waited, not how fast the target is. */
export function addResult(sum: Rollup, { outcome, ms, maintenance }: Pick<Result, 'outcome' | 'ms' | 'maintenance'>): Rollup {
  if (maintenance) return { ...sum, maintained: sum.maintained + 1 };
  switch (outcome) {
    case 'up':
      return {
        ...sum,
        ups: sum.ups + 1,
        msSum: sum.msSum + ms,
        msMin: sum.msMin === null ? ms : Math.min(sum.msMin, ms),
        msMax: sum.msMax === null ? ms : Math.max(sum.msMax, ms),
      };
    case 'down':
      return { ...sum, downs: sum.downs + 1 };
    case 'unclear':
      return { ...sum, unclears: sum.unclears + 1 };
  }
}

export const rollUp = (results: readonly Pick<Result, 'outcome' | 'ms' | 'maintenance'>[]): Rollup => results.reduce(addResult, NOTHING);

const either = (pick: (a: number, b: number) => number, a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : pick(a, b);

export const addRollup = (a: Rollup, b: Rollup): Rollup => ({
  ups: a.ups + b.ups,
  downs: a.downs + b.downs,
  unclears: a.unclears + b.unclears,
  maintained: a.maintained + b.maintained,
  msSum: a.msSum + b.msSum,
  msMin: either(Math.min, a.msMin, b.msMin),
  msMax: either(Math.max, a.msMax, b.msMax),
});

/** Share of successes among what was clear, 0 to 1; `null` when nothing was: unknown, not 100 %. */
export const uptimeOf = ({ ups, downs }: Rollup): number | null => (ups + downs === 0 ? null : ups / (ups + downs));
export const meanMs = ({ ups, msSum }: Rollup): number | null => (ups === 0 ? null : msSum / ups);
