import { claimDue, type Lease, nextDue, settle } from '../../../db/claim.ts';
import type { AcrossTx, Tx } from '../../../db/work.ts';
import { type Duration, duration, type Instant, instant, MINUTE, plus } from '../../../kernel/instant.ts';
import type { Reason } from '../alerting.ts';

/** An answer that comes later than this only confuses. */
const WORTH_SENDING = duration(15 * MINUTE);

/** A short text that has to leave by one channel. */
export type ShortMessage = {
  readonly org: string;
  readonly id: string;
  readonly channelId: string;
  readonly address: string;
  readonly text: string;
  readonly createdAt: Instant;
  readonly giveUpAt: Instant;
  readonly attempts: number;
};

type New = Pick<ShortMessage, 'channelId' | 'address' | 'text'> & { readonly about: string };

/** Short texts of their own, beside the alerts. */
export const shortMessages = ({ db, org, now, newId, touch }: Tx) => ({
  async queue({ channelId, address, text, about }: New): Promise<string> {
    const id = newId();
    const times = { created_at: now, due_at: now, give_up_at: plus(now, WORTH_SENDING), handed_over_at: null };
    await db
      .insertInto('short_message')
      .values({
        org_id: org,
        id,
        channel_id: channelId,
        address,
        about,
        text,
        ...times,
        lease_by: null,
        lease_until: null,
        attempts: 0,
        reason: null,
      })
      .execute();
    touch('shortmessage');
    return id;
  },
  /** When texts about these went to an address since then. */
  async sentTo(address: string, abouts: readonly string[], since: Instant): Promise<Instant[]> {
    const rows = await db
      .selectFrom('short_message')
      .select('created_at')
      .where('org_id', '=', org)
      .where('address', '=', address)
      .where('created_at', '>', since)
      .where('about', 'in', [...abouts])
      .execute();
    return rows.map(({ created_at }) => instant(created_at));
  },
});

type Claim = { readonly node: string; readonly leaseFor: Duration; readonly limit: number };

/** Claims what is due. */
export async function claimShortMessages(
  { db, now, postgres }: AcrossTx,
  { node, leaseFor, limit }: Claim,
): Promise<{ readonly lease: Lease; readonly message: ShortMessage }[]> {
  const leases = await claimDue(db, 'short_message', { now, node, leaseFor, limit, postgres });
  if (leases.length === 0) return [];
  const ids = leases.map(({ id }) => id);
  const rows = new Map((await db.selectFrom('short_message').selectAll().where('id', 'in', ids).execute()).map((row) => [row.id, row]));
  return leases.flatMap((lease) => {
    const row = rows.get(lease.id);
    if (!row) return [];
    const message = {
      org: row.org_id,
      id: row.id,
      channelId: row.channel_id,
      address: row.address,
      text: row.text,
      createdAt: instant(row.created_at),
      giveUpAt: instant(row.give_up_at),
      attempts: row.attempts,
    };
    return [{ lease, message }];
  });
}

/** What became of an attempt: handed over (`dueAt` null), or why not and when it is tried again. */
export async function settleShortMessage(
  { db, now }: AcrossTx,
  node: string,
  lease: Lease,
  result: { readonly reason: Reason; readonly dueAt: Instant | null } | null,
): Promise<void> {
  if (!(await settle(db, 'short_message', node, lease, result?.dueAt ?? null))) return;
  const set = result === null ? { handed_over_at: now, reason: null } : { reason: JSON.stringify(result.reason) };
  await db.updateTable('short_message').set(set).where('id', '=', lease.id).execute();
}

export const nextShortMessage = ({ db }: AcrossTx): Promise<Instant | null> => nextDue(db, 'short_message');
