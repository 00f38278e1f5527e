import type { AcrossTx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import { CheckState, settledOf } from './checks.ts';
import { sayDetail } from './detail.texts.ts';
import type { Home } from './plan.store.ts';

/** The lines of these checks, each once, by the name that the firm has given them. */
export async function lineNames({ db }: AcrossTx, { org, uplinks }: Home, ids: readonly Id[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('check').select(['name', 'uplink_id']).where('org_id', '=', org).where('id', 'in', ids).execute();
  return [...new Set(rows.map(({ name, uplink_id: id }) => (id === null ? name : (uplinks.get(id)?.name ?? name))))].sort();
}

/** Checks of lines that are down, each as it would have been told by itself. */
export async function linesDown({ db }: AcrossTx, { org, uplinks, language, zone }: Home, ids: readonly Id[]) {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('check')
    .innerJoin('check_state', (on) => on.onRef('check_state.org_id', '=', 'check.org_id').onRef('check_state.check_id', '=', 'check.id'))
    .select(['check.id', 'check.name', 'check.node_id', 'check.uplink_id', 'check_state.state'])
    .where('check.org_id', '=', org)
    .where('check.id', 'in', ids)
    .execute();
  return rows.flatMap(({ id: checkId, name, node_id: nodeId, uplink_id, state }) => {
    const settled = settledOf(CheckState.parse(JSON.parse(state)));
    if (settled.kind !== 'down') return [];
    const line = uplink_id === null ? undefined : uplinks.get(uplink_id);
    const spare = line?.role === 'spare' ? line.name : null;
    return [{ checkId, nodeId, name, since: settled.since, reason: sayDetail(settled.reason, language, zone), spare }];
  });
}
