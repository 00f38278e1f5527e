import { z } from 'zod';
import { deadline } from '../../../outbound/deadline.ts';
import { type DnsReply, dnsClient, parseServer } from '../../../outbound/dns.ts';
import type { DnsRecord, DnsType } from '../../../outbound/dns-record.ts';
import { OutboundError } from '../../../outbound/failure.ts';
import type { ServerFault } from '../domaindetail.ts';
import type { Observation } from '../observation.ts';
import { down, failed, isNearby, type Run, up, warned } from './faults.ts';
import { asciiHost, field, Host, lines } from './fields.ts';
import { NameFault, type NamesOfOneRun } from './names.ts';
import type { Probe, ProbeContext } from './probe.ts';
import { judgeZone, type ServerSeen } from './zonejudge.ts';

const isHost = (text: string): boolean => Host.safeParse(text).success;

const ZoneConfig = z.object({
  domain: Host.meta(
    field({
      label: { de: 'Domain', en: 'Domain' },
      help: { de: 'Die Domain selbst, ohne „www.“ davor.', en: 'The domain itself, without "www." in front.' },
      placeholder: 'muehlhaus.example',
    }),
  ),
  expectNs: lines(isHost, 'must be names like ns1.muehlhaus.example, one a line', 20).meta(
    field({
      label: { de: 'Erwartete Nameserver, je Zeile einer', en: 'Expected name servers, one a line' },
      help: {
        de: 'Andere als diese sind ein Ausfall: So fällt auf, wenn jemand die Domain umleitet. Leer: es wird nicht verglichen.',
        en: 'Others than these are an outage: this shows when somebody redirects the domain. Empty: nothing is compared.',
      },
      placeholder: 'ns1.muehlhaus.example',
    }),
  ),
  partial: z
    .enum(['warn', 'down'], 'must be warn or down')
    .default('warn')
    .meta(
      field({
        label: {
          de: 'Wenn nur ein Teil der Nameserver antwortet oder einer veraltet ist',
          en: 'When only some of the name servers answer, or one is out of date',
        },
        options: { warn: { de: 'Warnung', en: 'warning' }, down: { de: 'Ausfall', en: 'outage' } },
      }),
    ),
  dnssec: z
    .enum(['if-signed', 'must', 'off'], 'must be if-signed, must or off')
    .default('if-signed')
    .meta(
      field({
        label: { de: 'Signatur der Domain (DNSSEC)', en: 'Signature of the domain (DNSSEC)' },
        options: {
          'if-signed': { de: 'prüfen, wenn es eine gibt', en: 'check it when there is one' },
          must: { de: 'muss vorhanden und gültig sein', en: 'must be there and valid' },
          off: { de: 'nicht prüfen', en: 'do not check' },
        },
      }),
    ),
  warnDays: z
    .number()
    .int()
    .min(0)
    .max(90)
    .default(3)
    .meta(
      field({
        label: {
          de: 'Warnen, wenn die Signatur bald abläuft (Tage vorher)',
          en: 'Warn when the signature is about to expire (days before)',
        },
        help: {
          de: 'Signaturen gelten meist zwei bis vier Wochen und werden etwa eine Woche vorher erneuert. 0 = nicht warnen.',
          en: 'Signatures mostly last two to four weeks and are renewed about a week before. 0 = no warning.',
        },
      }),
    ),
  servers: lines((text) => parseServer(text) !== undefined, 'must be IP addresses, one a line, with :PORT where it is not 53', 20).meta(
    field({
      label: { de: 'Nur diese Nameserver fragen (IP), je Zeile einer', en: 'Ask only these name servers (IP), one a line' },
      help: {
        de: 'Leer: alle, die für die Domain eingetragen sind. Für eine Zone, die es nur im Haus gibt, hier den eigenen Nameserver angeben.',
        en: 'Empty: all that are entered for the domain. For a zone that exists in the house only, give its own name server here.',
      },
      placeholder: '192.168.10.5',
    }),
  ),
});
type ZoneConfig = z.infer<typeof ZoneConfig>;

