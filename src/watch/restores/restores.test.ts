import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { instant } from '../../kernel/instant.ts';
import { fits, forModel, isEnough, lastOf, type Measured, nextTest, RestoreSettings, scaled } from './restores.ts';
import { sampler } from './sample.ts';

const HOUR = 3_600_000;
const measured = (rest: Partial<Measured> = {}): Measured => ({
  ms: 62_000,
  openMs: 2000,
  sample: { files: 300, bytes: 600_000_000 },
  total: { files: 3000, bytes: 60_000_000_000 },
  ...rest,
});

describe('what a restored sample says of all of it', () => {
  test('opening counts once, the rest by bytes or by files, whichever takes longer', () => {
    assert.equal(scaled(measured()), 2000 + 60_000 * 100);
    assert.equal(scaled(measured({ total: { files: 300_000, bytes: 1_200_000_000 } })), 2000 + 60_000 * 1000);
    assert.equal(scaled(measured({ total: { files: 300, bytes: 600_000_000 } })), 62_000);
  });

  test('it is never shorter than what was measured, and grows with what there is', () => {
    const size = fc.record({ files: fc.integer({ min: 1, max: 1e6 }), bytes: fc.integer({ min: 0, max: 1e12 }) });
    fc.assert(
      fc.property(size, size, fc.nat(1e6), fc.nat(1e6), (sample, more, ms, openMs) => {
        const total = { files: sample.files + more.files, bytes: sample.bytes + more.bytes };
        const small = scaled({ ms, openMs, sample, total: sample });
        const large = scaled({ ms, openMs, sample, total });
        assert.ok(small === ms && large >= small);
      }),
    );
  });

  test('a few kilobytes of a terabyte say nothing about hours', () => {
    const total = { files: 2_000_000, bytes: 1e12 };
    assert.equal(isEnough({ sample: { files: 300, bytes: 40_000 }, total }), false);
    assert.equal(isEnough({ sample: { files: 300, bytes: 100_000_000 }, total }), true);
    assert.equal(isEnough({ sample: { files: 1, bytes: 10 }, total: { files: 1, bytes: 10 } }), true);
  });
});

describe('what is written to the model as tested', () => {
  const settings = { restMinutes: 120 };
  const node = { likelyMs: 4 * HOUR, tested: null };

  test('the data by measurement and everything else as somebody has said', () => {
    assert.deepEqual(forModel(measured(), settings, node, null), { written: true, ms: 6_002_000 + 2 * HOUR, restMs: 2 * HOUR });
  });

  test('nothing without a resource, without a word about everything else, or from too small a sample', () => {
    const because = (one: ReturnType<typeof forModel>) => (one.written ? 'written' : one.because);
    assert.equal(because(forModel(measured(), settings, null, null)), 'no-node');
    assert.equal(because(forModel(measured(), { restMinutes: null }, node, null)), 'no-rest');
    const tiny = measured({ sample: { files: 1, bytes: 10 } });
    assert.equal(because(forModel(tiny, settings, node, null)), 'too-small');
  });

  test('a recovery that really took place is made longer by a sample, never shorter; an earlier test gives way to a newer', () => {
    const real = { likelyMs: 9 * HOUR, tested: { evidence: 'Brand im Serverraum' } };
    assert.deepEqual(forModel(measured(), settings, real, null), { written: false, because: 'real-is-longer' });
    assert.equal(forModel(measured(), { restMinutes: 600 }, real, null).written, true);
    assert.equal(forModel(measured(), settings, real, 'Brand im Serverraum').written, true);
  });
});

describe('when it runs', () => {
  const zone = 'Europe/Berlin';
  const at = (text: string) => instant(Date.parse(text));
  const settings = { everyDays: 30 as const, hour: 3 };

  test('the first time in the next night, then by days on the clock of the firm, also across the change of the clocks', () => {
    assert.equal(nextTest(settings, null, at('2026-10-01T12:00:00Z'), zone), at('2026-10-02T01:00:00Z'));
    const last = at('2026-10-02T01:04:00Z');
    assert.equal(nextTest(settings, last, last, zone), at('2026-11-01T02:00:00Z'));
  });

  test('after a long pause it runs in the next night, once', () => {
    const next = nextTest(settings, at('2026-01-01T02:00:00Z'), at('2026-11-28T12:00:00Z'), zone);
    assert.equal(next, at('2026-11-29T02:00:00Z'));
  });

  test('what failed or could not be run is tried again in the next night', () => {
    const unrun = { at: instant(5), outcome: { kind: 'not-run', why: { code: 'unsupported' } } } as const;
    assert.equal(lastOf([unrun]), null);
    assert.equal(lastOf([{ at: instant(5), outcome: { kind: 'failed', backup: null, fault: { code: 'no-backup' } } }]), null);
  });
});

test('a gigabyte stays free', () => {
  assert.equal(fits(500_000_000, 1_400_000_000), false);
  assert.equal(fits(500_000_000, 1_500_000_000), true);
});

test('a folder that leads out of itself is refused', () => {
  assert.equal(RestoreSettings.safeParse({ scratch: '/var/tmp/../../etc' }).success, false);
  assert.equal(RestoreSettings.parse({}).scratch, '/var/tmp');
});

describe('the sample', () => {
  const files = (count: number, bytes: number) => Array.from({ length: count }, (_, n) => ({ path: `/f${n}`, bytes }));
  const of = (all: readonly { path: string; bytes: number }[], maxBytes: number, seed: string) => {
    const one = sampler(maxBytes, seed);
    for (const file of all) one.offer(file);
    return { totals: one.totals(), sample: one.sample() };
  };

  test('all of a small backup; of a large one no more than allowed, another part each time, the same for the same seed', () => {
    assert.equal(of(files(20, 10), 1000, 'a').sample.length, 20);
    const first = of(files(50_000, 1000), 100_000, 'a');
    assert.deepEqual(first.totals, { files: 50_000, bytes: 50_000_000 });
    assert.equal(first.sample.length, 100);
    assert.deepEqual(of(files(50_000, 1000), 100_000, 'a').sample, first.sample);
    assert.notDeepEqual(of(files(50_000, 1000), 100_000, 'b').sample, first.sample);
  });

  test('when every file is too large, the smallest comes all the same', () => {
    assert.deepEqual(of([...files(3, 900), { path: '/small', bytes: 500 }], 100, 'a').sample, [{ path: '/small', bytes: 500 }]);
  });
});
