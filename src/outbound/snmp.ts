import snmp from 'net-snmp';
import { checkedAddresses, leavingFrom, type Reach } from './connect.ts';
import { deadline } from './deadline.ts';
import { nodeCode, OutboundError, toOutbound } from './failure.ts';

/** Hash and cipher of SNMPv3 (RFC 3414, 3826, 7860; AES-256 as Blumenthal and as Cisco have it). DES is not spoken. */
export const AUTH_PROTOCOLS = ['sha256', 'sha512', 'sha384', 'sha224', 'sha', 'md5'] as const;
export const PRIV_PROTOCOLS = ['aes', 'aes256b', 'aes256r'] as const;

/** How somebody proves who asks. With version 3 always signed and encrypted (authPriv). */
export type SnmpLogin =
  | { readonly version: '2c'; readonly community: string }
  | {
      readonly version: '3';
      readonly user: string;
      readonly authProtocol: (typeof AUTH_PROTOCOLS)[number];
      readonly authPassword: string;
      readonly privProtocol: (typeof PRIV_PROTOCOLS)[number];
      readonly privPassword: string;
    };

/** The device does not let us in, and says why (RFC 3414 §3.2). */
export class SnmpRefusal extends Error {
  readonly why: 'level' | 'clock' | 'user' | 'password' | 'encryption' | 'other';

  constructor(why: SnmpRefusal['why']) {
    super(`the device refuses: ${why}`);
    this.name = 'SnmpRefusal';
    this.why = why;
  }
}

/** One value; null where the device has none under this number. Bytes that are no text are given in hex. */
export type SnmpValue = { readonly oid: string; readonly value: number | bigint | string | null };

export type SnmpTalk = {
  /** The values under these numbers, in their order. Throws `SnmpRefusal`, and `OutboundError` as everything here does. */
  get(oids: readonly string[]): Promise<readonly SnmpValue[]>;
  /** Everything below a number, at most `most` values. */
  below(oid: string, most: number): Promise<readonly SnmpValue[]>;
  close(): void;
};

const REFUSALS: readonly (readonly [begins: string, why: SnmpRefusal['why']])[] = [
  ['Unsupported Security Level', 'level'],
  ['Not In Time Window', 'clock'],
  ['Unknown User Name', 'user'],
  ['Wrong Digest', 'password'],
  ['Authentication digest', 'password'],
  ['Decryption Error', 'encryption'],
  ['Failed to decrypt', 'encryption'],
];

function failureOf(error: unknown, what: string): Error {
  if (error instanceof OutboundError) return error;
  if (!(error instanceof Error)) return new OutboundError('bad-answer', `${what} answers with something that is not SNMP.`);
  if (error.name === 'RequestTimedOutError') return new OutboundError('timeout', `${what} did not answer in time.`);
  const refusal = REFUSALS.find(([begins]) => error.message.startsWith(begins));
  if (refusal) return new SnmpRefusal(refusal[1]);
  if (error.name === 'RequestFailedError') return new SnmpRefusal('other');
  if (error.name === 'ResponseInvalidError')
    return new OutboundError('bad-answer', `${what} answers with something that is not proper SNMP.`);
  return toOutbound(error, what);
}

const PRINTABLE = /^[\p{L}\p{N}\p{P}\p{S}\p{Zs}\t\r\n]*$/u;

function valueOf(bind: snmp.Varbind): SnmpValue['value'] {
  const { value } = bind;
  if (snmp.isVarbindError(bind) || value === undefined || value === null) return null;
  if (!Buffer.isBuffer(value)) return typeof value === 'boolean' ? Number(value) : value;
  if (bind.type === snmp.ObjectType.Counter64) return BigInt(`0x0${value.toString('hex')}`);
  const text = value.toString('utf8').replace(/\0+$/, '');
  return PRINTABLE.test(text) ? text : value.toString('hex');
}

/**
 * Opens a conversation with a device over UDP: its address is checked, and only that address is asked. `reach.timeoutMs` holds for the whole
 * conversation; a question is repeated twice in it. Throws as `checkedAddresses` does.
 */
export async function snmpTalk(to: { readonly host: string; readonly port: number }, login: SnmpLogin, reach: Reach): Promise<SnmpTalk> {
  const what = `${to.host}:${to.port}`;
  const whole = reach.timeoutMs ?? 10_000;
  const limit = deadline(whole, reach.signal, what);
  const found = await checkedAddresses(to.host, { ...reach, signal: limit.signal }).catch((error: unknown) => {
    limit.done();
    throw error;
  });
  const { from } = reach;
  const at = from ? found.find(({ family }) => leavingFrom(from, family) !== undefined) : found[0];
  if (!at) {
    limit.done();
    throw new OutboundError('unreachable', `${to.host} has no address of a kind that ${from?.device} has an address of.`);
  }
  const sourceAddress = leavingFrom(from, at.family);
  const options = {
    port: to.port,
    transport: at.family === 6 ? ('udp6' as const) : ('udp4' as const),
    retries: 2,
    timeout: Math.max(50, Math.floor(whole / 3)),
    ...(sourceAddress === undefined ? {} : { sourceAddress }),
  };
  const { address } = at;
  const session =
    login.version === '2c'
      ? snmp.createSession(address, login.community, { ...options, version: snmp.Version2c })
      : snmp.createV3Session(
          address,
          {
            name: login.user,
            level: snmp.SecurityLevel.authPriv,
            authProtocol: snmp.AuthProtocols[login.authProtocol],
            authKey: login.authPassword,
            privProtocol: snmp.PrivProtocols[login.privProtocol],
            privKey: login.privPassword,
          },
          { ...options, version: snmp.Version3 },
        );
  let open = true;
  const stop = () => session.cancelRequests(limit.signal.reason);
  limit.signal.addEventListener('abort', stop, { once: true });
  // What arrives on the socket and is no answer of ours must not end the process. Without the own address nothing was sent at all.
  session.on('error', (error: unknown) => {
    if (nodeCode(error) === 'EADDRNOTAVAIL') session.cancelRequests(error instanceof Error ? error : limit.signal.reason);
  });

  const ask = <T>(start: (done: (error: unknown, value: T) => void) => void): Promise<T> =>
    limit
      .race(
        new Promise<T>((resolve, reject) => {
          start((error, value) => (error ? reject(error) : resolve(value)));
        }),
      )
      .catch((error: unknown) => {
        limit.check();
        throw failureOf(error, what);
      });

  return {
    get: async (oids) => {
      const binds = await ask<snmp.Varbind[] | undefined>((done) => session.get([...oids], done));
      return oids.map((oid, n) => ({ oid, value: binds?.[n] ? valueOf(binds[n]) : null }));
    },
    below: async (oid, most) => {
      const found: SnmpValue[] = [];
      await ask<undefined>((done) =>
        session.subtree(
          oid,
          20,
          (binds) => {
            for (const bind of binds) found.push({ oid: bind.oid, value: valueOf(bind) });
            // True ends the walk.
            return found.length >= most;
          },
          (error) => done(error, undefined),
        ),
      );
      return found.slice(0, most);
    },
    close: () => {
      if (!open) return;
      open = false;
      limit.signal.removeEventListener('abort', stop);
      limit.done();
      session.close();
    },
  };
}
