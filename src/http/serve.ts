import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import swagger from '@fastify/swagger';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, type RouteShorthandOptions } from 'fastify';
import { hasZodFastifySchemaValidationErrors, jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Keyring } from '../db/secrets.ts';
import type { Work, WorkAcross } from '../db/work.ts';
import type { Clock } from '../kernel/clock.ts';
import { type Download, type Endpoint, fullPath } from '../kernel/contract.ts';
import { type Instant, toIso } from '../kernel/instant.ts';
import { fitJson } from '../kernel/json.ts';
import { Problem } from '../kernel/problem.ts';
import { admit } from './authenticate.ts';
import { countFailures } from './failures.ts';
import { idempotent } from './idempotency.ts';
import { longJson } from './longjson.ts';
import { isCrossSite } from './origin.ts';
import { asProblem, problemBody } from './problems.ts';
import type { InstallationAsked, OrganisationAsked, Route } from './route.ts';

export const SESSION_COOKIE = 'krisenfest_session';
const BODY_LIMIT = 20 << 20;

export type ServeOptions = {
  readonly routes: readonly Route[];
  readonly work: Work;
  readonly workAcross: WorkAcross;
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly version: string;
  /** Folder with the built interface; without it only the API is served. */
  readonly webFolder: string | undefined;
  readonly publicUrl: string | undefined;
  /** Trust X-Forwarded-* of the proxy in front. */
  readonly behindProxy: boolean;
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
  readonly onFault: (where: string, error: unknown) => void;
  /** Since when nothing reaches the disk; null while it does. */
  readonly notSavedSince: () => Instant | null;
};

type RawHandler = (asked: OrganisationAsked<Endpoint> & InstallationAsked<Endpoint>) => Promise<unknown>;

const toExpressStyle = (path: string) => path || '/';

function schemaOf(one: Endpoint): Record<string, unknown> {
  return {
    summary: one.summary,
    tags: [one.group ?? (one.path.split('/')[1] || 'organisation')],
    ...(one.scope === 'organisation'
      ? { params: (one.params ?? z.object({})).extend({ org: z.string() }) }
      : one.params
        ? { params: one.params }
        : {}),
    ...(one.query ? { querystring: one.query } : {}),
    ...(one.body && !one.takesBytes && !one.takesStream ? { body: one.body } : {}),
    ...(one.response && !one.produces ? { response: { [one.status ?? 200]: one.response } } : {}),
    ...(one.scope === 'organisation' || one.scope === 'installation' ? { security: [{ session: [] }, { token: [] }] } : {}),
  };
}

const written = new WeakMap<object, Promise<Buffer>>();

function bytesOnce(answer: object): Promise<Buffer> {
  const bytes = written.get(answer) ?? longJson(answer);
  written.set(answer, bytes);
  return bytes;
}

