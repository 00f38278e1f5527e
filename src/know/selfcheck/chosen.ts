import { MINUTE, parseDuration } from '../../kernel/instant.ts';
import { parseOpening } from '../model/calendar.ts';
import type { Answers, When } from './answers.ts';
import type { Branch, BranchAsset, BranchProcess } from './branch.ts';

/** The weekly opening of a process: as its branch says, or as somebody said. Empty = always. */
const OPENINGS: Readonly<Record<Exclude<When, 'usual'>, readonly string[]>> = {
  weekdays: ['Mo-Fr 08:00-17:00'],
  saturday: ['Mo-Sa 08:00-18:00'],
  daily: ['Mo-So 08:00-20:00'],
  always: [],
};
const ALWAYS = 'Mo-So 00:00-24:00';

export function openingOf(branch: Branch, one: BranchProcess, when: When): readonly string[] {
  const open = when === 'usual' ? (one.hours ?? branch.hours) : OPENINGS[when];
  return open.includes(ALWAYS) ? [] : open;
}

/** Hours a week; no line at all = 168. */
export const weeklyHours = (open: readonly string[]): number =>
  open.length === 0
    ? 168
    : open
        .flatMap((line) => {
          const parsed = parseOpening(line);
          return parsed.ok ? parsed.value : [];
        })
        .reduce((sum, { from, to }) => sum + (to - from) / 60, 0);

/** The target that leaves time for what was left undone: by rule a bit less than half of the longest bearable standstill. */
export function targetFor(standstill: string): string {
  const ms = parseDuration(standstill) ?? 0;
  const known: Readonly<Record<string, string>> = {
    PT1H: 'PT30M',
    PT4H: 'PT2H',
    PT8H: 'PT4H',
    P1D: 'PT8H',
    P2D: 'P1D',
    P3D: 'P1D',
    P7D: 'P3D',
  };
  return known[standstill] ?? `PT${Math.max(1, Math.floor(ms / 2 / MINUTE))}M`;
}

export const chosenProcesses = (branch: Branch, answers: Answers): BranchProcess[] =>
  branch.processes.filter(({ id }) => Object.hasOwn(answers.processes, id));

/** What the chosen processes rest on, directly or through others, without what the firm does not have; in the order of the branch. */
export function neededAssets(branch: Branch, answers: Answers): BranchAsset[] {
  const has = (id: string) => answers.importance[id] !== 'none';
  const byId = new Map(branch.assets.map((asset) => [asset.id, asset]));
  const open = chosenProcesses(branch, answers).flatMap(({ needs }) => needs.flatMap(({ on }) => on));
  const needed = new Set<string>();
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const asset = byId.get(id);
    if (!asset || needed.has(id) || !has(id)) continue;
    needed.add(id);
    open.push(...asset.needs.flatMap(({ on }) => on), ...(asset.backup?.needs ?? []));
  }
  return branch.assets.filter(({ id }) => needed.has(id));
}

/** Is it needed by a chosen process itself, so that somebody can say how long one goes on without it? */
export const directlyNeeded = (branch: Branch, answers: Answers): ReadonlySet<string> =>
  new Set(chosenProcesses(branch, answers).flatMap(({ needs }) => needs.flatMap(({ on }) => on)));
