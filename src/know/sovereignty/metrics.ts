import type { Jurisdiction } from './reach.ts';
import { isHome } from './reach.ts';
import type { Service } from './services.ts';
import { parentOf } from './standing.ts';

export type Grade = 'A' | 'B' | 'C' | 'D' | 'E';
/** Above this share that is not determined there is no grade. */
export const MOST_UNKNOWN = 0.3;
const GRADES: readonly (readonly [number, Grade])[] = [
  [0.9, 'A'],
  [0.7, 'B'],
  [0.5, 'C'],
  [0.3, 'D'],
];

export type Share<Name> = { readonly name: Name; readonly share: number; readonly services: number };

/**
 * Concentration over what is done for the company, not over hosts. Shares are of weighted services; the weight is the cost per hour
 * of the processes that rest on a service, where every service has one, else each counts the same (`weighted`).
 */
export type Metrics = {
  readonly count: number;
  readonly weighted: boolean;
  /** Served by one third party with nothing of another parent beside it (critical dependency: Kashaf et al. 2020). */
  readonly withoutFallback: number;
  readonly parents: readonly Share<string>[];
  /** By who offers it; and by the weakest of that and whose infrastructure carries it. */
  readonly direct: readonly Share<Jurisdiction>[];
  readonly indirect: readonly Share<Jurisdiction>[];
  /** Σ share² × 10,000 over parents; more than 2,500 counts as highly concentrated. Null = nothing determined. */
  readonly hhi: number | null;
  /** The least it can be with so many services, 10,000 / C; and what it is above that. */
  readonly floor: number | null;
  readonly aboveFloor: number | null;
  readonly unknown: number;
  readonly grade: Grade | null;
};

function shares<Name>(services: readonly Service[], weight: (one: Service) => number, name: (one: Service) => Name): Share<Name>[] {
  const total = services.reduce((sum, one) => sum + weight(one), 0);
  const groups = Map.groupBy(services, name);
  return [...groups]
    .map(([key, of]) => ({ name: key, share: of.reduce((sum, one) => sum + weight(one), 0) / total, services: of.length }))
    .sort((a, b) => b.share - a.share);
}

/** The figures of a set of services. */
export function metricsOf(services: readonly Service[]): Metrics {
  const weighted = services.length > 0 && services.every(({ costPerHour }) => costPerHour > 0);
  const weight = ({ costPerHour }: Service) => (weighted ? costPerHour : 1);
  const indirect = shares(services, weight, ({ reach }) => reach);
  const determined = services.filter(({ partner }) => partner !== null && partner.jurisdiction !== 'unknown');
  const parents = shares(determined, weight, ({ partner }) => (partner === null ? '' : parentOf(partner)));
  const unknown = indirect.find(({ name }) => name === 'unknown')?.share ?? 0;
  const home = indirect.filter(({ name }) => isHome(name)).reduce((sum, { share }) => sum + share, 0);
  const hhi = determined.length === 0 ? null : parents.reduce((sum, { share }) => sum + share * share, 0) * 10_000;
  const floor = determined.length === 0 ? null : 10_000 / determined.length;
  return {
    count: services.length,
    weighted,
    withoutFallback: services.filter(({ fallback, partner }) => partner !== null && partner.jurisdiction !== 'own' && !fallback).length,
    parents,
    direct: shares(services, weight, ({ direct }) => direct),
    indirect,
    hhi,
    floor,
    aboveFloor: hhi === null || floor === null ? null : hhi - floor,
    unknown,
    grade: services.length === 0 || unknown > MOST_UNKNOWN ? null : (GRADES.find(([least]) => home >= least)?.[1] ?? 'E'),
  };
}
