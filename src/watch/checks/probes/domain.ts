import { getDomain } from 'tldts';
import { z } from 'zod';
import { expiryIn, RDAP_SERVERS, RdapDirectory, RdapDomain, registryFor } from '../../../know/discovery/rdap.ts';
import { httpRequest } from '../../../outbound/http.ts';
import type { DomainDetail } from '../domaindetail.ts';
import type { Observation } from '../observation.ts';
import { down, failed, up, warned } from './faults.ts';
import { asciiHost, DAY_MS, field } from './fields.ts';
import type { Probe, ProbeContext } from './probe.ts';
import { reachOf } from './reach.ts';

const nameOf = (text: string): string => asciiHost(text).toLowerCase().replace(/\.$/, '');
const isRegistrable = (text: string): boolean => getDomain(nameOf(text)) === nameOf(text);
const isWeb = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
const isDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && Number.isFinite(Date.parse(`${text}T00:00:00Z`));

const days = (usual: number) =>
  z.number().int('must be whole days').min(0, 'must be between 0 and 365').max(365, 'must be between 0 and 365').default(usual);

const DomainConfig = z.object({
  domain: z
    .string()
    .trim()
    .max(253)
    .refine(isRegistrable, 'must be the domain itself, like muehlhaus.example')
    .meta(field({ label: { de: 'Domain', en: 'Domain' }, placeholder: 'muehlhaus.example' })),
  until: z
    .string()
    .trim()
    .refine(isDate, 'must be a date like 2027-03-31')
    .optional()
    .meta(
      field({
        label: { de: 'Ende der Registrierung, von Hand', en: 'End of the registration, by hand' },
        help: {
          de: 'Zählt, wo die Registrierungsstelle den Ablauf nicht nennt. Für .de (DENIC) ist das immer so: Das Datum steht in Vertrag oder Rechnung Ihres Registrars. Form: 2027-03-31.',
          en: 'Counts where the registry does not tell the end. For .de (DENIC) that is always so: the date is in the contract or bill of your registrar. Form: 2027-03-31.',
        },
        placeholder: '2027-03-31',
      }),
    ),
  warnDays: days(30).meta(
    field({
      label: { de: 'Warnen, so viele Tage vorher', en: 'Warn so many days before' },
      help: {
        de: 'Genug Zeit, um einen Zahlungsweg zu erneuern oder das Konto beim Registrar wiederzufinden.',
        en: 'Time enough to renew a way of payment, or to find the account at the registrar again.',
      },
    }),
  ),
  downDays: days(0).meta(
    field({
      label: { de: 'Als Ausfall melden, so viele Tage vorher', en: 'Report an outage so many days before' },
      help: {
        de: '0 = erst wenn sie abgelaufen ist. Viele Registrare verlängern erst am letzten Tag.',
        en: '0 = only once it has expired. Many registrars renew on the last day only.',
      },
    }),
  ),
  server: z
    .string()
    .trim()
    .refine(isWeb, 'must be a web address like https://rdap.registry.example/')
    .optional()
    .meta(
      field({
        label: { de: 'Adresse der Registrierungsstelle (RDAP)', en: 'Address of the registry (RDAP)' },
        help: {
          de: 'Leer: die zuständige Stelle nach dem Verzeichnis der IANA. Die Stelle erfährt, dass jemand von Ihrem Anschluss aus nach dieser Domain fragt.',
          en: 'Empty: the one in charge by the directory of the IANA. It gets to know that somebody asks for this domain from your line.',
        },
        placeholder: 'https://rdap.registry.example/',
      }),
    ),
});
type DomainConfig = z.infer<typeof DomainConfig>;

/** The registry's answer: what it says of the domain, or why it says nothing. */
export type Told =
  | { readonly kind: 'told'; readonly registry: string; readonly answer: RdapDomain }
  | { readonly kind: 'free'; readonly registry: string }
  | { readonly kind: 'no-registry'; readonly ending: string }
  | { readonly kind: 'no-answer'; readonly registry: string; readonly says: string };

type Rules = Pick<DomainConfig, 'until' | 'warnDays' | 'downDays'>;
type As = 'up' | 'warned' | 'down' | 'unclear';
type Judgement = { readonly as: As; readonly detail: DomainDetail };

const GOING = ['redemption period', 'pending delete', 'pending restore'];
const HELD = ['client hold', 'server hold'];

function ofDate(until: number, source: 'registry' | 'hand', rules: Rules, now: number): Judgement {
  if (until <= now)
    return source === 'hand'
      ? { as: 'warned', detail: { code: 'domain-date-passed', until } }
      : { as: 'down', detail: { code: 'domain-expired', until } };
  const left = Math.floor((until - now) / DAY_MS);
  const soon = (within: number) => until - now < within * DAY_MS;
  if (soon(rules.downDays)) return { as: 'down', detail: { code: 'domain-expires', until, days: left, source } };
  if (soon(rules.warnDays)) return { as: 'warned', detail: { code: 'domain-expires', until, days: left, source } };
  return { as: 'up', detail: { code: 'domain-registered', until, days: left, source } };
}

/**
 * What is known of the registration at `now`. What the registry says goes before what a person entered; where neither tells a date, nothing
 * is claimed. The states are those of RFC 8056.
 */
