import { z } from 'zod';
import type { Tx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import { notFound } from '../../kernel/problem.ts';
import { Incident, IncidentPolicy, openedAt, type Progress } from './incidents.ts';

const Stored = z.object({ version: z.literal(1), incident: Incident });

const fromRow = (row: { data: string }): Incident => Stored.parse(JSON.parse(row.data)).incident;

/** When it came up: proposed or opened; what lists are sorted by. */
const cameUp = (incident: Incident): number => openedAt(incident) ?? incident.progress.at;

export const incidents = ({ db, org, touch }: Tx) => ({
  async save(incident: Incident): Promise<void> {
    const data = JSON.stringify({ version: 1, incident });
    const set = { state: incident.progress.state, at: cameUp(incident), data };
    await db
      .insertInto('incident')
      .values({ org_id: org, id: incident.id, mode: incident.mode, ...set })
      .onConflict((on) => on.columns(['org_id', 'id']).doUpdateSet(set))
      .execute();
    touch('incident');
  },
  async find(id: Id): Promise<Incident | undefined> {
    const row = await db.selectFrom('incident').select('data').where('org_id', '=', org).where('id', '=', id).executeTakeFirst();
    return row && fromRow(row);
  },
  async get(id: Id): Promise<Incident> {
    const incident = await this.find(id);
    if (!incident) throw notFound('This incident');
    return incident;
  },
  /** Newest first. */
  async list(states: readonly Progress['state'][], limit = 100): Promise<Incident[]> {
    const rows = await db
      .selectFrom('incident')
      .select('data')
      .where('org_id', '=', org)
      .where('state', 'in', states)
      .orderBy('at', 'desc')
      .limit(limit)
      .execute();
    return rows.map(fromRow);
  },
  async policy(): Promise<IncidentPolicy> {
    const row = await db.selectFrom('incident_policy').select('data').where('org_id', '=', org).executeTakeFirst();
    return IncidentPolicy.parse(row ? JSON.parse(row.data) : {});
  },
  async setPolicy(policy: IncidentPolicy): Promise<void> {
    const data = JSON.stringify(policy);
    await db
      .insertInto('incident_policy')
      .values({ org_id: org, data })
      .onConflict((on) => on.column('org_id').doUpdateSet({ data }))
      .execute();
    touch('incident');
  },
});
