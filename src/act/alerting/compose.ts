import { type Instant, toIso } from '../../kernel/instant.ts';
import type { Bilingual, Language } from '../../kernel/languages.ts';
import { cutGsm7, gsm7Length, toGsm7 } from './gsm7.ts';
import { shortMark } from './identity.ts';
import { de, en } from './message.texts.ts';
import type { AlertMode, AlertSource } from './request.ts';

/** Everything a message is made of. */
export type Ingredients = {
  /** See `messageKey`. */
  readonly key: string;
  readonly mode: AlertMode;
  readonly source: AlertSource;
  readonly alertId: string;
  readonly step: number;
  readonly acceptedAt: Instant;
  readonly subject: Bilingual;
  readonly text: Bilingual;
  readonly language: Language;
  readonly organisation: string;
  readonly recipient: { readonly contactId: string; readonly name: string };
  /** The page with the button that acknowledges. */
  readonly link: string;
  /** Strangers may be reading on this way: nothing but the call to open krisenfest. */
  readonly guarded: boolean;
  /** Answers to a text are read: it says so. */
  readonly answerable: boolean;
  /** An answer by mail that brings the token along acknowledges; null where nobody reads answers. */
  readonly answer: Answer | null;
};

type Answer = { readonly token: string; readonly address: string };

/** What a channel hands over. Everything that people read begins with ÜBUNG in an exercise and with TEST in a test. */
export type Message = {
  readonly key: string;
  readonly mode: AlertMode;
  readonly language: Language;
  readonly subject: string;
  /** Plain text with the link. */
  readonly text: string;
  /** What is said above the link, for channels that draw a button. */
  readonly lead: string;
  readonly closing: string;
  /** No facts and no link: for ways on which strangers may be reading. */
  readonly call: string;
  readonly button: string;
  readonly link: string;
  /** In the letters of an SMS, 160 places wherever the link leaves room. */
  readonly short: string;
  /** For programs: the payload of a webhook, without the fields of its envelope. */
  readonly data: Readonly<Record<string, unknown>>;
  /** What lets an answer by mail acknowledge. */
  readonly answer: Answer | null;
};

const SMS_PLACES = 160;
/** Less than this of the subject says nothing; then the SMS gets a second part instead. */
const LEAST_SUBJECT = 20;

function short(t: typeof de, { key, mode, subject, language, link, answerable }: Ingredients): string {
  const head = mode === 'actual' ? '' : `${t.mark[mode]}: `;
  const tail = toGsm7(` ${answerable ? t.smsAnswer : t.smsConfirm} ${link} ${shortMark(key)}`);
  const words = toGsm7(`${head}${subject[language]}`);
  const room = SMS_PLACES - gsm7Length(tail);
  return `${room < LEAST_SUBJECT ? words : cutGsm7(words, room)}${tail}`;
}

/** Where krisenfest is found: the address of the link without its token. */
const homeOf = (link: string): string => URL.parse(link)?.origin ?? '';

/**
 * In an attack, for ways that run on the company's own mail or login (product.md, "An attack is not an outage"): no facts, no
 * name of the incident, no link that does anything.
 */
function guarded(t: typeof de, { key, mode, language, organisation, link, recipient, step, alertId, acceptedAt }: Ingredients): Message {
  const call = `${mode === 'actual' ? '' : `${t.mark[mode]}: `}${t.call}`;
  const lead = [t.greeting(recipient.name), call].join('\n\n');
  const closing = t.closing(organisation);
  return {
    key,
    mode,
    language,
    subject: call,
    lead,
    closing,
    call,
    button: t.openHere,
    link: homeOf(link),
    text: `${lead}\n\n${closing}\n`,
    short: toGsm7(call),
    data: { alertId, mode, step, organisation, raisedAt: toIso(acceptedAt), subject: call, text: call, language },
    answer: null,
  };
}

/** Puts a message together in the recipient's language. */
export function compose(from: Ingredients): Message {
  const t = from.language === 'de' ? de : en;
  if (from.guarded) return guarded(t, from);
  const { key, mode, language, link, organisation, answer } = from;
  const subject = `${mode === 'actual' ? '' : `${t.mark[mode]}: `}${from.subject[language]}`;
  const note = mode === 'actual' ? [] : [t.note[mode]];
  const lead = [...note, t.greeting(from.recipient.name), from.text[language]].join('\n\n');
  const closing = `${answer === null ? '' : `${t.mailAnswer}\n\n`}${t.closing(organisation)}`;
  return {
    key,
    mode,
    language,
    subject,
    lead,
    closing,
    call: `${mode === 'actual' ? '' : `${t.mark[mode]}: `}${t.call}`,
    button: t.button,
    link,
    text: `${lead}\n\n${t.confirmHere}\n${link}\n\n${closing}\n`,
    short: short(t, from),
    answer,
    data: {
      alertId: from.alertId,
      ...(from.source.kind === 'incident' ? { incidentId: from.source.id } : {}),
      mode,
      step: from.step,
      organisation,
      raisedAt: toIso(from.acceptedAt),
      subject,
      text: from.text[language],
      language,
      recipient: from.recipient,
      acknowledgeUrl: link,
    },
  };
}

/** A short text of its own, no alert: an answer to a text that came in. */
export const plainMessage = (key: string, text: string): Message => ({
  key,
  mode: 'actual',
  language: 'de',
  subject: text,
  text,
  lead: text,
  closing: '',
  call: text,
  button: '',
  link: '',
  short: toGsm7(text),
  data: { text },
  answer: null,
});
