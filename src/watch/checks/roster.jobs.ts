import type { Id } from '../../kernel/id.ts';
import { type Instant, instant, SECOND } from '../../kernel/instant.ts';
import { frontOf, type InFront, type Missing, type Surroundings, stillDown } from './behind.ts';
import type { StoredCheck } from './checks.store.ts';
import { type CheckEvent, type CheckState, endOf, observe, settledOf, wantsRetry } from './checks.ts';
import { type DueQueue, dueQueue } from './duequeue.ts';
import type { Heard } from './heard.ts';
import type { JournalEntry } from './history.ts';
import { maintenanceUntil } from './maintenance.ts';
import type { Observation } from './observation.ts';
import type { Beyond } from './outside.ts';
import type { Home, PlannedCheck } from './plan.store.ts';
import { probeOf } from './probes/index.ts';
import type { ReadyProbe } from './probes/probe.ts';
import { gridOf, phaseOf, slotAtOrAfter } from './schedule.ts';

/** A check that never ran does not wait for its first turn when that is farther away than this. */
const SOON = 60 * SECOND;
const SPREAD = 10 * SECOND;
/** Turns that nobody took are made up for within this time: a server that restarts again and again still looks at everything. */
const MAKE_UP = 2 * SECOND;

/** A check in the hands of this node. */
export type Live = {
  readonly check: StoredCheck;
  readonly home: Home;
  readonly shard: string;
  /** Null when the settings do not fit the probe (any more). */
  readonly probe: ReadyProbe | null;
  state: CheckState;
  lastAt: Instant | null;
  /** When the row of its state was written last. */
  flushedAt: Instant;
  running: boolean;
  startedAt: Instant | null;
  /** The last result. */
  last: Observation | null;
  /** When it answered last, since this node looks after it. */
  upAt: Instant | null;
  /** The network beyond the own line in which it lies, as its measurements have shown; empty = on this side, null = not known yet. */
  beyond: string | null;
  /** What of that is written down. */
  beyondKept: string | null;
  /** What programs have reported, for a check that listens. */
  heard: Heard | null;
};

/** A measurement that has come to its end. */
export type Finished = { readonly live: Live; readonly at: Instant; readonly observation: Observation };

/** A result as it was judged. */
export type Judged = {
  readonly live: Live;
  readonly state: CheckState;
  readonly at: Instant;
  readonly observation: Observation;
  readonly entry: JournalEntry;
  readonly events: readonly CheckEvent[];
  /** What lies in front of it and must be looked at now, to know whose fault the miss is. */
  readonly ask: readonly Id[];
};

export type Roster = {
  readonly lives: ReadonlyMap<Id, Live>;
  readonly queue: DueQueue;
  /** Takes over what the database says of these shards. */
  load(shards: ReadonlySet<string>, planned: readonly PlannedCheck[], now: Instant): void;
  /** Forgets the checks of shards that other nodes hold now. */
  keepOnly(shards: ReadonlySet<string>): void;
  /** Is there a check among these that programs report to? */
  listens(): boolean;
  /** Takes over what was heard; what is new is judged at once. */
  hear(heard: ReadonlyMap<Id, Heard>, now: Instant): void;
  /** Sets every check to its next turn anew: after the clock was set back. */
  reschedule(now: Instant): void;
  /** Sets these checks to an early turn, if this node looks after them; gives those that it does not. */
  hurry(ids: readonly Id[], at: Instant): Id[];
  /** Puts the turn after this one into the queue. */
  next(live: Live, after: Instant): void;
};

