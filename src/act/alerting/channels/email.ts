import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { FieldMeta } from '../../../kernel/secretfields.ts';
import { nodeCode, OutboundError } from '../../../outbound/failure.ts';
import type { Outcome, Reason } from '../alerting.ts';
import type { Channel } from '../channel.ts';
import type { Message } from '../compose.ts';
import { Line, mailAuthority, mailPort, mailSecurity, mailServer } from '../peerfields.ts';
import { mailHtml } from './mailbody.ts';
import { mailForm } from './mailform.ts';
import { because } from './refusal.texts.ts';
import { Silence } from './silence.ts';
import { openLine, type Smarthost, type SmtpLine } from './smtpline.ts';
import { refused, unreached } from './unreached.ts';

const field = (meta: FieldMeta) => meta;
const EmailSettings = z
  .object({
    host: mailServer('mail.firma.example', {
      label: { de: 'Mailserver', en: 'Mail server' },
      help: {
        de: 'Der Postausgangsserver (SMTP), wie er auch im Mailprogramm steht.',
        en: 'The outgoing server (SMTP), as in your mail program.',
      },
    }),
    port: mailPort(587),
    security: mailSecurity('starttls', {
      starttls: { de: 'STARTTLS (üblich mit Port 587)', en: 'STARTTLS (usual with port 587)' },
      tls: { de: 'TLS (üblich mit Port 465)', en: 'TLS (usual with port 465)' },
      none: { de: 'keine, nur im eigenen Haus', en: 'none, only inside the house' },
    }),
    user: Line.optional().meta(
      field({
        label: { de: 'Benutzer', en: 'User' },
        help: { de: 'Leer, wenn der Server keine Anmeldung verlangt.', en: 'Empty when the server asks for no login.' },
      }),
    ),
    password: z
      .string()
      .max(1000)
      .optional()
      .meta(field({ label: { de: 'Kennwort', en: 'Password' }, secret: true })),
    from: z
      .email('must be an e-mail address')
      .max(250)
      .meta(
        field({
          label: { de: 'Absenderadresse', en: 'Sender address' },
          help: { de: 'Eine Adresse, mit der dieses Konto senden darf.', en: 'An address that this account may send with.' },
          placeholder: 'alarm@firma.example',
        }),
      ),
    fromName: Line.default('krisenfest').meta(field({ label: { de: 'Absendername', en: 'Sender name' } })),
    ca: mailAuthority(),
  })
  .refine((one) => one.security !== 'none' || one.password === undefined || one.password === '', {
    path: ['security'],
    error: 'must be tls or starttls when there is a password: it would cross the network readable',
  });
type EmailSettings = z.infer<typeof EmailSettings>;

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/**
 * The Message-ID holds the name of this installation, not the sender's domain: a stand-in at another provider sends with
 * another address, and the mail must be the same mail there (RFC 5322 3.6.4). `.invalid` (RFC 6761) where it has no name.
 */
function rightOfAt(link: string): string {
  const name = URL.parse(link)?.hostname ?? '';
  return /\.[a-z][a-z0-9-]*$/.test(name) ? name : 'krisenfest.invalid';
}

const rawMail = ({ from, fromName }: EmailSettings, to: string, message: Message): Buffer =>
  mailForm({
    from: { name: fromName, address: from },
    to,
    replyTo: message.answer?.address ?? null,
    subject: message.subject,
    messageId: `<${message.key}${message.answer === null ? '' : `.${message.answer.token}`}@${rightOfAt(message.link)}>`,
    date: new Date(),
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Priority': '1', Importance: 'high', 'X-Krisenfest-Mode': message.mode },
    text: message.text,
    html: mailHtml(message),
  });

type SmtpFailure = {
  readonly code: string;
  /** What Node said before nodemailer gave the error its own code. */
  readonly tlsCode: string;
  readonly command: string;
  readonly response: string;
  readonly status: number;
  readonly said: string;
};

