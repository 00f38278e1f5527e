import { z } from 'zod';
import type { FieldMeta } from '../../../kernel/secretfields.ts';
import type { Channel } from '../channel.ts';
import type { Message } from '../compose.ts';
import { OwnAuthority } from '../peerfields.ts';
import { lookAtDoor, OTHERS_EVERY_MS, WATCHED } from './looking.ts';
import { askPeer, hostOf, PEER_DEADLINE_MS, PeerUrl, statusTrouble } from './peer.ts';
import { because } from './refusal.texts.ts';
import { smsShares } from './smsway.ts';
import { NUMBER } from './spool.ts';
import { refused } from './unreached.ts';

const field = (meta: FieldMeta) => meta;

const SmsHttpSettings = z
  .object({
    url: PeerUrl.meta(
      field({
        label: { de: 'Adresse', en: 'Address' },
        help: {
          de: 'Wie der Anbieter sie nennt. {number}, {plain} (Nummer ohne +), {text}, {id} und {secret} werden eingesetzt.',
          en: 'As the provider names it. {number}, {plain} (number without +), {text}, {id} and {secret} are filled in.',
        },
        destination: true,
        placeholder: 'https://sms.anbieter.example/send?to={number}&text={text}',
      }),
    ),
    method: z
      .enum(['POST', 'GET'])
      .default('POST')
      .meta(
        field({
          label: { de: 'Art der Anfrage', en: 'Kind of request' },
          options: {
            POST: { de: 'POST, mit Inhalt', en: 'POST, with a body' },
            GET: { de: 'GET, alles in der Adresse', en: 'GET, all in the address' },
          },
        }),
      ),
    format: z
      .enum(['json', 'form', 'text'])
      .default('json')
      .meta(
        field({
          label: { de: 'Format des Inhalts', en: 'Format of the body' },
          options: {
            json: { de: 'JSON', en: 'JSON' },
            form: { de: 'Formular (a=1&b=2)', en: 'Form (a=1&b=2)' },
            text: { de: 'einfacher Text', en: 'plain text' },
          },
        }),
      ),
    body: z
      .string()
      .max(5000)
      .default('{"to": "{number}", "text": "{text}"}')
      .meta(
        field({
          label: { de: 'Inhalt', en: 'Body' },
          help: { de: 'Mit denselben Platzhaltern wie die Adresse.', en: 'With the same placeholders as the address.' },
          multiline: true,
        }),
      ),
    secret: z
      .string()
      .max(1000)
      .optional()
      .meta(
        field({
          label: { de: 'Schlüssel oder Kennwort', en: 'Key or password' },
          help: { de: 'Wird für {secret} eingesetzt.', en: 'Is filled in for {secret}.' },
          secret: true,
        }),
      ),
    authorization: z
      .string()
      .max(200)
      .regex(/^[^\r\n]*$/, 'must be one line')
      .optional()
      .meta(
        field({
          label: { de: 'Kopfzeile Authorization', en: 'Authorization header' },
          help: {
            de: 'Wenn der Anbieter sie verlangt, zum Beispiel Bearer {secret}.',
            en: 'If the provider asks for it, for example Bearer {secret}.',
          },
          destination: true,
          placeholder: 'Bearer {secret}',
        }),
      ),
    accepted: z
      .string()
      .max(200)
      .optional()
      .meta(
        field({
          label: { de: 'Daran ist ein Erfolg zu erkennen', en: 'A success is known by' },
          help: {
            de: 'Wörter, die in der Antwort stehen müssen. Leer: Jede Antwort mit Status 200 bis 299 gilt. Manche Anbieter antworten auch bei Fehlern mit 200.',
            en: 'Words that the answer must contain. Empty: every answer with status 200 to 299 counts. Some providers answer 200 also for errors.',
          },
          placeholder: '"status":"ok"',
        }),
      ),
    ca: OwnAuthority.optional().meta(
      field({
        label: { de: 'Eigene Zertifizierungsstelle', en: 'Certificate authority of your own' },
        help: { de: 'Nur für Geräte im Haus.', en: 'Only for devices in the house.' },
        multiline: true,
      }),
    ),
  })
  .refine(({ url, body, method }) => `${url}${method === 'GET' ? '' : body}`.includes('{text}'), {
    path: ['body'],
    error: 'must contain {text} (or the address must), else the message would be empty',
  })
  .refine(({ url, body, method }) => /\{(number|plain)\}/.test(`${url}${method === 'GET' ? '' : body}`), {
    path: ['body'],
    error: 'must contain {number} or {plain} (or the address must), else nobody would get the message',
  });
