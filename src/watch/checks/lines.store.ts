import type { AcrossTx, Tx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/instant.ts';
import { organisations } from '../../trust/organisations/organisations.store.ts';
import { uplinks } from '../uplinks/uplinks.store.ts';
import { CheckState, settledOf } from './checks.ts';
import { sayDetail } from './detail.texts.ts';
import type { Home } from './plan.store.ts';

type House = Pick<Home, 'org' | 'uplinks' | 'language' | 'zone'>;

/** The lines of these checks, each once, by the name that the firm has given them. */
export async function lineNames({ db }: AcrossTx, { org, uplinks: known }: House, ids: readonly Id[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('check').select(['name', 'uplink_id']).where('org_id', '=', org).where('id', 'in', ids).execute();
  return [...new Set(rows.map(({ name, uplink_id: id }) => (id === null ? name : (known.get(id)?.name ?? name))))].sort();
}

/** A check of a line that is down, as it would be told by itself. */
export type LineDown = {
  readonly checkId: Id;
  readonly nodeId: string | null;
  readonly name: string;
  readonly since: Instant;
  readonly reason: string;
  /** The name of the spare line that it goes out by, while the firm works by another. */
  readonly spare: string | null;
  /** Another check gets through by that line: what is down is no line. */
  readonly alive: boolean;
  /** The line is dead, and another of its checks says so. */
  readonly covered: boolean;
};

/** The checks of the spare lines among these, with how each stands; who is paused looks at nothing. */
async function checksBySpare({ db }: Pick<AcrossTx, 'db'>, { org, uplinks: known }: House, lines: readonly Id[]) {
  const spares = lines.filter((id) => known.get(id)?.role === 'spare');
  if (spares.length === 0) return [];
  const rows = await db
    .selectFrom('check')
    .innerJoin('check_state', (on) => on.onRef('check_state.org_id', '=', 'check.org_id').onRef('check_state.check_id', '=', 'check.id'))
    .select(['check.id', 'check.uplink_id', 'check_state.state'])
    .where('check.org_id', '=', org)
    .where('check.removed_at', 'is', null)
    .where('check.uplink_id', 'in', spares)
    .orderBy('check.id')
    .execute();
  return rows.flatMap(({ id, uplink_id: line, state: text }) => {
    const state = CheckState.parse(JSON.parse(text));
    return state.kind === 'paused' ? [] : [{ id, line, stands: settledOf(state).kind }];
  });
}

/** How the other checks of a spare line stand: those that are down, and whether any gets through. */
export async function othersBySpare(across: Pick<AcrossTx, 'db'>, home: House, line: Id, but: Id) {
  const others = (await checksBySpare(across, home, [line])).filter(({ id }) => id !== but);
  const down = others.flatMap(({ id, stands }) => (stands === 'down' ? [id] : []));
  return { down, alive: others.some(({ stands }) => stands === 'up') };
}

/** Checks of lines that are down, each as it would have been told by itself; a dead spare line once. */
export async function linesDown(across: Pick<AcrossTx, 'db'>, home: House, ids: readonly Id[]): Promise<LineDown[]> {
  if (ids.length === 0) return [];
  const { org, uplinks: known, language, zone } = home;
  const rows = await across.db
    .selectFrom('check')
    .innerJoin('check_state', (on) => on.onRef('check_state.org_id', '=', 'check.org_id').onRef('check_state.check_id', '=', 'check.id'))
    .select(['check.id', 'check.name', 'check.node_id', 'check.uplink_id', 'check_state.state'])
    .where('check.org_id', '=', org)
    .where('check.id', 'in', ids)
    .orderBy('check.id')
    .execute();
  const bySpare = await checksBySpare(across, home, [...new Set(rows.flatMap(({ uplink_id }) => uplink_id ?? []))]);
  const said = new Set<Id>();
  return rows.flatMap(({ id: checkId, name, node_id: nodeId, uplink_id, state }) => {
    const settled = settledOf(CheckState.parse(JSON.parse(state)));
    if (settled.kind !== 'down') return [];
    const line = uplink_id === null ? undefined : known.get(uplink_id);
    const spare = line?.role === 'spare' ? line : null;
    const alive = bySpare.some((one) => one.line === spare?.id && one.stands === 'up');
    const covered = spare !== null && !alive && said.has(spare.id);
    if (spare !== null && !alive) said.add(spare.id);
    const reason = sayDetail(settled.reason, language, zone);
    return [{ checkId, nodeId, name, since: settled.since, reason, spare: spare?.name ?? null, alive, covered }];
  });
}

/** Nobody looks by this check any more: what the others of its spare line say, those that are down. */
export async function leftOnLine(tx: Tx, checkId: Id): Promise<LineDown[]> {
  const row = await tx.db.selectFrom('check').select('uplink_id').where('org_id', '=', tx.org).where('id', '=', checkId).executeTakeFirst();
  if (!row?.uplink_id) return [];
  const { zone, language } = await organisations(tx).byId(tx.org);
  const house = { org: tx.org, uplinks: new Map((await uplinks(tx).list()).map((line) => [line.id, line])), language, zone };
  const { down } = await othersBySpare(tx, house, row.uplink_id, checkId);
  return linesDown(tx, house, down);
}
