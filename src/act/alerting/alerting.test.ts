import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { DAY, type Instant, instant, MINUTE, plus, SECOND } from '../../kernel/instant.ts';
import {
  type AlertState,
  afterAttempt,
  type DeliveryState,
  escalation,
  type Outcome,
  overdue,
  pauseAfter,
  progressOf,
  reachesNobody,
  type Timer,
  wayFor,
  worthTelling,
} from './alerting.ts';

const now = instant(Date.parse('2026-11-24T09:00:00Z'));
const reason = { de: 'geht nicht', en: 'does not work' };
const temporary: Outcome = { kind: 'refused', reason, permanent: false };
const permanent: Outcome = { kind: 'refused', reason, permanent: true };
const fresh = { attempts: 1, giveUpAt: null, cancelled: false, ways: 1 };

test('that a message arrived or was seen is said with evidence only, and never instead of what became of it', () => {
  const nothing = { deliveredAt: null, seenAt: null };
  for (const state of ['queued', 'handed-over', 'acknowledged', 'failed', 'cancelled'] as const)
    assert.equal(progressOf({ state, ...nothing }), state);
  assert.equal(progressOf({ state: 'handed-over', deliveredAt: now, seenAt: null }), 'delivered');
  assert.equal(
    progressOf({ state: 'queued', deliveredAt: now, seenAt: now }),
    'seen',
    'the evidence was faster than the answer of the channel',
  );
  for (const state of ['acknowledged', 'failed', 'cancelled'] as const)
    assert.equal(progressOf({ state, deliveredAt: now, seenAt: now }), state);
});

describe('what becomes of a message after an attempt', () => {
  test('a hitch is tried again soon, and as long as nobody has acknowledged for ever', () => {
    assert.deepEqual(afterAttempt(fresh, temporary, now), { state: 'queued', dueAt: now + 2000, reason });
    for (const attempts of [2, 10, 31, 5000]) assert.equal(afterAttempt({ ...fresh, attempts }, temporary, now).state, 'queued');
    assert.ok(pauseAfter(5000) <= 5 * MINUTE);
  });

  test('an address that will never work fails at once, but only after every channel had its turn', () => {
    assert.equal(afterAttempt(fresh, permanent, now).state, 'failed');
    assert.deepEqual(afterAttempt({ ...fresh, ways: 2 }, permanent, now), { state: 'queued', dueAt: now, reason });
    assert.equal(afterAttempt({ ...fresh, ways: 2, attempts: 2 }, permanent, now).state, 'failed');
  });

  test('the stand-in smarthost gets its turn at once, then they take turns', () => {
    assert.deepEqual(
      [1, 2, 3, 4].map((attempts) => wayFor(attempts, 2)),
      [0, 1, 0, 1],
    );
    assert.equal(afterAttempt({ ...fresh, ways: 2 }, temporary, now).state, 'queued');
    const next = afterAttempt({ ...fresh, ways: 2 }, temporary, now);
    assert.equal(next.state === 'queued' && next.dueAt, now);
  });

  test('what was handed over counts, also when somebody has acknowledged meanwhile', () => {
    const done: Outcome = { kind: 'handed-over', providerId: 'x' };
    assert.equal(afterAttempt({ ...fresh, cancelled: true }, done, now).state, 'handed-over');
    assert.equal(afterAttempt({ ...fresh, cancelled: true }, temporary, now).state, 'cancelled');
  });

  test('a message that was stopped because the house closes waits without a reason', () => {
    assert.deepEqual(afterAttempt(fresh, { kind: 'stopped' }, now), { state: 'queued', dueAt: now, reason: null });
  });

  test('an acknowledged alert never pages again, four months later neither', () => {
    assert.equal(overdue(plus(now, 10 * MINUTE), 'acknowledged', plus(now, 120 * DAY)), 'cancelled');
    assert.equal(overdue(null, 'running', plus(now, 120 * DAY)), undefined);
    assert.equal(overdue(null, 'ended', now), 'cancelled');
    assert.equal(overdue(plus(now, MINUTE), 'running', plus(now, 2 * MINUTE)), 'failed');
  });

  test('a failure is told once it lasts, and when it is final', () => {
    const told = [1, 2, 3, 4, 5].filter((attempts) => worthTelling(attempts, afterAttempt({ ...fresh, attempts }, temporary, now)));
    assert.deepEqual(told, [3]);
    assert.ok(worthTelling(1, afterAttempt(fresh, permanent, now)));
  });
});

describe('escalation', () => {
  const steps: Timer[] = [2, 3, 4].map((step) => ({ step, dueAt: plus(now, (step - 1) * 10 * MINUTE) }));

  test('a step fires in its second, not before', () => {
    assert.deepEqual(escalation('running', steps, plus(now, 10 * MINUTE - SECOND)), { fire: null, skip: [] });
    assert.deepEqual(escalation('running', steps, plus(now, 10 * MINUTE)), { fire: 2, skip: [] });
  });

  test('after a pause of any length the newest due step fires once; the others are skipped and named', () => {
    assert.deepEqual(escalation('running', steps, plus(now, 25 * MINUTE)), { fire: 3, skip: [2] });
    assert.deepEqual(escalation('running', steps, plus(now, 40 * DAY)), { fire: 4, skip: [2, 3] });
  });

  test('acknowledged and ended alerts never fire again', () => {
    for (const state of ['acknowledged', 'ended'] as const) assert.equal(escalation(state, steps, plus(now, 40 * DAY)).fire, null);
  });

  test('when every message has failed nobody waits for the next step', () => {
    assert.ok(reachesNobody(['failed', 'failed']));
    assert.ok(reachesNobody([]));
    assert.ok(!reachesNobody(['failed', 'queued']));
  });
});

