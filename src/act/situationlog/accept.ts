import type { Id } from '../../kernel/id.ts';
import { type Instant, toIso } from '../../kernel/instant.ts';
import type { Fault } from '../../kernel/problem.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { appendEntry, type DeviceHead, type Draft } from './append.ts';
import type { Salt } from './bytes.ts';
import { type DeviceKey, type SignatureCheck, signatureCheck } from './device.ts';
import { type LogLine, type LogRecord, type Mode, SignedEntry } from './entry.ts';
import { entryHash, lineHash, payloadHash, signedBytes } from './hashes.ts';
import { emptyLog, type LogHead, type Misplaced, place } from './place.ts';

/** Why the log does not take an entry. `duplicate` is good news: this very entry is already the device's last. */
export type Refusal =
  | Misplaced
  | { readonly code: 'form'; readonly faults: readonly Fault[] }
  | { readonly code: 'payload' }
  | { readonly code: 'signature' };

export type Accepted = { readonly record: LogRecord; readonly head: LogHead };

/**
 * Takes an entry from a device into the log: checks form, payload hash, device, chain and signature, gives it the next number and
 * the log's new head. Save record and head in one transaction that also holds the old head. On `seq-taken` the caller looks up
 * (incident, device, seq): the same entry hash means that it was delivered before, another one that the device's chain has forked.
 */
export async function acceptEntry(
  head: LogHead,
  input: unknown,
  receivedAt: Instant,
  check: SignatureCheck = signatureCheck(),
): Promise<Result<Accepted, Refusal>> {
  const parsed = SignedEntry.safeParse(input);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => ({ pointer: path.map((step) => `/${String(step)}`).join(''), message }));
    return err({ code: 'form', faults });
  }
  const { header, signature, salt, payload } = parsed.data;
  if (payloadHash(salt, payload) !== header.payloadHash) return err({ code: 'payload' });
  const hash = entryHash(header);
  const placed = place(head, header, hash, payload);
  if (!placed.ok) return placed;
  const publicKey = placed.value[header.device]?.publicKey;
  if (publicKey === undefined || !(await check(publicKey, signature, signedBytes(header)))) return err({ code: 'signature' });
  const line: LogLine = { number: head.count + 1, receivedAt: toIso(receivedAt), previous: head.hash, header, signature, salt, payload };
  const record: LogRecord = { line, entryHash: hash, hash: lineHash(line) };
  return ok({ record, head: { ...head, count: line.number, hash: record.hash, devices: placed.value } });
}

/** What the server writes itself: made, signed and accepted in one go. */
export type ServerEntry = Accepted & { readonly deviceHead: DeviceHead };

/** The end of a device's chain as the log knows it; null before its first entry. */
export function deviceHeadIn(head: LogHead, device: Id): DeviceHead | null {
  const known = head.devices[device];
  return known?.hash ? { incident: head.incident, device, seq: known.seq, hash: known.hash } : null;
}

/** Writes an entry of the server's own device at the end of the log. Throws when the log does not let this server write. */
export async function writeAsServer(head: LogHead, draft: Draft, key: DeviceKey, now: Instant, salt?: Salt): Promise<ServerEntry> {
  const { entry, head: deviceHead } = await appendEntry(deviceHeadIn(head, key.device), draft, key, now, salt);
  const accepted = await acceptEntry(head, entry, now);
  if (!accepted.ok) throw new TypeError(`The situation log refuses its own server: ${accepted.error.code}.`);
  return { ...accepted.value, deviceHead };
}

/** Opens the log of an incident: entry 1, in which the server admits itself. */
export const startLog = (incident: Id, mode: Mode, server: DeviceKey, now: Instant, salt?: Salt): Promise<ServerEntry> => {
  const payload = { action: 'admit', device: server.device, publicKey: server.publicKey, role: 'server' } as const;
  return writeAsServer(emptyLog(incident, mode), { incident, mode, occurredAt: now, kind: 'device', payload }, server, now, salt);
};

/** Lets another device write in this log. */
export const admitDevice = (
  head: LogHead,
  device: Pick<DeviceKey, 'device' | 'publicKey'>,
  role: 'server' | 'device',
  server: DeviceKey,
  now: Instant,
): Promise<ServerEntry> => {
  const payload = { action: 'admit', device: device.device, publicKey: device.publicKey, role } as const;
  return writeAsServer(head, { incident: head.incident, mode: head.mode, occurredAt: now, kind: 'device', payload }, server, now);
};

/** Takes a lost or replaced device out of this log; what it wrote stays. */
export const retireDevice = (head: LogHead, device: Id, server: DeviceKey, now: Instant): Promise<ServerEntry> =>
  writeAsServer(
    head,
    { incident: head.incident, mode: head.mode, occurredAt: now, kind: 'device', payload: { action: 'retire', device } },
    server,
    now,
  );

/** The server signs the log as it stands now. Throws for a log without a line. */
export const writeCheckpoint = (head: LogHead, server: DeviceKey, now: Instant): Promise<ServerEntry> => {
  if (head.hash === null) throw new TypeError('An empty log has no checkpoint.');
  const payload = { count: head.count, head: head.hash };
  return writeAsServer(head, { incident: head.incident, mode: head.mode, occurredAt: now, kind: 'checkpoint', payload }, server, now);
};

/** A checkpoint is due after this many lines, or this long after the last one when lines have come since. */
const CHECKPOINT_EVERY = { lines: 100, ms: 15 * 60_000 } as const;

/** Whether the server should sign a checkpoint now. `since` is the line number and time of the last checkpoint, or of line 1. */
export const checkpointDue = (head: LogHead, since: { readonly number: number; readonly at: Instant }, now: Instant): boolean =>
  head.count > since.number && (head.count - since.number >= CHECKPOINT_EVERY.lines || now - since.at >= CHECKPOINT_EVERY.ms);
