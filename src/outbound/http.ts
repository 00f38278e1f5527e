import type { Socket } from 'node:net';
import { connectWithin, type Reach } from './connect.ts';
import { type Deadline, deadline } from './deadline.ts';
import { decodeBody } from './decode.ts';
import { checkQuestion, exchange } from './exchange.ts';
import { OutboundError, type PeerCertificate, toOutbound } from './failure.ts';
import { secureWithin, type TlsTrust } from './tls.ts';

/** One HTTP question to others. */
export type HttpOptions = Reach &
  TlsTrust & {
    /** Default GET. */
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string | Uint8Array;
    /** Most bytes of body, packed and unpacked. Default 2 MB. */
    readonly maxBytes?: number;
    /** `cut` keeps the first `maxBytes` and marks the response; `fail` (default) throws `too-large`. */
    readonly tooLarge?: 'fail' | 'cut';
    /** How many redirects are followed, at most 5. Default 5 for GET and HEAD, else 0. Each new address is checked. */
    readonly redirects?: number;
  };

/** Milliseconds per phase of the last hop; `totalMs` spans all hops. `tlsMs` is 0 without TLS. */
type HttpTimings = {
  readonly dnsMs: number;
  readonly connectMs: number;
  readonly tlsMs: number;
  readonly firstByteMs: number;
  readonly totalMs: number;
};

/** What came back. Header names are in lower case, several values joined by ", ". */
export type HttpResponse = {
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly cut: boolean;
  readonly timings: HttpTimings;
  readonly certificate: PeerCertificate | null;
  readonly remoteAddress: string;
  /** Every hop before the last, in order. */
  readonly redirects: readonly { readonly url: string; readonly status: number; readonly location: string }[];
};

/** What every question carries besides its host, unless the caller says otherwise. */
const OWN_HEADERS = {
  'user-agent': 'krisenfest (domain scan and availability checks)',
  accept: '*/*',
  'accept-encoding': 'gzip, deflate, br',
  connection: 'close',
};
const MAX_BYTES = 2_000_000;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const STAY_HOME = new Set(['authorization', 'cookie', 'proxy-authorization']);

function readUrl(text: string, base?: string): URL {
  const url = URL.canParse(text, base) ? new URL(text, base) : undefined;
  if (!url) throw new OutboundError('bad-url', 'The address is not a complete URL.');
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new OutboundError('bad-url', `Only http and https are spoken, not ${url.protocol.slice(0, 20)}//.`);
  if (url.username || url.password) throw new OutboundError('bad-url', 'The URL must not carry a user name or password.');
  return url;
}

type Hop = Omit<HttpResponse, 'redirects'>;

async function hop(
  url: URL,
  method: string,
  headers: Record<string, string>,
  body: string | Uint8Array | undefined,
  options: HttpOptions,
  limit: Deadline,
): Promise<Hop> {
  const encrypted = url.protocol === 'https:';
  const port = url.port ? Number(url.port) : encrypted ? 443 : 80;
  const what = url.host;
  const tcp = await connectWithin({ host: url.hostname, port }, options, limit);
  let socket: Socket = tcp.socket;
  let certificate: PeerCertificate | null = null;
  let tlsMs = 0;
  try {
    if (encrypted) {
      const host = url.hostname.replace(/^\[|\]$/g, '');
      const tls = await secureWithin(tcp.socket, host, { ...options, alpn: ['http/1.1'] }, limit);
      ({ certificate, tlsMs } = tls);
      socket = tls.socket;
    }
    const max = options.maxBytes ?? MAX_BYTES;
    const mode = options.tooLarge ?? 'fail';
    const all = { host: url.host, ...OWN_HEADERS, ...headers };
    const question = { method, target: `${url.pathname}${url.search}`, headers: all, body };
    const answer = await exchange(socket, question, { max, mode, what }, limit);
    const { headers: told, cut, firstByteMs } = answer;
    const packed = method === 'HEAD' ? undefined : told['content-encoding'];
    const decoded = packed === undefined ? undefined : await limit.race(decodeBody(answer.body, packed, { max, mode, what, cut }));
    return {
      url: url.href,
      status: answer.status,
      headers: told,
      body: decoded?.bytes ?? answer.body,
      cut: cut || decoded?.cut === true,
      timings: { dnsMs: tcp.dnsMs, connectMs: tcp.connectMs, tlsMs, firstByteMs, totalMs: 0 },
      certificate,
      remoteAddress: tcp.remoteAddress,
    };
  } catch (error) {
    const found = toOutbound(error, what);
    throw found.certificate || !certificate ? found : new OutboundError(found.code, found.message, certificate);
  } finally {
    socket.destroy();
    if (socket !== tcp.socket) tcp.socket.destroy();
  }
}

/**
 * Asks one URL and reads the answer: the name is resolved, every address checked, the connection made to the checked
 * address, and again after every redirect. No cookies, no agent, HTTP/1.1, `timeoutMs` (default 10 s) over everything.
 * Throws `OutboundError`; a status of 4xx or 5xx is an answer, not an error.
 */
export async function httpRequest(address: string, options: HttpOptions): Promise<HttpResponse> {
  const started = performance.now();
  let url = readUrl(address);
  let method = (options.method ?? 'GET').toUpperCase();
  let body = options.body;
  let headers = Object.fromEntries(Object.entries(options.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  const most = Math.min(5, options.redirects ?? (method === 'GET' || method === 'HEAD' ? 5 : 0));
  const chain: { url: string; status: number; location: string }[] = [];
  checkQuestion({ method, headers });
  const limit = deadline(options.timeoutMs ?? 10_000, options.signal, url.host);
  if (body !== undefined) headers['content-length'] = String(Buffer.byteLength(body));
  try {
    for (;;) {
      const answer = await hop(url, method, headers, body, options, limit);
      const { location } = answer.headers;
      if (!REDIRECTS.has(answer.status) || location === undefined || (options.redirects ?? most) === 0)
        return { ...answer, timings: { ...answer.timings, totalMs: performance.now() - started }, redirects: chain };
      if (chain.length >= most)
        throw new OutboundError(
          'too-many-redirects',
          `${new URL(address).host} redirects more than ${most} times.`,
          answer.certificate ?? undefined,
        );
      chain.push({ url: url.href, status: answer.status, location });
      const next = readUrl(location, url.href);
      if (next.origin !== url.origin) headers = Object.fromEntries(Object.entries(headers).filter(([name]) => !STAY_HOME.has(name)));
      if (answer.status === 303 || (answer.status < 303 && method === 'POST')) {
        method = method === 'HEAD' ? 'HEAD' : 'GET';
        body = undefined;
        headers = Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('content-')));
      }
      url = next;
    }
  } catch (error) {
    throw toOutbound(error, url.host);
  } finally {
    limit.done();
  }
}
