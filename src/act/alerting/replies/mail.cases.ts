import type { AcrossTx, Tx } from '../../../db/work.ts';
import { organisations } from '../../../trust/organisations/organisations.store.ts';
import { acknowledge, cameBack } from '../alerting.cases.ts';
import { because } from '../channels/refusal.texts.ts';
import { channelSettings } from '../channels.store.ts';
import { byReplyToken, deliveries, type Linked } from '../deliveries.store.ts';
import { alertingSettings } from '../escalation/escalation.store.ts';
import { messageKey, shortMark } from '../identity.ts';
import { answer, answerTo, tellLog } from './answering.cases.ts';
import { type HeardMail, isAutomatic, isBounce, ownLine, tokensIn } from './mail.ts';
import { heardBefore, openAlertOf, replies } from './replies.store.ts';
import { kept, meantBy, type Reply, type Verdict } from './replies.ts';
import { readReply } from './replytext.ts';

type About = Pick<Reply, 'name' | 'subject' | 'incidentId' | 'answer'>;
const NOTHING: About = { name: null, subject: null, incidentId: null, answer: null };

async function linkedTo(across: AcrossTx, org: string, mail: HeardMail): Promise<Linked | undefined> {
  for (const token of tokensIn(mail)) {
    const found = await byReplyToken(across, token);
    // The mailbox of one firm says nothing about the alerts of another.
    if (found?.org === org) return found;
  }
  return undefined;
}

/** In an attack strangers may be reading the mailbox: an answer acknowledges only where somebody has opened this way. */
async function closedByAttack(tx: Tx, { alert }: Linked): Promise<boolean> {
  if (!alert.attack) return false;
  const { openInAttack } = await alertingSettings(tx).read();
  return !(await channelSettings(tx).list()).some(({ id, kind }) => kind === 'email' && openInAttack.includes(id));
}

async function hearAnswer(tx: Tx, linked: Linked, line: string): Promise<{ verdict: Verdict; about: About }> {
  const { alert, delivery } = linked;
  const open = openAlertOf(tx.org, alert, delivery, (await deliveries(tx).acknowledgedBy(alert.id)).has(delivery.contactId));
  const meant = meantBy(readReply(line, new Set([shortMark(messageKey(delivery))])), [open]);
  if (meant.kind === 'acknowledges') await acknowledge(tx, alert.id, delivery.id, delivery.name);
  const [way] = (await channelSettings(tx).list()).filter(({ kind }) => kind === 'email');
  const { name: organisation } = await organisations(tx).byId(tx.org);
  const text = answerTo(meant, [open], delivery.language, organisation);
  // To the address that the alert went to, never to the one that the mail says it is from.
  const sent = way ? await answer(tx, way.id, delivery.address, meant.kind, text) : null;
  tellLog(tx, open, line, meant.kind);
  return { verdict: meant.kind, about: { name: delivery.name, subject: open.subject, incidentId: open.incidentId, answer: sent } };
}

/**
 * Hears a mail that came into the mailbox of answers. Only the token acknowledges, whoever the mail says it is from; what a program
 * has written never does, and a mail that came back makes its message a failed one.
 */
export async function hearMail(across: AcrossTx, org: string, place: string, mail: HeardMail): Promise<void> {
  if (await heardBefore(across, place)) return;
  const tx = across.in(org);
  const linked = await linkedTo(across, org, mail);
  const line = kept(ownLine(mail.text));
  const note = (verdict: Verdict, about: About) =>
    replies(tx).note(place, {
      way: 'email',
      sender: mail.from,
      text: verdict === 'bounced' ? kept(mail.report?.says ?? '') : line,
      verdict,
      ...about,
    });
  if (!linked) return note(isAutomatic(mail) ? 'automatic' : 'stranger', NOTHING);
  const { alert, delivery } = linked;
  const incidentId = alert.source.kind === 'incident' ? alert.source.id : null;
  const about: About = { name: delivery.name, subject: alert.subject[delivery.language], incidentId, answer: null };
  if (isBounce(mail)) {
    const { report } = mail;
    await cameBack(tx, alert, delivery, because.cameBack(delivery.address, `${report?.status ?? ''} ${report?.says ?? ''}`));
    return note('bounced', about);
  }
  if (isAutomatic(mail)) return note('automatic', about);
  if (await closedByAttack(tx, linked)) return note('in-attack', about);
  const heard = await hearAnswer(tx, linked, line);
  return note(heard.verdict, heard.about);
}
