import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Inventory } from '../../src/know/inventory/inventory.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';

describe('What if, over the API', () => {
  let world: TestHouse;
  let firm: Firm;
  before(async () => {
    world = await startHouse({ engine: false });
    firm = await world.setUp('Mühlhaus Maschinenbau GmbH');
    assert.equal((await firm.call('POST', `${firm.root}/sample`)).status, 201);
  });
  after(() => world.close());

  const inventory = async () => (await firm.call('GET', `${firm.root}/inventory`)).body as Inventory;

  test('the ready scenarios are there for every program, in both languages', async () => {
    const { status, body } = await firm.call('GET', `${firm.root}/what-if/scenarios`);
    assert.equal(status, 200);
    const { scenarios } = body as { scenarios: { key: string; name: { de: string; en: string } }[] };
    assert.equal(scenarios.length, 17);
    assert.ok(scenarios.some(({ name }) => name.en === 'Power cut'));
  });

  test('changed assumptions are taken over together, keep a guess as a guess, and are taken back', async () => {
    const changes = [
      { kind: 'time', node: 'erp', field: 'restore', likely: 'PT4H' },
      { kind: 'hands', team: 'it', slots: 2 },
      { kind: 'alternative', of: 'versand', on: 'erp', name: 'Lieferscheinblock' },
    ];
    const before = await inventory();
    const { status, body } = await firm.call('POST', `${firm.root}/what-if/changes`, { changes });
    assert.equal(status, 200);
    const after = await inventory();
    const erp = after.nodes.find(({ key }) => key === 'erp');
    assert.equal(erp?.restore?.likely, 'PT4H');
    assert.equal(erp?.origins['restore']?.source, 'guess');
    assert.equal(after.teams.find(({ key }) => key === 'it')?.slots, 2);
    assert.ok(after.nodes.some(({ name }) => name === 'Lieferscheinblock'));
    const { undoId } = body as { undoId: string };
    assert.equal((await firm.call('POST', `${firm.root}/inventory/undo/${undoId}`)).status, 204);
    const back = await inventory();
    assert.deepEqual(
      back.nodes.map(({ key, restore }) => [key, restore]),
      before.nodes.map(({ key, restore }) => [key, restore]),
    );
    assert.deepEqual(back.teams, before.teams);
  });

  test('when one of them is about something that is gone, none is saved', async () => {
    const changes = [
      { kind: 'hands', team: 'it', slots: 5 },
      { kind: 'restart', node: 'never-was', span: 'PT1H' },
    ];
    const { status, body } = await firm.call('POST', `${firm.root}/what-if/changes`, { changes });
    assert.equal(status, 409);
    assert.equal((body as { code: string }).code, 'assumption-gone');
    assert.equal((await inventory()).teams.find(({ key }) => key === 'it')?.slots, 1);
  });

  test('a simulation is given as PDF, in German and English, with an attack and with a change', async () => {
    const changes = [{ kind: 'hands', team: 'it', slots: 4 }];
    const asked = [
      { language: 'de', question: { fail: ['strom', 'foerdestrom'], for: 'P1D', scenario: 'power-cut', changes } },
      { language: 'en', question: { fail: ['erp'], malicious: true } },
    ];
    for (const body of asked) {
      const { status, headers, text } = await firm.call('POST', `${firm.root}/what-if/report`, body);
      assert.equal(status, 200, text.slice(0, 300));
      assert.equal(headers.get('content-type'), 'application/pdf');
      assert.ok(text.startsWith('%PDF-'));
    }
    const nothing = await firm.call('POST', `${firm.root}/what-if/report`, { question: { fail: ['never-was'] } });
    assert.equal(nothing.status, 422);
  });
});
