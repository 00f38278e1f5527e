import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { newId } from '../../kernel/id.ts';
import { DAY, HOUR, type Instant, instant, MINUTE, plus } from '../../kernel/instant.ts';
import {
  DarkSitePolicy,
  DarkSiteState,
  extend,
  look,
  type Neutral,
  nextLook,
  type Publication,
  previewed,
  publish,
  publishNeutral,
  STANDBY,
  standDown,
} from './darksite.ts';

const NOW = instant(Date.UTC(2026, 10, 22, 11));
const BY = newId(NOW);
const [A, B] = ['a'.repeat(64), 'b'.repeat(64)];
const POLICY = DarkSitePolicy.parse({});
const CHECK = newId(NOW);
const ALLOWED = DarkSitePolicy.parse({ neutralByItself: CHECK });
const confirmed = { mode: 'actual', checkId: CHECK, attack: false, hash: A } as const;
const armed = previewed(STANDBY, { hash: A, kind: 'crisis', by: BY, at: NOW });
const decision = (changes: Partial<Publication> = {}): Publication => ({
  mode: 'actual',
  previewHash: A,
  currentHash: A,
  until: plus(NOW, 2 * HOUR),
  by: BY,
  ...changes,
});

function live(policy = POLICY): Extract<DarkSiteState, { state: 'live' }> {
  const moved = publish(armed, decision(), NOW, policy);
  assert.ok(moved.ok && moved.value.state.state === 'live');
  return moved.value.state;
}
const refused = (state: DarkSiteState, asked: Publication, now: Instant = NOW): string => {
  const moved = publish(state, asked, now, POLICY);
  return moved.ok ? 'published' : moved.error.code;
};

test('going public takes a look at exactly what goes out, and then a decision that names it', () => {
  assert.equal(refused(STANDBY, decision()), 'not-previewed');
  assert.equal(refused(armed, decision()), 'published');
  assert.equal(refused(armed, decision({ currentHash: B })), 'content-changed');
  assert.equal(refused(armed, decision({ previewHash: B, currentHash: B })), 'content-changed');
  assert.equal(refused(armed, decision({ until: plus(NOW, 6 * HOUR) }), plus(NOW, 4 * HOUR + 1)), 'preview-old');
});

test('an exercise has no way to the public', () => {
  assert.equal(refused(armed, decision({ mode: 'exercise' })), 'exercise');
  const moved = publishNeutral(STANDBY, { ...confirmed, mode: 'exercise' }, NOW, ALLOWED);
  assert.equal(!moved.ok && moved.error.code, 'exercise');
});

test('what is live always has an end', () => {
  assert.equal(refused(armed, decision({ until: NOW })), 'end-passed');
  assert.equal(refused(armed, decision({ until: plus(NOW, 15 * DAY) })), 'end-too-far');
  const extended = extend(live(), plus(NOW, 5 * HOUR), BY, plus(NOW, HOUR), POLICY);
  assert.ok(extended.ok && extended.value.state.state === 'live');
  assert.equal(extended.value.state.until, plus(NOW, 5 * HOUR));
  const never = extend(live(), plus(NOW, 30 * DAY), BY, NOW, POLICY);
  assert.equal(!never.ok && never.error.code, 'end-too-far');
});

test('a new version replaces the old one only after it was looked at as well', () => {
  const state = previewed(live(), { hash: B, kind: 'crisis', by: BY, at: plus(NOW, HOUR) });
  assert.equal(state.state === 'live' && state.hash, A);
  const moved = publish(state, decision({ previewHash: B, currentHash: B, until: plus(NOW, 3 * HOUR) }), plus(NOW, HOUR), POLICY);
  assert.ok(moved.ok && moved.value.state.state === 'live' && moved.value.event.type === 'publication.decided');
  assert.deepEqual([moved.value.state.hash, moved.value.state.since, moved.value.event.data.update], [B, NOW, true]);
  assert.equal(refused(live(), decision()), 'not-previewed');
});

test('nobody forgets it: a reminder every half hour, at the end and after it; a person switches off', () => {
  let state: DarkSiteState = live();
  const reminders: { at: number; overdue: boolean }[] = [];
  for (let now = NOW; now <= plus(NOW, 3 * HOUR); now = plus(now, MINUTE)) {
    const moved = look(state, now, POLICY);
    if (!moved) continue;
    state = moved.state;
    if (moved.event.type === 'publication.reminded') reminders.push({ at: (now - NOW) / MINUTE, overdue: moved.event.data.overdue });
  }
  assert.deepEqual(
    reminders,
    [30, 60, 90, 120, 150, 180].map((at) => ({ at, overdue: at >= 120 })),
  );
  assert.equal(state.state, 'live');
  const off = standDown(state, { by: 'person', person: BY });
  assert.ok(off.ok);
  assert.equal(off.value.state.state, 'standby');
  assert.equal(look(off.value.state, plus(NOW, DAY), POLICY), null);
});

