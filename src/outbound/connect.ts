import { lookup } from 'node:dns/promises';
import { connect as netConnect, type Socket } from 'node:net';
import type { WayOut } from '../kernel/wayout.ts';
import { judge, type Policy, parseIp, refusalSentence } from './address.ts';
import { type Deadline, deadline } from './deadline.ts';
import type { DnsClient } from './dns.ts';
import { OutboundError, toOutbound } from './failure.ts';

/** An address that was checked against the policy; connections go to it and to nothing else. */
export type Checked = { readonly address: string; readonly family: 4 | 6 };

/** What every way out needs to know. Times in ms. */
export type Reach = {
  readonly policy: Policy;
  /** Whole time allowed, name lookup included. Default 10 000. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** Asks this DNS client instead of the machine's own lookup (hosts file, system resolver). */
  readonly resolver?: DnsClient;
  /** Leaves from this machine's address on that way, and never by an address family that it has none of. */
  readonly from?: WayOut;
};

async function addressesOf(host: string, resolver: DnsClient | undefined, signal: AbortSignal): Promise<readonly string[]> {
  if (resolver) return resolver.addresses(host, signal);
  const found = await lookup(host, { all: true, verbatim: true });
  return found.map((one) => one.address);
}

/** What is left of `Reach` when the time and the signal stand in a `Deadline`. */
export type ReachWithin = Omit<Reach, 'timeoutMs' | 'signal'>;

function checked(address: string, name: string, policy: Policy): Checked {
  const verdict = judge(address, policy);
  if (verdict !== 'ok')
    throw new OutboundError('refused-address', refusalSentence(address === name ? name : `${name} (${address})`, verdict));
  return { address, family: parseIp(address)?.family ?? 4 };
}

async function checkedWithin(host: string, { policy, resolver }: ReachWithin, limit: Deadline): Promise<readonly Checked[]> {
  const bare = host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host;
  if (parseIp(bare)) return [checked(bare, bare, policy)];
  const found = await limit.race(
    addressesOf(bare, resolver, limit.signal).catch((error: unknown) => {
      if (error instanceof OutboundError) throw error;
      throw new OutboundError('dns-failed', `The name ${bare} could not be resolved.`);
    }),
  );
  if (found.length === 0) throw new OutboundError('dns-failed', `The name ${bare} has no address.`);
  return found.map((address) => checked(address, bare, policy));
}

/**
 * Resolves `host` (a name or an address, IPv6 with or without brackets) and checks every address it has. One refused
 * address refuses the whole name, so that a name cannot smuggle an inner address in beside a public one.
 * Throws `dns-failed`, `refused-address`, `timeout`, `aborted`.
 */
export async function checkedAddresses(host: string, reach: Reach): Promise<readonly Checked[]> {
  const limit = deadline(reach.timeoutMs ?? 10_000, reach.signal, `The name ${host}`);
  try {
    limit.check();
    return await checkedWithin(host, reach, limit);
  } finally {
    limit.done();
  }
}

/** The own address to leave from for this destination; undefined = the machine chooses. */
export const leavingFrom = (from: WayOut | undefined, family: 4 | 6): string | undefined =>
  (family === 4 ? from?.four : from?.six) ?? undefined;

/** `ms`: this address may take no longer, because there is another one to try. */
function openOne(to: Checked, port: number, from: WayOut | undefined, limit: Deadline, ms: number | null): Promise<Socket> {
  const what = to.family === 6 ? `[${to.address}]:${port}` : `${to.address}:${port}`;
  return new Promise((resolve, reject) => {
    // `to` is an address, never a name: nothing is resolved again, so what was checked is what is connected to.
    const localAddress = leavingFrom(from, to.family);
    const socket = netConnect({ host: to.address, port, family: to.family, ...(localAddress === undefined ? {} : { localAddress }) });
    const timer =
      ms === null ? undefined : setTimeout(() => fail(new OutboundError('timeout', `${what} did not answer in time.`)), Math.max(1, ms));
    let forget: () => void = () => undefined;
    const settle = () => {
      clearTimeout(timer);
      forget();
      socket.off('error', fail);
      socket.off('connect', connected);
    };
    function fail(error: unknown): void {
      settle();
      socket.on('error', () => undefined);
      socket.destroy();
      reject(toOutbound(error, what));
    }
    function connected(): void {
      settle();
      resolve(socket);
    }
    socket.once('error', fail);
    socket.once('connect', connected);
    forget = limit.onEnd(fail);
  });
}

/** An open TCP connection: close it with `socket.destroy()`. Times in ms. */
export type TcpConnection = {
  readonly socket: Socket;
  readonly remoteAddress: string;
  readonly dnsMs: number;
  readonly connectMs: number;
};

const MOST_TRIED = 4;

/** As `connectTcp`, within a limit that spans further steps. */
export async function connectWithin(to: { host: string; port: number }, reach: ReachWithin, limit: Deadline): Promise<TcpConnection> {
  const started = performance.now();
  limit.check();
  const { from } = reach;
  const found = await checkedWithin(to.host, reach, limit);
  const candidates = (from ? found.filter(({ family }) => leavingFrom(from, family) !== undefined) : found).slice(0, MOST_TRIED);
  limit.check();
  if (candidates.length === 0)
    throw new OutboundError('unreachable', `${to.host} has no address of a kind that ${from?.device} has an address of.`);
  const resolved = performance.now();
  let last: unknown;
  for (const [index, one] of candidates.entries()) {
    const another = index < candidates.length - 1;
    try {
      const socket = await openOne(one, to.port, from, limit, another ? Math.min(3000, limit.left() / 2) : null);
      return { socket, remoteAddress: one.address, dnsMs: resolved - started, connectMs: performance.now() - resolved };
    } catch (error) {
      last = error;
      limit.check();
    }
  }
  throw toOutbound(last, `${to.host}:${to.port}`);
}

/**
 * Opens a TCP connection to `host:port`: resolves, checks, connects to the checked address; the next address is tried
 * when one does not answer. Throws `OutboundError`.
 */
export async function connectTcp(to: { host: string; port: number }, reach: Reach): Promise<TcpConnection> {
  const limit = deadline(reach.timeoutMs ?? 10_000, reach.signal, `${to.host}:${to.port}`);
  try {
    return await connectWithin(to, reach, limit);
  } finally {
    limit.done();
  }
}
