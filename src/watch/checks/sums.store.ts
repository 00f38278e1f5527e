import type { Tx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import { type Instant, instant } from '../../kernel/instant.ts';
import { blockOf, blocks, decodeSums, encodeSums, replaced, type Step, type Sum } from './sums.ts';

/** Minutes, hours and days of the checks of one organisation. */
export const sums = ({ db, org }: Pick<Tx, 'db' | 'org'>) => {
  const blocksOf = (checkId: Id, step: Step, from: Instant, to: Instant) =>
    db
      .selectFrom('observation_sum')
      .select(['since', 'bytes'])
      .where('org_id', '=', org)
      .where('check_id', '=', checkId)
      .where('step', '=', step)
      .where('since', '>=', blockOf(step, from))
      .where('since', '<', to)
      .orderBy('since')
      .execute();

  return {
    /** Those with `from` ≤ at < `to`, oldest first. */
    async of(checkId: Id, step: Step, from: Instant, to: Instant): Promise<Sum[]> {
      const rows = await blocksOf(checkId, step, from, to);
      return rows.flatMap(({ bytes }) => decodeSums(bytes)).filter(({ at }) => at >= from && at < to);
    },

    /** Puts `news` in the place of whatever was there from `from` to before `to`; the two lie in one block. */
    async put(checkId: Id, step: Step, from: Instant, to: Instant, news: readonly Sum[]): Promise<void> {
      const since = blockOf(step, from);
      const [row] = await blocksOf(checkId, step, since, instant(since + blocks[step].span));
      const bytes = encodeSums(replaced(row ? decodeSums(row.bytes) : [], from, to, news));
      await db
        .insertInto('observation_sum')
        .values({ org_id: org, check_id: checkId, step, since, bytes })
        .onConflict((on) => on.columns(['org_id', 'check_id', 'step', 'since']).doUpdateSet({ bytes }))
        .execute();
    },
  };
};
