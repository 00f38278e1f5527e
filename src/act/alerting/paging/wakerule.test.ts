import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DAY, HOUR, type Instant, instant, MINUTE, plus } from '../../../kernel/instant.ts';
import { readModel } from '../../../know/model/parse.ts';
import { toLoosen, type Woken } from './falsepages.ts';
import { pageAt } from './throttle.ts';
import { waitingFor } from './waiting.ts';
import { type Impact, type Nature, wakeRule } from './wakerule.ts';
import { isWorking, nextMorning } from './workinghours.ts';

const now = instant(Date.parse('2026-11-24T02:00:00+01:00'));
const LIMIT = 1000;
const costs = (cost: number): Impact => ({ known: true, breaks: [], cost });
const breaks = (...targets: ('rto' | 'mtpd')[]): Impact => ({
  known: true,
  breaks: targets.map((target) => ({ process: 'Fertigung', target, at: plus(now, HOUR) })),
  cost: 0,
});

describe('the wake rule', () => {
  const table: [string, Nature, Impact, boolean, course: 'page' | 'wait', wakes: boolean, because: string][] = [
    ['at work everything is told at once', 'outage', costs(0), true, 'page', false, 'working-hours'],
    ['at work also what is not known', 'outage', { known: false }, true, 'page', false, 'working-hours'],
    ['a recovery target that waiting breaks wakes', 'outage', breaks('rto'), false, 'page', true, 'target'],
    ['a maximum tolerable outage that waiting breaks wakes', 'outage', breaks('mtpd'), false, 'page', true, 'target'],
    ['more than the limit wakes', 'outage', costs(1001), false, 'page', true, 'cost'],
    ['exactly the limit waits', 'outage', costs(1000), false, 'wait', false, 'can-wait'],
    ['what costs nothing and breaks nothing waits', 'outage', costs(0), false, 'wait', false, 'can-wait'],
    ['unknown impact wakes', 'outage', { known: false }, false, 'page', true, 'unknown'],
    ['an attack wakes whatever it costs', 'attack', costs(0), false, 'page', true, 'attack'],
    ['data loss wakes whatever it costs', 'data-loss', costs(0), false, 'page', true, 'data-loss'],
    ['krisenfest itself not working wakes', 'own', costs(0), false, 'page', true, 'own'],
    ['what is only worth knowing wakes nobody, at work neither', 'info', { known: false }, true, 'wait', false, 'info'],
  ];
  for (const [words, nature, impact, working, course, wakes, because] of table)
    test(words, () => {
      const verdict = wakeRule(nature, impact, working, LIMIT);
      assert.deepEqual([verdict.course, verdict.wakes, verdict.because.kind], [course, wakes, because]);
    });

  test('of several broken targets the maximum tolerable outage is the reason told', () => {
    const { because } = wakeRule('outage', breaks('rto', 'mtpd'), false, LIMIT);
    assert.ok(because.kind === 'target' && because.target === 'mtpd');
  });
});

describe('working hours', () => {
  const hours = { days: [1, 2, 3, 4, 5], start: '07:00', end: '18:00' };
  const at = (iso: string): Instant => instant(Date.parse(iso));
  const ZONE = 'Europe/Berlin';
  test('on the wall clock of the organisation, weekends are not working time', () => {
    assert.equal(isWorking(hours, at('2026-11-24T07:00:00+01:00'), ZONE), true);
    assert.equal(isWorking(hours, at('2026-11-24T06:59:59+01:00'), ZONE), false);
    assert.equal(isWorking(hours, at('2026-11-24T18:00:00+01:00'), ZONE), false);
    assert.equal(isWorking(hours, at('2026-11-28T12:00:00+01:00'), ZONE), false);
  });
  test('a night shift goes on after midnight and belongs to the day on which it begins; around the clock is always', () => {
    const night = { ...hours, start: '22:00', end: '06:00' };
    assert.equal(isWorking(night, at('2026-11-24T22:00:00+01:00'), ZONE), true);
    assert.equal(isWorking(night, at('2026-11-25T05:59:59+01:00'), ZONE), true);
    assert.equal(isWorking(night, at('2026-11-25T06:00:00+01:00'), ZONE), false);
    // Friday's shift ends on Saturday; Sunday evening nobody begins.
    assert.equal(isWorking(night, at('2026-11-28T03:00:00+01:00'), ZONE), true);
    assert.equal(isWorking(night, at('2026-11-28T23:00:00+01:00'), ZONE), false);
    assert.equal(isWorking(night, at('2026-11-30T03:00:00+01:00'), ZONE), false);
    const always = { days: [1, 2, 3, 4, 5, 6, 7], start: '06:00', end: '06:00' };
    for (const time of ['2026-11-28T05:59:59+01:00', '2026-11-28T06:00:00+01:00', '2026-03-29T02:30:00+01:00'])
      assert.equal(isWorking(always, at(time), ZONE), true);
  });
  test('Friday evening waits until Monday, and over the change of the clocks until seven on the wall', () => {
    assert.equal(nextMorning(hours, at('2026-11-27T19:00:00+01:00'), ZONE), at('2026-11-30T07:00:00+01:00'));
    assert.equal(nextMorning(hours, at('2026-03-28T23:00:00+01:00'), ZONE), at('2026-03-30T07:00:00+02:00'));
    assert.equal(nextMorning({ ...hours, days: [] }, at('2026-11-28T12:00:00+01:00'), ZONE), at('2026-11-29T07:00:00+01:00'));
  });
});

