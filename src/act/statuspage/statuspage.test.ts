import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { instant, MINUTE } from '../../kernel/instant.ts';
import { happeningsOf, together } from './happenings.ts';
import { begun, reworded, said } from './publicincident.ts';
import { checksOf } from './shownchecks.ts';
import { deedsOf, failed, nextLook, placeOf, type Reached, written } from './statuspage.ts';

const NOW = instant(1_790_000_000_000);
const ago = (minutes: number) => instant(NOW - minutes * MINUTE);
const host = (path: string) => ({ kind: 'folder', settings: { path } });
const there = (path: string, essence: string, minutes: number): Reached =>
  written({ ...host(path), essence: null, at: null, fault: null, faultSince: null, tries: 0, again: null }, essence, ago(minutes));
const deeds = (...args: Parameters<typeof deedsOf>) => deedsOf(...args).map((deed) => [deed.host.settings['path'], deed.do]);

test('a place is written when something has changed, when its stamp grows old, and where nothing lies yet; else it is left alone', () => {
  const wanted = { hosts: [host('/a'), host('/b'), host('/c'), host('/d')], essence: 'new', everyMinutes: 5 };
  assert.deepEqual(deeds(wanted, [there('/a', 'new', 1), there('/b', 'old', 1), there('/c', 'new', 5)], NOW), [
    ['/a', 'wait'],
    ['/b', 'write'],
    ['/c', 'write'],
    ['/d', 'write'],
  ]);
});

test('what is wanted no more is removed, also when the whole page is taken back', () => {
  const wanted = { hosts: [host('/a')], essence: 'x', everyMinutes: 5 };
  assert.deepEqual(deeds(wanted, [there('/a', 'x', 1), there('/b', 'x', 1)], NOW), [
    ['/a', 'wait'],
    ['/b', 'remove'],
  ]);
  assert.deepEqual(deeds(null, [there('/a', 'x', 1)], NOW), [['/a', 'remove']]);
  assert.equal(nextLook(false, [], NOW), null);
});

test('a place that fails is tried again, less and less often, but at least every five minutes, and holds up no other', () => {
  const wanted = { hosts: [host('/a'), host('/b')], essence: 'x', everyMinutes: 5 };
  let broken = failed(there('/a', 'x', 9), 'no', NOW);
  assert.deepEqual(deeds(wanted, [broken, there('/b', 'x', 9)], NOW), [
    ['/a', 'wait'],
    ['/b', 'write'],
  ]);
  const pauses: number[] = [];
  for (let n = 0; n < 12; n++) {
    const again = broken.again ?? NOW;
    assert.deepEqual(deeds({ ...wanted, hosts: [host('/a')] }, [broken], again), [['/a', 'write']]);
    broken = failed(broken, 'no', again);
    pauses.push((broken.again ?? 0) - again);
  }
  assert.deepEqual(pauses.slice(0, 3), [10_000, 20_000, 40_000]);
  assert.equal(Math.max(...pauses), 300_000);
  assert.equal(broken.faultSince, NOW);
  assert.equal(broken.at, ago(9), 'what lies there is still that of before');
  assert.equal(written(broken, 'x', NOW).fault, null);
});

test('a place is the same whatever the order of its settings', () => {
  assert.equal(placeOf({ kind: 'x', settings: { a: 1, b: 2 } }), placeOf({ kind: 'x', settings: { b: 2, a: 1 } }));
});

const ID = '01900000-0000-7000-8000-000000000001';
const base = {
  id: ID,
  title: { de: 'Bestellungen gestört', en: null },
  components: ['aaaaaaaa'],
  source: 'person',
  incidentId: null,
} as const;
const message = (phase: 'investigating' | 'resolved', minutes: number, text = 'x') => ({
  id: ID,
  at: ago(minutes),
  phase,
  text: { de: text, en: null },
  by: 'Eva Muster',
});

test('"resolved" ends a disruption; afterwards nothing more is said about it, but a slip can be put right', () => {
  const first = said(begun({ ...base, components: [...base.components], from: ago(60) }), message('investigating', 50));
  assert.ok(first.ok);
  const last = said(first.value, message('resolved', 10));
  assert.ok(last.ok);
  assert.equal(last.value.until, ago(10));
  assert.deepEqual(said(last.value, message('investigating', 5)), { ok: false, error: 'ended' });
  const better = reworded(last.value, ID, { de: 'besser', en: null });
  assert.ok(better.ok && better.value.messages[0]?.text.de === 'besser' && better.value.messages[0].at === ago(50));
  assert.deepEqual(said({ ...first.value, removed: { at: NOW, by: 'x' } }, message('resolved', 1)), { ok: false, error: 'removed' });
});

