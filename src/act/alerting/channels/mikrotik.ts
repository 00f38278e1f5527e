import { z } from 'zod';
import type { FieldMeta } from '../../../kernel/secretfields.ts';
import type { Outcome } from '../alerting.ts';
import type { Channel } from '../channel.ts';
import { lookAtDoor, OTHERS_EVERY_MS, WATCHED } from './looking.ts';
import { askPeer, basic, below, hostOf, PEER_DEADLINE_MS, PeerUrl, statusTrouble } from './peer.ts';
import { because } from './refusal.texts.ts';
import { loginFields, routerCertificate } from './routerfields.ts';
import { byOwnRadio, ownDevice, plainLetters, smsShares } from './smsway.ts';
import { NUMBER } from './spool.ts';
import { refused } from './unreached.ts';

const field = (meta: FieldMeta) => meta;

const MikrotikSettings = z.object({
  url: PeerUrl.meta(
    field({
      label: { de: 'Adresse des Routers', en: 'Address of the router' },
      help: {
        de: 'Der Dienst www-ssl muss eingeschaltet sein (IP, Services).',
        en: 'The service www-ssl must be switched on (IP, Services).',
      },
      destination: true,
      placeholder: 'https://192.168.88.1',
    }),
  ),
  ...loginFields({
    de: 'Ein eigener Benutzer mit den Rechten rest-api, read, write, test genügt; nicht admin.',
    en: 'A user of its own with the policies rest-api, read, write, test is enough; not admin.',
  }),
  modem: z
    .string()
    .trim()
    .regex(/^[\w.-]{1,40}$/, 'must be the name of the modem like lte1')
    .default('lte1')
    .meta(
      field({
        label: { de: 'Modem', en: 'Modem' },
        help: { de: 'Name der LTE-Schnittstelle, wie er im Router steht.', en: 'Name of the LTE interface as the router has it.' },
        placeholder: 'lte1',
      }),
    ),
  ca: routerCertificate(),
});
type MikrotikSettings = z.infer<typeof MikrotikSettings>;

/** RouterOS answers errors as `{ "error": 400, "message": "Bad Request", "detail": "…" }`. */
const Fault = z.object({ message: z.string().optional(), detail: z.string().optional() });

const faultOf = (json: unknown): string => {
  const read = Fault.safeParse(json);
  return read.success ? (read.data.detail ?? read.data.message ?? '') : '';
};

function outcomeOf(host: string, status: number, json: unknown): Outcome {
  const said = faultOf(json);
  if (status === 401) return refused(because.login(host, said));
  return statusTrouble(host, status, said) ?? { kind: 'handed-over', providerId: null };
}

/**
 * SMS by the LTE modem of a MikroTik router, over the REST interface of RouterOS 7: the console command `/tool sms send` as
 * `POST /rest/tool/sms/send` with `port`, `phone-number`, `message`, HTTP Basic (help.mikrotik.com, "REST API" and "SMS").
 */
export const mikrotik: Channel<MikrotikSettings> = {
  kind: 'mikrotik',
  label: { de: 'SMS über MikroTik-Router', en: 'SMS by MikroTik router' },
  hint: {
    de: 'Braucht einen MikroTik-Router mit LTE und RouterOS 7 im Haus.',
    en: 'Needs a MikroTik router with LTE and RouterOS 7 in the house.',
  },
  withoutInternet: byOwnRadio,
  withoutCloud: ownDevice,
  shares: smsShares,
  watched: WATCHED.door,
  reaches: 'sms',
  config: MikrotikSettings,
  atOnce: 1,
  deadlineMs: PEER_DEADLINE_MS,
  broadcastTo: () => null,
  send: async ({ url, user, password, modem, ca }, address, message, { signal }) => {
    if (!NUMBER.test(address)) return refused(because.noNumber(address), true);
    const answer = await askPeer(below(url, '/rest/tool/sms/send'), {
      headers: { 'content-type': 'application/json', authorization: basic(user, password) },
      body: JSON.stringify({ port: modem, 'phone-number': address, message: plainLetters(message.short) }),
      ca,
      signal,
    });
    return answer.reached ? outcomeOf(hostOf(url), answer.status, answer.json) : answer.outcome;
  },
  looksEveryMs: OTHERS_EVERY_MS,
  look: ({ url, ca }, _now, signal) => lookAtDoor(url, signal, ca),
};
