import { z } from 'zod';
import type { Tx } from '../../db/work.ts';
import { Problem } from '../../kernel/problem.ts';
import { Answers, NOTHING_SAID } from './answers.ts';
import { Applied } from './merged.ts';

const Stored = z.object({
  version: z.literal(1),
  revision: z.number().int(),
  answers: Answers,
  applied: Applied,
  savedAt: z.number().nullable(),
  appliedAt: z.number().nullable(),
});
type Stored = z.infer<typeof Stored>;

const NOTHING: Stored = { version: 1, revision: 0, answers: NOTHING_SAID, applied: Applied.parse({}), savedAt: null, appliedAt: null };

/** The answers on the way to the first model, and what of the inventory was written from them. */
export const guide = ({ db, org, now, touch }: Tx) => {
  const get = async (): Promise<Stored> => {
    const row = await db.selectFrom('guide').select('data').where('org_id', '=', org).executeTakeFirst();
    return row ? Stored.parse(JSON.parse(row.data)) : NOTHING;
  };
  const put = async (stored: Stored): Promise<void> => {
    const set = { updated_at: now, data: JSON.stringify(stored) };
    await db
      .insertInto('guide')
      .values({ org_id: org, ...set })
      .onConflict((on) => on.column('org_id').doUpdateSet(set))
      .execute();
    touch('guide');
  };
  return {
    get,
    /** Keeps the answers; `revision` is the one they were made from. */
    async save(answers: Answers, revision: number): Promise<{ revision: number; savedAt: number }> {
      const before = await get();
      if (before.revision !== revision)
        throw new Problem(
          409,
          'changed-meanwhile',
          'Somebody else has answered here meanwhile. Load the page again to see it; nothing was overwritten.',
        );
      await put({ ...before, answers, revision: revision + 1, savedAt: now });
      return { revision: revision + 1, savedAt: now };
    },
    async markApplied(applied: Applied): Promise<void> {
      await put({ ...(await get()), applied, appliedAt: now });
    },
  };
};
