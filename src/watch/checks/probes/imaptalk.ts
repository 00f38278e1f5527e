import type { Encryption } from './fields.ts';
import type { Conversation } from './talking.ts';
import { Verdict } from './verdict.ts';

/** Waits for the answer to the command with this tag (RFC 9051 §2.2.2); gives the lines before it. */
export async function command({ talk }: Conversation, tag: string, line: string): Promise<readonly string[]> {
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

/** Hears the greeting and encrypts where that is wanted; gives the greeting. */
export async function greetImap(conversation: Conversation, security: Encryption): Promise<string> {
  const { talk, host, trust, seen } = conversation;
  const greeting = await talk.hear();
  seen.phases = { ...seen.phases, firstByte: conversation.ms() };
  if (/^\* BYE\b/i.test(greeting)) throw new Verdict({ code: 'server-refuses', says: greeting.slice(2, 300) });
  if (!/^\* (OK|PREAUTH)\b/i.test(greeting)) throw new Verdict({ code: 'bad-answer', says: greeting.slice(0, 200) });
  if (security !== 'starttls') return greeting;
  const offers = await command(conversation, 'k1', 'CAPABILITY');
  if (!offers.some((one) => /\bSTARTTLS\b/i.test(one))) throw new Verdict({ code: 'starttls-missing' });
  await command(conversation, 'k2', 'STARTTLS');
  const secured = await talk.encrypt(host, trust);
  seen.certificate = secured.certificate;
  seen.phases = { ...seen.phases, tls: secured.tlsMs };
  return greeting;
}
