import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onBothDatabases } from '../../../test/world/databases.ts';
import { dnsWorld } from '../../../test/world/dns.ts';
import type { Id } from '../../kernel/id.ts';
import { difference } from './discovery.http.ts';
import { scanWorker } from './discovery.jobs.ts';
import { scans } from './discovery.store.ts';
import type { Finding, ScanFacts } from './finding.ts';
import type { NotChecked } from './notchecked.ts';

const finding = (provider: string, confidence = 0.8): Finding => ({
  provider,
  role: 'mail',
  status: 'observed',
  confidence,
  reach: 'DE',
  runsOn: null,
  evidence: [{ kind: 'mx', name: 'firma.example', value: provider, check: '' }],
});
const noFacts: ScanFacts = {
  spfLookups: null,
  spfOverLimit: null,
  spfAll: null,
  dmarcPolicy: null,
  dnssec: null,
  caa: [],
  mtaSts: null,
  wildcards: [],
  dangling: [],
  ipv6Web: null,
  tlsa: [],
  originExposed: [],
  declaredOnly: [],
  observedNotDeclared: [],
};
const name = { domain: 'firma.example', unicode: 'firma.example' };

onBothDatabases('scans', (open) => {
  test('findings are kept as they come, with what people say about them; the end replaces what was only suspected', async () => {
    const { work, org, clock } = await open();
    const id = await work(org, (tx) => scans(tx).ask(name, 'Eva'));
    await assert.rejects(
      work(org, (tx) => scans(tx).ask(name, 'Eva')),
      /running already/,
    );
    await work(org, (tx) => scans(tx).begin(id));
    await work(org, (tx) => scans(tx).keep(id, [finding('a'), finding('b')], 0));
    await work(org, (tx) => scans(tx).decide(id, ['mail:b'], 'confirmed'));
    await work(org, (tx) => scans(tx).keep(id, [finding('b', 0.9)], 2));
    const before = await work(org, (tx) => scans(tx).findings(id));
    assert.deepEqual(
      before.map((one) => [one.key, one.decision, one.finding.confidence]),
      [
        ['mail:a', null, 0.8],
        ['mail:b', 'confirmed', 0.9],
      ],
    );
    const facts = { ...noFacts, spfLookups: 1, spfOverLimit: false, spfAll: '-all' };
    const report = { ...name, scannedAt: '2026-11-24T09:00:00.000Z', findings: [finding('c')], facts, notChecked: [], asked: [] };
    await clock.forward('PT9S');
    await work(org, (tx) => scans(tx).end(id, { state: 'done', report, fault: null }));
    const kept = await work(org, (tx) => scans(tx).get(id));
    assert.deepEqual([kept.state, kept.endedAt, kept.facts?.spfAll], ['done', clock.now(), '-all']);
    assert.deepEqual((await work(org, (tx) => scans(tx).findings(id))).map(({ key }) => key).sort(), ['mail:b', 'mail:c']);
    assert.deepEqual(
      (await work(org, (tx) => scans(tx).list(10))).map((one) => [one.domain, one.findings]),
      [['firma.example', 2]],
    );
    await work(org, (tx) => scans(tx).remove(id));
    assert.deepEqual(await work(org, (tx) => scans(tx).list(10)), []);
  });

  test('a scan kept before there were codes still opens, and what it did not check is no news against a later one', async () => {
    const { work, org, clock } = await open();
    const end = async (id: Id, notChecked: NotChecked[]) => {
      const report = { ...name, scannedAt: '2026-11-24T09:00:00.000Z', findings: [], facts: noFacts, notChecked, asked: [] };
      await work(org, (tx) => scans(tx).end(id, { state: 'done', report, fault: null }));
    };
    const old = await work(org, (tx) => scans(tx).ask(name, 'Eva'));
    await end(old, []);
    const data = JSON.stringify({
      version: 1,
      facts: null,
      notChecked: [{ what: 'tenant', why: 'not asked for' }],
      asked: [],
      fault: null,
    });
    await work(org, (tx) => tx.db.updateTable('scan').set({ data }).where('org_id', '=', org).where('id', '=', old).execute());
    assert.deepEqual((await work(org, (tx) => scans(tx).get(old))).notChecked, [
      { what: { code: 'as-written', text: 'tenant' }, why: { code: 'as-written', text: 'not asked for' } },
    ]);
    await clock.forward('PT1H');
    const next = await work(org, (tx) => scans(tx).ask(name, 'Eva'));
    await end(next, [
      { what: { code: 'tenant' }, why: { code: 'not-asked-for' } },
      { what: { code: 'home-page' }, why: { code: 'no-answer' } },
    ]);
    assert.deepEqual((await work(org, (tx) => difference(tx, next))).uncertain, [{ code: 'home-page' }]);
  });

  test('a scan whose server stopped is marked as interrupted by the next one, and one that waited is done', async () => {
    const { work, workAcross, org, clock } = await open();
    const names = await dnsWorld([
      ['firma.example', 'SOA', { mname: 'ns.firma.example', rname: 'x.firma.example' }],
      ['firma.example', 'MX', { preference: 10, exchange: 'mx.hafenwerft.cloud.nospamproxy.com' }],
    ]);
    const faults: unknown[] = [];
    const worker = scanWorker(workAcross, (_, error) => faults.push(error));
    await work(org, (tx) => scans(tx).saveSettings({ resolver: names.server, tenantProbe: false, rdap: false, cymru: false }));
    const cut = await work(org, async (tx) => {
      const id = await scans(tx).ask(name, 'Eva');
      await scans(tx).begin(id);
      await scans(tx).keep(id, [finding('a')], 0);
      await tx.db
        .updateTable('scan')
        .set({ lease_by: 'gone', lease_until: clock.now() + 20_000, attempts: 1 })
        .where('id', '=', id)
        .execute();
      return id;
    });
    const waiting = await work(org, (tx) => scans(tx).ask({ domain: 'andere.example', unicode: 'andere.example' }, 'Eva'));
    const turn = () => worker.run({ now: clock.now(), node: 'new', signal: new AbortController().signal });
    const next = await turn();
    assert.equal(next, clock.now() + 20_000);
    assert.equal((await work(org, (tx) => scans(tx).get(cut))).state, 'running');
    assert.equal((await work(org, (tx) => scans(tx).get(waiting))).state, 'done');
    await clock.forward('PT21S');
    await turn();
    const after = await work(org, (tx) => scans(tx).get(cut));
    assert.equal(after.state, 'interrupted');
    assert.equal((await work(org, (tx) => scans(tx).findings(cut))).length, 1);
    assert.deepEqual(faults, []);
    await names.close();
  });
});
