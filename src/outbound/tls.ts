import type { Socket } from 'node:net';
import { createSecureContext, getCACertificates, type SecureContext, type TLSSocket, connect as tlsConnect } from 'node:tls';
import { parseIp } from './address.ts';
import { connectWithin, type Reach } from './connect.ts';
import { type Deadline, deadline } from './deadline.ts';
import { nodeCode, OutboundError, type PeerCertificate, toOutbound } from './failure.ts';

/** How much a certificate is believed. */
export type TlsTrust = {
  /** The name asked for (SNI) and looked for in the certificate; default: the host connected to. */
  readonly servername?: string;
  /** Further root certificates (PEM), beside those of the machine. */
  readonly caExtra?: readonly string[];
  /** `false` connects all the same; the summary tells what is wrong. Default true. */
  readonly rejectUnauthorized?: boolean;
  /** Application protocols offered (ALPN). */
  readonly alpn?: readonly string[];
};

/** The authorities of the machine in PEM, and further ones. */
export const authorities = (extra: readonly string[] = []): string[] => [...getCACertificates('default'), ...extra];

/** Reading the authorities of a machine takes longer than a handshake; those of a firm seldom change. */
const MOST_CONTEXTS = 20;
const contexts = new Map<string, SecureContext>();

/** What is believed when these further authorities are. No session is kept in it: each connection is a handshake of its own. */
function believing(extra: readonly string[] = []): SecureContext {
  const key = extra.join('\n');
  const known = contexts.get(key);
  if (known) return known;
  const [oldest] = contexts.keys();
  if (contexts.size >= MOST_CONTEXTS && oldest !== undefined) contexts.delete(oldest);
  const made = createSecureContext(extra.length > 0 ? { ca: authorities(extra) } : {});
  contexts.set(key, made);
  return made;
}

const first = (value: string | string[] | undefined): string | null => (Array.isArray(value) ? value[0] : value) ?? null;
const time = (text: string | undefined): number | null => {
  const ms = Date.parse(text ?? '');
  return Number.isNaN(ms) ? null : ms;
};

/** The names of `subjectaltname` as Node prints it: `DNS:a.example, IP Address:192.0.2.1`. */
function names(text: string | undefined): string[] {
  return (text ?? '')
    .split(/,\s?/)
    .slice(0, 500)
    .map((entry) => /^(?:DNS|IP Address):"?([^"]{1,255})"?$/.exec(entry)?.[1])
    .filter((name) => name !== undefined);
}

/** What a certificate says of itself. */
type Shown = Omit<PeerCertificate, 'authorized' | 'problem'>;

/** To read a certificate takes a fifth of the handshake that showed it, and most show the same one each time. */
const MOST_READ = 2000;
const read = new Map<string, Shown>();

function shownBy(socket: TLSSocket): Shown | null {
  const certificate = socket.getPeerX509Certificate();
  if (!certificate) return null;
  const { fingerprint256 } = certificate;
  const known = read.get(fingerprint256);
  if (known) return known;
  // Not `getPeerCertificate`, which is empty once the other was asked.
  const shown = certificate.toLegacyObject();
  const found: Shown = {
    subjectCn: first(shown.subject?.CN),
    issuerO: first(shown.issuer?.O),
    issuerCn: first(shown.issuer?.CN),
    san: names(shown.subjectaltname),
    validFrom: time(shown.valid_from),
    validTo: time(shown.valid_to),
    fingerprint256,
  };
  const [oldest] = read.keys();
  if (read.size >= MOST_READ && oldest !== undefined) read.delete(oldest);
  read.set(fingerprint256, found);
  return found;
}

/** What the server of an open TLS connection showed. */
function peerCertificate(socket: TLSSocket): PeerCertificate | null {
  const shown = shownBy(socket);
  if (!shown) return null;
  // Node sets `authorizationError` to a code or an Error, although its type says Error.
  const error: unknown = socket.authorizationError;
  const problem = socket.authorized
    ? null
    : nodeCode(error) || (typeof error === 'string' ? error : error instanceof Error ? error.message : 'unknown');
  return { ...shown, authorized: socket.authorized, problem };
}

