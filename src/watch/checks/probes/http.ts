import { z } from 'zod';
import { parseJson } from '../../../kernel/parsejson.ts';
import type { PeerCertificate } from '../../../outbound/failure.ts';
import { type HttpResponse, httpRequest } from '../../../outbound/http.ts';
import type { Detail, Observation, Phases } from '../observation.ts';
import { down, failed, up, warned } from './faults.ts';
import { DAY_MS, field, warnDays } from './fields.ts';
import { COMPARISONS, holds, pointedAt, written } from './jsonvalue.ts';
import type { Probe, ProbeContext } from './probe.ts';
import { reachOf } from './reach.ts';

const STATUS = /^\d{3}(-\d{3})?(\s*,\s*\d{3}(-\d{3})?)*$/;

const HttpConfig = z
  .object({
    url: z
      .url({ protocol: /^https?$/, error: 'must be a web address like https://www.muehlhaus.example/' })
      .max(2000)
      .refine((text) => !URL.canParse(text) || !(new URL(text).username || new URL(text).password), {
        message: 'must not carry a user name or password',
      })
      .meta(field({ label: { de: 'Adresse', en: 'Address' }, placeholder: 'https://www.muehlhaus.example/' })),
    contains: z
      .string()
      .min(1)
      .max(500)
      .optional()
      .meta(
        field({
          label: { de: 'Text, der auf der Seite stehen muss', en: 'Text that must be on the page' },
          help: {
            de: 'Damit eine leere Seite oder die Fehlerseite eines Dienstleisters nicht als „läuft“ gilt.',
            en: 'So that an empty page, or the error page of a provider, does not count as "up".',
          },
        }),
      ),
    jsonAt: z
      .string()
      .trim()
      .max(300)
      .regex(/^(\/.*)?$/, 'must be a JSON pointer like /status or /queue/0/length')
      .optional()
      .meta(
        field({
          rare: true,
          label: { de: 'Wert in einer JSON-Antwort, der stimmen muss', en: 'Value in a JSON answer that must be right' },
          help: {
            de: 'Der Weg zum Wert als JSON-Pointer. Für Schnittstellen, die selbst sagen, wie es ihnen geht.',
            en: 'The way to the value as a JSON pointer. For interfaces that say themselves how they are.',
          },
          placeholder: '/status',
        }),
      ),
    jsonIs: z
      .enum(COMPARISONS)
      .default('equals')
      .meta(
        field({
          rare: true,
          label: { de: 'Vergleich des Werts', en: 'Comparison of the value' },
          options: {
            equals: { de: 'ist gleich', en: 'equals' },
            differs: { de: 'ist nicht', en: 'is not' },
            contains: { de: 'enthält', en: 'contains' },
            'at-least': { de: 'ist mindestens (Zahl)', en: 'is at least (number)' },
            'at-most': { de: 'ist höchstens (Zahl)', en: 'is at most (number)' },
          },
        }),
      ),
    jsonValue: z
      .string()
      .max(500)
      .optional()
      .meta(field({ rare: true, label: { de: 'Erwarteter Wert', en: 'Expected value' }, placeholder: 'ok' })),
    status: z
      .string()
      .trim()
      .regex(STATUS, 'must be HTTP status numbers like 200-299, 401')
      .default('200-299')
      .meta(field({ rare: true, label: { de: 'Erwarteter HTTP-Status', en: 'Expected HTTP status' }, placeholder: '200-299, 401' })),
    redirects: z
      .enum(['follow', 'forbid', 'expect'])
      .default('follow')
      .meta(
        field({
          rare: true,
          label: { de: 'Weiterleitungen', en: 'Redirects' },
          options: {
            follow: { de: 'folgen', en: 'follow' },
            forbid: { de: 'sind ein Fehler', en: 'are a fault' },
            expect: { de: 'muss es geben, nämlich nach …', en: 'must be there, namely to …' },
          },
        }),
      ),
    redirectTo: z
      .url({ protocol: /^https?$/, error: 'must be a web address' })
      .optional()
      .meta(
        field({
          rare: true,
          label: { de: 'Ziel der Weiterleitung', en: 'Target of the redirect' },
          onlyIf: { field: 'redirects', is: 'expect' },
          help: { de: 'Der Anfang der Adresse genügt.', en: 'The beginning of the address is enough.' },
        }),
      ),
    certificate: z
      .enum(['check', 'ignore'])
      .default('check')
      .meta(
        field({
          label: { de: 'Zertifikat', en: 'Certificate' },
          options: {
            check: { de: 'muss gültig sein', en: 'must be valid' },
            ignore: { de: 'nicht ansehen (selbst ausgestellt)', en: 'do not look at it (self-signed)' },
          },
        }),
      ),
    warnDays: warnDays(14),
  })
  .refine(({ redirects, redirectTo }) => redirects !== 'expect' || redirectTo !== undefined, {
    message: 'is needed when a redirect is expected',
    path: ['redirectTo'],
  })
  .refine(({ jsonAt, jsonValue }) => jsonAt === undefined || jsonValue !== undefined, {
    message: 'is needed when a value of the answer is looked at',
    path: ['jsonValue'],
  })
  .refine(
    ({ jsonIs, jsonValue }) =>
      jsonValue === undefined ||
      !['at-least', 'at-most'].includes(jsonIs) ||
      (jsonValue.trim() !== '' && Number.isFinite(Number(jsonValue))),
    { message: 'must be a number like 95 or 0.5', path: ['jsonValue'] },
  );
type HttpConfig = z.infer<typeof HttpConfig>;

