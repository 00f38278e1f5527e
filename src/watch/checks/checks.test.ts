import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Instant, instant } from '../../kernel/instant.ts';
import { type CheckState, failedSince, observe, type Rules, shownKind, type Watched } from './checks.ts';
import type { Observation, Outcome } from './observation.ts';

const T0 = instant(1_795_000_000_000);
const rules: Rules = { intervalMs: 60_000, retryMs: 10_000, misses: 3, recoveries: 2 };
const fresh = (state: CheckState = { kind: 'unknown' }): Watched => ({
  id: '01900000-0000-7000-8000-000000000001',
  nodeId: 'website',
  name: 'Website',
  rules,
  state,
  lastAt: null,
  maintenanceUntil: null,
});
const seen = (outcome: Outcome): Observation => ({
  outcome,
  warning: false,
  ms: 12,
  phases: {},
  detail: outcome === 'up' ? { code: 'http-ok', status: 200 } : outcome === 'down' ? { code: 'refused' } : { code: 'resolver-dead' },
});

/** Runs outcomes a minute apart; gives the last check and all events. */
function run(outcomes: readonly Outcome[], start: Watched = fresh(), from: Instant = T0) {
  let check = start;
  const events = outcomes.flatMap((outcome, n) => {
    const done = observe(check, seen(outcome), instant(from + n * 60_000));
    check = done.check;
    return done.events;
  });
  return { check, events };
}
const types = (outcomes: readonly Outcome[]) => run(outcomes).events.map(({ type }) => type);

test('a single miss alarms nobody; the third in a row does, once, and dates from the first', () => {
  assert.deepEqual(types(['up', 'down', 'up', 'down', 'down', 'up']), []);
  const { events, check } = run(['up', 'down', 'down', 'down', 'down', 'down']);
  assert.deepEqual(
    events.map(({ type }) => type),
    ['check.went-down'],
  );
  const [event] = events;
  assert.ok(event?.type === 'check.went-down');
  assert.equal(event.data.since, T0 + 60_000);
  assert.equal(failedSince(check.state), T0 + 60_000);
});

test('it is up again after two successes in a row, not after one', () => {
  assert.deepEqual(types(['down', 'down', 'down', 'up', 'down', 'up']), ['check.went-down']);
  assert.deepEqual(types(['down', 'down', 'down', 'up', 'up']), ['check.went-down', 'check.came-up']);
});

test('faults of our own neither count as misses nor end an outage', () => {
  assert.deepEqual(types(['up', 'unclear', 'unclear', 'unclear', 'unclear', 'unclear']), []);
  const inOutage = run(['down', 'down', 'down', 'unclear', 'unclear']);
  assert.equal(inOutage.events.length, 1);
  assert.equal(inOutage.check.state.kind, 'unclear');
  assert.equal(failedSince(inOutage.check.state), T0);
  assert.equal(run(['down', 'down', 'down'], inOutage.check, instant(T0 + 5 * 60_000)).events.length, 0);
  assert.deepEqual(types(['down', 'unclear', 'down', 'unclear', 'down']), ['check.went-down']);
});

test('in maintenance nobody is told, and what was known before is known after it', () => {
  const up = run(['up']).check;
  const inside = run(['down', 'down', 'down', 'down'], { ...up, maintenanceUntil: instant(T0 + 3_600_000) });
  assert.deepEqual(inside.events, []);
  assert.equal(inside.check.state.kind, 'maintenance');
  const after = run(['down'], { ...inside.check, maintenanceUntil: null }, instant(T0 + 240_000));
  assert.equal(after.check.state.kind, 'suspect');
  const down = run(['down', 'down', 'down']).check;
  const repaired = run(['up', 'up'], { ...down, maintenanceUntil: instant(T0 + 3_600_000) }, instant(T0 + 200_000));
  assert.deepEqual(repaired.events, []);
  assert.equal(failedSince(repaired.check.state), null);
  const told = run(['up', 'up'], { ...repaired.check, maintenanceUntil: null }, instant(T0 + 400_000));
  assert.deepEqual(
    told.events.map(({ type }) => type),
    ['check.came-up'],
  );
});

