import type { Id } from '../../kernel/id.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { type Hash, hashOf, type PublicKey } from './bytes.ts';
import { signatureCheck } from './device.ts';
import { atOf, type LogLine, type LogTime, type Mode } from './entry.ts';
import { endBytes, type LogEnd, type LogStart } from './export.ts';
import { lineHash, payloadHash, signedBytes } from './hashes.ts';
import { lateness } from './lateness.ts';
import { emptyLog, type LogHead, type Misplaced, place } from './place.ts';
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

type Hashed = { readonly line: LogLine; readonly signed: Uint8Array<ArrayBuffer>; readonly entry: Hash; readonly whole: Hash };
type Devices = LogHead['devices'];

function hashed(line: LogLine): Hashed {
  const signed = signedBytes(line.header);
  return { line, signed, entry: hashOf(signed), whole: lineHash(line) };
}
const pick = ({ line }: Hashed): { device: Id; seq: number } => ({ device: line.header.device, seq: line.header.seq });

/** The log's head after a line, or what is wrong with it there; its signature is not looked at. */
function after(head: LogHead, { line, entry, whole }: Hashed): Result<LogHead, Wrong> {
  const { number, salt, payload, header } = line;
  if (number !== head.count + 1) return err({ code: 'number', expected: head.count + 1, found: number });
  if (line.previous !== head.hash) return err({ code: 'chain' });
  if (salt !== undefined && payload !== undefined && payloadHash(salt, payload) !== header.payloadHash) return err({ code: 'payload' });
  const placed = place(head, header, entry, payload);
  return placed.ok ? ok({ ...head, count: number, hash: whole, devices: placed.value }) : placed;
}

/** Lines are hashed while the signatures of the slice before are checked in other threads. */
const SLICE = 250;

type Walked = { readonly good: readonly Hashed[]; readonly devices: Devices; readonly fault: LogFault | undefined };

/** Line after line up to the first fault. */
async function walk(start: LogStart, lines: readonly LogLine[], end: LogEnd | undefined): Promise<Walked> {
  const { incident, mode } = lines[0]?.header ?? start;
  let head = emptyLog(incident, mode);
  const good: Hashed[] = [];
  const check = signatureCheck();
  const signed: Promise<boolean>[] = [];
  let looked = 0;
  /** The first line before `until` that its device did not sign. */
  const forged = async (until: number): Promise<LogFault | undefined> => {
    const bad = (await Promise.all(signed.slice(looked, until))).indexOf(false);
    const one = bad < 0 ? undefined : good[looked + bad];
    looked = until;
    return one && { at: one.line.number, code: 'signature', ...pick(one) };
  };
  const stop = (fault: LogFault | undefined): Walked => ({ good, devices: head.devices, fault });
  for (const [i, line] of lines.entries()) {
    const one = hashed(line);
    const next = after(head, one);
    if (!next.ok) {
      // Of two lines that do not fit together, the one whose hash the next line knows is whole; so the one before it was changed.
      const whole = (lines[i + 1]?.previous ?? end?.head) === one.whole;
      const before = next.error.code === 'chain' && whole ? good.at(-1) : undefined;
      const fault: LogFault = before ? { ...next.error, at: i, ...pick(before) } : { ...next.error, at: i + 1, ...pick(one) };
      return stop((await forged(i)) ?? fault);
    }
    head = next.value;
    good.push(one);
    const publicKey = head.devices[line.header.device]?.publicKey ?? '';
    signed.push(check(publicKey, line.signature, one.signed));
    if (good.length % SLICE === 0) {
      const fault = await forged(good.length - SLICE);
      if (fault) return stop(fault);
    }
  }
  return stop(await forged(good.length));
}

/** The first and last line against the entries between them. */
async function frame(start: LogStart, lines: readonly Hashed[], end: LogEnd, devices: Devices): Promise<LogFault | undefined> {
  const founded = lines[0]?.line.header;
  const same = founded?.incident === start.incident && founded.mode === start.mode && founded.device === start.device;
  if (!same || devices[start.device]?.publicKey !== start.publicKey) return { at: 'start', code: 'start-differs' };
  const signer = devices[end.device];
  if (end.incident !== start.incident) return { at: 'end', code: 'other-incident' };
  if (signer?.role !== 'server') return { at: 'end', code: 'end-signer' };
  if (!(await signatureCheck()(signer.publicKey, end.signature, endBytes(end)))) return { at: 'end', code: 'signature' };
  const found = lines.length;
  if (end.count > found) return { at: found + 1, code: 'missing-at-end', signed: end.count, found };
  if (end.count < found) return { at: end.count + 1, code: 'too-many', signed: end.count, found };
  const last = lines.at(-1);
  return last && last.whole !== end.head ? { at: found, code: 'chain', ...pick(last) } : undefined;
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

  const { good: lines, devices, fault } = await walk(start, read.lines, end);
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
