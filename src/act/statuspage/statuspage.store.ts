import { z } from 'zod';
import type { Tx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import { type Instant, instant } from '../../kernel/instant.ts';
import { notFound } from '../../kernel/problem.ts';
import { PublicIncident } from './publicincident.ts';
import { Host, placeOf, Reached, StatusPageSettings } from './statuspage.ts';

const At = z.number().transform((ms): Instant => instant(ms));
/** Who looked at exactly which settings before they went public. */
const Previewed = z.object({ hash: z.string(), at: At, by: z.string() });
const Live = z.object({ settings: StatusPageSettings, since: At, by: z.string() });

/** The status page of an organisation as it stands. `live` null = nothing is public. */
export type StatusPageRow = {
  readonly draft: StatusPageSettings;
  readonly live: z.infer<typeof Live> | null;
  readonly hosts: readonly Host[];
  readonly previewed: z.infer<typeof Previewed> | null;
  readonly reached: readonly Reached[];
  readonly revision: number;
};

const EMPTY: StatusPageRow = { draft: StatusPageSettings.parse({}), live: null, hosts: [], previewed: null, reached: [], revision: 0 };

export const statusPage = ({ db, org, now, touch }: Tx) => ({
  async get(): Promise<StatusPageRow> {
    const row = await db.selectFrom('status_page').selectAll().where('org_id', '=', org).executeTakeFirst();
    if (!row) return EMPTY;
    return {
      draft: StatusPageSettings.parse(JSON.parse(row.draft)),
      live: row.live === null ? null : Live.parse(JSON.parse(row.live)),
      hosts: z.array(Host).parse(JSON.parse(row.hosts)),
      previewed: row.previewed === null ? null : Previewed.parse(JSON.parse(row.previewed)),
      reached: z.array(Reached).parse(JSON.parse(row.reached)),
      revision: row.revision,
    };
  },

  /** Where pages of other organisations of this installation lie: two in one place would take turns showing the wrong firm. */
  async placesOfOthers(): Promise<ReadonlySet<string>> {
    const rows = await db.selectFrom('status_page').select('hosts').where('org_id', '<>', org).execute();
    return new Set(rows.flatMap(({ hosts }) => z.array(Host).parse(JSON.parse(hosts)).map(placeOf)));
  },

  /** Saves what a person wants; the worker looks at once where something is public or lies somewhere. */
  async save({ draft, live, hosts, previewed, reached, revision }: StatusPageRow): Promise<void> {
    const set = {
      draft: JSON.stringify(draft),
      live: live && JSON.stringify(live),
      hosts: JSON.stringify(hosts),
      previewed: previewed && JSON.stringify(previewed),
      revision: revision + 1,
      due_at: live !== null || reached.length > 0 ? now : null,
    };
    await db
      .insertInto('status_page')
      .values({ id: org, org_id: org, ...set, reached: JSON.stringify(reached), lease_by: null, lease_until: null, attempts: 0 })
      .onConflict((on) => on.column('id').doUpdateSet(set))
      .execute();
    touch('statuspage');
  },

  /** What the worker has reached; the wishes are left as they are. Screens hear of it only when it is something new. */
  async settle(before: StatusPageRow, reached: readonly Reached[], dueAt: Instant | null): Promise<void> {
    const news = JSON.stringify(before.reached) !== JSON.stringify(reached);
    await db
      .updateTable('status_page')
      .set({ due_at: dueAt, ...(news ? { reached: JSON.stringify(reached) } : {}) })
      .where('org_id', '=', org)
      .execute();
    if (news) touch('statuspage');
  },

  /** Something may have changed that the page shows: the worker looks at once. Nothing happens while there is no page. */
  async stir(): Promise<void> {
    const done = await db
      .updateTable('status_page')
      .set((set) => ({ due_at: now, revision: set('revision', '+', 1) }))
      .where('org_id', '=', org)
      // A thousand checks that fail at once ask for one look; while somebody writes, it must be asked for again.
      .where((where) =>
        where.or([where('due_at', '>', now), where.and([where('due_at', 'is not', null), where('lease_by', 'is not', null)])]),
      )
      .executeTakeFirst();
    if (done.numUpdatedRows > 0n) touch('statuspage');
  },
});

/** What the public of this organisation was told of disruptions. */
export const publicIncidents = ({ db, org, touch }: Tx) => {
  const rows = () => db.selectFrom('public_incident').select('data').where('org_id', '=', org);
  const read = ({ data }: { data: string }): PublicIncident => PublicIncident.parse(JSON.parse(data));
  return {
    /** Those that go on, and those that ended at or after `since`, newest first; also those that were taken away. */
    async since(since: Instant): Promise<PublicIncident[]> {
      const found = await rows()
        .where((where) => where.or([where('ended_at', 'is', null), where('ended_at', '>=', since)]))
        .orderBy('began_at', 'desc')
        .orderBy('id')
        .limit(200)
        .execute();
      return found.map(read);
    },
    async get(id: Id): Promise<PublicIncident> {
      const row = await rows().where('id', '=', id).executeTakeFirst();
      if (!row) throw notFound('This disruption');
      return read(row);
    },
    /** The one that goes on and came from this incident by the emergency website. */
    async ofEmergency(incidentId: Id): Promise<PublicIncident | undefined> {
      const found = await rows().where('incident_id', '=', incidentId).where('ended_at', 'is', null).orderBy('began_at', 'desc').execute();
      return found.map(read).find(({ source, removed }) => source === 'emergency' && removed === null);
    },
    async save(incident: PublicIncident): Promise<void> {
      const set = {
        incident_id: incident.incidentId,
        began_at: incident.from,
        ended_at: incident.until,
        data: JSON.stringify(incident),
      };
      await db
        .insertInto('public_incident')
        .values({ org_id: org, id: incident.id, ...set })
        .onConflict((on) => on.columns(['org_id', 'id']).doUpdateSet(set))
        .execute();
      touch('statuspage');
    },
  };
};
