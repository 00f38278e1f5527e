import { duration, type Instant } from '../../../kernel/instant.ts';
import type { Model, ModelNode } from '../../../know/model/model.ts';
import { OpenHours } from '../../../know/simulation/hours.ts';
import { impact, type LiveFailure, type ProcessImpact } from '../../../know/simulation/impact.ts';
import type { Impact } from './wakerule.ts';

/** Beyond this the course of a live situation says nothing about waiting for one night. */
const HORIZON = 28 * 86_400_000;

/** Euro that a process loses from now on, by the hours in which it works. */
function lossOf({ hours, costPerHour }: ModelNode, { steps }: ProcessImpact, now: Instant): number {
  const rate = costPerHour?.likely ?? 0;
  if (rate === 0) return 0;
  const open = hours === null ? undefined : new OpenHours(hours, now);
  return steps.reduce((sum, { at, capacity }, i) => {
    const until = Math.min(steps[i + 1]?.at ?? Number.POSITIVE_INFINITY, now + HORIZON);
    if (capacity >= 1 || until <= at) return sum;
    const span = open ? open.between(at - now, until - now) : until - at;
    return sum + rate * (1 - capacity) * (span / 3_600_000);
  }, 0);
}

/** Does anything in the model say what hangs on it? */
const isUsed = (model: Model, node: string): boolean =>
  model.nodes.some(({ id, kind, causes }) => (id === node && kind === 'process') || causes.includes(node)) ||
  model.dependencies.some(({ on }) => on.includes(node));

/**
 * What it means to begin only in the morning, computed from the live model (contracts/model.md, "Live"): the same situation with the
 * work beginning now and with it beginning then. Not known when the thing is not in the model, when nobody has said what hangs on it, or when a
 * process that it stops has neither targets nor costs.
 */
export function waitingFor(model: Model, node: string | null, failures: readonly LiveFailure[], now: Instant, morning: Instant): Impact {
  if (node === null || !model.nodes.some(({ id }) => id === node) || !isUsed(model, node)) return { known: false };
  const all = failures.some((one) => one.node === node) ? failures : [...failures, { node, from: now }];
  const first = all.reduce((least, { from }) => Math.min(least, from), Number(now));
  const at = (response: number) => impact({ ...model, response: duration(response) }, all, now);
  const early = new Map(at(Math.max(model.response, now - first)).processes.map((one) => [one.id, one]));
  const late = at(Math.max(model.response, morning - first)).processes;
  const nodes = new Map(model.nodes.map((one) => [one.id, one]));
  const hit = late.filter(({ downFrom }) => downFrom !== null);
  const silent = hit.some(({ id }) => {
    const { rto = null, mtpd = null, costPerHour = null } = nodes.get(id) ?? {};
    return rto === null && mtpd === null && costPerHour === null;
  });
  if (silent) return { known: false };
  const breaks = hit.flatMap(({ name, rtoHolds, mtpdHolds, rtoAt, mtpdAt }) => [
    ...(rtoHolds === false && rtoAt !== null ? [{ process: name, target: 'rto' as const, at: rtoAt }] : []),
    ...(mtpdHolds === false && mtpdAt !== null ? [{ process: name, target: 'mtpd' as const, at: mtpdAt }] : []),
  ]);
  const cost = hit.reduce((sum, one) => {
    const own = nodes.get(one.id);
    const before = early.get(one.id);
    return own && before ? sum + lossOf(own, one, now) - lossOf(own, before, now) : sum;
  }, 0);
  return { known: true, breaks: breaks.sort((a, b) => a.at - b.at), cost: Math.max(0, Math.round(cost)) };
}
