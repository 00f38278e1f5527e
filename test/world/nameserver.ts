import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dnsClient } from '../../src/outbound/dns.ts';
import { missingProgram, type Running, startProgram } from './programs.ts';
import { scratchFolder, sparePort } from './scratch.ts';

export const knotMissing = (): string | false => missingProgram('knotd', 'apt-get install knot');

/** `algorithm`: the zone is signed with it (`ecdsap256sha256`, …), as knot does it by itself. */
type NameServerOptions = { readonly serial?: number; readonly algorithm?: string };

export type NameServer = Running & {
  readonly server: string;
  /** What has to stand in the parent zone: the DS record of the key, as knot's own `keymgr` says it. */
  ds(): { readonly keyTag: number; readonly algorithm: number; readonly digestType: number; readonly digest: Buffer };
};

/** A real knot with one zone of the test's own, on a spare loopback port. `zone` is the text of the zone file without SOA. */
export async function startNameServer(
  domain: string,
  zone: string,
  { serial = 7, algorithm }: NameServerOptions = {},
): Promise<NameServer> {
  const scratch = scratchFolder('knot');
  const port = await sparePort();
  writeFileSync(
    join(scratch.path, 'zone'),
    `$ORIGIN ${domain}.\n$TTL 60\n@ SOA ns.${domain}. admin.${domain}. ${serial} 3600 900 604800 60\n@ NS ns\n${zone}\n`,
  );
  writeFileSync(
    join(scratch.path, 'knot.conf'),
    `server:
    rundir: ${scratch.path}
    listen: 127.0.0.1@${port}
database:
    storage: ${scratch.path}
policy:
  - id: signed
    algorithm: ${algorithm ?? 'ecdsap256sha256'}
zone:
  - domain: ${domain}
    file: ${join(scratch.path, 'zone')}
    zonefile-sync: -1
${algorithm === undefined ? '' : '    dnssec-signing: on\n    dnssec-policy: signed\n'}`,
  );
  const server = `127.0.0.1:${port}`;
  const client = dnsClient({ servers: [server], timeoutMs: 200, tries: 1 });
  const ready = algorithm === undefined ? 'SOA' : 'DNSKEY';
  const answers = async () => {
    const reply = await client.query(domain, ready).catch(() => undefined);
    return reply?.rcode === 'NOERROR' && reply.answers.length > 0;
  };
  const running = await startProgram('knotd', ['-c', join(scratch.path, 'knot.conf')], answers);
  return {
    ...running,
    server,
    ds: () => {
      // `muehlhaus.example. DS 12345 13 2 ab12…`, one line for each digest.
      const said = execFileSync('keymgr', ['-c', join(scratch.path, 'knot.conf'), domain, 'ds'], {
        env: { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin` },
      }).toString();
      const [, keyTag, number, digestType, digest = ''] = /DS (\d+) (\d+) (2) ([0-9a-f]+)/.exec(said) ?? [];
      return { keyTag: Number(keyTag), algorithm: Number(number), digestType: Number(digestType), digest: Buffer.from(digest, 'hex') };
    },
    stop: async () => {
      await running.stop();
      scratch.remove();
    },
  };
}
