import { type AnswerOf, type BodyInput, type Endpoint, fullPath, type ParamsOf, type QueryInput } from '../kernel/contract.ts';
import { newId } from '../kernel/id.ts';
import { instant } from '../kernel/instant.ts';
import { type Fault, ProblemBody } from '../kernel/problem.ts';
import { forgetAnswers, keepAnswer, keptAnswer } from './offline/answers.ts';
import { servedKept, serverAnswered } from './offline/stand.ts';

/** The server refused: what it said (RFC 9457), with the faults of the input by JSON pointer. */
export class ProblemError extends Error {
  readonly status: number;
  readonly code: string;
  readonly faults: readonly Fault[];

  constructor(body: ProblemBody) {
    super(body.detail ?? body.title);
    this.name = 'ProblemError';
    this.status = body.status;
    this.code = body.code;
    this.faults = body.errors ?? [];
  }
}

/** The fault of one field by JSON pointer (`/email`), for the field's `error`. */
export const faultAt = (error: unknown, pointer: string): string | undefined =>
  error instanceof ProblemError ? error.faults.find((fault) => fault.pointer === pointer)?.message : undefined;

/** The first fault of what a field holds, as of a line of a list (`/lines/3`). */
export const faultWithin = (error: unknown, pointer: string): string | undefined =>
  error instanceof ProblemError ? error.faults.find((fault) => fault.pointer.startsWith(`${pointer}/`))?.message : undefined;

/** The server could not be reached at all. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('The server cannot be reached.', { cause });
    this.name = 'Unreachable';
  }
}

type Params<E> = E extends { readonly params: unknown } ? { readonly params: Omit<NonNullable<ParamsOf<E>>, 'org'> } : unknown;
type Query<E> = E extends { readonly query: unknown } ? { readonly query?: QueryInput<E> } : unknown;
type Body<E> = E extends { readonly takesBytes: true } | { readonly takesStream: true }
  ? { readonly body: Blob | Uint8Array<ArrayBuffer> | string; readonly type?: 'application/octet-stream' | 'text/csv' | 'text/plain' }
  : E extends { readonly body: unknown }
    ? { readonly body: BodyInput<E> }
    : unknown;

/** What a call to this endpoint needs besides the organisation. */
export type Args<E> = Params<E> & Query<E> & Body<E>;
/** `{}` may be left out where nothing is needed. */
export type ArgsOrNone<E> = unknown extends Args<E> ? Record<string, never> | undefined : Args<E>;
type Org<E> = E extends { readonly scope: 'organisation' } ? { readonly org: string } : { readonly org?: undefined };

/** What comes back: the parsed answer, or the file of an endpoint that `produces` one. */
export type Called<E> = E extends { readonly produces: string } ? Blob : AnswerOf<E>;

type Loose = {
  readonly org?: string | undefined;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly type?: string;
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
};

/** The address of an endpoint; for a link to a file: `<a href={urlOf(exportChecks, { org })} download>`. */
export function urlOf<const E extends Endpoint>(one: E, args: Params<E> & Query<E> & Org<E>): string {
  const { org, params, query } = args as Loose;
  const given: Readonly<Record<string, unknown>> = { ...params, org };
  const path = fullPath(one).replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(given[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {}))
    for (const each of Array.isArray(value) ? value : [value]) if (each !== undefined && each !== null) search.append(name, String(each));
  return search.size > 0 ? `${path}?${search}` : path;
}

/** A new key for `Idempotency-Key`; also made where `crypto.randomUUID` is missing (plain http in the house). */
export const newKey = (): string => newId(instant(Date.now()));

/** After this time without an answer the last known one is shown. */
const PATIENCE_MS = 6000;

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A write with a key is sent again when the network broke: the server does it once. */
async function send(url: string, init: RequestInit, again: number): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    if (again <= 0) throw new Unreachable(error);
    await wait(700);
    return send(url, init, again - 1);
  }
}

/** What a refusal says. */
export async function problemOf(response: Response): Promise<ProblemError> {
  const text = await response.text();
  const json: unknown = response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : undefined;
  const body = ProblemBody.safeParse(json);
  return new ProblemError(
    body.success
      ? body.data
      : {
          type: 'about:blank',
          title: `${response.status} ${response.statusText}`,
          status: response.status,
          code: `http-${response.status}`,
        },
  );
}

