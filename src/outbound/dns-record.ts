import { type Answer, decode, type Packet } from 'dns-packet';

/** One record of a DNS answer; names in lower case without the final dot. TTL in seconds. */
export type DnsRecord = { readonly name: string; readonly ttl: number } & (
  | { readonly type: 'A'; readonly address: string }
  | { readonly type: 'AAAA'; readonly address: string }
  | { readonly type: 'NS'; readonly target: string }
  | { readonly type: 'CNAME'; readonly target: string }
  | { readonly type: 'DNAME'; readonly target: string }
  | { readonly type: 'PTR'; readonly target: string }
  | { readonly type: 'MX'; readonly preference: number; readonly exchange: string }
  /** `strings` as sent; `text` is them joined, which is what SPF, DKIM and DMARC mean (RFC 7208 §3.3). */
  | { readonly type: 'TXT'; readonly text: string; readonly strings: readonly string[] }
  /** Times in seconds. */
  | {
      readonly type: 'SOA';
      readonly mname: string;
      readonly rname: string;
      readonly serial: number;
      readonly refresh: number;
      readonly retry: number;
      readonly expire: number;
      readonly minimum: number;
    }
  | { readonly type: 'SRV'; readonly target: string; readonly port: number; readonly priority: number }
  | { readonly type: 'CAA'; readonly tag: string; readonly value: string; readonly critical: boolean }
  | { readonly type: 'TLSA'; readonly usage: number; readonly selector: number; readonly matching: number; readonly data: string }
  /** `digest`, `key` and `signature` in hex. */
  | { readonly type: 'DS'; readonly keyTag: number; readonly algorithm: number; readonly digestType: number; readonly digest: string }
  | { readonly type: 'DNSKEY'; readonly flags: number; readonly algorithm: number; readonly key: string }
  /** The signature over all records of one name and type (RFC 4034 §3). Times in seconds since 1970. */
  | {
      readonly type: 'RRSIG';
      readonly covers: string;
      readonly algorithm: number;
      readonly labels: number;
      readonly originalTtl: number;
      readonly inception: number;
      readonly expiration: number;
      readonly keyTag: number;
      readonly signer: string;
      readonly signature: string;
    }
  | { readonly type: 'NSEC'; readonly next: string; readonly types: readonly string[] }
);

/** The record types that can be asked for. */
export type DnsType = DnsRecord['type'];

/** Most records of one answer that are read; the rest is dropped and the reply marked `cut`. */
export const MAX_RECORDS = 500;

const NAME = /^[^\p{Cc}\s]{0,253}$/u;
/** A name as it is compared: lower case, no final dot; `undefined` when it could not be one (control characters, too long). */
const clean = (name: unknown): string | undefined => {
  if (typeof name !== 'string') return undefined;
  const bare = name.toLowerCase().replace(/\.$/, '');
  return NAME.test(bare) ? bare : undefined;
};

function named<K extends string, T extends object>(key: K, value: unknown, rest: T): (T & Record<K, string>) | undefined {
  const name = clean(value);
  return name === undefined ? undefined : ({ ...rest, [key]: name } as T & Record<K, string>);
}

