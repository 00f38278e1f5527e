import { dns } from './dns.ts';
import { heartbeat } from './heartbeat.ts';
import { http } from './http.ts';
import { imap } from './imap.ts';
import { type KnownProbe, known } from './probe.ts';
import { smtp } from './smtp.ts';
import { tcp } from './tcp.ts';
import { tls } from './tls.ts';
import { ups } from './ups.ts';

/** Every probe the product knows. Adding one: a file here and a line below. */
export const probes: readonly KnownProbe[] = [
  known(http),
  known(tcp),
  known(dns),
  known(tls),
  known(smtp),
  known(imap),
  known(ups),
  known(heartbeat),
];

export const probeOf = (kind: string): KnownProbe | undefined => probes.find((one) => one.kind === kind);