/** `200-299, 401` holds 204. */
export const statusFits = (expected: string, status: number): boolean =>
  expected.split(',').some((part) => {
    const [low = 0, high = low] = part.split('-').map(Number);
    return status >= low && status <= high;
  });

/** What of a page is read at most: enough for any text to be looked for, little when none is. */
const bytesToRead = ({ contains, jsonAt }: HttpConfig): number => (contains === undefined && jsonAt === undefined ? 65_536 : 2_000_000);

function charsetOf({ headers }: HttpResponse): string {
  const name = /charset=["']?([\w-]+)/i.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(name).encoding;
  } catch (error) {
    if (error instanceof RangeError) return 'utf-8';
    throw error;
  }
}

const textOf = (response: HttpResponse): string => new TextDecoder(charsetOf(response)).decode(response.body);

const phasesOf = ({ timings }: HttpResponse, encrypted: boolean): Phases => ({
  dns: timings.dnsMs,
  connect: timings.connectMs,
  ...(encrypted ? { tls: timings.tlsMs } : {}),
  firstByte: timings.firstByteMs,
});

/** The certificate as a warning when it ends within `days`. */
export function expiring(certificate: PeerCertificate | null, days: number, now: number): Detail | null {
  if (days === 0 || certificate?.validTo == null || certificate.validTo - now > days * DAY_MS) return null;
  return { code: 'certificate-expires', until: certificate.validTo, issuer: certificate.issuerO ?? certificate.issuerCn ?? '?' };
}

/** What is wrong with the value in a JSON answer, or null. */
function jsonFault({ jsonIs, jsonValue = '' }: HttpConfig, at: string, response: HttpResponse): Detail | null {
  const json = parseJson(textOf(response));
  const found = json.ok ? pointedAt(json.value, at) : undefined;
  if (holds(found, jsonIs, jsonValue)) return null;
  const sign = { equals: '', differs: '≠ ', contains: '∋ ', 'at-least': '≥ ', 'at-most': '≤ ' }[jsonIs];
  return {
    code: 'json-different',
    at,
    found: found === undefined ? null : written(found).slice(0, 200),
    expected: `${sign}${jsonValue}`,
  };
}

/** What is wrong with the answer, or null. */
function faultIn(config: HttpConfig, response: HttpResponse): Detail | null {
  const { location } = response.headers;
  const redirecting = response.status >= 300 && response.status < 400 && location !== undefined;
  const to = redirecting && URL.canParse(location, response.url) ? new URL(location, response.url).href.slice(0, 2000) : '';
  if (config.redirects === 'forbid' && redirecting) return { code: 'redirected', status: response.status, to, expected: null };
  if (config.redirects === 'expect') {
    const expected = config.redirectTo ?? '';
    if (!redirecting) return { code: 'http-status', status: response.status, expected: `301–308 → ${expected}` };
    return to.startsWith(expected) ? null : { code: 'redirected', status: response.status, to, expected };
  }
  if (!statusFits(config.status, response.status)) return { code: 'http-status', status: response.status, expected: config.status };
  return (config.jsonAt === undefined ? null : jsonFault(config, config.jsonAt, response)) ?? textFault(config, response);
}

function textFault(config: HttpConfig, response: HttpResponse): Detail | null {
  if (config.contains === undefined || textOf(response).includes(config.contains)) return null;
  // Of a bomb or an endless page nobody can say that the text is missing.
  return response.cut
    ? { code: 'bad-answer', says: `The answer is larger than ${bytesToRead(config)} bytes; the text is not in what was read of it.` }
    : { code: 'text-missing', text: config.contains };
}

async function observe(config: HttpConfig, context: ProbeContext): Promise<Observation> {
  const { policy, names } = context.outbound;
  const url = new URL(config.url);
  const run = { context, host: url.hostname.replace(/^\[|\]$/g, ''), names: names.forOneRun(policy) };
  const started = performance.now();
  try {
    const response = await httpRequest(config.url, {
      ...reachOf(context, run.names),
      rejectUnauthorized: config.certificate === 'check',
      redirects: config.redirects === 'follow' ? 5 : 0,
      maxBytes: bytesToRead(config),
      tooLarge: 'cut',
    });
    const ms = response.timings.totalMs;
    const phases = phasesOf(response, response.certificate !== null);
    const fault = faultIn(config, response);
    if (fault) return down(fault, ms, phases);
    const soon = config.certificate === 'check' ? expiring(response.certificate, config.warnDays, context.now) : null;
    if (soon) return warned(soon, ms, phases);
    if (config.redirects === 'expect')
      return up({ code: 'redirects-as-wanted', status: response.status, to: config.redirectTo ?? '' }, ms, phases);
    return up({ code: 'http-ok', status: response.status }, ms, phases);
  } catch (error) {
    return failed(error, run, performance.now() - started);
  }
}

export const http: Probe<HttpConfig> = {
  kind: 'http',
  label: { de: 'Website oder Webdienst', en: 'Website or web service' },
  help: {
    de: 'Ruft eine Adresse auf wie ein Browser: Status, Inhalt, Weiterleitung und Zertifikat.',
    en: 'Opens an address as a browser does: status, contents, redirect and certificate.',
  },
  config: HttpConfig,
  target: ({ url }) => {
    const { host, pathname } = new URL(url);
    return pathname === '/' ? host : `${host}${pathname}`.slice(0, 80);
  },
  hosts: ({ url }) => [new URL(url).hostname.replace(/^\[|\]$/g, '')],
  observe,
};
