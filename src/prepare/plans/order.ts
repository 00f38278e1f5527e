import { err, ok, type Result } from '../../kernel/result.ts';
import { Phase, type StepContents } from './plans.ts';

/** Why steps have no order. `steps` are titles, for the sentence; a circle begins and ends with the same one. */
export type OrderFault =
  | { readonly kind: 'circle'; readonly steps: readonly string[] }
  | { readonly kind: 'unknown-step'; readonly step: string; readonly after: string }
  | { readonly kind: 'same-id'; readonly step: string };

/**
 * When a step can begin and end at the earliest, in minutes after the alarm, with enough hands. `atLeast`: something on the way has no
 * minutes, so it can be later.
 */
export type Slot = { readonly id: string; readonly start: number; readonly end: number; readonly atLeast: boolean };

type Waiting = Pick<StepContents, 'id' | 'title' | 'after' | 'minutes' | 'phase'>;

/** A circle among steps that are all still waiting, as titles; walks from one to what it waits for until a step comes twice. */
function circleIn(left: readonly Waiting[]): string[] {
  const byId = new Map(left.map((step) => [step.id, step]));
  const path: Waiting[] = [];
  let at = left[0];
  while (at && !path.includes(at)) {
    path.push(at);
    at = at.after.map((id) => byId.get(id)).find((step) => step !== undefined);
  }
  const circle = at ? path.slice(path.indexOf(at)) : path;
  return [...circle, ...(at ? [at] : [])].map((step) => step.title).reverse();
}

/** What must come before, first; else by phase, else as written. */
function sorted<S extends Waiting>(steps: readonly S[]): Result<S[], OrderFault> {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const twice = steps.find((step) => byId.get(step.id) !== step);
  if (twice) return err({ kind: 'same-id', step: twice.title });
  for (const step of steps)
    for (const after of step.after) if (!byId.has(after)) return err({ kind: 'unknown-step', step: step.title, after });
  const rank = (step: S) => Phase.options.indexOf(step.phase) * steps.length + steps.indexOf(step);
  const done = new Set<string>();
  const ordered: S[] = [];
  let left = [...steps].sort((a, b) => rank(a) - rank(b));
  while (left.length > 0) {
    const next = left.find((step) => step.after.every((id) => done.has(id)));
    if (!next) return err({ kind: 'circle', steps: circleIn(left) });
    done.add(next.id);
    ordered.push(next);
    left = left.filter((step) => step !== next);
  }
  return ok(ordered);
}

/** The earliest times of all steps: each begins when the last of what it waits for has ended (critical path). */
export function earliestTimes(steps: readonly Waiting[]): Result<Map<string, Slot>, OrderFault> {
  const ordered = sorted(steps);
  if (!ordered.ok) return ordered;
  const byId = new Map(steps.map((step) => [step.id, step]));
  const slots = new Map<string, Slot>();
  for (const step of ordered.value) {
    const before = step.after.flatMap((id) => slots.get(id) ?? []);
    const start = Math.max(0, ...before.map((slot) => slot.end));
    const atLeast = before.some((slot) => slot.atLeast || byId.get(slot.id)?.minutes === null);
    slots.set(step.id, { id: step.id, start, end: start + (step.minutes ?? 0), atLeast });
  }
  return ok(slots);
}

/**
 * The steps in the order in which they are done: by when they can begin; of those that begin together by phase, else as written.
 * Refuses circles and steps that wait for something that is not there.
 */
export function inOrder<S extends Waiting>(steps: readonly S[]): Result<S[], OrderFault> {
  const slots = earliestTimes(steps);
  if (!slots.ok) return slots;
  const ordered = sorted(steps);
  const start = (step: S) => slots.value.get(step.id)?.start ?? 0;
  // Sorting is stable: what a step waits for begins no later and stands before it already.
  return ordered.ok ? ok(ordered.value.sort((a, b) => start(a) - start(b))) : ordered;
}

/** How long the whole plan takes at the earliest, in minutes; `atLeast` when a step has no minutes. */
export function lengthOf(steps: readonly Waiting[]): Result<{ minutes: number; atLeast: boolean }, OrderFault> {
  const slots = earliestTimes(steps);
  if (!slots.ok) return slots;
  const minutes = Math.max(0, ...[...slots.value.values()].map((slot) => slot.end));
  return ok({ minutes, atLeast: steps.some((step) => step.minutes === null) });
}
