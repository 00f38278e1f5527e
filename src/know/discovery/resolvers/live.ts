import type { Policy } from '../../../outbound/address.ts';
import type { DnsClient } from '../../../outbound/dns.ts';
import { OutboundError, type PeerCertificate } from '../../../outbound/failure.ts';
import { httpRequest } from '../../../outbound/http.ts';
import type { TlsFacts } from '../facts.ts';
import { failureFrom } from './failure.ts';
import type { Fetcher } from './hop.ts';

const tlsFacts = (certificate: PeerCertificate | null | undefined): TlsFacts | null =>
  certificate
    ? { issuerO: certificate.issuerO, issuerCn: certificate.issuerCn, san: certificate.san.slice(0, 100), problem: certificate.problem }
    : null;

function decode(body: Uint8Array, contentType: string | undefined): string {
  const label = /charset=["']?([\w-]{2,20})/i.exec(contentType ?? '')?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(label).decode(body);
  } catch {
    // A character set nobody knows: bytes beyond ASCII become replacement characters.
    return new TextDecoder().decode(body);
  }
}

/** Asks over the network, under the public policy: 10 s, 2 MB, no cookies, only addresses that were checked. */
export function liveFetcher(options: { policy: Policy; resolver?: DnsClient; signal?: AbortSignal; timeoutMs?: number }): Fetcher {
  return async (url) => {
    try {
      const answer = await httpRequest(url, {
        policy: options.policy,
        redirects: 0,
        tooLarge: 'cut',
        timeoutMs: options.timeoutMs ?? 10_000,
        headers: { accept: 'text/html,application/xhtml+xml,text/css,*/*;q=0.5', 'accept-language': 'de,en;q=0.5' },
        ...(options.resolver ? { resolver: options.resolver } : {}),
        ...(options.signal ? { signal: options.signal } : {}),
      });
      return {
        url,
        status: answer.status,
        headers: answer.headers,
        text: decode(answer.body, answer.headers['content-type']),
        cut: answer.cut,
        tls: tlsFacts(answer.certificate),
        error: null,
      };
    } catch (error) {
      const certificate = error instanceof OutboundError ? error.certificate : undefined;
      return {
        url,
        status: null,
        headers: {},
        text: '',
        tls: tlsFacts(certificate),
        error: failureFrom(error),
      };
    }
  };
}
