import type { Keyring } from '../db/secrets.ts';
import type { Tx, Work, WorkAcross } from '../db/work.ts';
import type { AnswerOf, BodyOf, Download, Endpoint, ParamsOf, QueryOf } from '../kernel/contract.ts';
import type { Id } from '../kernel/id.ts';
import type { Instant } from '../kernel/instant.ts';
import type { Language } from '../kernel/languages.ts';
import type { Role, TokenScope } from '../trust/roles/rights.ts';

/** Who calls: a person with a session, or a program with a token. */
export type Caller =
  | {
      readonly kind: 'person';
      readonly id: Id;
      readonly name: string;
      readonly email: string;
      readonly sessionId: Id;
      readonly language: Language;
    }
  | { readonly kind: 'token'; readonly id: Id; readonly name: string; readonly scope: TokenScope };

/** The organisation of the path, and what the caller is in it. */
export type OrganisationContext = {
  readonly id: Id;
  readonly slug: string;
  readonly name: string;
  readonly zone: string;
  readonly language: Language;
  readonly role: Role;
};

type Asked<E> = {
  readonly params: ParamsOf<E>;
  readonly query: QueryOf<E>;
  readonly body: E extends { readonly takesBytes: true }
    ? Uint8Array
    : E extends { readonly takesStream: true }
      ? AsyncIterable<Uint8Array>
      : BodyOf<E>;
  readonly now: Instant;
  readonly address: string;
  readonly agent: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Aborts when the caller hangs up. */
  readonly signal: AbortSignal;
};

/** What a handler below an organisation gets. `work` is a unit of work in that organisation. */
export type OrganisationAsked<E> = Asked<E> & {
  readonly caller: Caller;
  readonly org: OrganisationContext;
  /** `caller.name`, for logs and protocols. */
  work<T>(body: (tx: Tx) => Promise<T>): Promise<T>;
};

/** What a handler outside organisations gets; `caller` is null where nobody is logged in (scope `open`). */
export type InstallationAsked<E> = Asked<E> & {
  readonly caller: Caller | null;
  readonly work: Work;
  readonly workAcross: WorkAcross;
  readonly keyring: Keyring;
  /** Sets or clears the session cookie of the answer. */
  setSession(token: string | null, expires?: Instant): void;
};

export type Answer<E> = E extends { readonly produces: string } ? Download : AnswerOf<E>;

/** An endpoint together with what it does. */
export type Route = {
  readonly endpoint: Endpoint;
  /** `inOrganisation` handlers get an organisation; the others do not. */
  readonly handle: (asked: never) => Promise<unknown>;
};

/**
 * `on(endpoint).handle(async ({ params, org, work }) => …)`: curried, so that the endpoint's types stay exact.
 * The handler gives back what `endpoint.response` describes (its output form), or a `Download` where it `produces` a file.
 */
export const on = <const E extends Endpoint>(one: E) => ({
  handle: (
    handler: (asked: E extends { readonly scope: 'organisation' } ? OrganisationAsked<E> : InstallationAsked<E>) => Promise<Answer<E>>,
  ): Route => ({ endpoint: one, handle: handler }),
});