test('an outage that somebody has written about does not stand in the history twice; names of who wrote it do not stand there at all', () => {
  const told = said(begun({ ...base, components: [...base.components], from: ago(60) }), message('investigating', 50));
  assert.ok(told.ok);
  const outages = new Map([
    ['aaaaaaaa', [{ from: ago(65), until: null }]],
    ['bbbbbbbb', [{ from: ago(65), until: ago(40) }]],
  ]);
  const all = happeningsOf([told.value], outages, NOW);
  assert.deepEqual(
    all.map(({ title, components, until }) => [title?.de ?? null, components, until]),
    [
      ['Bestellungen gestört', ['aaaaaaaa'], null],
      [null, ['bbbbbbbb'], ago(40)],
    ],
  );
  assert.ok(!JSON.stringify(all).includes('Eva'));
  assert.deepEqual(happeningsOf([{ ...told.value, removed: { at: NOW, by: 'x' } }], new Map(), NOW), []);
});

test('what flaps is one outage, what lasted seconds is none, and what is older than ninety days is gone', () => {
  const spans = [
    { from: ago(100), until: ago(95) },
    { from: ago(90), until: ago(80) },
    { from: ago(50), until: instant(ago(50) + 20_000) },
    { from: ago(91 * 24 * 60), until: ago(91 * 24 * 60 - 5) },
  ];
  assert.deepEqual(
    happeningsOf([], new Map([['aaaaaaaa', spans]]), NOW).map(({ from, until }) => [from, until]),
    [[ago(100), ago(80)]],
  );
  assert.deepEqual(
    together([
      { from: ago(9), until: null },
      { from: ago(5), until: ago(1) },
    ]),
    [{ from: ago(9), until: null }],
  );
});

test('a process stands as what it cannot do without; where one of two is enough, neither is asked', () => {
  const need = (of: string, on: string[], atLeast = 1, for_: 'run' | 'recovery' = 'run') => ({
    of,
    on,
    group: on.length > 1,
    atLeast,
    for: for_,
    buffer: 0,
    loss: 0,
  });
  const model = {
    nodes: [{ id: 'erp', causes: ['hoster'] }],
    dependencies: [
      need('orders', ['erp']),
      need('erp', ['db']),
      need('erp', ['line-a', 'line-b']),
      need('erp', ['backup'], 1, 'recovery'),
      need('db', ['orders']),
    ],
  } as unknown as Parameters<typeof checksOf>[2];
  const check = (id: string, nodeId: string | null) => ({ id, group: 'g', nodeId });
  const all = ['orders', 'erp', 'db', 'line-a', 'backup', 'hoster', 'printer'].map((id) => check(id, id));
  assert.deepEqual(
    checksOf({ kind: 'process', key: 'orders' }, [...all, check('free', null)], model).map(({ id }) => id),
    ['orders', 'erp', 'db', 'hoster'],
  );
  assert.equal(checksOf({ kind: 'group', name: 'g' }, all, model).length, all.length);
});

test('however places come and go, each that is wanted is written or waits, and each that is not is removed or waits', () => {
  const path = fc.constantFrom('/a', '/b', '/c');
  const known = fc.record({ path, essence: fc.constantFrom('x', 'y'), minutes: fc.integer({ min: 0, max: 20 }), broken: fc.boolean() });
  fc.assert(
    fc.property(fc.uniqueArray(path), fc.uniqueArray(known, { selector: (one) => one.path }), fc.boolean(), (paths, lies, live) => {
      const reached = lies.map((one) => {
        const lying = there(one.path, one.essence, one.minutes);
        return one.broken ? failed(lying, 'no', NOW) : lying;
      });
      const wanted = live ? { hosts: paths.map(host), essence: 'x', everyMinutes: 5 } : null;
      const now = instant(NOW + 6000);
      const done = deedsOf(wanted, reached, now);
      assert.deepEqual(
        new Set(done.map((deed) => placeOf(deed.host))),
        new Set([...(live ? paths.map((one) => placeOf(host(one))) : []), ...reached.map(placeOf)]),
      );
      for (const deed of done) {
        const mine = live && paths.some((one) => placeOf(host(one)) === placeOf(deed.host));
        assert.notEqual(deed.do, mine ? 'remove' : 'write');
        // Nothing is due later than it has to be: a wait for another reason than a fault is one of something good.
        if (deed.do === 'wait') assert.ok((deed.host.again ?? 0) > now || (mine && deed.host.essence === 'x' && deed.host.fault === null));
      }
    }),
  );
});
