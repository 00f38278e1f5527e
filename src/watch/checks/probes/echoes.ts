import type { WayOut } from '../../../kernel/wayout.ts';
import { OutboundError } from '../../../outbound/failure.ts';
import { runProgram } from '../../../outbound/program.ts';

/** What came of one echo request: an answer after `ms`; none in time; or it could not even be sent from here. */
export type Echo = { readonly kind: 'answer'; readonly ms: number } | { readonly kind: 'silence' } | { readonly kind: 'unsent' };

/** Whoever asks within this time goes out with the same process. */
const GATHER_MS = 25;
const MOST_AT_ONCE = 500;

type Waiting = { readonly address: string; readonly settle: (echo: Promise<Echo>) => void };

/** Reads what `fping -C 1` says: of each address a line with its round trip or `-`, and of those that were sent one that they timed out. */
export function readEchoes(out: string, err: string): Map<string, Echo> {
  const sent = new Set(out.split('\n').flatMap((line) => /^(\S+)\s*:\s*\[\d+\]/.exec(line)?.[1] ?? []));
  return new Map(
    err.split('\n').flatMap((line): [string, Echo][] => {
      const [, address = '', said = ''] = /^(\S+)\s*:\s*(-|\d+(?:\.\d+)?)\s*$/.exec(line) ?? [];
      if (address === '') return [];
      if (said !== '-') return [[address, { kind: 'answer', ms: Number(said) }]];
      return [[address, { kind: sent.has(address) ? 'silence' : 'unsent' }]];
    }),
  );
}

/** Out by one interface and no other, whatever the routes say. */
function leaving(from: WayOut | undefined, addresses: readonly string[]): string[] {
  if (!from) return [];
  const own = addresses[0]?.includes(':') ? from.six : from.four;
  return ['-I', from.device, ...(own === null ? [] : ['-S', own])];
}

async function sendAll(addresses: readonly string[], timeoutMs: number, from: WayOut | undefined): Promise<Map<string, Echo>> {
  // One packet each, a millisecond apart; the process must not outlive the last answer by much.
  const args = ['-C', '1', '-i', '1', '-t', String(timeoutMs), ...leaving(from, addresses), ...addresses];
  const { code, out, err } = await runProgram('fping', args, { timeoutMs: timeoutMs + addresses.length * 5 + 2000 });
  // 0: all answered, 1: some did not. Else nothing was sent: the right to send is missing, or a wrong argument.
  if (code !== 0 && code !== 1) throw new OutboundError('bad-url', `fping cannot send echo requests here: ${err.trim().slice(0, 150)}`);
  return readEchoes(out, err);
}

/**
 * Sends echo requests (ICMP, RFC 792 and 4443) by Debian's fping, which has the right to; many in one process, since a process each costs
 * seventy times as much. Throws `OutboundError` when fping is not there or may not send.
 */
function echoer() {
  const gathering = new Map<string, Waiting[]>();

  function send(batch: string, timeoutMs: number, from: WayOut | undefined): void {
    const all = gathering.get(batch) ?? [];
    gathering.delete(batch);
    for (let i = 0; i < all.length; i += MOST_AT_ONCE) {
      const some = all.slice(i, i + MOST_AT_ONCE);
      const answers = sendAll([...new Set(some.map(({ address }) => address))], timeoutMs, from);
      for (const { address, settle } of some) settle(answers.then((found) => found.get(address) ?? { kind: 'unsent' }));
    }
  }

  return (address: string, timeoutMs: number, from?: WayOut): Promise<Echo> =>
    new Promise((resolve) => {
      const waiting = { address, settle: resolve };
      // A process has one time limit, one interface and one own address, so one family too.
      const batch = from ? `${timeoutMs} ${from.device} ${from.four} ${from.six} ${address.includes(':')}` : String(timeoutMs);
      const others = gathering.get(batch);
      if (others) others.push(waiting);
      else {
        gathering.set(batch, [waiting]);
        setTimeout(() => send(batch, timeoutMs, from), GATHER_MS);
      }
    });
}

/** One for the whole process, so that checks of all organisations share a batch. */
export const echo = echoer();
