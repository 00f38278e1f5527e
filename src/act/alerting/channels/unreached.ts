import type { OutboundError } from '../../../outbound/failure.ts';
import type { Outcome, Reason } from '../alerting.ts';
import { because } from './refusal.texts.ts';

export const refused = (reason: Reason, permanent = false): Outcome => ({ kind: 'refused', reason, permanent });

/** A failure on the way to the other side, as a sentence. It may work the next time. */
export function unreached(error: OutboundError, host: string): Outcome {
  switch (error.code) {
    case 'dns-failed':
      return refused(because.dns(host));
    case 'refused-address':
      return refused(because.refusedAddress(host));
    case 'connect-refused':
    case 'unreachable':
      return refused(because.connection(host));
    case 'timeout':
      return refused(because.timeout(host));
    case 'aborted':
      return { kind: 'stopped' };
    case 'tls-expired':
      return refused(because.tlsExpired(host));
    case 'tls-name-mismatch':
      return refused(because.tlsName(host));
    case 'tls-untrusted':
      return refused(because.tlsUntrusted(host));
    case 'tls-failed':
      return refused(because.tls(host));
    case 'closed':
      return refused(because.closed(host));
    case 'bad-url':
    case 'too-large':
    case 'too-many-redirects':
    case 'bad-answer':
      return refused(because.notTaken(host, error.message));
  }
}
