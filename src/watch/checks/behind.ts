import type { Id } from '../../kernel/id.ts';
import { type Instant, instant } from '../../kernel/instant.ts';
import type { Model } from '../../know/model/model.ts';
import type { UplinkRole } from '../uplinks/uplinks.ts';
import { type Ahead, type Because, type CheckState, settledOf } from './checks.ts';
import type { Observation } from './observation.ts';
import type { Outside } from './outside.ts';
import { viaLine } from './silence.ts';

/**
 * A check as a place in the order of what lies in front of what. `ownLine`: it shows whether the way to the Internet works. `uplink`: the role
 * of the line that it goes out by; null = it goes as the machine chooses.
 */
export type Placed = {
  readonly id: Id;
  readonly nodeId: string | null;
  readonly behind: readonly Id[];
  readonly ownLine: boolean;
  readonly uplink: UplinkRole | null;
};

/** Something in front of a check, as it stands. */
export type InFront = { readonly id: Id; readonly name: string; readonly state: CheckState; readonly lastAt: Instant | null };

/**
 * Who lies in front of whom, the farthest in front first; the checks of the own lines; those of them that show the way which the machine
 * takes by itself (`ways`; without one, the targets out there show it together); and in which `rank` results that came together are judged, so that what lies in front has its turn before.
 */
export type Order = {
  readonly inFront: ReadonlyMap<Id, readonly Id[]>;
  readonly lines: readonly Id[];
  readonly ways: readonly Id[];
  readonly rank: (id: Id) => number;
};

/**
 * What lies in front of what in one organisation; `of` gives how a check stands that another node looks after; `outside`: what the targets
 * beyond the own line say of the way that the machine takes by itself.
 */
export type Surroundings = {
  readonly order: Order;
  readonly of: (id: Id) => InFront | undefined;
  readonly outside: Outside;
};

/** Everything that can be reached from `start` by `step`, without `start` itself. */
function reach<T>(start: T, step: (from: T) => readonly T[]): Set<T> {
  const seen = new Set<T>([start]);
  for (const at of seen) for (const next of step(at)) seen.add(next);
  seen.delete(start);
  return seen;
}

/**
 * What breaks a node at once: its causes, and what it needs all of to run, without a buffer. A dependency with a spare or a buffer says
 * nothing about the moment.
 */
function needsAtOnce(model: Model): (node: string) => readonly string[] {
  const needs = new Map(model.nodes.map(({ id, causes }) => [id, [...causes]]));
  for (const one of model.dependencies) {
    const hard = one.for !== 'recovery' && one.buffer === 0 && one.loss === 1 && one.on.length === one.atLeast;
    if (hard) needs.get(one.of)?.push(...one.on);
  }
  return (node) => needs.get(node) ?? [];
}

/**
 * Puts the checks into order: by what somebody said (`behind`) and by what the model says of their resources. Two that would lie in
 * front of each other do not: neither excuses the other.
 */
export function orderOf(checks: readonly Placed[], model: Model): Order {
  const byNode = Map.groupBy(
    checks.filter(({ nodeId }) => nodeId !== null),
    ({ nodeId }) => nodeId ?? '',
  );
  const needs = needsAtOnce(model);
  const nodesInFront = new Map([...byNode.keys()].map((node) => [node, reach(node, needs)]));
  const known = new Map(checks.map((check) => [check.id, check]));
  const direct = (id: Id): Id[] => {
    const check = known.get(id);
    if (!check) return [];
    const nodes = check.nodeId === null ? [] : [...(nodesInFront.get(check.nodeId) ?? [])];
    const mutual = (node: string) => check.nodeId !== null && nodesInFront.get(node)?.has(check.nodeId);
    const ofNodes = nodes.flatMap((node) => (mutual(node) ? [] : (byNode.get(node) ?? []).map((one) => one.id)));
    return [...check.behind.filter((one) => known.has(one)), ...ofNodes];
  };
  const all = new Map(checks.map(({ id }) => [id, reach(id, direct)]));
  const depth = (id: Id) => all.get(id)?.size ?? 0;
  const inFront = new Map<Id, readonly Id[]>();
  for (const [id, ids] of all) {
    const clear = [...ids].filter((one) => !all.get(one)?.has(id)).sort((a, b) => depth(a) - depth(b));
    if (clear.length > 0) inFront.set(id, clear);
  }
  const own = checks.filter(({ ownLine, uplink }) => ownLine || uplink !== null);
  const lines = own.map(({ id }) => id);
  // Without a check of the way itself, what the firm works by stands for it; a spare says nothing about it.
  const byItself = own.filter(({ uplink }) => uplink === null);
  const ways = (byItself.length > 0 ? byItself : own.filter(({ uplink }) => uplink === 'main')).map(({ id }) => id);
  const first = new Set(lines.flatMap((id) => [id, ...(inFront.get(id) ?? [])]));
  return { inFront, lines, ways, rank: (id) => depth(id) + (first.has(id) ? 0 : checks.length) };
}

