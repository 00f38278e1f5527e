import type { Model } from '../model/model.ts';
import type { SimulationResult } from './simulate.ts';
import { msWhen } from './told.ts';

/** A restore in the plan; times in milliseconds since the outage. */
export type Job = { readonly node: string; readonly from: number; readonly to: number };
/** One hand of a team, and what it does one after the other; `team` null: needs nobody. */
export type Hand = { readonly team: string | null; readonly number: number; readonly jobs: readonly Job[] };

/** The restores of a plan whose beginning and end are known and finite. */
export const timedJobs = ({ restores }: Pick<SimulationResult, 'restores'>): readonly (Job & { readonly teams: readonly string[] })[] =>
  restores.flatMap(({ node, start, end, teams }) => {
    const [from, to] = [msWhen(start), msWhen(end)];
    return from !== undefined && to !== undefined && Number.isFinite(to) ? [{ node, from, to, teams }] : [];
  });

/**
 * Who does what: every hand of every team that has something to do, and rows for what needs nobody. A restore that needs several teams
 * stands in a row of each. Rows are filled from the first free hand on, so a team of three that never needs its third shows two.
 */
export function handsOf(model: Model, result: Pick<SimulationResult, 'restores'>): readonly Hand[] {
  const jobs = timedJobs(result);
  const rowsFor = (team: string | null): Hand[] => {
    const mine = jobs.filter(({ teams }) => (team === null ? teams.length === 0 : teams.includes(team)));
    const rows: Job[][] = [];
    for (const { node, from, to } of [...mine].sort((a, b) => a.from - b.from || a.to - b.to)) {
      const free = rows.find((row) => (row.at(-1)?.to ?? 0) <= from);
      if (free) free.push({ node, from, to });
      else rows.push([{ node, from, to }]);
    }
    return rows.map((row, n) => ({ team, number: n + 1, jobs: row }));
  };
  return [...model.teams.flatMap(({ id }) => rowsFor(id)), ...rowsFor(null)];
}
