import { z } from 'zod';
import { sha256, toHex } from '../../kernel/sha256.ts';

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

export const utf8 = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text);

const nibble = (code: number): number => (code <= 57 ? code - 48 : code - 87);

/** The bytes of lower-case hex digits; parse them first, anything else gives nonsense. */
export function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = nibble(hex.charCodeAt(i * 2)) * 16 + nibble(hex.charCodeAt(i * 2 + 1));
  return bytes;
}

/** SHA-256 over the parts, one after the other. */
export function hashOf(...parts: readonly Uint8Array[]): Hash {
  const [only] = parts;
  if (only && parts.length === 1) return toHex(sha256(only));
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return toHex(sha256(whole));
}
