import type { Tx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import { instant } from '../../kernel/instant.ts';
import { underAttack } from '../signals/signals.store.ts';
import type { Check } from './checks.contract.ts';
import { checkOf, checkRows, newestResults, shownOf } from './checks.store.ts';
import type { JournalEntry } from './history.ts';

/** What is looked up once for a list that is read a few checks at a time. */
export type Glance = {
  /** All checks, by name. */
  readonly ids: readonly Id[];
  readonly newest: ReadonlyMap<Id, JournalEntry>;
  readonly attack: boolean;
};

/** A list in pieces: `checks(tx).list()` of a thousand takes longer than measurements may wait. */
export const listing = (tx: Tx) => ({
  async glance(): Promise<Glance> {
    const rows = await tx.db
      .selectFrom('check')
      .innerJoin('check_state', (on) => on.onRef('check_state.org_id', '=', 'check.org_id').onRef('check_state.check_id', '=', 'check.id'))
      .select(['check.id', 'check_state.kind', 'check_state.last_at'])
      .where('check.org_id', '=', tx.org)
      .where('check.removed_at', 'is', null)
      .orderBy('check.name')
      .orderBy('check.id')
      .execute();
    const all = rows.map(({ id, kind, last_at }) => ({ id, state: { kind }, lastAt: last_at === null ? null : instant(last_at) }));
    return { ids: all.map(({ id }) => id), newest: await newestResults(tx, all), attack: await underAttack(tx) };
  },

  /** Those of these checks that are still there, in this order. */
  async these(ids: readonly Id[], { newest, attack }: Glance): Promise<Check[]> {
    const found = new Map((await checkRows(tx, ids)).map((row) => [row.id, checkOf(row)]));
    return ids.flatMap((id) => {
      const check = found.get(id);
      return check ? [shownOf(check, newest.get(id), attack, tx.now)] : [];
    });
  },
});