const failureOf = (error: unknown): SmtpFailure => {
  const fields: Readonly<Record<string, unknown>> = typeof error === 'object' && error !== null ? { ...error } : {};
  const text = (name: string): string => (typeof fields[name] === 'string' ? fields[name] : '');
  const status = fields['responseCode'];
  return {
    code: nodeCode(error),
    tlsCode: text('originalCode'),
    command: text('command'),
    response: text('response'),
    status: typeof status === 'number' ? status : 0,
    said: error instanceof Error ? error.message : '',
  };
};

/** What is wrong with the certificate after STARTTLS, by Node's code. */
function distrust(code: string, host: string): Reason | undefined {
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') return because.tlsExpired(host);
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return because.tlsName(host);
  if (/SELF_SIGNED|UNABLE_TO_|CERT_UNTRUSTED|INVALID_CA/.test(code)) return because.tlsUntrusted(host);
  return /^(ERR_SSL|ERR_TLS|EPROTO|CERT_)/.test(code) ? because.tls(host) : undefined;
}

/** What went wrong in a session, as a sentence. Only a refused recipient is for good; the rest may be mended, or passes. */
function outcomeOf(error: unknown, { host, from }: EmailSettings, to: string): Outcome {
  if (error instanceof OutboundError) return unreached(error, host);
  const { code, tlsCode, command, response, status, said } = failureOf(error);
  switch (code) {
    case 'EAUTH':
      return refused(because.login(host, response || said));
    case 'ETLS':
      if (/STARTTLS/.test(command) && response !== '') return refused(because.noStartTls(host));
      return refused(distrust(tlsCode, host) ?? because.tls(host));
    case 'EPROTOCOL':
      return refused(because.noMailServer(host));
    case 'ETIMEDOUT':
      return refused(because.timeout(host));
    case 'EENVELOPE':
      if (command === 'MAIL FROM') return refused(because.sender(`${from}: ${response}`));
      return refused(because.recipient(to, response), command === 'RCPT TO' && status >= 500);
    case 'EMESSAGE':
      return refused(because.notTaken(host, response || said));
    case 'ECONNECTION':
    case 'ESOCKET':
    case 'EDNS':
      return refused(distrust(tlsCode, host) ?? (response === '' ? because.closed(host) : because.notTaken(host, response)));
    default:
      throw error;
  }
}

const AT_ONCE = 8;
const LOOK_MS = 6000;
const IDLE_MS = 3000;
const MAILS_PER_LINE = 100;

type Idle = { readonly line: SmtpLine; readonly used: number; readonly timer: NodeJS.Timeout };

const idle = new Map<string, Idle[]>();

/** Open sessions are kept for a moment, so that five hundred mails are not five hundred logins. */
function takeIdle(place: string): { line: SmtpLine; used: number } | undefined {
  const waiting = idle.get(place) ?? [];
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    clearTimeout(one.timer);
    if (!one.line.closed()) return one;
  }
  idle.delete(place);
  return undefined;
}

function giveBack(place: string, line: SmtpLine, used: number): void {
  if (line.closed()) return;
  if (used >= MAILS_PER_LINE) return line.close();
  const waiting = idle.get(place) ?? [];
  const timer = setTimeout(() => {
    idle.set(
      place,
      (idle.get(place) ?? []).filter((one) => one.line !== line),
    );
    line.close();
  }, IDLE_MS);
  idle.set(place, [...waiting, { line, used, timer }]);
}

const smarthostOf = ({ host, port, security, user, password, ca, from }: EmailSettings): Smarthost => ({
  host: host.replace(/^\[|\]$/g, ''),
  port,
  security,
  user,
  password,
  ca,
  name: domainOf(from),
});

const silence = new Silence();

/** What concerns one recipient or one mail says nothing about the server. */
const serverFault = (error: unknown): boolean => !['EENVELOPE', 'EMESSAGE'].includes(nodeCode(error));
const isMute = (error: unknown): boolean => (error instanceof OutboundError ? error.code === 'timeout' : nodeCode(error) === 'ETIMEDOUT');

