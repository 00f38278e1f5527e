import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { z } from 'zod';
import { blackhole } from '../../../../test/world/blackhole.ts';
import { type DnsWorld, dnsWorld } from '../../../../test/world/dns.ts';
import { look } from '../../../../test/world/probing.ts';
import { scratchFolder } from '../../../../test/world/scratch.ts';
import { libraryFault } from '../../../web/libraryfaults.ts';
import { sayDetail } from '../detail.texts.ts';
import { de as german } from '../faults.texts.ts';
import { probes } from './index.ts';

const SECRET = 'geheim-4711';
/** These ask somebody else about their target: whose silence says nothing about it. */
const ASK_OTHERS: readonly string[] = ['domain'];

const mailWay = (port: number, password: string) => ({
  smtpHost: '127.0.0.1',
  smtpPort: port,
  smtpUser: 'waechter',
  smtpPassword: password,
  from: 'waechter@muehlhaus.example',
  to: 'waechter@muehlhaus.example',
  imapHost: '127.0.0.1',
  imapPort: port,
  imapUser: 'waechter',
  imapPassword: password,
});

/** Settings that fit each probe, aimed at a port that answers nothing; one with a secret in it where there may be one. */
const aimedAt = (
  port: number,
  silentDns: string,
  mutePort: number,
  silentFolder: string,
): Record<string, { good: Record<string, unknown>; withSecret: Record<string, unknown>; bad: Record<string, unknown> }> => ({
  http: {
    good: { url: `http://127.0.0.1:${port}/` },
    withSecret: { url: `http://127.0.0.1:${port}/?token=${SECRET}` },
    bad: { url: 'www.muehlhaus.example' },
  },
  tcp: { good: { host: '127.0.0.1', port }, withSecret: { host: '127.0.0.1', port: 1 }, bad: { host: 'a b', port: 80 } },
  ping: { good: { host: '127.0.0.1' }, withSecret: { host: '127.0.0.1' }, bad: { host: 'a b' } },
  tls: {
    good: { host: '127.0.0.1', port },
    withSecret: { host: '127.0.0.1', port: 1 },
    bad: { host: 'mail.muehlhaus.example', port: 70_000 },
  },
  smtp: {
    good: { host: '127.0.0.1', port },
    withSecret: { host: '127.0.0.1', port: 1 },
    bad: { host: 'mail.muehlhaus.example', port: 25, security: 'some' },
  },
  imap: {
    good: { host: '127.0.0.1', port },
    withSecret: { host: '127.0.0.1', port: 1 },
    bad: { host: 'imap muehlhaus', port: 993 },
  },
  ups: { good: { host: '127.0.0.1', port }, withSecret: { host: '127.0.0.1', port: 1 }, bad: { host: '127.0.0.1', name: 'a b' } },
  folder: { good: { path: silentFolder }, withSecret: { path: '/nowhere' }, bad: { path: 'backup/../etc' } },
  restic: {
    good: { path: silentFolder, passwordFile: `${silentFolder}/password` },
    withSecret: { path: '/nowhere', passwordFile: `${silentFolder}/password` },
    bad: { path: '/mnt/restic', passwordFile: 'password' },
  },
  borg: {
    good: { path: silentFolder, passwordFile: `${silentFolder}/password` },
    withSecret: { path: '/nowhere', passwordFile: `${silentFolder}/password` },
    bad: { path: '-r /etc', passwordFile: '/etc/borg' },
  },
  script: { good: { everyMinutes: 15 }, withSecret: {}, bad: { expect: 'cron' } },
  heartbeat: { good: { everyMinutes: 60 }, withSecret: {}, bad: { expect: 'cron', cron: 'every night' } },
  zone: {
    good: { domain: 'muehlhaus.example', servers: [silentDns] },
    withSecret: { domain: 'muehlhaus.example', servers: ['127.0.0.1:1'] },
    bad: { domain: 'muehlhaus.example', servers: ['ns.muehlhaus.example'] },
  },
  snmp: {
    good: { host: '127.0.0.1', port: mutePort, community: 'public', oid: '1.3.6.1.2.1.1.3.0' },
    withSecret: { host: '127.0.0.1', port: mutePort, community: SECRET, oid: '1.3.6.1.2.1.1.3.0' },
    bad: { host: '127.0.0.1', oid: 'sysUpTime', community: 'public' },
  },
  'mail-round-trip': {
    good: mailWay(port, 'egal-egal'),
    withSecret: mailWay(1, SECRET),
    bad: { ...mailWay(port, 'egal-egal'), imapSecurity: 'none' },
  },
  domain: {
    good: { domain: 'muehlhaus.example', server: `http://127.0.0.1:${port}/` },
    withSecret: { domain: 'muehlhaus.example', server: `http://127.0.0.1:1/` },
    bad: { domain: 'www.muehlhaus.example' },
  },
  dns: {
    good: { name: 'muehlhaus.example', server: silentDns },
    withSecret: { name: 'muehlhaus.example', server: '127.0.0.1:1' },
    bad: { name: 'muehlhaus.example', server: 'ns.muehlhaus.example' },
  },
});

