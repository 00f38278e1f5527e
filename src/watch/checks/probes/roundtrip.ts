import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { MailDetail } from '../maildetail.ts';
import type { Detail, Observation } from '../observation.ts';
import { down, up, warned } from './faults.ts';
import { asciiHost, encryption, field, Host, Port } from './fields.ts';
import { type Mailbox, openMailbox } from './mailbox.ts';
import type { Probe, ProbeContext } from './probe.ts';
import { sendMail } from './sendmail.ts';
import { converse } from './talking.ts';

const Login = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}+$/u, 'must not contain line breaks');
const Password = z
  .string()
  .min(1)
  .max(500)
  .regex(/^\P{Cc}+$/u, 'must not contain line breaks');
const Address = z.email('must be an e-mail address').max(254);

const RoundTripConfig = z
  .object({
    smtpHost: Host.meta(
      field({
        label: { de: 'Server zum Absenden (SMTP)', en: 'Server for sending (SMTP)' },
        placeholder: 'mail.muehlhaus.example',
        destination: true,
      }),
    ),
    smtpPort: Port.default(587).meta(field({ label: { de: 'Port zum Absenden', en: 'Port for sending' }, destination: true })),
    smtpSecurity: encryption('starttls', {
      label: { de: 'Verschlüsselung beim Absenden', en: 'Encryption when sending' },
      destination: true,
    }),
    smtpUser: Login.optional().meta(
      field({
        label: { de: 'Benutzer zum Absenden', en: 'User for sending' },
        help: { de: 'Leer, wenn der Server ohne Anmeldung annimmt.', en: 'Empty when the server takes mail without a login.' },
      }),
    ),
    smtpPassword: Password.optional().meta(field({ label: { de: 'Kennwort zum Absenden', en: 'Password for sending' }, secret: true })),
    from: Address.meta(field({ label: { de: 'Absender', en: 'Sender' }, placeholder: 'waechter@muehlhaus.example' })),
    to: Address.meta(
      field({
        label: { de: 'Empfänger', en: 'Recipient' },
        help: {
          de: 'Ein eigenes Postfach nur für diese Prüfung. Wer den Weg von außen prüfen will, sendet über einen fremden Server.',
          en: 'A mailbox of its own for this check. To check the way from outside, send through a server of somebody else.',
        },
        placeholder: 'mailweg@muehlhaus.example',
      }),
    ),
    imapHost: Host.meta(
      field({
        label: { de: 'Server des Postfachs (IMAP)', en: 'Server of the mailbox (IMAP)' },
        placeholder: 'imap.muehlhaus.example',
        destination: true,
      }),
    ),
    imapPort: Port.default(993).meta(field({ label: { de: 'Port des Postfachs', en: 'Port of the mailbox' }, destination: true })),
    imapSecurity: encryption('tls', { label: { de: 'Verschlüsselung des Postfachs', en: 'Encryption of the mailbox' }, destination: true }),
    imapUser: Login.meta(field({ label: { de: 'Benutzer des Postfachs', en: 'User of the mailbox' } })),
    imapPassword: Password.meta(
      field({
        label: { de: 'Kennwort des Postfachs', en: 'Password of the mailbox' },
        help: {
          de: 'Microsoft 365 und Google lassen ein einfaches Kennwort hier nicht zu; bei Google geht ein App-Kennwort.',
          en: 'Microsoft 365 and Google do not allow a plain password here; with Google an app password works.',
        },
        secret: true,
      }),
    ),
    folder: Login.default('INBOX').meta(
      field({
        label: { de: 'Ordner', en: 'Folder' },
        help: { de: 'INBOX ist der Posteingang.', en: 'INBOX is the inbox.' },
      }),
    ),
    mostSeconds: z
      .number()
      .int()
      .min(10, 'must be between 10 seconds and an hour')
      .max(3600, 'must be between 10 seconds and an hour')
      .default(300)
      .meta(field({ label: { de: 'Nach so vielen Sekunden ist es ein Ausfall', en: 'After so many seconds it is an outage' } })),
  })
  .superRefine(({ smtpSecurity, smtpUser, smtpPassword, imapSecurity }, context) => {
    const say = (path: string, message: string) => context.addIssue({ code: 'custom', message, path: [path] });
    if (smtpUser !== undefined && smtpPassword === undefined) say('smtpPassword', 'is needed here');
    if (smtpUser !== undefined && smtpSecurity === 'none') say('smtpSecurity', 'must be encrypted, because a password is sent');
    if (imapSecurity === 'none') say('imapSecurity', 'must be encrypted, because a password is sent');
  });
type RoundTripConfig = z.infer<typeof RoundTripConfig>;

/** A mail that was sent. `lostAt`: when it was first given up; `tookMs`: how long it took, once it is there. */
type Sent = { readonly id: string; readonly sentAt: number; lostAt?: number; tookMs?: number };

/**
 * Mails under way, by what they were sent with. While one is, no other is sent: a look that is repeated looks for the same mail. It lives with
 * the process; after a restart at most one more mail goes out, and what arrives late is cleared away with the next.
 */
const underWay = new Map<string, Sent>();

/** Sending anew is not worth it sooner than this after a mail was given up. */
const RESEND_MS = 300_000;
const LOOK_EVERY_MS = 500;
/** Kept for taking leave of the mailbox in peace. */
const RESERVE_MS = 400;

