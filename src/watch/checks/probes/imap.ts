import { z } from 'zod';
import type { Observation } from '../observation.ts';
import { up, warned } from './faults.ts';
import { asciiHost, encryption, field, Host, Port, warnDays } from './fields.ts';
import { expiring } from './http.ts';
import { command, greetImap } from './imaptalk.ts';
import type { Probe } from './probe.ts';
import { type Conversation, converse } from './talking.ts';

const ImapConfig = z.object({
  host: Host.meta(field({ label: { de: 'Postfachserver', en: 'Mailbox server' }, placeholder: 'imap.muehlhaus.example' })),
  port: Port.default(993).meta(field({ label: { de: 'Port', en: 'Port' } })),
  security: encryption('tls'),
  warnDays: warnDays(21),
});
type ImapConfig = z.infer<typeof ImapConfig>;

/** Hears the greeting, encrypts, asks what the server can, and takes its leave. No login is tried. */
async function greet(conversation: Conversation, config: ImapConfig, now: number): Promise<Observation> {
  const greeting = await greetImap(conversation, config.security);
  const { talk, seen } = conversation;
  await command(conversation, 'k3', 'CAPABILITY');
  talk.say('k4 LOGOUT');
  const soon = expiring(seen.certificate, config.warnDays, now);
  if (soon) return warned(soon, conversation.ms(), seen.phases);
  return up({ code: 'server-greets', says: greeting.slice(2, 200) }, conversation.ms(), seen.phases);
}

export const imap: Probe<ImapConfig> = {
  kind: 'imap',
  label: { de: 'Postfächer (IMAP)', en: 'Mailboxes (IMAP)' },
  help: {
    de: 'Begrüßt den Server der Postfächer, verschlüsselt und sieht das Zertifikat an. Niemand meldet sich an.',
    en: 'Greets the server of the mailboxes, encrypts and looks at the certificate. Nobody logs in.',
  },
  config: ImapConfig,
  target: ({ host, port }) => (port === 993 ? host : `${host}:${port}`),
  hosts: ({ host }) => [asciiHost(host)],
  observe: (config, context) => converse(config, context, (conversation) => greet(conversation, config, context.now)),
};