/** What the contract itself finds wrong with a body, before it is sent: told in the language of the interface. */
function check(one: Endpoint, body: unknown): void {
  const parsed = one.takesBytes || one.takesStream || !one.body ? undefined : one.body.safeParse(body);
  if (!parsed || parsed.success) return;
  throw new ProblemError({
    type: 'urn:krisenfest:problem:bad-input',
    title: 'Bad request',
    status: 400,
    code: 'bad-input',
    errors: parsed.error.issues.map(({ path, message }) => ({ pointer: path.map((key) => `/${String(key)}`).join(''), message })),
  });
}

/** A proxy in front says that the server is gone; the server itself always says more. */
const fromProxy = ({ status, headers }: Response): boolean =>
  [502, 503, 504].includes(status) && !headers.get('content-type')?.includes('problem');

/** The last known answer, marked as such; undefined when there is none, or one that this version no longer understands. */
async function keptFor(one: Endpoint, url: string): Promise<{ readonly answer: unknown } | undefined> {
  const kept = await keptAnswer(url);
  const parsed = kept && one.response?.safeParse(kept.json);
  if (!kept || !parsed?.success) return undefined;
  servedKept(kept.at);
  return { answer: parsed.data };
}

/** What the server says; when it cannot be reached, or says nothing for long, what it said last. */
async function orKept(one: Endpoint, url: string, sent: Promise<Response>): Promise<Response | { readonly answer: unknown }> {
  let waiting = true;
  const lateIfWaiting = new Promise<Response | { readonly answer: unknown }>((resolve, reject) => {
    setTimeout(() => {
      if (waiting) void keptFor(one, url).then((kept) => resolve(kept ?? sent), reject);
    }, PATIENCE_MS);
  });
  try {
    const response = await Promise.race([sent, lateIfWaiting]);
    return response instanceof Response && fromProxy(response) ? ((await keptFor(one, url)) ?? response) : response;
  } catch (error) {
    const kept = error instanceof Unreachable ? await keptFor(one, url) : undefined;
    if (!kept) throw error;
    return kept;
  } finally {
    waiting = false;
  }
}

/**
 * Calls an endpoint of a contract and gives the parsed answer. Throws `ProblemError` when the server refuses and
 * `Unreachable` when it does not answer. POSTs below an organisation carry an Idempotency-Key.
 */
export async function call<const E extends Endpoint>(
  one: E,
  args: Args<E> & Org<E> & { readonly idempotencyKey?: string; readonly signal?: AbortSignal },
): Promise<Called<E>> {
  const { body, type, idempotencyKey, signal } = args as Loose;
  const headers = new Headers({ accept: 'application/json, application/problem+json, */*' });
  const init: RequestInit = { method: one.method, headers, credentials: 'same-origin', ...(signal ? { signal } : {}) };
  if (body !== undefined) {
    check(one, body);
    const raw = one.takesBytes === true || one.takesStream === true;
    headers.set('content-type', raw ? (type ?? 'application/octet-stream') : 'application/json');
    init.body = raw ? (body as BodyInit) : JSON.stringify(body);
  }
  const keyed = one.scope === 'organisation' && one.method === 'POST' && !one.takesStream;
  if (keyed) headers.set('idempotency-key', idempotencyKey ?? newKey());
  const url = urlOf(one, args as never);
  const keepable = one.method === 'GET' && one.response !== undefined && !one.produces && one.scope !== 'open' && one.scope !== 'page';
  const sent = send(url, init, keyed || one.method === 'GET' ? 1 : 0);
  const response = keepable ? await orKept(one, url, sent) : await sent;
  if (!(response instanceof Response)) return response.answer as Called<E>;
  serverAnswered();
  // Whoever is no longer logged in leaves nothing behind.
  if (response.status === 401) await forgetAnswers();
  if (!response.ok) throw await problemOf(response);
  if (one.produces) return (await response.blob()) as Called<E>;
  if (!one.response || response.status === 204) return undefined as Called<E>;
  const json: unknown = await response.json();
  const answer = one.response.parse(json) as Called<E>;
  if (keepable) void keepAnswer(url, json, instant(Date.now()));
  return answer;
}
