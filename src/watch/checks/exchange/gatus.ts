import { type Document, isMap, isNode, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { err, ok, type Result } from '../../../kernel/result.ts';
import { type Draft, type Entry, type Incoming, leftOut, type Place, type Remark, withinMs } from './incoming.ts';

const Alert = z.looseObject({ 'failure-threshold': z.number().optional(), 'success-threshold': z.number().optional() });
const Endpoint = z.looseObject({
  name: z.coerce.string(),
  group: z.coerce.string().optional(),
  enabled: z.boolean().default(true),
  url: z.string().default(''),
  method: z.string().optional(),
  body: z.unknown().optional(),
  headers: z.unknown().optional(),
  ssh: z.unknown().optional(),
  interval: z.string().optional(),
  conditions: z.array(z.string()).default([]),
  dns: z.looseObject({ 'query-name': z.string(), 'query-type': z.string().default('A') }).optional(),
  alerts: z.array(Alert).default([]),
  client: z
    .looseObject({ insecure: z.boolean().default(false), 'ignore-redirect': z.boolean().default(false), timeout: z.string().optional() })
    .optional(),
  'maintenance-windows': z.unknown().optional(),
});
type Endpoint = z.output<typeof Endpoint>;

const UNITS: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Go's way to write a span: `1h30m`, `500ms`. In ms; null when it is none. */
export function goSpan(text: string): number | null {
  const parts = [...text.trim().matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)];
  if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== text.trim()) return null;
  return parts.reduce((sum, [, number = '0', unit = '']) => sum + Number(number) * (UNITS[unit] ?? 0), 0);
}

type Settings = Record<string, unknown>;
const DAY_MS = 86_400_000;

