import { z } from 'zod';
import type { Tx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import { notFound, Problem } from '../../kernel/problem.ts';
import type { LongResult } from './longcheck.contract.ts';
import type { LongAnswer, LongCatalogue } from './longcheck.ts';
import { LongAnswers, LongScore, scoreOf } from './longcheck.ts';

const Draft = z.object({ version: z.literal(1), answers: LongAnswers });
const Finished = Draft.extend({ by: z.string(), catalogue: z.string(), score: LongScore });

/** Long self-checks: one that is being filled in, and the finished ones, which stay as they were scored. */
export const longChecks = ({ db, org, now, newId, touch }: Tx) => {
  const rows = () => db.selectFrom('long_check').selectAll().where('org_id', '=', org);
  const draftRow = () => rows().where('finished_at', 'is', null).orderBy('id').executeTakeFirst();
  const finishedOf = (row: { id: string; finished_at: number | null; data: string }): LongResult => {
    const { version: _version, ...rest } = Finished.parse(JSON.parse(row.data));
    return { id: row.id, finishedAt: row.finished_at ?? 0, ...rest };
  };
  const results = async (): Promise<LongResult[]> =>
    (await rows().where('finished_at', 'is not', null).orderBy('finished_at', 'desc').orderBy('id', 'desc').execute()).map(finishedOf);
  /** What is being filled in; a new one begins with the answers of the last. */
  const draft = async (): Promise<LongAnswers> => {
    const row = await draftRow();
    return row ? Draft.parse(JSON.parse(row.data)).answers : ((await results())[0]?.answers ?? {});
  };
  /** Answers come quickly one after the other: each waits for the one before, so that none is lost. */
  const lock = () =>
    db
      .updateTable('organisation')
      .set((eb) => ({ slug: eb.ref('slug') }))
      .where('id', '=', org)
      .execute();
  return {
    results,
    draft,
    async get(id: Id): Promise<LongResult> {
      const row = await rows().where('id', '=', id).where('finished_at', 'is not', null).executeTakeFirst();
      if (!row) throw notFound('This self-check');
      return finishedOf(row);
    },
    async answer(catalogue: LongCatalogue, requirement: string, answer: LongAnswer | null): Promise<LongAnswers> {
      if (!catalogue.requirements.some(({ id }) => id === requirement)) throw notFound('This requirement');
      await lock();
      const row = await draftRow();
      const { [requirement]: _before, ...others } = await draft();
      const answers = answer === null ? others : { ...others, [requirement]: answer };
      const data = JSON.stringify({ version: 1, answers });
      if (row) await db.updateTable('long_check').set({ data }).where('org_id', '=', org).where('id', '=', row.id).execute();
      else await db.insertInto('long_check').values({ org_id: org, id: newId(), started_at: now, finished_at: null, data }).execute();
      touch('long-check');
      return answers;
    },
    async finish(catalogue: LongCatalogue, by: string): Promise<LongResult> {
      await lock();
      const row = await draftRow();
      if (!row)
        throw new Problem(409, 'nothing-answered', 'Nothing has been answered since the last self-check; there is nothing to finish.');
      const { answers } = Draft.parse(JSON.parse(row.data));
      const contents = { answers, by, catalogue: catalogue.version, score: scoreOf(catalogue, answers) };
      await db
        .updateTable('long_check')
        .set({ finished_at: now, data: JSON.stringify({ version: 1, ...contents }) })
        .where('org_id', '=', org)
        .where('id', '=', row.id)
        .execute();
      touch('long-check');
      return { id: row.id, finishedAt: now, ...contents };
    },
  };
};
