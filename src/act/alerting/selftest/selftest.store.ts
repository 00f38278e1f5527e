import type { Selectable } from 'kysely';
import type { ReplyTables } from '../../../db/tables/act.ts';
import type { Tx } from '../../../db/work.ts';
import { instant } from '../../../kernel/instant.ts';
import { type SelfTest, SelfTestState } from './selftest.ts';

const fromRow = (row: Selectable<ReplyTables['sms_self_test']>): SelfTest => ({
  state: SelfTestState.parse(row.state),
  code: row.code,
  dueAt: instant(row.due_at),
  sentAt: row.sent_at === null ? null : instant(row.sent_at),
  heardAt: row.heard_at === null ? null : instant(row.heard_at),
});

/** The self-tests of the modems. */
export const selfTests = ({ db, org, touch }: Tx) => ({
  async all(): Promise<ReadonlyMap<string, SelfTest>> {
    const rows = await db.selectFrom('sms_self_test').selectAll().where('org_id', '=', org).execute();
    return new Map(rows.map((row) => [row.channel_id, fromRow(row)]));
  },
  async save(channelId: string, { state, code, dueAt, sentAt, heardAt }: SelfTest): Promise<void> {
    const columns = { state, code, due_at: dueAt, sent_at: sentAt, heard_at: heardAt, reason: null };
    await db
      .insertInto('sms_self_test')
      .values({ org_id: org, channel_id: channelId, ...columns })
      .onConflict((on) => on.columns(['org_id', 'channel_id']).doUpdateSet(columns))
      .execute();
    touch('selftest');
  },
  async remove(channelId: string): Promise<void> {
    await db.deleteFrom('sms_self_test').where('org_id', '=', org).where('channel_id', '=', channelId).execute();
    touch('selftest');
  },
});