/** The error for a certificate that may not be believed. */
function distrust(host: string, certificate: PeerCertificate | null, problem: string): OutboundError {
  const cert = certificate ?? undefined;
  if (problem === 'CERT_HAS_EXPIRED') return new OutboundError('tls-expired', `The certificate of ${host} has expired.`, cert);
  if (problem === 'CERT_NOT_YET_VALID') return new OutboundError('tls-expired', `The certificate of ${host} is not valid yet.`, cert);
  if (problem === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return new OutboundError(
      'tls-name-mismatch',
      `The certificate of ${host} is made out to other names (${certificate?.san.slice(0, 3).join(', ') || certificate?.subjectCn || 'none'}).`,
      cert,
    );
  return new OutboundError('tls-untrusted', `The certificate of ${host} is not signed by an authority known here (${problem}).`, cert);
}

/** An encrypted connection. Times in ms. */
export type TlsConnection = {
  readonly socket: TLSSocket;
  readonly certificate: PeerCertificate | null;
  readonly protocol: string | null;
  readonly tlsMs: number;
};

/** As `secure`, within a limit that spans further steps. */
export function secureWithin(plain: Socket, host: string, trust: TlsTrust, limit: Deadline): Promise<TlsConnection> {
  const started = performance.now();
  const name = trust.servername ?? host;
  const isAddress = parseIp(name) !== undefined;
  return new Promise((resolve, reject) => {
    const socket = tlsConnect({
      socket: plain,
      ...(isAddress ? {} : { servername: name }),
      host: name,
      // The verdict is read below, so that a refused certificate can still be shown.
      rejectUnauthorized: false,
      secureContext: believing(trust.caExtra),
      ...(trust.alpn ? { ALPNProtocols: [...trust.alpn] } : {}),
    });
    let forget: () => void = () => undefined;
    const fail = (error: unknown) => {
      forget();
      socket.off('secureConnect', done);
      socket.off('close', closed);
      socket.on('error', () => undefined);
      socket.destroy();
      plain.destroy();
      const found = toOutbound(error, host);
      const handshake =
        found.code === 'bad-answer' ? new OutboundError('tls-failed', `The encrypted connection to ${host} could not be set up.`) : found;
      reject(handshake);
    };
    const done = () => {
      const certificate = peerCertificate(socket);
      if (!socket.authorized && trust.rejectUnauthorized !== false)
        return fail(distrust(host, certificate, certificate?.problem ?? 'no certificate'));
      forget();
      socket.off('error', fail);
      socket.off('close', closed);
      resolve({ socket, certificate, protocol: socket.getProtocol(), tlsMs: performance.now() - started });
    };
    const closed = () => fail(new OutboundError('closed', `${host} closed the connection during the TLS handshake.`));
    socket.once('secureConnect', done);
    socket.once('error', fail);
    socket.once('close', closed);
    forget = limit.onEnd(fail);
  });
}

/**
 * Encrypts an open TCP connection (also after STARTTLS). The socket is destroyed when this fails.
 * Throws `tls-expired`, `tls-name-mismatch`, `tls-untrusted` (with the certificate), `tls-failed`, `timeout`, `aborted`, `closed`.
 */
export function secure(
  plain: Socket,
  host: string,
  trust: TlsTrust,
  limits: { timeoutMs: number; signal?: AbortSignal },
): Promise<TlsConnection> {
  const limit = deadline(limits.timeoutMs, limits.signal, `The encrypted connection to ${host}`);
  return secureWithin(plain, host, trust, limit).finally(() => limit.done());
}

/**
 * Opens a TLS connection to `host:port` (see `connectTcp` and `secure`). With `rejectUnauthorized: false` the summary
 * says what is wrong instead of an error, which is how certificates are watched.
 */
export async function connectTls(
  to: { host: string; port: number },
  reach: Reach & TlsTrust,
): Promise<TlsConnection & { remoteAddress: string; dnsMs: number; connectMs: number }> {
  const limit = deadline(reach.timeoutMs ?? 10_000, reach.signal, `${to.host}:${to.port}`);
  try {
    const tcp = await connectWithin(to, reach, limit);
    const tls = await secureWithin(tcp.socket, to.host, reach, limit);
    return { ...tls, remoteAddress: tcp.remoteAddress, dnsMs: tcp.dnsMs, connectMs: tcp.connectMs };
  } finally {
    limit.done();
  }
}
