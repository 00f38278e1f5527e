import { z } from 'zod';

const lowerHex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`), `must be ${bytes * 2} lower-case hex digits`);

/** A SHA-256, 64 lower-case hex digits, as `sha256sum` prints it. Hex because it can be written in one way only. */
export const Hash = lowerHex(32);
export type Hash = z.infer<typeof Hash>;

/** A raw Ed25519 public key (RFC 8032), 32 bytes. */
export const PublicKey = lowerHex(32);
export type PublicKey = z.infer<typeof PublicKey>;

/** An Ed25519 signature, 64 bytes. */
export const Signature = lowerHex(64);
export type Signature = z.infer<typeof Signature>;

/** 16 random bytes that keep a withheld payload from being guessed by its hash. */
export const Salt = lowerHex(16);
export type Salt = z.infer<typeof Salt>;

const encoder = new TextEncoder();
const DIGITS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

export const utf8 = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text);

export function toHex(bytes: Uint8Array): string {
  let out = '';
  for (const byte of bytes) out += DIGITS[byte] ?? '';
  return out;
}

/** The bytes of an even number of hex digits; what is no hex digit counts as zero, so parse first. */
export function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16);
  return bytes;
}

/** SHA-256 over the parts, one after the other. */
export async function sha256(...parts: readonly Uint8Array<ArrayBuffer>[]): Promise<Hash> {
  const [only = new Uint8Array()] = parts;
  let whole = only;
  if (parts.length > 1) {
    whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
  }
  return toHex(new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', whole)));
}
