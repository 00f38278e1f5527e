import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { ScanDifference, ScanView } from '../../src/know/discovery/discovery.contract.ts';
import type { InventoryView } from '../../src/know/inventory/inventory.contract.ts';
import { type DnsWorld, dnsWorld, type ZoneRecord } from '../world/dns.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';

const zone = z
  .array(z.tuple([z.string(), z.string(), z.unknown()]))
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, '../golden/zones/hafenwerft/zone.json'), 'utf8'))) as unknown as ZoneRecord[];

describe('a domain becomes a map', () => {
  let world: TestHouse;
  let firm: Firm;
  let names: DnsWorld;
  let silent = false;
  before(async () => {
    names = await dnsWorld(zone, () => (silent ? 'silence' : 'answer'));
    world = await startHouse();
    firm = await world.setUp();
    const set = await firm.call('PUT', `${firm.root}/scans/settings`, { resolver: names.server });
    assert.equal(set.status, 200, set.text);
  });
  after(async () => {
    await world.close();
    await names.close();
  });

  const scanOf = async (id: string) => (await firm.call('GET', `${firm.root}/scans/${id}`)).body as ScanView;
  const ask = async (domain: string) => {
    const asked = await firm.call('POST', `${firm.root}/scans`, { domain });
    assert.equal(asked.status, 202, asked.text);
    return (asked.body as { id: string }).id;
  };
  const until = async (id: string, good: (view: ScanView) => boolean) => {
    for (let tries = 0; tries < 300; tries++) {
      const view = await scanOf(id);
      if (good(view)) return view;
      await wait(100);
    }
    return assert.fail(`the scan stays ${JSON.stringify(await scanOf(id)).slice(0, 500)}`);
  };

  test('what was found is kept with its evidence, and one press takes it into the inventory', async () => {
    const id = await ask('https://www.hafenwerft.example/kontakt');
    const view = await until(id, ({ state }) => state === 'done');
    assert.equal(view.domain, 'hafenwerft.example');
    assert.ok(view.findings.length > 3);
    const mail = view.findings.find(({ role }) => role === 'mail-gateway');
    assert.ok(mail && mail.evidence.length > 0 && mail.providerName !== '' && mail.decision === null);
    assert.ok(view.asked.some(({ queries }) => queries > 10));

    const done = await firm.call('POST', `${firm.root}/scans/${id}/decisions`, { keys: [mail.key], decision: 'confirmed' });
    assert.equal(done.status, 200, done.text);
    const { added, undoId } = done.body as { added: string[]; undoId: string };
    const { nodes } = (await firm.call('GET', `${firm.root}/inventory`)).body as InventoryView;
    const cause = nodes.find(({ provider }) => provider?.catalogueId === mail.provider);
    assert.ok(cause && added.includes(cause.name));
    assert.ok(
      nodes.some(
        ({ kind, cause: causes, note }) => kind === 'service' && causes.includes(cause.key) && note.includes('hafenwerft.example'),
      ),
    );
    const again = await firm.call('POST', `${firm.root}/scans/${id}/decisions`, { keys: [mail.key], decision: 'confirmed' });
    assert.deepEqual((again.body as { added: string[] }).added, []);
    const seen = (await scanOf(id)).findings.find(({ key }) => key === mail.key);
    assert.deepEqual([seen?.decision, seen?.nodeKey], ['confirmed', cause.key]);
    assert.equal((await firm.call('POST', `${firm.root}/inventory/undo/${undoId}`)).status, 204);
  });

  test('a second scan says what is new and what went; each goes out as table, file and PDF', async () => {
    const first = await until(await ask('hafenwerft.example'), ({ state }) => state === 'done');
    const compare = async (id: string) => (await firm.call('GET', `${firm.root}/scans/${id}/changes`)).body as ScanDifference;
    const without = await dnsWorld(zone.filter(([, type]) => type !== 'MX'));
    const askAt = (resolver: string) => firm.call('PUT', `${firm.root}/scans/settings`, { resolver });
    await askAt(without.server);
    const second = await until(await ask('hafenwerft.example'), ({ state }) => state === 'done');
    const changes = await compare(second.id);
    assert.equal(changes.before?.id, first.id);
    assert.ok(
      changes.gone.some(({ role, name }) => role === 'mail-gateway' && name.startsWith('NoSpamProxy')),
      JSON.stringify(changes),
    );
    assert.deepEqual(changes.added, []);
    await askAt(names.server);
    await without.close();
    const third = await until(await ask('hafenwerft.example'), ({ state }) => state === 'done');
    assert.ok((await compare(third.id)).added.some(({ role }) => role === 'mail-gateway'));

    const sheet = await firm.call('GET', `${firm.root}/scans/${first.id}/sheet`);
    assert.match(sheet.text, /E-Mail-Filter;NoSpamProxy Cloud/);
    assert.match(sheet.text, /Eigentümer der Netze bei Team Cymru;+nicht geprüft;+nicht eingeschaltet/);
    assert.ok(first.notChecked.some(({ what, why }) => what.code === 'tenant' && why.code === 'not-asked-for'));
    const file = await firm.call('GET', `${firm.root}/scans/${first.id}/report`);
    assert.equal((JSON.parse(file.text) as ScanView).findings.length, first.findings.length);
    const pdf = await firm.call('GET', `${firm.root}/scans/${first.id}/pdf?language=en`);
    assert.ok(pdf.status === 200 && pdf.text.startsWith('%PDF-'), pdf.text.slice(0, 200));
  });

  test('a scan is stopped when somebody says so, and keeps what it had', async () => {
    silent = true;
    const id = await ask('langsam.example');
    await until(id, ({ state }) => state === 'running');
    const twice = await firm.call('POST', `${firm.root}/scans`, { domain: 'langsam.example' });
    assert.equal(twice.status, 409);
    assert.equal((await firm.call('POST', `${firm.root}/scans/${id}/stop`)).status, 204);
    const view = await until(id, ({ state }) => state !== 'running' && state !== 'stopping');
    assert.equal(view.state, 'stopped');
    silent = false;
    assert.equal((await firm.call('DELETE', `${firm.root}/scans/${id}`)).status, 204);
    assert.equal((await firm.call('GET', `${firm.root}/scans/${id}`)).status, 404);
  });

  test('what is no domain and what is no name server is refused with a sentence', async () => {
    const bad = await firm.call('POST', `${firm.root}/scans`, { domain: '192.168.1.1' });
    assert.equal(bad.status, 400);
    assert.match(bad.text, /domain/);
    const server = await firm.call('PUT', `${firm.root}/scans/settings`, { resolver: 'ns.example' });
    assert.equal(server.status, 422);
    assert.match(server.text, /IP address/);
    assert.deepEqual(world.faults, []);
  });
});
