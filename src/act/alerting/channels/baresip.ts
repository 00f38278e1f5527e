import { randomInt } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { connectTcp } from '../../../outbound/connect.ts';
import { OutboundError } from '../../../outbound/failure.ts';
import { runProgram } from '../../../outbound/program.ts';
import { authorities } from '../../../outbound/tls.ts';

/** The telephone connection: a SIP account at the company's own system, its router or a provider. */
export type SipLine = {
  readonly host: string;
  readonly port: number;
  /** `tls`: signalling over TLS, and speech encrypted by SRTP (RFC 3711) with keys out of it (RFC 4568). */
  readonly transport: 'udp' | 'tcp' | 'tls';
  /** An authority that the system is believed by, besides those of the machine, in PEM. */
  readonly ca: string | undefined;
  readonly user: string;
  readonly password: string | undefined;
  /** Registers before it calls; most systems want that. */
  readonly register: boolean;
};

/** How a call ended. `why` is what the other side said, in SIP's words. */
export type CallEnd =
  | { readonly kind: 'pressed' }
  | { readonly kind: 'answered' }
  | { readonly kind: 'unanswered'; readonly why: string }
  /** Nothing came back at all: no ringing, no refusal. */
  | { readonly kind: 'silent' }
  | { readonly kind: 'unregistered'; readonly why: string };

const RINGS_MS = 40_000;
/** A provider may need seconds to find a mobile telephone. */
const SILENT_MS = 12_000;
const CALL_MOST_MS = 80_000;
const REGISTER_MS = 6000;
const ASK_EVERY_MS = 200;
const GOODBYE_MS = 1000;
const MODULES = '/usr/lib/baresip/modules';
/** Where Debian puts them on other machines than x86-64, too: the path has no machine in it. */
const config = (folder: string, sipPort: number, controlPort: number, encrypted: boolean) => `poll_method epoll
sip_listen 0.0.0.0:${sipPort}
call_max_calls 1
call_local_timeout 60
audio_source aufile,${join(folder, 'say.wav')}
audio_player aufile,${join(folder, 'heard.wav')}
audio_alert aufile,${join(folder, 'heard.wav')}
audio_txmode thread
module_path ${MODULES}
module g711.so
module aufile.so
${encrypted ? `module srtp.so\nsip_cafile ${join(folder, 'ca.pem')}\nsip_verify_server yes\n` : ''}module_tmp account.so
module_app menu.so
module_app ctrl_tcp.so
ctrl_tcp_listen 127.0.0.1:${controlPort}
`;

const uri = ({ host, port, transport }: SipLine, user: string) =>
  `sip:${user}@${host}:${port}${transport === 'udp' ? '' : `;transport=${transport}`}`;

const account = (line: SipLine) =>
  `<${uri(line, line.user)}>;regint=${line.register ? 120 : 0};audio_codecs=pcma,pcmu;dtmfmode=rtpevent${
    line.transport === 'tls' ? ';mediaenc=srtp-mand' : ''
  }${line.password === undefined ? '' : `;auth_user=${line.user};auth_pass="${line.password}"`}\n`;

/** An event, or the answer to a command; `token` says to which. */
const Said = z.object({
  type: z.string().default(''),
  param: z.string().default(''),
  token: z.string().default(''),
  data: z.string().default(''),
});
type Said = z.infer<typeof Said>;

/** Takes whole netstrings (`12:hello world!,`) out of what has come so far; gives them and the rest. */
export function netstrings(bytes: Buffer): { readonly whole: readonly string[]; readonly rest: Buffer } {
  const whole: string[] = [];
  let at = 0;
  for (;;) {
    const colon = bytes.indexOf(':', at);
    const length = colon < 0 ? Number.NaN : Number(bytes.toString('latin1', at, colon));
    const end = colon + 1 + length;
    if (!(end < bytes.length)) return { whole, rest: bytes.subarray(at) };
    whole.push(bytes.toString('utf8', colon + 1, end));
    at = end + 1;
  }
}

/** baresip's control connection: commands go in, events come out. */
function control(socket: Socket) {
  const events: Said[] = [];
  let wake: () => void = () => undefined;
  let rest: Buffer = Buffer.alloc(0);
  let closed = false;
  socket.on('data', (part: Buffer) => {
    const read = netstrings(Buffer.concat([rest, part]));
    rest = read.rest;
    for (const text of read.whole) events.push(Said.parse(JSON.parse(text)));
    wake();
  });
  const end = () => {
    closed = true;
    wake();
  };
  socket.on('close', end).on('error', end);
  return {
    say: (command: string, params?: string) => {
      const text = JSON.stringify({ command, ...(params === undefined ? {} : { params }), token: command });
      if (!closed) socket.write(`${Buffer.byteLength(text)}:${text},`);
    },
    /** The next event; undefined when none comes until then, or the program is gone. `until` on the monotonic clock in ms. */
    async next(until: number, signal: AbortSignal): Promise<Said | undefined> {
      for (;;) {
        const event = events.shift();
        if (event) return event;
        const left = until - performance.now();
        if (closed || left <= 0 || signal.aborted) return undefined;
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, left);
          const stop = () => resolve();
          signal.addEventListener('abort', stop, { once: true });
          wake = () => {
            clearTimeout(timer);
            signal.removeEventListener('abort', stop);
            resolve();
          };
        });
      }
    },
    closed: () => closed,
    close: () => void socket.destroy(),
  };
}

