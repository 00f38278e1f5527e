import { judge, parseIp } from '../../../outbound/address.ts';
import { nodeCode, OutboundError } from '../../../outbound/failure.ts';
import type { Detail, Observation, Outcome, Phases } from '../observation.ts';
import { NameFault, type NamesOfOneRun } from './names.ts';
import type { ProbeContext } from './probe.ts';

/** This machine has no route, no address, no permission: the line or the machine, not the target. */
const NO_ROUTE = new Set(['ENETUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL', 'EAFNOSUPPORT']);
const NOT_PERMITTED = new Set(['EACCES', 'EPERM']);
const NO_SOCKETS = new Set(['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM']);
/** What the guard says of addresses on this side of the router. */
const NEARBY = new Set(['loopback', 'private', 'link-local', 'unique-local', 'shared']);

/** On this side of the router. */
/** The same few addresses are looked at again and again. */
const nearby = new Map<string, boolean>();
const MOST_KNOWN = 10_000;

export function isNearby(address: string): boolean {
  const known = nearby.get(address);
  if (known !== undefined) return known;
  const found = NEARBY.has(judge(address, { kind: 'public' }));
  if (nearby.size >= MOST_KNOWN) nearby.clear();
  nearby.set(address, found);
  return found;
}

/** Where the run wanted to go is known, and it is not on this side of the router. */
function liesBeyond({ host, names }: Run): boolean {
  const addresses = parseIp(host) ? [host] : names.found();
  return addresses.length > 0 && !addresses.some(isNearby);
}

/** What a run needs to know to say whose fault an error is. */
export type Run = { readonly context: ProbeContext; readonly host: string; readonly names: NamesOfOneRun };

function unreachable(error: OutboundError, { host, names }: Run): Detail {
  if (NOT_PERMITTED.has(nodeCode(error.cause))) return { code: 'not-permitted' };
  if (NO_ROUTE.has(nodeCode(error.cause))) return { code: 'no-route' };
  // "No route to host" of a neighbour means that it is off; of somebody out there it is the router that has no line.
  const addresses = parseIp(host) ? [host] : names.found();
  return addresses.some(isNearby) ? { code: 'unreachable' } : { code: 'no-route' };
}

function detailOf(error: unknown, run: Run): Detail {
  if (run.context.signal.aborted) return { code: 'aborted' };
  if (error instanceof NameFault) return error.detail;
  if (!(error instanceof OutboundError)) return { code: 'probe-failed', says: error instanceof Error ? error.name : 'unknown' };
  const { certificate } = error;
  if (NO_SOCKETS.has(nodeCode(error.cause))) return { code: 'out-of-sockets' };
  switch (error.code) {
    case 'timeout':
      return run.names.waiting() ? { code: 'resolver-dead' } : { code: 'timeout', afterMs: run.context.timeoutMs };
    case 'connect-refused':
      return { code: 'refused' };
    case 'unreachable':
      return unreachable(error, run);
    case 'closed':
      return { code: 'closed' };
    case 'dns-failed':
      // A name server that was named and that no packet can be sent to.
      return error.cause === undefined ? { code: 'resolver-dead' } : unreachable(error, run);
    case 'aborted':
      return { code: 'aborted' };
    case 'refused-address':
      return { code: 'not-allowed', says: error.message };
    case 'tls-expired': {
      const over = certificate?.validTo != null && certificate.validTo <= run.context.now;
      return { code: 'certificate-expired', until: over ? certificate.validTo : null };
    }
    case 'tls-name-mismatch':
      return { code: 'certificate-name', names: namesOf(certificate?.san ?? []) };
    case 'tls-untrusted':
      return { code: 'certificate-untrusted', problem: certificate?.problem ?? 'unknown' };
    case 'tls-failed':
      return { code: 'tls-failed' };
    case 'too-many-redirects':
      return { code: 'too-many-redirects' };
    case 'too-large':
    case 'bad-url':
    case 'bad-answer':
      return { code: 'bad-answer', says: error.message.slice(0, 300) };
  }
}

const namesOf = (san: readonly string[]): string[] => san.slice(0, 20).map((name) => name.slice(0, 253));

const OWN_FAULTS: ReadonlySet<Detail['code']> = new Set([
  'resolver-dead',
  'no-route',
  'not-permitted',
  'line-bypassed',
  'aborted',
  'out-of-sockets',
  'not-allowed',
  'stalled',
  'probe-failed',
]);

/** Own faults are not the target's. */
export const outcomeOf = (detail: Detail): Outcome => (OWN_FAULTS.has(detail.code) ? 'unclear' : 'down');

/** The observation for something that went wrong; `ms` since the run began. */
export function failed(error: unknown, run: Run, ms: number): Observation {
  const detail = detailOf(error, run);
  const far = detail.code === 'timeout' && liesBeyond(run);
  return { outcome: outcomeOf(detail), warning: false, ms, detail, phases: {}, ...(far ? { far } : {}) };
}

export const down = (detail: Detail, ms: number, phases: Phases = {}): Observation => ({
  outcome: 'down',
  warning: false,
  ms,
  detail,
  phases,
});
export const up = (detail: Detail, ms: number, phases: Phases = {}): Observation => ({ outcome: 'up', warning: false, ms, detail, phases });
export const warned = (detail: Detail, ms: number, phases: Phases = {}): Observation => ({
  outcome: 'up',
  warning: true,
  ms,
  detail,
  phases,
});
