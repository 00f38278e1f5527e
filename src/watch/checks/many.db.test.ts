import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onBothDatabases } from '../../../test/world/databases.ts';
import { openFailures } from '../../../test/world/openfailures.ts';
import { newId } from '../../kernel/id.ts';
import { DAY, HOUR, instant } from '../../kernel/instant.ts';
import { CheckInput } from './checks.contract.ts';
import { checks } from './checks.store.ts';
import { gatherWorker } from './gather.jobs.ts';
import { history } from './history.store.ts';
import { encodeJournal } from './history.ts';
import { manyChecks } from './many.store.ts';

const input = (name: string, rest: object = {}) =>
  CheckInput.parse({ name, kind: 'http', config: { url: `https://${name}.example/` }, ...rest });

onBothDatabases('Several checks at once', (open) => {
  const three = async () => {
    const world = await open();
    const ids = await world.work(world.org, async (tx) => {
      const made = [];
      for (const name of ['shop', 'mail', 'erp']) made.push((await checks(tx).add(input(name), name)).id);
      return made;
    });
    const list = () => world.work(world.org, (tx) => checks(tx).list());
    return { ...world, ids, list };
  };

  test('those that are chosen get group, tags and interval; the others stay as they are', async () => {
    const { work, org, ids, list } = await three();
    const [shop = '', mail = '', erp = ''] = ids;
    await work(org, async (tx) => {
      const many = manyChecks(tx);
      await many.group([shop, mail], 'Werk 2');
      await many.tags([shop, mail], ['kunden', 'wichtig'], []);
      await many.tags([mail], ['post'], ['kunden']);
      await many.interval([erp], 5000);
    });
    const all = new Map((await list()).map((check) => [check.id, check]));
    assert.deepEqual(
      [shop, mail, erp].map((id) => [all.get(id)?.group, all.get(id)?.tags, all.get(id)?.intervalMs, all.get(id)?.timeoutMs]),
      [
        ['Werk 2', ['kunden', 'wichtig'], 60_000, 10_000],
        ['Werk 2', ['wichtig', 'post'], 60_000, 10_000],
        [null, [], 5000, 5000],
      ],
    );
  });

  test('pausing several ends their outages and tells who heard of them; resuming looks again', async () => {
    const { work, org, ids, list, database, clock } = await three();
    const [shop = '', mail = ''] = ids;
    const reason = { code: 'timeout', afterMs: 1 };
    const state = JSON.stringify({ kind: 'down', since: clock.now(), reason, successes: 0 });
    await database.db
      .updateTable('check_state')
      .set({ kind: 'down', state, failed_since: clock.now() })
      .where('check_id', '=', shop)
      .execute();
    assert.equal((await work(org, openFailures)).length, 1);
    assert.deepEqual(new Set(await work(org, (tx) => manyChecks(tx).pause(ids))), new Set(ids));
    assert.deepEqual(await work(org, (tx) => manyChecks(tx).pause(ids)), []);
    assert.deepEqual(await work(org, openFailures), []);
    const told = await database.db.selectFrom('outbox').select('data').where('type', '=', 'check.let-go').execute();
    assert.deepEqual(
      told.map(({ data }) => JSON.parse(data)),
      [{ checkId: shop, nodeId: null, name: 'shop' }],
    );
    assert.deepEqual(await work(org, (tx) => manyChecks(tx).resume([mail])), [mail]);
    assert.deepEqual(new Set((await list()).map(({ id, shown }) => `${id === mail} ${shown}`)), new Set(['true unknown', 'false paused']));
  });

  test('what is deleted is gone at once, comes back with its history within a day, and is forgotten after it', async () => {
    const { work, org, ids, list, database, clock, workAcross } = await three();
    const [shop = '', mail = '', erp = ''] = ids;
    const at = clock.now();
    const result = { checkId: shop, at, outcome: 'up', ms: 12, maintenance: false, detail: null } as const;
    await work(org, async (tx) => {
      const { name, kind, config } = await checks(tx).get(mail);
      await checks(tx).change(mail, CheckInput.parse({ name, kind, config, behind: [shop, erp] }), 'mail');
      await history(tx).append(newId(at), at, encodeJournal([result], at));
      await manyChecks(tx).pause([mail]);
    });
    clock.set(instant(clock.now() + 1000));
    assert.deepEqual(new Set(await work(org, (tx) => manyChecks(tx).remove(ids))), new Set(ids));
    assert.deepEqual(await list(), []);
    await assert.rejects(work(org, (tx) => checks(tx).get(shop)));
    assert.deepEqual(new Set((await work(org, (tx) => manyChecks(tx).removed())).map(({ id }) => id)), new Set(ids));
    clock.set(instant(clock.now() + 23 * HOUR));
    await work(org, (tx) => manyChecks(tx).bringBack([shop, mail]));
    assert.deepEqual(
      (await list()).map(({ name, state }) => `${name} ${state.kind}`),
      ['mail paused', 'shop unknown'],
    );
    assert.equal((await work(org, (tx) => history(tx).results(shop, instant(0), instant(clock.now())))).length, 1);
    clock.set(instant(clock.now() + 2 * DAY));
    assert.deepEqual(await work(org, (tx) => manyChecks(tx).bringBack([erp])), []);
    await gatherWorker(workAcross).run({ now: clock.now(), node: 'a', signal: new AbortController().signal });
    const left = await database.db.selectFrom('check').select('name').orderBy('name').execute();
    assert.deepEqual(
      left.map(({ name }) => name),
      ['mail', 'shop'],
    );
    // Nothing lies behind what is forgotten; what came back lies in front as before.
    assert.deepEqual((await work(org, (tx) => checks(tx).get(mail))).behind, [shop]);
  });
});
