import { z } from 'zod';
import type { FieldMeta } from '../../../kernel/secretfields.ts';
import type { Outcome } from '../alerting.ts';
import type { Channel } from '../channel.ts';
import { lookByAsking, OTHERS_EVERY_MS, onlyIll, WATCHED } from './looking.ts';
import { askPeer, below, hostOf, PEER_DEADLINE_MS, PeerUrl, statusTrouble } from './peer.ts';
import { because } from './refusal.texts.ts';
import { byInternet, serviceOf, smsShares } from './smsway.ts';
import { NUMBER } from './spool.ts';
import { refused } from './unreached.ts';

const field = (meta: FieldMeta) => meta;

const SevenSettings = z.object({
  apiKey: z
    .string()
    .trim()
    .regex(/^[\w-]{8,200}$/, 'must be the API key as seven shows it, without spaces')
    .meta(
      field({
        label: { de: 'API-Schlüssel', en: 'API key' },
        help: { de: 'Bei seven unter „Entwickler“ angelegt.', en: 'Made at seven under "Developer".' },
        secret: true,
      }),
    ),
  sender: z
    .string()
    .trim()
    .regex(/^([A-Za-z0-9 ]{1,11}|\+?\d{1,16})$/, 'must be up to 11 letters and digits, or a number')
    .optional()
    .meta(
      field({
        label: { de: 'Absender', en: 'Sender' },
        help: {
          de: 'Was auf dem Handy als Absender steht: bis 11 Buchstaben und Ziffern, ohne Umlaute, oder eine Nummer. Leer: wie bei seven eingestellt.',
          en: 'What the phone shows as the sender: up to 11 letters and digits, or a number. Empty: as set at seven.',
        },
        placeholder: 'Musterbau',
      }),
    ),
  url: PeerUrl.default('https://gateway.seven.io').meta(
    field({
      label: { de: 'Adresse der Schnittstelle', en: 'Address of the interface' },
      help: { de: 'Nur ändern, wenn seven eine andere nennt.', en: 'Change only when seven names another one.' },
      destination: true,
    }),
  ),
});
type SevenSettings = z.infer<typeof SevenSettings>;

const Text = z.union([z.string(), z.number()]).transform(String);
const Answer = z.object({
  success: Text,
  messages: z.array(z.object({ id: Text.nullish(), error_text: z.string().nullish() })).default([]),
});

/** seven's codes, some of them by what we know of it, with what there is to do. */
function outcomeOf(host: string, address: string, json: unknown, text: string): Outcome {
  // Without the header for JSON, and from older proxies, the bare code comes.
  const read = Answer.safeParse(typeof json === 'number' ? { success: json } : json);
  if (!read.success) return refused(because.notTaken(host, text.slice(0, 100)));
  const { success: code, messages } = read.data;
  const said = [code, messages[0]?.error_text ?? ''].join(' ').trim();
  switch (code) {
    case '100':
    // The same text to the same number within three minutes: a repetition after a crash, seven has it already.
    case '402':
      return { kind: 'handed-over', providerId: messages[0]?.id ?? null };
    case '202':
      return refused(because.number(host, address, said), true);
    case '500':
      return refused(because.credit(host));
    case '900':
    case '901':
      return refused(because.key(host, said));
    case '902':
    case '903':
      return refused(because.mayNot(host, said));
    default:
      return refused(because.notTaken(host, said));
  }
}

const Balance = z.union([z.object({ amount: z.number() }).transform(({ amount }) => amount), z.number()]);
/** The cheapest message costs more. An account on invoice may be below nought. */
const NOTHING_LEFT = 0.05;

/** Codes come as bare numbers, as a balance may; no balance is just one of them. */
function accountTrouble({ status, json, text }: { readonly status: number; readonly json: unknown; readonly text: string }, host: string) {
  if (status === 401 || text === '900' || text === '901') return refused(because.key(host, text.slice(0, 100)));
  if (text === '902' || text === '903') return refused(because.mayNot(host, text));
  const balance = Balance.safeParse(json);
  if (balance.success && balance.data >= 0 && balance.data < NOTHING_LEFT) return refused(because.credit(host));
  return onlyIll({ status }, host);
}

/**
 * SMS by seven (Kiel): `POST /api/sms` with `to`, `from`, `text`, `foreign_id`; the answer is 200 also for errors, the code in
 * `success` counts (docs.seven.io, "SMS" and "Return codes").
 */
export const seven: Channel<SevenSettings> = {
  kind: 'seven',
  label: { de: 'SMS über seven', en: 'SMS by seven' },
  hint: {
    de: 'Braucht ein Konto mit Guthaben bei seven.io.',
    en: 'Needs an account with credit at seven.io.',
  },
  withoutInternet: byInternet,
  withoutCloud: serviceOf('seven'),
  shares: smsShares,
  watched: WATCHED.login,
  reaches: 'sms',
  config: SevenSettings,
  atOnce: 8,
  deadlineMs: PEER_DEADLINE_MS,
  broadcastTo: () => null,
  send: async ({ url, apiKey, sender }, address, message, { signal }) => {
    if (!NUMBER.test(address)) return refused(because.noNumber(address), true);
    const host = hostOf(url);
    const answer = await askPeer(below(url, '/api/sms'), {
      headers: { 'content-type': 'application/json', accept: 'application/json', 'x-api-key': apiKey, sentwith: 'krisenfest' },
      body: JSON.stringify({
        to: address,
        text: message.short,
        foreign_id: message.key,
        ...(sender === undefined ? {} : { from: sender }),
      }),
      signal,
    });
    if (!answer.reached) return answer.outcome;
    return statusTrouble(host, answer.status, answer.text.slice(0, 100)) ?? outcomeOf(host, address, answer.json, answer.text);
  },
  looksEveryMs: OTHERS_EVERY_MS,
  // `GET /api/balance` (docs.seven.io, "Account"): the credit, or a code.
  look: ({ url, apiKey }, _now, signal) =>
    lookByAsking({ url, path: '/api/balance', headers: { 'x-api-key': apiKey }, trouble: accountTrouble }, signal),
};
