import { timingSafeEqual } from 'node:crypto';
import type { AcrossTx, Tx } from '../../../db/work.ts';
import { HOUR, type Instant, instant, plus } from '../../../kernel/instant.ts';
import { timeText } from '../../../kernel/wording.ts';
import { organisations } from '../../../trust/organisations/organisations.store.ts';
import { alertOf } from '../../incidents/alertrequest.ts';
import { fallbackContacts, raise } from '../../incidents/incidents.cases.ts';
import { incidents } from '../../incidents/incidents.store.ts';
import { type Incident, openedAt } from '../../incidents/incidents.ts';
import { systemNote } from '../../situationlog/say.ts';
import { situationLog } from '../../situationlog/situationlog.store.ts';
import type { Received } from '../channel.ts';
import { hearCleared, raiseOnce } from '../paging/paging.on.ts';
import { answer } from '../replies/answering.cases.ts';
import type { Listener } from '../replies/listener.ts';
import { replies } from '../replies/replies.store.ts';
import { kept, type Reply, type Verdict } from '../replies/replies.ts';
import { smsAlarm } from './smsalarm.store.ts';
import { de, en } from './smsalarm.texts.ts';
import {
  type Asked,
  type Circumstances,
  type Decision,
  decide,
  isLocked,
  LOCKED_FOR,
  readAlarm,
  type Sender,
  type SmsAlarm,
  WRONG_OF_ONE,
  withoutPins,
} from './smsalarm.ts';

const LOCKED = 'sms-alarm-locked';

type Firm = {
  readonly tx: Tx;
  readonly listener: Listener;
  readonly settings: SmsAlarm;
  readonly pin: string;
  readonly asked: Asked;
  readonly sender: Sender | undefined;
};

const same = (a: string, b: string): boolean => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
const pinFits = ({ pin, asked }: Firm): boolean => asked.pin !== null && same(asked.pin, pin);

/** When wrong PINs came, within the time of the lock. */
export async function wrongPins(tx: Tx, { unlockedAt }: SmsAlarm): Promise<{ readonly sender: string; readonly at: Instant }[]> {
  const since = instant(Math.max(unlockedAt, tx.now - LOCKED_FOR));
  return (await replies(tx).since(['alarm-wrong-pin'], since)).map(({ sender, at }) => ({ sender, at }));
}

/** Firms that this text could be meant for: they are listening, it has one of their words, or comes from one of their senders with a PIN. */
async function firmsFor(across: AcrossTx, listeners: readonly Listener[], { from, text }: Received): Promise<Firm[]> {
  const found: Firm[] = [];
  for (const listener of listeners) {
    const tx = across.in(listener.org);
    const { settings, pin } = await smsAlarm(tx).read();
    if (!settings.on || pin === null) continue;
    const asked = readAlarm(text, settings.words);
    const sender = settings.senders.find(({ number }) => number === from);
    if (asked.word !== null || (sender && asked.pin !== null)) found.push({ tx, listener, settings, pin, asked, sender });
  }
  return found;
}

/** The incident that was opened by this word within the last hour and goes on. */
async function runningBy({ tx, asked }: Firm, lately: readonly Reply[]): Promise<Incident | undefined> {
  for (const { incidentId, subject } of lately) {
    if (incidentId === null || !asked.word || !subject?.startsWith(asked.word.title)) continue;
    const incident = await incidents(tx).find(incidentId);
    if (incident?.progress.state === 'open' && incident.mode === asked.word.mode) return incident;
  }
  return undefined;
}

