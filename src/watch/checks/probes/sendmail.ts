import type { Observation } from '../observation.ts';
import { up } from './faults.ts';
import { asciiHost, type Encryption } from './fields.ts';
import { answer, greetSmtp } from './smtptalk.ts';
import type { Conversation } from './talking.ts';
import { Verdict } from './verdict.ts';

/** A mail to send, and whom to tell. `posted` is called before the server can have it, `refused` when it surely has not. */
export type Posting = {
  readonly smtpSecurity: Encryption;
  readonly smtpUser?: string | undefined;
  readonly smtpPassword?: string | undefined;
  readonly from: string;
  readonly to: string;
  /** Message-ID without brackets. */
  readonly id: string;
  /** By which the mails of one check know each other. */
  readonly mark: string;
  readonly sentAt: number;
  posted(): void;
  refused(): void;
};

type Step = 'login' | 'sender' | 'recipient' | 'message';

async function must(conversation: Conversation, step: Step, ...wanted: readonly number[]): Promise<void> {
  const { code, lines } = await answer(conversation);
  if (!wanted.includes(code)) throw new Verdict({ code: 'mail-refused', step, says: `${code} ${lines.join(' ')}`.slice(0, 200) });
}

const base64 = (text: string): string => Buffer.from(text).toString('base64');

async function logIn(conversation: Conversation, offers: readonly string[], user: string, password: string): Promise<void> {
  const ways = offers.flatMap((one) => /^AUTH[ =](.*)$/i.exec(one.trim())?.[1]?.toUpperCase().split(' ') ?? []);
  const { talk } = conversation;
  if (ways.includes('PLAIN')) {
    talk.say(`AUTH PLAIN ${base64(`\0${user}\0${password}`)}`);
  } else if (ways.includes('LOGIN')) {
    talk.say('AUTH LOGIN');
    await must(conversation, 'login', 334);
    talk.say(base64(user));
    await must(conversation, 'login', 334);
    talk.say(base64(password));
  } else throw new Verdict({ code: 'mail-no-login' });
  await must(conversation, 'login', 235);
}

const address = (given: string): string => {
  const at = given.lastIndexOf('@');
  return `${given.slice(0, at)}@${asciiHost(given.slice(at + 1))}`;
};

/** The mail: small, told as sent by a machine (RFC 3834), so that nobody answers it. */
const textOf = ({ from, to, id, mark, sentAt }: Posting): string[] => [
  `From: krisenfest <${address(from)}>`,
  `To: <${address(to)}>`,
  'Subject: krisenfest: Mailweg / mail path',
  `Date: ${new Date(sentAt).toUTCString().replace('GMT', '+0000')}`,
  `Message-ID: <${id}>`,
  `X-Krisenfest-Check: ${mark}`,
  'Auto-Submitted: auto-generated',
  'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=us-ascii',
  '',
  'Diese Mail prueft den Mailweg und wird von selbst geloescht.',
  'This mail checks the mail path and is deleted by itself.',
];

/** Sends the mail. Throws `Verdict` with the step at which the server said no. */
export async function sendMail(conversation: Conversation, posting: Posting): Promise<Observation> {
  const { talk, seen } = conversation;
  const { offers } = await greetSmtp(conversation, posting.smtpSecurity);
  if (posting.smtpUser !== undefined) await logIn(conversation, offers, posting.smtpUser, posting.smtpPassword ?? '');
  talk.say(`MAIL FROM:<${address(posting.from)}>`);
  await must(conversation, 'sender', 250);
  talk.say(`RCPT TO:<${address(posting.to)}>`);
  await must(conversation, 'recipient', 250, 251);
  talk.say('DATA');
  await must(conversation, 'message', 354);
  for (const line of textOf(posting)) talk.say(line);
  posting.posted();
  talk.say('.');
  try {
    await must(conversation, 'message', 250);
  } catch (error) {
    if (error instanceof Verdict) posting.refused();
    throw error;
  }
  talk.say('QUIT');
  return up({ code: 'server-greets', says: '' }, conversation.ms(), seen.phases);
}