async function reach(port: number, running: Promise<unknown>, signal: AbortSignal): Promise<Socket> {
  for (let tries = 0; ; tries++) {
    const opened = await Promise.race([
      connectTcp({ host: '127.0.0.1', port }, { policy: { kind: 'configured' }, timeoutMs: 1000, signal }).catch((error: unknown) => error),
      running.then(
        () => new OutboundError('closed', 'baresip ended before it could be asked to call.'),
        (error: unknown) => error,
      ),
    ]);
    if (opened instanceof Error) {
      if (!(opened instanceof OutboundError) || opened.code !== 'connect-refused' || tries > 60) throw opened;
      await sleep(50, undefined, { signal });
    } else return (opened as Awaited<ReturnType<typeof connectTcp>>).socket;
  }
}

/** Waits until the account has registered. What comes of it before anybody listens is no event any more: so it is also asked. */
async function registers(talk: ReturnType<typeof control>, signal: AbortSignal): Promise<CallEnd | undefined> {
  const end = performance.now() + REGISTER_MS;
  while (performance.now() < end && !signal.aborted && !talk.closed()) {
    talk.say('reginfo');
    const until = Math.min(performance.now() + ASK_EVERY_MS, end);
    for (let said = await talk.next(until, signal); said; said = await talk.next(until, signal)) {
      if (said.type === 'REGISTER_OK' || (said.token === 'reginfo' && /mOK /.test(said.data))) return undefined;
      if (said.type === 'REGISTER_FAIL') return { kind: 'unregistered', why: said.param };
      if (said.token === 'reginfo' && /mERR/.test(said.data)) return { kind: 'unregistered', why: '' };
    }
  }
  // The system has not answered yet; what it says to the call tells.
  return undefined;
}

async function conduct(talk: ReturnType<typeof control>, line: SipLine, number: string, signal: AbortSignal): Promise<CallEnd> {
  const refusal = line.register ? await registers(talk, signal) : undefined;
  if (refusal) return refusal;
  const started = performance.now();
  talk.say('dial', uri(line, number));
  let answered = false;
  let rings = false;
  let until = performance.now() + SILENT_MS;
  for (;;) {
    const event = await talk.next(until, signal);
    if (!event) return answered ? { kind: 'answered' } : rings ? { kind: 'unanswered', why: 'no answer' } : { kind: 'silent' };
    if (!rings && (event.type === 'CALL_RINGING' || event.type === 'CALL_PROGRESS')) {
      rings = true;
      until = performance.now() + RINGS_MS;
    }
    if (event.type === 'CALL_ESTABLISHED' || event.type === 'CALL_RTPESTAB') {
      answered = true;
      until = started + CALL_MOST_MS;
    }
    if (event.type === 'CALL_DTMF_START' && event.param === '1') return { kind: 'pressed' };
    if (event.type === 'CALL_CLOSED') return answered ? { kind: 'answered' } : { kind: 'unanswered', why: event.param };
  }
}

/**
 * Calls a number by Debian's baresip, one process a call, and plays a WAV of 8 kHz, one channel, 16 bit; its end ends the call.
 * Driven over the module ctrl_tcp on loopback (netstrings with JSON). The folder with the account is readable by this user alone
 * and removed at the end. Throws `OutboundError`: `bad-url` when baresip is not installed, `aborted` when told to stop.
 */
export async function callBySip(line: SipLine, number: string, wav: Uint8Array, signal: AbortSignal): Promise<CallEnd> {
  const folder = await mkdtemp(join(tmpdir(), 'krisenfest-call-'));
  const limit = new AbortController();
  const sipPort = randomInt(20_000, 40_000) & ~1;
  const controlPort = randomInt(40_000, 60_000);
  try {
    await writeFile(join(folder, 'say.wav'), wav, { mode: 0o600 });
    const encrypted = line.transport === 'tls';
    await writeFile(join(folder, 'config'), config(folder, sipPort, controlPort, encrypted), { mode: 0o600 });
    if (encrypted) await writeFile(join(folder, 'ca.pem'), authorities(line.ca === undefined ? [] : [line.ca]).join('\n'), { mode: 0o600 });
    await writeFile(join(folder, 'accounts'), account(line), { mode: 0o600 });
    const running = runProgram('baresip', ['-f', folder], { timeoutMs: CALL_MOST_MS + 10_000, signal: limit.signal });
    running.catch(() => undefined);
    const talk = control(await reach(controlPort, running, signal));
    try {
      const end = await conduct(talk, line, number, signal);
      if (signal.aborted) throw new OutboundError('aborted', 'The call was stopped.');
      return end;
    } finally {
      talk.say('hangup');
      talk.say('quit');
      await Promise.race([running.catch(() => undefined), sleep(GOODBYE_MS)]);
      talk.close();
      limit.abort();
      await running.catch(() => undefined);
    }
  } finally {
    limit.abort();
    await rm(folder, { recursive: true, force: true });
  }
}