test('a restart forgets no outage and does not tell it again; old misses are forgotten', () => {
  const down = run(['down', 'down', 'down']).check;
  const later = instant(T0 + 7 * 86_400_000);
  assert.deepEqual(run(['down', 'down'], down, later).events, []);
  const suspect = run(['up', 'down', 'down']).check;
  assert.equal(run(['down'], suspect, later).check.state.kind, 'suspect');
});

/** A target that is up for 20 s and down for 20 s, looked at every 5 s; when it is down for good after `minutes`. */
function flapping(minutes: number, then: Outcome) {
  let check: Watched = { ...fresh(), rules: { intervalMs: 20_000, retryMs: 5000, misses: 2, recoveries: 2 } };
  const told: { type: string; second: number }[] = [];
  for (let second = 0; second < (minutes + 5) * 60; second += 5) {
    const outcome = second >= minutes * 60 ? then : Math.floor(second / 20) % 2 === 0 ? 'up' : 'down';
    const done = observe(check, seen(outcome), instant(T0 + second * 1000));
    check = done.check;
    told.push(...done.events.map(({ type }) => ({ type, second })));
  }
  return told;
}

test('20 s up and 20 s down for ten minutes is one notification of an outage, and an end', () => {
  assert.deepEqual(
    flapping(10, 'up').map(({ type }) => type),
    ['check.went-down', 'check.came-up'],
  );
});

test('what flaps and then stays down is told again within a minute and a turn', () => {
  const told = flapping(10, 'down');
  assert.deepEqual(
    told.map(({ type }) => type),
    ['check.went-down', 'check.came-up', 'check.went-down'],
  );
  assert.ok((told[2]?.second ?? 0) - 600 <= 65, `${told[2]?.second}`);
});

test('what is stale is unknown, not green; a confirmed outage stays', () => {
  const up = run(['up']).check;
  const shown = (check: Watched, at: number) => shownKind(check.state, rules, check.lastAt, instant(T0 + at));
  assert.equal(shown(up, 60_000), 'up');
  assert.equal(shown(up, 4 * 60_000), 'unknown');
  assert.equal(shown(run(['down', 'down', 'down']).check, 3_600_000), 'down');
  assert.equal(shown(fresh(), 0), 'unknown');
});

test('what is coming shows while it still works', () => {
  const soon: Observation = { ...seen('up'), warning: true, detail: { code: 'certificate-expires', until: T0 + 86_400_000, issuer: 'CA' } };
  const { check, events } = observe(fresh(), soon, T0);
  assert.deepEqual(events, []);
  assert.equal(shownKind(check.state, rules, check.lastAt, T0), 'warning');
});

test('a paused check stays paused whatever still comes in', () => {
  const paused = fresh({ kind: 'paused', since: T0 });
  assert.deepEqual(observe(paused, seen('down'), T0), { check: paused, events: [] });
});

test('for any course of things: down and up alternate, and down needs as many misses in a row as set', () => {
  const outcome = fc.constantFrom<Outcome>('up', 'down', 'unclear');
  fc.assert(
    fc.property(
      fc.array(outcome, { maxLength: 80 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 4 }),
      (outcomes, misses, recoveries) => {
        const start = { ...fresh(), rules: { ...rules, misses, recoveries } };
        const { events } = run(outcomes, start);
        events.forEach((event, n) => assert.equal(event.type, n % 2 === 0 ? 'check.went-down' : 'check.came-up'));
        let row = 0;
        let successes = 0;
        let isDown = false;
        let expected = 0;
        let first = 0;
        let recovered = Number.NEGATIVE_INFINITY;
        for (const [minute, one] of outcomes.entries()) {
          if (one === 'unclear') continue;
          if (one === 'up' && !isDown && row >= misses && recovered >= 0) recovered = minute;
          if (one === 'down' && row === 0) first = minute;
          row = one === 'down' ? row + 1 : 0;
          successes = one === 'up' ? successes + 1 : 0;
          // Within ten minutes of a recovery it must last a minute.
          const believed = first - recovered >= 10 || minute - first >= 1;
          if (!isDown && row >= misses && believed) [isDown, expected] = [true, expected + 1];
          else if (isDown && successes >= recoveries) [isDown, expected, recovered] = [false, expected + 1, minute];
        }
        assert.equal(events.length, expected);
      },
    ),
  );
});
