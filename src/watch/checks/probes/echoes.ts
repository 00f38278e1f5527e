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

async function sendAll(addresses: readonly string[], timeoutMs: number): Promise<Map<string, Echo>> {
  // One packet each, a millisecond apart; the process must not outlive the last answer by much.
  const args = ['-C', '1', '-i', '1', '-t', String(timeoutMs), ...addresses];
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
  const gathering = new Map<number, Waiting[]>();

  function send(timeoutMs: number): void {
    const all = gathering.get(timeoutMs) ?? [];
    gathering.delete(timeoutMs);
    for (let i = 0; i < all.length; i += MOST_AT_ONCE) {
      const some = all.slice(i, i + MOST_AT_ONCE);
      const answers = sendAll([...new Set(some.map(({ address }) => address))], timeoutMs);
      for (const { address, settle } of some) settle(answers.then((found) => found.get(address) ?? { kind: 'unsent' }));
    }
  }

  return (address: string, timeoutMs: number): Promise<Echo> =>
    new Promise((resolve) => {
      const waiting = { address, settle: resolve };
      const others = gathering.get(timeoutMs);
      if (others) others.push(waiting);
      else {
        gathering.set(timeoutMs, [waiting]);
        setTimeout(() => send(timeoutMs), GATHER_MS);
      }
    });
}

/** One for the whole process, so that checks of all organisations share a batch. */
export const echo = echoer();