async function send(reply: FastifyReply, one: Endpoint, answer: unknown): Promise<FastifyReply> {
  if (one.exact && typeof answer === 'object' && answer !== null)
    return reply
      .code(one.status ?? 200)
      .type('application/json; charset=utf-8')
      .send(await bytesOnce(answer));
  if (!one.produces) return answer === undefined ? reply.code(one.status ?? 204).send() : reply.code(one.status ?? 200).send(answer);
  const file = answer as Download;
  reply.code(file.status ?? 200).type(file.type);
  for (const [name, value] of Object.entries(file.headers ?? {})) reply.header(name, value);
  if (file.filename !== undefined) reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.filename)}`);
  if (typeof file.body === 'string') return reply.send(file.body);
  if (file.body instanceof Uint8Array) return reply.send(Buffer.from(file.body.buffer, file.body.byteOffset, file.body.byteLength));
  return reply.send(Readable.from(file.body, { objectMode: false }));
}

/** The bearer token of the Authorization header, if there is one. */
const bearerOf = (request: FastifyRequest): string | undefined => /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];

const tooMany = (seconds: number) =>
  new Problem(429, 'too-many-requests', `Too many attempts. Please try again in ${seconds} seconds.`, [], seconds);

/** Hooks of a route that one address may get wrong only `most` times a minute. */
function fewFailures(most: number, clock: Clock): Pick<RouteShorthandOptions, 'onRequest' | 'onResponse'> {
  const failures = countFailures(most);
  const begun = new WeakMap<FastifyRequest, Instant>();
  return {
    onRequest: async (request) => {
      const now = clock.now();
      const wait = failures.take(request.ip, now);
      if (wait > 0) throw tooMany(wait);
      begun.set(request, now);
    },
    onResponse: async (request, reply) => {
      const at = begun.get(request);
      if (at !== undefined && reply.raw.writableFinished && reply.statusCode < 400) failures.giveBack(request.ip, at);
    },
  };
}

/** A file as its bytes, also when the client called it JSON and it was parsed. */
function bytesOf(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  if (body === undefined || body === null) throw new Problem(400, 'bad-input', 'There is no file in this request.');
  return Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
}

function mount(app: FastifyInstance, options: ServeOptions, { endpoint: one, handle }: Route): void {
  const { work, workAcross, keyring, clock, publicUrl } = options;
  app.route({
    method: one.method,
    url: toExpressStyle(fullPath(one)),
    schema: schemaOf(one),
    ...(one.perMinute === undefined ? {} : { config: { rateLimit: { max: one.perMinute, timeWindow: 60_000 } } }),
    ...(one.failuresPerMinute === undefined ? {} : fewFailures(one.failuresPerMinute, clock)),
    handler: async (request, reply) => {
      // A page has a proof of its own: a token sent to it is not one of the API.
      const bearer = one.scope === 'page' ? undefined : bearerOf(request);
      if (bearer === undefined && isCrossSite(request.method, request.headers, publicUrl))
        throw new Problem(403, 'cross-site', 'This request came from another website and was not done.');
      const params = request.params as Record<string, string>;
      const credentials = { cookie: request.cookies[SESSION_COOKIE], bearer };
      const { caller, org } = await admit(workAcross, one, credentials, params['org']);
      const gone = new AbortController();
      reply.raw.once('close', () => gone.abort());
      // What comes piece by piece cannot be compared with an earlier request.
      const key = one.takesStream ? undefined : request.headers['idempotency-key'];
      const once =
        org && caller && typeof key === 'string' && request.method !== 'GET'
          ? idempotent(work, org.id, key.slice(0, 200), { method: request.method, url: request.url, caller: caller.id, body: request.body })
          : undefined;
      const before = await once?.repeated();
      if (before)
        return reply
          .code(before.status)
          .header('idempotency-replayed', 'true')
          .send(before.answer ?? undefined);
      const secure = options.tls !== undefined || request.protocol === 'https';
      const asked = {
        params,
        query: request.query,
        body: one.takesBytes ? bytesOf(request.body) : request.body,
        now: clock.now(),
        address: request.ip,
        agent: request.headers['user-agent'] ?? '',
        headers: request.headers,
        signal: gone.signal,
        caller,
        org,
        work: org ? (body: never) => (once?.work ?? work)(org.id, body) : work,
        workAcross,
        keyring,
        setSession: (token: string | null, expires?: number) => {
          const settings = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
          if (token === null) reply.clearCookie(SESSION_COOKIE, settings);
          else reply.setCookie(SESSION_COOKIE, token, { ...settings, ...(expires === undefined ? {} : { expires: new Date(expires) }) });
        },
      };
      // The types were tied together where the route was made (`on(endpoint).handle`); here they are erased.
      const answer = await (handle as unknown as RawHandler)(asked as unknown as Parameters<RawHandler>[0]);
      if (!one.produces) await once?.remember(one.status ?? (answer === undefined ? 204 : 200), answer);
      return send(reply, one, answer);
    },
  });
}

function serveWeb(app: FastifyInstance, folder: string): void {
  const index = readFileSync(join(folder, 'index.html'), 'utf8');
  void app.register(fastifyStatic, {
    root: folder,
    index: false,
    // The build puts .br and .gz beside each asset.
    preCompressed: true,
    setHeaders: (response, path) => {
      if (path.includes('/assets/')) response.header('cache-control', 'public, max-age=31536000, immutable');
    },
  });
  app.setNotFoundHandler(async (request, reply) => {
    const wantsPage = request.method === 'GET' && !request.url.startsWith('/api/') && !/\.\w+(\?|$)/.test(request.url);
    if (!wantsPage) throw new Problem(404, 'no-such-path', 'There is nothing at this address.');
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(index.replaceAll('__STYLE_NONCE__', reply.cspNonce.style));
  });
}

/** The HTTP server over all routes, ready to listen. */
export async function serve(options: ServeOptions): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: BODY_LIMIT,
    // Who connects is the operator's proxy, and only its own entry counts: a visitor may have claimed any other in X-Forwarded-For.
    trustProxy: options.behindProxy ? (_address: string, hop: number) => hop === 0 : false,
    forceCloseConnections: true,
    ...(options.tls ? { https: options.tls } : {}),
    routerOptions: { ignoreTrailingSlash: true },
    frameworkErrors: (error: unknown, _request: FastifyRequest, reply: FastifyReply) => {
      const problem = asProblem(error) ?? new Problem(400, 'bad-address', 'This address cannot be read.');
      void reply.code(problem.status).type('application/problem+json').send(problemBody(problem));
    },
  } as { bodyLimit: number });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.addContentTypeParser(['application/octet-stream', 'text/csv', 'text/plain'], { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  const plain = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text, done) =>
    plain(request, String(text), (error, value: unknown) => {
      const fit = error ? undefined : fitJson(value);
      if (fit?.ok === false) {
        const { pointer, message } = fit.error;
        done(new Problem(400, 'bad-input', `The input is not valid: ${pointer || 'body'} ${message}.`, [fit.error]));
      } else done(error, value);
    }),
  );
  // Programs, too, must not take an answer for saved that is only held in memory.
  app.addHook('onRequest', async (_request, reply) => {
    const since = options.notSavedSince();
    if (since !== null) reply.header('krisenfest-not-saved-since', toIso(since));
  });
  app.addHook('onRequest', async (request) => {
    // PostgreSQL takes no NUL byte in a text, and nobody types one.
    if (request.url.includes('%00')) throw new Problem(400, 'bad-input', 'The address holds a NUL byte (%00).');
  });
  app.setErrorHandler(async (error, request, reply) => {
    if (hasZodFastifySchemaValidationErrors(error)) {
      const inBody = error.validationContext === 'body';
      const faults = error.validation.map((fault) => ({
        pointer: inBody ? fault.instancePath : `${error.validationContext}${fault.instancePath}`,
        message: fault.message ?? 'not valid',
      }));
      const [first] = faults;
      const problem = new Problem(
        400,
        'bad-input',
        `The input is not valid: ${first ? `${first.pointer || 'body'}: ${first.message}` : 'see errors'}.`,
        faults,
      );
      return reply.code(400).type('application/problem+json').send(problemBody(problem));
    }
    const problem =
      asProblem(error) ??
      new Problem(500, 'internal', 'Something went wrong inside. It was written to the log of the server; your input was not saved.');
    if (problem.status >= 500) options.onFault(`${request.method} ${request.url.split('?')[0]}`, error);
    if (problem.retryAfter !== undefined) reply.header('retry-after', String(problem.retryAfter));
    return reply.code(problem.status).type('application/problem+json').send(problemBody(problem));
  });

  await app.register(cookie);
  await app.register(helmet, {
    enableCSPNonces: true,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        workerSrc: ["'self'"],
        manifestSrc: ["'self'"],
        frameSrc: ["'self'"],
        frameAncestors: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
      },
    },
    hsts: options.tls !== undefined || options.behindProxy ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
  });
  await app.register(rateLimit, {
    global: false,
    errorResponseBuilder: (_request, context) => tooMany(Math.ceil(context.ttl / 1000)),
  });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'krisenfest', version: options.version, description: 'Everything the interface does, it does through this API.' },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE },
          token: { type: 'http', scheme: 'bearer' },
        },
      },
    },
    transform: jsonSchemaTransform,
  });
  await app.register(async (scope) => {
    for (const route of options.routes) if (!route.endpoint.takesStream) mount(scope, options, route);
    scope.get('/api/v1/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  });
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    for (const route of options.routes) if (route.endpoint.takesStream) mount(scope, options, route);
  });
  if (options.webFolder !== undefined) serveWeb(app, options.webFolder);
  await app.ready();
  return app;
}
