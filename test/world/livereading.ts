import fc from 'fast-check';
import { instant } from '../../src/kernel/instant.ts';
import type { LiveFailure } from '../../src/know/simulation/impact.ts';
import { anyCase, type Case } from './anymodel.ts';
import { BruteForce, type Outcome } from './bruteforce.ts';

/**
 * The live situation, read once more from contracts/model.md, "Live", for failures at whole hours: the slow clock of the scenario, in
 * which each node breaks at an hour of its own, some restores go on already, and no other begins before now. Times in hours since
 * the first failure.
 */
const HOUR = 3_600_000;
const NEVER = Number.POSITIVE_INFINITY;

export type LiveCase = { readonly model: Case['model']; readonly failures: readonly LiveFailure[]; readonly now: number };

/** A model in which things fail at hours of their own, none of them later than now and none of them over by now. */
export function anyLiveCase(wanted: Parameters<typeof anyCase>[0]): fc.Arbitrary<LiveCase> {
  const hour = fc.integer({ min: 0, max: 6 });
  const found = fc.record({
    from: hour,
    until: fc.option(fc.integer({ min: 0, max: 8 }), { freq: 1, nil: undefined }),
    begun: fc.option(hour, { freq: 1, nil: undefined }),
    expected: fc.option(fc.integer({ min: 0, max: 9 }), { freq: 1, nil: undefined }),
    kind: fc.constantFrom('waiting', 'waiting', 'until', 'running'),
  });
  return fc
    .record({ one: anyCase(wanted), found: fc.array(found, { minLength: 9, maxLength: 9 }), later: hour })
    .map(({ one, found: all, later }) => {
      const origin = one.at ?? Date.UTC(2026, 2, 2, 13);
      const at = (hours: number) => instant(origin + hours * HOUR);
      const mine = one.fail.map((node, n) => ({ node, ...(all[n % all.length] ?? all[0]) }));
      const now = Math.max(later, ...mine.map(({ from = 0 }) => from));
      const failures = mine.map(({ node, from = 0, until, begun, expected, kind }): LiveFailure => {
        if (kind === 'until') return { node, from: at(from), ...(until === undefined ? {} : { until: at(Math.max(now, from + until)) }) };
        if (kind === 'waiting') return { node, from: at(from) };
        return {
          node,
          from: at(from),
          ...(begun === undefined ? {} : { restoreStarted: at(Math.min(now, from + begun)) }),
          ...(expected === undefined ? {} : { expectedEnd: at(from + expected) }),
        };
      });
      return { model: one.model, failures, now: origin + now * HOUR };
    });
}

class LiveForce extends BruteForce {
  readonly origin: number;
  readonly now: number;
  readonly #failures: ReadonlyMap<string, LiveFailure>;

  constructor({ model, failures, now }: LiveCase) {
    const origin = Math.min(now, ...failures.map(({ from }) => from));
    const hasHours = [...model.nodes, ...model.teams].some(({ hours }) => hours !== null);
    const at = hasHours ? origin : null;
    super({ model, fail: failures.map(({ node }) => node), forMs: null, at, malicious: false, holdMs: null, dwellMs: null });
    this.origin = origin;
    this.now = (now - origin) / HOUR;
    this.#failures = new Map(failures.map((failure) => [failure.node, failure]));
  }

  override get last(): number {
    return super.last + 30;
  }

  hour(time: number | undefined): number | undefined {
    return time === undefined ? undefined : (time - this.origin) / HOUR;
  }

  causes(id: string): string[] {
    return this.node(id).causes.filter((cause) => this.all.has(cause));
  }

  /** It breaks with the first of what breaks it. */
  since(id: string): number {
    return Math.min(this.hour(this.#failures.get(id)?.from) ?? NEVER, ...this.causes(id).map((cause) => this.since(cause)));
  }

  /** Where something is worked on: the hour at which that is done, which cannot lie before now. */
  doneAt(id: string): number | undefined {
    const own = this.#failures.get(id);
    if (!own || own.until !== undefined) return undefined;
    if (own.expectedEnd !== undefined) return Math.max(this.now, this.hour(own.expectedEnd) ?? 0);
    if (own.restoreStarted === undefined || !this.node(id).restore) return undefined;
    return Math.max(this.now, this.workedFrom(id, this.hour(own.restoreStarted) ?? 0, this.node(id).restore?.likely ?? 0));
  }

  /** All that it hangs on has an end that is known without a restore. */
  hasEnd(id: string): boolean {
    const own = this.#failures.get(id);
    return own ? own.until !== undefined : this.causes(id).every((cause) => this.hasEnd(cause));
  }

  override way(id: string): 'for' | 'replace' | 'restore' | 'causes' | 'never' | 'running' {
    const { replace, restore } = this.node(id);
    if (this.#failures.get(id)?.until !== undefined) return 'for';
    if (this.doneAt(id) !== undefined) return 'running';
    if (this.causes(id).length > 0 && replace) return 'replace';
    if (restore && !this.hasEnd(id)) return 'restore';
    return this.causes(id).length > 0 ? 'causes' : 'never';
  }

  override endsFor(id: string): number {
    return this.hour(this.#failures.get(id)?.until) ?? NEVER;
  }

  override earliest(id: string): number {
    return Math.max(this.now, this.since(id) + this.model.response / HOUR);
  }

  override breaksAt(id: string): number {
    return this.since(id);
  }

  override begunBefore(): ReadonlyMap<string, number> {
    return new Map(
      [...this.all].flatMap((id) => {
        const done = this.doneAt(id);
        return done === undefined ? [] : [[id, done] as const];
      }),
    );
  }

  /** The first hour at which something under a process is broken. */
  troubleOf(process: string): number {
    const under = new Set([process]);
    for (const id of under)
      for (const { of, on, for: purpose } of this.model.dependencies)
        if (of === id && purpose !== 'recovery') for (const one of on) under.add(one);
    return Math.min(...[...under].filter((id) => this.all.has(id)).map((id) => this.since(id)));
  }

  override targetsFrom(process: string): number {
    const from = this.troubleOf(process);
    return Number.isFinite(from) ? from : 0;
  }
}

/** With the starts that were planned, in hours since the first failure; each must be allowed. */
export function replayedLive(one: LiveCase, starts: ReadonlyMap<string, number>): Outcome {
  return new LiveForce(one).replayed(starts);
}

/** The best of all ways to begin restores from now on, and to let a slot wait until something happens. */
export const bestLive = (one: LiveCase): Outcome => new LiveForce(one).best();

export const liveFacts = (one: LiveCase) => {
  const force = new LiveForce(one);
  return { now: force.now, troubleOf: (process: string) => force.troubleOf(process), begunBefore: force.begunBefore() };
};
