import { z } from 'zod';
import { type Draft, type Entry, type Incoming, leftOut, type Remark, withinMs } from './incoming.ts';

/** Databases without strict types: 0 and 1, '' for nothing, numbers as text. */
const flag = z.union([z.boolean(), z.number().transform((n) => n !== 0), z.null().transform(() => false)]).catch(false);
const text = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .catch(null);
const number = z.coerce.number().nullish().catch(null);

/** A monitor as the backup of Uptime Kuma 1.x writes it, and as the list of monitors of 2.x has it. */
const Monitor = z.looseObject({
  id: number,
  name: z.string().catch(''),
  type: z.string().catch(''),
  active: flag.default(true),
  parent: number,
  interval: number,
  retryInterval: number,
  maxretries: number,
  timeout: number,
  url: text,
  method: text,
  headers: text,
  body: text,
  basic_auth_user: text,
  authMethod: text,
  ignoreTls: flag.default(false),
  upsideDown: flag.default(false),
  maxredirects: number,
  accepted_statuscodes: z.array(z.string()).nullish().catch(null),
  keyword: text,
  invertKeyword: flag.default(false),
  jsonPath: text,
  jsonPathOperator: text,
  expectedValue: text,
  hostname: text,
  port: number,
  dns_resolve_type: text,
  dns_resolve_server: text,
  smtpSecurity: text,
  proxyId: number,
  tags: z
    .array(z.looseObject({ name: z.string(), value: text }))
    .nullish()
    .catch(null),
  notificationIDList: z.record(z.string(), z.unknown()).nullish().catch(null),
});
type Monitor = z.output<typeof Monitor>;

export const KumaBackup = z.looseObject({ monitorList: z.array(z.unknown()) });

/** `$.queue.length` and `queue.0.state` → JSON pointer; null where the expression does more than point. */
export function pointerOf(path: string): string | null {
  const bare = path.trim().replace(/^\$\.?/, '');
  if (bare === '') return null;
  if (!/^[\w-]+(\.[\w-]+|\[\d+\])*$/.test(bare)) return null;
  return `/${bare
    .replaceAll(/\[(\d+)\]/g, '.$1')
    .split('.')
    .join('/')}`;
}

const COMPARISONS: Readonly<Record<string, string>> = {
  '==': 'equals',
  '!=': 'differs',
  contains: 'contains',
  '>=': 'at-least',
  '<=': 'at-most',
};

type Made = { readonly kind: string; readonly config: Record<string, unknown> };

function jsonOf(monitor: Monitor, remarks: Remark[]): Record<string, unknown> {
  const at = pointerOf(monitor.jsonPath ?? '');
  const jsonIs = COMPARISONS[monitor.jsonPathOperator ?? '=='];
  if (at !== null && jsonIs !== undefined) return { jsonAt: at, jsonIs, jsonValue: monitor.expectedValue ?? '' };
  remarks.push({ code: 'condition', what: `${monitor.jsonPath ?? ''} ${monitor.jsonPathOperator ?? '=='} ${monitor.expectedValue ?? ''}` });
  return {};
}

function httpOf(monitor: Monitor, remarks: Remark[]): Made {
  const lost = (what: string, is: boolean) => {
    if (is) remarks.push({ code: 'setting', what });
  };
  lost('method', !['GET', '', null, undefined].includes(monitor.method));
  lost('headers', Boolean(monitor.headers));
  lost('body', Boolean(monitor.body));
  lost('authentication', Boolean(monitor.basic_auth_user) || Boolean(monitor.authMethod));
  lost('proxy', Boolean(monitor.proxyId));
  lost('invertKeyword', monitor.type === 'keyword' && monitor.invertKeyword);
  const contains = monitor.type === 'keyword' && monitor.keyword && !monitor.invertKeyword ? { contains: monitor.keyword } : {};
  const json = monitor.type === 'json-query' ? jsonOf(monitor, remarks) : {};
  const status = (monitor.accepted_statuscodes ?? []).join(', ');
  return {
    kind: 'http',
    config: {
      url: monitor.url ?? '',
      ...(status === '' ? {} : { status }),
      ...(monitor.maxredirects === 0 ? { redirects: 'forbid' } : {}),
      ...(monitor.ignoreTls ? { certificate: 'ignore' } : {}),
      ...contains,
      ...json,
    },
  };
}

