import { type ClientRequest, type IncomingHttpHeaders, type IncomingMessage, request as nodeRequest } from 'node:http';
import type { Socket } from 'node:net';
import { connectTcp, type Reach } from './connect.ts';
import { type Deadline, deadline } from './deadline.ts';
import { decodeBody } from './decode.ts';
import { OutboundError, type PeerCertificate, toOutbound } from './failure.ts';
import { secure, type TlsTrust } from './tls.ts';

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

const USER_AGENT = 'krisenfest (domain scan and availability checks)';
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

function flatten(headers: IncomingHttpHeaders): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    // Cookies are not kept, not even shown.
    if (value !== undefined && name !== 'set-cookie') result[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return result;
}

function collect(response: IncomingMessage, what: string, max: number, mode: 'fail' | 'cut'): Promise<{ raw: Buffer; cut: boolean }> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let size = 0;
    const finish = (cut: boolean) => resolve({ raw: Buffer.concat(parts), cut });
    response.on('data', (part: Buffer) => {
      if (size + part.length <= max) {
        size += part.length;
        parts.push(part);
        return;
      }
      parts.push(part.subarray(0, max - size));
      size = max;
      response.removeAllListeners('data');
      if (mode === 'cut') finish(true);
      else reject(new OutboundError('too-large', `${what} sends more than ${max} bytes.`));
      response.destroy();
    });
    response.once('end', () => finish(false));
    response.on('error', (error) => reject(toOutbound(error, what)));
    response.once('close', () => reject(new OutboundError('closed', `${what} closed the connection in the middle of its answer.`)));
  });
}

function firstByte(
  make: () => ClientRequest,
  body: string | Uint8Array | undefined,
  what: string,
): Promise<{ request: ClientRequest; response: IncomingMessage }> {
  return new Promise((resolve, reject) => {
    const request = make();
    request.once('response', (response) => resolve({ request, response }));
    request.on('error', (error) => reject(toOutbound(error, what)));
    request.end(body);
  });
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
  const tcp = await connectTcp({ host: url.hostname, port }, { ...options, timeoutMs: limit.left(), signal: limit.signal });
  let socket: Socket = tcp.socket;
  let certificate: PeerCertificate | null = null;
  let tlsMs = 0;
  let request: ClientRequest | undefined;
  try {
    if (encrypted) {
      const host = url.hostname.replace(/^\[|\]$/g, '');
      const tls = await secure(tcp.socket, host, { ...options, alpn: ['http/1.1'] }, { timeoutMs: limit.left(), signal: limit.signal });
      ({ certificate, tlsMs } = tls);
      socket = tls.socket;
    }
    const asked = performance.now();
    const exchange = await limit.race(
      firstByte(
        () =>
          nodeRequest({
            createConnection: () => socket,
            method,
            path: `${url.pathname}${url.search}`,
            headers: {
              host: url.host,
              'user-agent': USER_AGENT,
              accept: '*/*',
              'accept-encoding': 'gzip, deflate, br',
              connection: 'close',
              ...headers,
            },
            maxHeaderSize: 32_768,
            setDefaultHeaders: false,
          }),
        body,
        what,
      ),
    );
    request = exchange.request;
    const { response } = exchange;
    const firstByteMs = performance.now() - asked;
    const max = options.maxBytes ?? MAX_BYTES;
    const mode = options.tooLarge ?? 'fail';
    const flat = flatten(response.headers);
    const { raw, cut } = await limit.race(collect(response, what, max, mode));
    const decoded =
      method === 'HEAD'
        ? { bytes: new Uint8Array(), cut: false }
        : await limit.race(decodeBody(raw, flat['content-encoding'], { max, mode, what, cut }));
    return {
      url: url.href,
      status: response.statusCode ?? 0,
      headers: flat,
      body: decoded.bytes,
      cut: cut || decoded.cut,
      timings: { dnsMs: tcp.dnsMs, connectMs: tcp.connectMs, tlsMs, firstByteMs, totalMs: 0 },
      certificate,
      remoteAddress: tcp.remoteAddress,
    };
  } catch (error) {
    const found = toOutbound(error, what);
    throw found.certificate || !certificate ? found : new OutboundError(found.code, found.message, certificate);
  } finally {
    request?.on('error', () => undefined);
    request?.destroy();
    socket.destroy();
    tcp.socket.destroy();
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
    limit.check();
    throw toOutbound(error, url.host);
  } finally {
    limit.done();
  }
}
