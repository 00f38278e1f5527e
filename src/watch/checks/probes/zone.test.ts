import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type DnsWorld, dnsWorld, type ZoneRecord } from '../../../../test/world/dns.ts';
import { knotMissing, type NameServer, startNameServer } from '../../../../test/world/nameserver.ts';
import { look } from '../../../../test/world/probing.ts';
import { dnsClient } from '../../../outbound/dns.ts';
import type { DnsRecord } from '../../../outbound/dns-record.ts';
import { sayDetail } from '../detail.texts.ts';
import { isNamedBy, type Key, signatureState } from './dnssec.ts';

const DOMAIN = 'muehlhaus.example';
const DAY = 86_400_000;
const HOSTS = 'ns A 127.0.0.1\nns2 A 127.0.0.1\n@ NS ns2\nwww A 192.0.2.7';

/** What the rest of the world says of the domain: the records of its parent zone, and where its name servers are. */
const parent = (more: readonly ZoneRecord[] = []): Promise<DnsWorld> =>
  dnsWorld([
    [DOMAIN, 'NS', `ns.${DOMAIN}`],
    [DOMAIN, 'NS', `ns2.${DOMAIN}`],
    [`ns.${DOMAIN}`, 'A', '127.0.0.1'],
    [`ns2.${DOMAIN}`, 'A', '127.0.0.1'],
    ...more,
  ]);

describe('name servers of a domain, on real knots', { skip: knotMissing() }, () => {
  let first: NameServer;
  let second: NameServer;
  let older: NameServer;
  let stranger: NameServer;
  let world: DnsWorld;
  before(async () => {
    first = await startNameServer(DOMAIN, HOSTS);
    second = await startNameServer(DOMAIN, HOSTS);
    older = await startNameServer(DOMAIN, HOSTS, { serial: 6 });
    stranger = await startNameServer('fremd.example', 'ns A 127.0.0.1');
    world = await parent();
  });
  after(async () => {
    for (const one of [first, second, older, stranger]) await one.stop();
    await world.close();
  });
  const ask = (servers: readonly string[], config: object = {}) =>
    look('zone', { domain: DOMAIN, servers, ...config }, { resolver: world.server });

  test('that all answer with the same version are fine', async () => {
    const { outcome, warning, detail } = await ask([first.server, second.server], { expectNs: ['NS.muehlhaus.example.', `ns2.${DOMAIN}`] });
    assert.deepEqual([outcome, warning, detail], ['up', false, { code: 'zone-fine', servers: 2, serial: 7, signedUntil: null }]);
  });

  test('one that is silent is a warning, or an outage where that is wanted', async () => {
    const { outcome, warning, detail } = await ask([first.server, '127.0.0.1:1']);
    const said = { code: 'zone-servers', answering: 1, faults: [{ server: '127.0.0.1:1', fault: 'silent' }] };
    assert.deepEqual([outcome, warning, detail], ['up', true, said]);
    assert.match(sayDetail(detail, 'de', 'Europe/Berlin'), /127\.0\.0\.1:1 antwortet nicht: nur noch ein Nameserver ist in Ordnung/);
    assert.equal((await ask([first.server, '127.0.0.1:1'], { partial: 'down' })).outcome, 'down');
  });

  test('one that does not keep the zone, or an older version of it, is found', async () => {
    const lame = await ask([first.server, stranger.server]);
    assert.deepEqual(lame.detail.code === 'zone-servers' && lame.detail.faults, [{ server: stranger.server, fault: 'refuses' }]);
    const { warning, detail } = await ask([first.server, older.server]);
    const serials = [
      { server: first.server, serial: 7 },
      { server: older.server, serial: 6 },
    ];
    assert.deepEqual([warning, detail], [true, { code: 'zone-serials', serials }]);
  });

  test('that are others than expected are an outage: somebody has redirected the domain', async () => {
    const { outcome, detail } = await ask([first.server], { expectNs: [`ns.${DOMAIN}`] });
    assert.deepEqual([outcome, detail.code], ['down', 'zone-ns-different']);
    assert.match(sayDetail(detail, 'de', 'Europe/Berlin'), /rufen Sie sofort Ihren Registrar an/);
  });

  test('a name inside the domain is no zone, and the sentence says what to enter', async () => {
    const { outcome, detail } = await ask([first.server], { domain: `www.${DOMAIN}` });
    assert.deepEqual([outcome, detail], ['down', { code: 'zone-none', name: `www.${DOMAIN}` }]);
    assert.match(sayDetail(detail, 'de', 'Europe/Berlin'), /ohne „www\.“/);
  });

  test('are found by themselves where none are given; where nobody answers, the domain is down', async () => {
    const { outcome, detail } = await look('zone', { domain: DOMAIN }, { resolver: world.server });
    assert.equal(outcome, 'down', JSON.stringify(detail));
    assert.deepEqual(detail.code === 'zone-servers' && detail.faults.map(({ server }) => server), [
      `ns.${DOMAIN} (127.0.0.1)`,
      `ns2.${DOMAIN} (127.0.0.1)`,
    ]);
    const gone = await look('zone', { domain: 'nirgends.example' }, { resolver: world.server });
    assert.deepEqual([gone.outcome, gone.detail], ['down', { code: 'name-not-found', name: 'nirgends.example' }]);
  });

  test('a domain that must be signed and is not is down, and one whose parent says that it is', async () => {
    assert.deepEqual((await ask([first.server], { dnssec: 'must' })).detail, { code: 'dnssec-missing', server: first.server });
  });
});