/** A check that waits for the answer of what lies in front of it waits no longer than this: no outage is lost for that. */
export const WAIT_MS = 120_000;

const isDown = ({ state }: InFront): boolean => state.kind !== 'paused' && settledOf(state).kind === 'down';
/** In its maintenance nobody says of it that it is down; what lies behind it is excused all the same. */
const excuses = (one: InFront): boolean => isDown(one) || one.state.kind === 'maintenance';

/** A line that is down, or behind something that is. */
const isGone = (line: InFront): boolean => isDown(line) || line.state.kind === 'behind';

const becauseOfLine = ({ id, name, state }: InFront): Because =>
  state.kind === 'behind' ? state.because : { kind: 'line', checkId: id, name };

/** A check with a miss, as the question is put whose fault that is. */
export type Missing = {
  readonly id: Id;
  /** When its first miss began … */
  readonly since: Instant;
  /** … and when that was over: what was looked at while it lasted may have gone in the same moment. */
  readonly after: Instant;
  /** Since when nothing is known of it: as `since`, but the misses that were excused count too. */
  readonly began: Instant;
  /** When the look before this one began. */
  readonly before: Instant | null;
  /** When something else out there had answered, after the first miss; null = not known. */
  readonly othersAt: Instant | null;
  /** By its own rules it would be told now. */
  readonly counts: boolean;
};

/**
 * A silent target counts only when something beyond the line has answered between two of its misses and again since: whoever missed all its
 * looks within one outage of the line is not told. `answeredAt`: when something answered last; `now`: when the look began.
 */
function believed({ since, after, before, othersAt }: Missing, answeredAt: Instant, now: Instant): Ahead {
  const between =
    othersAt !== null && ((othersAt <= now && answeredAt >= now) || (before !== null && othersAt <= before && answeredAt >= before));
  const known = othersAt ?? (answeredAt >= after ? answeredAt : null);
  return { kind: between || now - since >= WAIT_MS ? 'clear' : 'waits', ...(known === null ? {} : { othersAt: known }) };
}

/** Where no check is meant for the own line, the targets out there show it together: when nobody answers any more, it is the line. */
function byOthers(check: Missing, { outcome }: Observation, outside: Outside, now: Instant): Front {
  const { told, enough, answeredAt, silentEnough, allAsked, open: ask } = outside;
  const gone = silentEnough && (allAsked || now - check.since >= WAIT_MS);
  if (told || (gone && check.counts)) return { ahead: { kind: 'behind', because: { kind: 'site' } }, ask: [] };
  if (!enough) return CLEAR;
  if (outcome !== 'down') return { ahead: { kind: 'clear' }, ask };
  const ahead = believed(check, answeredAt, now);
  return { ahead: gone && ahead.kind === 'clear' ? { ...ahead, kind: 'waits' } : ahead, ask };
}

/** Where a check is meant for it, that one has to have answered, or a target out there. */
function byWays(check: Missing, ways: readonly InFront[], { answeredAt }: Outside, now: Instant): Front {
  const answers = ways.map(({ state, lastAt }) => (state.kind === 'up' ? (lastAt ?? 0) : 0));
  return { ahead: believed(check, instant(Math.max(answeredAt, ...answers)), now), ask: ways.map(({ id }) => id) };
}

