import { timingSafeEqual } from 'node:crypto';
import type { WorkAcross } from '../../db/work.ts';
import { on, type Route } from '../../http/route.ts';
import type { Id } from '../../kernel/id.ts';
import { type Instant, plus } from '../../kernel/instant.ts';
import { readJson } from '../../kernel/json.ts';
import { Problem } from '../../kernel/problem.ts';
import { verifySigned } from '../../trust/tokens/inbound.ts';
import { hashOf } from '../../trust/tokens/secret.ts';
import { buckets } from './bucket.ts';
import { LARGEST_MESSAGE, takeSignals } from './inbound.contract.ts';
import { restsOn } from './mapping.ts';
import { readAs } from './mappings/index.ts';
import type { Report } from './signal.ts';
import { signals } from './signals.store.ts';
import { MAPPINGS_OF, meaningOf, type RefusalCode, type Source } from './source.ts';
import { sources, sourceWithSecrets } from './sources.store.ts';

const SAYS: Readonly<Record<RefusalCode, string>> = {
  'header-missing': 'This source signs its messages: webhook-id, webhook-timestamp and webhook-signature are needed (Standard Webhooks).',
  'header-malformed': 'webhook-id or webhook-timestamp cannot be read (Standard Webhooks: an id, and seconds since 1970).',
  'too-old': 'The message is older than 5 minutes. Check the clock of the sender.',
  'too-new': 'The message is from more than 5 minutes ahead. Check the clock of the sender.',
  'wrong-signature': 'The signature does not fit: is it the secret of this source, and are the bytes signed that are sent?',
  'token-missing': 'Send the token of this source along: Authorization: Bearer <token>.',
  'wrong-token': 'This is not the token of this source.',
  'too-large': `A message may have ${LARGEST_MESSAGE} bytes at most. Send fewer alerts at once.`,
  'too-many': 'Too many messages of this source at once.',
  'not-json': 'The message is not JSON.',
  'not-understood': 'The message does not have the form that this source is set up for.',
};
const STATUS: Readonly<Partial<Record<RefusalCode, number>>> = {
  'too-large': 413,
  'too-many': 429,
  'not-json': 400,
  'not-understood': 422,
};

/** A refusal that the sources page shows too. */
class Refused extends Problem {
  readonly reason: RefusalCode;
  constructor(reason: RefusalCode, more = '', retryAfter?: number) {
    super(STATUS[reason] ?? 401, reason, `${SAYS[reason]}${more}`, [], retryAfter);
    this.reason = reason;
  }
}

async function bodyOf(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of stream) {
    size += part.length;
    if (size > LARGEST_MESSAGE) throw new Refused('too-large');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

const headerOf = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);
const same = (a: string, b: string): boolean => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** The id of the message, where it has one that counts; throws when it does not prove who sent it. */
function proven({ proof }: Source, secrets: readonly string[], headers: Headers, body: Uint8Array, now: Instant): string | null {
  if (proof.kind === 'token') {
    const token = /^Bearer (.+)$/i.exec(headerOf(headers['authorization']) ?? '')?.[1];
    if (token === undefined) throw new Refused('token-missing');
    if (!secrets.some((hash) => same(hash, hashOf(token)))) throw new Refused('wrong-token');
    return null;
  }
  const told = {
    id: headerOf(headers['webhook-id']),
    timestamp: headerOf(headers['webhook-timestamp']),
    signature: headerOf(headers['webhook-signature']),
  };
  const verified = verifySigned(secrets, told, body, now);
  if (!verified.ok) throw new Refused(verified.error);
  return verified.value;
}

type Message = {
  readonly org: Id;
  readonly sourceId: Id;
  readonly id: string | null;
  readonly reports: readonly Report[];
  readonly parts: readonly unknown[];
};
type Answer = { readonly taken: number; readonly repeated: boolean };

function read({ kind }: Source, body: Uint8Array): Pick<Message, 'reports' | 'parts'> {
  const json = readJson(body);
  if (!json.ok) throw new Refused('not-json', ` ${json.error.pointer || 'body'}: ${json.error.message}.`);
  const reports = readAs(MAPPINGS_OF[kind], json.value);
  if (reports === null) throw new Refused('not-understood', ` Expected: ${MAPPINGS_OF[kind].join(' or ')}.`);
  return { reports, parts: restsOn(json.value, reports) };
}

