import { z } from 'zod';
import type { Tx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/instant.ts';
import { DarkSiteState, STANDBY } from './darksite.ts';
import { DarkSiteSettings, NOTHING_REACHED, PreviewSource, ReachedSoFar, StoredSite } from './publication.ts';

export const Preview = z.object({ source: PreviewSource, site: StoredSite });
export type Preview = z.infer<typeof Preview>;

/** The emergency website of an organisation as it stands. */
export type DarkSiteRow = {
  readonly incidentId: Id | null;
  readonly state: DarkSiteState;
  readonly reached: ReachedSoFar;
  readonly preview: Preview | null;
  readonly shown: StoredSite | null;
};

const EMPTY: DarkSiteRow = { incidentId: null, state: STANDBY, reached: NOTHING_REACHED, preview: null, shown: null };

export const darkSite = ({ db, org, touch }: Tx) => ({
  async get(): Promise<DarkSiteRow> {
    const row = await db.selectFrom('dark_site').selectAll().where('org_id', '=', org).executeTakeFirst();
    if (!row) return EMPTY;
    return {
      incidentId: row.incident_id,
      state: DarkSiteState.parse(JSON.parse(row.state)),
      reached: ReachedSoFar.parse(JSON.parse(row.reached)),
      preview: row.preview === null ? null : Preview.parse(JSON.parse(row.preview)),
      shown: row.shown === null ? null : StoredSite.parse(JSON.parse(row.shown)),
    };
  },
  /** Saves it; `dueAt` says when the worker must look (null = only when something changes). */
  async save({ incidentId, state, reached, preview, shown }: DarkSiteRow, dueAt: Instant | null): Promise<void> {
    const set = {
      incident_id: incidentId,
      state: JSON.stringify(state),
      reached: JSON.stringify(reached),
      preview: preview && JSON.stringify(preview),
      shown: shown && JSON.stringify(shown),
      due_at: dueAt,
    };
    await db
      .insertInto('dark_site')
      .values({ id: org, org_id: org, ...set, lease_by: null, lease_until: null, attempts: 0 })
      .onConflict((on) => on.column('id').doUpdateSet(set))
      .execute();
    touch('darksite');
  },
  async settings(): Promise<DarkSiteSettings> {
    const row = await db.selectFrom('dark_site_setting').select('data').where('org_id', '=', org).executeTakeFirst();
    return DarkSiteSettings.parse(row ? JSON.parse(row.data) : {});
  },
  async setSettings(settings: DarkSiteSettings): Promise<void> {
    const data = JSON.stringify(settings);
    await db
      .insertInto('dark_site_setting')
      .values({ org_id: org, data })
      .onConflict((on) => on.column('org_id').doUpdateSet({ data }))
      .execute();
    touch('darksite');
  },
});
