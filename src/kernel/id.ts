import { z } from 'zod';
import type { Instant } from './instant.ts';

/** UUID version 7 (RFC 9562): sorts by the time it was made. */
export const Id = z.uuid();
export type Id = z.infer<typeof Id>;

/** A new id whose first 48 bits are `now`. */
export function newId(now: Instant): Id {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(16));
  let ms = Math.max(0, Math.floor(now));
  for (let i = 5; i >= 0; i--) {
    bytes[i] = ms % 256;
    ms = Math.floor(ms / 256);
  }
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