/** Writes messages down; undefined for one whose source was removed meanwhile. Of each source in the order in which they came. */
async function write(workAcross: WorkAcross, messages: readonly Message[]): Promise<(Answer | undefined)[]> {
  return workAcross(async (across) => {
    const answers = new Map<Message, Answer>();
    const bySource = Map.groupBy(messages, ({ sourceId }) => sourceId);
    // Always in the same order, so that two nodes never wait for each other.
    for (const [sourceId, some] of [...bySource].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const [first] = some;
      if (!first) continue;
      const tx = across.in(first.org);
      const source = await sources(tx).heard(sourceId, some.length);
      if (!source) continue;
      const nodeOf = await sources(tx).binding();
      const { clearAfterMs } = source;
      const dueAt = clearAfterMs === null ? null : plus(tx.now, clearAfterMs);
      const fresh: Message[] = [];
      for (const one of some) {
        const repeated = one.id !== null && !(await sources(tx).firstTime(sourceId, one.id));
        answers.set(one, { taken: repeated ? 0 : one.reports.length, repeated });
        if (!repeated) fresh.push(one);
      }
      const told = fresh.flatMap(({ reports, parts }) =>
        reports.map((report, n) => {
          const meaning = meaningOf(source, report.severity);
          return { report, meaning, nodeId: nodeOf(report.names), dueAt, body: JSON.stringify(parts[n]) };
        }),
      );
      await signals(tx).hear(sourceId, source.name, told);
    }
    return messages.map((one) => answers.get(one));
  });
}

/** What waits to be written; beyond that senders are told to come again, instead of growing without end. */
const MOST_WAITING = 5000;
const AT_ONCE = 200;
/** The write lock is held for so many reports, not longer: others want to write too. */
const REPORTS_AT_ONCE = 1000;

type Waiting = {
  readonly message: Message;
  readonly done: (answer: Answer | undefined) => void;
  readonly failed: (error: unknown) => void;
};

/** Writes together what came in together: each sender waits for the disk, but not for the others. */
function writer(): (workAcross: WorkAcross, message: Message) => Promise<Answer | undefined> {
  let waiting: Waiting[] = [];
  let writing = false;
  async function drain(workAcross: WorkAcross): Promise<void> {
    while (waiting.length > 0) {
      let reports = 0;
      const past = waiting.findIndex(({ message }, n) => (reports += message.reports.length) > REPORTS_AT_ONCE && n > 0);
      const taken = waiting.slice(0, past < 0 ? AT_ONCE : Math.min(past, AT_ONCE));
      waiting = waiting.slice(taken.length);
      try {
        const answers = await write(
          workAcross,
          taken.map(({ message }) => message),
        );
        taken.forEach(({ done }, n) => done(answers[n]));
      } catch (error) {
        for (const { failed } of taken) failed(error);
      }
    }
    writing = false;
  }
  return (workAcross, message) =>
    new Promise((done, failed) => {
      if (waiting.length >= MOST_WAITING)
        return failed(new Problem(503, 'too-busy', 'Too many messages at once. Please send again in a minute.', [], 60));
      waiting.push({ message, done, failed });
      if (writing) return;
      writing = true;
      setImmediate(() => void drain(workAcross));
    });
}

const unknown = () => new Problem(404, 'no-such-source', 'There is no source at this address (any more).');
/** A refusal is noted so seldom, because noting costs more than refusing. */
const NOTED_EVERY = 10_000;

/** `in/…`: where programs of others say what they see. Proof first, everything else after; never a redirect. */
export const inboundRoutes = (): Route[] => {
  const wait = buckets();
  const put = writer();
  const noted = new Map<string, Instant>();
  return [
    on(takeSignals).handle(async ({ params, headers, body, now, workAcross }) => {
      const found = await workAcross((across) => sourceWithSecrets(across, params.source));
      if (!found) throw unknown();
      const { org, source, secrets } = found;
      try {
        const seconds = wait(source.id, now);
        if (seconds > 0) throw new Refused('too-many', ` Please send again in ${seconds} s.`, seconds);
        const bytes = await bodyOf(body);
        const id = proven(source, secrets, headers, bytes, now);
        const answer = await put(workAcross, { org, sourceId: source.id, id, ...read(source, bytes) });
        if (!answer) throw unknown();
        return answer;
      } catch (error) {
        if (error instanceof Refused && now - (noted.get(source.id) ?? 0) >= NOTED_EVERY) {
          noted.set(source.id, now);
          await workAcross((across) => sources(across.in(org)).refused(source.id, error.reason));
        }
        throw error;
      }
    }),
  ];
};
