import { borg } from './borg.ts';
import { dns } from './dns.ts';
import { domain } from './domain.ts';
import { folder } from './folder.ts';
import { heartbeat, script } from './heartbeat.ts';
import { http } from './http.ts';
import { imap } from './imap.ts';
import { ping } from './ping.ts';
import { type KnownProbe, known } from './probe.ts';
import { restic } from './restic.ts';
import { roundTrip } from './roundtrip.ts';
import { smtp } from './smtp.ts';
import { snmp } from './snmp.ts';
import { tcp } from './tcp.ts';
import { tls } from './tls.ts';
import { ups } from './ups.ts';
import { zone } from './zone.ts';

/** Every probe the product knows. Adding one: a file here and a line below. */
export const probes: readonly KnownProbe[] = [
  known(http),
  known(tcp),
  known(ping),
  known(dns),
  known(zone),
  known(domain),
  known(tls),
  known(smtp),
  known(imap),
  known(roundTrip),
  known(ups),
  known(snmp),
  known(heartbeat),
  known(script),
  known(folder),
  known(restic),
  known(borg),
];

export const probeOf = (kind: string): KnownProbe | undefined => probes.find((one) => one.kind === kind);
