import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseLocation } from '../../src/db/open.ts';
import type { Clock } from '../../src/kernel/clock.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { type House, house } from '../../src/main.ts';
import { scratchFolder } from './scratch.ts';

export type Answer = { readonly status: number; readonly body: unknown; readonly headers: Headers; readonly text: string };

/** A caller with its own cookie jar, or with a token. */
export type Client = {
  /** `path` begins with `/`; below `/api/v1` unless it is said otherwise. Objects go as JSON, bytes and text as they are. */
  call(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** The cookie of the session, as it is sent: `name=value`; empty before a login. */
  cookie(): string;
};

export type Firm = Client & {
  /** `/organisations/<slug>` */
  readonly root: string;
  readonly slug: string;
  readonly email: string;
  readonly password: string;
};

export type TestHouse = {
  readonly url: string;
  readonly house: House;
  readonly faults: unknown[];
  client(token?: string): Client;
  /** First-run setup with an owner; gives her as a client. */
  setUp(organisation?: string): Promise<Firm>;
  close(): Promise<void>;
};

const WEB = join(import.meta.dirname, '..', '..', 'build', 'web');

/** The real house in this process, on a spare loopback port, with a scratch database and (where built) the interface. */
export async function startHouse(
  options: {
    readonly clock?: Clock;
    readonly database?: DatabaseLocation;
    readonly engine?: boolean;
    readonly reachable?: boolean;
    readonly behindProxy?: boolean;
    readonly followDatabase?: boolean;
    /** Another build of the interface than the one in `build/web`. */
    readonly webFolder?: string;
    readonly port?: number;
  } = {},
): Promise<TestHouse> {
  const folder = scratchFolder('house');
  const faults: unknown[] = [];
  const home = await house({
    clock: options.clock ?? systemClock,
    followDatabase: options.followDatabase ?? false,
    database: options.database ?? { kind: 'sqlite', file: join(folder.path, 'krisenfest.db') },
    masterKey: new Uint8Array(32).fill(9),
    webFolder: options.webFolder ?? (existsSync(join(WEB, 'index.html')) ? WEB : undefined),
    publicUrl: undefined,
    behindProxy: options.behindProxy ?? false,
    reachable: options.reachable ?? false,
    tls: undefined,
    onFault: (where, error) => faults.push({ where, error }),
  });
  const url = await home.app.listen({ port: options.port ?? 0, host: '127.0.0.1' });
  if (options.engine !== false) home.engine.start();

  const client = (token?: string): Client => {
    let cookie = '';
    return {
      cookie: () => cookie,
      call: async (method, path, body, headers = {}) => {
        const raw = typeof body === 'string' || body instanceof Uint8Array;
        const response = await fetch(`${url}${path.startsWith('/api') ? '' : '/api/v1'}${path}`, {
          method,
          redirect: 'manual',
          headers: {
            ...(cookie ? { cookie } : {}),
            ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
            ...(body === undefined ? {} : { 'content-type': raw ? 'application/octet-stream' : 'application/json' }),
            ...headers,
          },
          ...(body === undefined ? {} : { body: raw ? (body as Uint8Array<ArrayBuffer> | string) : JSON.stringify(body) }),
        });
        const set = response.headers.getSetCookie().find((one) => one.startsWith('krisenfest_session='));
        if (set) cookie = set.split(';')[0] ?? '';
        const text = await response.text();
        const json = response.headers.get('content-type')?.includes('json') && !response.headers.get('content-type')?.includes('jsonl');
        return { status: response.status, headers: response.headers, text, body: json && text ? (JSON.parse(text) as unknown) : undefined };
      },
    };
  };

  return {
    url,
    house: home,
    faults,
    client,
    setUp: async (organisation = 'Musterbau GmbH') => {
      const owner = client();
      const [email, password] = ['eva@musterbau.example', 'ein-langes-kennwort'];
      const done = await owner.call('POST', '/setup', { organisation, name: 'Eva Muster', email, password });
      if (done.status !== 201) throw new Error(`setup failed: ${done.text}`);
      const { me } = done.body as { me: { organisations: { slug: string }[] } };
      const slug = me.organisations[0]?.slug ?? '';
      return { ...owner, slug, root: `/organisations/${slug}`, email, password };
    },
    close: async () => {
      await home.close();
      folder.remove();
    },
  };
}