const placeOf = (smarthost: Smarthost): string => createHash('sha256').update(JSON.stringify(smarthost)).digest('base64url');

function troubleWith(error: unknown, settings: EmailSettings, to: string, place: string): Outcome {
  const outcome = outcomeOf(error, settings, to);
  if (outcome.kind === 'refused' && serverFault(error)) silence.noteTrouble(place, outcome.reason, isMute(error));
  return outcome;
}

/** E-mail over the company's own or any other SMTP server (nodemailer speaks the protocol, `src/outbound` opens the socket). */
export const email: Channel<EmailSettings> = {
  kind: 'email',
  label: { de: 'E-Mail', en: 'E-mail' },
  hint: {
    de: 'Über einen Postausgangsserver. Richten Sie einen zweiten E-Mail-Weg bei einem anderen Anbieter ein: Er springt nach wenigen Sekunden ein, wenn der erste nicht antwortet oder ablehnt.',
    en: 'By an outgoing mail server. Set up a second e-mail channel at another provider: it steps in after a few seconds when the first one does not answer or refuses.',
  },
  withoutInternet: {
    answer: 'depends',
    sentence: {
      de: 'Geht ohne Internet nur, wenn Mailserver und Postfächer im eigenen Haus stehen.',
      en: 'Works without the Internet only when mail server and mailboxes stand in the house.',
    },
  },
  withoutCloud: {
    answer: 'depends',
    sentence: {
      de: 'Ohne Cloud, wenn der Mailserver der eigene ist; sonst hängt der Weg am Mailanbieter.',
      en: 'Without a cloud when the mail server is your own; otherwise the way hangs on the mail provider.',
    },
  },
  shares: {
    answer: 'own-mail',
    sentence: {
      de: 'Läuft das Konto bei der Firma selbst, lesen Angreifer womöglich mit, und der Weg fällt mit dem Mailserver aus. Besser: ein Konto bei einem anderen Anbieter.',
      en: "If the account is the company's own, attackers may read along, and the way fails with the mail server. Better: an account at another provider.",
    },
  },
  watched: {
    de: 'Geprüft wird nach einem Fehler, bis der Mailserver wieder antwortet und die Anmeldung gilt.',
    en: 'Checked after a failure, until the mail server answers again and the login holds.',
  },
  reaches: 'email',
  config: EmailSettings,
  atOnce: AT_ONCE,
  deadlineMs: 30_000,
  broadcastTo: () => null,
  send: async (settings, address, message, { signal }) => {
    const smarthost = smarthostOf(settings);
    const place = placeOf(smarthost);
    const spared = silence.spared(place);
    if (spared) return signal.aborted ? { kind: 'stopped' } : refused(spared);
    const raw = rawMail(settings, address, message);
    const kept = takeIdle(place);
    let line: SmtpLine | undefined = kept?.line;
    const stop = () => line?.stop();
    try {
      signal.throwIfAborted();
      line ??= await openLine(smarthost, signal);
      signal.addEventListener('abort', stop, { once: true });
      const answer = await line.send(settings.from, address, raw);
      giveBack(place, line, (kept?.used ?? 0) + 1);
      silence.noteSuccess(place);
      return { kind: 'handed-over', providerId: answer.slice(0, 200) || null };
    } catch (error) {
      if (signal.aborted) return { kind: 'stopped' };
      return troubleWith(error, settings, address, place);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  },
  // Asked only after a failure: a login every twenty seconds would be a nuisance to every provider.
  look: async (settings) => {
    const smarthost = smarthostOf(settings);
    const place = placeOf(smarthost);
    if (silence.troubleOf(place) === undefined) return { ok: true };
    const limit = AbortSignal.timeout(LOOK_MS);
    try {
      (await openLine(smarthost, limit)).close();
      silence.noteSuccess(place);
      return { ok: true };
    } catch (error) {
      const outcome = limit.aborted ? refused(because.timeout(settings.host)) : troubleWith(error, settings, '', place);
      return outcome.kind === 'refused' ? { ok: false, reason: outcome.reason } : { ok: true };
    }
  },
};
