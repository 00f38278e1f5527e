import type { Lists, Network } from './network.ts';
import { itemsOf } from './network.ts';

/** How a broken node comes back (contracts/model.md, "Meaning of a failure" 1). */
export type Way =
  /** At a known time, without work of a team. */
  | { readonly kind: 'until'; readonly at: number }
  | { readonly kind: 'restore'; readonly ms: number; readonly notBefore: number }
  /** Moves to an alternative; its causes coming back earlier ends it too. */
  | { readonly kind: 'replace'; readonly ms: number; readonly notBefore: number }
  /** Being restored already, by its teams, until a known time. */
  | { readonly kind: 'running'; readonly start: number; readonly end: number }
  | { readonly kind: 'with-causes' }
  | { readonly kind: 'never' };

/** A node that breaks at `from` (milliseconds from the start of the run), and its way back. */
export type Outage = { readonly node: number; readonly from: number; readonly way: Way };

export const UNTIL = 1;
export const RESTORE = 2;
export const REPLACE = 3;
export const RUNNING = 4;
export const WITH_CAUSES = 5;
export const NEVER = 6;

/** Outages laid out in numbers, in file order of their nodes. */
export type Outages = {
  readonly count: number;
  readonly node: Int32Array;
  readonly from: Float64Array;
  readonly way: Uint8Array;
  /** Until when (`UNTIL`, `RUNNING`); earliest start of a restore. */
  readonly at: Float64Array;
  /** How long the restore or replacement takes; for `RUNNING` its start. */
  readonly ms: Float64Array;
  /** Per outage: those of the outages of its causes; and the outages it is a cause of. */
  readonly causes: Lists;
  readonly effects: Lists;
  /** Teams that may be asked for more slots than they have. */
  readonly scarce: Uint8Array;
  /** The outages that need such a team, in file order. */
  readonly rivals: readonly number[];
};

const CODES = { until: UNTIL, restore: RESTORE, replace: REPLACE, running: RUNNING, 'with-causes': WITH_CAUSES, never: NEVER } as const;

const pairLists = (size: number, pairs: readonly (readonly [number, number])[]): Lists => {
  const start = new Int32Array(size + 1);
  const sorted = [...pairs].sort((a, b) => a[0] - b[0]);
  for (const [owner] of sorted) start[owner + 1] = (start[owner + 1] ?? 0) + 1;
  for (let i = 0; i < size; i++) start[i + 1] = (start[i + 1] ?? 0) + (start[i] ?? 0);
  return { start, items: Int32Array.from(sorted, ([, item]) => item) };
};

/** Lays outages out in numbers; finds which restores compete for hands. */
export function layOut(net: Network, outages: readonly Outage[]): Outages {
  const indexOf = new Map(outages.map(({ node }, i) => [node, i]));
  const pairs = outages.flatMap(({ node }, i) =>
    itemsOf(net.causes, node).flatMap((cause) => {
      const other = indexOf.get(cause);
      return other === undefined ? [] : [[i, other] as const];
    }),
  );
  const wanted = new Int32Array(net.slots.length);
  const asks = outages.map(({ node, way }) =>
    way.kind === 'restore' || way.kind === 'replace' || way.kind === 'running' ? itemsOf(net.teams, node) : [],
  );
  for (const teams of asks) for (const team of teams) wanted[team] = (wanted[team] ?? 0) + 1;
  const scarce = Uint8Array.from(wanted, (count, team) => (count > (net.slots[team] ?? 0) ? 1 : 0));
  return {
    count: outages.length,
    node: Int32Array.from(outages, ({ node }) => node),
    from: Float64Array.from(outages, ({ from }) => from),
    way: Uint8Array.from(outages, ({ way }) => CODES[way.kind]),
    at: Float64Array.from(outages, ({ way }) => {
      if (way.kind === 'until') return way.at;
      if (way.kind === 'running') return way.end;
      return way.kind === 'restore' || way.kind === 'replace' ? way.notBefore : 0;
    }),
    ms: Float64Array.from(outages, ({ way }) => {
      if (way.kind === 'running') return way.start;
      return way.kind === 'restore' || way.kind === 'replace' ? way.ms : 0;
    }),
    causes: pairLists(outages.length, pairs),
    effects: pairLists(
      outages.length,
      pairs.map(([effect, cause]) => [cause, effect]),
    ),
    scarce,
    rivals: outages.flatMap(({ way }, i) => (way.kind !== 'running' && (asks[i] ?? []).some((team) => scarce[team] === 1) ? [i] : [])),
  };
}
