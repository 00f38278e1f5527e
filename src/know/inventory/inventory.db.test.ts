import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onBothDatabases } from '../../../test/world/databases.ts';
import { inventory } from './inventory.store.ts';
import { fileOf, NodeContents, without } from './inventory.ts';

const contents = (kind: string, name: string, more: object = {}) => NodeContents.parse({ kind, name, ...more });
const hours = (likely: string) => ({ restore: { best: likely, likely, worst: likely, source: 'guess' } });

onBothDatabases('inventory', (open) => {
  test('what is saved is the model of the engine, in the order it was entered', async () => {
    const { work, org, clock } = await open();
    await work(org, async (tx) => {
      const store = inventory(tx);
      const erp = await store.addNode(contents('system', 'Warenwirtschaft', hours('PT8H')));
      const orders = await store.addNode(contents('process', 'Aufträge', { rto: 'PT10H' }));
      await store.putTeams([{ key: 'admin', name: 'IT', slots: 1, hours: null }]);
      await store.changeNode(erp.key, { ...erp, restoredBy: ['admin'] });
      await store.addDependency({ of: orders.key, on: [erp.key], any: false, atLeast: 1, for: 'both', buffer: 'PT6H', loss: 1, note: '' });
      await store.setResponse('PT1H');
    });
    const model = await work(org, (tx) => inventory(tx).modelOf());
    assert.deepEqual(
      [model.response, model.nodes.map(({ id }) => id), model.dependencies[0]?.buffer, model.nodes[0]?.restoredBy],
      [3_600_000, ['warenwirtschaft', 'auftraege'], 21_600_000, ['admin']],
    );
    const nodes = await work(org, (tx) => inventory(tx).nodes());
    assert.deepEqual(nodes[1]?.origins, { rto: { source: 'guess', at: clock.now(), evidence: '' } });
  });

  test('nothing is saved that would make the model invalid; the sentence names what goes in a circle', async () => {
    const { work, org } = await open();
    const [a, b] = await work(org, async (tx) => {
      const first = await inventory(tx).addNode(contents('cause', 'Anbieter A'));
      return [first, await inventory(tx).addNode(contents('cause', 'Anbieter B', { cause: [first.key] }))];
    });
    const circle = work(org, (tx) => inventory(tx).changeNode(a.key, { ...a, cause: [b.key] }));
    await assert.rejects(circle, /circle: Anbieter A → Anbieter B → Anbieter A/);
    const bad = (more: object) => work(org, (tx) => inventory(tx).addNode(contents('system', 'X', more)));
    await assert.rejects(bad({ cause: ['mars'] }), /X\/cause\/0: there is no node "mars"/);
    await assert.rejects(bad({ rto: 'two hours' }), /not an ISO 8601 duration/);
    await assert.rejects(bad({ note: 'a\u0000b' }), /no text/);
    assert.equal((await work(org, (tx) => inventory(tx).nodes())).length, 2);
  });

  test('a removal takes its dependencies along and can be taken back, unless somebody went on from there', async () => {
    const { work, org } = await open();
    const keys = await work(org, async (tx) => {
      const store = inventory(tx);
      const made = [];
      for (const name of ['Leitung 1', 'Leitung 2', 'Büro']) made.push((await store.addNode(contents('line', name))).key);
      const [one = '', two = '', office = ''] = made;
      await store.addDependency({ of: office, on: [one, two], any: true, atLeast: 2, for: 'both', buffer: null, loss: 1, note: '' });
      await store.addDependency({ of: two, on: [one], any: false, atLeast: 1, for: 'both', buffer: null, loss: 1, note: '' });
      return { one, two, office };
    });
    const file = () => work(org, async (tx) => fileOf(await inventory(tx).all()));
    const before = await file();
    const remove = () =>
      work(org, async (tx) => {
        return inventory(tx).replaceUndoably(without(await inventory(tx).own(), keys.one), 'removed', 'Eva');
      });
    const undoId = await remove();
    const dependencies = await work(org, (tx) => inventory(tx).dependencies());
    assert.deepEqual(
      dependencies.map(({ of, on, atLeast }) => [of, on, atLeast]),
      [[keys.office, [keys.two], 1]],
    );
    await work(org, (tx) => inventory(tx).undo(undoId));
    assert.deepEqual(await file(), before);
    await assert.rejects(
      work(org, (tx) => inventory(tx).undo(undoId)),
      /does not exist/,
    );
    const second = await remove();
    await work(org, (tx) => inventory(tx).addNode(contents('site', 'Halle')));
    await assert.rejects(
      work(org, (tx) => inventory(tx).undo(second)),
      /changed after this/,
    );
  });

  test('a measured time replaces the guess, keeps best and worst around it, and says what shows it', async () => {
    const { work, org, clock } = await open();
    const erp = await work(org, (tx) =>
      inventory(tx).addNode(contents('system', 'ERP', { restore: { best: 'PT2H', likely: 'PT4H', worst: 'PT5H', source: 'guess' } })),
    );
    await clock.forward('P1D');
    const measured = { nodeId: erp.key, ms: 6 * 3_600_000, at: clock.now(), evidence: 'Nachbereitung vom 25.11.' };
    await work(org, (tx) => inventory(tx).recordMeasuredRestore(measured));
    const after = await work(org, (tx) => inventory(tx).node(erp.key));
    assert.deepEqual(after.restore, { best: 'PT2H', likely: 'PT6H', worst: 'PT6H', source: 'tested' });
    assert.deepEqual(after.origins['restore'], { source: 'tested', at: clock.now(), evidence: 'Nachbereitung vom 25.11.' });
    await clock.forward('P1D');
    const renamed = await work(org, (tx) => inventory(tx).changeNode(erp.key, { ...after, name: 'ERP neu' }));
    assert.equal(renamed.origins['restore']?.at, measured.at);
    await work(org, (tx) => inventory(tx).recordMeasuredRestore({ ...measured, nodeId: 'gone' }));
  });

  test('two people at once: nobody hangs something on what the other has just removed', async () => {
    const { work, org, postgres } = await open();
    const keys = await work(org, async (tx) => [
      (await inventory(tx).addNode(contents('system', 'A'))).key,
      (await inventory(tx).addNode(contents('system', 'B'))).key,
    ]);
    const [a = '', b = ''] = keys;
    const both = await Promise.allSettled([
      work(org, (tx) => inventory(tx).removeNode(a)),
      work(org, (tx) =>
        inventory(tx).addDependency({ of: b, on: [a], any: false, atLeast: 1, for: 'both', buffer: null, loss: 1, note: '' }),
      ),
    ]);
    assert.ok(
      both.some(({ status }) => status === 'fulfilled'),
      postgres ? 'postgres' : 'sqlite',
    );
    const model = await work(org, (tx) => inventory(tx).modelOf());
    assert.deepEqual([model.nodes.map(({ id }) => id), model.dependencies], [[b], []]);
  });
});
