import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { missingProgram, type Running, startProgram } from './programs.ts';

export const smsdMissing = (): string | false => missingProgram('gammu-smsd', 'apt-get install gammu-smsd');
export const socatMissing = (): string | false => missingProgram('socat', 'apt-get install socat');

export type Spool = {
  readonly outbox: string;
  readonly sent: string;
  readonly error: string;
  readonly inbox: string;
  /** Names of the files that the modem has sent. */
  readonly sentFiles: () => string[];
  readonly waitingFiles: () => string[];
  /** Names of the files of what has come in and was not taken away. */
  readonly inboxFiles: () => string[];
  /** What the modem was given to send, by its text. */
  readonly sentTexts: () => string[];
  /** Somebody sends a text to the SIM card: it lies in the modem, from which smsd fetches it. */
  receive(from: string, text: string, at?: Date): void;
  /** What smsd says of its work, the text of each message among it. */
  readonly log: () => string;
  /**
   * Starts Debian's gammu-smsd on the spool: with gammu's own dummy modem, which refuses no number, or with a modem that speaks AT
   * commands at this port.
   */
  start(modemPort?: number): Promise<Running>;
};

let serial = 0;
const pad = (value: number) => String(value).padStart(2, '0');
const hex = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase();

/** A text as gammu keeps it (its backup format); one part holds 160 letters. */
const backup = (from: string, text: string, at: Date) => `[SMSBackup000]
SMSC = "+491710760000"
State = UnRead
Number = "${from}"
DateTime = ${at.getFullYear()}${pad(at.getMonth() + 1)}${pad(at.getDate())}T${pad(at.getHours())}${pad(at.getMinutes())}${pad(at.getSeconds())}
Coding = ${/^[\x20-\x7eäöüÄÖÜß]*$/.test(text) ? 'Default_No_Compression' : 'Unicode_No_Compression'}
Folder = 1
Length = ${text.length}
Text00 = ${hex(text)}
`;

const names = (folder: string): string[] => readdirSync(folder).filter((name) => name.startsWith('OUT'));

/** A spool for gammu-smsd (service `files`) in `folder`; nothing runs until `start`. */
export function smsSpool(folder: string): Spool {
  const path = (name: string) => join(folder, name);
  for (const name of ['inbox', 'outbox', 'sent', 'error', 'phone']) mkdirSync(path(name), { recursive: true });
  const log = path('log');
  writeFileSync(log, '');
  const dummy = `model = dummy\nconnection = none\ndevice = ${path('phone')}`;
  const overDevice = `connection = at115200\ndevice = ${path('tty')}`;
  const configure = (phone: string) =>
    writeFileSync(
      path('smsdrc'),
      `[gammu]
${phone}
gammuloc = /dev/null
[smsd]
service = files
logfile = ${log}
debuglevel = 255
inboxpath = ${path('inbox')}/
outboxpath = ${path('outbox')}/
sentsmspath = ${path('sent')}/
errorsmspath = ${path('error')}/
loopsleep = 1
commtimeout = 1
maxretries = 0
receivefrequency = 1
CheckSecurity = 0
CheckBattery = 0
CheckSignal = 0
`,
    );
  const smsd = () =>
    startProgram('gammu-smsd', ['-c', path('smsdrc')], async () => readFileSync(log, 'utf8').includes('Starting phone communication'));
  return {
    outbox: path('outbox'),
    sent: path('sent'),
    error: path('error'),
    inbox: path('inbox'),
    inboxFiles: () => readdirSync(path('inbox')),
    sentTexts: () =>
      names(path('sent'))
        .sort()
        .map((name) => readFileSync(join(path('sent'), name), 'utf16le').replace(/^\ufeff/, '')),
    receive: (from, text, at = new Date()) => {
      mkdirSync(path('phone/sms/1'), { recursive: true });
      const aside = path(`phone/incoming-${serial}`);
      writeFileSync(aside, backup(from, text, at));
      renameSync(aside, path(`phone/sms/1/${++serial}`));
    },
    sentFiles: () => names(path('sent')),
    waitingFiles: () => names(path('outbox')),
    log: () => readFileSync(log, 'utf8'),
    start: async (modemPort) => {
      configure(modemPort === undefined ? dummy : overDevice);
      if (modemPort === undefined) return smsd();
      const line = await startProgram('socat', [`pty,raw,echo=0,link=${path('tty')}`, `tcp:127.0.0.1:${modemPort}`], async () =>
        existsSync(path('tty')),
      );
      const running = await smsd();
      return {
        ...running,
        stop: async () => {
          await running.stop();
          await line.stop();
        },
      };
    },
  };
}
