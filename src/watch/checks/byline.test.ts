import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { describe, test } from 'node:test';
import { inOwnNetwork, moduleAt, namespaceMissing } from '../../../test/world/namespace.ts';
import { probes } from './probes/index.ts';

const missing = namespaceMissing || (existsSync('/usr/bin/fping') ? false : 'fping is not installed');

/** Looks by a line in a firm with two of them, as the product does. */
const prelude = `
  import { lookBy } from ${moduleAt('src/watch/checks/byline.jobs.ts')};
  import { probeOf } from ${moduleAt('src/watch/checks/probes/index.ts')};
  import { nameService } from ${moduleAt('src/watch/checks/probes/names.ts')};
  import { twoUplinks } from ${moduleAt('test/world/namespaced/uplinks.ts')};
  const world = await twoUplinks();
  const [target] = world.outside;
  const configs = {
    ping: { host: target }, tcp: { host: target, port: 80 }, http: { url: 'http://' + target + '/' },
    dns: { name: 'www.muehlhaus.example', server: target },
  };
  const others = {
    smtp: { host: target, security: 'none' }, imap: { host: target, port: 143, security: 'none' }, ups: { host: target },
    snmp: { host: target, oid: '1.3.6.1.2.1.1.3.0', community: 'public' },
    zone: { domain: 'muehlhaus.example', servers: [target], dnssec: 'off' },
    domain: { domain: 'muehlhaus.example', server: 'http://' + target + '/' },
  };
  const line = (name, device) => ({ id: name, name, role: name === 'LTE' ? 'spare' : 'main', via: { kind: 'interface', name: device } });
  const lines = { DSL: line('DSL', 'dsl0'), LTE: line('LTE', 'lte0') };
  async function look(kind, uplink, config = configs[kind], ownLine = false) {
    const ready = probeOf(kind).with(config);
    const outbound = { policy: { kind: 'configured' }, names: nameService([target]), caExtra: [] };
    const context = { signal: new AbortController().signal, now: Date.now(), timeoutMs: 1500, zone: 'Europe/Berlin', heard: null, outbound };
    const { observation, beyond } = await lookBy({ uplink, ownLine }, ready.value, context);
    return [observation.outcome, observation.detail.code, beyond === null ? null : beyond !== ''];
  }
  const all = async (uplink, some = configs) =>
    Object.fromEntries(await Promise.all(Object.keys(some).map(async (kind) => [kind, await look(kind, uplink, some[kind])])));
  const done = async (found) => { await world.close(); console.log(JSON.stringify(found)); process.exit(0); };
`;
const run = (script: string) => inOwnNetwork(prelude + script);
const UP = {
  ping: ['up', 'echo-answered', true],
  tcp: ['up', 'port-open', true],
  http: ['up', 'http-ok', true],
  dns: ['up', 'dns-found', true],
};
const each = (...seen: unknown[]) => ({ ping: seen, tcp: seen, http: seen, dns: seen });

test('only what does not go out itself cannot be bound to a line', () => {
  const without = probes.filter(({ byLine }) => byLine === 'no').map(({ kind }) => kind);
  assert.deepEqual(without, ['heartbeat', 'script', 'folder', 'restic', 'borg']);
});

describe('a check that goes out by one line of the firm', { skip: missing }, () => {
  test('really leaves by that line: the other side sees the address of the main line, and that of the spare', async () => {
    const found = await run(`
      const seenFrom = (contains) => ({ url: 'http://' + target + '/', contains });
      await done([
        await look('http', lines.DSL, seenFrom('10.1.0.2')), await look('http', lines.LTE, seenFrom('10.2.0.2')),
        await look('http', lines.LTE, seenFrom('10.1.0.2')),
        await look('http', { ...lines.LTE, via: { kind: 'address', address: '10.2.0.2' } }, seenFrom('10.2.0.2')),
        await all(lines.DSL), await all(lines.LTE),
      ]);`);
    const [up, absent] = [
      ['up', 'http-ok', true],
      ['down', 'text-missing', true],
    ];
    assert.deepEqual(found, [up, up, absent, up, UP, UP]);
  });

  test('is of any kind that talks to others: mail, mailboxes, UPS, devices, name servers, registries; the spare is dead for each, the main line is not', async () => {
    const found = await run(`
      const both = [await all(lines.DSL, others), await all(lines.LTE, others)];
      world.silence('lte0');
      const silent = [await all(lines.DSL, others), await all(lines.LTE, others)];
      await done({ both, silent });`);
    const well = {
      smtp: ['up', 'server-greets', true],
      imap: ['up', 'server-greets', true],
      ups: ['up', 'ups-online', true],
      snmp: ['up', 'snmp-value', true],
      zone: ['up', 'zone-fine', true],
      domain: ['up', 'domain-registered', true],
    };
    const dead = { smtp: 'timeout', imap: 'timeout', ups: 'timeout', snmp: 'timeout', zone: 'zone-servers' };
    const gone = Object.fromEntries(Object.entries(dead).map(([kind, code]) => [kind, ['down', code, true]]));
    assert.deepEqual(found, { both: [well, well], silent: [well, { ...gone, domain: ['unclear', 'registry-no-answer', true] }] });
  });

  test('finds the spare dead whatever is dead about it, while the main line works: cable out, provider gone, no address', async () => {
    const found = await run(`
      await world.unplug('lte0');
      const unplugged = [await all(lines.LTE), await all(lines.DSL)];
      await world.plug('lte0');
      world.silence('lte0');
      const silent = [await all(lines.LTE), await all(lines.DSL)];
      world.speak('lte0');
      const back = await all(lines.LTE);
      const none = await look('ping', line('SAT', 'sat0'));
      await done({ unplugged, silent, back, none });`);
    assert.deepEqual(found, {
      unplugged: [each('down', 'line-no-address', null), UP],
      silent: [each('down', 'timeout', true), UP],
      back: UP,
      none: ['down', 'line-no-address', null],
    });
  });

  test('is not green for the wrong reason: what the routes would send by the main line says nothing about the spare', async () => {
    const found = await run(`
      world.bySource(false);
      const routed = await all(lines.LTE);
      world.silence('lte0');
      const dead = await all(lines.LTE);
      await done({ routed, dead });`);
    const bypassed = each('unclear', 'line-bypassed', true);
    assert.deepEqual(found, { routed: { ...bypassed, ping: UP.ping }, dead: { ...bypassed, ping: ['down', 'timeout', true] } });
  });

  test('without a line: no way out is an own fault for a target, and the outage itself for the check of the own line', async () => {
    const found = await run(`
      await world.unplug('dsl0'); await world.unplug('lte0');
      const { execFileSync } = await import('node:child_process');
      for (const device of ['dsl0', 'lte0']) execFileSync('ip', ['link', 'set', device, 'down']);
      await done([await look('tcp', null), await look('tcp', null, configs.tcp, true), await look('ping', null, configs.ping, true)]);`);
    assert.deepEqual(found, [
      ['unclear', 'no-route', true],
      ['down', 'line-no-way', true],
      ['down', 'line-no-way', true],
    ]);
  });
});