function read(answer: Answer): DnsRecord | undefined {
  const name = clean(answer.name);
  if (name === undefined || answer.type === 'OPT') return undefined;
  const base = { name, ttl: typeof answer.ttl === 'number' ? answer.ttl : 0 };
  switch (answer.type) {
    case 'A':
    case 'AAAA':
      return { ...base, type: answer.type, address: answer.data };
    case 'NS':
    case 'CNAME':
    case 'DNAME':
    case 'PTR':
      return named('target', answer.data, { ...base, type: answer.type });
    case 'MX':
      return named('exchange', answer.data.exchange, { ...base, type: 'MX' as const, preference: answer.data.preference ?? 0 });
    case 'TXT': {
      const parts = Array.isArray(answer.data) ? answer.data : [answer.data];
      const strings = parts.map((part) => (typeof part === 'string' ? part : Buffer.from(part).toString('utf8')));
      return { ...base, type: 'TXT', strings, text: strings.join('') };
    }
    case 'SOA': {
      const mname = clean(answer.data.mname);
      const rname = clean(answer.data.rname);
      return mname === undefined || rname === undefined
        ? undefined
        : {
            ...base,
            type: 'SOA',
            mname,
            rname,
            serial: answer.data.serial ?? 0,
            refresh: answer.data.refresh ?? 0,
            retry: answer.data.retry ?? 0,
            expire: answer.data.expire ?? 0,
            minimum: answer.data.minimum ?? 0,
          };
    }
    case 'SRV':
      return named('target', answer.data.target, {
        ...base,
        type: 'SRV' as const,
        port: answer.data.port,
        priority: answer.data.priority ?? 0,
      });
    case 'CAA':
      return {
        ...base,
        type: 'CAA',
        tag: answer.data.tag.toLowerCase(),
        value: answer.data.value,
        critical: answer.data.issuerCritical === true,
      };
    case 'TLSA':
      return {
        ...base,
        type: 'TLSA',
        usage: answer.data.usage,
        selector: answer.data.selector,
        matching: answer.data.matchingType,
        data: answer.data.certificate.toString('hex'),
      };
    case 'DS':
      return {
        ...base,
        type: 'DS',
        keyTag: answer.data.keyTag,
        algorithm: answer.data.algorithm,
        digestType: answer.data.digestType,
        digest: answer.data.digest.toString('hex'),
      };
    case 'DNSKEY':
      return {
        ...base,
        type: 'DNSKEY',
        flags: answer.data.flags,
        algorithm: answer.data.algorithm,
        key: answer.data.key.toString('hex'),
      };
    case 'RRSIG':
      return named('signer', answer.data.signersName, {
        ...base,
        type: 'RRSIG' as const,
        covers: answer.data.typeCovered,
        algorithm: answer.data.algorithm,
        labels: answer.data.labels,
        originalTtl: answer.data.originalTTL,
        inception: answer.data.inception,
        expiration: answer.data.expiration,
        keyTag: answer.data.keyTag,
        signature: answer.data.signature.toString('hex'),
      });
    case 'NSEC':
      return named('next', answer.data.nextDomain, { ...base, type: 'NSEC' as const, types: answer.data.rrtypes });
    default:
      return undefined;
  }
}

const RCODES = ['NOERROR', 'FORMERR', 'SERVFAIL', 'NXDOMAIN', 'NOTIMP', 'REFUSED'];

/** A DNS message as read from the wire; nothing in it is trusted yet. */
export type DnsMessage = {
  readonly id: number;
  readonly isResponse: boolean;
  readonly truncated: boolean;
  readonly authentic: boolean;
  /** The server keeps the zone itself (AA bit). */
  readonly authoritative: boolean;
  readonly rcode: string;
  readonly question: { readonly name: string; readonly type: string } | undefined;
  readonly answers: readonly DnsRecord[];
  readonly authorities: readonly DnsRecord[];
  /** More records than `MAX_RECORDS`, or records that could not be read, were dropped. */
  readonly cut: boolean;
};

/** Reads a DNS message; `undefined` when it is none. Never throws, whatever the bytes are. */
export function readMessage(bytes: Buffer): DnsMessage | undefined {
  try {
    const packet: Packet = decode(bytes);
    const flags = packet.flags ?? 0;
    const answers = packet.answers ?? [];
    const kept = answers
      .slice(0, MAX_RECORDS)
      .map(read)
      .filter((record) => record !== undefined);
    const question = packet.questions?.[0];
    return {
      id: packet.id ?? -1,
      isResponse: packet.type === 'response',
      truncated: (flags & 0x0200) !== 0,
      authentic: (flags & 0x0020) !== 0,
      authoritative: (flags & 0x0400) !== 0,
      rcode: RCODES[flags & 0x0f] ?? `RCODE${flags & 0x0f}`,
      question: question && { name: clean(question.name) ?? '', type: question.type },
      answers: kept,
      authorities: (packet.authorities ?? [])
        .slice(0, 50)
        .map(read)
        .filter((record) => record !== undefined),
      cut: answers.length > MAX_RECORDS,
    };
  } catch {
    // dns-packet throws RangeError, TypeError or Error on bytes that are no message.
    return undefined;
  }
}
