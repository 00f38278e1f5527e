import type { Tx } from '../../../db/work.ts';
import { SmsAlarm } from './smsalarm.ts';

/** What the firm has decided about opening incidents by text message. The PIN is sealed. */
export const smsAlarm = ({ db, org, keyring, touch }: Tx) => ({
  async read(): Promise<{ readonly settings: SmsAlarm; readonly pin: string | null }> {
    const row = await db.selectFrom('sms_alarm').selectAll().where('org_id', '=', org).executeTakeFirst();
    if (!row) return { settings: SmsAlarm.parse({}), pin: null };
    return { settings: SmsAlarm.parse(JSON.parse(row.config)), pin: row.sealed === null ? null : await keyring.open(db, org, row.sealed) };
  },
  async save(settings: SmsAlarm, pin: string | null): Promise<void> {
    const columns = { config: JSON.stringify(settings), sealed: pin === null ? null : await keyring.seal(db, org, pin) };
    await db
      .insertInto('sms_alarm')
      .values({ org_id: org, ...columns })
      .onConflict((on) => on.column('org_id').doUpdateSet(columns))
      .execute();
    touch('smsalarm');
  },
});
