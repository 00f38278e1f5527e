import { z } from 'zod';
import type { Tx } from '../../db/work.ts';
import { Owned, type OwnershipAnswer, OwnershipContents } from './ownership.ts';

const Stored = z.object({ version: z.literal(1), contents: OwnershipContents });

/** Answers about ownership: they are added and read, nothing else. */
export const ownership = ({ db, org, now, newId, touch }: Tx) => ({
  async list(): Promise<OwnershipAnswer[]> {
    const rows = await db.selectFrom('ownership_answer').selectAll().where('org_id', '=', org).orderBy('id', 'desc').execute();
    return rows.map((row) => ({
      ...Stored.parse(JSON.parse(row.data)).contents,
      question: Owned.parse(row.question),
      at: row.at,
      by: row.by,
    }));
  },
  async add(question: Owned, contents: OwnershipContents, by: string): Promise<OwnershipAnswer> {
    const data = JSON.stringify({ version: 1, contents });
    await db.insertInto('ownership_answer').values({ org_id: org, id: newId(), question, at: now, by, data }).execute();
    touch('ownership');
    return { ...contents, question, at: now, by };
  },
});
