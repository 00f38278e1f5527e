import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { DnsRecord } from '../../../outbound/dns-record.ts';

type Of<Type extends DnsRecord['type']> = Extract<DnsRecord, { type: Type }>;
export type Key = Of<'DNSKEY'>;
type Signature = Of<'RRSIG'>;
/** The sets of records at the top of a zone whose signatures are looked at. */
export type Covered = 'SOA' | 'NS' | 'DNSKEY';

const TYPE_NUMBERS: Readonly<Record<Covered, number>> = { NS: 2, SOA: 6, DNSKEY: 48 };
const DIGESTS: Readonly<Record<number, string>> = { 1: 'sha1', 2: 'sha256', 4: 'sha384' };
const ZONE_KEY = 0x100;
const REVOKED = 0x80;

const u16 = (value: number): Buffer => Buffer.from([value >> 8, value & 0xff]);
const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
};

/** A name in canonical form: lower case, not compressed (RFC 4034 §6.2). A dot inside a label is written `\.`. */
function nameBytes(name: string): Buffer {
  const labels = name === '' ? [] : name.split(/(?<!\\)\./).map((label) => Buffer.from(label.replaceAll('\\.', '.').toLowerCase()));
  return Buffer.concat([...labels.flatMap((label) => [Buffer.from([label.length]), label]), Buffer.from([0])]);
}

const keyBytes = ({ flags, algorithm, key }: Key): Buffer =>
  Buffer.concat([u16(flags), Buffer.from([3, algorithm]), Buffer.from(key, 'hex')]);

function dataOf(record: Of<Covered>): Buffer {
  switch (record.type) {
    case 'NS':
      return nameBytes(record.target);
    case 'DNSKEY':
      return keyBytes(record);
    case 'SOA': {
      const numbers = [record.serial, record.refresh, record.retry, record.expire, record.minimum].map(u32);
      return Buffer.concat([nameBytes(record.mname), nameBytes(record.rname), ...numbers]);
    }
  }
}

/** The number by which signatures name their key (RFC 4034, appendix B). */
export function keyTag(key: Key): number {
  const sum = keyBytes(key).reduce((total, byte, n) => total + (n % 2 === 0 ? byte << 8 : byte), 0);
  return (sum + ((sum >> 16) & 0xffff)) & 0xffff;
}

/** Does this DS record of the parent zone name this key (RFC 4034 §5.1.4)? */
export function isNamedBy(key: Key, ds: Of<'DS'>): boolean {
  const hash = DIGESTS[ds.digestType];
  if (hash === undefined || ds.keyTag !== keyTag(key) || ds.algorithm !== key.algorithm) return false;
  return (
    createHash(hash)
      .update(Buffer.concat([nameBytes(key.name), keyBytes(key)]))
      .digest('hex') === ds.digest
  );
}

const url = (bytes: Buffer): string => bytes.toString('base64url');

/** RSA keys carry the length of their exponent in front (RFC 3110 §2). */
function rsaKey(bytes: Buffer): KeyObject {
  const long = bytes[0] === 0;
  const length = long ? bytes.readUInt16BE(1) : (bytes[0] ?? 0);
  const from = long ? 3 : 1;
  return createPublicKey({
    format: 'jwk',
    key: { kty: 'RSA', e: url(bytes.subarray(from, from + length)), n: url(bytes.subarray(from + length)) },
  });
}

/** The algorithms that resolvers must or should know (RFC 8624 §3.1); SHA-1 and older are no protection any more. */
function fits(algorithm: number, key: Buffer, data: Buffer, signature: Buffer): boolean {
  const curve = (crv: 'P-256' | 'P-384', size: number, hash: string) =>
    verify(
      hash,
      data,
      {
        key: createPublicKey({
          format: 'jwk',
          key: { kty: 'EC', crv, x: url(key.subarray(0, size)), y: url(key.subarray(size)) },
        }),
        dsaEncoding: 'ieee-p1363',
      },
      signature,
    );
  const edwards = (crv: 'Ed25519' | 'Ed448') =>
    verify(null, data, createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv, x: url(key) } }), signature);
  try {
    switch (algorithm) {
      case 8:
        return verify('sha256', data, rsaKey(key), signature);
      case 10:
        return verify('sha512', data, rsaKey(key), signature);
      case 13:
        return curve('P-256', 32, 'sha256');
      case 14:
        return curve('P-384', 48, 'sha384');
      case 15:
        return edwards('Ed25519');
      case 16:
        return edwards('Ed448');
      default:
        return false;
    }
  } catch {
    // Bytes that are no key of this algorithm: nothing can be signed with them.
    return false;
  }
}

function signedData(signature: Signature, records: readonly Of<Covered>[]): Buffer {
  const { algorithm, labels, originalTtl, expiration, inception, signer } = signature;
  const covers = u16(TYPE_NUMBERS[signature.covers as Covered]);
  const head = [covers, Buffer.from([algorithm, labels]), u32(originalTtl), u32(expiration), u32(inception), u16(signature.keyTag)];
  const rows = records
    .map(dataOf)
    .toSorted(Buffer.compare)
    .flatMap((data) => [nameBytes(records[0]?.name ?? ''), covers, u16(1), u32(originalTtl), u16(data.length), data]);
  return Buffer.concat([...head, nameBytes(signer), ...rows]);
}

/** What the signatures over one set of records are worth. Times in ms since 1970. */
export type SignatureState =
  | { readonly kind: 'missing' }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'expired'; readonly until: number }
  | { readonly kind: 'not-yet'; readonly from: number }
  | { readonly kind: 'valid'; readonly until: number };

/**
 * Verifies the signatures over the records of one type at `zone` (RFC 4035 §5.3): one good signature is enough, the one that lasts longest
 * counts. `answer` holds the records and their RRSIGs as a server gave them, `keys` the keys that may have signed.
 */
export function signatureState(
  zone: string,
  type: Covered,
  answer: readonly DnsRecord[],
  keys: readonly Key[],
  now: number,
): SignatureState {
  const records = answer.filter((one): one is Of<Covered> => one.type === type && one.name === zone);
  const signatures = answer.filter((one): one is Signature => one.type === 'RRSIG' && one.covers === type && one.name === zone);
  if (signatures.length === 0) return { kind: 'missing' };
  const good = signatures.filter(
    (signature) =>
      signature.signer === zone &&
      keys.some(
        (key) =>
          (key.flags & ZONE_KEY) !== 0 &&
          (key.flags & REVOKED) === 0 &&
          key.algorithm === signature.algorithm &&
          keyTag(key) === signature.keyTag &&
          fits(key.algorithm, Buffer.from(key.key, 'hex'), signedData(signature, records), Buffer.from(signature.signature, 'hex')),
      ),
  );
  if (good.length === 0) return { kind: 'wrong' };
  const until = Math.max(...good.map(({ expiration }) => expiration * 1000));
  const inTime = good.filter(({ inception, expiration }) => inception * 1000 <= now && now < expiration * 1000);
  if (inTime.length > 0) return { kind: 'valid', until: Math.max(...inTime.map(({ expiration }) => expiration * 1000)) };
  return until <= now ? { kind: 'expired', until } : { kind: 'not-yet', from: Math.min(...good.map(({ inception }) => inception * 1000)) };
}
