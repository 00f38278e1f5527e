import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onBothDatabases, type TestDatabase } from '../../../test/world/databases.ts';
import { openFailures } from '../../../test/world/openfailures.ts';
import { startTarget, type Target } from '../../../test/world/target.ts';
import { watch, watchingNode } from '../../../test/world/watching.ts';
import type { WorkAcross } from '../../db/work.ts';
import { DAY, HOUR, instant } from '../../kernel/instant.ts';
import { CheckInput, listChecks } from './checks.contract.ts';
import { checks, checksOverview } from './checks.store.ts';
import { gatherWorker } from './gather.jobs.ts';
import { history } from './history.store.ts';
import { maintenance } from './maintenance.store.ts';
import { manyChecks } from './many.store.ts';
import { slotAtOrAfter } from './schedule.ts';

const site = (target: Target, rest: object = {}) =>
  CheckInput.parse({
    name: 'Website',
    kind: 'http',
    config: { url: `${target.url}/` },
    nodeId: 'website',
    intervalMs: 20_000,
    timeoutMs: 2000,
    retryMs: 5000,
    ...rest,
  });

const eventsOf = async ({ database }: TestDatabase) => {
  const rows = await database.db.selectFrom('outbox').select(['type', 'data']).where('type', 'like', 'check.%').orderBy('id').execute();
  return rows.map(({ type, data }) => ({ type, data: JSON.parse(data) as Record<string, unknown> }));
};
const typesOf = async (world: TestDatabase) => (await eventsOf(world)).map(({ type }) => type);

async function withTarget(body: (target: Target) => Promise<void>): Promise<void> {
  const target = await startTarget();
  try {
    await body(target);
  } finally {
    await target.close();
  }
}