test('our own name service that is silent says nothing about the domain', async () => {
  const silent = await dnsWorld([], () => 'silence');
  try {
    const seen = await look('zone', { domain: DOMAIN }, { resolver: silent.server, timeoutMs: 2000 });
    assert.deepEqual([seen.outcome, seen.detail.code], ['unclear', 'resolver-dead']);
  } finally {
    await silent.close();
  }
});

describe('a zone that a real knot has signed', { skip: knotMissing() }, () => {
  let knot: NameServer;
  let world: DnsWorld;
  before(async () => {
    knot = await startNameServer(DOMAIN, HOSTS, { algorithm: 'ecdsap256sha256' });
    world = await parent([[DOMAIN, 'DS', knot.ds()]]);
  });
  after(async () => {
    await knot.stop();
    await world.close();
  });
  const ask = (config: object = {}, more: { readonly now?: number; readonly resolver?: string } = {}) =>
    look('zone', { domain: DOMAIN, servers: [knot.server], dnssec: 'must', ...config }, { resolver: world.server, ...more });

  test('is valid, with the day until which it is', async () => {
    const { outcome, warning, detail } = await ask();
    assert.ok(detail.code === 'zone-fine' && detail.signedUntil !== null, JSON.stringify(detail));
    assert.deepEqual([outcome, warning], ['up', false]);
    const days = (detail.signedUntil - Date.now()) / DAY;
    assert.ok(days > 7 && days <= 14.1, `knot signs for 14 days, found ${days}`);
  });

  test('whose signature ends soon is a warning, whose signature has ended is down', async () => {
    const soon = await ask({ warnDays: 90 });
    assert.deepEqual([soon.outcome, soon.warning, soon.detail.code], ['up', true, 'dnssec-expires']);
    const over = await ask({}, { now: Date.now() + 60 * DAY });
    assert.deepEqual([over.outcome, over.detail.code], ['down', 'dnssec-expired']);
    const early = await ask({}, { now: Date.now() - 60 * DAY });
    assert.deepEqual([early.outcome, early.detail.code], ['down', 'dnssec-not-yet']);
  });

  test('whose DS record at the registrar is of another key is down; one without such a record is not checked by anybody', async () => {
    const wrong = await parent([[DOMAIN, 'DS', { ...knot.ds(), digest: Buffer.alloc(32, 7) }]]);
    const none = await parent();
    for (const dnssec of ['must', 'if-signed'])
      assert.deepEqual((await ask({ dnssec }, { resolver: wrong.server })).detail, { code: 'dnssec-ds-different' });
    assert.deepEqual((await ask({}, { resolver: none.server })).detail, { code: 'dnssec-no-ds' });
    assert.equal((await ask({ dnssec: 'if-signed' }, { resolver: none.server })).detail.code, 'zone-fine');
    await wrong.close();
    await none.close();
  });

  test('a domain that the registrar calls signed, and that is not, is down', async () => {
    const plain = await startNameServer(DOMAIN, HOSTS);
    const seen = await ask({ servers: [plain.server], dnssec: 'must' });
    assert.deepEqual([seen.outcome, seen.detail], ['down', { code: 'dnssec-missing', server: plain.server }]);
    await plain.stop();
  });
});

describe('signatures', { skip: knotMissing() }, () => {
  for (const algorithm of ['rsasha256', 'rsasha512', 'ecdsap256sha256', 'ecdsap384sha384', 'ed25519', 'ed448']) {
    test(`of ${algorithm} are verified, and a changed record or signature is not believed`, async () => {
      const knot = await startNameServer(DOMAIN, HOSTS, { algorithm });
      const client = dnsClient({ servers: [knot.server], authority: true });
      const answers = async (type: 'DNSKEY' | 'SOA' | 'NS') => (await client.query(DOMAIN, type)).answers;
      const [ring, soa, ns] = [await answers('DNSKEY'), await answers('SOA'), await answers('NS')];
      const keys = ring.filter((one): one is Key => one.type === 'DNSKEY');
      const { digest, ...said } = knot.ds();
      await knot.stop();
      const ds = { ...said, digest: digest.toString('hex'), type: 'DS' as const, name: DOMAIN, ttl: 60 };
      assert.equal(keys.filter((key) => isNamedBy(key, ds)).length, 1);
      const state = (type: 'DNSKEY' | 'SOA' | 'NS', records: readonly DnsRecord[]) =>
        signatureState(DOMAIN, type, records, keys, Date.now()).kind;
      assert.deepEqual([state('DNSKEY', ring), state('SOA', soa), state('NS', ns)], ['valid', 'valid', 'valid']);
      const bent = soa.map((one) => (one.type === 'SOA' ? { ...one, serial: one.serial + 1 } : one));
      assert.equal(state('SOA', bent), 'wrong');
      assert.equal(state('NS', [...ns, { type: 'NS', name: DOMAIN, ttl: 60, target: 'ns.fremd.example' }]), 'wrong');
      const forged = soa.map((one) => (one.type === 'RRSIG' ? { ...one, signature: one.signature.replace(/^../, 'ff') } : one));
      assert.equal(
        state(
          'SOA',
          forged.map((one) => (one.type === 'RRSIG' ? { ...one, signature: `00${one.signature.slice(2)}` } : one)),
        ),
        'wrong',
      );
      assert.equal(
        state(
          'SOA',
          soa.filter(({ type }) => type !== 'RRSIG'),
        ),
        'missing',
      );
    });
  }
});
