import type { Clock } from '../../../../kernel/clock.ts';
import { duration, plus, SECOND } from '../../../../kernel/instant.ts';
import { connectTcp } from '../../../../outbound/connect.ts';
import { OutboundError } from '../../../../outbound/failure.ts';
import { type LineTalk, lineTalk } from '../../../../outbound/lines.ts';
import { connectTls } from '../../../../outbound/tls.ts';
import type { Mailbox } from '../mailbox.ts';

/** The mailbox server has refused something, in its own words. */
export class MailboxRefusal extends Error {
  readonly kind: 'login' | 'folder' | 'starttls' | 'other';

  constructor(kind: MailboxRefusal['kind'], said: string) {
    super(said);
    this.name = 'MailboxRefusal';
    this.kind = kind;
  }
}

/** A mail as it lies in the mailbox: `uid` with `validity` names it for good (RFC 9051 §2.3.1.1). */
export type Lying = { readonly uid: string; readonly validity: string; readonly raw: string };

export type Hooks = {
  /** Heard and kept: only then it is marked as read. */
  hear(mail: Lying): Promise<void>;
  /** The mailbox was looked through without trouble. */
  alive(): Promise<void>;
};

const CONNECT_MS = 15_000;
const ANSWER_MS = 30_000;
/** Servers may end an IDLE after half an hour, routers forget a silent connection earlier (RFC 2177). */
const IDLE_MS = 9 * 60_000;
/** How often a mailbox is looked through whose server does not say by itself when a mail has come. */
const POLL_EVERY = duration(30 * SECOND);
/** The words of an answer and the report of a mail server stand far before this; pictures behind it are left out. */
const FIRST_BYTES = 300_000;
const MOST_AT_ONCE = 200;

/** Strings of the protocol: quoted, so that nothing can break out (RFC 9051 §4.3). */
const quoted = (text: string): string => `"${text.replaceAll(/[\r\n\0]/g, '').replaceAll(/["\\]/g, '\\$&')}"`;

/** The day before, as SEARCH wants it. */
function dayBefore(now: number): string {
  const at = new Date(now - 24 * 3600_000);
  const month = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')[at.getUTCMonth()];
  return `${at.getUTCDate()}-${month}-${at.getUTCFullYear()}`;
}

/** A conversation with commands and their answers; each has its time, and the signal ends all. */
class Session {
  readonly #talk: LineTalk;
  readonly #stop: AbortController;
  readonly #what: string;
  #serial = 0;

  constructor(talk: LineTalk, stop: AbortController, what: string) {
    this.#talk = talk;
    this.#stop = stop;
    this.#what = what;
  }

  async within<T>(ms: number, act: () => Promise<T>): Promise<T> {
    const timer = setTimeout(() => this.#stop.abort(new OutboundError('timeout', `${this.#what} did not answer in time.`)), ms);
    try {
      return await act();
    } finally {
      clearTimeout(timer);
    }
  }

  /** Sends a command; gives the lines before its answer, literals put in their place. `more` answers a `+`. */
  command(kind: MailboxRefusal['kind'], line: string, more?: string): Promise<string[]> {
    const tag = `k${++this.#serial}`;
    this.#talk.say(`${tag} ${line}`);
    return this.within(ANSWER_MS, async () => {
      const before: string[] = [];
      for (;;) {
        const said = await this.#line();
        if (said.startsWith('+') && more !== undefined) this.#talk.say(more);
        else if (said.startsWith(`${tag} `)) {
          if (!/^\S+ OK\b/i.test(said)) throw new MailboxRefusal(kind, said.slice(tag.length + 1, 200));
          return before;
        } else before.push(said);
      }
    });
  }

  async #line(): Promise<string> {
    let line = await this.#talk.hear();
    for (let size = /\{(\d+)\}$/.exec(line)?.[1]; size !== undefined; size = /\{(\d+)\}$/.exec(line)?.[1])
      line = `${line.slice(0, line.lastIndexOf('{'))}\0${await this.#talk.take(Number(size))}\0${await this.#talk.hear()}`;
    return line;
  }

  /** Waits until something new lies there, or it is time to look anyway (RFC 2177). */
  async idle(): Promise<void> {
    const tag = `k${++this.#serial}`;
    this.#talk.say(`${tag} IDLE`);
    let done = false;
    const end = () => {
      if (!done) this.#talk.say('DONE');
      done = true;
    };
    const timer = setTimeout(end, IDLE_MS);
    try {
      await this.within(IDLE_MS + ANSWER_MS, async () => {
        for (;;) {
          const said = await this.#talk.hear();
          if (said.startsWith(`${tag} `)) return;
          if (/^\* \d+ EXISTS/i.test(said)) end();
        }
      });
    } finally {
      clearTimeout(timer);
    }
  }
}