/** No domain has more; who lists more is asked for these only. */
const MOST_SERVERS = 20;

type Place = { readonly server: string; readonly at: string | null };

const placesGiven = ({ servers = [] }: ZoneConfig): string[] => servers.map((one) => one.trim()).filter((one) => one !== '');

/** The servers to ask: those given, or all addresses of those that the name service knows for the domain. */
async function placesOf(config: ZoneConfig, domain: string, names: NamesOfOneRun, signal: AbortSignal): Promise<readonly Place[]> {
  const given = placesGiven(config);
  if (given.length > 0) return given.map((one) => ({ server: one, at: one }));
  const found = await named(names, domain, signal);
  const places = await Promise.all(
    found.map(async (server): Promise<Place[]> => {
      try {
        const addresses = await names.client.addresses(server, signal);
        return addresses.map((address) => ({ server: `${server} (${address})`, at: address.includes(':') ? `[${address}]:53` : address }));
      } catch (error) {
        if (!(error instanceof NameFault) || error.detail.code === 'resolver-dead') throw error;
        return [{ server, at: null }];
      }
    }),
  );
  return places.flat().slice(0, MOST_SERVERS);
}

/** The names of the name servers of a domain, as the own name service knows them. */
async function named(names: NamesOfOneRun, domain: string, signal: AbortSignal): Promise<readonly string[]> {
  let reply: DnsReply;
  try {
    reply = await names.client.query(domain, 'NS', signal);
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
    if (signal.aborted) throw new NameFault({ code: 'resolver-dead' }, error.message);
    // Is the own name service dead, or is it only this domain? The search for an address tells.
    await names.client.addresses(domain, signal);
    throw new NameFault({ code: 'name-broken', name: domain }, error.message);
  }
  if (reply.rcode === 'NXDOMAIN') throw new NameFault({ code: 'name-not-found', name: domain }, 'There is no such domain.');
  return reply.answers.flatMap((record) => (record.type === 'NS' && record.name === domain ? [record.target] : []));
}

const faultOf = ({ rcode, authoritative, answers }: DnsReply, domain: string): ServerFault | null => {
  if (rcode !== 'NOERROR') return rcode === 'NXDOMAIN' ? 'no-zone' : 'refuses';
  if (!authoritative) return 'not-authoritative';
  return answers.some((record) => record.type === 'SOA' && record.name === domain) ? null : 'no-zone';
};

/** What keeps a packet from leaving this machine says nothing about the server that it was for. */
const OURS: ReadonlySet<string> = new Set(['no-route', 'not-permitted', 'out-of-sockets']);

/** Asks one server for the top of its zone. What it does wrong is its fault; an error where it could not even be asked from here. */
async function askServer(
  place: Place,
  domain: string,
  config: ZoneConfig,
  run: Run,
  signal: AbortSignal,
): Promise<ServerSeen | OutboundError> {
  const seen = (fault: ServerFault | null, records: readonly DnsRecord[] = []): ServerSeen => ({ server: place.server, fault, records });
  if (place.at === null) return seen('no-address');
  const { outbound, timeoutMs: whole } = run.context;
  const leaving = outbound.from ? { from: outbound.from } : {};
  const timeoutMs = Math.max(100, Math.floor(whole / 4));
  const client = dnsClient({ servers: [place.at], policy: outbound.policy, timeoutMs, tries: 2, authority: true, ...leaving });
  try {
    const soa = await client.query(domain, 'SOA', signal);
    const fault = faultOf(soa, domain);
    if (fault !== null) return seen(fault);
    const more: DnsType[] = config.dnssec === 'off' ? ['NS'] : ['NS', 'DNSKEY'];
    const replies = await Promise.all(more.map((type) => client.query(domain, type, signal)));
    return seen(
      null,
      [soa, ...replies].flatMap(({ answers }) => answers),
    );
  } catch (error) {
    if (signal.aborted || !(error instanceof OutboundError) || error.code === 'refused-address') throw error;
    const { detail } = failed(error, { ...run, host: hostOf(place.at) }, 0);
    return OURS.has(detail.code) ? error : seen('silent');
  }
}

