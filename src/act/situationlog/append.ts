import { z } from 'zod';
import { Id } from '../../kernel/id.ts';
import { type Instant, toIso } from '../../kernel/instant.ts';
import { toHex } from '../../kernel/sha256.ts';
import { Hash, type Salt } from './bytes.ts';
import { type DeviceKey, sign } from './device.ts';
import { type Header, type Mode, type Saying, SignedEntry } from './entry.ts';
import { entryHash, payloadHash, signedBytes } from './hashes.ts';

/** The end of one device's chain in one incident's log: what its next entry hangs on. */
export const DeviceHead = z.strictObject({ incident: Id, device: Id, seq: z.int().positive(), hash: Hash });
export type DeviceHead = z.infer<typeof DeviceHead>;

/** What somebody wants to write down: when it happened may lie before now (nachgetragen). */
export type Draft = { readonly incident: Id; readonly mode: Mode; readonly occurredAt: Instant } & Saying;

/** A fresh salt from the machine's random source. */
const newSalt = (): Salt => toHex(globalThis.crypto.getRandomValues(new Uint8Array(16)));

/**
 * Makes and signs this device's next entry; works without a server. `previous` is the device's own head in this incident, null for
 * its first entry. Keep entry and new head in one transaction before showing it as written.
 * Throws when the draft has not the shape of an entry (an entry that the server must refuse would block all later ones of the
 * device), or when `previous` belongs to another device or incident.
 */
export async function appendEntry(
  previous: DeviceHead | null,
  draft: Draft,
  key: DeviceKey,
  now: Instant,
  salt: Salt = newSalt(),
): Promise<{ entry: SignedEntry; head: DeviceHead }> {
  if (previous && (previous.device !== key.device || previous.incident !== draft.incident))
    throw new TypeError('The head given belongs to another device or another incident.');
  const header: Header = {
    format: 'krisenfest-entry@1',
    incident: draft.incident,
    mode: draft.mode,
    device: key.device,
    seq: (previous?.seq ?? 0) + 1,
    previous: previous?.hash ?? null,
    occurredAt: toIso(draft.occurredAt),
    writtenAt: toIso(now),
    kind: draft.kind,
    payloadHash: payloadHash(salt, draft.payload),
  };
  const signature = await sign(key, signedBytes(header));
  const entry = SignedEntry.parse({ header, signature, salt, payload: draft.payload });
  return { entry, head: { incident: header.incident, device: header.device, seq: header.seq, hash: entryHash(header) } };
}