async function opened({ host, port, security, ca }: Mailbox, stop: AbortController): Promise<LineTalk> {
  const reach = { policy: { kind: 'configured' }, timeoutMs: CONNECT_MS, signal: stop.signal } as const;
  const trust = ca === undefined ? {} : { caExtra: [ca] };
  const { socket } =
    security === 'tls' ? await connectTls({ host, port }, { ...reach, ...trust }) : await connectTcp({ host, port }, reach);
  socket.setKeepAlive(true, 60_000);
  return lineTalk(socket, `${host}:${port}`, { signal: stop.signal, left: () => CONNECT_MS });
}

async function logIn(session: Session, { user, password }: Mailbox, offers: string): Promise<void> {
  // AUTHENTICATE takes every letter, LOGIN only those of ASCII.
  if (/\bAUTH=PLAIN\b/i.test(offers))
    await session.command('login', 'AUTHENTICATE PLAIN', Buffer.from(`\0${user}\0${password}`, 'utf8').toString('base64'));
  else await session.command('login', `LOGIN ${quoted(user)} ${quoted(password)}`);
}

/** The mail itself, out of an answer to FETCH. */
const fetched = (lines: readonly string[]): string | undefined =>
  lines.map((line) => line.split('\0')).find((pieces) => pieces.length > 2)?.[1];

/**
 * Watches a mailbox until `closing` aborts: hears what is unread of the last day, marks it as read, and waits for more by IDLE where
 * the server offers it, else half a minute. Throws `MailboxRefusal`, `OutboundError`, and what the hooks throw.
 */
export async function watchMailbox(mailbox: Mailbox, clock: Clock, closing: AbortSignal, hooks: Hooks): Promise<void> {
  const stop = new AbortController();
  const close = () => stop.abort(new OutboundError('aborted', 'The mailbox is not watched any more.'));
  closing.addEventListener('abort', close, { once: true });
  if (closing.aborted) close();
  let talk: LineTalk | undefined;
  try {
    talk = await opened(mailbox, stop);
    const line = talk;
    const session = new Session(line, stop, mailbox.host);
    const greeting = await session.within(CONNECT_MS, () => line.hear());
    if (!/^\* (OK|PREAUTH)\b/i.test(greeting)) throw new MailboxRefusal('other', greeting.slice(0, 200));
    const capability = async () => (await session.command('other', 'CAPABILITY')).join(' ');
    let offers = await capability();
    if (mailbox.security === 'starttls') {
      if (!/\bSTARTTLS\b/i.test(offers)) throw new MailboxRefusal('starttls', '');
      await session.command('starttls', 'STARTTLS');
      await line.encrypt(mailbox.host, mailbox.ca === undefined ? {} : { caExtra: [mailbox.ca] });
      offers = await capability();
    }
    await logIn(session, mailbox, offers);
    offers = await capability();
    const selected = await session.command('folder', `SELECT ${quoted(mailbox.folder)}`);
    const validity = /UIDVALIDITY (\d+)/i.exec(selected.join(' '))?.[1] ?? '0';
    while (!stop.signal.aborted) {
      const found = (await session.command('other', `UID SEARCH UNSEEN SINCE ${dayBefore(clock.now())}`)).join(' ');
      for (const uid of (/\* SEARCH([ \d]*)/i.exec(found)?.[1]?.match(/\d+/g) ?? []).slice(0, MOST_AT_ONCE)) {
        const raw = fetched(await session.command('other', `UID FETCH ${uid} (BODY.PEEK[]<0.${FIRST_BYTES}>)`));
        if (raw !== undefined) await hooks.hear({ uid, validity, raw });
        await session.command('other', `UID STORE ${uid} +FLAGS.SILENT (\\Seen)`);
      }
      await hooks.alive();
      if (/\bIDLE\b/i.test(offers)) await session.idle();
      else {
        await clock.until(plus(clock.now(), POLL_EVERY), stop.signal);
        await session.command('other', 'NOOP');
      }
    }
  } catch (error) {
    if (!closing.aborted) throw error;
  } finally {
    closing.removeEventListener('abort', close);
    talk?.close();
  }
}
