import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fullPath } from '../../src/kernel/contract.ts';
import { mayDo, Role } from '../../src/trust/roles/rights.ts';
import { type Client, type Firm, startHouse, type TestHouse } from '../world/house.ts';

async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  for (let n = 0; n < 200; n++) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited in vain for ${what}`);
}

describe('first answer, ownership, self-checks', () => {
  let world: TestHouse;
  let owner: Firm;
  before(async () => {
    world = await startHouse();
    owner = await world.setUp();
  });
  after(() => world.close());

  const join = async (role: Role): Promise<Client> => {
    const email = `${role.toLowerCase()}@musterbau.example`;
    const added = await owner.call('POST', `${owner.root}/people`, { email, name: role, role });
    const { firstPassword } = added.body as { firstPassword: string };
    const person = world.client();
    await person.call('POST', '/session', { email, password: firstPassword });
    return person;
  };

  test('answers about ownership are given by the owner alone; an operator can neither see, change nor hide them', async () => {
    const said = { holder: 'outside', who: 'Systemhaus Nord GmbH', seen: false, note: '' };
    const path = `${owner.root}/self-check/ownership`;
    assert.equal((await owner.call('POST', `${path}/admin`, said)).status, 201);
    for (const role of Role.options.filter((one) => one !== 'owner')) {
      assert.equal(mayDo(role, 'ownership.write'), false, role);
      const person = await join(role);
      assert.equal((await person.call('POST', `${path}/admin`, { ...said, holder: 'firm' })).status, 403, role);
      assert.equal((await person.call('GET', path)).status, mayDo(role, 'know.read') ? 200 : 403, role);
    }
    for (const scope of ['read', 'write', 'act'] as const) assert.equal(mayDo('owner', 'ownership.write', scope), false, scope);
    const answers = (await owner.call('GET', path)).body as { answers: { holder: string; by: string }[] };
    assert.deepEqual(
      answers.answers.map(({ holder, by }) => [holder, by]),
      [['outside', 'Eva Muster']],
    );
    // Nothing in the API takes an answer away.
    const there = world.house.endpoints.filter((one) => fullPath(one).includes('/self-check/ownership'));
    assert.deepEqual(there.map(({ method }) => method).sort(), ['GET', 'POST']);
  });

  test('answers become an inventory, a preview changes nothing, and the number of people is taken over once', async () => {
    const guide = `${owner.root}/self-check/guide`;
    assert.equal((await owner.call('POST', `${guide}/apply`, {})).status, 422);
    const answers = { branch: 'retail', employees: 33, processes: { shopsales: { standstill: 'PT4H' }, shipping: {} } };
    assert.equal((await owner.call('PUT', guide, { answers, revision: 0 })).status, 200);
    assert.equal((await owner.call('PUT', guide, { answers, revision: 0 })).status, 409);
    const preview = (await owner.call('POST', `${guide}/apply`, { preview: true })).body as { added: string[]; undoId: null };
    assert.ok(preview.added.includes('Verkauf im Laden'));
    const inventory = async () =>
      (await owner.call('GET', `${owner.root}/inventory`)).body as { nodes: unknown[]; company: { employees: number } };
    assert.equal((await inventory()).nodes.length, 0);
    const done = (await owner.call('POST', `${guide}/apply`, {})).body as { added: string[]; undoId: string };
    assert.deepEqual(done.added, preview.added);
    assert.deepEqual([(await inventory()).nodes.length, (await inventory()).company.employees], [done.added.length, 33]);
    assert.equal((await owner.call('POST', `${owner.root}/inventory/undo/${done.undoId}`)).status, 204);
    assert.equal((await inventory()).nodes.length, 0);
  });

  test('maturity rises by what was tried: a drill with its report and a measured recovery, not by a number that somebody guessed', async () => {
    type Rungs = { level: number; rungs: { kind: string; reached: boolean; evidence: { what: string }[] }[] };
    const maturity = async () => (await owner.call('GET', `${owner.root}/self-check/maturity`)).body as Rungs;
    assert.deepEqual(
      (await maturity()).rungs.map(({ reached }) => reached),
      [false, false, false, false, false],
    );
    const raised = await owner.call('POST', `${owner.root}/incidents`, { mode: 'exercise', title: 'Übung Stromausfall' });
    const { id } = raised.body as { id: string };
    assert.equal((await owner.call('POST', `${owner.root}/incidents/${id}/stand-down`)).status, 200);
    const drill = await until('the drill', async () => (await maturity()).rungs.find((one) => one.kind === 'drill' && one.reached));
    assert.equal(drill.evidence[0]?.what, 'Übung Stromausfall');
    const span = { best: 'PT1H', likely: 'PT2H', worst: 'PT4H' };
    const put = (source: string) =>
      owner.call('POST', `${owner.root}/inventory/nodes`, { kind: 'system', name: `ERP ${source}`, restore: { ...span, source } });
    await put('guess');
    assert.equal((await maturity()).rungs[1]?.reached, false);
    await put('tested');
    assert.deepEqual(
      (await maturity()).rungs[1]?.evidence.map(({ what }) => what),
      ['ERP tested'],
    );
    // Both lie above a step that nobody has tried: they wait for it.
    assert.equal((await maturity()).level, 0);
  });

  test('the long self-check says that it is not the official one, and comes as PDF and CSV', async () => {
    const path = `${owner.root}/self-check/long`;
    assert.equal((await owner.call('POST', path)).status, 409);
    const answer = (id: string, said: string | null) => owner.call('PUT', `${path}/answers/${id}`, { answer: said });
    assert.equal((await answer('weekly', 'met')).status, 200);
    assert.equal((await answer('vpn', 'not')).status, 200);
    assert.equal((await answer('mars', 'met')).status, 404);
    const done = await owner.call('POST', path);
    assert.equal(done.status, 201, done.text);
    const { id, score } = done.body as { id: string; score: { points: number; unknown: number } };
    assert.deepEqual([score.points, score.unknown], [3 - 12, 25]);
    for (const language of ['de', 'en']) {
      const pdf = await owner.call('GET', `${path}/${id}/report?language=${language}`);
      assert.equal(pdf.status, 200, pdf.text.slice(0, 300));
      assert.ok(pdf.text.startsWith('%PDF-'));
    }
    const csv = await owner.call('GET', `${path}/${id}/table?language=de`);
    const lines = csv.text.trim().split(/\r?\n/);
    assert.equal(lines.length, 28);
    assert.match(csv.text, /Geräte und Netz;Läuft der Zugriff von außen.*;nicht erfüllt;;/);
    const { catalogue } = (await owner.call('GET', path)).body as { catalogue: { topSetVerified: boolean } };
    assert.equal(catalogue.topSetVerified, false);
  });
});
