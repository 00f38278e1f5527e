import { z } from 'zod';
import type { FieldMeta } from '../../../kernel/secretfields.ts';
import type { Channel } from '../channel.ts';
import { lookByAsking, OTHERS_EVERY_MS, onlyIll, WATCHED } from './looking.ts';
import { askPeer, basic, below, hostOf, PEER_DEADLINE_MS, PeerUrl, statusTrouble } from './peer.ts';
import { because } from './refusal.texts.ts';
import { byInternet, serviceOf, smsShares } from './smsway.ts';
import { NUMBER } from './spool.ts';
import { refused } from './unreached.ts';

const field = (meta: FieldMeta) => meta;

const SipgateSettings = z.object({
  tokenId: z
    .string()
    .trim()
    .regex(/^token-[A-Za-z0-9]{4,20}$/, 'must be the token ID like token-AB12CD')
    .meta(
      field({
        label: { de: 'Token-ID', en: 'Token ID' },
        help: {
          de: 'Bei sipgate unter „Personal Access Token“ mit dem Recht sessions:sms:write angelegt.',
          en: 'Made at sipgate under "Personal Access Token" with the scope sessions:sms:write.',
        },
        placeholder: 'token-AB12CD',
      }),
    ),
  token: z
    .string()
    .trim()
    .regex(/^[\w-]{8,200}$/, 'must be the token as sipgate shows it, without spaces')
    .meta(field({ label: { de: 'Token', en: 'Token' }, secret: true })),
  smsId: z
    .string()
    .trim()
    .regex(/^s\d{1,6}$/, 'must be the extension of Web SMS like s0')
    .default('s0')
    .meta(
      field({
        label: { de: 'SMS-Anschluss', en: 'SMS extension' },
        help: {
          de: 'Steht bei sipgate unter „Anschlüsse, SMS“ am Ende der Adresse im Browser, meist s0.',
          en: 'At sipgate under "Connections, SMS" at the end of the address in the browser, usually s0.',
        },
      }),
    ),
  url: PeerUrl.default('https://api.sipgate.com').meta(
    field({
      label: { de: 'Adresse der Schnittstelle', en: 'Address of the interface' },
      help: { de: 'Nur ändern, wenn sipgate eine andere nennt.', en: 'Change only when sipgate names another one.' },
      destination: true,
    }),
  ),
});
type SipgateSettings = z.infer<typeof SipgateSettings>;

/**
 * SMS by sipgate (Düsseldorf): `POST /v2/sessions/sms` with `smsId`, `recipient`, `message`, HTTP Basic with token ID and token;
 * 204 means taken (api.sipgate.com/v2/doc and the provider's example sipgateio-sendsms-node, with its table of errors). It has no
 * field for an id of ours: the mark at the end of the text tells two attempts of one message.
 */
export const sipgate: Channel<SipgateSettings> = {
  kind: 'sipgate',
  label: { de: 'SMS über sipgate', en: 'SMS by sipgate' },
  hint: {
    de: 'Braucht ein Konto bei sipgate mit gebuchter Web-SMS.',
    en: 'Needs an account at sipgate with Web SMS booked.',
  },
  withoutInternet: byInternet,
  withoutCloud: serviceOf('sipgate'),
  shares: smsShares,
  watched: WATCHED.login,
  reaches: 'sms',
  config: SipgateSettings,
  atOnce: 4,
  deadlineMs: PEER_DEADLINE_MS,
  broadcastTo: () => null,
  send: async ({ url, tokenId, token, smsId }, address, message, { signal }) => {
    if (!NUMBER.test(address)) return refused(because.noNumber(address), true);
    const answer = await askPeer(below(url, '/v2/sessions/sms'), {
      headers: { 'content-type': 'application/json', accept: 'application/json', authorization: basic(tokenId, token) },
      body: JSON.stringify({ smsId, recipient: address, message: message.short }),
      signal,
    });
    if (!answer.reached) return answer.outcome;
    const said = answer.text.slice(0, 100);
    return statusTrouble(hostOf(url), answer.status, said) ?? { kind: 'handed-over', providerId: null };
  },
  looksEveryMs: OTHERS_EVERY_MS,
  // `GET /v2/authorization/userinfo`: who lacks that right (403) is known all the same.
  look: ({ url, tokenId, token }, _now, signal) =>
    lookByAsking(
      {
        url,
        path: '/v2/authorization/userinfo',
        headers: { authorization: basic(tokenId, token) },
        trouble: ({ status, text }, host) => (status === 401 ? refused(because.key(host, text.slice(0, 100))) : onlyIll({ status }, host)),
      },
      signal,
    ),
};
