import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { missingProgram, type Running, startProgram } from './programs.ts';

export const smsdMissing = (): string | false => missingProgram('gammu-smsd', 'apt-get install gammu-smsd');

export type Spool = {
  readonly outbox: string;
  readonly sent: string;
  /** Names of the files that the modem has sent. */
  readonly sentFiles: () => string[];
  readonly waitingFiles: () => string[];
  /** What smsd says of its work, the text of each message among it. */
  readonly log: () => string;
  /** Starts Debian's gammu-smsd on the spool, with gammu's own dummy modem. */
  start(): Promise<Running>;
};

const names = (folder: string): string[] => readdirSync(folder).filter((name) => name.startsWith('OUT'));

/** A spool for gammu-smsd (service `files`) in `folder`; nothing runs until `start`. */
export function smsSpool(folder: string): Spool {
  const path = (name: string) => join(folder, name);
  for (const name of ['inbox', 'outbox', 'sent', 'error', 'phone']) mkdirSync(path(name), { recursive: true });
  const log = path('log');
  writeFileSync(log, '');
  writeFileSync(
    path('smsdrc'),
    `[gammu]
model = dummy
connection = none
device = ${path('phone')}
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
CheckSecurity = 0
CheckBattery = 0
CheckSignal = 0
`,
  );
  return {
    outbox: path('outbox'),
    sent: path('sent'),
    sentFiles: () => names(path('sent')),
    waitingFiles: () => names(path('outbox')),
    log: () => readFileSync(log, 'utf8'),
    start: () =>
      startProgram('gammu-smsd', ['-c', path('smsdrc')], async () => readFileSync(log, 'utf8').includes('Starting phone communication')),
  };
}
