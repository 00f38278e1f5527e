import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { FieldMeta } from '../../../kernel/secretfields.ts';
import { checkedAddresses } from '../../../outbound/connect.ts';
import { OutboundError } from '../../../outbound/failure.ts';
import { runProgram } from '../../../outbound/program.ts';
import { connectTls } from '../../../outbound/tls.ts';
import type { Outcome } from '../alerting.ts';
import type { Channel } from '../channel.ts';
import type { Message } from '../compose.ts';
import { OwnAuthority } from '../peerfields.ts';
import { type CallEnd, callBySip } from './baresip.ts';
import { de, en } from './call.texts.ts';
import { because } from './refusal.texts.ts';
import { exists, NUMBER } from './spool.ts';
import { refused, unreached } from './unreached.ts';
import { readWav, repeated, resampled, writeWav } from './wav.ts';

const field = (meta: FieldMeta) => meta;

const CallSettings = z.object({
  host: z
    .string()
    .trim()
    .regex(/^[\w.-]{1,250}$/, 'must be a name or an address like fritz.box or 192.168.178.1')
    .meta(
      field({
        label: { de: 'Telefonanlage oder Anbieter', en: 'Telephone system or provider' },
        help: {
          de: 'Der SIP-Server: der Router (fritz.box), die Telefonanlage oder der Anbieter. Dort ein eigenes IP-Telefon für krisenfest anlegen.',
          en: 'The SIP server: the router (fritz.box), the telephone system or the provider. Add an IP telephone of its own for krisenfest there.',
        },
        destination: true,
        placeholder: 'fritz.box',
      }),
    ),
  port: z
    .number()
    .int()
    .min(1)
    .max(65_535)
    .default(5060)
    .meta(field({ label: { de: 'Port', en: 'Port' }, destination: true })),
  transport: z
    .enum(['udp', 'tcp', 'tls'])
    .default('udp')
    .meta(
      field({
        label: { de: 'Übertragung', en: 'Transport' },
        help: {
          de: 'Mit TLS sind Anmeldung und Sprache verschlüsselt, wenn die Telefonanlage das anbietet (meist Port 5061).',
          en: 'With TLS the login and the speech are encrypted, where the telephone system offers it (mostly port 5061).',
        },
        options: {
          udp: { de: 'UDP (üblich)', en: 'UDP (usual)' },
          tcp: { de: 'TCP', en: 'TCP' },
          tls: { de: 'TLS, verschlüsselt', en: 'TLS, encrypted' },
        },
        destination: true,
      }),
    ),
  ca: OwnAuthority.optional().meta(
    field({
      label: { de: 'Eigene Zertifizierungsstelle', en: 'Certificate authority of your own' },
      help: {
        de: 'Nur bei TLS mit einer Anlage im Haus, deren Zertifikat öffentlich nicht bekannt ist.',
        en: 'Only for TLS with a system in the house whose certificate is not publicly known.',
      },
      multiline: true,
    }),
  ),
  user: z
    .string()
    .trim()
    .regex(/^[\w.+-]{1,100}$/, 'must be the user name of the IP telephone, without spaces')
    .meta(field({ label: { de: 'Benutzer', en: 'User' } })),
  password: z
    .string()
    .max(200)
    .regex(/^[^"\r\n]*$/, 'must not contain a quotation mark')
    .optional()
    .meta(field({ label: { de: 'Kennwort', en: 'Password' }, secret: true })),
  register: z
    .boolean()
    .default(true)
    .meta(
      field({
        label: { de: 'Vor dem Anruf anmelden', en: 'Register before the call' },
        help: { de: 'Fast alle Anlagen verlangen das.', en: 'Nearly all systems want that.' },
      }),
    ),
  numbers: z
    .enum(['plus', 'zeros'])
    .default('zeros')
    .meta(
      field({
        label: { de: 'Schreibweise der Nummern', en: 'How numbers are dialled' },
        options: { plus: { de: '+49 431 …', en: '+49 431 …' }, zeros: { de: '0049 431 …', en: '0049 431 …' } },
      }),
    ),
  prefix: z
    .string()
    .regex(/^\d{0,4}$/, 'must be up to four digits')
    .optional()
    .meta(
      field({
        label: { de: 'Ziffer für die Amtsleitung', en: 'Digit for an outside line' },
        help: { de: 'Nur bei Anlagen, die vor jeder Nummer eine 0 verlangen.', en: 'Only for systems that want a 0 before each number.' },
      }),
    ),
});
type CallSettings = z.infer<typeof CallSettings>;

const PHONE_RATE = 8000;
const TIMES = 3;
const PAUSE_MS = 2500;
const SPEAKS_MS = 15_000;
const HANDSHAKE_MS = 10_000;
const PROGRAM_FOLDERS = ['/usr/local/bin', '/usr/bin', '/bin'];
const PROGRAMS = [
  { name: 'baresip', packageName: 'baresip-core' },
  { name: 'espeak-ng', packageName: 'espeak-ng' },
] as const;

/** The programs that a call needs and that are not in these folders. */
export async function missingPrograms(folders: readonly string[] = PROGRAM_FOLDERS): Promise<(typeof PROGRAMS)[number][]> {
  const found = await Promise.all(
    PROGRAMS.map(async ({ name }) => (await Promise.all(folders.map((folder) => exists(join(folder, name))))).some(Boolean)),
  );
  return PROGRAMS.filter((_, at) => !found[at]);
}

/** No address is spoken; nobody can note one down. */
const spoken = ({ language, subject, lead, data }: Message): string => {
  const t = language === 'de' ? de : en;
  const organisation = typeof data['organisation'] === 'string' ? data['organisation'] : 'krisenfest';
  return [t.hello(organisation), `${subject}.`, lead, t.press].join('\n\n');
};

async function speak(message: Message, signal: AbortSignal): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'krisenfest-speech-'));
  try {
    const [text, wav] = [join(folder, 'text'), join(folder, 'speech.wav')];
    await writeFile(text, spoken(message), { mode: 0o600 });
    const { voice } = message.language === 'de' ? de : en;
    const { code, err } = await runProgram('espeak-ng', ['-b', '1', '-v', voice, '-s', '145', '-w', wav, '-f', text], {
      timeoutMs: SPEAKS_MS,
      signal,
    });
    if (code !== 0) throw new Error(`espeak-ng ended with ${code}: ${err.slice(0, 200)}`);
    return writeWav(repeated(resampled(readWav(await readFile(wav)), PHONE_RATE), TIMES, PAUSE_MS));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Debian 12's baresip takes any certificate, so it is checked here, before every call. Throws `OutboundError`. */
async function trusted({ host, port, ca }: Pick<CallSettings, 'host' | 'port' | 'ca'>, signal: AbortSignal): Promise<void> {
  const reach = { policy: { kind: 'configured' }, timeoutMs: HANDSHAKE_MS, signal, caExtra: ca === undefined ? [] : [ca] } as const;
  (await connectTls({ host, port }, reach)).socket.destroy();
}

function outcomeOf(host: string, address: string, end: CallEnd): Outcome {
  switch (end.kind) {
    case 'pressed':
      return { kind: 'handed-over', providerId: null, acknowledged: true };
    case 'answered':
      return { kind: 'handed-over', providerId: null, delivered: true };
    case 'silent':
      return refused(because.timeout(host));
    case 'unregistered':
      return refused(because.login(host, end.why));
    case 'unanswered':
      if (/^40[137]/.test(end.why)) return refused(because.login(host, end.why));
      return refused(/^(404|484|604)/.test(end.why) ? because.number(host, address, end.why) : because.noAnswer(address, end.why));
  }
}

/** A call over SIP: speaks the alert three times, and the key 1 acknowledges it. An answered call without it may be a mailbox. */
export const call: Channel<CallSettings> = {
  kind: 'call',
  label: { de: 'Anruf', en: 'Call' },
  hint: {
    de: 'Ruft Kontakte mit einer Telefonnummer an, liest den Alarm vor, die Taste 1 bestätigt. Braucht ein SIP-Konto und auf diesem Server die Debian-Programme baresip-core und espeak-ng.',
    en: 'Calls contacts with a telephone number and reads the alert out; key 1 acknowledges. Needs a SIP account and on this server the Debian programs baresip-core and espeak-ng.',
  },
  withoutInternet: {
    answer: 'depends',
    sentence: {
      de: 'Geht ohne Internet nur, wenn die Telefonanlage eine eigene Leitung hat (ISDN, Mobilfunk). Telefonie über den DSL-Router fällt mit dem Internet aus.',
      en: 'Works without the Internet only when the telephone system has a line of its own (ISDN, mobile). Telephony over the DSL router fails with the Internet.',
    },
  },
  withoutCloud: {
    answer: 'depends',
    sentence: {
      de: 'Ohne Cloud, wenn die Telefonanlage im Haus steht.',
      en: 'Without a cloud when the telephone system stands in the house.',
    },
  },
  shares: {
    answer: 'nothing',
    sentence: {
      de: 'Hängt weder an den Postfächern noch an der Anmeldung der Firma, solange die Telefonanlage nicht an deren Anmeldung hängt.',
      en: "Hangs neither on the company's mailboxes nor on its login, as long as the telephone system does not hang on that login.",
    },
  },
  watched: {
    de: 'Geprüft wird, ob die nötigen Programme da sind; ob die Telefonanlage wählt, zeigt erst ein Testanruf.',
    en: 'Whether the programs are there is checked; whether the telephone system dials shows in a test call.',
  },
  reaches: 'phone',
  config: CallSettings,
  atOnce: 2,
  deadlineMs: 110_000,
  broadcastTo: () => null,
  send: async ({ host, port, transport, ca, user, password, register, numbers, prefix = '' }, address, message, { signal }) => {
    if (!NUMBER.test(address)) return refused(because.noNumber(address), true);
    if (signal.aborted) return { kind: 'stopped' };
    const [lacking] = await missingPrograms();
    if (lacking) return refused(because.noProgram(lacking.name, lacking.packageName));
    try {
      // baresip opens its own sockets: where it may go is checked here.
      await checkedAddresses(host, { policy: { kind: 'configured' }, signal });
      if (transport === 'tls') await trusted({ host, port, ca }, signal);
      const wav = await speak(message, signal);
      const number = `${prefix}${numbers === 'zeros' ? `00${address.slice(1)}` : address}`;
      const end = await callBySip({ host, port, transport, ca, user, password, register }, number, wav, signal);
      return outcomeOf(host, address, end);
    } catch (error) {
      if (signal.aborted) return { kind: 'stopped' };
      if (error instanceof OutboundError) return unreached(error, host);
      throw error;
    }
  },
  look: async () => {
    const [lacking] = await missingPrograms();
    return lacking ? { ok: false, reason: because.noProgram(lacking.name, lacking.packageName) } : { ok: true };
  },
};