const hostOf = (at: string): string => parseServer(at)?.host ?? at;

/** Nobody has answered, and all that were asked lie beyond the own line: that looks the same when the line is gone. */
const isFar = (places: readonly Place[], servers: readonly ServerSeen[]): boolean =>
  servers.some(({ fault }) => fault === 'silent') &&
  servers.every(({ fault }) => fault === 'silent' || fault === 'no-address') &&
  places.every(({ at }) => at === null || !isNearby(hostOf(at)));

/** What the parent zone says matters where somebody answers; a zone of the house that is not signed has no parent that knows it. */
const wantsParent = (config: ZoneConfig, servers: readonly ServerSeen[]): boolean =>
  config.dnssec !== 'off' &&
  servers.some(({ fault }) => fault === null) &&
  (config.dnssec === 'must' ||
    placesGiven(config).length === 0 ||
    servers.some(({ records }) => records.some(({ type }) => type === 'RRSIG')));

/** The DS records of the parent zone. It is our own name service that is asked: its silence is not the domain's fault. */
async function parentOf(domain: string, names: NamesOfOneRun, signal: AbortSignal): Promise<readonly DnsRecord[]> {
  try {
    return (await names.client.query(domain, 'DS', signal)).answers;
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
    throw new NameFault({ code: 'resolver-dead' }, error.message);
  }
}

async function observe(config: ZoneConfig, context: ProbeContext): Promise<Observation> {
  const { policy, names } = context.outbound;
  const ofRun = names.forOneRun(policy);
  const domain = asciiHost(config.domain).replace(/\.$/, '').toLowerCase();
  const run = { context, host: domain, names: ofRun };
  const started = performance.now();
  const ms = () => performance.now() - started;
  const limit = deadline(context.timeoutMs, context.signal, domain);
  try {
    const places = await placesOf(config, domain, ofRun, limit.signal);
    if (places.length === 0) return down({ code: 'zone-none', name: domain }, ms());
    const asked = await Promise.all(places.map((place) => askServer(place, domain, config, run, limit.signal)));
    const servers = asked.filter((one): one is ServerSeen => !(one instanceof OutboundError));
    const ours = asked.find((one) => one instanceof OutboundError);
    if (ours && servers.every(({ fault }) => fault === 'no-address')) throw ours;
    const ds = wantsParent(config, servers) ? await parentOf(domain, ofRun, limit.signal) : [];
    const { as, detail } = judgeZone(config, { domain, servers, ds }, context.now);
    const seen = { up, warned, down }[as](detail, ms());
    return isFar(places, servers) ? { ...seen, far: true } : seen;
  } catch (error) {
    if (error instanceof NameFault) return failed(error, run, ms());
    try {
      limit.check();
    } catch (ended) {
      return failed(ended, run, ms());
    }
    return failed(error, run, ms());
  } finally {
    limit.done();
  }
}

export const zone: Probe<ZoneConfig> = {
  kind: 'zone',
  label: { de: 'Nameserver und DNSSEC einer Domain', en: 'Name servers and DNSSEC of a domain' },
  help: {
    de: 'Fragt jeden Nameserver der Domain einzeln: Antwortet er, haben alle denselben Stand, sind es die richtigen, ist die Signatur gültig?',
    en: 'Asks each name server of the domain by itself: does it answer, do all have the same version, are they the right ones, is the signature valid?',
  },
  config: ZoneConfig,
  pace: { usualMs: 300_000, leastMs: 60_000, timeoutMs: 10_000 },
  target: ({ domain }) => domain,
  hosts: (config) => placesGiven(config).map(hostOf),
  observe,
};
