import type { Catalogue } from './catalogue/catalogue.ts';
import type { ProviderRecord } from './catalogue/provider.ts';
import type { Evidence, Finding, Role, Status } from './finding.ts';
import { Status as StatusOrder } from './finding.ts';

/** How something was seen. Kinds of one class say the same thing twice; only different classes add to confidence. */
const KINDS = {
  mx: { class: 'mx', alone: 0.8 },
  ns: { class: 'ns', alone: 0.8 },
  tls: { class: 'tls', alone: 0.8 },
  dkim: { class: 'dkim', alone: 0.75 },
  'dkim-selector': { class: 'dkim', alone: 0.5 },
  cname: { class: 'cname', alone: 0.75 },
  autodiscover: { class: 'autodiscover', alone: 0.75 },
  srv: { class: 'srv', alone: 0.75 },
  tenant: { class: 'tenant', alone: 0.75 },
  dmarc: { class: 'dmarc', alone: 0.75 },
  html: { class: 'html', alone: 0.75 },
  css: { class: 'html', alone: 0.75 },
  inline: { class: 'html', alone: 0.6 },
  preconnect: { class: 'html', alone: 0.4 },
  csp: { class: 'csp', alone: 0.6 },
  header: { class: 'header', alone: 0.75 },
  generator: { class: 'generator', alone: 0.75 },
  probe: { class: 'probe', alone: 0.8 },
  asn: { class: 'asn', alone: 0.6 },
  ip: { class: 'asn', alone: 0.75 },
  spf: { class: 'spf', alone: 0.5 },
  catalogue: { class: 'catalogue', alone: 0.5 },
  txt: { class: 'token', alone: 0.4 },
  token: { class: 'token', alone: 0.4 },
  declared: { class: 'declared', alone: 0.35 },
  caa: { class: 'caa', alone: 0.35 },
  mailto: { class: 'mailto', alone: 0.3 },
  link: { class: 'link', alone: 0.15 },
} as const;
export type Kind = keyof typeof KINDS;

/** Who carries a service, seen by the owner of the network or known from the catalogue. */
export type Carrier = { readonly provider: ProviderRecord; readonly evidence: Evidence };

/** One thing seen that speaks for a provider in a role. */
export type Sighting = {
  readonly provider: ProviderRecord;
  readonly role: Role;
  readonly status: Status;
  readonly kind: Kind;
  readonly evidence: Evidence;
  readonly carrier?: Carrier;
  /** Only worth telling beside something else: it starts no finding of its own. */
  readonly support?: boolean;
  /** It runs on the company's own host. */
  readonly own?: boolean;
};

/** A piece of evidence, cut to a length that can be read. */
export const evidence = (kind: string, name: string, value: string, check: string): Evidence => ({
  kind,
  name: name.slice(0, 253),
  value: value.length > 200 ? `${value.slice(0, 199)}…` : value,
  check: check.slice(0, 400),
});

/** Three independent classes .95, two .85, one as strong as it is alone (scale of mxmap, ESORICS 2026). */
function confidence(kinds: readonly Kind[]): number {
  const classes = new Set(kinds.map((kind) => KINDS[kind].class));
  if (classes.size >= 3) return 0.95;
  if (classes.size === 2) return 0.85;
  return Math.max(0, ...kinds.map((kind) => KINDS[kind].alone));
}

const strongest = (all: readonly Status[]): Status => StatusOrder.options.find((one) => all.includes(one)) ?? 'linked';

const related = (a: ProviderRecord, b: ProviderRecord): boolean =>
  a.id === b.id ||
  (a.legal_entity != null && a.legal_entity === b.legal_entity) ||
  (a.ultimate_parent != null && a.ultimate_parent === b.ultimate_parent);

/** Does one of them belong to the other, or both to the same owner? Then neither is the other's subprocessor. */
export const sameHouse = related;

