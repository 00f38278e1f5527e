import type { Money, SimulationResult } from './simulate.ts';
import { msWhen } from './told.ts';

/** What a change does to one process: when it is back before and after, in ms (Infinity = never; undefined = not known). */
export type Shift = { readonly process: string; readonly before: number | undefined; readonly after: number | undefined };

/** Two results of the same question beside each other; `less`: euros that are saved (negative: it costs more), where both are known. */
export type Compared = {
  readonly before: Money;
  readonly after: Money;
  readonly less: number | undefined;
  /** Missed targets (RTO, MTPD, RPO) over all processes. */
  readonly missedBefore: number;
  readonly missedAfter: number;
  /** Processes that come back at another time, the largest difference first. */
  readonly shifts: readonly Shift[];
};

const missed = ({ processes }: SimulationResult): number =>
  Object.values(processes).reduce(
    (sum, { rto, mtpd, rpo }) => sum + Number(rto === 'fails') + Number(mtpd === 'fails') + Number(rpo === 'fails' || rpo === 'lost'),
    0,
  );

const gain = ({ before, after }: Shift): number => {
  if (before === undefined || after === undefined || before === after) return 0;
  return Math.abs(before - after);
};

/** The likely course decides, so that the difference is said at once and does not wait for the runs. */
export function compared(before: SimulationResult, after: SimulationResult): Compared {
  const [one, other] = [before.cost.likely, after.cost.likely];
  const shifts = Object.keys(before.processes).flatMap((process): Shift[] => {
    const shift = {
      process,
      before: msWhen(before.processes[process]?.recovered.planned ?? null),
      after: msWhen(after.processes[process]?.recovered.planned ?? null),
    };
    return shift.before === shift.after ? [] : [shift];
  });
  return {
    before: one,
    after: other,
    less: typeof one === 'number' && typeof other === 'number' ? one - other : undefined,
    missedBefore: missed(before),
    missedAfter: missed(after),
    shifts: shifts.sort((a, b) => gain(b) - gain(a)),
  };
}