/** Whoever watches it has not said yet how it stands at or after `since`. */
function open({ state, lastAt }: InFront, since: Instant): boolean {
  if (state.kind === 'paused') return false;
  // A fault of our own: what it was before says nothing about this moment.
  if (state.kind === 'unclear') return true;
  const settled = settledOf(state);
  return settled.kind === 'suspect' || lastAt === null || lastAt < since;
}

/** How things stand in front of a check, and who must be looked at now to know. */
export type Front = { readonly ahead: Ahead; readonly ask: readonly Id[] };

const CLEAR: Front = { ahead: { kind: 'clear' }, ask: [] };

/**
 * Whose fault is a miss? `of` gives how another check stands, `outside` what the targets beyond the own line show together. The cause is the farthest in front
 * that is down. When every own line is down, what lies beyond it and gave no answer is excused; a line itself never is by the others. When
 * only the line is down by which the machine goes, that excuses too, unless something out there has answered since: then another line has taken
 * over.
 */
export function frontOf(check: Missing, observation: Observation, { order, of, outside }: Surroundings, now: Instant): Front {
  if (observation.outcome === 'up') return CLEAR;
  const standing = (ids: readonly Id[]) => ids.flatMap((id) => of(id) ?? []).filter(({ state }) => state.kind !== 'paused');
  const front = observation.outcome === 'down' ? standing(order.inFront.get(check.id) ?? []) : [];
  const root = front.find(excuses);
  if (root) return { ahead: { kind: 'behind', because: { kind: 'check', checkId: root.id, name: root.name } }, ask: [] };

  const isLine = order.lines.includes(check.id);
  const lines = standing(order.lines.filter((id) => id !== check.id));
  const beyond = !isLine && viaLine(observation);
  const [line] = lines;
  const ways = lines.filter(({ id }) => order.ways.includes(id));
  const hasWay = ways.length > 0 || order.ways.includes(check.id);
  if (beyond && hasWay && line && lines.every(isGone)) return { ahead: { kind: 'behind', because: becauseOfLine(line) }, ask: [] };
  const [way] = ways;
  if (beyond && way && outside.answeredAt < check.began && ways.every(isGone))
    return { ahead: { kind: 'behind', because: { kind: 'check', checkId: way.id, name: way.name } }, ask: [] };

  const inferred = beyond && !hasWay ? byOthers(check, observation, outside, now) : CLEAR;
  if (inferred.ahead.kind === 'behind' || observation.outcome !== 'down') return inferred;
  const seen = beyond && hasWay ? byWays(check, ways, outside, now) : inferred;
  const oneWorks = ways.some((one) => !open(one, check.after) && !isGone(one));
  const unsure = [...front, ...(beyond && !oneWorks ? ways : [])].filter((one) => open(one, check.after));
  if (unsure.length === 0 || now - check.since >= WAIT_MS) {
    const offline = hasWay && lines.every(isGone) ? [check.id, ...lines.map(({ id }) => id)] : [];
    if (isLine) return { ahead: { kind: 'clear', offline }, ask: [] };
    // Before it counts again, everything in front has been looked at anew.
    return { ahead: seen.ahead, ask: [...front.map(({ id }) => id), ...seen.ask] };
  }
  const ask = unsure.filter(({ lastAt }) => lastAt === null || lastAt < check.after).map(({ id }) => id);
  return { ahead: { ...seen.ahead, kind: 'waits' }, ask };
}

/** The site was offline, and this line comes back: the checks of the others, which stay down. Else none. */
export function stillDown(id: Id, { order, of }: Pick<Surroundings, 'order' | 'of'>): readonly Id[] {
  if (!order.lines.includes(id) || order.ways.length === 0) return [];
  const others = order.lines.flatMap((one) => (one === id ? [] : (of(one) ?? []))).filter(({ state }) => state.kind !== 'paused');
  return others.every(isGone) ? others.filter(isDown).map((one) => one.id) : [];
}
