import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import type { ImportAnswer, InventoryView } from '../../src/know/inventory/inventory.contract.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';

const example = {
  format: 'krisenfest-model@1',
  company: { name: 'Musterbau GmbH', employees: 42, hourlyRate: 43.4 },
  response: 'PT1H',
  teams: [{ id: 'admin', name: 'IT-Administration', slots: 1 }],
  nodes: [
    {
      id: 'orders',
      kind: 'process',
      name: 'Auftragsannahme',
      rto: 'PT10H',
      mtpd: 'P1D',
      rpo: 'PT4H',
      costPerHour: { low: 300, likely: 500, high: 900 },
    },
    {
      id: 'network',
      kind: 'system',
      name: 'Netz',
      restore: { best: 'PT1H', likely: 'PT2H', worst: 'PT4H', source: 'tested' },
      restoredBy: ['admin'],
    },
    { id: 'erp', kind: 'system', name: 'ERP', restart: 'PT15M', restore: 'PT8H', backups: [{ every: 'P1D', needs: ['network'] }] },
    { id: 'Größe/ä '.repeat(11).trim(), kind: 'cause', name: 'Ein Name mit allem' },
  ],
  dependencies: [
    { of: 'orders', on: 'erp', buffer: 'PT6H' },
    { of: 'erp', on: 'network' },
  ],
};

