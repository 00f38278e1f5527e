import { fromHex, type Hash, hashOf, type Salt, utf8 } from './bytes.ts';
import { canonical } from './canonical.ts';
import type { Header, LogLine, Payload } from './entry.ts';

/** The bytes that a device signs: the canonical header. */
export const signedBytes = (header: Header): Uint8Array<ArrayBuffer> => utf8(canonical(header));

/** The hash by which a device's next entry, a correction or a receipt names this entry. */
export const entryHash = (header: Header): Hash => hashOf(signedBytes(header));

/** SHA-256 over the 16 salt bytes and the canonical payload. */
export const payloadHash = (salt: Salt, payload: Payload): Hash => hashOf(fromHex(salt), utf8(canonical(payload)));

/** The hash by which the next line names this line: over everything but salt and payload, so that these can be withheld. */
export const lineHash = ({ number, receivedAt, previous, header, signature }: LogLine): Hash =>
  hashOf(utf8(canonical({ number, receivedAt, previous, header, signature })));