test('where the owner allows it, the end switches off by itself', () => {
  const policy = DarkSitePolicy.parse({ atEnd: 'switch-off' });
  const moved = look(live(policy), plus(NOW, 2 * HOUR), policy);
  assert.deepEqual([moved?.state.state, moved?.event.type], ['standby', 'publication.ended']);
});

test('an end between two reminders is not missed', () => {
  const moved = publish(armed, decision({ until: plus(NOW, 10 * MINUTE) }), NOW, POLICY);
  assert.ok(moved.ok);
  assert.equal(nextLook(moved.value.state, POLICY), plus(NOW, 10 * MINUTE));
  const reminded = look(moved.value.state, plus(NOW, 10 * MINUTE), POLICY);
  assert.ok(reminded?.event.type === 'publication.reminded' && reminded.event.data.overdue);
  assert.equal(nextLook(reminded.state, POLICY), plus(NOW, 40 * MINUTE));
});

test('the neutral page goes out by itself only where the owner allowed it, for a day at most, and does not flap', () => {
  const by = (state: DarkSiteState, policy: DarkSitePolicy, now: Instant = NOW, changes: Partial<Neutral> = {}): string => {
    const moved = publishNeutral(state, { ...confirmed, ...changes }, now, policy);
    return moved.ok ? 'published' : moved.error.code;
  };
  assert.equal(by(STANDBY, POLICY), 'not-allowed');
  assert.equal(by(STANDBY, ALLOWED, NOW, { checkId: BY }), 'not-allowed');
  assert.equal(by(STANDBY, ALLOWED, NOW, { hash: null }), 'not-approved');
  assert.equal(by(STANDBY, ALLOWED, NOW, { attack: true }), 'attack');
  assert.equal(by(live(), ALLOWED), 'already-live');
  const moved = publishNeutral(STANDBY, confirmed, NOW, ALLOWED);
  assert.ok(moved.ok && moved.value.state.state === 'live');
  assert.equal(moved.value.state.until, plus(NOW, DAY));
  assert.deepEqual([moved.value.state.decidedBy, moved.value.state.kind], [{ by: 'policy' }, 'outage']);
  const off = standDown(moved.value.state, { by: 'person', person: BY });
  assert.ok(off.ok);
  assert.equal(by(off.value.state, ALLOWED, plus(NOW, 29 * MINUTE)), 'too-soon');
  assert.equal(by(off.value.state, ALLOWED, plus(NOW, 30 * MINUTE)), 'published');
});

test('whatever happens in whatever order: public only after a decision, and back at any time', () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('preview' as const), hash: fc.constantFrom(A, B) }),
    fc.record({
      do: fc.constant('publish' as const),
      hash: fc.constantFrom(A, B),
      current: fc.constantFrom(A, B),
      hours: fc.integer({ min: -1, max: 400 }),
    }),
    fc.record({ do: fc.constant('neutral' as const), hash: fc.constantFrom(A, null), attack: fc.boolean() }),
    fc.record({ do: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 600 }) }),
    fc.record({ do: fc.constant('off' as const) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), fc.constantFrom(null, CHECK), (steps, neutralByItself) => {
      const policy = DarkSitePolicy.parse({ neutralByItself });
      let state: DarkSiteState = STANDBY;
      let now = NOW;
      for (const one of steps) {
        const before: DarkSiteState = state;
        switch (one.do) {
          case 'preview':
            state = previewed(state, { hash: one.hash, kind: 'crisis', by: BY, at: now });
            assert.equal(state.state === 'live', before.state === 'live');
            break;
          case 'publish': {
            const moved = publish(
              state,
              decision({ previewHash: one.hash, currentHash: one.current, until: plus(now, one.hours * HOUR) }),
              now,
              policy,
            );
            if (moved.ok) {
              assert.equal(one.hash, one.current);
              assert.ok(before.state !== 'standby' && before.preview?.hash === one.hash);
              state = moved.value.state;
            }
            break;
          }
          case 'neutral': {
            const moved = publishNeutral(state, { ...confirmed, hash: one.hash, attack: one.attack }, now, policy);
            if (moved.ok) {
              assert.deepEqual([one.hash, one.attack, neutralByItself], [A, false, CHECK]);
              state = moved.value.state;
            }
            break;
          }
          case 'wait':
            now = plus(now, one.minutes * MINUTE);
            state = look(state, now, policy)?.state ?? state;
            assert.equal(state.state, before.state);
            break;
          case 'off': {
            const moved = standDown(state, { by: 'person', person: BY });
            assert.equal(moved.ok, before.state === 'live');
            if (moved.ok) state = moved.value.state;
            break;
          }
        }
        assert.deepEqual(DarkSiteState.parse(JSON.parse(JSON.stringify(state))), state);
      }
    }),
  );
});
