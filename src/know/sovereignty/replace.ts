import { DAY, formatDuration } from '../../kernel/instant.ts';
import type { InventoryNode } from '../inventory/inventory.ts';
import type { Team } from '../model/model.ts';
import type { ExitPlanContents } from './exit.ts';

const WEEK_MINUTES = 7 * 24 * 60;

/** The share of a week in which a team works; always where it has no hours. */
const shareOpen = ({ hours }: Team): number =>
  hours === null ? 1 : Math.min(1, hours.open.reduce((sum, { from, to }) => sum + (to - from), 0) / WEEK_MINUTES);

/**
 * Days to switch as the model's `replace`. They are calendar days; the model lets the work rest outside the hours of the teams that do
 * it (contracts/model.md, "Restore schedule"), so only their share of the time goes in, and the service comes back on the day that was
 * said. What was not tried may be done in half the time or take twice as long.
 */
export function replaceOf(
  { switchDays, source }: Pick<ExitPlanContents, 'switchDays' | 'source'>,
  teams: readonly Team[],
): InventoryNode['replace'] {
  if (switchDays === null) return null;
  const share = Math.min(1, ...teams.map(shareOpen));
  const span = (days: number) => formatDuration(Math.max(1000, Math.round((days * DAY * share) / 1000) * 1000));
  const spread = source === 'tested' ? 1 : 2;
  return { best: span(switchDays / spread), likely: span(switchDays), worst: span(switchDays * spread), source };
}
