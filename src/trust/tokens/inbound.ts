import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Instant, MINUTE, SECOND } from '../../kernel/instant.ts';
import { err, ok, type Result } from '../../kernel/result.ts';

/** The three headers of a signed message; undefined where one was not sent. */
export type SignedHeaders = {
  readonly id: string | undefined;
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
};

export type SignatureFault = 'header-missing' | 'header-malformed' | 'too-old' | 'too-new' | 'wrong-signature';

/** How far the sender's clock may be off, either way; as in the reference libraries of Standard Webhooks. */
export const TOLERANCE = 5 * MINUTE;

const ID = /^[\w.:-]{1,100}$/;
const SECONDS = /^[1-9]\d{0,11}$/;
const MOST_SIGNATURES = 10;

/**
 * Whether a message really comes from who holds one of `secrets` (each `whsec_` and base64; two while one is being exchanged), after
 * Standard Webhooks 1.0. `body`: the bytes as they came, never parsed and written anew. Gives the id of the message: who takes it must
 * refuse the same id a second time for at least twice `TOLERANCE`, because a copy is signed as well as the first.
 */
export function verifySigned(
  secrets: readonly string[],
  { id, timestamp, signature }: SignedHeaders,
  body: Uint8Array,
  now: Instant,
): Result<string, SignatureFault> {
  if (id === undefined || timestamp === undefined || signature === undefined) return err('header-missing');
  if (!ID.test(id) || !SECONDS.test(timestamp)) return err('header-malformed');
  const signedAt = Number(timestamp) * SECOND;
  if (signedAt < now - TOLERANCE) return err('too-old');
  if (signedAt > now + TOLERANCE) return err('too-new');
  const given = signature
    .split(' ', MOST_SIGNATURES)
    .filter((one) => one.startsWith('v1,'))
    .map((one) => Buffer.from(one.slice(3), 'base64'));
  const wanted = secrets.map((secret) =>
    createHmac('sha256', Buffer.from(secret.replace(/^whsec_/, ''), 'base64'))
      .update(`${id}.${timestamp}.`)
      .update(body)
      .digest(),
  );
  const fits = wanted.some((one) => given.some((other) => one.length === other.length && timingSafeEqual(one, other)));
  return fits ? ok(id) : err('wrong-signature');
}
