import { z } from 'zod';
import type { Tx } from '../../db/work.ts';
import { instant } from '../../kernel/instant.ts';
import { Rests } from './independence.ts';
import type { Answer } from './lifelines.ts';

const Stored = z.object({ version: z.literal(1), rests: Rests });

/** What people have said their lifelines rest on; the last word counts. */
export const lifelineAnswers = ({ db, org, now, touch }: Tx) => ({
  async list(): Promise<Answer[]> {
    const rows = await db.selectFrom('lifeline_answer').selectAll().where('org_id', '=', org).orderBy('lifeline').execute();
    return rows.map(({ lifeline, said_by, said_at, data }) => ({
      lifeline,
      by: said_by,
      at: instant(said_at),
      rests: Stored.parse(JSON.parse(data)).rests,
    }));
  },
  async say(lifeline: string, rests: Rests, by: string): Promise<void> {
    const set = { said_by: by, said_at: now, data: JSON.stringify({ version: 1, rests }) };
    await db
      .insertInto('lifeline_answer')
      .values({ org_id: org, lifeline, ...set })
      .onConflict((on) => on.columns(['org_id', 'lifeline']).doUpdateSet(set))
      .execute();
    touch('independence');
  },
  async forget(lifeline: string): Promise<void> {
    await db.deleteFrom('lifeline_answer').where('org_id', '=', org).where('lifeline', '=', lifeline).execute();
    touch('independence');
  },
});
