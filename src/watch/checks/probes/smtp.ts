import { z } from 'zod';
import type { Observation } from '../observation.ts';
import { up, warned } from './faults.ts';
import { encryption, field, Host, Port, warnDays } from './fields.ts';
import { expiring } from './http.ts';
import type { Probe } from './probe.ts';
import { type Conversation, converse } from './talking.ts';
import { Verdict } from './verdict.ts';

const SmtpConfig = z.object({
  host: Host.meta(field({ label: { de: 'Mailserver', en: 'Mail server' }, placeholder: 'mail.muehlhaus.example' })),
  port: Port.default(25).meta(
    field({
      label: { de: 'Port', en: 'Port' },
      help: { de: '25 nimmt Mails an, 587 und 465 sind zum Absenden.', en: '25 takes mail in, 587 and 465 are for sending.' },
    }),
  ),
  security: encryption('starttls'),
  warnDays: warnDays(21),
});
type SmtpConfig = z.infer<typeof SmtpConfig>;

/** One answer of several lines (RFC 5321 §4.2): `250-…` goes on, `250 …` ends it. */
async function answer({ talk }: Conversation): Promise<{ readonly code: number; readonly lines: readonly string[] }> {
  const lines: string[] = [];
  for (let n = 0; n < 100; n++) {
    const line = await talk.hear();
    const match = /^(\d{3})([ -]?)(.*)$/.exec(line);
    if (!match) throw new Verdict({ code: 'bad-answer', says: line.slice(0, 200) });
    lines.push(match[3] ?? '');
    if (match[2] !== '-') return { code: Number(match[1]), lines };
  }
  throw new Verdict({ code: 'bad-answer', says: 'an answer without end' });
}

async function expect(conversation: Conversation, wanted: number): Promise<readonly string[]> {
  const { code, lines } = await answer(conversation);
  if (code !== wanted) throw new Verdict({ code: 'server-refuses', says: `${code} ${lines.join(' ')}`.slice(0, 300) });
  return lines;
}

/** Greets as a mail server would, encrypts, greets again, and takes its leave. No mail is sent and no login tried. */
async function greet(conversation: Conversation, config: SmtpConfig, now: number): Promise<Observation> {
  const { talk, host, trust, seen } = conversation;
  const [greeting = ''] = await expect(conversation, 220);
  seen.phases = { ...seen.phases, firstByte: conversation.ms() };
  const hello = async () => {
    talk.say('EHLO krisenfest.invalid');
    return expect(conversation, 250);
  };
  const offers = await hello();
  if (config.security === 'starttls') {
    if (!offers.some((one) => /^STARTTLS$/i.test(one.trim()))) throw new Verdict({ code: 'starttls-missing' });
    talk.say('STARTTLS');
    await expect(conversation, 220);
    const secured = await talk.encrypt(host, trust);
    seen.certificate = secured.certificate;
    seen.phases = { ...seen.phases, tls: secured.tlsMs };
    await hello();
  }
  talk.say('QUIT');
  const soon = expiring(seen.certificate, config.warnDays, now);
  if (soon) return warned(soon, conversation.ms(), seen.phases);
  return up({ code: 'server-greets', says: greeting.slice(0, 200) }, conversation.ms(), seen.phases);
}

export const smtp: Probe<SmtpConfig> = {
  kind: 'smtp',
  label: { de: 'Mailserver (SMTP)', en: 'Mail server (SMTP)' },
  help: {
    de: 'Begrüßt den Mailserver, verschlüsselt und sieht das Zertifikat an. Es wird keine Mail verschickt.',
    en: 'Greets the mail server, encrypts and looks at the certificate. No mail is sent.',
  },
  config: SmtpConfig,
  target: ({ host, port }) => (port === 25 ? host : `${host}:${port}`),
  observe: (config, context) => converse(config, context, (conversation) => greet(conversation, config, context.now)),
};
