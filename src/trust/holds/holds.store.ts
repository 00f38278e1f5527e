import type { Tx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import { type Instant, instant } from '../../kernel/instant.ts';
import { KEPT_BEFORE } from './holds.ts';

/** What incidents keep from going: everything of the organisation from the earliest of their times on. */
export const holds = ({ db, org, now }: Pick<Tx, 'db' | 'org' | 'now'>) => ({
  /** An incident has begun; a second time changes nothing. */
  async begin(incidentId: Id): Promise<void> {
    await db
      .insertInto('evidence_hold')
      .values({ org_id: org, incident_id: incidentId, kept_from: now - KEPT_BEFORE, begun_at: now, released_at: null })
      .onConflict((on) => on.doNothing())
      .execute();
  },

  async release(incidentId: Id): Promise<void> {
    await db
      .updateTable('evidence_hold')
      .set({ released_at: now })
      .where('org_id', '=', org)
      .where('incident_id', '=', incidentId)
      .where('released_at', 'is', null)
      .execute();
  },

  /** From when on nothing may go; null when everything old may. */
  async keptFrom(): Promise<Instant | null> {
    const row = await db
      .selectFrom('evidence_hold')
      .select('kept_from')
      .where('org_id', '=', org)
      .where('released_at', 'is', null)
      .orderBy('kept_from')
      .limit(1)
      .executeTakeFirst();
    return row ? instant(row.kept_from) : null;
  },

  /** What is older than `keptFor` may go, but nothing that is held: gives the time before which it may. */
  async before(keptFor: number): Promise<Instant> {
    return instant(Math.min(now - keptFor, (await this.keptFrom()) ?? Number.POSITIVE_INFINITY));
  },
});

/** All organisations, for clean-up jobs that go through them one after the other. */
export const everyOrganisation = async ({ db }: Pick<Tx, 'db'>): Promise<Id[]> =>
  (await db.selectFrom('organisation').select('id').orderBy('id').execute()).map(({ id }) => id);
