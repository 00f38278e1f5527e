import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import type { InventoryView } from '../../src/know/inventory/inventory.contract.ts';
import type { CutReport } from '../../src/know/sovereignty/cutreport.ts';
import type { ExitView, SovereigntyView } from '../../src/know/sovereignty/sovereignty.contract.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';

const noText = existsSync('/usr/bin/pdftotext') ? false : 'pdftotext is not installed (apt-get install poppler-utils)';
const textOf = (pdf: Uint8Array) => spawnSync('pdftotext', ['-layout', '-', '-'], { input: pdf }).stdout.toString();

describe('whose law reaches the sample firm, and how it would leave', () => {
  let world: TestHouse;
  let firm: Firm;
  before(async () => {
    world = await startHouse();
    firm = await world.setUp('Mühlhaus Maschinenbau GmbH');
    const loaded = await firm.call('POST', `${firm.root}/sample`);
    assert.equal(loaded.status, 201, loaded.text);
  });
  after(() => world.close());

  const view = async () => (await firm.call('GET', `${firm.root}/sovereignty`)).body as SovereigntyView;
  const exitOf = async (key: string) => {
    const { exits } = (await firm.call('GET', `${firm.root}/exits`)).body as { exits: ExitView[] };
    return exits.find((one) => one.key === key) ?? assert.fail(`no exit for ${key}`);
  };
  const cut = async (query = '') => (await firm.call('GET', `${firm.root}/switch-off${query}`)).body as CutReport;
  const statesOf = (report: CutReport, key: string) => report.cuts.find((one) => one.key === key)?.states;
  const pdf = async (path: string) => {
    const token = await firm.call('POST', `${firm.root}/tokens`, { name: 'Druck', role: 'owner', scope: 'read', validForDays: 1 });
    const { secret } = token.body as { secret: string };
    const answer = await fetch(`${world.url}/api/v1${firm.root}${path}`, { headers: { authorization: `Bearer ${secret}` } });
    assert.equal(answer.status, 200);
    return new Uint8Array(await answer.arrayBuffer());
  };

  test('an order hangs on US law through its mail, and a correction overrides that until it is taken back', async () => {
    const reachOf = async () => (await view()).processes.find(({ key }) => key === 'auftragsannahme');
    assert.deepEqual((await reachOf())?.reach, 'us');
    assert.ok((await reachOf())?.chain.includes('E-Mail'));
    const corrections: string[] = [];
    for (const key of ['wolkenwerk', 'skyforge']) {
      const body = {
        legalEntity: 'Wolkenwerk SE',
        ultimateParent: 'Wolkenwerk SE',
        reach: 'EU',
        note: 'Handelsregister, 3. November 2026',
      };
      const done = await firm.call('POST', `${firm.root}/sovereignty/providers/${key}/corrections`, body);
      assert.equal(done.status, 201, done.text);
      corrections.push((done.body as { id: string }).id);
    }
    const corrected = (await view()).providers.find(({ key }) => key === 'wolkenwerk');
    assert.equal(corrected?.origin.kind, 'correction');
    assert.equal(corrected?.before?.reach, 'US-CLOUD-Act-via-parent');
    assert.notEqual((await reachOf())?.reach, 'us');
    assert.deepEqual((await cut()).gone, []);
    for (const id of corrections) assert.equal((await firm.call('POST', `${firm.root}/sovereignty/corrections/${id}/undo`)).status, 204);
    assert.equal((await reachOf())?.reach, 'us');
    const process = await firm.call('POST', `${firm.root}/sovereignty/providers/mail/corrections`, {
      legalEntity: '',
      ultimateParent: '',
      reach: 'DE',
      note: 'Das ist kein Anbieter',
    });
    assert.equal(process.status, 422);
  });

  test('days to switch go into the model, bring mail back in the switch-off, and can be taken out again', async () => {
    const without = await cut();
    assert.deepEqual(statesOf(without, 'mail'), ['stops', 'stops', 'stops', 'stops']);
    assert.ok((without.idle[1] ?? 0) > 0 && (without.cost[3] ?? 0) > (without.cost[2] ?? 0));
    assert.equal(without.measures[0]?.provider, 'Wolkenwerk Office');
    assert.ok((without.measures[0]?.avoided ?? 0) > 0);

    const { plan } = await exitOf('mail');
    const saved = await firm.call('PUT', `${firm.root}/exits/mail`, {
      ...plan,
      switchDays: 5,
      source: 'contract',
      location: 'Frankfurt, Anlage 2',
    });
    assert.equal(saved.status, 200, saved.text);
    const { undoId } = saved.body as { undoId: string };
    const nodes = async () => ((await firm.call('GET', `${firm.root}/inventory`)).body as InventoryView).nodes;
    assert.equal((await nodes()).find(({ key }) => key === 'mail')?.replace?.source, 'contract');
    assert.deepEqual(statesOf(await cut(), 'mail'), ['stops', 'stops', 'runs', 'runs']);
    assert.equal((await view()).services.find(({ key }) => key === 'mail')?.location, 'Frankfurt, Anlage 2');
    const { verdict, tightest } = await exitOf('mail');
    assert.deepEqual([verdict, tightest?.mtpdMs], ['fails', 172_800_000]);

    assert.equal((await firm.call('POST', `${firm.root}/inventory/undo/${undoId}`)).status, 204);
    assert.equal((await nodes()).find(({ key }) => key === 'mail')?.replace, null);
    assert.equal((await exitOf('mail')).plan.switchDays, 5);
  });

  test('an edited plan goes back step by step, and to what was suggested, with the model', async () => {
    const before = await exitOf('website');
    assert.deepEqual([before.saved, before.undoable], [null, false]);
    const nothing = await firm.call('POST', `${firm.root}/exits/website/undo`);
    assert.deepEqual([nothing.status, (nothing.body as { code: string }).code], [409, 'nothing-to-undo']);
    const replaceNow = async () =>
      ((await firm.call('GET', `${firm.root}/inventory`)).body as InventoryView).nodes.find(({ key }) => key === 'website')?.replace;
    const untouched = await replaceNow();
    const save = (part: Partial<ExitView['plan']>) => firm.call('PUT', `${firm.root}/exits/website`, { ...before.plan, ...part });
    assert.equal((await save({ exportPath: 'Per SFTP', switchDays: 3 })).status, 200);
    const after = await replaceNow();
    assert.equal((await save({ exportPath: 'Versehen', switchDays: 40 })).status, 200);
    const back = (how: 'undo' | 'reset') => firm.call('POST', `${firm.root}/exits/website/${how}`);
    assert.equal((await back('undo')).status, 204);
    assert.deepEqual([(await exitOf('website')).plan.exportPath, await replaceNow()], ['Per SFTP', after]);
    assert.equal((await back('reset')).status, 204);
    const suggested = await exitOf('website');
    assert.deepEqual([suggested.plan, suggested.saved, await replaceNow()], [before.plan, null, untouched]);
    assert.equal((await back('undo')).status, 204);
    assert.equal((await exitOf('website')).plan.exportPath, 'Per SFTP');
    assert.equal((await back('undo')).status, 204);
    assert.deepEqual([(await exitOf('website')).undoable, await replaceNow()], [false, untouched]);
  });

  test('only a test of the export makes an exit ready', async () => {
    assert.equal((await exitOf('website')).readiness, 'untested');
    const tried = (on: string) =>
      firm.call('POST', `${firm.root}/exits/website/tests`, { on, who: 'Nora Beispiel', result: 'worked', note: '' });
    assert.equal((await tried('2999-01-01')).status, 422);
    const done = await tried('2026-01-15');
    assert.equal(done.status, 201, done.text);
    assert.ok(['tested', 'stale'].includes((await exitOf('website')).readiness));
    const { id } = done.body as { id: string };
    assert.equal((await firm.call('DELETE', `${firm.root}/exits/website/tests/${id}`)).status, 204);
    assert.equal((await exitOf('website')).readiness, 'untested');
  });

  test('the letter names the periods of the Data Act in both languages; the switch-off fits on one page', { skip: noText }, async () => {
    const german = textOf(await pdf('/exits/mail/letter?kind=switch'));
    for (const words of ['Wolkenwerk Deutschland GmbH', 'höchstens zwei Monate', '30 Kalendertagen', '12. Januar 2027', 'Art. 25'])
      assert.ok(german.replaceAll(/\s+/g, ' ').includes(words), `${words} in\n${german}`);
    assert.match(textOf(await pdf('/exits/mail/letter?language=en')).replaceAll(/\s+/g, ' '), /two months at most.*30 calendar days/);
    const page = await pdf('/switch-off/pdf?kind=parent&parent=Skyforge%20Corp.');
    const text = textOf(page);
    assert.ok(text.includes('Skyforge Corp.') && text.includes('E-Mail') && text.includes('steht'), text);
    assert.equal(text.split('\f').filter((one) => one.trim() !== '').length, 1, 'one page');
  });

  test('the plan of moves is a calendar, the answers are a table', async () => {
    const calendar = await firm.call('GET', `${firm.root}/exits/calendar`);
    assert.match(calendar.headers.get('content-type') ?? '', /text\/calendar/);
    assert.match(calendar.text, /^BEGIN:VCALENDAR\r\n/);
    assert.match(calendar.text, /SUMMARY:Umzug: E-Mail\r\n/);
    const sheet = await firm.call('GET', `${firm.root}/exits/sheet`);
    assert.match(sheet.text, /E-Mail;Wolkenwerk Office;Wolkenwerk Deutschland GmbH;Skyforge Corp\.;US-Recht/);
    assert.equal((await firm.call('GET', `${firm.root}/switch-off?kind=parent`)).status, 400);
    assert.deepEqual(world.faults, []);
  });
});
