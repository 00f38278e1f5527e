import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Instant, instant, plus } from '../../../kernel/instant.ts';
import { onDuty, type RotaContents, shiftsFrom } from './rota.ts';

const BERLIN = 'Europe/Berlin';
const at = (iso: string): Instant => instant(Date.parse(iso));
const [eva, otto, ida] = ['eva', 'otto', 'ida'] as const;
const rota = (changes: Partial<RotaContents> = {}): RotaContents => ({
  name: 'Bereitschaft',
  people: [eva, otto, ida],
  every: { unit: 'week', count: 1 },
  handOver: '08:00',
  start: '2026-11-02',
  overrides: [],
  ...changes,
});
const who = (one: RotaContents, iso: string) => onDuty(one, at(iso), BERLIN)?.contactId;

describe('who is on duty', () => {
  test('the turn passes on at the hand-over time, not at midnight, and after the last person the first follows', () => {
    assert.equal(who(rota(), '2026-11-02T08:00:00+01:00'), eva);
    assert.equal(who(rota(), '2026-11-09T07:59:59+01:00'), eva);
    assert.equal(who(rota(), '2026-11-09T08:00:00+01:00'), otto);
    assert.equal(who(rota(), '2026-11-16T08:00:00+01:00'), ida);
    assert.equal(who(rota(), '2026-11-23T08:00:00+01:00'), eva);
  });

  test('turns of days and of several weeks', () => {
    const daily = rota({ every: { unit: 'day', count: 1 } });
    assert.deepEqual(
      ['02', '03', '04', '05'].map((day) => who(daily, `2026-11-${day}T12:00:00+01:00`)),
      [eva, otto, ida, eva],
    );
    const fortnight = rota({ every: { unit: 'week', count: 2 } });
    assert.equal(who(fortnight, '2026-11-15T12:00:00+01:00'), eva);
    assert.equal(who(fortnight, '2026-11-16T12:00:00+01:00'), otto);
  });

  test('also before the first turn somebody is on duty; an empty rota has nobody', () => {
    assert.equal(who(rota(), '2026-11-01T12:00:00+01:00'), ida);
    assert.equal(onDuty(rota({ people: [] }), at('2026-11-02T12:00:00Z'), BERLIN), undefined);
  });

  test('when the clocks change the hand-over stays at eight on the wall, an hour earlier or later in real time', () => {
    const daily = rota({ every: { unit: 'day', count: 1 }, start: '2026-10-23' });
    const before = onDuty(daily, at('2026-10-24T12:00:00+02:00'), BERLIN);
    assert.deepEqual(before && [before.from, before.until], [at('2026-10-24T08:00:00+02:00'), at('2026-10-25T08:00:00+01:00')]);
    const spring = rota({ every: { unit: 'day', count: 1 }, start: '2026-03-27' });
    const night = onDuty(spring, at('2026-03-28T12:00:00+01:00'), BERLIN);
    assert.deepEqual(night && [night.from, night.until], [at('2026-03-28T08:00:00+01:00'), at('2026-03-29T08:00:00+02:00')]);
  });

  test('a hand-over at a time that does not exist that night happens an hour later; one that exists twice happens once', () => {
    const nightly = rota({ every: { unit: 'day', count: 1 }, handOver: '02:30', start: '2026-03-28' });
    assert.equal(who(nightly, '2026-03-29T01:59:59+01:00'), eva);
    assert.equal(who(nightly, '2026-03-29T03:29:59+02:00'), eva);
    assert.equal(who(nightly, '2026-03-29T03:30:00+02:00'), otto);
    const autumn = rota({ every: { unit: 'day', count: 1 }, handOver: '02:30', start: '2026-10-24' });
    assert.equal(who(autumn, '2026-10-25T02:29:00+02:00'), eva);
    assert.equal(who(autumn, '2026-10-25T02:30:00+02:00'), otto);
    assert.equal(who(autumn, '2026-10-25T02:10:00+01:00'), otto);
  });

  test('an override takes over for its time and no longer; of two the later one in the list counts', () => {
    const swapped = rota({
      overrides: [
        { from: at('2026-11-03T00:00:00+01:00'), until: at('2026-11-05T00:00:00+01:00'), contactId: ida },
        { from: at('2026-11-04T00:00:00+01:00'), until: at('2026-11-04T12:00:00+01:00'), contactId: otto },
      ],
    });
    assert.deepEqual(
      shiftsFrom(swapped, at('2026-11-02T09:00:00+01:00'), BERLIN, 6).map(({ contactId, override }) => [contactId, override]),
      [
        [eva, false],
        [ida, true],
        [otto, true],
        [ida, true],
        [eva, false],
        [otto, false],
      ],
    );
  });

  test('who follows oneself is one shift, and a rota of one never ends', () => {
    const alone = onDuty(rota({ people: [eva] }), at('2026-11-04T12:00:00Z'), BERLIN);
    assert.equal(alone?.until, null);
    const twice = onDuty(rota({ people: [eva, eva, otto] }), at('2026-11-04T12:00:00Z'), BERLIN);
    assert.equal(twice?.until, at('2026-11-16T08:00:00+01:00'));
  });

  test('in every zone, at every moment, exactly one shift runs and the next begins where it ends', () => {
    const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC'];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 3 * 365 * 24 * 60 }),
        fc.integer({ min: 0, max: 23 }),
        fc.constantFrom('day' as const, 'week' as const),
        fc.integer({ min: 1, max: 5 }),
        (zone, minutes, hour, unit, count) => {
          const one = rota({ every: { unit, count }, handOver: `${String(hour).padStart(2, '0')}:30`, start: '2026-01-05' });
          const now = plus(at('2025-12-01T00:00:00Z'), minutes * 60_000);
          const shift = onDuty(one, now, zone);
          assert.ok(shift && shift.from <= now && shift.until !== null && now < shift.until);
          const next = onDuty(one, shift.until, zone);
          assert.equal(next?.from, shift.until);
          assert.notEqual(next?.contactId, shift.contactId);
        },
      ),
      { numRuns: 300 },
    );
  });
});
