import type { Socket } from 'node:net';
import { type AnswerHead, type AnswerLimits, answerReader } from './answerreader.ts';
import type { Deadline } from './deadline.ts';
import { OutboundError, toOutbound } from './failure.ts';

/** A question as it goes over the line. `target`: path and query. */
export type Question = {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | undefined;
};

export type Exchanged = AnswerHead & { readonly body: Buffer; readonly cut: boolean; readonly firstByteMs: number };

const ignore = () => undefined;

const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Refuses what would be another request than the one meant: a line end in a header begins a new one. */
export function checkQuestion({ method, headers }: Pick<Question, 'method' | 'headers'>): void {
  if (!NAME.test(method)) throw new OutboundError('bad-url', 'The method of the request is none of HTTP.');
  for (const [name, value] of Object.entries(headers))
    if (!NAME.test(name) || !VALUE.test(value))
      throw new OutboundError('bad-url', `The header ${name.slice(0, 50)} holds characters that HTTP does not allow.`);
}

function headOf({ method, target, headers, body }: Question): string {
  let text = `${method} ${target} HTTP/1.1\r\n`;
  for (const name of Object.keys(headers)) text += `${name}: ${headers[name]}\r\n`;
  if (body === undefined && method !== 'GET' && method !== 'HEAD') text += 'content-length: 0\r\n';
  return `${text}\r\n`;
}

/**
 * Asks one question on an open connection and reads the answer: half of what node:http costs for a connection that is used once (ADR
 * 0026). The connection is spent afterwards; closing it is the caller's.
 */
export function exchange(socket: Socket, question: Question, limits: AnswerLimits, limit: Deadline): Promise<Exchanged> {
  const asked = performance.now();
  const { what } = limits;
  const reader = answerReader(question.method, limits);
  let firstByteMs = 0;
  return new Promise((resolve, reject) => {
    let over = false;
    let forget: () => void = () => undefined;
    const settle = (error?: unknown) => {
      if (over) return;
      over = true;
      forget();
      // Node keeps a closed socket until the next large collection; what it holds stays with it.
      socket.off('data', heard).off('end', ended).off('close', ended).off('error', settle).on('error', ignore);
      const head = reader.head();
      if (error !== undefined) reject(toOutbound(error, what));
      else if (head) resolve({ ...head, body: reader.body(), cut: reader.cut(), firstByteMs });
      else reject(new OutboundError('closed', `${what} closed the connection before it had answered.`));
    };
    const ended = () => {
      if (over) return;
      try {
        reader.end();
        settle();
      } catch (error) {
        settle(error);
      }
    };
    const heard = (part: Buffer) => {
      try {
        const complete = reader.take(part);
        if (firstByteMs === 0 && reader.head()) firstByteMs = performance.now() - asked;
        if (complete) settle();
      } catch (error) {
        settle(error);
      }
    };
    socket.on('data', heard).on('end', ended).on('close', ended).on('error', settle);
    forget = limit.onEnd(settle);
    if (over) return;
    const head = headOf(question);
    const { body } = question;
    if (body === undefined) socket.write(head, 'latin1');
    else {
      socket.cork();
      socket.write(head, 'latin1');
      socket.write(body);
      socket.uncork();
    }
  });
}
