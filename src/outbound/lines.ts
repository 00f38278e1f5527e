import type { Socket } from 'node:net';
import { OutboundError, toOutbound } from './failure.ts';
import { secure, type TlsConnection, type TlsTrust } from './tls.ts';

/** No protocol that is talked here says more than this in one line; RFC 5321 and RFC 9051 stay far below. */
const LONGEST = 16_384;

const MOST_TAKEN = 1 << 20;

/** What a conversation may take. */
type Limit = { readonly signal: AbortSignal; left(): number };

/** A conversation by lines, as SMTP, IMAP and the UPS protocol have it. */
export type LineTalk = {
  /** The next line without its end. Throws `closed`, `too-large`, and what ends the limit. */
  hear(): Promise<string>;
  /** So many bytes, as IMAP announces them (RFC 9051 §4.3), each a letter of latin1; at most 1 MB. Throws as `hear`. */
  take(bytes: number): Promise<string>;
  say(line: string): void;
  /**
   * Goes on encrypted (STARTTLS). What the server has sent before the handshake is refused as `bad-answer`: somebody on the
   * way may have put it there (CVE-2011-0411). Throws as `secure` does.
   */
  encrypt(host: string, trust: TlsTrust): Promise<TlsConnection>;
  close(): void;
};

/** Begins to listen on an open socket; `what` names the other side in errors. */
export function lineTalk(open: Socket, what: string, limit: Limit): LineTalk {
  let socket = open;
  let text = '';
  let over: OutboundError | undefined;
  let wake: () => void = () => undefined;
  const end = (error: OutboundError) => {
    over ??= error;
    wake();
  };
  const heard = (part: Buffer) => {
    text += part.toString('latin1');
    wake();
  };
  const failed = (error: unknown) => end(toOutbound(error, what));
  const closed = () => end(new OutboundError('closed', `${what} closed the connection before it had answered.`));
  const listen = () => void socket.on('data', heard).on('error', failed).on('close', closed);
  const deaf = () => void socket.off('data', heard).off('error', failed).off('close', closed);
  const stopped = () =>
    end(limit.signal.reason instanceof OutboundError ? limit.signal.reason : new OutboundError('aborted', `${what}: stopped.`));
  if (limit.signal.aborted) stopped();
  else limit.signal.addEventListener('abort', stopped, { once: true });
  listen();

  async function hear(): Promise<string> {
    for (;;) {
      const at = text.indexOf('\n');
      if (at >= 0) {
        const line = text.slice(0, at).replace(/\r$/, '');
        text = text.slice(at + 1);
        return line;
      }
      if (text.length > LONGEST) throw new OutboundError('too-large', `${what} sent a line without end.`);
      if (over) throw over;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }

  async function take(bytes: number): Promise<string> {
    if (bytes > MOST_TAKEN) throw new OutboundError('too-large', `${what} wanted to send ${bytes} bytes at once.`);
    while (text.length < bytes) {
      if (over) throw over;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    const taken = text.slice(0, bytes);
    text = text.slice(bytes);
    return taken;
  }

  return {
    hear,
    take,
    say: (line) => void socket.write(`${line}\r\n`, 'latin1'),
    encrypt: async (host, trust) => {
      if (text !== '') throw new OutboundError('bad-answer', `${what} went on talking before the encryption was there.`);
      deaf();
      const secured = await secure(socket, host, trust, { timeoutMs: limit.left(), signal: limit.signal });
      socket = secured.socket;
      listen();
      return secured;
    },
    close: () => {
      limit.signal.removeEventListener('abort', stopped);
      deaf();
      socket.on('error', () => undefined);
      socket.destroy();
    },
  };
}
