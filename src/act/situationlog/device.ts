import { type Id, newId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/instant.ts';
import { toHex } from '../../kernel/sha256.ts';
import { fromHex, type PublicKey, type Signature } from './bytes.ts';

/** WebCrypto's key, by the name that browser and Node share. */
type CryptoKey = Awaited<ReturnType<typeof globalThis.crypto.subtle.importKey>>;

/** A device that writes into the log: a phone, a browser, the server. The private key never leaves it, but for the server's sealed copy. */
export type DeviceKey = { readonly device: Id; readonly publicKey: PublicKey; readonly privateKey: CryptoKey };

const subtle = () => globalThis.crypto.subtle;

/**
 * A new Ed25519 key pair with an id. `keep: 'here'` makes a private key that cannot be read out (IndexedDB keeps it as it is);
 * `'exportable'` is for the server, which seals it.
 */
export async function newDevice(now: Instant, keep: 'here' | 'exportable'): Promise<DeviceKey> {
  const pair = await subtle().generateKey('Ed25519', keep === 'exportable', ['sign', 'verify']);
  if (!('privateKey' in pair)) throw new TypeError('This machine cannot make Ed25519 keys.');
  const publicKey = toHex(new Uint8Array(await subtle().exportKey('raw', pair.publicKey)));
  return { device: newId(now), publicKey, privateKey: pair.privateKey };
}

/** The private key as PKCS #8 (DER) in hex, to be sealed; only for a device made `exportable`. */
export const exportPrivateKey = async (key: DeviceKey): Promise<string> =>
  toHex(new Uint8Array(await subtle().exportKey('pkcs8', key.privateKey)));

/** The device again from what was stored; the private key cannot be exported a second time. */
export async function importDevice(device: Id, publicKey: PublicKey, pkcs8: string): Promise<DeviceKey> {
  const privateKey = await subtle().importKey('pkcs8', fromHex(pkcs8), 'Ed25519', false, ['sign']);
  return { device, publicKey, privateKey };
}

export const sign = async (key: DeviceKey, bytes: Uint8Array<ArrayBuffer>): Promise<Signature> =>
  toHex(new Uint8Array(await subtle().sign('Ed25519', key.privateKey, bytes)));

/** Says whether a signature over bytes was made with the key; a key that is no point on the curve has signed nothing. */
export type SignatureCheck = (publicKey: PublicKey, signature: Signature, bytes: Uint8Array<ArrayBuffer>) => Promise<boolean>;

/** A check that reads each key only once. */
export function signatureCheck(): SignatureCheck {
  const keys = new Map<PublicKey, Promise<CryptoKey | undefined>>();
  const keyOf = (publicKey: PublicKey): Promise<CryptoKey | undefined> => {
    const known = keys.get(publicKey);
    if (known) return known;
    const key = subtle()
      .importKey('raw', fromHex(publicKey), 'Ed25519', false, ['verify'])
      .catch(() => undefined);
    keys.set(publicKey, key);
    return key;
  };
  return async (publicKey, signature, bytes) => {
    const key = await keyOf(publicKey);
    return key !== undefined && (await subtle().verify('Ed25519', key, fromHex(signature), bytes));
  };
}