describe('the inventory', () => {
  let world: TestHouse;
  let firm: Firm;
  before(async () => {
    world = await startHouse({ engine: false });
    firm = await world.setUp();
  });
  after(() => world.close());

  const read = async () => (await firm.call('GET', `${firm.root}/inventory`)).body as InventoryView;
  const exported = async () => (await firm.call('GET', `${firm.root}/model`)).text;
  const bring = async (file: unknown, query = '', headers?: Record<string, string>) => {
    const body =
      file instanceof Uint8Array || headers ? file : new TextEncoder().encode(typeof file === 'string' ? file : JSON.stringify(file));
    const answer = await firm.call('POST', `${firm.root}/model/import${query}`, body, headers);
    return { status: answer.status, text: answer.text, answer: answer.body as ImportAnswer };
  };

  test('a model file is looked at first, then taken whole, and taken back', async () => {
    const empty = await exported();
    const look = await bring(example, '?preview=true');
    assert.equal(look.status, 200, look.text);
    assert.deepEqual([look.answer.saved, look.answer.added.length, look.answer.faults], [false, 7, []]);
    assert.equal(await exported(), empty);
    const done = await bring(example);
    assert.ok(done.answer.saved && done.answer.undoId);
    assert.equal((await read()).nodes.length, 4);
    assert.equal((await firm.call('POST', `${firm.root}/inventory/undo/${done.answer.undoId}`)).status, 204);
    assert.equal(await exported(), empty);
    assert.equal((await bring(example, '', { 'content-type': 'application/json' })).answer.saved, true);
  });

  test('export, import, export: the same file, also into an empty house', async () => {
    const first = await exported();
    const again = await bring(first);
    assert.deepEqual([again.answer.added, again.answer.changed, again.answer.removed, again.answer.same], [[], [], [], 7]);
    assert.equal(await exported(), first);
    const other = await startHouse({ engine: false });
    const their = await other.setUp();
    const taken = await their.call('POST', `${their.root}/model/import?how=replace`, new TextEncoder().encode(first));
    assert.equal((taken.body as ImportAnswer).saved, true);
    const { company: _company, ...there } = JSON.parse((await their.call('GET', `${their.root}/model`)).text) as Record<string, unknown>;
    const { company: _own, ...here } = JSON.parse(first) as Record<string, unknown>;
    assert.deepEqual(there, here);
    await other.close();
  });

  test('replacing removes what the file does not have', async () => {
    const smaller = { ...example, nodes: example.nodes.slice(0, 3), dependencies: example.dependencies.slice(0, 1) };
    const look = await bring(smaller, '?how=replace&preview=true');
    assert.deepEqual(look.answer.removed.sort(), ['ERP → Netz', 'Ein Name mit allem']);
  });

  test('every fault of a file has its place, and nothing of it is kept', async () => {
    const before = await exported();
    const bad = {
      ...example,
      nodes: [{ id: 'x', kind: 'system', name: 'X', restore: { likely: 'two hours' } }],
      dependencies: [{ of: 'x', on: 'mars' }],
    };
    const { answer } = await bring(bad);
    assert.deepEqual(
      [answer.saved, answer.faults],
      [
        false,
        [
          { pointer: '/nodes/0/restore/likely', message: 'not an ISO 8601 duration' },
          { pointer: '/dependencies/0/on', message: 'there is no node "mars"' },
        ],
      ],
    );
    assert.match((await bring('{"format":')).text, /not JSON/);
    assert.equal(await exported(), before);
  });

  test('a node with the strangest key is read, changed and removed by its address', async () => {
    const { nodes } = await read();
    const odd = nodes.find(({ name }) => name === 'Ein Name mit allem');
    assert.ok(odd);
    const path = `${firm.root}/inventory/nodes/${encodeURIComponent(odd.key)}`;
    const { key: _key, ...contents } = odd;
    const changed = await firm.call('PUT', path, { ...contents, note: 'geändert' });
    assert.equal(changed.status, 200, changed.text);
    const gone = await firm.call('DELETE', path);
    assert.equal(gone.status, 200, gone.text);
    assert.equal((await firm.call('DELETE', path)).status, 404);
  });

  test('tables go out and come in', async () => {
    const csv = await firm.call('GET', `${firm.root}/inventory/sheet?what=nodes`);
    assert.match(csv.text, /Kennung;Name;Art;Zielzeit/);
    assert.match(csv.headers.get('content-disposition') ?? '', /\.csv/);
    const back = await firm.call('POST', `${firm.root}/inventory/sheet?what=nodes`, new TextEncoder().encode(csv.text));
    const answer = back.body as ImportAnswer;
    assert.deepEqual([answer.saved, answer.added, answer.changed, answer.faults], [true, [], [], []]);
    const wrong = await firm.call('POST', `${firm.root}/inventory/sheet?what=nodes&preview=true`, 'Name;Art\nX;Planet');
    assert.match((wrong.body as ImportAnswer).faults[0]?.message ?? '', /^Zeile 2: „Planet“/);
  });

  test('whatever file comes, the answer is a sentence or a model, and a refused file leaves nothing', async () => {
    const before = await exported();
    const text = fc.oneof(
      fc.string({ maxLength: 60, unit: 'binary' }),
      fc.constantFrom('__proto__', 'a\u0000b', '\ud800', 'orders', 'PT1H', ''),
    );
    const node = fc.record(
      {
        id: text,
        kind: fc.constantFrom('system', 'cause', 'planet'),
        name: text,
        cause: fc.array(text, { maxLength: 2 }),
        restore: fc.oneof(text, fc.object({ maxDepth: 2 })),
        note: text,
        provider: fc.object({ maxDepth: 2 }),
        origins: fc.object({ maxDepth: 2 }),
      },
      { requiredKeys: ['id', 'kind'] },
    );
    const file = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.json({ maxDepth: 4 }).map((json) => new TextEncoder().encode(json)),
      fc
        .record({
          format: fc.constantFrom('krisenfest-model@1', 'x'),
          nodes: fc.array(node, { maxLength: 3 }),
          dependencies: fc.array(fc.object({ maxDepth: 1 }), { maxLength: 2 }),
        })
        .map((json) => new TextEncoder().encode(JSON.stringify(json))),
    );
    await fc.assert(
      fc.asyncProperty(file, async (content) => {
        const { status, text: said, answer } = await bring(content);
        assert.ok(status === 200 || (status >= 400 && status < 500), `${status} ${said}`);
        if (status !== 200) return assert.match(said, /detail/);
        if (!answer.saved) {
          assert.ok(answer.faults.length > 0);
          assert.equal(await exported(), before);
        } else if (answer.undoId) await firm.call('POST', `${firm.root}/inventory/undo/${answer.undoId}`);
        return undefined;
      }),
      { numRuns: 250 },
    );
    assert.deepEqual(world.faults, []);
    assert.equal(await exported(), before);
  });
});
