import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';
import { scratchFolder } from '../world/scratch.ts';

type Board = {
  measures: { id: string; title: string; progress: { state: string } }[];
  scenarios: { id: string; fail: string[] }[];
  usual: boolean;
};

describe('a measure from the idea to the proof, over the API', () => {
  let world: TestHouse;
  let eva: Firm;
  before(async () => {
    world = await startHouse();
    eva = await world.setUp();
    const model = {
      format: 'krisenfest-model@1',
      nodes: [
        { id: 'sale', kind: 'process', name: 'Verkauf', rto: 'PT2H', costPerHour: 100 },
        { id: 'line', kind: 'line', name: 'Leitung', restore: 'PT8H' },
      ],
      dependencies: [{ of: 'sale', on: 'line' }],
    };
    const done = await eva.call('POST', `${eva.root}/model/import`, JSON.stringify(model));
    assert.equal(done.status, 200, done.text);
  });
  after(() => world.close());

  const board = async () => (await eva.call('GET', `${eva.root}/measures`)).body as Board;
  const secondLine = {
    title: 'Zweite Leitung',
    reason: 'Ohne Leitung kein Verkauf',
    cost: 600,
    hours: 6,
    owner: 'Eva Muster',
    dueAt: Date.UTC(2026, 11, 1, 12),
    proposal: 'second:line',
    edit: {
      addNodes: [{ id: 'line-2', kind: 'line', name: 'Leitung 2', restore: 'PT8H' }],
      removeDependencies: [{ of: 'sale', on: 'line' }],
      addDependencies: [{ of: 'sale', onAny: ['line', 'line-2'] }],
    },
  };

  test('the board begins with usual scenarios; what is exported is weighed by the command line as it stands', async () => {
    const empty = await board();
    assert.deepEqual([empty.measures.length, empty.usual], [0, true]);
    assert.ok(empty.scenarios.some(({ fail }) => fail.includes('line')));
    const added = await eva.call('POST', `${eva.root}/measures`, secondLine);
    assert.equal(added.status, 201, added.text);

    const folder = scratchFolder('measures');
    const [model, file] = ['model.json', 'measures.json'].map((name) => join(folder.path, name)) as [string, string];
    writeFileSync(model, (await eva.call('GET', `${eva.root}/model`)).text);
    writeFileSync(file, (await eva.call('GET', `${eva.root}/measures/file`)).text);
    const run = spawnSync(process.execPath, [join(import.meta.dirname, '../../src/cli.ts'), 'measures', model, file, '--json'], {
      encoding: 'utf8',
    });
    folder.remove();
    assert.equal(run.status, 0, run.stderr);
    const report = JSON.parse(run.stdout) as { measures: { id: string; avoided: { likely: number }; targetsSaved: number }[] };
    const [weighed] = report.measures;
    assert.equal(weighed?.id, (added.body as { id: string }).id);
    // Two failures a year of eight hours at a hundred euro.
    assert.equal(weighed?.avoided.likely, 1600);
    assert.equal(weighed?.targetsSaved, 1);
  });

  test('done changes the model, taken back restores it, and tried says by what', async () => {
    const [measure] = (await board()).measures;
    const at = `${eva.root}/measures/${measure?.id}`;
    const model = async () => (await eva.call('GET', `${eva.root}/model`)).text;
    const before = await model();
    assert.equal((await eva.call('POST', `${at}/trial`, { evidence: 'Stecker gezogen' })).status, 409);
    assert.equal((await eva.call('POST', `${at}/implementation`)).status, 200);
    assert.match(await model(), /"onAny":\["line","line-2"\]/);
    assert.equal((await eva.call('POST', `${at}/trial`, { evidence: 'Stecker gezogen, lief weiter' })).status, 200);
    assert.equal((await eva.call('DELETE', `${at}/implementation`)).status, 200);
    assert.equal(await model(), before);
    const moved = await eva.call('PUT', `${at}/progress`, { state: 'rejected', reason: 'zu teuer' });
    assert.equal((moved.body as { progress: { state: string } }).progress.state, 'rejected');
  });

  test('the board leaves as table and calendar', async () => {
    const [measure] = (await board()).measures;
    await eva.call('PUT', `${eva.root}/measures/${measure?.id}/progress`, { state: 'decided' });
    const sheet = (await eva.call('GET', `${eva.root}/measures/sheet?language=de`)).text;
    assert.match(sheet, /Zweite Leitung;Ohne Leitung kein Verkauf;beschlossen;Eva Muster;01\.12\.2026;600;6;Annahme/);
    const calendar = await eva.call('GET', `${eva.root}/measures/calendar`);
    assert.match(calendar.headers.get('content-type') ?? '', /^text\/calendar/);
    assert.match(calendar.text, /DTSTART;VALUE=DATE:20261201/);
  });

  test('a wrong change is refused with its place; who may only read changes nothing', async () => {
    const wrong = await eva.call(
      'POST',
      `${eva.root}/measures/import`,
      JSON.stringify({ measures: [{ id: 'a', edit: { set: { no: {} } } }], scenarios: [] }),
    );
    assert.match(wrong.text, /\/measures\/0\/edit\/set\/no/);
    const added = await eva.call('POST', `${eva.root}/people`, {
      name: 'Paula Prüferin',
      email: 'paula@pruefung.example',
      role: 'auditor',
    });
    assert.equal(added.status, 201, added.text);
    const paula = world.client();
    const password = (added.body as { firstPassword: string }).firstPassword;
    assert.equal((await paula.call('POST', '/session', { email: 'paula@pruefung.example', password })).status, 200);
    assert.equal((await paula.call('GET', `${eva.root}/measures`)).status, 200);
    assert.equal((await paula.call('POST', `${eva.root}/measures`, secondLine)).status, 403);
    const [measure] = (await board()).measures;
    assert.equal((await paula.call('POST', `${eva.root}/measures/${measure?.id}/implementation`)).status, 403);
    assert.deepEqual(world.faults, []);
  });
});
