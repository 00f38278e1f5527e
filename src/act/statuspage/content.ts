import type { Instant } from '../../kernel/instant.ts';
import { sha256Hex } from '../../kernel/sha256.ts';
import type { PublicState } from '../../watch/outlets/publicstate.ts';
import type { Day } from './days.ts';
import type { Happening } from './happenings.ts';
import type { PublicWords } from './words.ts';

/** A component as the public sees it: its public name and how it stands. */
export type ShownComponent = { readonly key: string; readonly name: PublicWords; readonly state: PublicState };

export type PlannedMaintenance = { readonly from: Instant; readonly until: Instant; readonly components: readonly string[] };

/** Everything that the page says but its figures and its stamp: when this changes, it is written anew. */
export type StatusNow = {
  readonly company: string;
  readonly imprint: string;
  /** The usual website of the firm. */
  readonly site: string | null;
  readonly zone: string;
  readonly address: string | null;
  readonly hidden: boolean;
  readonly everyMinutes: number;
  readonly intro: PublicWords | null;
  readonly components: readonly ShownComponent[];
  /** Newest first. */
  readonly happenings: readonly Happening[];
  /** What is planned or open, soonest first. */
  readonly maintenance: readonly PlannedMaintenance[];
};

/** Everything on the page. `days` by the key of the component. Only this reaches the renderer: what is not in here cannot get out. */
export type StatusContent = StatusNow & { readonly writtenAt: Instant; readonly days: ReadonlyMap<string, readonly Day[]> };

/** A name for what the page says now. */
export const essenceOf = (now: StatusNow): string => sha256Hex(JSON.stringify(now));

/** How everything together stands, in the order of what matters to a visitor. */
export type Overall = {
  readonly kind: 'empty' | 'down' | 'disruption' | 'checking' | 'unknown' | 'maintenance' | 'up';
  readonly which: readonly ShownComponent[];
};

export function overallOf({ components, happenings }: Pick<StatusNow, 'components' | 'happenings'>): Overall {
  const standing = (state: PublicState) => components.filter((one) => one.state === state);
  for (const state of ['down', 'checking', 'unknown', 'maintenance'] as const) {
    if (state === 'checking' && happenings.some(({ until }) => until === null)) return { kind: 'disruption', which: [] };
    if (standing(state).length > 0) return { kind: state, which: standing(state) };
  }
  return { kind: components.length === 0 ? 'empty' : 'up', which: [] };
}
