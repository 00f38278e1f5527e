import { z } from 'zod';
import type { AcrossTx, Tx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import { type Instant, instant } from '../../kernel/instant.ts';
import { notFound } from '../../kernel/problem.ts';
import { hashOf, newSecret } from '../../trust/tokens/secret.ts';
import { BadgeOf } from './outlets.contract.ts';

const At = z.number().transform((ms): Instant => instant(ms));
/** The address of a badge is public by its nature: it is kept, so that it can be shown again. */
const Badge = z.object({ v: z.literal(1), of: BadgeOf, label: z.string(), token: z.string(), madeAt: At, madeBy: z.string() });
const Metrics = z.object({ v: z.literal(1), madeAt: At, madeBy: z.string() });

export type StoredBadge = Omit<z.output<typeof Badge>, 'v'> & { readonly id: Id };

const METRICS = 'metrics';

/** What of the checks of one organisation may be seen from outside. */
export const outlets = ({ db, org, now, newId, touch }: Tx) => {
  const rows = (kind: 'metrics' | 'badge') =>
    db.selectFrom('outlet').selectAll().where('org_id', '=', org).where('kind', '=', kind).orderBy('id').execute();

  return {
    /** Since when and by whom metrics are given out; null while they are not. */
    async metrics(): Promise<{ readonly madeAt: Instant; readonly madeBy: string } | null> {
      const [row] = await rows('metrics');
      if (!row) return null;
      const { madeAt, madeBy } = Metrics.parse(JSON.parse(row.data));
      return { madeAt, madeBy };
    },

    /** Switches metrics on, or gives them a new token: the one before ends. It is given once, only its hash is kept. */
    async openMetrics(by: string): Promise<string> {
      const token = newSecret('kfm_');
      const token_hash = hashOf(token);
      const data = JSON.stringify({ v: 1, madeAt: now, madeBy: by });
      await db
        .insertInto('outlet')
        .values({ org_id: org, id: METRICS, kind: 'metrics', token_hash, data })
        .onConflict((on) => on.columns(['org_id', 'id']).doUpdateSet({ token_hash, data }))
        .execute();
      touch('outlet');
      return token;
    },

    async closeMetrics(): Promise<void> {
      await db.deleteFrom('outlet').where('org_id', '=', org).where('id', '=', METRICS).execute();
      touch('outlet');
    },

    async badges(): Promise<StoredBadge[]> {
      return (await rows('badge')).map(({ id, data }) => {
        const { v: _, ...badge } = Badge.parse(JSON.parse(data));
        return { ...badge, id };
      });
    },

    async addBadge(of: BadgeOf, label: string, by: string): Promise<StoredBadge> {
      const [id, token] = [newId(), newSecret('').slice(0, 24)];
      const badge = { of, label, token, madeAt: now, madeBy: by };
      await db
        .insertInto('outlet')
        .values({ org_id: org, id, kind: 'badge', token_hash: hashOf(token), data: JSON.stringify({ v: 1, ...badge }) })
        .execute();
      touch('outlet');
      return { ...badge, id };
    },

    async removeBadge(id: Id): Promise<void> {
      const done = await db
        .deleteFrom('outlet')
        .where('org_id', '=', org)
        .where('id', '=', id)
        .where('kind', '=', 'badge')
        .executeTakeFirst();
      if (done.numDeletedRows === 0n) throw notFound('This badge');
      touch('outlet');
    },
  };
};

/** Whose metrics this token opens. */
export async function metricsByToken({ db }: Pick<AcrossTx, 'db'>, token: string): Promise<Id | undefined> {
  const row = await db
    .selectFrom('outlet')
    .select('org_id')
    .where('token_hash', '=', hashOf(token))
    .where('kind', '=', 'metrics')
    .executeTakeFirst();
  return row?.org_id;
}

/** The badge with this address. */
export async function badgeByToken(
  { db }: Pick<AcrossTx, 'db'>,
  token: string,
): Promise<{ org: Id; of: BadgeOf; label: string } | undefined> {
  const row = await db
    .selectFrom('outlet')
    .select(['org_id', 'data'])
    .where('token_hash', '=', hashOf(token))
    .where('kind', '=', 'badge')
    .executeTakeFirst();
  if (!row) return undefined;
  const { of, label } = Badge.parse(JSON.parse(row.data));
  return { org: row.org_id, of, label };
}
