import { z } from 'zod';
import type { AcrossTx, Tx } from '../../../db/work.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { Language } from '../../../kernel/languages.ts';
import { type AlertHead, HEAD_COLUMNS, headOfRow } from '../alerts.store.ts';
import { type Identity, messageKey, shortMark } from '../identity.ts';
import type { AlertMode } from '../request.ts';
import { type OpenAlert, Reply, type Verdict } from './replies.ts';

/** An open alert with what an answer to it needs. */
export type OpenTo = OpenAlert & {
  readonly contactId: string;
  readonly name: string;
  readonly language: Language;
  readonly channel: string;
  readonly subject: string;
  readonly mode: AlertMode;
  /** The incident it belongs to; null for a page or a test. */
  readonly incidentId: string | null;
};

type Message = Identity & { readonly id: string; readonly name: string; readonly language: Language };

/** An alert and one of its messages, as an answer sees them. */
export function openAlertOf(org: string, head: AlertHead, message: Message, acknowledged: boolean): OpenTo {
  const { id, contactId, name, language, channel } = message;
  return {
    org,
    alertId: head.id,
    deliveryId: id,
    mark: shortMark(messageKey(message)),
    acceptedAt: head.acceptedAt,
    acknowledged,
    contactId,
    name,
    language,
    channel,
    subject: head.subject[language],
    mode: head.mode,
    incidentId: head.source.kind === 'incident' ? head.source.id : null,
  };
}

type Asked = {
  readonly orgs: readonly string[];
  /** Kinds of channels whose messages can have gone to the address. */
  readonly kinds: readonly string[];
  readonly address: string;
  /** Alerts from before are nobody's any more. */
  readonly since: Instant;
};

/** The open alerts that were sent to an address, the newest first. What was never tried has not told anybody a mark. */
export async function openAlertsTo({ db, now }: Pick<AcrossTx, 'db' | 'now'>, { orgs, kinds, address, since }: Asked): Promise<OpenTo[]> {
  const alerts = await db
    .selectFrom('alert')
    .select([...HEAD_COLUMNS, 'org_id'])
    .where('org_id', 'in', [...orgs])
    .where('state', 'in', ['running', 'acknowledged'])
    .where('accepted_at', '>=', since)
    .where((w) => w.or([w('expires_at', 'is', null), w('expires_at', '>', now)]))
    .execute();
  if (alerts.length === 0) return [];
  const heads = new Map(alerts.map((row) => [row.id, headOfRow(row)]));
  const rows = await db
    .selectFrom('delivery')
    .select(['org_id', 'id', 'alert_id', 'contact_id', 'name', 'language', 'channel', 'address', 'step', 'round', 'state', 'created_at'])
    .where('org_id', 'in', [...orgs])
    .where('alert_id', 'in', [...heads.keys()])
    .where((w) => w.or([w('address', '=', address), w('state', '=', 'acknowledged')]))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const done = new Set(rows.filter(({ state }) => state === 'acknowledged').map((row) => `${row.alert_id} ${row.contact_id}`));
  return rows
    .filter((row) => row.address === address && kinds.includes(row.channel))
    .flatMap((row): OpenTo[] => {
      const head = heads.get(row.alert_id);
      if (!head) return [];
      const message = { ...row, alertId: row.alert_id, contactId: row.contact_id, language: Language.parse(row.language) };
      return [openAlertOf(row.org_id, head, message, done.has(`${row.alert_id} ${row.contact_id}`))];
    })
    .sort((a, b) => b.acceptedAt - a.acceptedAt);
}

/** Was this very text heard before? It is heard once, also when its file could not be taken away. */
export const heardBefore = async ({ db }: Pick<AcrossTx, 'db'>, place: string): Promise<boolean> =>
  (await db.selectFrom('reply').select('id').where('place', '=', place).executeTakeFirst()) !== undefined;

const Stored = z.object({ version: z.literal(1), reply: Reply.omit({ id: true, at: true, verdict: true }) });

type Row = { readonly id: string; readonly at: number; readonly verdict: string; readonly data: string };
const fromRow = ({ id, at, verdict, data }: Row): Reply => Reply.parse({ id, at, verdict, ...Stored.parse(JSON.parse(data)).reply });

/** What came in. */
export const replies = ({ db, org, now, newId, touch }: Tx) => ({
  async note(place: string, { verdict, ...reply }: Omit<Reply, 'id' | 'at'>): Promise<void> {
    const data = JSON.stringify({ version: 1, reply });
    await db.insertInto('reply').values({ org_id: org, id: newId(), place, at: now, verdict, data }).execute();
    touch('reply');
  },
  /** What came in since then and had one of these verdicts, the newest first. */
  async since(verdicts: readonly Verdict[], since: Instant): Promise<Reply[]> {
    const rows = await db
      .selectFrom('reply')
      .selectAll()
      .where('org_id', '=', org)
      .where('at', '>', since)
      .where('verdict', 'in', [...verdicts])
      .orderBy('at', 'desc')
      .execute();
    return rows.map(fromRow);
  },
  async list(limit: number): Promise<Reply[]> {
    const rows = await db
      .selectFrom('reply')
      .selectAll()
      .where('org_id', '=', org)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
    return rows.map(fromRow);
  },
});
