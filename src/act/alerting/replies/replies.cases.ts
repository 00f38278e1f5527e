import type { AcrossTx, Tx } from '../../../db/work.ts';
import { DAY, duration, plus } from '../../../kernel/instant.ts';
import { sha256Hex } from '../../../kernel/sha256.ts';
import { contacts } from '../../../prepare/contacts/contacts.store.ts';
import { organisations } from '../../../trust/organisations/organisations.store.ts';
import { acknowledge } from '../alerting.cases.ts';
import type { Received } from '../channel.ts';
import { channels } from '../channels/index.ts';
import { hearSelfTest } from '../selftest/selftest.cases.ts';
import { hearAlarm, pinsOf } from '../smsalarm/smsalarm.cases.ts';
import { withoutPins } from '../smsalarm/smsalarm.ts';
import { answer, answerTo, tellLog } from './answering.cases.ts';
import type { Listener } from './listener.ts';
import { heardBefore, type OpenTo, openAlertsTo, replies } from './replies.store.ts';
import { kept, type Meant, meantBy, type Reply, type Verdict } from './replies.ts';
import { readReply } from './replytext.ts';

const SMS_KINDS = channels.filter(({ reaches }) => reaches === 'sms').map(({ kind }) => kind);
/** Nobody answers an alert of last month. */
const OPEN_FOR = duration(30 * DAY);

/** Who has this number, in the first organisation that knows it. */
async function ownerOf(
  across: AcrossTx,
  listeners: readonly Listener[],
  number: string,
): Promise<(Listener & { name: string }) | undefined> {
  for (const listener of listeners) {
    const known = (await contacts(across.in(listener.org)).list()).find(({ addresses }) => addresses.some(({ value }) => value === number));
    if (known) return { ...listener, name: known.name };
  }
  return undefined;
}

/** An answer to an alert: acknowledges it, or says why not. */
async function hearAnswer(tx: Tx, channelId: string, { from, text }: Received, meant: Meant<OpenTo>, open: readonly OpenTo[]) {
  if (meant.kind === 'nothing-open') throw new Error('an answer without an alert');
  const { alert } = meant;
  if (meant.kind === 'acknowledges') await acknowledge(tx, alert.alertId, alert.deliveryId, alert.name);
  const { name: organisation } = await organisations(tx).byId(tx.org);
  const sent = await answer(tx, channelId, from, meant.kind, answerTo(meant, open, alert.language, organisation));
  tellLog(tx, alert, text, meant.kind);
  return { name: alert.name, subject: alert.subject, incidentId: alert.incidentId, answer: sent };
}

/**
 * Hears a text that came in by a modem. Only the number that an alert was sent to can acknowledge it; strangers are never answered.
 * Heard, answered and noted are saved together, so that a text counts once whatever happens to its file.
 */
export async function hearText(across: AcrossTx, listeners: readonly Listener[], place: string, received: Received): Promise<void> {
  const [first] = listeners;
  if (!first) return;
  const { from, text, name: file } = received;
  const key = sha256Hex(JSON.stringify([place, file, from, text]));
  if (await heardBefore(across, key)) return;
  for (const { org } of listeners) {
    const own = across.in(org);
    if (!(await hearSelfTest(own, text))) continue;
    const about = { name: null, subject: null, incidentId: null, answer: null };
    return replies(own).note(key, { way: 'sms', sender: from, text: kept(text), verdict: 'self-test', ...about });
  }
  const alarm = await hearAlarm(across, listeners, received);
  const hidden = [...(await pinsOf(across, listeners)), ...(alarm?.typed ?? [])];
  const orgs = listeners.map(({ org }) => org);
  const open = await openAlertsTo(across, { orgs, kinds: SMS_KINDS, address: from, since: plus(across.now, -OPEN_FOR) });
  const meant = meantBy(readReply(text, new Set(open.map(({ mark }) => mark))), open);
  const note = (tx: Tx, verdict: Verdict, rest: Pick<Reply, 'name' | 'subject' | 'incidentId' | 'answer'>) =>
    replies(tx).note(key, { way: 'sms', sender: from, text: kept(withoutPins(text, hidden)), verdict, ...rest });
  if (alarm) return note(alarm.tx, alarm.verdict, alarm.about);
  if (meant.kind !== 'nothing-open') {
    const { channelId } = listeners.find(({ org }) => org === meant.alert.org) ?? first;
    const tx = across.in(meant.alert.org);
    await note(tx, meant.kind, await hearAnswer(tx, channelId, received, meant, open));
    return;
  }
  const owner = await ownerOf(across, listeners, from);
  const tx = across.in(owner?.org ?? first.org);
  if (!owner) return note(tx, 'stranger', { name: null, subject: null, incidentId: null, answer: null });
  const { name: organisation, language } = await organisations(tx).byId(tx.org);
  const sent = await answer(tx, owner.channelId, from, 'nothing-open', answerTo(meant, open, language, organisation));
  return note(tx, 'nothing-open', { name: owner.name, subject: null, incidentId: null, answer: sent });
}