type SmsHttpSettings = z.infer<typeof SmsHttpSettings>;

const TYPES = { json: 'application/json', form: 'application/x-www-form-urlencoded', text: 'text/plain; charset=utf-8' } as const;
const ESCAPES: Readonly<Record<SmsHttpSettings['format'], (text: string) => string>> = {
  json: (text) => JSON.stringify(text).slice(1, -1),
  form: encodeURIComponent,
  text: (text) => text,
};

/** Fills the placeholders in; what is filled in is never read for placeholders again. */
const fill = (template: string, values: Readonly<Record<string, string>>, escape: (text: string) => string): string =>
  template.replaceAll(/%7B(\w+)%7D|\{(\w+)\}/gi, (whole, inUrl: string | undefined, plain: string | undefined) => {
    const value = values[inUrl ?? plain ?? ''];
    return value === undefined ? whole : escape(value);
  });

const valuesFor = (number: string, { short, key }: Message, secret: string | undefined) => ({
  number,
  plain: number.slice(1),
  text: short,
  id: key,
  secret: secret ?? '',
});

/** The host may hang on no placeholder; what is left of the address is not asked for. */
const valuesOfNobody = { number: '', plain: '', text: '', id: '', secret: '' };

/** SMS by any gateway that takes an HTTP request: address and body are templates. */
export const smshttp: Channel<SmsHttpSettings> = {
  kind: 'smshttp',
  label: { de: 'SMS über anderes HTTP-Gateway', en: 'SMS by another HTTP gateway' },
  hint: {
    de: 'Für Anbieter und Geräte, die SMS über eine Webadresse annehmen. Adresse und Inhalt stehen in deren Anleitung.',
    en: 'For providers and devices that take text messages at a web address. Address and body are in their manual.',
  },
  withoutInternet: {
    answer: 'depends',
    sentence: {
      de: 'Geht ohne Internet nur, wenn das Gateway im eigenen Haus steht und selbst über Mobilfunk sendet.',
      en: 'Works without the Internet only when the gateway stands in the house and itself sends over the mobile network.',
    },
  },
  withoutCloud: {
    answer: 'depends',
    sentence: {
      de: 'Ohne Cloud, wenn das Gateway ein eigenes Gerät ist.',
      en: 'Without a cloud when the gateway is a device of your own.',
    },
  },
  shares: smsShares,
  watched: WATCHED.door,
  reaches: 'sms',
  config: SmsHttpSettings,
  atOnce: 4,
  deadlineMs: PEER_DEADLINE_MS,
  broadcastTo: () => null,
  send: async ({ url, method, format, body, secret, authorization, accepted, ca }, address, message, { signal }) => {
    if (!NUMBER.test(address)) return refused(because.noNumber(address), true);
    const host = hostOf(url);
    const values = valuesFor(address, message, secret);
    const answer = await askPeer(fill(url, values, encodeURIComponent), {
      method,
      headers: {
        ...(method === 'GET' ? {} : { 'content-type': TYPES[format] }),
        ...(authorization === undefined ? {} : { authorization: fill(authorization, values, (text) => text) }),
      },
      ...(method === 'GET' ? {} : { body: fill(body, values, ESCAPES[format]) }),
      ca,
      signal,
    });
    if (!answer.reached) return answer.outcome;
    const said = answer.text.slice(0, 100);
    const trouble = statusTrouble(host, answer.status, said);
    if (trouble) return trouble;
    return accepted === undefined || answer.text.includes(accepted)
      ? { kind: 'handed-over', providerId: null }
      : refused(because.notTaken(host, said));
  },
  looksEveryMs: OTHERS_EVERY_MS,
  look: ({ url, ca }, _now, signal) => lookAtDoor(fill(url, valuesOfNobody, encodeURIComponent), signal, ca),
};
