import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { DatabaseLocation } from './db/open.ts';

/** What the command line of `serve` gives, as text; it wins over the environment. */
export type ConfigArguments = Readonly<
  Partial<
    Record<
      'port' | 'host' | 'data' | 'database' | 'public-url' | 'tls-cert' | 'tls-key' | 'own-ca' | 'behind-proxy',
      string | boolean | undefined
    >
  >
>;

const flag = z.union(
  [z.boolean(), z.enum(['1', 'true', 'yes', '0', 'false', 'no', '']).transform((text) => ['1', 'true', 'yes'].includes(text))],
  { error: 'must be yes or no' },
);
const path = z
  .string()
  .min(1, 'must not be empty')
  .refine((text) => !text.includes('\0'), 'must not hold a NUL byte');

const Raw = z.object({
  port: z.coerce
    .number({ error: 'must be a port number' })
    .int('must be a port number')
    .min(0, 'must be a port between 0 and 65535')
    .max(65_535, 'must be a port between 0 and 65535')
    .default(4444),
  host: z.string().min(1, 'must not be empty').default('127.0.0.1'),
  data: path.default('data'),
  database: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must be a PostgreSQL URL like postgres://user@host/name')
    .optional(),
  publicUrl: z.url({ protocol: /^https?$/, error: 'must be a web address like https://krisenfest.example' }).optional(),
  tlsCert: path.optional(),
  tlsKey: path.optional(),
  ownCa: flag.default(false),
  behindProxy: flag.default(false),
});

/** How the server listens: only to this machine, behind a proxy that speaks TLS, or with TLS of its own. */
export type Listening =
  | { readonly kind: 'plain' }
  | { readonly kind: 'behind-proxy' }
  | { readonly kind: 'given-certificate'; readonly cert: string; readonly key: string }
  | { readonly kind: 'own-ca' };

export type Config = {
  readonly port: number;
  readonly host: string;
  readonly data: string;
  readonly database: DatabaseLocation;
  readonly publicUrl: string | undefined;
  readonly listening: Listening;
  /** Machines other than this one can reach the server: by its address, or through what stands in front of it. */
  readonly reachable: boolean;
  readonly masterKeyFile: string;
  /** Where an imported table of the owners of networks is kept. */
  readonly networksFile: string;
};

/** A setting cannot be used; the message names it and says what to do. */
export class ConfigError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConfigError';
  }
}

const isLoopback = (host: string) => host === 'localhost' || /^\[?::1\]?$/.test(host) || /^127(\.\d{1,3}){3}$/.test(host);

function listening(raw: z.output<typeof Raw>): Listening {
  if ((raw.tlsCert === undefined) !== (raw.tlsKey === undefined))
    throw new ConfigError('--tls-cert and --tls-key belong together: give both files.');
  if (raw.tlsCert !== undefined && raw.tlsKey !== undefined) return { kind: 'given-certificate', cert: raw.tlsCert, key: raw.tlsKey };
  if (raw.ownCa) return { kind: 'own-ca' };
  if (raw.behindProxy) return { kind: 'behind-proxy' };
  if (isLoopback(raw.host)) return { kind: 'plain' };
  throw new ConfigError(
    `--host ${raw.host} would be reachable from other machines without encryption. Give a certificate (--tls-cert, --tls-key), use a certificate authority of this installation's own (--own-ca), or put a proxy with TLS in front (--behind-proxy).`,
  );
}

const environmentName = (option: string) => `KRISENFEST_${option.toUpperCase().replaceAll('-', '_')}`;
const OPTIONS = ['port', 'host', 'data', 'database', 'public-url', 'tls-cert', 'tls-key', 'own-ca', 'behind-proxy'] as const;
const camel = (option: string) => option.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Reads command line and environment once; throws a `ConfigError` that names the setting. The only reader of `process.env`. */
export function readConfig(given: ConfigArguments, environment: NodeJS.ProcessEnv = process.env): Config {
  const entries = OPTIONS.map((option) => [camel(option), given[option] ?? environment[environmentName(option)]] as const);
  const parsed = Raw.safeParse(Object.fromEntries(entries.filter(([, value]) => value !== undefined)));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const name = String(issue?.path[0] ?? '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    throw new ConfigError(`--${name} (or ${environmentName(name)}): ${issue?.message ?? 'not valid'}`);
  }
  const raw = parsed.data;
  const data = resolve(raw.data);
  const database: DatabaseLocation =
    raw.database === undefined ? { kind: 'sqlite', file: join(data, 'krisenfest.db') } : { kind: 'postgres', url: raw.database };
  const answersTo = [raw.host, ...(raw.publicUrl === undefined ? [] : [new URL(raw.publicUrl).hostname])];
  return Object.freeze({
    port: raw.port,
    host: raw.host,
    data,
    database,
    networksFile: join(data, 'networks.csv.gz'),
    publicUrl: raw.publicUrl,
    listening: listening(raw),
    reachable: raw.behindProxy || !answersTo.every(isLoopback),
    masterKeyFile: environment['CREDENTIALS_DIRECTORY']
      ? join(environment['CREDENTIALS_DIRECTORY'], 'master-key')
      : join(data, 'master.key'),
  });
}
