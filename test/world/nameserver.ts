import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dnsClient } from '../../src/outbound/dns.ts';
import { missingProgram, type Running, startProgram } from './programs.ts';
import { scratchFolder, sparePort } from './scratch.ts';

export const knotMissing = (): string | false => missingProgram('knotd', 'apt-get install knot');

/** A real knot with one zone of the test's own, on a spare loopback port. `zone` is the text of the zone file without SOA. */
export async function startNameServer(domain: string, zone: string): Promise<Running & { readonly server: string }> {
  const scratch = scratchFolder('knot');
  const port = await sparePort();
  writeFileSync(
    join(scratch.path, 'zone'),
    `$ORIGIN ${domain}.\n$TTL 60\n@ SOA ns.${domain}. admin.${domain}. 7 3600 900 604800 60\n@ NS ns\n${zone}\n`,
  );
  writeFileSync(
    join(scratch.path, 'knot.conf'),
    `server:
    rundir: ${scratch.path}
    listen: 127.0.0.1@${port}
database:
    storage: ${scratch.path}
zone:
  - domain: ${domain}
    file: ${join(scratch.path, 'zone')}
    zonefile-sync: -1
`,
  );
  const server = `127.0.0.1:${port}`;
  const client = dnsClient({ servers: [server], timeoutMs: 200, tries: 1 });
  const answers = async () => (await client.query(domain, 'SOA').catch(() => undefined))?.rcode === 'NOERROR';
  const running = await startProgram('knotd', ['-c', join(scratch.path, 'knot.conf')], answers);
  return {
    ...running,
    server,
    stop: async () => {
      await running.stop();
      scratch.remove();
    },
  };
}
