import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { ScanView } from '../../src/know/discovery/discovery.contract.ts';
import type { EvidenceFinding, ImportView, KindView } from '../../src/know/evidence/evidence.contract.ts';
import type { InventoryView } from '../../src/know/inventory/inventory.contract.ts';
import { type DnsWorld, dnsWorld, type ZoneRecord } from '../world/dns.ts';
import {
  adguardLines,
  creditorText,
  dnsmasqText,
  entraText,
  type LoggedQuery,
  MORNING,
  nmapText,
  officeDay,
  piholeFile,
} from '../world/evidence.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';
import { scratchFolder } from '../world/scratch.ts';

const zone = JSON.parse(readFileSync(join(import.meta.dirname, '../golden/zones/hafenwerft/zone.json'), 'utf8')) as ZoneRecord[];
const leftOnDisk = () =>
  readdirSync(tmpdir())
    .filter((name) => name.startsWith(`krisenfest-evidence-${process.pid}-`))
    .flatMap((name) => readdirSync(join(tmpdir(), name)));

describe('evidence from inside the house', () => {
  let world: TestHouse;
  let firm: Firm;
  let names: DnsWorld;
  const folder = scratchFolder('evidence-walk');
  before(async () => {
    names = await dnsWorld(zone);
    world = await startHouse({ database: { kind: 'sqlite', file: join(folder.path, 'walk.db') } });
    firm = await world.setUp();
    await firm.call('PUT', `${firm.root}/scans/settings`, { resolver: names.server });
  });
  after(async () => {
    await world.close();
    await names.close();
    folder.remove();
  });

  const view = async (id: string) => (await firm.call('GET', `${firm.root}/evidence/imports/${id}`)).body as ImportView;
  const bring = async (kind: string, contents: Uint8Array | string, name = 'datei'): Promise<string> => {
    const brought = await firm.call('POST', `${firm.root}/evidence/imports?kind=${kind}&name=${name}`, contents);
    assert.equal(brought.status, 202, brought.text);
    return (brought.body as { id: string }).id;
  };
  const until = async (id: string, state: string): Promise<ImportView> => {
    for (let tries = 0; tries < 600; tries++) {
      const now = await view(id);
      if (now.state === state) return now;
      if (now.state !== 'reading') break;
      await wait(50);
    }
    return assert.fail(`not ${state}: ${JSON.stringify(await view(id)).slice(0, 600)}`);
  };
  const take = async (kind: string, contents: Uint8Array | string): Promise<ImportView> => {
    const id = await bring(kind, contents);
    const preview = await until(id, 'preview');
    assert.equal((await firm.call('POST', `${firm.root}/evidence/imports/${id}/take`)).status, 204);
    return preview;
  };
  const findings = async () =>
    ((await firm.call('GET', `${firm.root}/evidence/findings`)).body as { findings: EvidenceFinding[] }).findings;
  const finding = async (subject: string) => (await findings()).find((one) => one.subject === subject);
  const decide = (decision: string | null, ...chosen: { subject: string; as?: string }[]) =>
    firm.call('POST', `${firm.root}/evidence/decisions`, { findings: chosen, decision });
  const nodes = async () => ((await firm.call('GET', `${firm.root}/inventory`)).body as InventoryView).nodes;

  test('says which kinds it reads', async () => {
    const { kinds } = (await firm.call('GET', `${firm.root}/evidence/kinds`)).body as { kinds: KindView[] };
    assert.ok(kinds.length >= 9 && kinds.every(({ label, endings }) => label.de && label.en && endings.length > 0));
  });

  test('a Pi-hole database becomes a preview, then findings; the inventory stays as it is, and nothing of who asked is kept', async () => {
    const path = join(folder.path, 'pihole.db');
    piholeFile(path, officeDay());
    const preview = await take('pihole', readFileSync(path));
    assert.deepEqual(preview.contents.map(({ subject }) => subject).sort(), [
      'name:branchendienst.de',
      'provider:personio',
      'provider:slack',
    ]);
    assert.ok(preview.report?.notes.some(({ code, count }) => code === 'suppressed-domains' && count === 2));
    const slack = await finding('provider:slack');
    assert.deepEqual([slack?.state, slack?.strength, slack?.ultimateParent !== null], ['open', 'used', true]);
    assert.deepEqual(await nodes(), []);
    assert.deepEqual(leftOnDisk(), []);
    const kept = readFileSync(join(folder.path, 'walk.db'), 'latin1') + readFileSync(join(folder.path, 'walk.db-wal'), 'latin1');
    assert.ok(kept.includes('slack.com'));
    for (const trace of ['192.168.7.', 'pc-von-eva', 'klatsch', 'wetransfer.com']) assert.ok(!kept.includes(trace), trace);
  });

  test('what several imports saw of a provider is one finding, with the scan from outside beside it', async () => {
    const asked = await firm.call('POST', `${firm.root}/scans`, { domain: 'hafenwerft.example' });
    const scan = (asked.body as { id: string }).id;
    for (let tries = 0; tries < 300; tries++) {
      if (((await firm.call('GET', `${firm.root}/scans/${scan}`)).body as ScanView).state === 'done') break;
      await wait(100);
    }
    const office = [1, 2, 3].map((n): LoggedQuery => [MORNING + 86_400, 'outlook.office365.com', `192.168.7.${n}`]);
    await take('adguard', adguardLines([...officeDay(MORNING + 86_400), ...office]));
    await take('creditors', Buffer.from(creditorText, 'latin1'));
    const slack = await finding('provider:slack');
    assert.deepEqual(slack?.sources.map(({ kind }) => kind).sort(), ['adguard', 'creditors', 'pihole']);
    assert.equal((await findings()).filter(({ provider }) => provider === 'slack').length, 1);
    const { findings: outside } = (await firm.call('GET', `${firm.root}/scans/${scan}`)).body as ScanView;
    const seen = outside.find(({ provider }) => provider === 'microsoft-365')?.inside.map(({ kind }) => kind);
    assert.deepEqual(seen, ['adguard'], 'the scan shows it too');
    const microsoft = await finding('provider:microsoft-365');
    assert.ok(
      microsoft?.outside.some(({ domain }) => domain === 'hafenwerft.example'),
      JSON.stringify(microsoft),
    );
  });

  test('one press enters a service into the inventory, another takes that back', async () => {
    const done = await decide('confirmed', { subject: 'provider:slack' });
    const { added, undoId } = done.body as { added: string[]; undoId: string };
    assert.deepEqual(added, ['Slack', 'Büro und Zusammenarbeit (Slack)']);
    const [cause, service] = await nodes();
    assert.ok(cause?.provider?.catalogueId === 'slack' && service?.cause[0] === cause.key);
    assert.match(service?.note ?? '', /Pi-hole: slack\.com: an 1 Tag, bis zu 5 Geräte/);
    const known = await finding('provider:slack');
    assert.deepEqual([known?.state, known?.nodeKey], ['known', cause?.key]);
    assert.equal((await firm.call('POST', `${firm.root}/inventory/undo/${undoId}`)).status, 204);
    assert.equal(
      (await firm.call('POST', `${firm.root}/evidence/decisions`, { findings: [{ subject: 'provider:slack' }], decision: null })).status,
      200,
    );
    assert.equal((await finding('provider:slack'))?.state, 'open');
  });

  test('what was rejected stays rejected when it comes again', async () => {
    await decide('rejected', { subject: 'provider:personio' });
    await take('adguard', adguardLines(officeDay(MORNING + 2 * 86_400)));
    assert.equal((await finding('provider:personio'))?.state, 'rejected');
    await decide(null, { subject: 'provider:personio' });
    assert.equal((await finding('provider:personio'))?.state, 'open');
  });

  test('a seller of several products is asked about, and the answer enters the product', async () => {
    const google = (await findings()).find(({ name }) => name === 'Google Ireland Limited');
    assert.ok(google && google.strength === 'question' && google.candidates.length > 1);
    const vague = await decide('confirmed', { subject: google.subject });
    assert.equal(vague.status, 422, vague.text);
    const wrong = await decide('confirmed', { subject: google.subject, as: 'slack' });
    assert.equal(wrong.status, 422, wrong.text);
    const right = await decide('confirmed', { subject: google.subject, as: 'google-workspace' });
    assert.equal(right.status, 200, right.text);
    assert.ok((await nodes()).some(({ provider }) => provider?.catalogueId === 'google-workspace'));
    assert.equal((await finding(google.subject))?.state, 'known');
  });

  test('what runs in the house and what no catalogue knows can be entered too', async () => {
    await take('nmap', nmapText);
    await take('entra', entraText);
    const done = await decide('confirmed', { subject: 'own:exchange' }, { subject: 'name:zeichnungsbox nord' });
    assert.equal(done.status, 200, done.text);
    const all = await nodes();
    assert.equal(all.find(({ name }) => name === 'Microsoft Exchange Server')?.kind, 'system');
    const box = all.find(({ name }) => name === 'Zeichnungsbox Nord');
    assert.ok(box?.kind === 'cause' && all.some(({ cause }) => cause.includes(box.key)));
    assert.equal((await finding('name:zeichnungsbox nord'))?.state, 'known');
  });

  test('an import is taken back as a whole, and what it alone had seen is gone', async () => {
    const { imports } = (await firm.call('GET', `${firm.root}/evidence/imports`)).body as { imports: ImportView[] };
    const nmap = imports.find(({ kind }) => kind === 'nmap');
    assert.equal((await firm.call('POST', `${firm.root}/evidence/imports/${nmap?.id}/undo`)).status, 204);
    assert.equal(await finding('own:synology'), undefined);
    assert.equal((await firm.call('POST', `${firm.root}/evidence/imports/${nmap?.id}/undo`)).status, 409);
  });

  test('a wrong file is refused in the list with its reason, and can be thrown away', async () => {
    const id = await bring('nmap', '<?xml version="1.0"?>\n<!DOCTYPE nmaprun [<!ENTITY a "b">]>\n<nmaprun/>');
    const failed = await until(id, 'failed');
    assert.deepEqual(failed.refusal, { code: 'declarations', line: 2, detail: null });
    assert.equal((await firm.call('POST', `${firm.root}/evidence/imports/${id}/take`)).status, 409);
    assert.equal((await firm.call('DELETE', `${firm.root}/evidence/imports/${id}`)).status, 204);
    assert.deepEqual(leftOnDisk(), []);
  });

  test('reading can be watched and stopped; a second file waits its turn; an upload that is cut off leaves nothing', async () => {
    const day = dnsmasqText(officeDay());
    const large = Buffer.from(`${day}\n`.repeat(7000));
    const id = await bring('dnsmasq', large);
    const second = await firm.call('POST', `${firm.root}/evidence/imports?kind=dnsmasq&name=x`, day);
    assert.equal(second.status, 409, second.text);
    assert.equal((await firm.call('POST', `${firm.root}/evidence/imports/${id}/stop`)).status, 204);
    assert.equal((await view(id)).state, 'stopped');
    for (let tries = 0; tries < 100 && leftOnDisk().length > 0; tries++) await wait(50);
    assert.deepEqual(leftOnDisk(), []);

    const cut = new AbortController();
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(Buffer.from(day)),
    });
    const upload = fetch(`${world.url}/api/v1${firm.root}/evidence/imports?kind=dnsmasq&name=x`, {
      method: 'POST',
      headers: { cookie: firm.cookie(), 'content-type': 'application/octet-stream' },
      body: stream,
      signal: cut.signal,
      duplex: 'half',
    }).catch(() => undefined);
    for (let tries = 0; tries < 100 && leftOnDisk().length === 0; tries++) await wait(20);
    assert.equal(leftOnDisk().length, 1);
    cut.abort();
    await upload;
    for (let tries = 0; tries < 100 && leftOnDisk().length > 0; tries++) await wait(50);
    assert.deepEqual(leftOnDisk(), []);
  });

  test('the findings go out as a table in either language', async () => {
    const german = await firm.call('GET', `${firm.root}/evidence/findings.csv`);
    assert.match(german.text, /Dienst;Aufgabe;Was es sagt/);
    assert.match(german.text, /Slack;Büro und Zusammenarbeit;wird benutzt;nicht eingetragen/);
    const english = await firm.call('GET', `${firm.root}/evidence/findings.csv?language=en`);
    assert.match(english.text, /Service;Task/);
    assert.deepEqual(world.faults, []);
  });
});
