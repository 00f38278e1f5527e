import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Instant, instant } from '../../kernel/instant.ts';
import { parseModel } from '../../know/model/parse.ts';
import { orderOf } from './behind.ts';
import type { StoredCheck } from './checks.store.ts';
import { settledOf, wantsRetry } from './checks.ts';
import type { Observation } from './observation.ts';
import { networkOf, outsideSeen } from './outside.ts';
import { beyondOf, type Finished, judge, type Live } from './roster.jobs.ts';

const T0 = 1_795_000_000_000;
const at = (second: number): Instant => instant(T0 + second * 1000);
const parsed = parseModel({ format: 'krisenfest-model@1', company: { name: 'Mühlhaus' }, nodes: [], dependencies: [] });
assert.ok(parsed.ok);
const NO_MODEL = parsed.value;

/** From a second on, for so many seconds. */
type Span = { readonly from: number; readonly for: number };
const within = (spans: readonly Span[], second: number): boolean =>
  spans.some((span) => second >= span.from && second < span.from + span.for);

/** A target: where it lies, how it is watched, and when it is really down. By its name it also needs the name service beyond the line. */
type Target = {
  readonly inside?: boolean;
  readonly byName?: boolean;
  readonly network?: string;
  readonly interval: number;
  readonly misses: number;
  readonly phase: number;
  readonly down: readonly Span[];
};
const target = (rest: Partial<Target> = {}): Target => ({ interval: 20, misses: 3, phase: 0, down: [], ...rest });

const seenAs = (outcome: 'up' | 'down' | 'unclear', ms: number, detail: Observation['detail'], far = false): Observation => ({
  outcome,
  warning: false,
  ms,
  detail,
  phases: {},
  ...(far ? { far } : {}),
});
const ANSWER = seenAs('up', 30, { code: 'port-open' });
const SILENCE = seenAs('down', 3000, { code: 'timeout', afterMs: 3000 }, true);
const NEARBY = seenAs('down', 3000, { code: 'timeout', afterMs: 3000 });
const STALLED = seenAs('unclear', 3000, { code: 'stalled', forMs: 2000 });
const NO_NAME = seenAs('unclear', 1500, { code: 'resolver-dead' });

type Told = { readonly id: string; readonly second: number };

/** What the workers do with time, sockets and rows, over `seconds`: looks begin, end, are judged and adopted. The decisions are the product's. */
function run(
  targets: readonly Target[],
  line: readonly Span[],
  seconds: number,
  { marked, tick = 1, stalls = [] }: { readonly marked?: string; readonly tick?: number; readonly stalls?: readonly Span[] } = {},
) {
  const order = orderOf(
    targets.map((_, n) => ({ id: `t${n}`, nodeId: null, behind: [], ownLine: `t${n}` === marked, uplink: null })),
    NO_MODEL,
  );
  const home: Live['home'] = { org: 'org', zone: 'Europe/Berlin', language: 'de', windows: [], uplinks: new Map() };
  const lives = new Map<string, Live>(
    targets.map(({ inside, network, interval, misses }, n) => {
      const id = `t${n}`;
      const known = { id, name: id, kind: 'tcp', nodeId: null, uplinkId: null, ownLine: false };
      const rules = { intervalMs: interval * 1000, retryMs: 5000, misses, recoveries: 1 };
      const check = { ...known, ...rules } as unknown as StoredCheck;
      const beyond = inside ? '' : (network ?? `net${n}`);
      const unseen = { state: { kind: 'unknown' }, lastAt: null, flushedAt: instant(0), last: null, upAt: null } as const;
      const idle = { running: false, startedAt: null, heard: null, probe: null };
      return [id, { check, home, shard: 's', ...unseen, ...idle, beyond, beyondKept: beyond }];
    }),
  );
  const due = new Map(targets.map(({ phase }, n) => [`t${n}`, phase]));
  const under = new Map<string, { readonly ends: number; readonly finding: Finished }>();
  const waiting: Finished[] = [];
  const told: Told[] = [];
  const offline: number[] = [];
  /** How it stood in each second. */
  const stood: { readonly dark: boolean; readonly down: ReadonlySet<string> }[] = [];
  const wasOffline = () => lives.values().some(({ state }) => state.kind === 'behind' && state.because.kind === 'site');

  const look = (one: Target, second: number): Observation => {
    if (within(stalls, second)) return STALLED;
    const cut = !one.inside && within(line, second);
    if (cut && one.byName) return NO_NAME;
    if (cut || within(one.down, second)) return one.inside ? NEARBY : SILENCE;
    return ANSWER;
  };
  for (let second = 0; second < seconds; second++) {
    // Results wait for each other: what came of several looks is judged at once.
    const ended = [...under].filter(([, { ends }]) => ends <= second);
    for (const [id, { finding }] of ended) {
      under.delete(id);
      waiting.push(finding);
    }
    const taken = second % tick === 0 ? waiting.splice(0) : [];
    if (taken.length > 0) {
      const outside = outsideSeen(beyondOf('org', lives.values(), taken));
      const before = wasOffline();
      const judged = judge(taken, lives, new Map([['org', { order, of: () => undefined, outside }]]));
      for (const { live, state, at: began, observation, events, ask } of judged) {
        Object.assign(live, { state, lastAt: began, last: observation });
        if (observation.outcome === 'up') live.upAt = began;
        for (const { type } of events) if (type === 'check.went-down') told.push({ id: live.check.id, second });
        if (wantsRetry(state)) due.set(live.check.id, Math.min(due.get(live.check.id) ?? second, second + 5));
        for (const id of ask) due.set(id, Math.min(due.get(id) ?? second, second));
      }
      if (!before && wasOffline()) offline.push(second);
    }
    const isDown = ({ state }: Live) => settledOf(state).kind === 'down';
    stood.push({
      dark: wasOffline(),
      down: new Set(
        lives
          .values()
          .filter(isDown)
          .map(({ check }) => check.id),
      ),
    });
    for (const [n, one] of targets.entries()) {
      const id = `t${n}`;
      const live = lives.get(id);
      if (!live || (due.get(id) ?? 0) > second || under.has(id)) continue;
      due.set(id, second + one.interval);
      const observation = look(one, second);
      under.set(id, { ends: second + Math.max(1, Math.ceil(observation.ms / 1000)), finding: { live, at: at(second), observation } });
    }
  }
  return { told, offline, lives, stood };
}

