import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { missingProgram, type Running, startProgram } from './programs.ts';
import { sparePort } from './scratch.ts';
import { until } from './until.ts';

export const telephoneMissing = (): string | false =>
  missingProgram('baresip', 'apt-get install baresip-core') || missingProgram('espeak-ng', 'apt-get install espeak-ng');

const NUMBER = '004943155501990';

export type Telephone = Running & {
  readonly port: number;
  /** Every event of the telephone so far, by type. */
  readonly events: string[];
  /** Presses a key during the call. */
  press(key: string): void;
  hangUp(): void;
};

/** A second of silence at 8 kHz, 16 bit, mono, as a WAV; the telephone's microphone. */
const silence = (seconds: number): Buffer => {
  const data = Buffer.alloc(seconds * 16_000);
  const head = Buffer.from('524946460000000057415645666d74201000000001000100401f0000803e0000020010006461746100000000', 'hex');
  head.writeUInt32LE(36 + data.length, 4);
  head.writeUInt32LE(data.length, 40);
  return Buffer.concat([head, data]);
};

/** Where a telephone registers; with `ca` over TLS, and its speech encrypted. */
export type Extension = { readonly port: number; readonly password: string; readonly ca?: string };

/** The called party: Debian's baresip in `folder` on loopback. `answers` false lets it ring. */
export async function startTelephone(folder: string, answers = true, extension?: Extension): Promise<Telephone> {
  for (let tries = 1; ; tries++) {
    try {
      return await ring(folder, answers, extension);
    } catch (error) {
      // It also takes the port above the one it was given, which somebody else may have.
      if (tries === 5 || !String(error).includes('Address already in use')) throw error;
    }
  }
}

/** The number is the account's name: what is dialled is where it rings. */
function accountOf(ownPort: number, answers: boolean, extension: Extension | undefined): string {
  const rest = `answermode=${answers ? 'auto' : 'manual'};audio_codecs=pcma;dtmfmode=rtpevent`;
  if (!extension) return `<sip:${NUMBER}@127.0.0.1:${ownPort}>;regint=0;${rest}\n`;
  const { port, password, ca } = extension;
  const place = `<sip:${NUMBER}@127.0.0.1:${port};transport=${ca === undefined ? 'tcp' : 'tls'}>`;
  return `${place};regint=60;auth_user=${NUMBER};auth_pass=${password};${ca === undefined ? '' : 'mediaenc=srtp-mand;'}${rest}\n`;
}

async function ring(folder: string, answers: boolean, extension: Extension | undefined): Promise<Telephone> {
  mkdirSync(folder, { recursive: true });
  const [port, controlPort] = [await sparePort(), await sparePort()];
  const path = (name: string) => join(folder, name);
  writeFileSync(path('silence.wav'), silence(120));
  if (extension?.ca !== undefined) writeFileSync(path('ca.pem'), extension.ca);
  writeFileSync(
    path('config'),
    `poll_method epoll
sip_listen 127.0.0.1:${port}
call_max_calls 1
audio_source aufile,${path('silence.wav')}
audio_player aufile,${path('heard.wav')}
audio_alert aufile,${path('heard.wav')}
audio_txmode thread
module_path /usr/lib/baresip/modules
module g711.so
module aufile.so
${extension?.ca === undefined ? '' : `module srtp.so\nsip_cafile ${path('ca.pem')}\n`}module_tmp account.so
module_app menu.so
module_app ctrl_tcp.so
ctrl_tcp_listen 127.0.0.1:${controlPort}
`,
  );
  writeFileSync(path('accounts'), accountOf(port, answers, extension));
  const running = await startProgram('baresip', ['-f', folder], async () => {
    const socket = connect(controlPort, '127.0.0.1');
    return new Promise<boolean>((resolve) => {
      socket.on('connect', () => {
        socket.destroy();
        resolve(true);
      });
      socket.on('error', () => resolve(false));
    });
  });
  const events: string[] = [];
  const socket = connect(controlPort, '127.0.0.1');
  socket.on('error', () => undefined);
  let registered = extension === undefined;
  socket.on('data', (part) => {
    // The answer to `reginfo` says "OK" beside an account that has registered.
    if (/"token":"reginfo"/.test(part.toString()) && /mOK /.test(part.toString())) registered = true;
    for (const [, type] of part.toString().matchAll(/"type":"(\w+)"/g)) if (type !== undefined) events.push(type);
  });
  const say = (command: string, params?: string) => {
    const text = JSON.stringify({ command, params, token: command });
    socket.write(`${Buffer.byteLength(text)}:${text},`);
  };
  await until('the telephone has registered', () => {
    if (!registered) say('reginfo');
    return registered || undefined;
  });
  return {
    ...running,
    port,
    events,
    press: (key) => say('sndcode', key),
    hangUp: () => say('hangup'),
    stop: async () => {
      socket.destroy();
      await running.stop();
    },
  };
}
