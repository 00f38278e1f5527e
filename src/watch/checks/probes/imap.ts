import { z } from 'zod';
import type { Observation } from '../observation.ts';
import { up, warned } from './faults.ts';
import { encryption, field, Host, Port, warnDays } from './fields.ts';
import { expiring } from './http.ts';
import type { Probe } from './probe.ts';
import { type Conversation, converse } from './talking.ts';
import { Verdict } from './verdict.ts';

const ImapConfig = z.object({
  host: Host.meta(field({ label: { de: 'Postfachserver', en: 'Mailbox server' }, placeholder: 'imap.muehlhaus.example' })),
  port: Port.default(993).meta(field({ label: { de: 'Port', en: 'Port' } })),
  security: encryption('tls'),
  warnDays: warnDays(21),
});
type ImapConfig = z.infer<typeof ImapConfig>;

/** Waits for the answer to the command with this tag (RFC 9051 §2.2.2); gives the lines before it. */
async function command({ talk }: Conversation, tag: string, line: string): Promise<readonly string[]> {
  talk.say(`${tag} ${line}`);
  const before: string[] = [];
  for (let n = 0; n < 200; n++) {
    const said = await talk.hear();
    if (!said.startsWith(`${tag} `)) {
      before.push(said);
      continue;
    }
    if (!/^\S+ OK\b/i.test(said)) throw new Verdict({ code: 'server-refuses', says: said.slice(tag.length + 1, 300) });
    return before;
  }
  throw new Verdict({ code: 'bad-answer', says: 'an answer without end' });
}

/** Hears the greeting, encrypts, asks what the server can, and takes its leave. No login is tried. */
async function greet(conversation: Conversation, config: ImapConfig, now: number): Promise<Observation> {
  const { talk, host, trust, seen } = conversation;
  const greeting = await talk.hear();
  seen.phases = { ...seen.phases, firstByte: conversation.ms() };
  if (/^\* BYE\b/i.test(greeting)) throw new Verdict({ code: 'server-refuses', says: greeting.slice(2, 300) });
  if (!/^\* (OK|PREAUTH)\b/i.test(greeting)) throw new Verdict({ code: 'bad-answer', says: greeting.slice(0, 200) });
  if (config.security === 'starttls') {
    const offers = await command(conversation, 'k1', 'CAPABILITY');
    if (!offers.some((one) => /\bSTARTTLS\b/i.test(one))) throw new Verdict({ code: 'starttls-missing' });
    await command(conversation, 'k2', 'STARTTLS');
    const secured = await talk.encrypt(host, trust);
    seen.certificate = secured.certificate;
    seen.phases = { ...seen.phases, tls: secured.tlsMs };
  }
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
  observe: (config, context) => converse(config, context, (conversation) => greet(conversation, config, context.now)),
};
