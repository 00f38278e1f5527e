import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { onBothDatabases, type TestDatabase } from '../../../test/world/databases.ts';
import { newId } from '../../kernel/id.ts';
import { instant } from '../../kernel/instant.ts';
import { CheckInput } from './checks.contract.ts';
import { checks } from './checks.store.ts';
import type { CheckEvent, CheckState } from './checks.ts';
import { manyChecks } from './many.store.ts';
import type { Detail } from './observation.ts';
import type { Home } from './plan.store.ts';
import { type Change, saveTick, type TickOfOrg } from './tick.store.ts';

const CHECKS = 5;
const START = 1_790_000_000_000;

const byCheck = (a: { readonly check: number }, b: { readonly check: number }): number => a.check - b.check;

/** An organisation with some checks; the same in each but for the ids. */
async function firm({ clock, database, workAcross }: TestDatabase, slug: string) {
  const org = newId(instant(START));
  const row = { id: org, slug, name: 'Firma', zone: 'Europe/Berlin', language: 'de', created_at: START, settings: '{}' };
  await database.db.insertInto('organisation').values(row).execute();
  const home: Home = { org, zone: row.zone, language: 'de', windows: [], uplinks: new Map() };
  const input = (name: string) => CheckInput.parse({ name, kind: 'http', config: { url: 'http://127.0.0.1/' } });
  const ids = await workAcross(async (across) => {
    const made: string[] = [];
    for (let n = 0; n < CHECKS; n++) made.push((await checks(across.in(org)).add(input(`Check ${n}`), 'x')).id);
    return made;
  });
  const numbered = <T extends { check_id: string }>({ check_id, ...rest }: T) => ({ check: ids.indexOf(check_id), ...rest });
  return {
    home,
    ids,
    save: (ticks: readonly TickOfOrg[]) => {
      // Events are heard in the order of their ids, which hold the time.
      clock.set(instant(clock.now() + 1));
      return workAcross((across) => saveTick(across, ticks));
    },
    /** Everything that is written of the checks, without the ids. */
    written: async () => {
      const states = await database.db
        .selectFrom('check_state')
        .select(['check_id', 'kind', 'failed_since', 'state', 'last_at', 'last', 'revision'])
        .where('org_id', '=', org)
        .execute();
      const outages = await database.db
        .selectFrom('outage')
        .select(['check_id', 'since', 'until', 'ended', 'detail'])
        .where('org_id', '=', org)
        .orderBy('since')
        .execute();
      const events = await database.db.selectFrom('outbox').where('org_id', '=', org).selectAll().orderBy('id').execute();
      return {
        states: states.map(numbered).sort(byCheck),
        outages: outages.map(numbered).sort(byCheck),
        events: events.map(({ type, data, attempts, lease_by, fault }) => {
          const { checkId, ...rest } = JSON.parse(data) as { checkId: string };
          return { check: ids.indexOf(checkId), type, rest, attempts, lease_by, fault };
        }),
      };
    },
  };
}

const detail: fc.Arbitrary<Detail> = fc.oneof(
  fc.constant<Detail>({ code: 'refused' }),
  fc.string({ unit: 'grapheme', maxLength: 20 }).map((says): Detail => ({ code: 'server-refuses', says: `"${says}'\\\n` })),
);
const at = fc.integer({ min: START, max: START + 20 }).map(instant);

/** What one check may go through in a tick: any order of outages, also ones that do not fit what is written. */
const went = fc.record({
  check: fc.integer({ min: 0, max: CHECKS - 1 }),
  revision: fc.constantFrom<number[]>(1, 1, 1, 2),
  state: fc.oneof(
    fc.record({ kind: fc.constant('up' as const), since: at, warning: fc.option(detail) }),
    fc.record({ kind: fc.constant('down' as const), since: at, reason: detail, successes: fc.nat(3) }),
  ) satisfies fc.Arbitrary<CheckState>,
  lastAt: at,
  reason: detail,
  ms: fc.float({ min: 0, max: 1000, noNaN: true }),
  events: fc.array(fc.record({ down: fc.boolean(), since: at, at, siteOffline: fc.boolean() }), { maxLength: 4 }),
  spare: fc.boolean(),
  beyond: fc.constantFrom(null, '', '198.51'),
});
type Went = typeof went extends fc.Arbitrary<infer T> ? T : never;

const tickOf = fc.uniqueArray(went, { selector: ({ check }) => check, maxLength: CHECKS });