/** Long enough for anything to be noticed: an interval, all misses, and what is waited for in front. */
const NOTICED = 150;

/** Outages of the line with time between them for everybody to be looked at once. */
const lineSpans = () => {
  // Short ones are those in which a few looks may all fall.
  const lasting = fc.oneof(fc.integer({ min: 4, max: 16 }), fc.integer({ min: 1, max: 500 }));
  const outages = fc.array(fc.record({ from: fc.integer({ min: 100, max: 900 }), for: lasting }), { maxLength: 12 });
  return outages.map((all) => {
    const sorted = all.toSorted((one, other) => one.from - other.from);
    return sorted.filter((one, n) => sorted.slice(0, n).every((before) => before.from + before.for + 20 <= one.from));
  });
};
const spans = (most: number) =>
  fc.array(fc.record({ from: fc.integer({ min: 100, max: 900 }), for: fc.integer({ min: 1, max: 500 }) }), { maxLength: most });
const anyTarget = (down: fc.Arbitrary<readonly Span[]>, inside: fc.Arbitrary<boolean> = fc.constant(false)): fc.Arbitrary<Target> =>
  fc.record({
    inside,
    byName: fc.boolean(),
    interval: fc.oneof(fc.constant(4), fc.integer({ min: 4, max: 60 })),
    misses: fc.integer({ min: 1, max: 4 }),
    phase: fc.integer({ min: 0, max: 30 }),
    down,
  });