const NOT_CARRIED: readonly Role[] = ['dns', 'ca', 'dmarc-reports', 'subprocessor'];

function carrierOf(group: readonly Sighting[], catalogue: Catalogue): Carrier | undefined {
  const seen = group.find((one) => one.carrier && !related(one.carrier.provider, one.provider))?.carrier;
  if (seen) return seen;
  const [first] = group;
  // What the catalogue knows was seen elsewhere: it holds for services in use, not for an account or a name server.
  const status = strongest(group.map((one) => one.status));
  if (!first || first.own === true || NOT_CARRIED.includes(first.role) || status === 'verified-once' || status === 'declared')
    return undefined;
  const known = first.provider.runs_on_observed
    ?.map((id) => catalogue.providers.get(id))
    .find((one) => one !== undefined && !related(one, first.provider));
  if (!known) return undefined;
  return {
    provider: known,
    evidence: evidence(
      'catalogue',
      first.provider.id,
      `${first.provider.name} runs on ${known.name} (catalogue, ${first.provider.verified_on ?? 'not verified'})`,
      `grep '"id": "${first.provider.id}"' providers.jsonl`,
    ),
  };
}

/** Puts sightings together: one finding per provider and role, and one per provider that carries another. */
export function gather(sightings: readonly Sighting[], catalogue: Catalogue): Finding[] {
  const groups = Map.groupBy(sightings, (one) => `${one.provider.id} ${one.role}`);
  const findings: Finding[] = [];
  const carriers = new Map<string, { carrier: Carrier; confidence: number; seen: boolean }[]>();
  for (const all of groups.values()) {
    const group = all.filter((one) => !one.support);
    const [first] = group;
    if (!first) continue;
    // What only stands in a policy or a token does not become more certain by what is loaded, but the other way round it does.
    const status = strongest(group.map((one) => one.status));
    const sure = confidence(group.map((one) => one.kind));
    const carrier = status === 'dangling' ? undefined : carrierOf(group, catalogue);
    const unique = new Map(
      [...group, ...all.filter((one) => one.support)].map((one) => [
        `${one.evidence.kind} ${one.evidence.name} ${one.evidence.value}`,
        one.evidence,
      ]),
    );
    findings.push({
      provider: first.provider.id,
      role: first.role,
      status,
      confidence: sure,
      reach: group.every((one) => one.own) ? 'self-hosted' : first.provider.jurisdiction_risk,
      runsOn: carrier?.provider.id ?? null,
      evidence: [...unique.values()].slice(0, 20),
    });
    if (carrier) {
      const list = carriers.get(carrier.provider.id) ?? [];
      list.push({ carrier, confidence: sure, seen: carrier.evidence.kind !== 'catalogue' });
      carriers.set(carrier.provider.id, list);
    }
  }
  for (const list of carriers.values()) {
    const [first] = list;
    if (!first) continue;
    const seen = list.some((one) => one.seen);
    const at = findings.findIndex((one) => one.provider === first.carrier.provider.id && one.role === 'subprocessor');
    const known = findings[at];
    if (known) {
      const more = list
        .map((one) => one.carrier.evidence)
        .filter((piece) => !known.evidence.some((one) => one.kind === piece.kind && one.value === piece.value));
      findings[at] = {
        ...known,
        confidence: seen && known.evidence.some((one) => one.kind !== 'asn') ? 0.85 : known.confidence,
        evidence: [...known.evidence, ...more].slice(0, 20),
      };
      continue;
    }
    findings.push({
      provider: first.carrier.provider.id,
      role: 'subprocessor',
      status: seen ? 'observed' : 'declared',
      confidence: seen ? 0.6 : Math.min(0.5, Math.max(...list.map((one) => one.confidence))),
      reach: first.carrier.provider.jurisdiction_risk,
      runsOn: null,
      evidence: list.map((one) => one.carrier.evidence).slice(0, 20),
    });
  }
  return findings;
}
