import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { dnsClient } from '../../src/outbound/dns.ts';
import { scratchFolder, sparePort } from './scratch.ts';

/** Where the fictional companies' zones lie, beside the checkout. */
export const ZONES = new URL('../../../shared/fixtures/zones/', import.meta.url).pathname;

const KNOTD = ['/usr/sbin/knotd', '/usr/bin/knotd'].find((path) => existsSync(path));

/** Why the zones cannot be served here, or `false`. */
export const noKnot: string | false = !existsSync(ZONES)
  ? 'shared fixtures are not here'
  : KNOTD
    ? false
    : 'knotd is not installed (Debian package knot)';

/** A real knot that serves the zones of the fixtures on a spare port of loopback. */
export async function knot(): Promise<{ readonly resolver: string; stop(): Promise<void> }> {
  if (!KNOTD) throw new Error('knotd is not installed (Debian package knot)');
  const scratch = scratchFolder('knot');
  const folder = scratch.path;
  const port = await sparePort();
  const config = readFileSync(join(ZONES, 'knot.conf'), 'utf8')
    .replaceAll('127.0.0.1@5355', `127.0.0.1@${port}`)
    .replaceAll('RUNDIR', folder)
    .replaceAll('ZONES', ZONES);
  const file = join(folder, 'knot.conf');
  writeFileSync(file, config);
  const child = spawn(KNOTD, ['-c', file], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (part: Buffer) => {
    said += part.toString('utf8');
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const resolver = `127.0.0.1:${port}`;
  const stop = async () => {
    child.kill('SIGTERM');
    await Promise.race([ended, wait(3000).then(() => child.kill('SIGKILL'))]);
    scratch.remove();
  };
  for (let tries = 0; tries < 600; tries++) {
    const reply = await dnsClient({ servers: [resolver], timeoutMs: 200, tries: 1 })
      .query('muehlbauer-metall.example', 'SOA')
      .catch(() => undefined);
    if (reply?.rcode === 'NOERROR') return { resolver, stop };
    await wait(50);
  }
  await stop();
  throw new Error(`knotd did not start: ${said.slice(0, 500)}`);
}
