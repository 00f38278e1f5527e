import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { snmpTalk } from '../../src/outbound/snmp.ts';
import { asNobody } from './nobody.ts';
import { missingProgram, type Running, startProgram } from './programs.ts';
import { scratchFolder, sparePort } from './scratch.ts';

export const snmpdMissing = (): string | false => missingProgram('snmpd', 'apt-get install snmpd');

const COMMUNITY = 'nur-lesen-4711';
/** Users as the agent's configuration names them: `krisen-<hash>`, both passwords as below. */
const HASHES = ['MD5', 'SHA', 'SHA-224', 'SHA-256', 'SHA-384', 'SHA-512'];
const AUTH_PASSWORD = 'anmeldung-4711';
const PRIV_PASSWORD = 'schluessel-4711';

export type Snmpd = {
  readonly port: number;
  readonly community: string;
  readonly authPassword: string;
  readonly privPassword: string;
  stop(): Promise<void>;
};

/** Debian's snmpd without privileges; `overrides` are lines `oid type value` that it answers as if it were such a device. */
export async function startSnmpd(overrides: readonly string[] = []): Promise<Snmpd> {
  const scratch = scratchFolder('snmpd');
  const port = await sparePort();
  mkdirSync(join(scratch.path, 'persistent'));
  const users = HASHES.flatMap((hash) => {
    const name = `krisen-${hash.toLowerCase()}`;
    return [`createUser ${name} ${hash} "${AUTH_PASSWORD}" AES "${PRIV_PASSWORD}"`, `rouser ${name} authpriv`];
  });
  const ciphers = ['AES-256', 'AES-256-C'].flatMap((cipher) => {
    const name = `krisen-${cipher.toLowerCase()}`;
    return [`createUser ${name} SHA-256 "${AUTH_PASSWORD}" ${cipher} "${PRIV_PASSWORD}"`, `rouser ${name} authpriv`];
  });
  const lines = [
    `rocommunity ${COMMUNITY} 127.0.0.1`,
    'sysName drucker-buero',
    'createUser ohne-schutz SHA "anmeldung-4711"',
    'rouser ohne-schutz auth',
    ...users,
    ...ciphers,
    ...overrides.map((line) => `override ${line}`),
  ];
  writeFileSync(join(scratch.path, 'snmpd.conf'), `${lines.join('\n')}\n`);
  const { program, args } = asNobody(scratch.path, '/usr/sbin/snmpd', [
    '-f',
    '-Lo',
    '-C',
    '-c',
    join(scratch.path, 'snmpd.conf'),
    '-p',
    join(scratch.path, 'pid'),
    '-x',
    `unix:${scratch.path}/agentx`,
    `udp:127.0.0.1:${port}`,
  ]);
  const answers = async () => {
    const talk = await snmpTalk(
      { host: '127.0.0.1', port },
      { version: '2c', community: COMMUNITY },
      { policy: { kind: 'configured' }, timeoutMs: 600 },
    );
    try {
      return (await talk.get(['1.3.6.1.2.1.1.5.0']))[0]?.value === 'drucker-buero';
    } catch {
      // Not there yet.
      return false;
    } finally {
      talk.close();
    }
  };
  const running: Running = await startProgram(program, args, answers, { SNMP_PERSISTENT_DIR: join(scratch.path, 'persistent') });
  return {
    port,
    community: COMMUNITY,
    authPassword: AUTH_PASSWORD,
    privPassword: PRIV_PASSWORD,
    stop: async () => {
      await running.stop();
      scratch.remove();
    },
  };
}