export function judgeDomain(told: Told, rules: Rules, now: number): Judgement {
  const byHand = rules.until === undefined ? null : Date.parse(`${rules.until}T00:00:00Z`);
  const otherwise = (detail: DomainDetail): Judgement => (byHand === null ? { as: 'unclear', detail } : ofDate(byHand, 'hand', rules, now));
  switch (told.kind) {
    case 'free':
      return { as: 'down', detail: { code: 'domain-free', registry: told.registry } };
    case 'no-registry':
      return otherwise({ code: 'domain-no-registry', ending: told.ending });
    case 'no-answer':
      return otherwise({ code: 'registry-no-answer', registry: told.registry, says: told.says });
    case 'told': {
      const states = told.answer.status.map((one) => one.toLowerCase());
      const going = states.find((one) => GOING.includes(one));
      if (going !== undefined) return { as: 'down', detail: { code: 'domain-ending', status: going } };
      const held = states.find((one) => HELD.includes(one));
      if (held !== undefined) return { as: 'down', detail: { code: 'domain-held', status: held } };
      const until = expiryIn(told.answer);
      return until === null ? otherwise({ code: 'domain-not-told', registry: told.registry }) : ofDate(until, 'registry', rules, now);
    }
  }
}

const DIRECTORY = 'https://data.iana.org/rdap/dns.json';
/** The directory changes a few times a month; it is asked for once a day. */
const directories = new Map<string, { readonly read: z.infer<typeof RdapDirectory>; readonly until: number }>();

type Ask = (url: string) => Promise<{ readonly status: number; readonly text: string }>;

const json = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: the schema refuses `undefined`.
    return undefined;
  }
};

/** Who is in charge of an ending; `directory` is the IANA's (RFC 9224). Null: nobody; undefined: the directory does not answer. */
export async function registryOf(ending: string, ask: Ask, now: number, directory = DIRECTORY): Promise<string | null | undefined> {
  const known = RDAP_SERVERS[ending];
  if (known !== undefined) return known;
  const kept = directories.get(directory);
  if (kept && now < kept.until) return registryFor(ending, kept.read);
  const { status, text } = await ask(directory);
  const read = RdapDirectory.safeParse(json(text));
  if (status !== 200 || !read.success) return undefined;
  directories.set(directory, { read: read.data, until: now + DAY_MS });
  return registryFor(ending, read.data);
}

async function tellOf(domain: string, server: string, ask: Ask): Promise<Told> {
  const base = server.endsWith('/') ? server : `${server}/`;
  const registry = new URL(base).host;
  const { status, text } = await ask(`${base}domain/${domain}`);
  const answer = RdapDomain.safeParse(json(text));
  if (status === 404) return { kind: 'free', registry };
  if (status === 429) return { kind: 'no-answer', registry, says: 'HTTP 429, too many questions' };
  if (status !== 200) return { kind: 'no-answer', registry, says: `HTTP ${status}` };
  // Something else than a registry answers 200 to anything.
  if (!answer.success || answer.data.objectClassName !== 'domain') return { kind: 'no-answer', registry, says: 'not RDAP' };
  return { kind: 'told', registry, answer: answer.data };
}

async function observe(config: DomainConfig, context: ProbeContext): Promise<Observation> {
  const { policy, names } = context.outbound;
  const name = nameOf(config.domain);
  const ending = name.slice(name.lastIndexOf('.') + 1);
  const ofRun = names.forOneRun(policy);
  const started = performance.now();
  const ms = () => performance.now() - started;
  const ask: Ask = async (url) => {
    const response = await httpRequest(url, {
      ...reachOf(context, ofRun),
      timeoutMs: Math.max(1, context.timeoutMs - ms()),
      headers: { accept: 'application/rdap+json, application/json' },
    });
    return { status: response.status, text: Buffer.from(response.body).toString('utf8') };
  };
  let told: Told;
  let registry = new URL(DIRECTORY).host;
  try {
    const server = config.server ?? (await registryOf(ending, ask, context.now));
    if (server) registry = new URL(server).host;
    told = server
      ? await tellOf(name, server, ask)
      : server === null
        ? { kind: 'no-registry', ending }
        : { kind: 'no-answer', registry, says: 'IANA' };
  } catch (error) {
    const seen = failed(error, { context, host: registry, names: ofRun }, ms());
    // Own faults stay own faults. A registry that is silent says nothing about the domain either.
    if (seen.detail.code === 'aborted' || (seen.outcome === 'unclear' && config.until === undefined)) return seen;
    told = { kind: 'no-answer', registry, says: seen.detail.code };
  }
  const { as, detail } = judgeDomain(told, config, context.now);
  if (as === 'unclear') return { outcome: 'unclear', warning: false, ms: ms(), detail, phases: {} };
  return { up, warned, down }[as](detail, ms());
}

export const domain: Probe<DomainConfig> = {
  kind: 'domain',
  label: { de: 'Ablauf einer Domain', en: 'Expiry of a domain' },
  help: {
    de: 'Fragt die Registrierungsstelle einmal am Tag, bis wann die Domain registriert ist und ob sie gesperrt oder zur Löschung vorgesehen ist.',
    en: 'Asks the registry once a day until when the domain is registered, and whether it is on hold or about to be deleted.',
  },
  config: DomainConfig,
  // Registries refuse whoever asks too often.
  pace: { usualMs: DAY_MS, leastMs: 3_600_000, timeoutMs: 20_000 },
  target: ({ domain: name }) => name,
  hosts: ({ server }) => (server === undefined ? [] : [new URL(server).hostname.replace(/^\[|\]$/g, '')]),
  observe,
};
