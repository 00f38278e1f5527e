import { z } from 'zod';
import type { Tx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import { notFound } from '../../kernel/problem.ts';
import { type Lesson, Review } from './reviews.ts';

const Stored = z.object({ version: z.literal(1), review: Review });
const fromRow = (row: { data: string }): Review => Stored.parse(JSON.parse(row.data)).review;

/** The reviews of incidents that have ended. */
export const reviews = ({ db, org, touch }: Tx) => {
  const get = async (id: Id): Promise<Review> => {
    const row = await db.selectFrom('review').select('data').where('org_id', '=', org).where('id', '=', id).executeTakeFirst();
    if (!row) throw notFound('This review');
    return fromRow(row);
  };
  return {
    get,
    async list(limit = 200): Promise<Review[]> {
      const rows = await db
        .selectFrom('review')
        .select('data')
        .where('org_id', '=', org)
        .orderBy('ended_at', 'desc')
        .limit(limit)
        .execute();
      return rows.map(fromRow);
    },
    async save(review: Review): Promise<void> {
      const data = JSON.stringify({ version: 1, review });
      await db
        .insertInto('review')
        .values({ org_id: org, id: review.id, incident_id: review.incidentId, ended_at: review.endedAt, data })
        .onConflict((on) => on.columns(['org_id', 'id']).doUpdateSet({ data }))
        .execute();
      touch('review');
    },
    async setLessons(id: Id, lessons: readonly Lesson[]): Promise<Review> {
      const review = { ...(await get(id)), lessons: [...lessons] };
      await this.save(review);
      return review;
    },
  };
};
