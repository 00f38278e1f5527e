import type { Id } from '../../kernel/id.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { Hash, PublicKey } from './bytes.ts';
import { signatureCheck } from './device.ts';
import { atOf, type LogLine, type LogTime, type Mode } from './entry.ts';
import { endBytes, type LogEnd, type LogStart } from './export.ts';
import { entryHash, lineHash, payloadHash, signedBytes } from './hashes.ts';
import { lateness } from './lateness.ts';
import { emptyLog, type Misplaced, place } from './place.ts';
import { type Form, readLog } from './readlog.ts';

/** What is wrong with an entry or with the file around the entries. */
export type Wrong =
  | Form
  | Misplaced
  | { readonly code: 'number'; readonly expected: number; readonly found: number }
  | { readonly code: 'payload' }
  | { readonly code: 'signature' }
  | { readonly code: 'chain' }
  | { readonly code: 'missing-at-end'; readonly signed: number; readonly found: number }
  | { readonly code: 'too-many'; readonly signed: number; readonly found: number }
  | { readonly code: 'end-signer' }
  | { readonly code: 'start-differs' }
  | { readonly code: 'key-differs'; readonly found: PublicKey }
  | { readonly code: 'head-not-in-log' };

/** The first bad place: an entry by number (with its device where it could be read), or the first or last line of the file. */
export type LogFault = Wrong & {
  readonly at: 'start' | 'end' | number;
  readonly device?: Id;
  readonly seq?: number;
};

/** Not wrong, but the reader should know. Lists are entry numbers. */
export type LogWarning =
  | { readonly code: 'key-not-checked' }
  | { readonly code: 'head-not-checked' }
  | { readonly code: 'withheld'; readonly numbers: readonly number[] }
  | { readonly code: 'clock-back'; readonly numbers: readonly number[] }
  | { readonly code: 'clock-ahead'; readonly numbers: readonly number[] }
  | { readonly code: 'corrects-unknown'; readonly numbers: readonly number[] };

/** What a good log proves. */
export type LogSummary = {
  readonly incident: Id;
  readonly mode: Mode;
  readonly publicKey: PublicKey;
  readonly count: number;
  readonly head: Hash;
  readonly from: LogTime;
  readonly exportedAt: LogTime;
  readonly devices: readonly {
    readonly device: Id;
    readonly role: 'server' | 'device';
    readonly entries: number;
    readonly head: Hash | null;
  }[];
  readonly checkpoints: number;
  readonly corrections: number;
  readonly addedLate: readonly number[];
  readonly arrivedLate: readonly number[];
  readonly warnings: readonly LogWarning[];
};

type Hashed = { readonly line: LogLine; readonly entry: Hash; readonly whole: Hash; readonly payload: Hash | undefined };

const SLICE = 500;
async function inSlices<T, R>(items: readonly T[], each: (item: T) => Promise<R>): Promise<R[]> {
  const out: R[] = [];
  for (let i = 0; i < items.length; i += SLICE) out.push(...(await Promise.all(items.slice(i, i + SLICE).map(each))));
  return out;
}

const hashed = async (line: LogLine): Promise<Hashed> => {
  const { salt, payload } = line;
  const [entry, whole, said] = await Promise.all([
    entryHash(line.header),
    lineHash(line),
    salt === undefined || payload === undefined ? undefined : payloadHash(salt, payload),
  ]);
  return { line, entry, whole, payload: said };
};

type Ordered = { readonly devices: ReturnType<typeof emptyLog>['devices']; readonly fault: LogFault | undefined; readonly good: number };

/** Order, chains and payloads, line after line, up to the first fault. */
function inOrder(start: LogStart, lines: readonly Hashed[], end: LogEnd | undefined): Ordered {
  const { incident, mode } = lines[0]?.line.header ?? start;
  let head = emptyLog(incident, mode);
  for (const [i, { line, entry, whole, payload }] of lines.entries()) {
    const at = i + 1;
    const { device, seq } = line.header;
    const bad = (wrong: Wrong, number = at): Ordered => {
      const blamed = number === at ? { device, seq } : pick(lines[number - 1]);
      return { devices: head.devices, fault: { ...wrong, at: number, ...blamed }, good: number - 1 };
    };
    if (line.number !== at) return bad({ code: 'number', expected: at, found: line.number });
    if (line.previous !== head.hash) {
      // The line whose own hash the next line still knows is whole; so the one before it was changed.
      const following = lines[i + 1]?.line.previous ?? end?.head;
      return bad({ code: 'chain' }, at > 1 && following === whole ? at - 1 : at);
    }
    if (payload !== undefined && payload !== line.header.payloadHash) return bad({ code: 'payload' });
    const placed = place(head, line.header, entry, line.payload);
    if (!placed.ok) return bad(placed.error);
    head = { ...head, count: at, hash: whole, devices: placed.value };
  }
  return { devices: head.devices, fault: undefined, good: lines.length };
}

const pick = (one: Hashed | undefined): { device?: Id; seq?: number } =>
  one ? { device: one.line.header.device, seq: one.line.header.seq } : {};

