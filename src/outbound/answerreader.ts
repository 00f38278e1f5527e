import { OutboundError } from './failure.ts';

/** The head of an answer. Names in lower case; several values joined by ", "; cookies are left out. */
export type AnswerHead = { readonly status: number; readonly headers: Readonly<Record<string, string>> };

/** How much of a body is read, and what happens with one that is larger; `what` names the other side in errors. */
export type AnswerLimits = { readonly max: number; readonly mode: 'fail' | 'cut'; readonly what: string };

/** Reads one HTTP/1.1 answer as it comes in. */
export type AnswerReader = {
  /** Takes what came; true when the answer is complete. Throws `bad-answer` and `too-large`. */
  take(part: Buffer): boolean;
  /** The other side has closed: throws `closed` when that was in the middle of the answer. */
  end(): void;
  /** Null until the head is complete. */
  head(): AnswerHead | null;
  /** What was read of the body; `cut` when there was more. */
  body(): Buffer;
  cut(): boolean;
};

const MOST_HEAD = 32_768;
/** Interim answers (100, 103) before the one that counts. */
const MOST_INTERIM = 10;
const LONGEST_SIZE = 1024;
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
// Bytes are read as Latin-1: everything but control characters, the tab excepted.
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
/** Of these a second one is a mistake, and the first counts. */
const ONCE = new Set(
  'age content-type date etag expires last-modified location max-forwards referer retry-after server user-agent'.split(' '),
);

/** What comes next: a line, so many bytes of body, bytes until the end, or nothing more. */
type Step =
  | { readonly kind: 'status' | 'header' | 'size' | 'chunk-end' | 'trailer' | 'rest' | 'done' }
  | { readonly kind: 'length' | 'chunk'; left: number };

/** Bytes that grow; the first part is taken as it is, since most answers come in one. */
class Growing {
  #bytes: Buffer = EMPTY;
  #length = 0;