describe('every probe of the registry', () => {
  let hole: Awaited<ReturnType<typeof blackhole>>;
  let silent: DnsWorld;
  // Takes packets and never answers.
  const mute = createSocket('udp4');
  // A repository whose settings never end: whoever reads them waits.
  const pipes = scratchFolder('pipes');
  writeFileSync(join(pipes.path, 'password'), `${SECRET}\n`);
  mkdirSync(join(pipes.path, 'keys'));
  spawnSync('mkfifo', [join(pipes.path, 'README'), join(pipes.path, 'keys', 'a'.repeat(64))]);
  writeFileSync(join(pipes.path, 'config'), 'x');
  before(async () => {
    hole = await blackhole();
    await new Promise<void>((resolve) => mute.bind(0, '127.0.0.1', resolve));
    silent = await dnsWorld([], () => 'silence');
  });
  after(async () => {
    hole.close();
    mute.close();
    pipes.remove();
    await silent.close();
  });

  for (const probe of probes) {
    const own = () => {
      const found = aimedAt(hole.port, silent.server, mute.address().port, pipes.path)[probe.kind];
      assert.ok(found, `this test does not know settings for ${probe.kind}`);
      return found;
    };

    test(`${probe.kind}: a wrong setting is refused with a sentence that says what to change`, () => {
      const refused = probe.with(own().bad);
      assert.ok(!refused.ok);
      for (const issue of refused.error.issues) assert.match(issue.message, /must|needed/, issue.message);
      // Only what waits for others can do without knowing where to look.
      assert.equal(probe.with({}).ok, probe.listens === true);
      assert.equal(probe.with(own().good).ok, true);
    });

    test(`${probe.kind}: whatever is entered wrongly, German too says at its field what to change`, () => {
      const odd = ['', ' ', 'a b', 'a/b\n', 'x'.repeat(3000), -1, 0, 0.5, 1e12, null, {}, [''], Array.from({ length: 500 }, () => 'x y')];
      const names = Object.keys(z.toJSONSchema(probe.config, { io: 'input', unrepresentable: 'any' }).properties ?? {});
      const tried = names.flatMap((name) => odd.map((value) => ({ ...own().good, [name]: value })));
      const said = [own().bad, {}, ...tried].map((settings) => probe.with(settings));
      const messages = new Set(said.flatMap((one) => (one.ok ? [] : one.error.issues.map(({ message }) => message))));
      // Of another type than any form sends is only what a program sends, and it gets the English sentence.
      const unknown = [...messages].filter(
        (message) => !german[message] && !libraryFault(message) && !/^Invalid input: expected (string|array|boolean|object)/.test(message),
      );
      assert.deepEqual(unknown, []);
    });

    test(`${probe.kind}: says in both languages what it is and what its fields mean`, () => {
      const Bilingual = z.object({ de: z.string().min(2), en: z.string().min(2) });
      Bilingual.parse(probe.label);
      Bilingual.parse(probe.help);
      const schema = z.toJSONSchema(probe.config, { io: 'input', unrepresentable: 'any' });
      for (const [name, field] of Object.entries(schema.properties ?? {})) {
        const said = z.object({ label: Bilingual, help: Bilingual.optional(), enum: z.array(z.string()).optional() }).safeParse(field);
        assert.ok(said.success, `${probe.kind}.${name} has no label`);
      }
    });

    // What follows is about waiting for others; a folder answers at once or not at all. A silent machine for ping is in `ping.test.ts`.
    if (probe.listens || probe.kind === 'folder' || probe.kind === 'ping') continue;

    test(`${probe.kind}: stops at once when told to, and does not blame the target`, async () => {
      const stop = new AbortController();
      const started = performance.now();
      const looking = look(probe.kind, own().good, { signal: stop.signal, timeoutMs: 20_000 });
      setTimeout(() => stop.abort(), 50);
      const { outcome, detail } = await looking;
      const took = performance.now() - started;
      assert.ok(took < 1500, `took ${took} ms`);
      assert.deepEqual([outcome, detail.code], ['unclear', 'aborted']);
    });

    test(`${probe.kind}: keeps its time when the target says nothing`, async () => {
      const started = performance.now();
      const { outcome } = await look(probe.kind, own().good, { timeoutMs: 400 });
      assert.ok(performance.now() - started < 2000);
      assert.equal(outcome, ASK_OTHERS.includes(probe.kind) ? 'unclear' : 'down');
    });

    test(`${probe.kind}: carries no secret of its settings in what it reports`, async () => {
      const seen = await look(probe.kind, own().withSecret, { timeoutMs: 300 });
      const words = `${JSON.stringify(seen)} ${sayDetail(seen.detail, 'de', 'Europe/Berlin')} ${sayDetail(seen.detail, 'en', 'Europe/Berlin')}`;
      assert.ok(!words.includes(SECRET), words);
    });
  }
});
