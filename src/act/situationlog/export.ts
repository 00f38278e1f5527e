import { z } from 'zod';
import { Id } from '../../kernel/id.ts';
import { type Instant, toIso } from '../../kernel/instant.ts';
import { Hash, PublicKey, Signature, utf8 } from './bytes.ts';
import { canonical } from './canonical.ts';
import { type DeviceKey, sign } from './device.ts';
import { type LogLine, LogTime, Mode } from './entry.ts';
import type { LogHead } from './place.ts';

/** First line of an exported log: whose log it is and the key it hangs on (that of the server that opened it). */
export const LogStart = z.strictObject({
  format: z.literal('krisenfest-log@1'),
  incident: Id,
  mode: Mode,
  device: Id,
  publicKey: PublicKey,
});
export type LogStart = z.infer<typeof LogStart>;

/** Last line of an exported log: a server signs how many lines there are and the hash of the last. */
export const LogEnd = z.strictObject({
  format: z.literal('krisenfest-end@1'),
  incident: Id,
  device: Id,
  count: z.int().positive(),
  head: Hash,
  exportedAt: LogTime,
  signature: Signature,
});
export type LogEnd = z.infer<typeof LogEnd>;

/** The bytes that the server signs in the last line: all of it but the signature. */
export const endBytes = (end: Omit<LogEnd, 'signature'>): Uint8Array<ArrayBuffer> => utf8(canonical({ ...end, signature: undefined }));

/** Without its words: what is left still proves that the line stood there. Devices and checkpoints cannot be withheld. */
export function withheld(line: LogLine): LogLine {
  if (line.header.kind === 'device' || line.header.kind === 'checkpoint') return line;
  const { number, receivedAt, previous, header, signature } = line;
  return { number, receivedAt, previous, header, signature };
}

/**
 * The whole log of an incident as JSON Lines (docs/log-format.md), with all that an outsider needs to check it.
 * `lines` are all lines in order; those for which `withhold` says yes go out without payload and salt.
 * Throws when the head does not belong to the lines, or the key is not a server's of this log.
 */
export async function exportLog(
  head: LogHead,
  lines: Iterable<LogLine>,
  server: DeviceKey,
  now: Instant,
  withhold: (line: LogLine) => boolean = () => false,
): Promise<string> {
  const out: string[] = [];
  for (const line of lines) {
    if (out.length === 0) out.push(canonical(startOf(line)));
    out.push(canonical(withhold(line) ? withheld(line) : line));
  }
  const count = out.length - 1;
  if (head.hash === null || count !== head.count)
    throw new TypeError(`The log has ${head.count} lines, but ${Math.max(count, 0)} were given.`);
  if (head.devices[server.device]?.role !== 'server') throw new TypeError('Only a server of this log can sign its export.');
  const end = {
    format: 'krisenfest-end@1',
    incident: head.incident,
    device: server.device,
    count,
    head: head.hash,
    exportedAt: toIso(now),
  } as const;
  out.push(canonical({ ...end, signature: await sign(server, endBytes(end)) }));
  return `${out.join('\n')}\n`;
}

function startOf({ header, payload }: LogLine): LogStart {
  if (payload === undefined || !('publicKey' in payload)) throw new TypeError('The first line of a log must admit its server.');
  return { format: 'krisenfest-log@1', incident: header.incident, mode: header.mode, device: header.device, publicKey: payload.publicKey };
}
