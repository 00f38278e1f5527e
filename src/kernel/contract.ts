import type { z } from 'zod';

/** A file or stream instead of JSON, as a handler gives it back for an endpoint with `produces`. */
export type Download = {
  /** The media type, with its charset where it is text. */
  readonly type: string;
  readonly body: string | Uint8Array | AsyncIterable<string | Uint8Array>;
  readonly status?: number;
  /** Makes the browser save it under this name. */
  readonly filename?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * Where a path lives. `organisation`: below `/api/v1/organisations/:org`, for members of it. `installation`: below `/api/v1`, for
 * whoever is logged in. `open`: below `/api/v1`, for everybody (setup, login). `page`: at the root, for everybody: a page that works
 * without login and without script (a link in a mail, the emergency website).
 */
export type Scope = 'organisation' | 'installation' | 'open' | 'page';

/**
 * One endpoint, said once: the route, the OpenAPI entry and the browser's typed call come from it.
 * `right` names what the caller must be allowed to do (src/trust/roles/rights.ts).
 */
export type Endpoint = {
  readonly method: Method;
  /** With parameters as `:id`, below the scope's root. */
  readonly path: string;
  readonly scope: Scope;
  readonly right: string;
  /** One English sentence for the API documentation. */
  readonly summary: string;
  /** What it stands under in the description of the API; the first part of the path when left out. */
  readonly group?: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** The body is raw bytes (a file to import) instead of JSON. */
  readonly takesBytes?: boolean;
  /** The body is a file that may be too large for the memory: the handler gets it piece by piece. Never repeated by itself. */
  readonly takesStream?: boolean;
  readonly response?: z.ZodType;
  /**
   * The handler's answer has exactly this shape already, and several callers may get the same object: it is written once and not gone
   * through again. For long lists that many screens ask for at the same moment.
   */
  readonly exact?: true;
  /** The answer is a file of this type instead of JSON. */
  readonly produces?: string;
  /** Default 200; 204 when there is no `response`. */
  readonly status?: 200 | 201 | 202 | 204;
  /** How often one address may call it per minute, where that must be few. */
  readonly perMinute?: number;
  /** How often one address may get it wrong per minute, where others might guess (login). What goes well does not count. */
  readonly failuresPerMinute?: number;
};

/** Types an endpoint exactly. Example: `endpoint({ method: 'GET', path: '/checks/:id', scope: 'organisation', right: 'watch.read', … })`. */
export const endpoint = <const E extends Endpoint>(value: E): E => value;

export type ParamsOf<E> = E extends { readonly params: infer S extends z.ZodType } ? z.output<S> : undefined;
export type QueryOf<E> = E extends { readonly query: infer S extends z.ZodType } ? z.output<S> : undefined;
export type QueryInput<E> = E extends { readonly query: infer S extends z.ZodType } ? z.input<S> : undefined;
export type BodyOf<E> = E extends { readonly body: infer S extends z.ZodType } ? z.output<S> : undefined;
export type BodyInput<E> = E extends { readonly body: infer S extends z.ZodType } ? z.input<S> : undefined;
export type AnswerOf<E> = E extends { readonly response: infer S extends z.ZodType } ? z.output<S> : undefined;

const roots: Readonly<Record<Scope, string>> = {
  organisation: '/api/v1/organisations/:org',
  installation: '/api/v1',
  open: '/api/v1',
  page: '',
};

/** The whole path of an endpoint, with `:org` where it belongs to an organisation. */
export const fullPath = (one: Pick<Endpoint, 'scope' | 'path'>): string => `${roots[one.scope]}${one.path}`;
