import { z } from 'zod';
import { Id } from '../../kernel/id.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { Hash, PublicKey } from './bytes.ts';
import { Checkpoint, DeviceChange, type Header, Mode, type Payload } from './entry.ts';

/** A device that the log knows, and the end of its chain. */
const KnownDevice = z.strictObject({
  publicKey: PublicKey,
  role: z.enum(['server', 'device']),
  state: z.enum(['admitted', 'retired']),
  seq: z.int().nonnegative(),
  hash: Hash.nullable(),
});
type KnownDevice = z.infer<typeof KnownDevice>;

/** The end of an incident's log: how many lines, the hash of the last, and the devices that may go on. Plain JSON for the store. */
export const LogHead = z.strictObject({
  incident: Id,
  mode: Mode,
  count: z.int().nonnegative(),
  hash: Hash.nullable(),
  devices: z.record(Id, KnownDevice),
});
export type LogHead = z.infer<typeof LogHead>;

/** The log of an incident before its first line. */
export const emptyLog = (incident: Id, mode: Mode): LogHead => ({ incident, mode, count: 0, hash: null, devices: {} });

/** Why an entry cannot stand at the end of this log. */
export type Misplaced =
  | { readonly code: 'other-incident' }
  | { readonly code: 'other-mode' }
  | { readonly code: 'not-founded' }
  | { readonly code: 'device-unknown' }
  | { readonly code: 'device-retired' }
  | { readonly code: 'duplicate' }
  | { readonly code: 'seq-taken'; readonly expected: number; readonly found: number }
  | { readonly code: 'seq-missing'; readonly expected: number; readonly found: number }
  | { readonly code: 'device-chain' }
  | { readonly code: 'servers-only' }
  | { readonly code: 'device-change'; readonly device: Id }
  | { readonly code: 'checkpoint' };

type Devices = LogHead['devices'];

/** The first entry must be a server that admits itself: its key is what the whole log hangs on. */
function found(header: Header, payload: Payload | undefined): Result<Devices, Misplaced> {
  const change = DeviceChange.safeParse(payload);
  if (header.kind !== 'device' || !change.success || change.data.action !== 'admit') return err({ code: 'not-founded' });
  const { device, publicKey, role } = change.data;
  if (device !== header.device || role !== 'server' || header.seq !== 1 || header.previous !== null) return err({ code: 'not-founded' });
  return ok({ [device]: { publicKey, role, state: 'admitted', seq: 0, hash: null } });
}

function change(devices: Devices, by: Id, payload: Payload | undefined): Result<Devices, Misplaced> {
  const parsed = DeviceChange.safeParse(payload);
  if (!parsed.success) return err({ code: 'device-change', device: by });
  const { device } = parsed.data;
  const known = devices[device];
  if (parsed.data.action === 'retire') {
    if (known?.state !== 'admitted' || device === by) return err({ code: 'device-change', device });
    return ok({ ...devices, [device]: { ...known, state: 'retired' } });
  }
  if (known) return err({ code: 'device-change', device });
  const { publicKey, role } = parsed.data;
  return ok({ ...devices, [device]: { publicKey, role, state: 'admitted', seq: 0, hash: null } });
}

function continues(known: KnownDevice, header: Header, hash: Hash): Misplaced | undefined {
  if (header.seq === known.seq && hash === known.hash) return { code: 'duplicate' };
  if (known.state === 'retired') return { code: 'device-retired' };
  const expected = known.seq + 1;
  if (header.seq < expected) return { code: 'seq-taken', expected, found: header.seq };
  if (header.seq > expected) return { code: 'seq-missing', expected, found: header.seq };
  return header.previous === known.hash ? undefined : { code: 'device-chain' };
}

/**
 * Whether an entry may stand next in the log, as far as order and rights go (hashes of the payload and the signature are checked by
 * the callers). Gives the devices as they are after it, or why not. `payload` is undefined for a withheld entry.
 */
export function place(head: LogHead, header: Header, hash: Hash, payload: Payload | undefined): Result<Devices, Misplaced> {
  if (header.incident !== head.incident) return err({ code: 'other-incident' });
  if (header.mode !== head.mode) return err({ code: 'other-mode' });
  const first = head.count === 0;
  const before = first ? found(header, payload) : ok(head.devices);
  if (!before.ok) return before;
  const known = before.value[header.device];
  if (!known) return err({ code: 'device-unknown' });
  const misplaced = continues(known, header, hash);
  if (misplaced) return err(misplaced);
  const devices = { ...before.value, [header.device]: { ...known, seq: header.seq, hash } };
  if (first || (header.kind !== 'device' && header.kind !== 'checkpoint')) return ok(devices);
  if (known.role !== 'server') return err({ code: 'servers-only' });
  if (header.kind === 'device') return change(devices, header.device, payload);
  const claimed = Checkpoint.safeParse(payload);
  return claimed.success && claimed.data.count === head.count && claimed.data.head === head.hash
    ? ok(devices)
    : err({ code: 'checkpoint' });
}
