import { z } from 'zod';
import type { AcrossTx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import { instant } from '../../kernel/instant.ts';
import { inventory } from '../../know/inventory/inventory.store.ts';
import { UplinkRole } from '../uplinks/uplinks.ts';
import { type InFront, type Order, orderOf } from './behind.ts';
import { FLUSH_MS, wakeShard } from './checks.store.ts';
import { type Because, CheckState } from './checks.ts';
import { newestSince } from './journal.store.ts';
import { Observation } from './observation.ts';
import type { Beyond } from './outside.ts';
import { shardOf } from './schedule.ts';

const Ids = z.array(z.string());

/** What lies in front of what in an organisation, from its checks and its model. */
export async function orderIn(across: AcrossTx, org: Id): Promise<Order> {
  const rows = await across.db
    .selectFrom('check')
    .select(['id', 'node_id', 'behind', 'own_line', 'uplink_id'])
    .where('org_id', '=', org)
    .where('removed_at', 'is', null)
    .execute();
  const lines = await across.db.selectFrom('uplink').select(['id', 'role']).where('org_id', '=', org).execute();
  const roles = new Map(lines.map(({ id, role }) => [id, UplinkRole.parse(role)]));
  const placed = rows.map((row) => ({
    id: row.id,
    nodeId: row.node_id,
    behind: Ids.parse(JSON.parse(row.behind)),
    ownLine: row.own_line === 1,
    uplink: row.uplink_id === null ? null : (roles.get(row.uplink_id) ?? null),
  }));
  return orderOf(placed, await inventory(across.in(org)).modelOf());
}

/** The newest results of these checks in the time that the rows of their states may lag behind. */
const newestIn = ({ db, now }: AcrossTx, org: Id, ids: readonly Id[]) => newestSince({ db }, [org], now - 2 * FLUSH_MS, ids);

/** How checks stand that another node looks after. */
export async function standingOf(across: AcrossTx, org: Id, ids: readonly Id[]): Promise<Map<Id, InFront>> {
  const { db } = across;
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('check_state')
    .innerJoin('check', (on) => on.onRef('check.org_id', '=', 'check_state.org_id').onRef('check.id', '=', 'check_state.check_id'))
    .select(['check.id', 'check.name', 'check_state.state', 'check_state.last_at'])
    .where('check_state.org_id', '=', org)
    .where('check_state.check_id', 'in', ids)
    .where('check.removed_at', 'is', null)
    .execute();
  const newest = await newestIn(across, org, ids);
  return new Map(
    rows.map(({ id, name, state, last_at }) => {
      // What changes a check is in its row at once: a newer result than that is like the one before.
      const lastAt = Math.max(last_at ?? 0, newest.get(id)?.at ?? 0);
      return [id, { id, name, state: CheckState.parse(JSON.parse(state)), lastAt: lastAt === 0 ? null : instant(lastAt) }];
    }),
  );
}

/** Checks beyond the own line that another node looks after, as they stand; its newest results are in the journal. */
export async function beyondElsewhere(across: AcrossTx, org: Id, isHere: (id: Id) => boolean): Promise<Beyond[]> {
  const { db } = across;
  const rows = await db
    .selectFrom('check_state')
    .innerJoin('check', (on) => on.onRef('check.org_id', '=', 'check_state.org_id').onRef('check.id', '=', 'check_state.check_id'))
    .select(['check.id', 'check.name', 'check.kind', 'check_state.state', 'check_state.last_at', 'check_state.last', 'check_state.beyond'])
    .where('check_state.org_id', '=', org)
    .where('check.removed_at', 'is', null)
    .where('check.uplink_id', 'is', null)
    .where('check_state.beyond', '<>', '')
    .execute();
  const others = rows.filter(({ id }) => !isHere(id));
  if (others.length === 0) return [];
  const newest = await newestIn(
    across,
    org,
    others.map(({ id }) => id),
  );
  return others.map((row): Beyond => {
    const last = row.last === null ? null : Observation.parse(JSON.parse(row.last));
    const lastAt = row.last_at === null ? null : instant(row.last_at);
    const newer = newest.get(row.id);
    const known = { id: row.id, name: row.name, network: row.beyond ?? '', state: CheckState.parse(JSON.parse(row.state)) };
    // What changes a check is in its row at once: a newer result than that is like the one before.
    return newer && newer.at > (lastAt ?? 0) && newer.outcome === last?.outcome
      ? { ...known, last, lastAt: newer.at, upAt: null }
      : { ...known, last, lastAt, upAt: null };
  });
}

/** Why checks of the organisation, whoever looks after them, are told as not reachable. */
async function becauses({ db }: AcrossTx, org: Id): Promise<Because['kind'][]> {
  const rows = await db.selectFrom('check_state').select('state').where('org_id', '=', org).where('kind', '=', 'behind').execute();
  return rows.flatMap(({ state: text }) => {
    const state = CheckState.parse(JSON.parse(text));
    return state.kind === 'behind' ? [state.because.kind] : [];
  });
}

/** Is a check told as not reachable because the site is offline? */
export const behindTheSite = async (across: AcrossTx, org: Id): Promise<boolean> => (await becauses(across, org)).includes('site');

/** Is anything told as not reachable because of the own line? Then nobody here knows how things stand out there. */
export const ownLineIsDead = async (across: AcrossTx, org: Id): Promise<boolean> =>
  (await becauses(across, org)).some((kind) => kind === 'site' || kind === 'line');

/** Asks the nodes that look after these checks to look now, unless they were asked a moment ago. */
export async function askOthers(across: AcrossTx, org: Id, ids: readonly Id[]): Promise<void> {
  const { db, now } = across;
  for (const id of ids) {
    const asked = await db
      .updateTable('check')
      .set({ run_asked_at: now })
      .where('org_id', '=', org)
      .where('id', '=', id)
      .where((where) => where.or([where('run_asked_at', 'is', null), where('run_asked_at', '<', now - ASKED_AGAIN)]))
      .executeTakeFirst();
    if (asked.numUpdatedRows > 0n) await wakeShard(across.in(org), shardOf(id));
  }
}
const ASKED_AGAIN = 10_000;