async function act(
  firm: Firm,
  from: string,
  decision: Decision,
  wrong: Circumstances['wrong'],
  running: Incident | undefined,
): Promise<{ text: string; incident: Incident | null }> {
  const { tx, asked, sender, settings, pin } = firm;
  const { language, zone } = await organisations(tx).byId(tx.org);
  const t = language === 'de' ? de : en;
  const first = settings.words[0]?.word ?? '';
  const name = sender?.name ?? from;
  const mark = (incident: Incident) => (incident.mode === 'exercise' ? t.mark : '');
  switch (decision) {
    case 'alarm-raised': {
      const word = asked.word ?? settings.words[0];
      if (!word) return { text: '', incident: null };
      const said = kept(withoutPins(asked.rest, [pin]));
      const title = (said === '' ? word.title : `${word.title}: ${said}`).slice(0, 200);
      const incident = await raise(
        tx,
        { title, mode: word.mode, nodeIds: [], planId: word.planId ?? undefined },
        { id: null, name: t.by(name) },
      );
      const { steps } = alertOf(incident, await fallbackContacts(tx), await incidents(tx).policy());
      const reachable = steps.some(({ recipients }) => recipients.some(({ addresses }) => addresses.length > 0));
      const say = reachable ? t.answer.raised : t.answer.nobody;
      return { text: `${mark(incident)}${say(timeText(tx.now, zone, language), incident.title)}`, incident };
    }
    case 'alarm-joined': {
      if (!running) return { text: '', incident: null };
      await situationLog(tx).append(running.id, systemNote('sms-alarm.text', t.log(name, kept(withoutPins(asked.rest, [pin]))), { name }));
      return {
        text: `${mark(running)}${t.answer.joined(timeText(openedAt(running) ?? tx.now, zone, language), running.title)}`,
        incident: running,
      };
    }
    case 'alarm-wrong-pin': {
      const after = { own: wrong.own + 1, all: wrong.all + 1 };
      if (isLocked(after))
        await raiseOnce(tx, {
          cause: LOCKED,
          title: { de: de.lockedTitle(name), en: en.lockedTitle(name) },
          detail: { de: de.lockedDetail, en: en.lockedDetail },
          nodeId: null,
          nature: 'attack',
        });
      return { text: t.answer.wrongPin(isLocked(after) ? 0 : WRONG_OF_ONE - after.own), incident: null };
    }
    case 'alarm-no-word':
      return { text: t.answer.noWord(settings.words.map(({ word }) => word).join(', ')), incident: null };
    case 'alarm-no-pin':
      return { text: t.answer.noPin(asked.word?.word ?? first), incident: null };
    case 'alarm-locked':
      return { text: t.answer.locked, incident: null };
    case 'alarm-too-often':
      return { text: t.answer.tooOften, incident: null };
    case 'alarm-not-allowed':
      return { text: '', incident: null };
  }
}

export type Heard = {
  readonly tx: Tx;
  /** What was typed for a PIN: also a wrong one is nearly right. */
  readonly typed: readonly string[];
  readonly verdict: Verdict;
  readonly about: Pick<Reply, 'name' | 'subject' | 'incidentId' | 'answer'>;
};

/** The PINs of the firms that listen: they must not stand in what is kept of a text. */
export async function pinsOf(across: AcrossTx, listeners: readonly Listener[]): Promise<string[]> {
  const all = await Promise.all(listeners.map(({ org }) => smsAlarm(across.in(org)).read()));
  return all.flatMap(({ pin }) => pin ?? []);
}

/**
 * Hears a text that wants to open an incident; undefined when it is none. A modem may be shared: then the firm counts that lists the sender
 * and whose PIN it is. The incident, its alert and the answer are saved together.
 */
export async function hearAlarm(across: AcrossTx, listeners: readonly Listener[], received: Received): Promise<Heard | undefined> {
  const { from } = received;
  const firms = await firmsFor(across, listeners, received);
  const listed = firms.filter(({ sender }) => sender !== undefined);
  const firm = listed.find(pinFits) ?? listed[0] ?? firms[0];
  if (!firm) return undefined;
  const { tx, listener, settings, asked, sender } = firm;
  const all = await wrongPins(tx, settings);
  const wrong = { own: all.filter((one) => one.sender === from).length, all: all.length };
  const lately = await replies(tx).since(['alarm-raised'], plus(tx.now, -HOUR));
  const running = await runningBy(firm, lately);
  const decision = decide(asked, {
    listed: sender !== undefined,
    pinRight: pinFits(firm),
    wrong,
    openedLately: lately.length,
    running: running !== undefined,
  });
  const { text, incident } = await act(firm, from, decision, wrong, running);
  const sent = text === '' ? null : await answer(tx, listener.channelId, from, decision, text);
  return {
    tx,
    typed: asked.pin === null ? [] : [asked.pin],
    verdict: decision,
    about: { name: sender?.name ?? null, subject: incident?.title ?? null, incidentId: incident?.id ?? null, answer: sent },
  };
}

/** Forgets wrong PINs so far, and that they were told. */
export async function unlock(tx: Tx): Promise<void> {
  const { settings, pin } = await smsAlarm(tx).read();
  await smsAlarm(tx).save({ ...settings, unlockedAt: tx.now }, pin);
  await hearCleared(tx, LOCKED);
}
