import { z } from 'zod';
import { type DnsClient, dnsClient, parseServer } from '../../../outbound/dns.ts';
import type { DnsRecord } from '../../../outbound/dns-record.ts';
import type { OutboundError } from '../../../outbound/failure.ts';
import type { Observation } from '../observation.ts';
import { down, failed, up } from './faults.ts';
import { asciiHost, field, Host } from './fields.ts';
import { NameFault } from './names.ts';
import type { Probe, ProbeContext } from './probe.ts';

const TYPES = ['A', 'AAAA', 'MX', 'NS', 'TXT', 'CNAME', 'SOA', 'CAA', 'SRV', 'PTR'] as const;

const DnsConfig = z.object({
  name: Host.meta(field({ label: { de: 'Name', en: 'Name' }, placeholder: 'muehlhaus.example' })),
  type: z
    .enum(TYPES)
    .default('A')
    .meta(field({ label: { de: 'Art des Eintrags', en: 'Type of record' } })),
  expect: z
    .string()
    .trim()
    .min(1)
    .max(1000)
    .optional()
    .meta(
      field({
        label: { de: 'Erwarteter Wert', en: 'Expected value' },
        help: {
          de: 'Leer: der Eintrag muss nur vorhanden sein. So fällt auf, wenn jemand ihn umbiegt.',
          en: 'Empty: the record only has to be there. This shows when somebody bends it.',
        },
        placeholder: '198.51.100.7',
      }),
    ),
  match: z
    .enum(['contains', 'equal'])
    .default('contains')
    .meta(
      field({
        label: { de: 'Vergleich', en: 'Comparison' },
        options: {
          contains: { de: 'ein Eintrag enthält den Wert', en: 'one record contains the value' },
          equal: { de: 'es gibt genau diesen einen Wert', en: 'there is exactly this one value' },
        },
      }),
    ),
  server: z
    .string()
    .trim()
    .refine((text) => parseServer(text) !== undefined, 'must be an IP address, with :PORT where it is not 53')
    .optional()
    .meta(
      field({
        label: { de: 'Nameserver (IP), der gefragt wird', en: 'Name server (IP) that is asked' },
        help: {
          de: 'Leer: der Namensdienst dieses Rechners. Mit Nameserver wird zugleich geprüft, ob er antwortet.',
          en: 'Empty: the resolver of this machine. With a name server it is also checked whether that one answers.',
        },
      }),
    ),
});
type DnsConfig = z.infer<typeof DnsConfig>;

/** A record as people write it. */
function valueOf(record: DnsRecord): string {
  switch (record.type) {
    case 'A':
    case 'AAAA':
      return record.address;
    case 'NS':
    case 'CNAME':
    case 'DNAME':
    case 'PTR':
      return record.target;
    case 'MX':
      return `${record.preference} ${record.exchange}`;
    case 'TXT':
      return record.text;
    case 'SOA':
      return `${record.mname} ${record.rname} ${record.serial}`;
    case 'SRV':
      return `${record.priority} ${record.target}:${record.port}`;
    case 'CAA':
      return `${record.tag} ${record.value}`;
    case 'TLSA':
      return `${record.usage} ${record.selector} ${record.matching} ${record.data}`;
    case 'DS':
      return `${record.keyTag} ${record.algorithm} ${record.digestType}`;
    case 'DNSKEY':
      return `${record.flags} ${record.algorithm}`;
    case 'RRSIG':
      return `${record.covers} ${record.algorithm} ${record.keyTag}`;
    case 'NSEC':
      return record.next;
  }
}

const plain = (value: string): string => value.toLowerCase().replace(/\.$/, '');

/** Do the records found carry what is expected? Names are compared without case and final dot. */
export function recordsFit(values: readonly string[], { expect, match }: Pick<DnsConfig, 'expect' | 'match'>): boolean {
  if (expect === undefined) return true;
  const wanted = plain(expect);
  return match === 'equal'
    ? values.length === 1 && plain(values[0] ?? '') === wanted
    : values.some((value) => plain(value).includes(wanted));
}

async function observe(config: DnsConfig, context: ProbeContext): Promise<Observation> {
  const { policy, names, from } = context.outbound;
  const ofRun = names.forOneRun(policy);
  const name = asciiHost(config.name).replace(/\.$/, '');
  const server = config.server === undefined ? undefined : parseServer(config.server);
  const run = { context, host: server?.host ?? name, names: ofRun };
  const started = performance.now();
  const spent = () => performance.now() - started;
  const perTry = Math.max(100, Math.floor(context.timeoutMs / 3));
  try {
    const leaving = from ? { from } : {};
    const asked = config.server === undefined ? {} : { servers: [config.server], policy };
    const client: DnsClient =
      config.server === undefined && !from ? ofRun.client : dnsClient({ ...asked, ...leaving, timeoutMs: perTry, tries: 2 });
    const stop = AbortSignal.any([context.signal, AbortSignal.timeout(context.timeoutMs)]);
    const { rcode, answers } = await client.query(name, config.type, stop).catch(async (error: OutboundError) => {
      if (context.signal.aborted || config.server !== undefined) throw error;
      // The machine's own resolver failed: is it dead, or is it only this name?
      if (stop.aborted) throw new NameFault({ code: 'resolver-dead' }, error.message);
      await ofRun.client.addresses(name, stop);
      throw new NameFault({ code: 'name-broken', name }, error.message);
    });
    const values = answers.filter(({ type }) => type === config.type).map((record) => valueOf(record).slice(0, 500));
    if (values.length === 0) return down({ code: 'dns-missing', rcode }, spent());
    const shown = values.slice(0, 20);
    return recordsFit(values, config)
      ? up({ code: 'dns-found', values: shown }, spent())
      : down({ code: 'dns-different', values: shown, expected: config.expect ?? '' }, spent());
  } catch (error) {
    const seen = failed(error, run, spent());
    // A name server that was named is the target itself.
    return config.server !== undefined && seen.detail.code === 'resolver-dead' ? down({ code: 'dns-refused' }, spent()) : seen;
  }
}

export const dns: Probe<DnsConfig> = {
  kind: 'dns',
  label: { de: 'DNS-Eintrag', en: 'DNS record' },
  help: {
    de: 'Sieht nach, ob ein Eintrag da ist und so lautet, wie er soll.',
    en: 'Looks whether a record is there and says what it should.',
  },
  config: DnsConfig,
  target: ({ name, type }) => `${name} ${type}`,
  hosts: ({ server }) => (server === undefined ? [] : [parseServer(server)?.host ?? server]),
  observe,
};