function changeOf(ids: readonly string[], { check, revision, state, lastAt, reason, ms, events, spare, beyond }: Went): Change {
  const checkId = ids[check] ?? '';
  const said = (one: Went['events'][number]): CheckEvent =>
    one.down
      ? {
          type: 'check.went-down',
          data: {
            checkId,
            nodeId: null,
            name: 'x',
            since: one.since,
            detail: reason,
            at: one.at,
            offline: one.siteOffline ? [checkId] : [],
          },
        }
      : {
          type: 'check.came-up',
          data: { checkId, nodeId: null, name: 'x', downSince: one.since, at: one.at, still: [] },
        };
  const uplink = spare ? { id: 'line', name: 'LTE', role: 'spare' as const, via: { kind: 'interface' as const, name: 'lte0' } } : null;
  const last = { outcome: 'down' as const, warning: false, ms, detail: reason, phases: {} };
  return { checkId, revision, uplink, state, lastAt, last, beyond, events: events.map(said) };
}

onBothDatabases('what a tick saves', (open) => {
  test('many checks saved at once leave exactly what each saved by itself leaves', async () => {
    const world = await open();
    let count = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(tickOf, { maxLength: 4 }), async (ticks) => {
        count++;
        const [together, alone] = [await firm(world, `a${count}`), await firm(world, `b${count}`)];
        for (const tick of ticks) {
          const changes = (ids: readonly string[]) => tick.map((one) => changeOf(ids, one));
          const touches = ['check'];
          await together.save([{ home: together.home, entries: [], changes: changes(together.ids), touches }]);
          for (const change of changes(alone.ids)) await alone.save([{ home: alone.home, entries: [], changes: [change], touches }]);
        }
        assert.deepEqual(await together.written(), await alone.written());
      }),
      { numRuns: world.postgres ? 15 : 40 },
    );
  });

  test('a thousand checks that fail at once are told one by one, and what was changed meanwhile is left alone', async () => {
    const world = await open();
    const { org, work, workAcross, database } = world;
    const home: Home = { org, zone: 'Europe/Berlin', language: 'de', windows: [], uplinks: new Map() };
    const input = CheckInput.parse({ name: 'Website', kind: 'http', config: { url: 'http://127.0.0.1/' } });
    const ids = Array.from({ length: 1000 }, () => newId(instant(START)));
    await work(org, (tx) => manyChecks(tx).add(ids.map((id) => ({ id, input, target: 'x', secret: {}, paused: false }))));
    const [paused = ''] = ids;
    await work(org, (tx) => checks(tx).pause(paused));
    const down = { check: 0, revision: 1, lastAt: instant(START), reason: { code: 'refused' as const }, ms: 1, spare: false, beyond: null };
    const state = { kind: 'down' as const, since: instant(START), reason: down.reason, successes: 0 };
    const events = [{ down: true, since: instant(START), at: instant(START), siteOffline: false }];
    const changes = ids.map((id) => changeOf([id], { ...down, state, events }));
    await workAcross((across) => saveTick(across, [{ home, entries: [], changes, touches: [] }]));
    const told = await database.db.selectFrom('outbox').select('data').where('type', '=', 'check.went-down').orderBy('id').execute();
    const names = told.map(({ data }) => (JSON.parse(data) as { checkId: string }).checkId);
    assert.deepEqual(names, ids.slice(1));
    const outages = await database.db.selectFrom('outage').select(['check_id', 'until']).execute();
    assert.deepEqual(new Set(outages.map(({ check_id }) => check_id)), new Set(ids.slice(1)));
    const kinds = await database.db.selectFrom('check_state').select(['check_id', 'kind']).execute();
    for (const { check_id, kind } of kinds) assert.equal(kind, check_id === paused ? 'paused' : 'down');
  });

  test('when one event cannot be saved, no state and no outage of the tick is', async () => {
    const world = await open();
    const { workAcross } = world;
    const eva = await firm(world, 'eva');
    const before = await eva.written();
    const down = { revision: 1, lastAt: instant(START), reason: { code: 'refused' as const }, ms: 1, spare: false, beyond: null };
    const state = { kind: 'down' as const, since: instant(START), reason: down.reason, successes: 0 };
    const events = [{ down: true, since: instant(START), at: instant(START), siteOffline: false }];
    const changes = [0, 1].map((check) => changeOf(eva.ids, { ...down, check, state, events }));
    await assert.rejects(
      workAcross(async (across) => {
        await saveTick(across, [{ home: eva.home, entries: [], changes, touches: [] }]);
        across.in(eva.home.org).emit({ type: 'thing.happened', data: { n: 1n } });
      }),
    );
    assert.deepEqual(await eva.written(), before);
  });
});