/** A small house made only of the decisions above: what a node does when it sends, dies, comes back, or somebody presses the button. */
type Sent = {
  step: number;
  person: number;
  state: DeliveryState;
  dueAt: Instant | null;
  leaseUntil: Instant | null;
  attempts: number;
  giveUpAt: Instant | null;
};
type Model = { now: Instant; alert: AlertState; timers: Timer[]; fired: number[]; skipped: number[]; firedAfterAck: boolean; sent: Sent[] };

const PEOPLE = 3;
const fire = (model: Model) => {
  const { fire: step, skip } = escalation(model.alert, model.timers, model.now);
  if (step === null) return;
  model.firedAfterAck ||= model.alert !== 'running';
  model.skipped.push(...skip);
  model.fired.push(step);
  model.timers = model.timers.filter((timer) => timer.step !== step && !skip.includes(timer.step));
  for (let person = 0; person < PEOPLE; person++)
    model.sent.push({ step, person, state: 'queued', dueAt: model.now, leaseUntil: null, attempts: 0, giveUpAt: null });
};
const claim = (model: Model, n: number): Sent | undefined => {
  const due = model.sent.filter(
    (one) => one.state === 'queued' && one.dueAt !== null && one.dueAt <= model.now && (one.leaseUntil ?? 0) < model.now,
  );
  const one = due[n % Math.max(1, due.length)];
  if (!one) return undefined;
  const over = overdue(one.giveUpAt, model.alert, model.now);
  if (over) {
    Object.assign(one, { state: over, dueAt: null });
    return undefined;
  }
  return Object.assign(one, { attempts: one.attempts + 1, leaseUntil: plus(model.now, 15 * SECOND) });
};
const attempt = (model: Model, n: number, outcome: Outcome) => {
  const one = claim(model, n);
  if (!one) return;
  const next = afterAttempt(
    { attempts: one.attempts, giveUpAt: one.giveUpAt, cancelled: one.state !== 'queued', ways: 1 },
    outcome,
    model.now,
  );
  Object.assign(one, { state: next.state, leaseUntil: null, dueAt: next.state === 'queued' ? next.dueAt : null });
};
const press = (model: Model, n: number) => {
  const one = model.sent[n % Math.max(1, model.sent.length)];
  if (!one || model.alert === 'ended') return;
  for (const other of model.sent)
    if (other.person === one.person && other.state === 'queued') Object.assign(other, { state: 'cancelled', dueAt: null });
  Object.assign(one, { state: 'acknowledged', dueAt: null });
  if (model.alert === 'running') {
    model.alert = 'acknowledged';
    model.timers = [];
    for (const other of model.sent) if (other.state === 'queued') other.giveUpAt = plus(model.now, 10 * MINUTE);
  }
};

type Deed = { readonly kind: 'send' | 'hitch' | 'die' | 'press' | 'wait' | 'tick'; readonly n: number };
const deeds: fc.Arbitrary<Deed[]> = fc.array(
  fc.record({ kind: fc.constantFrom('send', 'hitch', 'die', 'press', 'wait', 'tick'), n: fc.nat(100) }),
  { maxLength: 60 },
);

const act = (model: Model, { kind, n }: Deed) => {
  switch (kind) {
    case 'send':
      return attempt(model, n, { kind: 'handed-over', providerId: null });
    case 'hitch':
      return attempt(model, n, temporary);
    case 'die':
      return void claim(model, n);
    case 'press':
      return n % 4 === 0 ? press(model, n) : undefined;
    case 'wait':
      model.now = plus(model.now, n * 10 * SECOND);
      return undefined;
    case 'tick':
      return fire(model);
  }
};

test('in whatever order nodes die, leases run out, people acknowledge and times come: no alert is lost, no step fires twice or after an acknowledgement', () => {
  fc.assert(
    fc.property(deeds, (list) => {
      const timers = [1, 2, 3].map((step) => ({ step, dueAt: plus(now, (step - 1) * 5 * MINUTE) }));
      const model: Model = { now, alert: 'running', timers, fired: [], skipped: [], firedAfterAck: false, sent: [] };
      fire(model);
      for (const deed of list) act(model, deed);
      assert.equal(new Set(model.fired).size, model.fired.length);
      assert.equal(model.firedAfterAck, false);
      for (const one of model.sent) if (one.state === 'queued') assert.notEqual(one.dueAt, null);
      const wasRunning = model.alert === 'running';
      for (let round = 0; round < 40; round++) {
        model.now = plus(model.now, 6 * MINUTE);
        fire(model);
        for (let n = 0; n < PEOPLE * 3; n++) attempt(model, 0, { kind: 'handed-over', providerId: null });
      }
      const open = model.sent.filter((one) => one.state === 'queued');
      assert.deepEqual(open, []);
      if (wasRunning) assert.ok(model.sent.every((one) => one.state === 'handed-over'));
      if (wasRunning) assert.deepEqual([...model.fired, ...model.skipped].sort(), [1, 2, 3]);
    }),
    { numRuns: 2000 },
  );
});