const SECURITY: Readonly<Record<string, string>> = { secure: 'tls', starttls: 'starttls', nostarttls: 'none' };

/** The counterpart of a type; null where there is none. */
function madeOf(monitor: Monitor, remarks: Remark[]): Made | null {
  const host = monitor.hostname ?? '';
  const port = monitor.port ?? undefined;
  switch (monitor.type) {
    case 'http':
    case 'keyword':
    case 'json-query':
      return httpOf(monitor, remarks);
    case 'port':
      return { kind: 'tcp', config: { host, port } };
    case 'ping':
      return { kind: 'ping', config: { host } };
    case 'dns': {
      const [server] = (monitor.dns_resolve_server ?? '').split(',');
      const asked = server?.trim() ? { server: port && port !== 53 ? `${server.trim()}:${port}` : server.trim() } : {};
      return { kind: 'dns', config: { name: host, type: monitor.dns_resolve_type ?? 'A', ...asked } };
    }
    case 'smtp':
      return { kind: 'smtp', config: { host, port: port ?? 25, security: SECURITY[monitor.smtpSecurity ?? ''] ?? 'starttls' } };
    case 'push': {
      remarks.push({ code: 'address', what: '' });
      const every = Math.max(1, Math.ceil((monitor.interval ?? 60) / 60));
      const grace = Math.max(1, Math.ceil(((monitor.retryInterval ?? 60) * (monitor.maxretries ?? 0)) / 60));
      return { kind: 'heartbeat', config: { expect: 'every', everyMinutes: every, graceMinutes: grace } };
    }
    default:
      return null;
  }
}

const tagOf = ({ name, value }: { name: string; value?: string | null | undefined }): string =>
  (value ? `${name}: ${value}` : name).slice(0, 40);

function entryOf(given: unknown, number: number, nameOf: ReadonlyMap<number, string>): Entry | null {
  const place = { kind: 'entry', number } as const;
  const parsed = Monitor.safeParse(given);
  if (!parsed.success) return leftOut(place, '', 'faulty', 'not a monitor');
  const monitor = parsed.data;
  // A group of Uptime Kuma is a monitor of its own; here it is what the others are listed under.
  if (monitor.type === 'group') return null;
  const remarks: Remark[] = [];
  if (monitor.upsideDown) return leftOut(place, monitor.name, 'setting', 'upsideDown');
  const made = madeOf(monitor, remarks);
  if (!made) return leftOut(place, monitor.name, 'kind', monitor.type);
  if (!monitor.active) remarks.push({ code: 'paused', what: '' });
  const intervalMs = made.kind === 'heartbeat' ? 60_000 : withinMs((monitor.interval ?? 60) * 1000);
  const draft: Draft = {
    name: monitor.name.trim(),
    kind: made.kind,
    config: made.config,
    group: monitor.parent ? (nameOf.get(monitor.parent)?.slice(0, 60) ?? null) : null,
    tags: [...new Set((monitor.tags ?? []).map(tagOf))].slice(0, 20),
    intervalMs,
    timeoutMs: withinMs((monitor.timeout ?? 10) * 1000 || 10_000, 1000, Math.min(60_000, intervalMs)),
    retryMs: withinMs((monitor.retryInterval ?? 10) * 1000 || 10_000, 1000, intervalMs),
    // Uptime Kuma counts the tries after the first miss.
    misses: Math.min(10, Math.max(1, (monitor.maxretries ?? 0) + 1)),
  };
  return { place, name: monitor.name, draft, paused: !monitor.active, remarks };
}

/** Reads the backup that Uptime Kuma 1.x writes under Settings, Backup. */
export function readUptimeKuma({ monitorList }: z.output<typeof KumaBackup>): Incoming {
  const known = monitorList.flatMap((given) => {
    const parsed = Monitor.safeParse(given);
    return parsed.success ? [parsed.data] : [];
  });
  const names = new Map(known.flatMap(({ id, name, type }) => (id && type === 'group' ? [[id, name] as const] : [])));
  return {
    format: 'uptime-kuma',
    entries: monitorList.flatMap((given, n) => entryOf(given, n + 1, names) ?? []),
    alerts: known.some(({ notificationIDList }) => Object.keys(notificationIDList ?? {}).length > 0),
  };
}