describe('how pages are bundled', () => {
  const ago = (ms: number) => plus(now, -ms);
  test('the first page of something new is never held back, however many went out before', () => {
    assert.equal(pageAt({ sentAt: [ago(1000), ago(2000), ago(3000), ago(4000), ago(5000)], storm: false }, now), now);
  });
  test('in a storm one a minute, and five in a quarter of an hour', () => {
    assert.equal(pageAt({ sentAt: [ago(10_000)], storm: true }, now), plus(now, 50_000));
    assert.equal(pageAt({ sentAt: [ago(MINUTE)], storm: true }, now), now);
    const five = [1, 2, 3, 4, 5].map((minutes) => ago(minutes * MINUTE));
    assert.equal(pageAt({ sentAt: five, storm: true }, now), plus(now, 10 * MINUTE));
    assert.equal(pageAt({ sentAt: [ago(16 * MINUTE)], storm: true }, now), now);
  });
});

describe('what waiting until morning means, by the model', () => {
  const model = (process: object, restore = { best: 'PT1H', likely: 'PT1H', worst: 'PT1H', source: 'guess' }) => {
    const parsed = readModel(
      JSON.stringify({
        format: 'krisenfest-model@1',
        company: { name: 'Firma' },
        nodes: [
          { id: 'fertigung', kind: 'process', name: 'Fertigung', ...process },
          { id: 'server', kind: 'system', name: 'Server', restore },
          { id: 'lampe', kind: 'device', name: 'Lampe', restore },
        ],
        dependencies: [{ of: 'fertigung', on: 'server' }],
      }),
    );
    assert.ok(parsed.ok, JSON.stringify(parsed));
    return parsed.value;
  };
  const morning = plus(now, 5 * HOUR);
  const wait = (process: object, node: string | null = 'server') => waitingFor(model(process), node, [], now, morning);

  test('a process that bears the night waits; what it costs is what beginning now would have saved', () => {
    const impact = wait({ mtpd: 'P2D', costPerHour: { low: 100, likely: 100, high: 100, source: 'guess' } });
    assert.deepEqual(impact, { known: true, breaks: [], cost: 500 });
  });
  test('a maximum tolerable outage that ends in the night breaks by waiting', () => {
    const impact = wait({ mtpd: 'PT3H' });
    assert.deepEqual(impact, { known: true, breaks: [{ process: 'Fertigung', target: 'mtpd', at: plus(now, 3 * HOUR) }], cost: 0 });
  });
  test('a process that works by day only loses nothing by night', () => {
    const day = {
      mtpd: 'P2D',
      costPerHour: { low: 100, likely: 100, high: 100, source: 'guess' },
      hours: { tz: 'Europe/Berlin', open: ['Mo-Fr 06:00-16:00'] },
    };
    const impact = wait(day);
    // Back at eight instead of three: two working hours.
    assert.deepEqual(impact, { known: true, breaks: [], cost: 200 });
  });
  test('not in the model, nothing hangs on it, or a process without targets and costs: not known', () => {
    for (const [process, node] of [
      [{ mtpd: 'P2D' }, null],
      [{ mtpd: 'P2D' }, 'check:1'],
      [{ mtpd: 'P2D' }, 'lampe'],
      [{}, 'server'],
    ] as const)
      assert.deepEqual(wait(process, node), { known: false });
  });
});

describe('what to loosen', () => {
  const woken = (contactId: string, cause: string, daysAgo: number, rest: Partial<Woken> = {}): Woken => ({
    contactId,
    name: contactId,
    at: plus(now, -daysAgo * DAY),
    cause,
    title: cause,
    clearedAt: plus(now, -daysAgo * DAY + 5 * MINUTE),
    calledFalse: false,
    incident: false,
    ...rest,
  });
  test('one false page a person and month can be borne', () => {
    assert.deepEqual(toLoosen([woken('eva', 'shop', 3), woken('otto', 'shop', 3), woken('eva', 'shop', 40)], now), []);
  });
  test('above that the causes are named, the most frequent first, with whom they woke', () => {
    const all = [woken('eva', 'shop', 1), woken('eva', 'shop', 2), woken('eva', 'mail', 3), woken('otto', 'mail', 3)];
    assert.deepEqual(
      toLoosen(all, now).map(({ cause, times, people }) => [cause, times, people]),
      [
        ['shop', 2, ['eva']],
        ['mail', 1, ['eva']],
      ],
    );
  });
  test('what lasted, became an incident or needed a person was no false page; what somebody calls false was', () => {
    const real = [
      woken('eva', 'a', 1, { clearedAt: null }),
      woken('eva', 'b', 2, { incident: true }),
      woken('eva', 'c', 3, { clearedAt: plus(now, -3 * DAY + HOUR) }),
    ];
    assert.deepEqual(toLoosen(real, now), []);
    assert.equal(
      toLoosen(
        real.map((one) => ({ ...one, calledFalse: true })),
        now,
      ).length,
      3,
    );
  });
});
