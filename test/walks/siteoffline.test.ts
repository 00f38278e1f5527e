import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { describe, test } from 'node:test';
import { inOwnNetwork, moduleAt, namespaceMissing } from '../world/namespace.ts';

const missing = namespaceMissing || (existsSync('/usr/bin/fping') ? false : 'fping is not installed');

type Seen = {
  readonly before: Record<string, number>;
  readonly during: Record<string, number>;
  readonly signals: readonly { readonly title: string; readonly meaning: string }[];
  readonly incidents: number;
  readonly sms: readonly string[];
  readonly after: Record<string, number>;
  readonly signalsAfter: number;
  readonly outages: readonly string[];
  readonly faults: number;
};

/**
 * A whole house in a firm with one line, `targets` websites out there, and a check of the own line, or none; `cut` and `mend` do it to that
 * line.
 */
const walk = (cut: string, mend: string, targets: number, marked: boolean) => `
  import { execFileSync } from 'node:child_process';
  import { readdirSync, readFileSync } from 'node:fs';
  import { setTimeout as sleep } from 'node:timers/promises';
  import { startHouse } from ${moduleAt('test/world/house.ts')};
  import { twoUplinks } from ${moduleAt('test/world/namespaced/uplinks.ts')};
  import { scratchFolder } from ${moduleAt('test/world/scratch.ts')};
  const net = await twoUplinks(${targets + 1}, ${marked ? 1 : 3});
  execFileSync('ip', ['link', 'set', 'lte0', 'down']);
  const spool = scratchFolder('spool');
  const house = await startHouse();
  const firm = await house.setUp();
  const post = async (path, body, method = 'POST') => {
    const answer = await firm.call(method, firm.root + path, body);
    if (answer.status >= 300) throw new Error(path + ': ' + answer.text);
    return answer.body;
  };
  const get = async (path) => (await firm.call('GET', firm.root + path)).body;
  await post('/channels', { kind: 'email', name: 'Hausmail', settings: { host: net.outside[${targets}], port: 25, security: 'none', from: 'alarm@musterbau.example' } });
  await post('/channels', { kind: 'sms', name: 'Modem', settings: { outbox: spool.path } });
  const addresses = [
    { kind: 'email', value: 'ida@musterbau.example', label: '', withoutInternet: false },
    { kind: 'sms', value: '+4943155501', label: '', withoutInternet: true },
  ];
  await post('/contacts', { name: 'Ida', company: '', note: '', language: 'de', addresses });
  const timing = { intervalMs: 1000, timeoutMs: 900, retryMs: 1000, misses: 2, recoveries: 1 };
  ${marked ? "await post('/checks', { name: 'Internetanschluss', kind: 'ping', config: { host: net.outside[0] }, ownLine: true, ...timing });" : ''}
  for (let n = 1; n <= ${targets}; n++) {
    const to = net.outside[n];
    const what = n % 2 ? { kind: 'http', config: { url: 'http://' + to + '/' } } : { kind: 'tcp', config: { host: to, port: 80 } };
    await post('/checks', { name: 'Ziel ' + n, ...what, ...timing });
  }
  const counts = async () => {
    const { overview } = await get('/checks');
    return Object.fromEntries(Object.entries(overview.counts).filter(([, count]) => count > 0));
  };
  const until = async (what, so) => {
    for (let n = 0; n < 900; n++) {
      if (so(await counts())) return;
      await sleep(100);
    }
    throw new Error('waited for: ' + what + ', found ' + JSON.stringify(await counts()));
  };
  await until('all up', ({ up }) => up === ${targets + Number(marked)});
  const before = await counts();
  ${cut}
  ${marked ? "await until('the own line down', ({ down }) => down === 1);" : ''}
  await until('the others behind it', ({ behind }) => behind === ${targets});
  // Time in which all the outages would have been told.
  await sleep(${marked ? 4000 : 2500});
  const during = await counts();
  const { signals } = await get('/signals');
  const { incidents } = await get('/incidents');
  const sms = readdirSync(spool.path).filter((name) => name.startsWith('OUT')).map((name) => readFileSync(spool.path + '/' + name, 'utf16le'));
  ${mend}
  await until('all up again', ({ up }) => up === ${targets + Number(marked)});
  const after = await counts();
  const { signals: still } = await get('/signals');
  const outages = [];
  for (const { id, name } of (await get('/checks')).checks) {
    const { outages: found } = await get('/checks/' + id + '/uptime?days=1');
    if (found.length > 0) outages.push(name);
  }
  const faults = house.faults.length;
  await house.close();
  spool.remove();
  await net.close();
  const told = signals.map(({ title, meaning }) => ({ title, meaning }));
  console.log(JSON.stringify({ before, during, signals: told, incidents: incidents.length, sms, after, signalsAfter: still.length, outages, faults }));
  process.exit(0);
`;

describe('own Internet loss: twenty targets are red', { skip: missing }, () => {
  const cuts = {
    'the provider is gone, the router is there': ["net.silence('dsl0');", "net.speak('dsl0');"],
    'the cable is out': [
      "await net.unplug('dsl0'); execFileSync('ip', ['link', 'set', 'dsl0', 'down']);",
      "execFileSync('ip', ['link', 'set', 'dsl0', 'up']); await net.plug('dsl0'); execFileSync('ip', ['route', 'replace', 'default', 'via', '10.1.0.1']);",
    ],
  } as const;
  for (const [how, [cut, mend]] of Object.entries(cuts))
    test(`${how}: one "Standort offline", told by the modem, no target falsely down, and cleared when the line is back`, async () => {
      const seen = (await inOwnNetwork(walk(cut, mend, 20, true))) as Seen;
      assert.deepEqual(seen.before, { up: 21 });
      assert.deepEqual(seen.during, { down: 1, behind: 20 });
      assert.equal(seen.signals.length, 1, JSON.stringify(seen.signals));
      assert.match(seen.signals[0]?.title ?? '', /^Internetanschluss: Standort offline, kein Weg ins Internet: /);
      assert.equal(seen.incidents, 1);
      assert.equal(seen.sms.length, 1, JSON.stringify(seen.sms));
      assert.match(seen.sms[0] ?? '', /Internetanschluss ausgefallen/);
      assert.deepEqual(seen.after, { up: 21 });
      assert.deepEqual([seen.signalsAfter, seen.outages, seen.faults], [0, ['Internetanschluss'], 0]);
    });

  test('no check is meant for the line: six targets of three providers show it together, one "Standort offline", and nothing of it when the line is back', async () => {
    const [cut, mend] = cuts['the provider is gone, the router is there'];
    const seen = (await inOwnNetwork(walk(cut, mend, 6, false))) as Seen;
    assert.deepEqual(seen.before, { up: 6 });
    assert.deepEqual(seen.during, { behind: 6 });
    assert.deepEqual(
      seen.signals.map(({ title, meaning }) => [title, meaning]),
      [['Standort offline, kein Weg ins Internet: Von 6 Zielen dort antwortet keines mehr', 'outage']],
    );
    assert.deepEqual([seen.incidents, seen.sms.length], [1, 1], JSON.stringify(seen.sms));
    assert.match(seen.sms[0] ?? '', /Standort offline/);
    assert.deepEqual(seen.after, { up: 6 });
    assert.deepEqual([seen.signalsAfter, seen.outages, seen.faults], [0, [], 0]);
  });
});