onBothDatabases('checks', (open) => {
  test('a website that fails is looked at again soon, told once after three misses, and told when it is back', () =>
    withTarget(async (target) => {
      const world = await open();
      const { clock, work, org } = world;
      const { id } = await work(org, (tx) => checks(tx).add(site(target), 'website'));
      const node = watchingNode(clock, world.workAcross);
      await watch(clock, [node], 25);
      assert.equal((await work(org, (tx) => checks(tx).get(id))).shown, 'up');
      target.status = 500;
      const from = clock.now();
      await watch(clock, [node], 32);
      const [event, ...more] = await eventsOf(world);
      assert.deepEqual(more, []);
      assert.equal(event?.type, 'check.went-down');
      const told = event?.data;
      assert.deepEqual([told?.['checkId'], told?.['nodeId'], told?.['name']], [id, 'website', 'Website']);
      assert.match(String(told?.['reason']), /HTTP 500, erwartet ist 200-299/);
      // The first miss within the interval, the two others five seconds apart.
      assert.ok(Number(told?.['since']) <= from + 20_000 && Number(told?.['at']) - Number(told?.['since']) <= 12_000);
      const [failure] = await work(org, openFailures);
      assert.deepEqual([failure?.nodeId, failure?.checkId, failure?.from, failure?.name], ['website', id, told?.['since'], 'Website']);
      target.status = 200;
      await watch(clock, [node], 40);
      assert.deepEqual(await typesOf(world), ['check.went-down', 'check.came-up']);
      assert.deepEqual(await work(org, openFailures), []);
      const [outage] = await work(org, (tx) => checks(tx).outages(id, instant(0)));
      assert.deepEqual([outage?.since, outage?.ended], [told?.['since'], 'recovered']);
      await node.stop();
    }));

  test('turns come at the same second of every interval, and a restart changes nothing about that', () =>
    withTarget(async (target) => {
      const world = await open();
      const { clock, work, org } = world;
      const { id } = await work(org, (tx) => checks(tx).add(site(target), 'website'));
      const first = watchingNode(clock, world.workAcross);
      await watch(clock, [first], 45);
      await first.stop();
      const second = watchingNode(clock, world.workAcross);
      await watch(clock, [second], 45);
      await second.stop();
      const found = await work(org, (tx) => history(tx).results(id, instant(0), instant(clock.now() + 1)));
      const slots = found.map(({ at }) => slotAtOrAfter(id, 20_000, instant(at - 999)));
      assert.ok(found.length >= 4);
      for (const [n, { at }] of found.entries()) assert.ok(at - (slots[n] ?? 0) < 1000, `${at} ${slots[n]}`);
      assert.equal(new Set(slots).size, slots.length);
    }));

  test('a restart in the middle of an outage tells nothing again; misses before it count', () =>
    withTarget(async (target) => {
      const world = await open();
      const { clock, work, org } = world;
      await work(org, (tx) => checks(tx).add(site(target), 'website'));
      target.status = 500;
      let node = watchingNode(clock, world.workAcross);
      // A measurement during which this machine itself was too busy counts for nothing; so more rounds may be needed than the three misses.
      for (let restart = 0; restart < 12 || (restart < 60 && (await typesOf(world)).length === 0); restart++) {
        await watch(clock, [node], 5);
        await node.stop();
        node = watchingNode(clock, world.workAcross);
      }
      assert.deepEqual(await typesOf(world), ['check.went-down']);
      target.status = 200;
      await watch(clock, [node], 45);
      await node.stop();
      assert.deepEqual(await typesOf(world), ['check.went-down', 'check.came-up']);
    }));

  test('maintenance keeps quiet, and what is still broken after it is told then', () =>
    withTarget(async (target) => {
      const world = await open();
      const { clock, work, org } = world;
      const { id } = await work(org, (tx) => checks(tx).add(site(target), 'website'));
      const times = { kind: 'once' as const, from: clock.now(), until: instant(clock.now() + 100_000) };
      await work(org, (tx) => maintenance(tx).add({ name: 'Umzug', times, checkIds: [id] }));
      target.status = 500;
      const node = watchingNode(clock, world.workAcross);
      await watch(clock, [node], 95);
      assert.deepEqual(await typesOf(world), []);
      assert.equal((await work(org, (tx) => checks(tx).get(id))).shown, 'maintenance');
      assert.deepEqual(await work(org, openFailures), []);
      await watch(clock, [node], 50);
      assert.deepEqual(await typesOf(world), ['check.went-down']);
      const results = await work(org, (tx) => history(tx).results(id, instant(0), instant(clock.now() + 1)));
      assert.ok(results.filter(({ maintenance }) => maintenance).length >= 4);
      await node.stop();
    }));

  test('a check that is paused is left alone and counts as no failure; a changed one starts anew', () =>
    withTarget(async (target) => {
      const world = await open();
      const { clock, work, org } = world;
      const { id } = await work(org, (tx) => checks(tx).add(site(target, { misses: 1 }), 'website'));
      target.status = 500;
      const node = watchingNode(clock, world.workAcross);
      await watch(clock, [node], 25);
      assert.equal((await work(org, openFailures)).length, 1);
      await work(org, (tx) => checks(tx).pause(id));
      const asked = target.asked.length;
      await watch(clock, [node], 45);
      assert.equal(target.asked.length, asked);
      assert.deepEqual(await work(org, openFailures), []);
      assert.equal((await work(org, checksOverview)).counts.paused, 1);
      await work(org, (tx) => checks(tx).resume(id));
      await watch(clock, [node], 3);
      assert.ok(target.asked.length > asked);
      await work(org, (tx) => checks(tx).change(id, site(target, { misses: 1, config: { url: `${target.url}/neu` } }), 'neu'));
      assert.deepEqual(await work(org, openFailures), []);
      const ends = (await work(org, (tx) => checks(tx).outages(id, instant(0)))).map(({ ended }) => ended);
      assert.deepEqual(ends, ['changed', 'paused']);
      await watch(clock, [node], 25);
      assert.ok(target.asked.includes('/neu'));
      await work(org, (tx) => manyChecks(tx).remove([id]));
      await watch(clock, [node], 2);
      const after = target.asked.length;
      await watch(clock, [node], 25);
      assert.equal(target.asked.length, after);
      await node.stop();
    }));

  test('whoever asks to look now gets a result at once, beside the schedule', () =>
    withTarget(async (target) => {
      const world = await open();
      const { clock, work, org } = world;
      const { id } = await work(org, (tx) => checks(tx).add(site(target, { intervalMs: 86_400_000 }), 'website'));
      const node = watchingNode(clock, world.workAcross);
      await watch(clock, [node], 15);
      assert.equal(target.asked.length, 1, 'a new check does not wait a day');
      await work(org, (tx) => checks(tx).askRun(id));
      await watch(clock, [node], 3);
      assert.equal(target.asked.length, 2);
      await watch(clock, [node], 30);
      assert.equal(target.asked.length, 2);
      await node.stop();
    }));

  test('two nodes share the work: no turn is taken twice, and when one dies the other goes on', () =>
    withTarget(async (target) => {
      const world = await open();
      if (!world.postgres) return;
      const { clock, work, org } = world;
      const names = Array.from({ length: 24 }, (_, n) => `c${n}`);
      for (const name of names)
        await work(org, (tx) => checks(tx).add(site(target, { name, config: { url: `${target.url}/${name}` } }), name));
      const nodes = [watchingNode(clock, world.workAcross), watchingNode(clock, world.workAcross)];
      await watch(clock, nodes, 2);
      target.asked.length = 0;
      await watch(clock, nodes, 60);
      const count = () => names.map((name) => target.asked.filter((path) => path === `/${name}`).length);
      for (const times of count()) assert.equal(times, 3);
      const holders = await world.database.db.selectFrom('check_shard').select('lease_by').distinct().execute();
      const dead = nodes.find(({ name }) => name === holders[0]?.lease_by);
      const alive = nodes.filter((node) => node !== dead);
      assert.equal(alive.length, 1);
      target.asked.length = 0;
      await watch(clock, alive, 67);
      for (const times of count()) assert.ok(times >= 2 && times <= 4, `${times}`);
      // The first one wakes up, believing that it still holds everything.
      target.asked.length = 0;
      await watch(clock, nodes, 40);
      for (const times of count()) assert.equal(times, 2);
      for (const node of nodes) await node.stop();
    }));

  test('a database that takes nothing for a while loses no result and invents no outage', () =>
    withTarget(async (target) => {
      const world = await open();
      const { clock, work, org } = world;
      const { id } = await work(org, (tx) => checks(tx).add(site(target, { misses: 2 }), 'website'));
      let broken = false;
      const flaky: WorkAcross = (body) => (broken ? Promise.reject(new Error('database is locked')) : world.workAcross(body));
      const node = watchingNode(clock, flaky);
      await watch(clock, [node], 22);
      broken = true;
      for (let second = 0; second < 5; second++) {
        clock.set(instant(clock.now() + 4000));
        await node.look();
        await assert.rejects(node.save());
      }
      broken = false;
      await watch(clock, [node], 22);
      assert.deepEqual(await typesOf(world), []);
      const found = await work(org, (tx) => history(tx).results(id, instant(0), instant(clock.now() + 1)));
      assert.equal(found.length, target.asked.length);
      await node.stop();
    }));

  test('a clock that is set back an hour stops nothing', () =>
    withTarget(async (target) => {
      const world = await open();
      const { clock, work, org } = world;
      await work(org, (tx) => checks(tx).add(site(target), 'website'));
      const node = watchingNode(clock, world.workAcross);
      await watch(clock, [node], 25);
      const asked = target.asked.length;
      clock.set(instant(clock.now() - HOUR));
      await watch(clock, [node], 62);
      assert.ok(target.asked.length >= asked + 2, `${target.asked.length - asked} turns`);
      assert.deepEqual(await typesOf(world), []);
      await node.stop();
    }));

  test('an hour that is over becomes one row per check and reads as before; after two days its sums remain', () =>
    withTarget(async (target) => {
      const world = await open();
      const { clock, work, org, workAcross } = world;
      const { id } = await work(org, (tx) => checks(tx).add(site(target), 'website'));
      const other = await work(org, (tx) => checks(tx).add(site(target, { name: 'Shop' }), 'shop'));
      const node = watchingNode(clock, workAcross);
      await watch(clock, [node], 65);
      await node.stop();
      const all = () => work(org, (tx) => history(tx).results(id, instant(0), instant(clock.now() + 1)));
      const hours = () => work(org, (tx) => history(tx).hours(id, instant(0), instant(clock.now() + 1)));
      const minutes = () => work(org, (tx) => history(tx).minutes(id, instant(0), instant(clock.now() + 1)));
      const [before, sums, ofMinutes] = [await all(), await hours(), await minutes()];
      assert.ok(before.length >= 3);
      await work(org, (tx) => manyChecks(tx).remove([other.id]));
      clock.set(instant(clock.now() + 2 * HOUR));
      const gather = gatherWorker(workAcross);
      const turn = () => gather.run({ now: clock.now(), node: 'a', signal: new AbortController().signal });
      await turn();
      await turn();
      assert.deepEqual([await all(), await hours(), await minutes()], [before, sums, ofMinutes]);
      assert.deepEqual(await work(org, (tx) => history(tx).newest(id, instant(0), instant(clock.now() + 1), 2)), before.slice(-2));
      const journal = await world.database.db.selectFrom('observation_journal').select('id').execute();
      assert.deepEqual(journal, []);
      clock.set(instant(clock.now() + 3 * DAY));
      await turn();
      assert.deepEqual([await all(), await hours(), await minutes()], [[], sums, ofMinutes]);
      const days = () => work(org, (tx) => history(tx).days(id, instant(0), clock.now(), 'Europe/Berlin'));
      assert.equal(
        (await days()).reduce((ups, { sum }) => ups + sum.ups, 0),
        before.length,
      );
      // Minutes go first, then hours, then days: each a while after its block is over.
      const left = async () => [await minutes(), await hours(), await days()].map((some) => some.some(({ sum }) => sum.ups > 0));
      for (const [later, expected] of [
        [15 * DAY, [false, true, true]],
        [440 * DAY, [false, false, true]],
        [4300 * DAY, [false, false, false]],
      ] as const) {
        clock.set(instant(clock.now() + later));
        await turn();
        assert.deepEqual(await left(), expected);
      }
    }));

  test('one organisation never sees, changes or hears of the checks of another', () =>
    withTarget(async (target) => {
      const world = await open();
      const { clock, work, org, database } = world;
      const { id } = await work(org, (tx) => checks(tx).add(site(target, { misses: 1 }), 'website'));
      const stranger = await world.another();
      await assert.rejects(work(stranger, (tx) => checks(tx).get(id)));
      await assert.rejects(work(stranger, (tx) => checks(tx).pause(id)));
      assert.deepEqual(await work(stranger, (tx) => manyChecks(tx).remove([id])), []);
      target.status = 500;
      const node = watchingNode(clock, world.workAcross);
      await watch(clock, [node], 22);
      assert.equal((await work(org, openFailures)).length, 1);
      assert.deepEqual(await work(stranger, openFailures), []);
      assert.deepEqual(await work(stranger, (tx) => history(tx).results(id, instant(0), instant(clock.now() + 1))), []);
      const heard = await database.db.selectFrom('outbox').select('org_id').where('type', 'like', 'check.%').execute();
      assert.deepEqual(
        heard.map(({ org_id }) => org_id),
        [org],
      );
      await node.stop();
    }));

  test('a thousand checks have their turn once in their interval, spread over it', () =>
    withTarget(async (target) => {
      const world = await open();
      const { clock, work, org } = world;
      await work(org, async (tx) => {
        for (let n = 0; n < 1000; n++)
          await checks(tx).add(site(target, { name: `Prüfung ${n}`, config: { url: `${target.url}/${n}` } }), `${n}`);
      });
      const node = watchingNode(clock, world.workAcross);
      await watch(clock, [node], 21);
      assert.equal(new Set(target.asked).size, 1000);
      // Who has a turn at the first and at the last place of the grid looked at has two.
      assert.ok(target.asked.length <= 1040, `${target.asked.length}`);
      const overview = await work(org, checksOverview);
      assert.equal(overview.counts.up, 1000);
      // The list goes out as it is, so it must hold what its contract says and nothing more.
      const sent = await work(org, async (tx) => ({ checks: await checks(tx).list(), overview: await checksOverview(tx) }));
      assert.deepEqual(JSON.parse(JSON.stringify(sent)), listChecks.response.encode(sent));
      await node.stop();
    }));
});
