import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { getServers } from 'node:dns';
import { connect } from 'node:net';
import { DNSSEC_OK, encode, RECURSION_DESIRED } from 'dns-packet';
import type { WayOut } from '../kernel/wayout.ts';
import { judge, type Policy, parseIp, refusalSentence } from './address.ts';
import { deadline } from './deadline.ts';
import { type DnsMessage, type DnsRecord, type DnsType, readMessage } from './dns-record.ts';
import { OutboundError, toOutbound } from './failure.ts';
import { slots } from './slots.ts';

/** A name server: `192.0.2.53`, `192.0.2.53:5355`, `[2001:db8::53]:53`. */
type Server = { readonly host: string; readonly port: number };

/** One answer. `rcode` is `NOERROR`, `NXDOMAIN`, `SERVFAIL`, …; an answer without records is an answer. */
export type DnsReply = {
  readonly rcode: string;
  readonly answers: readonly DnsRecord[];
  readonly authorities: readonly DnsRecord[];
  /** The resolver says it has checked the signatures (AD bit). */
  readonly authentic: boolean;
  /** The server keeps the zone itself (AA bit). */
  readonly authoritative: boolean;
  readonly cut: boolean;
  readonly via: 'udp' | 'tcp';
  readonly server: string;
  readonly tookMs: number;
};

/** A DNS client with a bound on how much it asks. */
export type DnsClient = {
  /** Asks one question. Throws `dns-failed` (refused, unreachable, out of questions), `timeout`, `bad-answer`, `aborted`. */
  query(name: string, type: DnsType, signal?: AbortSignal): Promise<DnsReply>;
  /** IPv4 and IPv6 addresses of a name, CNAMEs followed. Throws as `query`, and `dns-failed` when there are none. */
  addresses(name: string, signal?: AbortSignal): Promise<readonly string[]>;
  /** Questions asked so far; repeats after a timeout are not counted. */
  readonly asked: number;
  /** The servers asked, as IP:PORT. */
  readonly servers: readonly string[];
};

export type DnsOptions = {
  /** IP or IP:PORT; default: the resolvers of the machine. */
  readonly servers?: readonly string[];
  /** Time for one try. Default 2000. */
  readonly timeoutMs?: number;
  /** Tries per question, in turn over the servers. Default 3. */
  readonly tries?: number;
  /** Questions in flight at once. Default 64. */
  readonly atOnce?: number;
  /** Most questions in the life of this client. */
  readonly maxQueries?: number;
  /** Checked against the servers given; the machine's own resolvers are not checked. */
  readonly policy?: Policy;
  /**
   * Asks as a resolver asks the servers that keep a zone: without recursion, with signatures (DO bit), and every answer is taken as it is,
   * also a refusal.
   */
  readonly authority?: boolean;
  /** Asks from this machine's address on that way. */
  readonly from?: WayOut;
};

/** Reads `IP`, `IP:PORT` or `[IPv6]:PORT`; `undefined` when it is neither. */
export function parseServer(text: string): { host: string; port: number } | undefined {
  const match = /^\[([^\]]+)\](?::(\d{1,5}))?$/.exec(text) ?? /^([\d.]+)(?::(\d{1,5}))?$/.exec(text);
  const host = match?.[1] ?? text;
  const port = Number(match?.[2] ?? 53);
  return parseIp(host) && port > 0 && port < 65_536 ? { host, port } : undefined;
}

