import type { Encryption } from './fields.ts';
import type { Conversation } from './talking.ts';
import { Verdict } from './verdict.ts';

/** One answer of several lines (RFC 5321 §4.2): `250-…` goes on, `250 …` ends it. */
export async function answer({ talk }: Conversation): Promise<{ readonly code: number; readonly lines: readonly string[] }> {
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

export async function expect(conversation: Conversation, wanted: number): Promise<readonly string[]> {
  const { code, lines } = await answer(conversation);
  if (code !== wanted) throw new Verdict({ code: 'server-refuses', says: `${code} ${lines.join(' ')}`.slice(0, 300) });
  return lines;
}

/** Greets as a mail server would, encrypts where that is wanted, and greets again; gives the greeting and what the server offers. */
export async function greetSmtp(
  conversation: Conversation,
  security: Encryption,
): Promise<{ readonly greeting: string; readonly offers: readonly string[] }> {
  const { talk, host, trust, seen } = conversation;
  const [greeting = ''] = await expect(conversation, 220);
  seen.phases = { ...seen.phases, firstByte: conversation.ms() };
  const hello = async () => {
    talk.say('EHLO krisenfest.invalid');
    return expect(conversation, 250);
  };
  const offers = await hello();
  if (security !== 'starttls') return { greeting, offers };
  if (!offers.some((one) => /^STARTTLS$/i.test(one.trim()))) throw new Verdict({ code: 'starttls-missing' });
  talk.say('STARTTLS');
  await expect(conversation, 220);
  const secured = await talk.encrypt(host, trust);
  seen.certificate = secured.certificate;
  seen.phases = { ...seen.phases, tls: secured.tlsMs };
  return { greeting, offers: await hello() };
}