export function roster(): Roster {
  const lives = new Map<Id, Live>();
  const queue = dueQueue();

  const slotOf = ({ check: { id, intervalMs }, probe }: Live, at: Instant) =>
    slotAtOrAfter(id, intervalMs, at, gridOf(intervalMs, probe?.together));
  const next = (live: Live, after: Instant) => queue.set(live.check.id, slotOf(live, instant(after + 1)));

  function first(live: Live, now: Instant): void {
    const { id, intervalMs, retryMs, runAskedAt } = live.check;
    if (live.state.kind === 'paused') return queue.remove(id);
    const asked = runAskedAt !== null && runAskedAt > (live.startedAt ?? live.lastAt ?? 0);
    // A turn that was taken is not taken again, whoever took it. Times to come are from before the clock was set back.
    const taken = [live.startedAt, live.lastAt].filter((at) => at !== null && at <= now).map((at) => (at ?? 0) + 1);
    const slot = slotOf(live, instant(Math.max(now, ...taken)));
    const overdue = now - Math.max(live.check.createdAt, ...taken) > intervalMs;
    const within = (span: number) => instant(now + phaseOf(id, Math.min(intervalMs, span)));
    const retry = wantsRetry(live.state) && live.lastAt !== null ? Math.max(now, live.lastAt + retryMs) : slot;
    if (asked) queue.set(id, now);
    else if (overdue) queue.set(id, Math.min(slot, retry, within(MAKE_UP)));
    else if (live.lastAt === null && slot - now > SOON) queue.set(id, within(SPREAD));
    else queue.set(id, Math.min(slot, retry));
  }

  return {
    lives,
    queue,
    next,
    load: (shards, planned, now) => {
      const ids = new Set(planned.map(({ check }) => check.id));
      for (const [id, live] of lives)
        if (shards.has(live.shard) && !ids.has(id)) {
          lives.delete(id);
          queue.remove(id);
        }
      for (const { check, settings, home, shard } of planned) {
        const before = lives.get(check.id);
        const ready = probeOf(check.kind)?.with(settings);
        const probe = ready?.ok ? ready.value : null;
        // The memory is newer than the row where nobody changed the check.
        const known = before?.check.revision === check.revision ? before : undefined;
        const live: Live = {
          check,
          home,
          shard,
          probe,
          state: known?.state ?? check.state,
          lastAt: known?.lastAt ?? check.lastAt,
          flushedAt: known?.flushedAt ?? check.lastAt ?? instant(0),
          running: known?.running ?? false,
          startedAt: before?.startedAt ?? null,
          heard: before?.heard ?? null,
          last: known?.last ?? check.last,
          upAt: known?.upAt ?? null,
          beyond: known?.beyond ?? check.beyond,
          beyondKept: known?.beyondKept ?? check.beyond,
        };
        // A measurement under way keeps its hold on the object that it started with.
        lives.set(check.id, known ? Object.assign(known, { check, home, probe }) : live);
        first(lives.get(check.id) ?? live, now);
      }
    },
    keepOnly: (shards) => {
      for (const [id, live] of lives)
        if (!shards.has(live.shard)) {
          lives.delete(id);
          queue.remove(id);
        }
    },
    listens: () => lives.values().some((live) => live.probe?.listens === true),
    hear: (heard, now) => {
      for (const [id, news] of heard) {
        const live = lives.get(id);
        if (!live?.probe?.listens || JSON.stringify(live.heard) === JSON.stringify(news)) continue;
        live.heard = news;
        if (live.state.kind !== 'paused') queue.set(id, now);
      }
    },
    hurry: (ids, at) =>
      ids.filter((id) => {
        const live = lives.get(id);
        if (live && live.state.kind !== 'paused' && at < (queue.at(id) ?? Number.POSITIVE_INFINITY)) queue.set(id, at);
        return live === undefined;
      }),
    reschedule: (now) => {
      for (const live of lives.values()) first(live, now);
    },
  };
}

