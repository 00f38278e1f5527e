import { z } from 'zod';
import type { Tx } from '../../db/work.ts';
import { type Instant, instant } from '../../kernel/instant.ts';
import { notFound } from '../../kernel/problem.ts';
import type { Split } from '../../kernel/secretfields.ts';
import { Reason } from './alerting.ts';

const Settings = z.record(z.string(), z.unknown());
const Stored = z.object({ version: z.literal(1), settings: Settings });

/** What is told of a dead channel has this cause. */
export const causeOfChannel = (id: string): string => `channel:${id}`;

/** A channel as somebody set it up. */
export type ChannelSettings = {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly settings: Split;
  /** Since when it seems not to work, and why; null when it seems to, or nobody has looked. */
  readonly trouble: { readonly since: Instant; readonly reason: Reason } | null;
  readonly lookedAt: Instant | null;
};

/** The channels of the organisation, in the order in which they are tried. Secrets are sealed. */
export const channelSettings = ({ db, org, now, keyring, newId, touch }: Tx) => {
  const rows = () => db.selectFrom('alert_channel').selectAll().where('org_id', '=', org).orderBy('position').orderBy('id');
  type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>;
  const fromRow = async (row: Row): Promise<ChannelSettings> => ({
    id: row.id,
    kind: row.kind,
    name: row.name,
    settings: {
      open: Stored.parse(JSON.parse(row.config)).settings,
      secret: row.sealed === null ? {} : Settings.parse(JSON.parse(await keyring.open(db, org, row.sealed))),
    },
    trouble:
      row.trouble_since === null || row.trouble === null
        ? null
        : { since: instant(row.trouble_since), reason: Reason.parse(JSON.parse(row.trouble)) },
    lookedAt: row.looked_at === null ? null : instant(row.looked_at),
  });
  const columns = async ({ open, secret }: Split) => ({
    config: JSON.stringify({ version: 1, settings: open }),
    sealed: Object.keys(secret).length === 0 ? null : await keyring.seal(db, org, JSON.stringify(secret)),
    updated_at: now,
    looked_at: null,
    trouble_since: null,
    trouble: null,
  });
  return {
    async list(): Promise<ChannelSettings[]> {
      return Promise.all((await rows().execute()).map(fromRow));
    },
    async get(id: string): Promise<ChannelSettings> {
      const row = await rows().where('id', '=', id).executeTakeFirst();
      if (!row) throw notFound('This channel');
      return fromRow(row);
    },
    async add(kind: string, name: string, settings: Split): Promise<string> {
      const id = newId();
      const last = await db
        .selectFrom('alert_channel')
        .select((eb) => eb.fn.max('position').as('position'))
        .where('org_id', '=', org)
        .executeTakeFirst();
      const position = (last?.position ?? 0) + 1;
      await db
        .insertInto('alert_channel')
        .values({ org_id: org, id, kind, name, position, ...(await columns(settings)) })
        .execute();
      touch('channel');
      return id;
    },
    async change(id: string, name: string, settings: Split): Promise<void> {
      await db
        .updateTable('alert_channel')
        .set({ name, ...(await columns(settings)) })
        .where('org_id', '=', org)
        .where('id', '=', id)
        .execute();
      touch('channel');
    },
    async remove(id: string): Promise<void> {
      const gone = await db.deleteFrom('alert_channel').where('org_id', '=', org).where('id', '=', id).executeTakeFirst();
      if (gone.numDeletedRows === 0n) throw notFound('This channel');
      touch('channel');
    },
    /** Notes what a look has found; gives true when that is news. */
    async noteLook(id: string, reason: Reason | null): Promise<boolean> {
      const before = await rows().where('id', '=', id).executeTakeFirst();
      if (!before) return false;
      const trouble_since = reason === null ? null : (before.trouble_since ?? now);
      await db
        .updateTable('alert_channel')
        .set({ looked_at: now, trouble_since, trouble: reason === null ? null : JSON.stringify(reason) })
        .where('org_id', '=', org)
        .where('id', '=', id)
        .execute();
      const news = (before.trouble_since === null) !== (reason === null);
      if (news) touch('channel');
      return news;
    },
  };
};
