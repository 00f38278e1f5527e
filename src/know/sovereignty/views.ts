import { DAY, type Duration, parseDuration } from '../../kernel/instant.ts';
import type { Language } from '../../kernel/languages.ts';
import { shortName } from '../discovery/propose.ts';
import type { Inventory } from '../inventory/inventory.ts';
import {
  type ExitPlanContents,
  type ExportTest,
  noticeBy,
  type Readiness,
  readinessOf,
  type SwitchVerdict,
  suggested,
  sundaysAfter,
  verdictOf,
} from './exit.ts';
import { metricsOf } from './metrics.ts';
import { isHome, type Jurisdiction } from './reach.ts';
import { type Service, servicesOf } from './services.ts';
import { type Correction, type Provider, providersOf, type Records } from './standing.ts';
import { weakestOf } from './weakest.ts';

type Plan = { readonly node: string; readonly at: number; readonly by: string; readonly contents: ExitPlanContents };
type Test = ExportTest & { readonly node: string };

/** Everything the pages of sovereignty are computed from. */
export type Ground = {
  readonly inventory: Inventory;
  readonly providers: readonly Provider[];
  readonly services: readonly Service[];
  readonly plans: ReadonlyMap<string, Plan>;
  readonly tests: readonly Test[];
  /** Services whose plan has a change that can be taken back. */
  readonly changed: ReadonlySet<string>;
  readonly records: Records;
};

export function groundOf(
  inventory: Inventory,
  records: Records,
  said: {
    readonly corrections: readonly Correction[];
    readonly plans: readonly Plan[];
    readonly tests: readonly Test[];
    readonly changed: ReadonlySet<string>;
  },
): Ground {
  const providers = providersOf(inventory, records, said.corrections);
  const services = servicesOf(inventory, providers);
  return {
    inventory,
    providers,
    services,
    plans: new Map(said.plans.map((one) => [one.node, one])),
    tests: said.tests,
    changed: said.changed,
    records,
  };
}

/** The alternatives of the catalogue, the own house first, then Germany, Europe, the rest. */
export function alternativesTo(service: Service, records: Records): string[] {
  const ids = (service.partner?.catalogueId && records.get(service.partner.catalogueId)?.alternatives) || [];
  const rank = (reach: string) => ['self-hosted', 'DE', 'EU', 'CH'].indexOf(reach) + 1 || 9;
  return ids
    .flatMap((id) => records.get(id) ?? [])
    .sort((a, b) => rank(a.jurisdiction_risk) - rank(b.jurisdiction_risk))
    .map(({ name }) => shortName(name));
}

/** Whose law reaches what, with the figures. */
export function sovereigntyOf({ inventory, providers, services, plans }: Ground) {
  const names = new Map(inventory.nodes.map(({ key, name }) => [key, name]));
  const weakest = weakestOf(inventory, providers);
  const metrics = metricsOf(services);
  return {
    providers: [...providers],
    services: services.map(({ partner, carriers, costPerHour: _cost, processes, ...rest }) => ({
      ...rest,
      processes: processes.map((key) => names.get(key) ?? key),
      location: plans.get(rest.key)?.contents.location ?? '',
      partner: partner?.key ?? null,
      carriers: carriers.map(({ key }) => key),
    })),
    processes: inventory.nodes
      .filter(({ kind }) => kind === 'process')
      .map(({ key, name }) => {
        const { reach, chain } = weakest.get(key) ?? { reach: 'unknown' as const, chain: [] };
        return { key, name, reach, chain: chain.filter((one) => one !== key).map((one) => names.get(one) ?? one) };
      }),
    metrics: { ...metrics, parents: [...metrics.parents], direct: [...metrics.direct], indirect: [...metrics.indirect] },
  };
}

export type Exit = {
  readonly key: string;
  readonly name: string;
  readonly role: Service['role'];
  readonly reach: Jurisdiction;
  readonly provider: string | null;
  readonly plan: ExitPlanContents;
  readonly saved: { readonly at: number; readonly by: string } | null;
  readonly undoable: boolean;
  readonly tests: ExportTest[];
  readonly readiness: Readiness;
  readonly tightest: { readonly name: string; readonly mtpdMs: number } | null;
  readonly verdict: SwitchVerdict;
  readonly noticeBy: string | null;
  readonly moveOn: string | null;
};

/** The process with the shortest MTPD that rests on a service. */
function tightestOf(inventory: Inventory, service: Service): Exit['tightest'] {
  const targets = inventory.nodes.flatMap(({ key, name, mtpd }) => {
    const span: Duration | undefined = mtpd === null ? undefined : parseDuration(mtpd);
    return span !== undefined && service.processes.includes(key) ? [{ name, mtpdMs: Number(span) }] : [];
  });
  return targets.sort((a, b) => a.mtpdMs - b.mtpdMs)[0] ?? null;
}

/** What the category suggests; where the model already knows an exit, its time. */
function suggestion(inventory: Inventory, service: Service, records: Records, language: Language): ExitPlanContents {
  const plan = suggested(service.role, alternativesTo(service, records), language);
  const replace = inventory.nodes.find(({ key }) => key === service.key)?.replace;
  const known = replace ? parseDuration(replace.likely) : undefined;
  return replace && known !== undefined ? { ...plan, switchDays: Math.round((known / DAY) * 1000) / 1000, source: replace.source } : plan;
}

/**
 * How each service would be left. What foreign law reaches moves one a month, on the first Sunday, the least effort first; `today` is
 * an ISO date, `now` in milliseconds.
 */
export function exitsOf(
  { inventory, services, plans, tests, changed, records }: Ground,
  today: string,
  now: number,
  language: Language,
): Exit[] {
  const exits = services.map((service): Exit => {
    const kept = plans.get(service.key);
    const plan = kept?.contents ?? suggestion(inventory, service, records, language);
    const mine = tests.filter(({ node }) => node === service.key).map(({ node: _node, ...test }) => test);
    const tightest = tightestOf(inventory, service);
    return {
      key: service.key,
      name: service.name,
      role: service.role,
      reach: service.reach,
      provider: service.partner?.name ?? null,
      plan,
      saved: kept ? { at: kept.at, by: kept.by } : null,
      undoable: changed.has(service.key),
      tests: mine,
      readiness: readinessOf(mine, now),
      tightest,
      verdict: verdictOf(plan.switchDays === null ? null : plan.switchDays * DAY, tightest?.mtpdMs ?? null),
      noticeBy: noticeBy(plan),
      moveOn: null,
    };
  });
  const leaving = exits
    .filter(({ reach }) => !isHome(reach) && reach !== 'unknown')
    .sort((a, b) => (a.plan.effortDays ?? Number.POSITIVE_INFINITY) - (b.plan.effortDays ?? Number.POSITIVE_INFINITY));
  const sundays = sundaysAfter(today, leaving.length);
  const moves = new Map(leaving.map(({ key }, n) => [key, sundays[n] ?? null]));
  return exits.map((exit) => ({ ...exit, moveOn: moves.get(exit.key) ?? null }));
}