describe('the own line, where no check is meant for it', () => {
  test('twenty targets are red: no outage, and the site is offline once', () => {
    const targets = Array.from({ length: 20 }, (_, n) => target({ phase: n, byName: n % 3 === 0 }));
    const { told, offline, lives } = run([...targets, target({ inside: true })], [{ from: 100, for: 300 }], 600);
    assert.deepEqual(told, []);
    assert.equal(offline.length, 1);
    assert.ok((offline[0] ?? 0) < 100 + 60, `told after ${offline[0]}`);
    for (const { state } of lives.values()) assert.equal(state.kind, 'up');
  });

  test('with two targets out there nobody can tell: each is an outage, as before', () => {
    const { told, offline } = run([target(), target()], [{ from: 100, for: 300 }], 400);
    assert.deepEqual([new Set(told.map(({ id }) => id)), offline], [new Set(['t0', 't1']), []]);
  });

  test('three targets with one provider that fails are three outages, not the own line', () => {
    const down = [{ from: 100, for: 300 }];
    const one = target({ network: networkOf('198.51.100.7'), down });
    const { told, offline } = run([one, one, { ...one, network: networkOf('198.51.7.1') }, target({ network: '192.0' })], [], 400);
    assert.deepEqual([told.length, offline], [3, []]);
  });

  test('a single answer refutes it: two of three silent at once are two outages', () => {
    const down = [{ from: 100, for: 300 }];
    const { told, offline } = run([target({ down }), target({ down }), target()], [], 400);
    assert.deepEqual([told.length, offline], [2, []]);
  });

  test('what fails one after the other is told one after the other, until nothing out there is left', () => {
    const one = (from: number) => target({ down: [{ from, for: 2000 }] });
    const { told, offline } = run([one(100), one(300), one(500), one(700), one(900)], [], 1200);
    assert.deepEqual([told.map(({ id }) => id), offline], [['t0', 't1', 't2', 't3', 't4'], []]);
  });

  test('a short hiccup of the line is neither an outage nor the end of it', () => {
    const { told, offline } = run(
      [target(), target({ phase: 3 }), target({ phase: 6 }), target({ phase: 9 })],
      [{ from: 100, for: 6 }],
      300,
    );
    assert.deepEqual([told, offline], [[], []]);
  });

  test('for any outages of targets and of the line: nobody is told who is well, nobody is missed, and the line is told when it is gone and only then', () => {
    const world = fc.record({
      // Three that are well, so that an answer from outside is to be had whenever there is a way.
      well: fc.array(anyTarget(fc.constant([])), { minLength: 3, maxLength: 5 }),
      frail: fc.array(anyTarget(spans(2)), { maxLength: 5 }),
      house: fc.array(anyTarget(spans(1), fc.constant(true)), { maxLength: 2 }),
      line: lineSpans(),
      tick: fc.integer({ min: 1, max: 4 }),
      stalls: fc.array(fc.record({ from: fc.integer({ min: 100, max: 900 }), for: fc.integer({ min: 1, max: 20 }) }), { maxLength: 2 }),
    });
    fc.assert(
      fc.property(world, ({ well, frail, house, line, tick, stalls }) => {
        const targets = [...well, ...frail, ...house];
        const { told, offline, stood } = run(targets, line, 1600, { tick, stalls });
        const of = (id: string) => targets[Number(id.slice(1))];
        // A miss lies up to its own length before the second in which it is told, a round of repeats before the outage is over.
        for (const { id, second } of told) {
          const real = of(id)?.down.some((span) => second >= span.from && second <= span.from + span.for + 8);
          assert.ok(real, `${id} was well when it was told in second ${second}`);
        }
        for (const [n, { inside, down }] of targets.entries())
          for (const span of down) {
            const until = span.from + span.for;
            const seen = inside || !line.some((gone) => gone.from < until && gone.from + gone.for > until - 2 * NOTICED);
            if (span.for < 2 * NOTICED || !seen) continue;
            assert.ok(stood[until - 1]?.down.has(`t${n}`), `t${n} was down from ${span.from} for ${span.for} s and was not told`);
          }
        for (const second of offline)
          assert.ok(
            line.some((gone) => second >= gone.from && second <= gone.from + gone.for + 9),
            `offline in second ${second}, and the line is there`,
          );
        for (const gone of line)
          if (gone.for >= NOTICED)
            assert.ok(stood[gone.from + gone.for - 1]?.dark, `the line was gone from ${gone.from} for ${gone.for} s`);
      }),
      { numRuns: 60 },
    );
  });

  test('with a check of the line: for any outages, nobody is told who is well, and nobody is missed while there is a way', () => {
    const world = fc.record({
      own: anyTarget(fc.constant([])),
      frail: fc.array(anyTarget(spans(2)), { minLength: 1, maxLength: 4 }),
      line: lineSpans(),
      tick: fc.integer({ min: 1, max: 4 }),
      stalls: fc.array(fc.record({ from: fc.integer({ min: 100, max: 900 }), for: fc.integer({ min: 1, max: 20 }) }), { maxLength: 2 }),
    });
    fc.assert(
      fc.property(world, ({ own, frail, line, tick, stalls }) => {
        const targets = [{ ...own, byName: false }, ...frail];
        const { told, stood } = run(targets, line, 1600, { marked: 't0', tick, stalls });
        for (const { id, second } of told.filter((one) => one.id !== 't0')) {
          const down = targets[Number(id.slice(1))]?.down ?? [];
          assert.ok(
            down.some((span) => second >= span.from && second <= span.from + span.for + 8),
            `${id} was well when it was told in second ${second}`,
          );
        }
        for (const [n, { down }] of frail.entries())
          for (const span of down) {
            const until = span.from + span.for;
            if (span.for < 2 * NOTICED || line.some((gone) => gone.from < until && gone.from + gone.for > until - 2 * NOTICED)) continue;
            assert.ok(stood[until - 1]?.down.has(`t${n + 1}`), `t${n + 1} was down from ${span.from} for ${span.for} s and was not told`);
          }
      }),
      { numRuns: 60 },
    );
  });
});

test('addresses of one provider count as one network, whatever the family', () => {
  assert.equal(networkOf('198.51.100.7'), networkOf('198.51.7.1'));
  assert.notEqual(networkOf('198.51.100.7'), networkOf('198.52.100.7'));
  assert.equal(networkOf('2001:db8:1::7'), networkOf('2001:db8:ffff::1'));
  assert.notEqual(networkOf('2001:db8:1::7'), networkOf('2001:db9:1::7'));
});