  add(part: Buffer): void {
    if (this.#length === 0) this.#bytes = part;
    else {
      const needed = this.#length + part.length;
      if (needed > this.#bytes.length) {
        const larger = Buffer.allocUnsafe(Math.max(2 * this.#length, needed));
        this.#bytes.copy(larger, 0, 0, this.#length);
        this.#bytes = larger;
      }
      part.copy(this.#bytes, this.#length);
    }
    this.#length += part.length;
  }

  get length(): number {
    return this.#length;
  }

  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }
}
const EMPTY = Buffer.alloc(0);

/**
 * Reads an answer to one question on a connection of its own (RFC 9112): status, headers, and a body by length, in chunks or until the
 * end. A line may end without a carriage return (§2.2), as browsers have it. `method`: an answer to HEAD has no body.
 */
export function answerReader(method: string, { max, mode, what }: AnswerLimits): AnswerReader {
  let step: Step = { kind: 'status' };
  let waiting: Buffer | null = null;
  let seen = 0;
  let interim = 0;
  let status = 0;
  let headers: Record<string, string> = {};
  let last = '';
  let head: AnswerHead | null = null;
  let cut = false;
  const body = new Growing();

  const bad = (why: string) => new OutboundError('bad-answer', `${what} does not speak proper HTTP (${why}).`);

  function statusLine(line: string): void {
    const code = /^HTTP\/1\.[01] (\d{3})(?: [\t\x20-\x7e\x80-\xff]*)?$/.exec(line)?.[1];
    if (code === undefined) throw bad('status line');
    status = Number(code);
    headers = {};
    last = '';
    step = { kind: 'header' };
  }

  function header(line: string): void {
    if (line.startsWith(' ') || line.startsWith('\t')) {
      // A value that goes on in the next line (RFC 9112 §5.2).
      if (last === '' || !VALUE.test(line)) throw bad('header');
      if (last in headers) headers[last] += ` ${line.trim()}`;
      return;
    }
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon)).toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (colon < 1 || !TOKEN.test(name) || !VALUE.test(value)) throw bad('header');
    last = name;
    // Cookies are not kept, not even shown.
    if (name === 'set-cookie') return;
    const before = Object.hasOwn(headers, name) ? headers[name] : undefined;
    if (before === undefined) Object.defineProperty(headers, name, { value, writable: true, enumerable: true, configurable: true });
    else if (name === 'content-length') throw bad('two lengths');
    else if (!ONCE.has(name)) headers[name] = `${before}, ${value}`;
  }

  /** How the body comes (RFC 9112 §6.3). */
  function framing(): Step {
    const coding = headers['transfer-encoding'];
    const length = headers['content-length'];
    if (coding !== undefined && length !== undefined) throw bad('a length and chunks');
    if (length !== undefined && !/^\d{1,15}$/.test(length)) throw bad('length');
    if (method === 'HEAD' || status === 204 || status === 304) return { kind: 'done' };
    if (coding !== undefined && /(^|,)\s*chunked\s*$/i.test(coding)) return { kind: 'size' };
    if (coding !== undefined || length === undefined) return { kind: 'rest' };
    return Number(length) === 0 ? { kind: 'done' } : { kind: 'length', left: Number(length) };
  }

  function headEnds(): void {
    if (status === 101) throw bad('another protocol');
    if (status >= 200) {
      head = { status, headers };
      step = framing();
      return;
    }
    if (++interim > MOST_INTERIM) throw bad('interim answers without end');
    step = { kind: 'status' };
  }

  function size(line: string): void {
    const text = /^([0-9a-f]{1,12})[ \t]*(;.*)?$/i.exec(line)?.[1];
    if (text === undefined) throw bad('chunk');
    const left = Number.parseInt(text, 16);
    step = left === 0 ? { kind: 'trailer' } : { kind: 'chunk', left };
  }

  function takeLine(line: string): void {
    switch (step.kind) {
      case 'status':
        // Some servers send an empty line too many before.
        return line === '' && seen <= 4 ? undefined : statusLine(line);
      case 'header':
        return line === '' ? headEnds() : header(line);
      case 'size':
        return size(line);
      case 'chunk-end':
        if (line !== '') throw bad('chunk');
        step = { kind: 'size' };
        return;
      case 'trailer':
        if (line === '') step = { kind: 'done' };
        return;
      default:
        return;
    }
  }

  const mostOfLines = (): number => (step.kind === 'size' || step.kind === 'chunk-end' ? LONGEST_SIZE : MOST_HEAD);

  /** Gives what is left after the line at the beginning, or null when its end has not come yet. */
  function line(part: Buffer): Buffer | null {
    const at = part.indexOf(10);
    const length = at < 0 ? part.length : at + 1;
    const counted = step.kind === 'size' || step.kind === 'chunk-end' ? length : seen + length;
    if (counted > mostOfLines()) throw bad('head too large');
    if (at < 0) {
      waiting = part;
      return null;
    }
    seen += step.kind === 'size' || step.kind === 'chunk-end' ? 0 : length;
    takeLine(part.toString('latin1', 0, at > 0 && part[at - 1] === 13 ? at - 1 : at));
    return part.subarray(at + 1);
  }

  /** Keeps bytes of the body; false when it is full. */
  function keep(part: Buffer): boolean {
    const room = max - body.length;
    if (part.length <= room) {
      body.add(part);
      return true;
    }
    if (mode === 'fail') throw new OutboundError('too-large', `${what} sends more than ${max} bytes.`);
    if (room > 0) body.add(part.subarray(0, room));
    cut = true;
    step = { kind: 'done' };
    return false;
  }

  /** Takes of `part` what belongs to the body; gives the rest. */
  function bytes(part: Buffer, now: { kind: 'length' | 'chunk'; left: number }): Buffer {
    const mine = part.length <= now.left ? part : part.subarray(0, now.left);
    if (!keep(mine)) return part;
    now.left -= mine.length;
    if (now.left === 0) step = now.kind === 'chunk' ? { kind: 'chunk-end' } : { kind: 'done' };
    return part.subarray(mine.length);
  }

  return {
    take: (part) => {
      let rest: Buffer | null = waiting ? Buffer.concat([waiting, part]) : part;
      waiting = null;
      while (rest && rest.length > 0 && step.kind !== 'done') {
        if (step.kind === 'length' || step.kind === 'chunk') rest = bytes(rest, step);
        else if (step.kind === 'rest') {
          keep(rest);
          break;
        } else rest = line(rest);
      }
      return step.kind === 'done';
    },
    end: () => {
      if (step.kind === 'rest') step = { kind: 'done' };
      if (step.kind !== 'done') throw new OutboundError('closed', `${what} closed the connection before it had answered in full.`);
    },
    head: () => head,
    body: () => body.bytes,
    cut: () => cut,
  };
}
