import { dns } from './dns.ts';
import { http } from './http.ts';
import { type KnownProbe, known } from './probe.ts';
import { tcp } from './tcp.ts';
import { tls } from './tls.ts';

/** Every probe the product knows. Adding one: a file here and a line below. */
export const probes: readonly KnownProbe[] = [known(http), known(tcp), known(dns), known(tls)];

export const probeOf = (kind: string): KnownProbe | undefined => probes.find((one) => one.kind === kind);
