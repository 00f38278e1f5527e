import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import { DAY, instant } from '../../kernel/instant.ts';
import type { Settings } from '../../kernel/secretfields.ts';
import { holds } from '../../trust/holds/holds.store.ts';
import { signals } from '../signals/signals.store.ts';
import type { CheckInput, Removed } from './checks.contract.ts';
import { columnsOf, sealSecrets, wakeShard } from './checks.store.ts';
import { CheckState, failedSince, settledOf } from './checks.ts';
import { closeAddresses, openAddresses } from './heartbeats.store.ts';
import { shardOf } from './schedule.ts';

/** So long can a deleted check be brought back. */
export const KEPT_MS = DAY;

const Tags = z.array(z.string());
const Ids = z.array(z.string());

export type NewCheck = {
  readonly id: Id;
  readonly input: CheckInput;
  readonly target: string;
  readonly secret: Settings;
  readonly paused: boolean;
};

type Picked = {
  readonly id: Id;
  readonly name: string;
  readonly nodeId: string | null;
  readonly state: CheckState;
  readonly tags: readonly string[];
};

/** Deeds on several checks of one organisation at once; ids that are not there are passed over. Each gives the ids that it changed. */
export const manyChecks = (tx: Tx) => {
  const { db, org, now, emit, touch } = tx;

  async function picked(ids: readonly Id[], removed = false): Promise<Picked[]> {
    if (ids.length === 0) return [];
    const rows = await db
      .selectFrom('check')
      .innerJoin('check_state', (on) => on.onRef('check_state.org_id', '=', 'check.org_id').onRef('check_state.check_id', '=', 'check.id'))
      .select(['check.id', 'check.name', 'check.node_id', 'check.tags', 'check_state.state'])
      .where('check.org_id', '=', org)
      .where('check.id', 'in', ids)
      .where('check.removed_at', removed ? '>' : 'is', removed ? now - KEPT_MS : null)
      .execute();
    return rows.map(({ id, name, node_id: nodeId, state, tags }) => ({
      id,
      name,
      nodeId,
      state: CheckState.parse(JSON.parse(state)),
      tags: Tags.parse(JSON.parse(tags)),
    }));
  }

  const idsOf = (some: readonly Picked[]): Id[] => some.map(({ id }) => id);

  /** Results that are under way no longer count, and whoever looks after them reads them anew. */
  async function renew(ids: readonly Id[]): Promise<void> {
    if (ids.length === 0) return;
    const grown = { revision: sql<number>`revision + 1` };
    await db.updateTable('check').set(grown).where('org_id', '=', org).where('id', 'in', ids).execute();
    await db.updateTable('check_state').set(grown).where('org_id', '=', org).where('check_id', 'in', ids).execute();
    for (const shard of new Set(ids.map(shardOf))) await wakeShard(tx, shard);
  }

  async function put(ids: readonly Id[], state: CheckState): Promise<void> {
    if (ids.length === 0) return;
    await db
      .updateTable('check_state')
      .set({ kind: state.kind, failed_since: failedSince(state), state: JSON.stringify(state) })
      .where('org_id', '=', org)
      .where('check_id', 'in', ids)
      .execute();
    await renew(ids);
  }

  /** What was down is let go: whoever heard of the outage is told, and it ends for that reason. */
  async function pauseThese(some: readonly Picked[]): Promise<void> {
    for (const { id, name, nodeId, state } of some)
      if (settledOf(state).kind === 'down') emit({ type: 'check.let-go', data: { checkId: id, nodeId, name } });
    const ids = idsOf(some);
    await put(ids, { kind: 'paused', since: now });
    if (ids.length > 0)
      await db
        .updateTable('outage')
        .set({ until: now, ended: 'paused' })
        .where('org_id', '=', org)
        .where('check_id', 'in', ids)
        .where('until', 'is', null)
        .execute();
  }

  async function lookAgain(ids: readonly Id[]): Promise<void> {
    if (ids.length === 0) return;
    await db.updateTable('check').set({ run_asked_at: now }).where('org_id', '=', org).where('id', 'in', ids).execute();
    await put(ids, { kind: 'unknown' });
  }

  const set = (ids: readonly Id[], columns: { group_name: string | null } | { tags: string } | { removed_at: number | null }) =>
    db.updateTable('check').set(columns).where('org_id', '=', org).where('id', 'in', ids).execute();

  return {
    /** Those of them that there are, deleted ones that can still be brought back among them. */
    async known(ids: readonly Id[]): Promise<ReadonlySet<Id>> {
      if (ids.length === 0) return new Set();
      const rows = await db.selectFrom('check').select('id').where('org_id', '=', org).where('id', 'in', ids).execute();
      return new Set(rows.map(({ id }) => id));
    },

    /** Those of them that there are. */
    there: async (ids: readonly Id[]): Promise<Id[]> => idsOf(await picked(ids)),

    /** Adds several, with ids that are new; they are looked at within their interval. */
    async add(all: readonly NewCheck[]): Promise<void> {
      const revision = 1;
      const secrets: (string | null)[] = [];
      for (const { secret } of all) secrets.push(await sealSecrets(tx, secret));
      const rows = all.map(({ id, input, target }, n) => ({
        org_id: org,
        id,
        ...columnsOf(input, target),
        secrets: secrets[n] ?? null,
        shard: shardOf(id),
        revision,
        run_asked_at: null,
        removed_at: null,
        created_at: now,
      }));
      const states = all.map(({ id, paused }) => {
        const state: CheckState = paused ? { kind: 'paused', since: now } : { kind: 'unknown' };
        const known = { kind: state.kind, failed_since: null, state: JSON.stringify(state), last_at: null, last: null, beyond: null };
        return { org_id: org, check_id: id, ...known, revision };
      });
      // A few rows a statement: databases limit the values of one.
      for (let n = 0; n < rows.length; n += 200) {
        await db
          .insertInto('check')
          .values(rows.slice(n, n + 200))
          .execute();
        await db
          .insertInto('check_state')
          .values(states.slice(n, n + 200))
          .execute();
      }
      for (const shard of new Set(rows.map((row) => row.shard))) await wakeShard(tx, shard);
    },

    async pause(ids: readonly Id[]): Promise<Id[]> {
      const some = (await picked(ids)).filter(({ state }) => state.kind !== 'paused');
      await pauseThese(some);
      return idsOf(some);
    },

    async resume(ids: readonly Id[]): Promise<Id[]> {
      const some = idsOf((await picked(ids)).filter(({ state }) => state.kind === 'paused'));
      await lookAgain(some);
      return some;
    },

    /** In ms; what must be shorter than the interval becomes as short. */
    async interval(ids: readonly Id[], intervalMs: number): Promise<Id[]> {
      const some = idsOf(await picked(ids));
      const atMost = (column: string) =>
        sql<number>`case when ${sql.ref(column)} > ${intervalMs} then ${intervalMs} else ${sql.ref(column)} end`;
      if (some.length > 0)
        await db
          .updateTable('check')
          .set({ interval_ms: intervalMs, timeout_ms: atMost('timeout_ms'), retry_ms: atMost('retry_ms') })
          .where('org_id', '=', org)
          .where('id', 'in', some)
          .execute();
      await renew(some);
      return some;
    },

    async group(ids: readonly Id[], group: string | null): Promise<Id[]> {
      const some = idsOf(await picked(ids));
      if (some.length > 0) await set(some, { group_name: group });
      touch('check');
      return some;
    },

    async tags(ids: readonly Id[], add: readonly string[], drop: readonly string[]): Promise<Id[]> {
      const some = await picked(ids);
      const wanted = Map.groupBy(some, ({ tags }) =>
        JSON.stringify([...new Set([...tags.filter((tag) => !drop.includes(tag)), ...add])].slice(0, 20)),
      );
      for (const [tags, alike] of wanted) await set(idsOf(alike), { tags });
      touch('check');
      return idsOf(some);
    },

    /** Takes them away, their outages with them; for `KEPT_MS` they can be brought back with their history. */
    async remove(ids: readonly Id[]): Promise<Id[]> {
      const some = await picked(ids);
      await pauseThese(some.filter(({ state }) => state.kind !== 'paused'));
      if (some.length > 0) {
        await set(idsOf(some), { removed_at: now });
        await closeAddresses(tx, idsOf(some));
      }
      for (const { id, name } of some) await signals(tx).close('restores', name, id, { by: 'removed', who: '', reason: '' });
      await renew(idsOf(some));
      return idsOf(some);
    },

    /** Brings deleted checks back as they were; one that was paused before stays so. */
    async bringBack(ids: readonly Id[]): Promise<Id[]> {
      const some = await picked(ids, true);
      if (some.length === 0) return [];
      const when = await db
        .selectFrom('check')
        .select(['id', 'removed_at'])
        .where('org_id', '=', org)
        .where('id', 'in', idsOf(some))
        .execute();
      const removedAt = new Map(when.map(({ id, removed_at }) => [id, removed_at]));
      await set(idsOf(some), { removed_at: null });
      await openAddresses(tx, idsOf(some));
      await lookAgain(idsOf(some.filter(({ id, state }) => state.kind === 'paused' && state.since === removedAt.get(id))));
      await renew(idsOf(some));
      return idsOf(some);
    },

    /** What was deleted and can still be brought back, newest first. */
    async removed(): Promise<Removed[]> {
      const found = await db
        .selectFrom('check')
        .select(['id', 'name', 'target', 'removed_at'])
        .where('org_id', '=', org)
        .where('removed_at', '>', now - KEPT_MS)
        .orderBy('removed_at', 'desc')
        .orderBy('name')
        .execute();
      return found.flatMap(({ id, name, target, removed_at: at }) =>
        at === null ? [] : [{ id, name, target, removedAt: instant(at), keptUntil: instant(at + KEPT_MS) }],
      );
    },
  };
};

/** Deleted checks whose time is over go for good, with everything known of them; but not while an incident keeps that as evidence. */
export const forgetRemoved = async (tx: Tx): Promise<void> => {
  const { db, org } = tx;
  const gone = await db
    .deleteFrom('check')
    .where('org_id', '=', org)
    .where('removed_at', '<=', await holds(tx).before(KEPT_MS))
    .returning('id')
    .execute();
  if (gone.length === 0) return;
  const ids = new Set(gone.map(({ id }) => id));
  // Nothing lies behind what there is no more.
  for (const { id, behind } of await db
    .selectFrom('check')
    .select(['id', 'behind'])
    .where('org_id', '=', org)
    .where('behind', '<>', '[]')
    .execute()) {
    const before = Ids.parse(JSON.parse(behind));
    const left = before.filter((one) => !ids.has(one));
    if (left.length === before.length) continue;
    await db
      .updateTable('check')
      .set({ behind: JSON.stringify(left) })
      .where('org_id', '=', org)
      .where('id', '=', id)
      .execute();
  }
};
