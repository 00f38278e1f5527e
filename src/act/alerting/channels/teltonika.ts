import { z } from 'zod';
import type { FieldMeta } from '../../../kernel/secretfields.ts';
import type { Outcome } from '../alerting.ts';
import type { Channel } from '../channel.ts';
import { lookAtDoor, OTHERS_EVERY_MS, WATCHED } from './looking.ts';
import { askPeer, below, hostOf, PEER_DEADLINE_MS, PeerUrl, statusTrouble } from './peer.ts';
import { because } from './refusal.texts.ts';
import { loginFields, routerCertificate } from './routerfields.ts';
import { byOwnRadio, ownDevice, plainLetters, smsShares } from './smsway.ts';
import { NUMBER } from './spool.ts';
import { refused } from './unreached.ts';

const field = (meta: FieldMeta) => meta;

const TeltonikaSettings = z.object({
  url: PeerUrl.meta(
    field({
      label: { de: 'Adresse des Routers', en: 'Address of the router' },
      destination: true,
      placeholder: 'https://192.168.1.1',
    }),
  ),
  ...loginFields({
    de: 'Ein eigener Benutzer des Routers, der SMS senden darf; nicht admin.',
    en: 'A user of the router of its own that may send text messages; not admin.',
  }),
  modem: z
    .string()
    .trim()
    .regex(/^[\w.-]{1,40}$/, 'must be the number of the modem like 1-1')
    .default('1-1')
    .meta(
      field({
        label: { de: 'Modem', en: 'Modem' },
        help: {
          de: 'Bei Geräten mit einem Modem meist 1-1, beim RUTX meist 3-1.',
          en: 'Usually 1-1 on devices with one modem, usually 3-1 on the RUTX.',
        },
        placeholder: '1-1',
      }),
    ),
  ca: routerCertificate(),
});
type TeltonikaSettings = z.infer<typeof TeltonikaSettings>;

const Session = z.object({ success: z.literal(true), data: z.object({ token: z.string().min(1) }) });
const Sent = z.object({ success: z.literal(true) });
const Failed = z.object({ success: z.literal(false), errors: z.array(z.object({ error: z.string() })).min(1) });

const saidIn = (json: unknown): string => {
  const read = Failed.safeParse(json);
  return read.success ? read.data.errors.map(({ error }) => error).join('; ') : '';
};

/** Also a refusal comes as JSON; a page of the web interface in its place means that there is no API. */
function trouble(host: string, status: number, json: unknown): Outcome {
  const said = saidIn(json);
  return (
    statusTrouble(host, status, said) ?? (said === '' ? refused(because.wrongPlace(host, status)) : refused(because.notTaken(host, said)))
  );
}

/**
 * SMS by the modem of a Teltonika router, over the API of RutOS 7: `POST /api/login` gives a token for five minutes,
 * `POST /api/messages/actions/send` with `{ data: { number, message, modem } }` sends (developers.teltonika-networks.com,
 * "Messages"; the web interface of the router calls the same).
 */
export const teltonika: Channel<TeltonikaSettings> = {
  kind: 'teltonika',
  label: { de: 'SMS über Teltonika-Router', en: 'SMS by Teltonika router' },
  hint: {
    de: 'Braucht einen Teltonika-Router mit LTE und RutOS 7 im Haus.',
    en: 'Needs a Teltonika router with LTE and RutOS 7 in the house.',
  },
  withoutInternet: byOwnRadio,
  withoutCloud: ownDevice,
  shares: smsShares,
  watched: WATCHED.door,
  reaches: 'sms',
  config: TeltonikaSettings,
  atOnce: 1,
  deadlineMs: 2 * PEER_DEADLINE_MS,
  broadcastTo: () => null,
  send: async ({ url, user, password, modem, ca }, address, message, { signal }) => {
    if (!NUMBER.test(address)) return refused(because.noNumber(address), true);
    const host = hostOf(url);
    const json = { 'content-type': 'application/json' };
    const login = await askPeer(below(url, '/api/login'), {
      headers: json,
      body: JSON.stringify({ username: user, password }),
      ca,
      signal,
    });
    if (!login.reached) return login.outcome;
    if (login.status === 401) return refused(because.login(host, saidIn(login.json)));
    const session = Session.safeParse(login.json);
    if (!session.success) return trouble(host, login.status, login.json);
    const sent = await askPeer(below(url, '/api/messages/actions/send'), {
      headers: { ...json, authorization: `Bearer ${session.data.data.token}` },
      body: JSON.stringify({ data: { number: address, message: plainLetters(message.short), modem } }),
      ca,
      signal,
    });
    if (!sent.reached) return sent.outcome;
    return Sent.safeParse(sent.json).success ? { kind: 'handed-over', providerId: null } : trouble(host, sent.status, sent.json);
  },
  looksEveryMs: OTHERS_EVERY_MS,
  look: ({ url, ca }, _now, signal) => lookAtDoor(url, signal, ca),
};