/** What a condition means for the settings of a check; null when there is no counterpart. */
function settingsOf(condition: string, kind: string): Settings | null {
  const match = /^(\S+)\s*(==|!=|<=|>=|<|>)\s*(.+)$/.exec(condition.trim());
  if (!match) return null;
  const [, left = '', sign = '', right = ''] = match;
  const value = right.trim().replace(/^(["'])(.*)\1$/, '$2');
  if (left === '[CONNECTED]') return sign === '==' && value === 'true' ? {} : null;
  if (left === '[DNS_RCODE]') return kind === 'dns' && sign === '==' && value === 'NOERROR' ? {} : null;
  if (left === '[CERTIFICATE_EXPIRATION]') {
    const ms = goSpan(value);
    return sign.startsWith('>') && ms !== null && ['http', 'tls', 'smtp'].includes(kind)
      ? { warnDays: Math.min(90, Math.ceil(ms / DAY_MS)) }
      : null;
  }
  if (left === '[STATUS]' && kind === 'http') return statusOf(sign, value);
  if (left === '[BODY]') return bodyOf(sign, value, kind);
  if (left.startsWith('[BODY].') && kind === 'http') return valueOf(left.slice('[BODY].'.length), sign, value);
  return null;
}

function statusOf(sign: string, value: string): Settings | null {
  const any = /^any\((.+)\)$/.exec(value);
  if (sign === '==' && any?.[1])
    return {
      status: any[1]
        .split(',')
        .map((one) => one.trim())
        .join(', '),
    };
  if (!/^\d{3}$/.test(value)) return null;
  const number = Number(value);
  const upTo = { '==': number, '<': number - 1, '<=': number }[sign];
  if (upTo !== undefined) return { status: sign === '==' ? value : `100-${upTo}` };
  return null;
}

function bodyOf(sign: string, value: string, kind: string): Settings | null {
  if (sign !== '==') return null;
  const pattern = /^pat\(\*?([^*?[\]]+)\*?\)$/.exec(value);
  if (kind === 'http' && pattern?.[1] && value.includes('*')) return { contains: pattern[1] };
  if (kind === 'dns' && !/^(pat|any|len|has)\(/.test(value)) return { expect: value, match: 'equal' };
  return null;
}

const SIGNS: Readonly<Record<string, string>> = { '==': 'equals', '!=': 'differs', '>=': 'at-least', '<=': 'at-most' };

function valueOf(path: string, sign: string, value: string): Settings | null {
  const jsonIs = SIGNS[sign];
  if (!jsonIs || !/^[\w-]+(\.[\w-]+|\[\d+\])*$/.test(path) || /^(pat|any|len|has)\(/.test(value)) return null;
  return {
    jsonAt: `/${path
      .replaceAll(/\[(\d+)\]/g, '.$1')
      .split('.')
      .join('/')}`,
    jsonIs,
    jsonValue: value,
  };
}

type Made = { readonly kind: string; readonly config: Settings };

/** `tcp://host:port` → its parts; the port is undefined where there is none. */
function hostPort(url: string): { host: string; port?: number } {
  const [, bare = ''] = /^[a-z0-9]+:\/\/(.*)$/i.exec(url) ?? [];
  const match = /^(\[[^\]]+\]|[^:/]+)(?::(\d+))?/.exec(bare);
  return { host: match?.[1] ?? '', ...(match?.[2] ? { port: Number(match[2]) } : {}) };
}

function madeOf({ url, dns, client }: Endpoint): Made | null {
  if (dns) return { kind: 'dns', config: { name: dns['query-name'], type: dns['query-type'], server: url.trim() } };
  const scheme = /^([a-z]+):\/\//.exec(url)?.[1];
  switch (scheme) {
    case 'http':
    case 'https':
      return {
        kind: 'http',
        config: {
          url,
          ...(client?.insecure ? { certificate: 'ignore' } : {}),
          ...(client?.['ignore-redirect'] ? { redirects: 'forbid' } : {}),
        },
      };
    case 'tcp':
      return { kind: 'tcp', config: hostPort(url) };
    case 'icmp':
      return { kind: 'ping', config: { host: url.slice('icmp://'.length) } };
    case 'tls':
      return { kind: 'tls', config: hostPort(url) };
    case 'starttls':
      return { kind: 'smtp', config: { ...hostPort(url), security: 'starttls' } };
    default:
      return null;
  }
}

function configOf(made: Made, conditions: readonly string[], remarks: Remark[]): Settings {
  let config = made.config;
  for (const condition of conditions) {
    const settings = settingsOf(condition, made.kind);
    const taken = settings && Object.keys(settings).some((key) => key in config && made.config[key] === undefined);
    if (!settings || taken) remarks.push({ code: 'condition', what: condition });
    else config = { ...config, ...settings };
  }
  return config;
}

function entryOf(given: unknown, place: Place): Entry {
  const parsed = Endpoint.safeParse(given);
  if (!parsed.success) {
    const named = z.looseObject({ name: z.coerce.string() }).safeParse(given);
    return leftOut(place, named.success ? named.data.name : '', 'faulty', parsed.error.issues[0]?.path.join('.') ?? '');
  }
  const endpoint = parsed.data;
  const { name, url, interval, alerts } = endpoint;
  if (/\$\{?\w/.test(url)) return leftOut(place, name, 'variable', url);
  const made = madeOf(endpoint);
  if (!made) return leftOut(place, name, 'kind', /^([a-z]+):\/\//.exec(url)?.[1] ?? url);
  const remarks: Remark[] = [];
  for (const key of ['body', 'headers', 'maintenance-windows'] as const) if (endpoint[key]) remarks.push({ code: 'setting', what: key });
  if (endpoint.method && endpoint.method !== 'GET') remarks.push({ code: 'setting', what: 'method' });
  if (!endpoint.enabled) remarks.push({ code: 'paused', what: '' });
  const intervalMs = withinMs(goSpan(interval ?? '60s') ?? 60_000);
  const draft: Draft = {
    name: name.trim(),
    kind: made.kind,
    config: configOf(made, endpoint.conditions, remarks),
    group: endpoint.group?.trim() || null,
    intervalMs,
    timeoutMs: withinMs(goSpan(endpoint.client?.timeout ?? '10s') ?? 10_000, 1000, Math.min(60_000, intervalMs)),
    retryMs: Math.min(10_000, intervalMs),
    misses: Math.min(10, Math.max(1, alerts[0]?.['failure-threshold'] ?? 3)),
    recoveries: Math.min(10, Math.max(1, alerts[0]?.['success-threshold'] ?? 2)),
  };
  return { place, name, draft, paused: !endpoint.enabled, remarks };
}

/** The document as plain values; undefined for one whose aliases are made to fill the memory, or lead in a circle. */
function plainOf(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 200 });
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}

/** Reads the configuration of Gatus (`endpoints:`). A fault gives the line where the file is no YAML. */
export function readGatus(text: string): Result<Incoming, { readonly line: number | null }> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true });
  const [broken] = document.errors;
  if (broken) return err({ line: lines.linePos(broken.pos[0]).line });
  if (!isMap(document.contents)) return err({ line: null });
  const lineOf = (list: string, n: number): Place => {
    const node = document.getIn([list, n], true);
    const at = isNode(node) ? node.range?.[0] : undefined;
    return at === undefined ? { kind: 'entry', number: n + 1 } : { kind: 'line', number: lines.linePos(at).line };
  };
  const plain = plainOf(document);
  if (plain === undefined) return err({ line: null });
  const whole = z
    .looseObject({
      endpoints: z.array(z.unknown()).nullish(),
      'external-endpoints': z.array(z.unknown()).nullish(),
      suites: z.array(z.unknown()).nullish(),
      alerting: z.unknown().optional(),
    })
    .safeParse(plain);
  if (!whole.success) return err({ line: null });
  const { endpoints, suites, alerting } = whole.data;
  const left = (list: 'external-endpoints' | 'suites', items: readonly unknown[]) =>
    items.map((one, n) => {
      const named = z.looseObject({ name: z.coerce.string() }).safeParse(one);
      return leftOut(lineOf(list, n), named.success ? named.data.name : '', 'kind', list);
    });
  return ok({
    format: 'gatus',
    entries: [
      ...(endpoints ?? []).map((one, n) => entryOf(one, lineOf('endpoints', n))),
      ...left('external-endpoints', whole.data['external-endpoints'] ?? []),
      ...left('suites', suites ?? []),
    ],
    alerts: alerting !== undefined,
  });
}
