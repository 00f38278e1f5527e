import type { AcrossTx, Tx } from '../../db/work.ts';
import type { Language } from '../../kernel/languages.ts';
import { hashOf } from '../../trust/tokens/secret.ts';
import { HEAD_COLUMNS, headOfRow } from './alerts.store.ts';
import { type ChannelSettings, channelSettings } from './channels.store.ts';
import { de, en } from './screen.texts.ts';
import type { ShownAlert } from './screenpage.ts';

const TEST_SHOWN_MS = 10 * 60_000;

export type FoundScreen = { readonly org: string; readonly channel: ChannelSettings };

/** The screen that a token opens; undefined when there is none. */
export async function screenByToken(across: AcrossTx, token: string): Promise<FoundScreen | undefined> {
  const rows = await across.db.selectFrom('alert_channel').select(['org_id', 'id']).where('kind', '=', 'screen').execute();
  for (const { org_id: org, id } of rows) {
    const channel = await channelSettings(across.in(org)).get(id);
    const own = channel.settings.secret['token'];
    if (typeof own === 'string' && hashOf(own) === hashOf(token)) return { org, channel };
  }
  return undefined;
}

/** What this screen was sent and what is not over, newest first. */
export async function shownOn(tx: Tx, { id, settings }: ChannelSettings, language: Language): Promise<ShownAlert[]> {
  const { db, org, now } = tx;
  const t = language === 'de' ? de : en;
  const rows = await db
    .selectFrom('alert')
    .select(HEAD_COLUMNS)
    .where('org_id', '=', org)
    .where('state', '!=', 'ended')
    .where('id', 'in', (eb) => eb.selectFrom('delivery').select('alert_id').where('org_id', '=', org).where('channel_id', '=', id))
    .orderBy('id', 'desc')
    .limit(20)
    .execute();
  const shown: ShownAlert[] = [];
  for (const alert of rows.map(headOfRow)) {
    if (alert.mode === 'test' && now - alert.acceptedAt > TEST_SHOWN_MS) continue;
    const confirmed = await db
      .selectFrom('delivery')
      .select('name')
      .distinct()
      .where('org_id', '=', org)
      .where('alert_id', '=', alert.id)
      .where('state', '=', 'acknowledged')
      .orderBy('name')
      .execute();
    const whole = settings.open['says'] !== 'open';
    shown.push({
      id: alert.id,
      mode: alert.mode,
      subject: whole ? alert.subject[language] : t.call,
      text: whole ? alert.text[language] : '',
      at: alert.acceptedAt,
      confirmed: confirmed.map(({ name }) => name),
    });
  }
  return shown;
}