/** May another mail go out? */
export const mayPost = (sent: Pick<Sent, 'lostAt' | 'tookMs'> | undefined, now: number): boolean =>
  sent === undefined || sent.tookMs !== undefined || (sent.lostAt !== undefined && now - sent.lostAt >= RESEND_MS);

const PROBLEMS = MailDetail.options.find((one) => one.shape.code.value === 'mail-server');

/** Which of the two servers it was belongs into the sentence. */
function ofSide(seen: Observation, side: 'smtp' | 'imap', host: string): Observation {
  const { detail } = seen;
  if (detail.code === 'timeout') return { ...seen, detail: { ...detail, hint: side } };
  const named = PROBLEMS?.safeParse({ code: 'mail-server', side, host, problem: detail.code });
  return named?.success ? { ...seen, detail: named.data } : seen;
}

/** How long it took by the clock of the mailbox, where that is plausible: when the mail was found by a later look. */
const byMailbox = (arrivedAt: number | null, sentAt: number, now: number): number =>
  arrivedAt === null ? now - sentAt : Math.min(Math.max(0, arrivedAt - sentAt), now - sentAt);

async function waitFor(
  mailbox: Mailbox,
  sent: Sent,
  mark: string,
  fresh: boolean,
  now: () => number,
  until: number,
): Promise<Detail | null> {
  for (;;) {
    if (sent.tookMs !== undefined) return { code: 'mail-arrived', tookMs: sent.tookMs };
    const found = await mailbox.find(sent.id);
    if (found) {
      const at = now();
      sent.tookMs = Math.round(fresh ? at - sent.sentAt : byMailbox(found.arrivedAt, sent.sentAt, at));
      const trouble = await mailbox.clear(mark);
      return trouble === null ? { code: 'mail-arrived', tookMs: sent.tookMs } : { code: 'mail-left', tookMs: sent.tookMs, says: trouble };
    }
    if (now() + LOOK_EVERY_MS >= until) return null;
    await sleep(LOOK_EVERY_MS);
  }
}

async function observe(config: RoundTripConfig, context: ProbeContext): Promise<Observation> {
  const started = performance.now();
  const ms = () => performance.now() - started;
  const now = () => context.now + ms();
  const left = (): ProbeContext => ({ ...context, timeoutMs: Math.max(1, Math.floor(context.timeoutMs - ms())) });
  const key = createHash('sha256').update(JSON.stringify(config)).digest('hex');
  const mark = key.slice(0, 24);
  const mostMs = config.mostSeconds * 1000;

  let sent = underWay.get(key);
  let fresh = false;
  if (sent === undefined || mayPost(sent, now())) {
    const smtp = { host: config.smtpHost, port: config.smtpPort, security: config.smtpSecurity };
    const mail: Sent = { id: `${randomUUID()}@${config.from.split('@')[1] ?? 'krisenfest.invalid'}`, sentAt: Math.round(now()) };
    // From the moment on in which the server may have it, it counts as under way: a broken line must not double it.
    const posting = {
      ...config,
      id: mail.id,
      mark,
      sentAt: mail.sentAt,
      posted: () => void underWay.set(key, mail),
      refused: () => void underWay.delete(key),
    };
    const out = await converse(smtp, left(), (conversation) => sendMail(conversation, posting));
    if (out.outcome !== 'up') return ofSide({ ...out, ms: ms() }, 'smtp', config.smtpHost);
    sent = mail;
    fresh = true;
  }

  const mail = sent;
  const imap = { host: config.imapHost, port: config.imapPort, security: config.imapSecurity };
  const until = context.now + context.timeoutMs - RESERVE_MS;
  const seen = await converse(imap, left(), async (conversation) => {
    const mailbox = await openMailbox(conversation, config);
    const found = await waitFor(mailbox, mail, mark, fresh, now, until);
    mailbox.leave();
    if (found?.code === 'mail-arrived' || found?.code === 'mail-left') {
      if (found.tookMs > mostMs) return down({ code: 'mail-late', tookMs: found.tookMs, mostMs }, found.tookMs);
      return (found.code === 'mail-left' ? warned : up)(found, found.tookMs);
    }
    if (now() - mail.sentAt < mostMs)
      return { outcome: 'unclear', warning: false, ms: ms(), detail: { code: 'mail-under-way', sentAt: mail.sentAt }, phases: {} };
    mail.lostAt ??= now();
    return down({ code: 'mail-lost', sentAt: mail.sentAt, mostMs }, ms());
  });
  return ofSide(seen, 'imap', config.imapHost);
}

export const roundTrip: Probe<RoundTripConfig> = {
  kind: 'mail-round-trip',
  label: { de: 'Mailweg von Anfang bis Ende', en: 'Mail from end to end' },
  help: {
    de: 'Schickt eine kleine Mail ab, wartet, bis sie im Postfach liegt, löscht sie und misst die Zeit. So fällt auch ein Mailserver auf, der antwortet und trotzdem nichts zustellt.',
    en: 'Sends a small mail, waits until it lies in the mailbox, deletes it and measures the time. This also shows a mail server that answers and delivers nothing.',
  },
  config: RoundTripConfig,
  // Each look is a mail.
  pace: { usualMs: 900_000, leastMs: 300_000, timeoutMs: 60_000 },
  target: ({ from, to }) => (from === to ? to : `${from} → ${to}`),
  hosts: ({ smtpHost, imapHost }) => [asciiHost(smtpHost), asciiHost(imapHost)],
  observe,
};
