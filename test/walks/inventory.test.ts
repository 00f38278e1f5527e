import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';

type Import = {
  saved: boolean;
  faults: { pointer: string; message: string }[];
  added: string[];
  changed: string[];
  removed: string[];
  undoId: string | null;
};
type Inventory = {
  nodes: { key: string; name: string; rto: string | null; restore: { likely: string; source: string } | null; cause: string[] }[];
  dependencies: { of: string; on: string[] }[];
};

const model = {
  format: 'krisenfest-model@1',
  response: 'PT1H',
  teams: [{ id: 'admin', name: 'IT-Administration', slots: 1 }],
  nodes: [
    {
      id: 'orders',
      kind: 'process',
      name: 'Auftragsannahme',
      rto: 'PT10H',
      mtpd: 'P1D',
      costPerHour: { low: 300, likely: 500, high: 900 },
    },
    {
      id: 'erp',
      kind: 'system',
      name: 'Warenwirtschaft',
      restore: { best: 'PT6H', likely: 'PT8H', worst: 'PT16H', source: 'guess' },
      restoredBy: ['admin'],
      note: 'steht im Keller',
    },
  ],
  dependencies: [{ of: 'orders', on: 'erp', buffer: 'PT6H' }],
};

describe('the inventory', () => {
  let world: TestHouse;
  let eva: Firm;
  before(async () => {
    world = await startHouse({ engine: false });
    eva = await world.setUp();
  });
  after(() => world.close());

  const read = async () => (await eva.call('GET', `${eva.root}/inventory`)).body as Inventory;
  const bring = async (path: string, contents: string | Uint8Array) => {
    const answer = await eva.call('POST', `${eva.root}${path}`, contents);
    assert.equal(answer.status, 200, answer.text);
    return answer.body as Import;
  };

  test('a preview says what would come and changes nothing; the import brings it; the export is the same', async () => {
    const preview = await bring('/model/import?preview=true', JSON.stringify(model));
    assert.deepEqual(
      [preview.saved, preview.added],
      [false, ['Auftragsannahme', 'Warenwirtschaft', 'IT-Administration', 'Auftragsannahme → Warenwirtschaft']],
    );
    assert.equal((await read()).nodes.length, 0);
    assert.equal((await bring('/model/import', JSON.stringify(model))).saved, true);
    const file = (await eva.call('GET', `${eva.root}/model`)).body as typeof model;
    assert.deepEqual([file.nodes, file.dependencies, file.response], [model.nodes, model.dependencies, 'PT1H']);
    const again = await bring('/model/import?preview=true&how=replace', JSON.stringify(file));
    assert.deepEqual([again.added, again.changed, again.removed], [[], [], []]);
  });

  test('a wrong file is refused with the place of every fault, and nothing of it stays', async () => {
    const wrong = {
      ...model,
      nodes: [...model.nodes, { id: 'x', kind: 'planet', name: 'X' }],
      dependencies: [{ of: 'orders', on: 'mars' }],
    };
    const answer = await bring('/model/import', JSON.stringify(wrong));
    assert.deepEqual([answer.saved, answer.faults.map((fault) => fault.pointer)], [false, ['/nodes/2/kind', '/dependencies/0/on']]);
    assert.match((await bring('/model/import', '{"format":')).faults[0]?.message ?? '', /not JSON/);
    assert.ok(!(await read()).nodes.some((node) => node.name === 'X'));
  });

  test('a table as Excel saves it in Germany brings nodes and dependencies', async () => {
    const latin1 = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0));
    const nodes = latin1(
      'Name;Art;Zielzeit;Wiederanlauf wahrscheinlich;Quelle;Ursachen;Kosten/h wahrscheinlich\r\nLagerbüro;Geschäftsprozess;4 h;;;;1.250,50\r\nFunkscanner;Gerät;;"1,5 h";Vertrag;Lagerstrom;\r\nLagerstrom;Strom;;2 Tage;;;\r\n',
    );
    const answer = await bring('/inventory/sheet?what=nodes', nodes);
    assert.deepEqual([answer.faults, answer.saved], [[], true]);
    const scanner = (await read()).nodes.find((node) => node.name === 'Funkscanner');
    assert.deepEqual([scanner?.restore?.likely, scanner?.restore?.source, scanner?.cause], ['PT1H30M', 'contract', ['lagerstrom']]);
    const links = await bring('/inventory/sheet?what=dependencies', 'Wer braucht;Was;Puffer\r\nLagerbüro;Funkscanner;2 Tage\r\n');
    assert.equal(links.saved, true);
    assert.deepEqual((await read()).dependencies.at(-1)?.on, ['funkscanner']);
  });

  test('faults in a table name line and column, and nothing of the table stays', async () => {
    const answer = await bring('/inventory/sheet?what=nodes', 'Name;Art;Zielzeit\nNeu;Rakete;bald\n;System;\n');
    assert.deepEqual(
      answer.faults.map((fault) => fault.message.split(':')[0]),
      ['Zeile 2', 'Zeile 2', 'Zeile 3'],
    );
    assert.ok(!(await read()).nodes.some((node) => node.name === 'Neu'));
    assert.match((await bring('/inventory/sheet?what=nodes', 'Spalte\nx\n')).faults[0]?.message ?? '', /Name/);
  });

  test('what was exported as a table comes back unchanged', async () => {
    for (const what of ['nodes', 'dependencies']) {
      const sheet = await eva.call('GET', `${eva.root}/inventory/sheet?what=${what}`);
      const back = await bring(`/inventory/sheet?what=${what}&preview=true`, sheet.text);
      assert.deepEqual([back.faults, back.added, back.changed, back.removed], [[], [], [], []], what);
    }
  });

  test('an import and a removal can be taken back, unless somebody went on from there', async () => {
    const before = await read();
    const removed = (await eva.call('DELETE', `${eva.root}/inventory/nodes/erp`)).body as { undoId: string };
    assert.ok(!(await read()).dependencies.some((one) => one.on.includes('erp')));
    assert.equal((await eva.call('POST', `${eva.root}/inventory/undo/${removed.undoId}`)).status, 204);
    assert.deepEqual((await read()).nodes, before.nodes);
    const once = (await eva.call('DELETE', `${eva.root}/inventory/nodes/erp`)).body as { undoId: string };
    await eva.call('POST', `${eva.root}/inventory/nodes`, { kind: 'system', name: 'Neues System' });
    assert.equal((await eva.call('POST', `${eva.root}/inventory/undo/${once.undoId}`)).status, 409);
  });

  test('what would make the model invalid is refused with a sentence', async () => {
    const self = await eva.call('POST', `${eva.root}/inventory/nodes`, { kind: 'cause', name: 'A', cause: ['gibt-es-nicht'] });
    assert.equal(self.status, 422);
    assert.match(self.text, /there is no node/);
    assert.equal((await eva.call('POST', `${eva.root}/inventory/nodes`, { kind: 'process', name: 'P', rto: 'bald' })).status, 422);
  });
});
