import { type SpawnSyncOptions, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** The real parts that tests run against: the Debian package, and a file by which it is known to be there. */
const PARTS: readonly { readonly name: string; readonly file: string }[] = [
  { name: 'postgresql', file: '/usr/lib/postgresql' },
  { name: 'chromium', file: '/usr/bin/chromium' },
  { name: 'chromium-headless-shell', file: '/usr/bin/chromium-headless-shell' },
  { name: 'nginx-light', file: '/usr/sbin/nginx' },
  { name: 'caddy', file: '/usr/bin/caddy' },
  { name: 'knot', file: '/usr/sbin/knotd' },
  { name: 'gammu-smsd', file: '/usr/bin/gammu-smsd' },
  { name: 'smstools', file: '/usr/sbin/smsd' },
  { name: 'socat', file: '/usr/bin/socat' },
  { name: 'baresip-core', file: '/usr/bin/baresip' },
  { name: 'kamailio', file: '/usr/sbin/kamailio' },
  { name: 'kamailio-tls-modules', file: '/usr/share/doc/kamailio-tls-modules' },
  { name: 'espeak-ng', file: '/usr/bin/espeak-ng' },
  { name: 'poppler-utils', file: '/usr/bin/pdftoppm' },
  { name: 'dovecot-imapd', file: '/usr/lib/dovecot/imap-login' },
  { name: 'dovecot-submissiond', file: '/usr/lib/dovecot/submission-login' },
  { name: 'restic', file: '/usr/bin/restic' },
  { name: 'borgbackup', file: '/usr/bin/borg' },
  { name: 'nut-server', file: '/lib/nut/dummy-ups' },
  { name: 'fping', file: '/usr/bin/fping' },
  { name: 'iproute2', file: '/usr/sbin/ip' },
  { name: 'age', file: '/usr/bin/age' },
  { name: 'openssl', file: '/usr/bin/openssl' },
  { name: 'python3-prometheus-client', file: '/usr/lib/python3/dist-packages/prometheus_client' },
];

const missing = () => PARTS.filter(({ file }) => !existsSync(file)).map(({ name }) => name);

/**
 * Installs the missing Debian packages where that is possible (root on Debian or Ubuntu). Gives the names of those that
 * are still missing; tests that need them say so themselves and are left out.
 */
export function installParts(): string[] {
  const wanted = missing();
  if (wanted.length === 0 || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return wanted;
  console.error(`Installing Debian packages for the tests: ${wanted.join(' ')} …`);
  // RUNLEVEL=1: services of these packages must not start; the tests start their own, on ports of their own.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const options: SpawnSyncOptions = { stdio: ['ignore', 'ignore', 'inherit'], env };
  spawnSync('apt-get', ['update', '-qq'], { ...options, stdio: 'ignore' });
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...wanted], {
    ...options,
    env: { ...options.env, RUNLEVEL: '1' },
  });
  return missing();
}
