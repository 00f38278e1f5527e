import type { Duration } from '../../kernel/instant.ts';

/** What a company depends on: the file `krisenfest-model@1` after it was read. Durations in milliseconds. */
export const FORMAT = 'krisenfest-model@1';

export const NODE_KINDS = ['process', 'system', 'service', 'data', 'person', 'site', 'line', 'power', 'device', 'cause'] as const;
export type NodeKind = (typeof NODE_KINDS)[number];

/** Where a number comes from: somebody's guess, a contract, or a measurement. */
export const SOURCES = ['guess', 'contract', 'tested'] as const;
export type Source = (typeof SOURCES)[number];

/** Three points of a PERT distribution. */
export type Estimate = { readonly best: Duration; readonly likely: Duration; readonly worst: Duration; readonly source: Source };

/** Euro per hour of standstill; low and high are the 5 % and 95 % points of a lognormal distribution. */
export type CostPerHour = { readonly low: number; readonly likely: number; readonly high: number };

export type Backup = { readonly every: Duration; readonly needs: readonly string[] };

/** One opening of the week: days from Monday = 0, minutes from midnight; `to` may lie beyond 24:00 (over night). */
export type Opening = { readonly day: number; readonly from: number; readonly to: number };
/** A weekly calendar in an IANA time zone; `text` is the file's own wording. */
export type Calendar = { readonly tz: string; readonly open: readonly Opening[]; readonly text: readonly string[] };

export type Team = { readonly id: string; readonly name: string; readonly slots: number; readonly hours: Calendar | null };

export type ModelNode = {
  readonly id: string;
  readonly kind: NodeKind;
  readonly name: string;
  /** Nodes whose being broken breaks this one with them, at once. */
  readonly causes: readonly string[];
  readonly restore: Estimate | null;
  readonly replace: Estimate | null;
  readonly rebuild: Estimate | null;
  readonly restart: Duration;
  readonly restoredBy: readonly string[];
  readonly backups: readonly Backup[];
  /** False: nobody has said yet what it depends on. */
  readonly asked: boolean;
  /** Share of capacity that counts as emergency operation; processes only. */
  readonly minimum: number;
  readonly hours: Calendar | null;
  readonly rto: Duration | null;
  readonly mtpd: Duration | null;
  readonly rpo: Duration | null;
  readonly costPerHour: CostPerHour | null;
};

export type Dependency = {
  readonly of: string;
  /** One id; or several, of which `atLeast` must work. */
  readonly on: readonly string[];
  /** Written as `onAny` in the file. */
  readonly group: boolean;
  readonly atLeast: number;
  readonly for: 'run' | 'recovery' | 'both';
  readonly buffer: Duration;
  readonly loss: number;
};

export type Model = {
  readonly company: { readonly name: string; readonly employees: number | null; readonly hourlyRate: number | null };
  readonly response: Duration;
  readonly teams: readonly Team[];
  readonly nodes: readonly ModelNode[];
  readonly dependencies: readonly Dependency[];
};

/** A model with a calendar can only be simulated at a date and time. */
export const hasCalendars = (model: Model): boolean =>
  model.nodes.some((node) => node.hours !== null) || model.teams.some((team) => team.hours !== null);