/** The first and last line against the entries between them. */
async function frame(start: LogStart, lines: readonly Hashed[], end: LogEnd, devices: Ordered['devices']): Promise<LogFault | undefined> {
  const founded = lines[0]?.line.header;
  const same = founded?.incident === start.incident && founded.mode === start.mode && founded.device === start.device;
  if (!same || devices[start.device]?.publicKey !== start.publicKey) return { at: 'start', code: 'start-differs' };
  const signer = devices[end.device];
  if (end.incident !== start.incident) return { at: 'end', code: 'other-incident' };
  if (signer?.role !== 'server') return { at: 'end', code: 'end-signer' };
  if (!(await signatureCheck()(signer.publicKey, end.signature, endBytes(end)))) return { at: 'end', code: 'signature' };
  const found = lines.length;
  if (end.count > found) return { at: found + 1, code: 'missing-at-end', signed: end.count, found };
  if (end.count < found) return { at: end.count + 1, code: 'too-many', signed: end.count, found, ...pick(lines[end.count]) };
  const last = lines.at(-1);
  return last?.whole === end.head ? undefined : { at: found, code: 'chain', ...pick(last) };
}

function warningsOf(lines: readonly Hashed[], asked: VerifyOptions): LogWarning[] {
  const warnings: LogWarning[] = [];
  if (asked.key === undefined) warnings.push({ code: 'key-not-checked' });
  if (asked.head === undefined) warnings.push({ code: 'head-not-checked' });
  const known = new Set(lines.map(({ entry }) => entry));
  const isUnknown = (entry: Hash | undefined): boolean => entry !== undefined && !known.has(entry);
  const numbers = (test: (line: LogLine, before: LogLine | undefined) => boolean): number[] =>
    lines.flatMap(({ line }, i) => (test(line, lines[i - 1]?.line) ? [line.number] : []));
  const lists = [
    { code: 'withheld', numbers: numbers(({ payload }) => payload === undefined) },
    { code: 'clock-back', numbers: numbers((line, before) => before !== undefined && atOf(line.receivedAt) < atOf(before.receivedAt)) },
    { code: 'clock-ahead', numbers: numbers((line) => lateness(line).clockAhead !== null) },
    { code: 'corrects-unknown', numbers: numbers(({ payload }) => isUnknown(correctedBy(payload))) },
  ] as const;
  return [...warnings, ...lists.filter((list) => list.numbers.length > 0)];
}

const correctedBy = (payload: LogLine['payload']): Hash | undefined => (payload && 'corrects' in payload ? payload.corrects : undefined);

/** What the reader holds from elsewhere: the server's public key, and the hash of a line that the log must contain. */
export type VerifyOptions = { readonly key?: PublicKey; readonly head?: Hash };

/**
 * Checks an exported log: form, numbers, chains, payload hashes, every signature, and the signed end. Gives what it proves, or the
 * first bad entry. Without `key` the log could be a whole other one; without `head` it could be an older export of this one; both
 * are said as warnings. A head that an earlier export, a report or a peer shows is found also when the log has grown since.
 */
export async function verifyLog(text: string, asked: VerifyOptions = {}): Promise<Result<LogSummary, LogFault>> {
  const read = readLog(text);
  if (read.start === undefined) return err(read.fault);
  const { start, end } = read;
  if (asked.key !== undefined && asked.key !== start.publicKey) return err({ at: 'start', code: 'key-differs', found: start.publicKey });

  const lines = await inSlices(read.lines, hashed);
  const { devices, fault, good } = inOrder(start, lines, end);
  const check = signatureCheck();
  const signed = await inSlices(lines.slice(0, good), async ({ line: { header, signature } }) => {
    const publicKey = devices[header.device]?.publicKey;
    return publicKey !== undefined && (await check(publicKey, signature, signedBytes(header)));
  });
  const forged = signed.indexOf(false);
  if (forged >= 0) return err({ at: forged + 1, code: 'signature', ...pick(lines[forged]) });
  if (fault) return err(fault);
  if (end === undefined) return err(read.fault);
  const framed = await frame(start, lines, end, devices);
  if (framed) return err(framed);
  if (asked.head !== undefined && !lines.some(({ whole }) => whole === asked.head)) return err({ at: 'end', code: 'head-not-in-log' });

  return ok({
    incident: start.incident,
    mode: start.mode,
    publicKey: start.publicKey,
    count: end.count,
    head: end.head,
    from: lines[0]?.line.receivedAt ?? end.exportedAt,
    exportedAt: end.exportedAt,
    devices: Object.entries(devices).map(([device, { role, seq, hash }]) => ({ device, role, entries: seq, head: hash })),
    checkpoints: lines.filter(({ line }) => line.header.kind === 'checkpoint').length,
    corrections: lines.filter(({ line }) => correctedBy(line.payload) !== undefined).length,
    addedLate: lines.flatMap(({ line }) => (lateness(line).addedLate === null ? [] : [line.number])),
    arrivedLate: lines.flatMap(({ line }) => (lateness(line).arrivedLate === null ? [] : [line.number])),
    warnings: warningsOf(lines, asked),
  });
}