/** The checks of an organisation in the hands of this node that show the way which the machine takes by itself, with the results just in. */
export function beyondOf(org: Id, lives: Iterable<Live>, taken: readonly Finished[]): Beyond[] {
  const newest = new Map(taken.map((one) => [one.live, one]));
  const answers = new Map(taken.flatMap(({ live, at, observation }) => (observation.outcome === 'up' ? [[live, at] as const] : [])));
  const found: Beyond[] = [];
  for (const live of lives) {
    const { check, home, state, beyond } = live;
    // Where each look costs others something, it is not asked out of turn.
    if (home.org !== org || !beyond || check.uplinkId !== null || probeOf(check.kind)?.pace) continue;
    const { at, observation } = newest.get(live) ?? { at: live.lastAt, observation: live.last };
    const upAt = answers.get(live) ?? live.upAt;
    found.push({ id: check.id, name: check.name, network: beyond, state, lastAt: at, last: observation, upAt });
  }
  return found;
}

/** By its own rules this miss would be told. What is unclear counts by time: as long as so many misses take. */
function counts({ check: { misses, retryMs, intervalMs } }: Live, state: CheckState, { outcome }: Observation, at: Instant): boolean {
  if (outcome === 'unclear') return state.kind === 'unclear' && at - state.since >= (misses - 1) * Math.min(retryMs, intervalMs);
  const settled = settledOf(state);
  return (settled.kind === 'suspect' ? settled.misses : 0) + 1 >= misses;
}

/**
 * Judges results, each check's upon what the one before left, and what lies in front before what lies behind it. Changes nothing yet.
 * `surrounded` knows the organisations in which something was missed.
 */
export function judge(
  finished: readonly Finished[],
  lives: ReadonlyMap<Id, Live>,
  surrounded: ReadonlyMap<Id, Surroundings> = new Map(),
): Judged[] {
  const states = new Map<Id, { state: CheckState; lastAt: Instant | null }>();
  const rank = ({ live: { check, home } }: Finished): number => surrounded.get(home.org)?.order.rank(check.id) ?? 0;
  const ordered = surrounded.size === 0 ? finished : finished.toSorted((a, b) => rank(a) - rank(b));
  return ordered.flatMap(({ live, at, observation }) => {
    const { id, nodeId, name } = live.check;
    // Changed, paused, removed, or another node's by now.
    if (lives.get(id) !== live) return [];
    const before = states.get(id) ?? live;
    const until = maintenanceUntil(live.home.windows, id, at, live.home.zone);
    const watched = { id, nodeId, name, rules: live.check, state: before.state, lastAt: before.lastAt, maintenanceUntil: until };
    const settled = settledOf(before.state);
    const since = settled.kind === 'suspect' ? settled.since : at;
    const surroundings = surrounded.get(live.home.org);
    const of = (one: Id): InFront | undefined => {
      const other = lives.get(one);
      if (!other) return surroundings?.of(one);
      const { state, lastAt } = states.get(one) ?? other;
      return { id: one, name: other.check.name, state, lastAt };
    };
    const missing: Missing = {
      id,
      since,
      after: settled.kind === 'suspect' ? (settled.missedAt ?? settled.since) : endOf(observation, at),
      began: before.state.kind === 'behind' ? before.state.since : since,
      before: before.lastAt,
      othersAt: settled.kind === 'suspect' ? (settled.othersAt ?? null) : null,
      counts: counts(live, before.state, observation, at),
    };
    const around = surroundings && { ...surroundings, of };
    const front = around && frontOf(missing, observation, around, at);
    const still = around && settled.kind === 'down' ? stillDown(id, around) : [];
    const { check, events } = observe(watched, observation, at, front?.ahead, still);
    states.set(id, { state: check.state, lastAt: at });
    const remarkable = observation.outcome !== 'up';
    const entry: JournalEntry = {
      checkId: id,
      at,
      // Nobody could see the target: that is no downtime of it.
      outcome: check.state.kind === 'behind' ? 'unclear' : observation.outcome,
      ms: observation.ms,
      maintenance: until !== null,
      detail: remarkable ? observation.detail : null,
    };
    // What is told as down already needs no more certainty.
    const ask = settled.kind === 'down' ? [] : (front?.ask ?? []);
    return [{ live, state: check.state, at, observation, entry, events, ask }];
  });
}
