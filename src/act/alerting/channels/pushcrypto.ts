import { createCipheriv, createECDH, createPrivateKey, hkdfSync, randomBytes, sign } from 'node:crypto';

/** Where a device wants its messages, as its browser gave it (Push API): keys in base64url. */
export type PushKeys = { readonly p256dh: string; readonly auth: string };

/** What makes one message secret: a fresh key and salt each time; given only by the test of the RFC's own example. */
export type Fresh = { readonly privateKey: Uint8Array; readonly salt: Uint8Array };

const CURVE = 'prime256v1';
const RECORD = 4096;
/** One record holds its plain text, the delimiter and the tag of AES-GCM (RFC 8188 §2). */
export const MOST_PLAIN = RECORD - 17 - 86;

const fromBase64 = (text: string): Buffer => Buffer.from(text, 'base64url');

function newSecret(): Fresh {
  const ecdh = createECDH(CURVE);
  ecdh.generateKeys();
  return { privateKey: ecdh.getPrivateKey(), salt: randomBytes(16) };
}

/**
 * Encrypts for one device (RFC 8291 §3.4, with the coding aes128gcm of RFC 8188): nobody on the way reads it. `plain` at most
 * `MOST_PLAIN` bytes. Throws when the keys are no point on P-256.
 */
export function encryptPush(plain: Uint8Array, { p256dh, auth }: PushKeys, { privateKey, salt }: Fresh = newSecret()): Buffer {
  const ecdh = createECDH(CURVE);
  ecdh.setPrivateKey(privateKey);
  const ours = ecdh.getPublicKey();
  const theirs = fromBase64(p256dh);
  const shared = ecdh.computeSecret(theirs);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), theirs, ours]);
  const ikm = Buffer.from(hkdfSync('sha256', shared, fromBase64(auth), info, 32));
  const key = Buffer.from(hkdfSync('sha256', ikm, salt, 'Content-Encoding: aes128gcm\0', 16));
  const nonce = Buffer.from(hkdfSync('sha256', ikm, salt, 'Content-Encoding: nonce\0', 12));
  const cipher = createCipheriv('aes-128-gcm', key, nonce);
  // 2: the last record, and no padding.
  const sealed = Buffer.concat([cipher.update(Buffer.concat([plain, Buffer.of(2)])), cipher.final(), cipher.getAuthTag()]);
  const head = Buffer.alloc(5);
  head.writeUInt32BE(RECORD);
  head.writeUInt8(ours.length, 4);
  return Buffer.concat([salt, head, ours, sealed]);
}

/** Half of what a push service allows (RFC 8292 §2: at most a day). */
const TOKEN_LASTS_S = 12 * 3600;
const coded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * The header by which the push service knows that it is us whom the device let in (VAPID, RFC 8292). `vapid`: the private key, base64url;
 * `contact`: whom the service writes to; `at` in ms since 1970.
 */
export function vapidHeader(url: string, vapid: string, contact: string, at: number): string {
  const ecdh = createECDH(CURVE);
  ecdh.setPrivateKey(fromBase64(vapid));
  const open = ecdh.getPublicKey();
  const point = { x: open.subarray(1, 33).toString('base64url'), y: open.subarray(33).toString('base64url') };
  const key = createPrivateKey({ key: { kty: 'EC', crv: 'P-256', d: vapid, ...point }, format: 'jwk' });
  const claims = { aud: new URL(url).origin, exp: Math.floor(at / 1000) + TOKEN_LASTS_S, sub: `mailto:${contact}` };
  const text = `${coded({ typ: 'JWT', alg: 'ES256' })}.${coded(claims)}`;
  const signature = sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
  return `vapid t=${text}.${signature}, k=${open.toString('base64url')}`;
}
