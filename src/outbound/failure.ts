/** Why a connection to others did not come about. Stable: the interface and the channels branch on it. */
export type OutboundCode =
  | 'bad-url'
  | 'dns-failed'
  | 'refused-address'
  | 'connect-refused'
  | 'unreachable'
  | 'timeout'
  | 'aborted'
  | 'tls-expired'
  | 'tls-name-mismatch'
  | 'tls-untrusted'
  | 'tls-failed'
  | 'too-large'
  | 'too-many-redirects'
  | 'bad-answer'
  | 'closed';

/** What a server's certificate says, and whether it may be believed. Times in ms since 1970. */
export type PeerCertificate = {
  readonly subjectCn: string | null;
  readonly issuerO: string | null;
  readonly issuerCn: string | null;
  readonly san: readonly string[];
  readonly validFrom: number | null;
  readonly validTo: number | null;
  readonly fingerprint256: string | null;
  readonly authorized: boolean;
  /** Node's code (`CERT_HAS_EXPIRED`, …) when it may not be believed, else null. */
  readonly problem: string | null;
};

/**
 * Thrown by everything in `src/outbound` that fails: a stable code and an English sentence without secrets.
 * `certificate` is there when the server showed one before the failure.
 */
export class OutboundError extends Error {
  readonly code: OutboundCode;
  readonly certificate: PeerCertificate | undefined;

  constructor(code: OutboundCode, message: string, certificate?: PeerCertificate) {
    super(message);
    this.name = 'OutboundError';
    this.code = code;
    this.certificate = certificate;
  }
}

/** The `code` of a Node error, or an empty string. */
export const nodeCode = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';

const REFUSED = new Set(['ECONNREFUSED']);
const UNREACHABLE = new Set([
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'EHOSTDOWN',
  'EADDRNOTAVAIL',
  'EAFNOSUPPORT',
  'EINVAL',
  'EACCES',
  'EPERM',
]);
const CLOSED = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED']);

const becauseOf = (error: OutboundError, cause: unknown): OutboundError => Object.assign(error, { cause });

/**
 * Turns whatever a socket threw into an `OutboundError`; `what` names the other side ("192.0.2.1:25"). Where the code alone
 * does not tell whose fault it is (no route, no free sockets), what was thrown is kept as `cause`.
 */
export function toOutbound(error: unknown, what: string): OutboundError {
  if (error instanceof OutboundError) return error;
  const code = nodeCode(error);
  const said = error instanceof Error ? error.message : String(error);
  if (REFUSED.has(code)) return new OutboundError('connect-refused', `${what} refuses the connection.`);
  if (UNREACHABLE.has(code)) return becauseOf(new OutboundError('unreachable', `${what} cannot be reached from here (${code}).`), error);
  if (code === 'ETIMEDOUT') return new OutboundError('timeout', `${what} did not answer in time.`);
  if (CLOSED.has(code)) return new OutboundError('closed', `${what} closed the connection before it had answered.`);
  if (code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS') || code === 'EPROTO')
    return new OutboundError('tls-failed', `The encrypted connection to ${what} could not be set up (${code}).`);
  if (code.startsWith('HPE_')) return new OutboundError('bad-answer', `${what} does not speak proper HTTP (${code}).`);
  return becauseOf(new OutboundError('bad-answer', `${what}: ${said}`), error);
}
