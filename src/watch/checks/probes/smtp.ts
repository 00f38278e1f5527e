import { z } from 'zod';
import type { Observation } from '../observation.ts';
import { up, warned } from './faults.ts';
import { asciiHost, encryption, field, Host, Port, warnDays } from './fields.ts';
import { expiring } from './http.ts';
import type { Probe } from './probe.ts';
import { greetSmtp } from './smtptalk.ts';
import { type Conversation, converse } from './talking.ts';

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

/** Greets, encrypts, and takes its leave. No mail is sent and no login tried. */
async function greet(conversation: Conversation, config: SmtpConfig, now: number): Promise<Observation> {
  const { greeting } = await greetSmtp(conversation, config.security);
  const { talk, seen } = conversation;
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
  hosts: ({ host }) => [asciiHost(host)],
  observe: (config, context) => converse(config, context, (conversation) => greet(conversation, config, context.now)),
};
