import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onBothDatabases } from '../../../test/world/databases.ts';
import { newId } from '../../kernel/id.ts';
import { suggested } from './exit.ts';
import { sovereignty } from './sovereignty.store.ts';

const REPLACE = { best: 'P2D', likely: 'P5D', worst: 'P9D', source: 'guess' } as const;
const owner = { legalEntity: 'A GmbH', ultimateParent: 'A Holding', reach: 'DE' as const, note: 'Handelsregister' };

onBothDatabases('sovereignty', (open) => {
  test('the newest correction counts, the one before it when it is taken back', async () => {
    const { work, org, clock } = await open();
    const first = await work(org, (tx) => sovereignty(tx).correct('a', owner, 'Eva'));
    await clock.forward('PT1H');
    const second = await work(org, (tx) => sovereignty(tx).correct('a', { ...owner, reach: 'EU' }, 'Ali'));
    const kept = () => work(org, (tx) => sovereignty(tx).corrections());
    assert.deepEqual(
      (await kept()).map(({ id, reach, by }) => [id, reach, by]),
      [
        [second, 'EU', 'Ali'],
        [first, 'DE', 'Eva'],
      ],
    );
    await work(org, (tx) => sovereignty(tx).undoCorrection(second));
    assert.deepEqual(
      (await kept()).map(({ id }) => id),
      [first],
    );
    await assert.rejects(
      work(org, (tx) => sovereignty(tx).undoCorrection(second)),
      /This correction/,
    );
  });

  test('a plan is saved over the one before; tests stand by date and are removed one by one', async () => {
    const { work, org, clock } = await open();
    const plan = suggested('mail', [], 'de');
    await work(org, (tx) => sovereignty(tx).savePlan('mail', plan, 'Eva'));
    await clock.forward('PT1H');
    await work(org, (tx) => sovereignty(tx).savePlan('mail', { ...plan, switchDays: 9 }, 'Ali'));
    const [saved, ...more] = await work(org, (tx) => sovereignty(tx).plans());
    assert.deepEqual([saved?.contents.switchDays, saved?.by, saved?.at, more], [9, 'Ali', clock.now(), []]);
    const add = (on: string) =>
      work(org, (tx) => sovereignty(tx).addTest('mail', { on, who: 'Nora Beispiel', result: 'worked', note: '' }));
    const [newer, older] = [await add('2026-03-01'), await add('2025-03-01')];
    const tests = () => work(org, async (tx) => (await sovereignty(tx).tests()).map(({ id }) => id));
    assert.deepEqual(await tests(), [newer, older]);
    await work(org, (tx) => sovereignty(tx).removeTest('mail', newer));
    assert.deepEqual(await tests(), [older]);
    await assert.rejects(
      work(org, (tx) => sovereignty(tx).removeTest('web', older)),
      /This test/,
    );
  });

  test('what a plan was before each change is kept, newest first, and taken back step by step to what was suggested', async () => {
    const { work, org, clock } = await open();
    const plan = suggested('mail', [], 'de');
    const asked = <T>(ask: (store: ReturnType<typeof sovereignty>) => Promise<T>) => work(org, (tx) => ask(sovereignty(tx)));
    assert.deepEqual([await asked((store) => store.before('mail')), [...(await asked((store) => store.changed()))]], [[], []]);

    await asked((store) => store.keepBefore('mail', { plan: null, replace: null }));
    await asked((store) => store.savePlan('mail', plan, 'Eva'));
    await clock.forward('PT1H');
    await asked((store) => store.keepBefore('mail', { plan, replace: REPLACE }));
    await asked((store) => store.savePlan('mail', { ...plan, switchDays: 9 }, 'Ali'));
    await asked((store) => store.keepBefore('web', { plan: null, replace: null }));
    const [last, first, ...none] = await asked((store) => store.before('mail'));
    assert.deepEqual([last?.plan, last?.replace, first?.plan, first?.replace, none], [plan, REPLACE, null, null, []]);
    assert.deepEqual([...(await asked((store) => store.changed()))].sort(), ['mail', 'web']);

    await asked((store) => store.forgetBefore(last?.id ?? ''));
    await asked((store) => store.savePlan('mail', plan, 'Ali'));
    assert.deepEqual(
      (await asked((store) => store.before('mail'))).map(({ id }) => id),
      [first?.id],
    );
    await asked((store) => store.forgetBefore(first?.id ?? ''));
    await asked((store) => store.removePlan('mail'));
    assert.deepEqual([await asked((store) => store.before('mail')), await asked((store) => store.plans())], [[], []]);
    assert.deepEqual([...(await asked((store) => store.changed()))], ['web'], 'the history of another plan stays');
    assert.equal((await asked((store) => store.before('web'))).length, 1);
  });

  test('nothing of one organisation shows in another', async () => {
    const { work, org, clock } = await open();
    await work(org, (tx) => sovereignty(tx).correct('a', owner, 'Eva'));
    await work(org, (tx) => sovereignty(tx).savePlan('mail', suggested('mail', [], 'de'), 'Eva'));
    await work(org, (tx) => sovereignty(tx).keepBefore('mail', { plan: null, replace: null }));
    const other = newId(clock.now());
    const [step] = await work(org, (tx) => sovereignty(tx).before('mail'));
    const said = await work(other, async (tx) => {
      const store = sovereignty(tx);
      await store.removePlan('mail');
      await store.forgetBefore(step?.id ?? '');
      return [await store.corrections(), await store.plans(), await store.before('mail'), [...(await store.changed())]];
    });
    assert.deepEqual(said, [[], [], [], []]);
    const kept = await work(org, async (tx) => [(await sovereignty(tx).plans()).length, (await sovereignty(tx).before('mail')).length]);
    assert.deepEqual(kept, [1, 1], 'what another removes stays here');
  });
});