const label = ({ host, port }: Server): string => (host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`);
const bare = (name: string): string => name.toLowerCase().replace(/\.$/, '');

type Question = { readonly id: number; readonly name: string; readonly type: DnsType; readonly authority: boolean };

const ASKABLE = /^(?=.{1,253}$)[^\p{Cc}\s.]{1,63}(?:\.[^\p{Cc}\s.]{1,63})*$/u;

function wire({ id, name, type, authority }: Question): Buffer {
  try {
    if (!ASKABLE.test(name)) throw new Error('not a name');
    return encode({
      type: 'query',
      id,
      // AD asks for the verdict on signatures without the signatures themselves (RFC 6840 §5.7).
      flags: authority ? 0 : RECURSION_DESIRED | 0x20,
      questions: [{ name, type, class: 'IN' }],
      additionals: [
        {
          type: 'OPT',
          name: '.',
          udpPayloadSize: 1232,
          extendedRcode: 0,
          ednsVersion: 0,
          flags: authority ? DNSSEC_OK : 0,
          flag_do: authority,
          options: [],
        },
      ],
    });
  } catch {
    throw new OutboundError('dns-failed', `${name.slice(0, 80)} cannot be asked for: it is not a valid DNS name.`);
  }
}

/** Is this the answer to that question? Everything else on the socket is ignored (RFC 5452). */
function answers(message: DnsMessage | undefined, asked: Question): message is DnsMessage {
  return (
    message !== undefined &&
    message.isResponse &&
    message.id === asked.id &&
    message.question?.name === bare(asked.name) &&
    message.question.type === asked.type
  );
}

/** The own address to ask this server from; undefined = the machine chooses. Throws `unreachable` where that way has none of its family. */
function askingFrom(server: Server, from: WayOut | undefined): string | undefined {
  if (from === undefined) return undefined;
  const address = server.host.includes(':') ? from.six : from.four;
  if (address === null)
    throw toOutbound(Object.assign(new Error(`${from.device} has no such address`), { code: 'EAFNOSUPPORT' }), label(server));
  return address;
}

function overUdp(server: Server, question: Question, from: WayOut | undefined, ms: number, signal: AbortSignal): Promise<DnsMessage> {
  return new Promise((resolve, reject) => {
    const address = askingFrom(server, from);
    const socket = createSocket(server.host.includes(':') ? 'udp6' : 'udp4');
    let garbage = 0;
    const end = (settle: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      socket.removeAllListeners();
      socket.on('error', () => undefined);
      socket.close();
      settle();
    };
    const stop = () => end(() => reject(signal.reason));
    const timer = setTimeout(
      () =>
        end(() =>
          reject(
            garbage > 0
              ? new OutboundError('bad-answer', `${label(server)} answers with packets that are not DNS.`)
              : new OutboundError('timeout', `${label(server)} did not answer in time.`),
          ),
        ),
      ms,
    );
    signal.addEventListener('abort', stop, { once: true });
    socket.on('error', (error) => end(() => reject(toOutbound(error, label(server)))));
    socket.on('message', (bytes) => {
      const message = readMessage(bytes);
      if (answers(message, question)) end(() => resolve(message));
      else garbage += 1;
    });
    // A connected socket takes packets from this server and port only, each question from a fresh random port.
    const ask = () => socket.connect(server.port, server.host, () => socket.send(wire(question)));
    if (address === undefined) ask();
    else socket.bind({ address }, ask);
  });
}

function overTcp(server: Server, question: Question, from: WayOut | undefined, ms: number, signal: AbortSignal): Promise<DnsMessage> {
  return new Promise((resolve, reject) => {
    const localAddress = askingFrom(server, from);
    const socket = connect({ host: server.host, port: server.port, ...(localAddress === undefined ? {} : { localAddress }) });
    let seen = Buffer.alloc(0);
    const end = (settle: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      socket.removeAllListeners();
      socket.on('error', () => undefined);
      socket.destroy();
      settle();
    };
    const bad = () =>
      end(() => reject(new OutboundError('bad-answer', `${label(server)} answers over TCP with something that is not DNS.`)));
    const stop = () => end(() => reject(signal.reason));
    const timer = setTimeout(
      () => end(() => reject(new OutboundError('timeout', `${label(server)} did not answer over TCP in time.`))),
      ms,
    );
    signal.addEventListener('abort', stop, { once: true });
    socket.on('error', (error) => end(() => reject(toOutbound(error, label(server)))));
    socket.on('close', bad);
    socket.on('data', (part) => {
      seen = Buffer.concat([seen, part]);
      if (seen.length < 2 || seen.length < 2 + seen.readUInt16BE(0)) return;
      const message = readMessage(seen.subarray(2, 2 + seen.readUInt16BE(0)));
      if (answers(message, question)) end(() => resolve(message));
      else bad();
    });
    socket.on('connect', () => {
      const bytes = wire(question);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(bytes.length);
      socket.write(Buffer.concat([length, bytes]));
    });
  });
}

function serversOf(options: DnsOptions): Server[] {
  const given = options.servers;
  return (given ?? getServers()).map((text) => {
    const server = parseServer(text);
    if (!server) throw new OutboundError('dns-failed', `"${text.slice(0, 60)}" is not a name server; write IP or IP:PORT.`);
    const verdict = given && options.policy ? judge(server.host, options.policy) : 'ok';
    if (verdict !== 'ok') throw new OutboundError('refused-address', refusalSentence(server.host, verdict));
    return server;
  });
}

/** Makes a DNS client. Throws `dns-failed` when a server is not IP or IP:PORT, `refused-address` when the policy refuses it. */
export function dnsClient(options: DnsOptions = {}): DnsClient {
  const servers = serversOf(options);
  const perTry = options.timeoutMs ?? 2000;
  const tries = options.tries ?? 3;
  const authority = options.authority === true;
  const gate = slots(options.atOnce ?? 64);
  let asked = 0;

  async function once(server: Server, name: string, type: DnsType, signal: AbortSignal): Promise<DnsReply> {
    const started = performance.now();
    const question: Question = { id: randomInt(65_536), name, type, authority };
    const overUdpFirst = await overUdp(server, question, options.from, perTry, signal);
    const message = overUdpFirst.truncated ? await overTcp(server, question, options.from, perTry, signal) : overUdpFirst;
    return {
      rcode: message.rcode,
      answers: message.answers,
      authorities: message.authorities,
      authentic: message.authentic,
      authoritative: message.authoritative,
      cut: message.cut,
      via: message === overUdpFirst ? 'udp' : 'tcp',
      server: label(server),
      tookMs: performance.now() - started,
    };
  }

  async function query(name: string, type: DnsType, signal?: AbortSignal): Promise<DnsReply> {
    if (servers.length === 0) throw new OutboundError('dns-failed', 'This machine knows no name server.');
    if (asked >= (options.maxQueries ?? Number.POSITIVE_INFINITY))
      throw new OutboundError('dns-failed', `The limit of ${options.maxQueries} DNS questions is used up.`);
    asked += 1;
    wire({ id: 0, name, type, authority });
    const leave = await gate.enter();
    const limit = deadline(perTry * (tries + 1), signal, `DNS (${name} ${type})`);
    try {
      let last: unknown;
      for (let attempt = 0; attempt < tries && !limit.signal.aborted; attempt++) {
        const server = servers[attempt % servers.length];
        if (!server) break;
        try {
          const reply = await once(server, name, type, limit.signal);
          if (authority || (reply.rcode !== 'SERVFAIL' && reply.rcode !== 'REFUSED')) return reply;
          last = new OutboundError('dns-failed', `${reply.server} answers ${reply.rcode} for ${name} ${type}.`);
        } catch (error) {
          last = error;
        }
      }
      limit.check();
      const error = toOutbound(last, name);
      if (error.code !== 'connect-refused' && error.code !== 'unreachable') throw error;
      // Whose fault it is that there is no way stands in the cause.
      throw Object.assign(new OutboundError('dns-failed', `No name server can be reached: ${error.message}`), { cause: error.cause });
    } finally {
      leave();
      limit.done();
    }
  }

  async function follow(name: string, type: 'A' | 'AAAA', signal: AbortSignal | undefined): Promise<string[]> {
    let at = bare(name);
    const been = new Set<string>();
    while (!been.has(at) && been.size < 10) {
      been.add(at);
      const reply = await query(at, type, signal);
      const next = reply.answers.find((record) => record.type === 'CNAME' && record.name === at);
      const chain = new Set([at, ...reply.answers.flatMap((record) => (record.type === 'CNAME' ? [record.target] : []))]);
      const found = reply.answers.flatMap((record) => (record.type === type && chain.has(record.name) ? [record.address] : []));
      if (found.length > 0) return found;
      if (next?.type !== 'CNAME') return [];
      at = next.target;
    }
    return [];
  }

  return {
    query,
    addresses: async (name, signal) => {
      const [v4, v6] = await Promise.all([follow(name, 'A', signal), follow(name, 'AAAA', signal).catch(() => [])]);
      if (v4.length + v6.length === 0) throw new OutboundError('dns-failed', `The name ${name} has no address.`);
      return [...v4, ...v6];
    },
    get asked() {
      return asked;
    },
    servers: servers.map(label),
  };
}
