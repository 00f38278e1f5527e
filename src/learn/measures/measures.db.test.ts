import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onBothDatabases } from '../../../test/world/databases.ts';
import { fromFile } from '../../know/inventory/file.ts';
import { inventory } from '../../know/inventory/inventory.store.ts';
import { ProviderDetails } from '../../know/inventory/inventory.ts';
import { second } from './edits.ts';
import { bringFile, decide, implement, newMeasure, scenariosOf, takeBack } from './measures.cases.ts';
import { measures } from './measures.store.ts';
import { MeasureContents } from './measures.ts';

const file = fromFile({
  format: 'krisenfest-model@1',
  nodes: [
    { id: 'sale', kind: 'process', name: 'Verkauf', costPerHour: 100 },
    { id: 'line', kind: 'line', name: 'Leitung', cause: ['carrier'], restore: 'PT8H', note: 'Vertrag 17' },
    { id: 'carrier', kind: 'cause', name: 'Netzbetreiber', provider: ProviderDetails.parse({ phone: '+49 431 5550199' }) },
  ],
  dependencies: [{ of: 'sale', on: 'line', buffer: 'PT30M', note: 'EC-Gerät' }],
});
if (!file.ok) throw new Error(JSON.stringify(file.error));
const { response, teams, nodes, dependencies } = file.value;

onBothDatabases('the board of measures', (open) => {
  const board = async () => {
    const { work, org } = await open();
    const measure = await work(org, async (tx) => {
      const store = inventory(tx);
      await store.replace({ ...(await store.all()), response, teams, nodes, dependencies });
      const model = await store.modelOf();
      const line = model.nodes[1];
      assert.ok(line);
      const contents = MeasureContents.parse({ title: 'Zweite Leitung', edit: second(model, line, 'Leitung 2'), proposal: 'second:line' });
      return measures(tx).save(newMeasure(tx, contents, 'Eva'));
    });
    return { work: <T>(body: Parameters<typeof work<T>>[1]) => work(org, body), measure };
  };

  test('what is done stands in the inventory with all that only people read, and is taken back as a whole', async () => {
    const { work, measure } = await board();
    const before = await work((tx) => inventory(tx).all());
    const done = await work((tx) => implement(tx, measure.id, 'Eva'));
    assert.equal(done.progress.state, 'done');
    const now = await work((tx) => inventory(tx).all());
    assert.deepEqual(
      now.dependencies.map(({ of, on, any, buffer }) => [of, on, any, buffer]),
      [['sale', ['line', 'leitung-2'], true, 'PT30M']],
    );
    assert.equal(now.nodes.find(({ key }) => key === 'carrier')?.provider?.phone, '+49 431 5550199');
    assert.equal(now.nodes.find(({ key }) => key === 'line')?.note, 'Vertrag 17');
    assert.equal(now.nodes.find(({ key }) => key === 'leitung-2')?.origins['restore']?.source, 'guess');
    await assert.rejects(
      work((tx) => implement(tx, measure.id, 'Eva')),
      /is done/,
    );
    const back = await work((tx) => takeBack(tx, measure.id, 'Eva'));
    assert.equal(back.progress.state, 'in-progress');
    const after = await work((tx) => inventory(tx).all());
    assert.deepEqual(after.nodes, before.nodes);
    const plain = (all: typeof before) => all.dependencies.map(({ id: _id, ...rest }) => rest);
    assert.deepEqual(plain(after), plain(before));
  });

  test('a measure that no longer fits is refused with its place, and nothing is saved', async () => {
    const { work, measure } = await board();
    await work(async (tx) => {
      const [one] = await inventory(tx).dependencies();
      await inventory(tx).removeDependency(one?.id ?? '');
    });
    const before = await work((tx) => inventory(tx).all());
    await assert.rejects(
      work((tx) => implement(tx, measure.id, 'Eva')),
      (error: { code?: string; faults?: readonly { pointer: string }[] }) =>
        error.code === 'does-not-fit' && error.faults?.[0]?.pointer === '/edit/removeDependencies/0',
    );
    assert.equal((await work((tx) => measures(tx).get(measure.id))).progress.state, 'proposed');
    assert.deepEqual(await work((tx) => inventory(tx).all()), before);
  });

  test('a change that others have built upon is not torn out again', async () => {
    const { work, measure } = await board();
    await work((tx) => implement(tx, measure.id, 'Eva'));
    await work((tx) => inventory(tx).setResponse('PT2H'));
    await assert.rejects(
      work((tx) => takeBack(tx, measure.id, 'Eva')),
      (error: { code?: string }) => error.code === 'changed-since',
    );
    assert.equal((await work((tx) => measures(tx).get(measure.id))).progress.state, 'done');
  });

  test('scenarios are the usual ones until somebody sets others, and again when those are taken away', async () => {
    const { work } = await board();
    const ask = () => work(async (tx) => scenariosOf(tx, await inventory(tx).modelOf()));
    const usual = await ask();
    assert.ok(usual.usual && usual.scenarios.some(({ id }) => id === 'fail:line'));
    const own = { ...(usual.scenarios[0] ?? assert.fail()), perYear: 7, source: 'tested' as const };
    await work((tx) => measures(tx).setScenarios([own, { ...own, id: 'gone', fail: ['no-more'] }]));
    assert.deepEqual(await ask(), { scenarios: [own], usual: false });
    await work((tx) => measures(tx).setScenarios([]));
    assert.ok((await ask()).usual);
  });

  test('an imported file changes what it knows and adds what is new, all or nothing', async () => {
    const { work, measure } = await board();
    const hands = { id: 'hands', title: 'Bereitschaft', cost: 10, hours: 1, edit: { set: { line: { restart: 'PT1M' } } } };
    const scenarios = [{ fail: ['line'], perYear: 1 }];
    const bad = await work((tx) =>
      bringFile(tx, { measures: [hands, { id: 'x', edit: { set: { nobody: {} } } }], scenarios }, false, 'Eva'),
    );
    assert.deepEqual([bad.saved, bad.faults.length], [false, 1]);
    const both = { measures: [hands, { id: measure.id, title: 'Umbenannt', edit: {} }], scenarios };
    const look = await work((tx) => bringFile(tx, both, true, 'Eva'));
    assert.deepEqual([look.saved, look.added, look.changed], [false, ['Bereitschaft'], ['Umbenannt']]);
    assert.equal((await work((tx) => measures(tx).list())).length, 1);
    await work((tx) => bringFile(tx, both, false, 'Eva'));
    assert.deepEqual((await work((tx) => measures(tx).list())).map(({ title }) => title).sort(), ['Bereitschaft', 'Umbenannt']);
    await work((tx) => decide(tx, measure.id, { kind: 'reject', reason: 'zu teuer' }, 'Eva'));
    assert.equal((await work((tx) => measures(tx).get(measure.id))).progress.state, 'rejected');
  });
});
