import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onBothDatabases } from '../../../test/world/databases.ts';
import { inventory } from '../inventory/inventory.store.ts';
import { Answers } from './answers.ts';
import { branches } from './branches.ts';
import { guide } from './guide.store.ts';
import { longCatalogue } from './longcatalogue.ts';
import { longChecks } from './longcheck.store.ts';
import { merged } from './merged.ts';
import { ownership } from './ownership.store.ts';
import { newestOf } from './ownership.ts';
import { proposed } from './proposal.ts';

const crafts = branches[0];
const answers = (more: object = {}) =>
  Answers.parse({ branch: 'crafts', employees: 12, processes: { dispatch: { standstill: 'P1D' }, offers: {} }, ...more });

onBothDatabases('first answer', (open) => {
  /** Applies the answers as the API does, and gives what that did. */
  const applying = async ({ work, org }: Awaited<ReturnType<typeof open>>, given: Answers, overwrite: readonly string[] = []) =>
    work(org, async (tx) => {
      assert.ok(crafts);
      const before = await inventory(tx).own();
      const context = { company: before.company, zone: 'Europe/Berlin', language: 'de', at: tx.now } as const;
      const result = merged(before, proposed(crafts, given, context).inventory, (await guide(tx).get()).applied, new Set(overwrite));
      const undoId = await inventory(tx).replaceUndoably(result.inventory, 'first answer', 'Eva');
      await guide(tx).markApplied(result.applied);
      return { ...result, undoId };
    });

  test('answers are kept, and who answers from an old state is refused', async () => {
    const { work, org } = await open();
    const first = await work(org, (tx) => guide(tx).save(answers(), 0));
    assert.equal(first.revision, 1);
    await assert.rejects(
      work(org, (tx) => guide(tx).save(answers({ employees: 13 }), 0)),
      /nothing was overwritten/,
    );
    assert.equal((await work(org, (tx) => guide(tx).get())).answers.employees, 12);
  });

  test('the model comes into the inventory, follows later answers, and is taken back as a whole', async () => {
    const db = await open();
    const first = await applying(db, answers());
    assert.ok(first.added.includes('Einsätze planen'));
    const second = await applying(db, answers({ importance: { supplier: 'none', craftsoftware: 'none' }, restore: { planning: 'PT4H' } }));
    assert.deepEqual([second.added, second.kept], [[], []]);
    assert.ok(second.removed.includes('Handwerkersoftware (Angebote, Aufträge)'));
    assert.ok(second.updated.includes('Einsatzplan und Kalender'));
    await db.work(db.org, (tx) => inventory(tx).undo(second.undoId));
    const names = (await db.work(db.org, (tx) => inventory(tx).nodes())).map(({ name }) => name);
    assert.ok(names.includes('Handwerkersoftware (Angebote, Aufträge)'));
  });

  test('what a person entered is not overwritten unless they say so', async () => {
    const db = await open();
    const { work, org } = db;
    await applying(db, answers());
    const changed = await work(org, async (tx) => {
      const node = (await inventory(tx).nodes()).find(({ name }) => name === 'Einsätze planen');
      assert.ok(node);
      return inventory(tx).changeNode(node.key, { ...node, mtpd: 'PT2H' });
    });
    const again = await applying(db, answers({ processes: { dispatch: { standstill: 'P3D' }, offers: {} } }));
    assert.deepEqual(again.kept, [{ key: changed.key, name: 'Einsätze planen' }]);
    assert.equal((await work(org, (tx) => inventory(tx).node(changed.key))).mtpd, 'PT2H');
    await applying(db, answers({ processes: { dispatch: { standstill: 'P3D' }, offers: {} } }), [changed.key]);
    assert.equal((await work(org, (tx) => inventory(tx).node(changed.key))).mtpd, 'P3D');
  });

  test('entries of the same name come in once, and what depends on them depends on the one that is there', async () => {
    const db = await open();
    const { work, org } = db;
    await work(org, (tx) =>
      inventory(tx).addNode({
        ...proposedNode(),
        name: 'e-mail',
        note: 'von Hand',
        restore: { best: 'PT1H', likely: 'PT1H', worst: 'PT1H', source: 'tested' },
      }),
    );
    const result = await applying(db, answers());
    assert.deepEqual(result.kept, [{ key: 'e-mail', name: 'e-mail' }]);
    const all = await work(org, (tx) => inventory(tx).all());
    assert.equal(all.nodes.filter(({ name }) => name.toLowerCase() === 'e-mail').length, 1);
    assert.ok(all.dependencies.some(({ on }) => on.includes('e-mail')));
    assert.equal(all.nodes.find(({ key }) => key === 'e-mail')?.restore?.source, 'tested');
  });

  test('answers about ownership are added, and every one stays to be read', async () => {
    const { work, org, clock } = await open();
    await work(org, (tx) => ownership(tx).add('domain', { holder: 'outside', who: 'Systemhaus Nord', seen: false, note: '' }, 'Eva'));
    await clock.forward('P1D');
    await work(org, (tx) => ownership(tx).add('domain', { holder: 'firm', who: 'Eva', seen: true, note: '' }, 'Eva'));
    const all = await work(org, (tx) => ownership(tx).list());
    assert.deepEqual(
      all.map(({ holder }) => holder),
      ['firm', 'outside'],
    );
    assert.equal(newestOf(all).domain?.holder, 'firm');
    assert.deepEqual(Object.keys(ownership(await work(org, async (tx) => tx))), ['list', 'add']);
  });

  test('answers of the long self-check that come at once are all kept; a finished one stays as it was scored', async () => {
    const { work, org, clock } = await open();
    const ids = longCatalogue.requirements.map(({ id }) => id);
    await Promise.all(ids.map((id) => work(org, (tx) => longChecks(tx).answer(longCatalogue, id, id === 'wifi' ? 'not' : 'met'))));
    const first = await work(org, (tx) => longChecks(tx).finish(longCatalogue, 'Eva'));
    assert.deepEqual([first.score.points, first.score.max, first.score.unknown], [36, 37, 0]);
    await assert.rejects(
      work(org, (tx) => longChecks(tx).finish(longCatalogue, 'Eva')),
      /nothing to finish/,
    );
    await clock.forward('P30D');
    assert.equal((await work(org, (tx) => longChecks(tx).draft()))['wifi'], 'not', 'the next one begins with the answers of the last');
    await work(org, (tx) => longChecks(tx).answer(longCatalogue, 'wifi', 'met'));
    await work(org, (tx) => longChecks(tx).finish(longCatalogue, 'Eva'));
    const all = await work(org, (tx) => longChecks(tx).results());
    assert.deepEqual(
      all.map(({ score }) => score.points),
      [37, 36],
    );
    await assert.rejects(
      work(org, (tx) => longChecks(tx).answer(longCatalogue, 'mars', 'met')),
      /does not exist/,
    );
  });

  function proposedNode() {
    assert.ok(crafts);
    const { inventory: model } = proposed(crafts, answers(), {
      company: { name: '', employees: 1, hourlyRate: 1 },
      zone: 'Europe/Berlin',
      language: 'de',
      at: 0,
    });
    const node = model.nodes.find(({ key }) => key === 'e-mail');
    assert.ok(node);
    return { ...node, cause: [], restoredBy: [], backups: [] };
  }
});
