import { z } from 'zod';
import type { Tx } from '../../db/work.ts';
import { type Evidence, EvidenceKind } from './maturity.ts';

const Stored = z.object({ version: z.literal(1), what: z.string() });

/** What other rooms have told of things really tried; added, never changed. */
export const maturityEvidence = ({ db, org, newId, touch }: Tx) => ({
  async list(): Promise<Evidence[]> {
    const rows = await db.selectFrom('maturity_evidence').selectAll().where('org_id', '=', org).orderBy('at', 'desc').limit(2000).execute();
    return rows.map((row) => ({ kind: EvidenceKind.parse(row.kind), what: Stored.parse(JSON.parse(row.data)).what, at: row.at }));
  },
  async add({ kind, what, at }: Evidence): Promise<void> {
    await db
      .insertInto('maturity_evidence')
      .values({ org_id: org, id: newId(), kind, at, data: JSON.stringify({ version: 1, what }) })
      .execute();
    touch('maturity');
  },
});
