import { z } from 'zod';
import type { FieldMeta } from '../../../kernel/secretfields.ts';
import type { Outcome } from '../alerting.ts';
import type { Channel } from '../channel.ts';
import { lookByAsking, OTHERS_EVERY_MS, onlyIll, WATCHED } from './looking.ts';
import { askPeer, below, hostOf, PEER_DEADLINE_MS, PeerUrl, statusTrouble } from './peer.ts';
import { because } from './refusal.texts.ts';
import { RoomName, Says, toldTo } from './room.ts';
import { NUMBER } from './spool.ts';
import { refused } from './unreached.ts';

const field = (meta: FieldMeta) => meta;

const SignalSettings = z.object({
  room: RoomName,
  url: PeerUrl.default('http://localhost:8080').meta(
    field({
      label: { de: 'Adresse von signal-cli-rest-api', en: 'Address of signal-cli-rest-api' },
      help: {
        de: 'Das Programm läuft bei Ihnen und ist mit einem Signal-Konto verbunden.',
        en: 'The program runs with you and is linked to a Signal account.',
      },
      destination: true,
    }),
  ),
  number: z
    .string()
    .overwrite((text) => text.replaceAll(/[\s()/-]/g, ''))
    .regex(NUMBER, 'must be a complete number like +494315550199')
    .meta(
      field({
        label: { de: 'Nummer des Signal-Kontos', en: 'Number of the Signal account' },
        placeholder: '+49 431 5550199',
      }),
    ),
  recipients: z
    .array(
      z
        .string()
        .trim()
        .regex(/^(\+[1-9]\d{5,14}|group\.[\w+/=-]{8,200})$/, 'must be a number like +491515550199 or a group like group.abc='),
    )
    .min(1, 'must name at least one number or group')
    .max(50)
    .meta(
      field({
        label: { de: 'Empfänger', en: 'Recipients' },
        help: {
          de: 'Nummern oder Gruppen (group.…, steht unter /v1/groups), eine je Zeile.',
          en: 'Numbers or groups (group.…, found at /v1/groups), one a line.',
        },
        placeholder: '+491515550199',
      }),
    ),
  says: Says,
});
type SignalSettings = z.infer<typeof SignalSettings>;

const MOST = { title: 250, text: 1500 };

const Sent = z.object({ timestamp: z.union([z.string(), z.number()]).optional(), errors: z.unknown().optional() });
const Fault = z.object({ error: z.string() });

function outcomeOf(host: string, status: number, json: unknown): Outcome {
  const fault = Fault.safeParse(json);
  const said = fault.success ? fault.data.error : '';
  // The program says 400 for everything that Signal refuses; what it was stands in the sentence.
  if (status === 400) return refused(because.notTaken(host, said));
  const trouble = statusTrouble(host, status, said);
  if (trouble) return trouble;
  const sent = Sent.safeParse(json);
  if (!sent.success) return refused(because.wrongPlace(host, status));
  return { kind: 'handed-over', providerId: sent.data.timestamp === undefined ? null : String(sent.data.timestamp) };
}

/**
 * Signal over signal-cli-rest-api: `POST /v2/send` with `message`, `number`, `recipients`; 201 with a timestamp, 400 with
 * `error`, 429 when Signal asks for a challenge (the project's README and release notes). Signal has no id of ours: a repetition
 * after a crash is a second message, with the same mark at its end.
 */
export const signal: Channel<SignalSettings> = {
  kind: 'signal',
  label: { de: 'Signal', en: 'Signal' },
  hint: {
    de: 'Schreibt an Nummern oder eine Gruppe in Signal. Braucht das Programm signal-cli-rest-api und eine eigene Nummer.',
    en: 'Writes to numbers or a group in Signal. Needs the program signal-cli-rest-api and a number of its own.',
  },
  withoutInternet: { answer: 'no', sentence: { de: 'Braucht Internet.', en: 'Needs the Internet.' } },
  withoutCloud: {
    answer: 'no',
    sentence: { de: 'Hängt am Dienst von Signal (USA).', en: 'Hangs on the service of Signal (USA).' },
  },
  shares: {
    answer: 'nothing',
    sentence: {
      de: 'Hängt weder an den Postfächern noch an der Anmeldung der Firma.',
      en: "Hangs neither on the company's mailboxes nor on its login.",
    },
  },
  watched: WATCHED.answers,
  reaches: 'signal',
  config: SignalSettings,
  atOnce: 1,
  deadlineMs: PEER_DEADLINE_MS,
  broadcastTo: ({ room }) => room,
  send: async ({ url, number, recipients, says }, _room, message, context) => {
    const { title, text, link } = toldTo({ says }, message, MOST);
    const mark = `#${message.key.slice(0, 8)}`;
    const answer = await askPeer(below(url, '/v2/send'), {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ message: [title, text, ...(link ? [link.url] : []), mark].join('\n\n'), number, recipients }),
      signal: context.signal,
    });
    return answer.reached ? outcomeOf(hostOf(url), answer.status, answer.json) : answer.outcome;
  },
  looksEveryMs: OTHERS_EVERY_MS,
  // `GET /v1/about` (the project's list of endpoints).
  look: ({ url }, _now, signal) => lookByAsking({ url, path: '/v1/about', trouble: onlyIll }, signal),
};
