import { z } from 'zod';
import type { AcrossTx, Tx } from '../../../db/work.ts';
import { type Instant, instant } from '../../../kernel/instant.ts';
import type { Split } from '../../../kernel/secretfields.ts';
import { Reason } from '../alerting.ts';
import { Mailbox } from './mailbox.ts';

const Settings = z.record(z.string(), z.unknown());
const Stored = z.object({ version: z.literal(1), settings: Settings });

const Address = z.object({ address: z.string(), plus: z.boolean() });

/** The mailbox as somebody set it up. */
export type KnownMailbox = {
  readonly settings: Split;
  readonly updatedAt: Instant;
  /** When it was last looked through without trouble. */
  readonly lookedAt: Instant | null;
  readonly trouble: { readonly since: Instant; readonly reason: Reason } | null;
};

/** The mailbox that answers come to, one for the organisation. The password is sealed. */
export const replyMailbox = ({ db, org, now, keyring, touch }: Tx) => ({
  async find(): Promise<KnownMailbox | undefined> {
    const row = await db.selectFrom('reply_mailbox').selectAll().where('org_id', '=', org).executeTakeFirst();
    if (!row) return undefined;
    return {
      settings: {
        open: Stored.parse(JSON.parse(row.config)).settings,
        secret: Settings.parse(JSON.parse(await keyring.open(db, org, row.sealed))),
      },
      updatedAt: instant(row.updated_at),
      lookedAt: row.looked_at === null ? null : instant(row.looked_at),
      trouble:
        row.trouble_since === null || row.trouble === null
          ? null
          : { since: instant(row.trouble_since), reason: Reason.parse(JSON.parse(row.trouble)) },
    };
  },
  /** Where answers are sent to; undefined where nobody reads them. Without opening the password: every mail asks. */
  async answersGoTo(): Promise<Pick<Mailbox, 'address' | 'plus'> | undefined> {
    const row = await db.selectFrom('reply_mailbox').select('config').where('org_id', '=', org).executeTakeFirst();
    return row && Address.parse(Stored.parse(JSON.parse(row.config)).settings);
  },
  async save({ open, secret }: Split): Promise<void> {
    const columns = {
      config: JSON.stringify({ version: 1, settings: open }),
      sealed: await keyring.seal(db, org, JSON.stringify(secret)),
      updated_at: now,
      looked_at: null,
      trouble_since: null,
      trouble: null,
    };
    await db
      .insertInto('reply_mailbox')
      .values({ org_id: org, ...columns })
      .onConflict((on) => on.column('org_id').doUpdateSet(columns))
      .execute();
    touch('mailbox');
  },
  async remove(): Promise<void> {
    await db.deleteFrom('reply_mailbox').where('org_id', '=', org).execute();
    touch('mailbox');
  },
  /** Notes how a look went; gives since when it has been in trouble. */
  async noteLook(reason: Reason | null): Promise<Instant | null> {
    const before = await db.selectFrom('reply_mailbox').select('trouble_since').where('org_id', '=', org).executeTakeFirst();
    if (!before) return null;
    const since = reason === null ? null : (before.trouble_since ?? now);
    const set = { trouble_since: since, trouble: reason === null ? null : JSON.stringify(reason) };
    await db
      .updateTable('reply_mailbox')
      .set(reason === null ? { ...set, looked_at: now } : set)
      .where('org_id', '=', org)
      .execute();
    touch('mailbox');
    return since === null ? null : instant(since);
  },
});

/** Every organisation with a mailbox. */
export async function everyMailbox(
  across: AcrossTx,
): Promise<{ readonly org: string; readonly mailbox: Mailbox; readonly updatedAt: Instant }[]> {
  const found = [];
  for (const { org_id } of await across.db.selectFrom('reply_mailbox').select('org_id').execute()) {
    const known = await replyMailbox(across.in(org_id)).find();
    const parsed = Mailbox.safeParse({ ...known?.settings.open, ...known?.settings.secret });
    if (known && parsed.success) found.push({ org: org_id, mailbox: parsed.data, updatedAt: known.updatedAt });
  }
  return found;
}
