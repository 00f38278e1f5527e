import { z } from 'zod';
import type { Tx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import { notFound } from '../../kernel/problem.ts';
import { Measure } from './measures.ts';
import { ExpectedScenario } from './scenarios.ts';

const Stored = z.object({ version: z.literal(1), measure: Measure });
const StoredScenarios = z.object({ version: z.literal(1), scenarios: z.array(ExpectedScenario) });
const fromRow = (row: { data: string }): Measure => Stored.parse(JSON.parse(row.data)).measure;

/** The measures of an organisation, and the scenarios that people have set; null while nobody has. */
export const measures = ({ db, org, touch }: Tx) => ({
  async list(): Promise<Measure[]> {
    const rows = await db.selectFrom('measure').select('data').where('org_id', '=', org).orderBy('id').execute();
    return rows.map(fromRow);
  },
  async get(id: Id): Promise<Measure> {
    const row = await db.selectFrom('measure').select('data').where('org_id', '=', org).where('id', '=', id).executeTakeFirst();
    if (!row) throw notFound('This measure');
    return fromRow(row);
  },
  async save(measure: Measure): Promise<Measure> {
    const set = {
      state: measure.progress.state,
      due_at: measure.dueAt,
      updated_at: measure.updatedAt,
      data: JSON.stringify({ version: 1, measure }),
    };
    await db
      .insertInto('measure')
      .values({ org_id: org, id: measure.id, ...set })
      .onConflict((on) => on.columns(['org_id', 'id']).doUpdateSet(set))
      .execute();
    touch('measure');
    return measure;
  },
  async remove(id: Id): Promise<void> {
    await db.deleteFrom('measure').where('org_id', '=', org).where('id', '=', id).execute();
    touch('measure');
  },
  async scenarios(): Promise<ExpectedScenario[] | null> {
    const row = await db.selectFrom('measure_scenario').select('data').where('org_id', '=', org).executeTakeFirst();
    return row ? StoredScenarios.parse(JSON.parse(row.data)).scenarios : null;
  },
  /** Nothing in the list: the usual ones count again. */
  async setScenarios(scenarios: readonly ExpectedScenario[]): Promise<void> {
    touch('measure');
    if (scenarios.length === 0) {
      await db.deleteFrom('measure_scenario').where('org_id', '=', org).execute();
      return;
    }
    const data = JSON.stringify({ version: 1, scenarios });
    await db
      .insertInto('measure_scenario')
      .values({ org_id: org, data })
      .onConflict((on) => on.column('org_id').doUpdateSet({ data }))
      .execute();
  },
});
