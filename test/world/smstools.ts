import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { missingProgram, type Running, startProgram } from './programs.ts';

export const smstoolsMissing = (): string | false => missingProgram('smsd', 'apt-get install smstools');

export type SmstoolsSpool = {
  readonly outgoing: string;
  readonly sent: string;
  readonly failed: string;
  readonly incoming: string;
  readonly names: (folder: 'outgoing' | 'sent' | 'failed' | 'checked' | 'incoming') => string[];
  readonly log: () => string;
  /** Starts Debian's smsd of smstools in the foreground, without privileges, on a modem at this port. */
  start(port: number): Promise<Running>;
};

/** A spool for smstools in `folder`; nothing runs until `start`. */
export function smstoolsSpool(folder: string): SmstoolsSpool {
  const path = (name: string) => join(folder, name);
  for (const name of ['outgoing', 'checked', 'incoming', 'failed', 'sent']) mkdirSync(path(name), { recursive: true });
  writeFileSync(path('log'), '');
  return {
    outgoing: path('outgoing'),
    sent: path('sent'),
    failed: path('failed'),
    incoming: path('incoming'),
    // While smsd puts a file into a folder, a lock with the same name and `.LOCK` lies beside it.
    names: (name) => readdirSync(path(name)).filter((one) => !one.startsWith('.') && !one.endsWith('.LOCK')),
    log: () => readFileSync(path('log'), 'utf8'),
    start: (port) => {
      writeFileSync(
        path('smsd.conf'),
        `devices = GSM1
outgoing = ${path('outgoing')}
checked = ${path('checked')}
incoming = ${path('incoming')}
failed = ${path('failed')}
sent = ${path('sent')}
logfile = ${path('log')}
loglevel = 7
infofile = ${path('info')}
pidfile = ${path('pid')}
delaytime = 1
errorsleeptime = 1
blocktime = 1
receive_before_send = no
autosplit = 3
[GSM1]
device = @127.0.0.1:${port}
incoming = yes
check_memory_method = 1
send_retries = 0
signal_quality_ber_ignore = yes
`,
      );
      return startProgram('smsd', [`-c${path('smsd.conf')}`, '-t'], async () => readFileSync(path('log'), 'utf8').includes('started'));
    },
  };
}
