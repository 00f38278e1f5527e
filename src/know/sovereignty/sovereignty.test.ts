import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Inventory, type InventoryDependency, NodeContents } from '../inventory/inventory.ts';
import { parseOpening } from '../model/calendar.ts';
import { cutReport } from './cutreport.ts';
import {
  categoryFor,
  categoryOf,
  EXIT_CATEGORIES,
  firstSunday,
  noticeBy,
  readinessOf,
  suggested,
  sundaysAfter,
  verdictOf,
} from './exit.ts';
import { calendarOf } from './ics.ts';
import { metricsOf } from './metrics.ts';
import { JURISDICTIONS, jurisdictionOf, strengthOf } from './reach.ts';
import { replaceOf } from './replace.ts';
import { servicesOf } from './services.ts';
import { providersOf } from './standing.ts';
import { weakestOf } from './weakest.ts';

const node = (key: string, kind: string, more: object = {}) => ({ ...NodeContents.parse({ kind, name: key, asked: true, ...more }), key });
const provider = (key: string, reach: string, ultimateParent = key) => node(key, 'cause', { provider: { reach, ultimateParent } });
const needs = (of: string, on: string[], more: Partial<InventoryDependency> = {}): InventoryDependency => ({
  id: `${of} ${on.join(' ')}`,
  of,
  on,
  any: on.length > 1,
  atLeast: 1,
  for: 'run',
  buffer: null,
  loss: 1,
  note: '',
  ...more,
});
const inventoryOf = (nodes: Inventory['nodes'], dependencies: Inventory['dependencies'] = []): Inventory => ({
  company: { name: 'Firma', employees: 40, hourlyRate: 50 },
  response: null,
  teams: [],
  nodes,
  dependencies,
});
const seen = (inventory: Inventory) => {
  const providers = providersOf(inventory, new Map(), []);
  return { providers, services: servicesOf(inventory, providers) };
};

const firm = inventoryOf(
  [
    provider('Amerika', 'US-CLOUD-Act'),
    provider('Berlin', 'DE'),
    provider('Niemand', ''),
    node('mail', 'service', { cause: ['Amerika'] }),
    node('login', 'service', { cause: ['Amerika'] }),
    node('card', 'service', { cause: ['Amerika'] }),
    node('invoice', 'service', { cause: ['Berlin'] }),
    node('backup', 'service', { cause: ['Niemand'] }),
    node('server', 'system'),
    node('orders', 'process', { mtpd: 'P2D', costPerHour: { low: 50, likely: 100, high: 200 } }),
    node('pay', 'process', { costPerHour: { low: 50, likely: 100, high: 200 } }),
    node('make', 'process', { costPerHour: { low: 50, likely: 100, high: 200 } }),
    node('guard', 'process', { costPerHour: { low: 50, likely: 100, high: 200 } }),
  ],
  [
    needs('orders', ['server']),
    needs('orders', ['mail']),
    needs('mail', ['login']),
    needs('pay', ['card', 'invoice']),
    needs('make', ['server']),
    needs('guard', ['backup']),
  ],
);

test('the weakest needed thing decides about a process, the strongest of those that stand in for each other', () => {
  const weakest = weakestOf(firm, seen(firm).providers);
  const reach = (key: string) => weakest.get(key)?.reach;
  assert.deepEqual([reach('orders'), reach('pay'), reach('make'), reach('guard')], ['us', 'de', 'own', 'unknown']);
  assert.deepEqual(weakest.get('orders')?.chain, ['orders', 'mail', 'Amerika']);
});

test('a group that needs two is only as strong as its second best', () => {
  const both = inventoryOf(
    firm.nodes,
    firm.dependencies.map((one) => (one.of === 'pay' ? { ...one, atLeast: 2 } : one)),
  );
  assert.equal(weakestOf(both, seen(both).providers).get('pay')?.reach, 'us');
});

test('one more dependency never makes a process stronger, whatever the circles', () => {
  const keys = firm.nodes.filter(({ kind }) => kind !== 'cause').map(({ key }) => key);
  const pair = fc.tuple(fc.constantFrom(...keys), fc.constantFrom(...keys)).map(([of, on]) => needs(of, [on]));
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 12 }), pair, (some, one) => {
      const strength = (dependencies: readonly InventoryDependency[]) => {
        const inventory = inventoryOf(firm.nodes, dependencies);
        return weakestOf(inventory, seen(inventory).providers);
      };
      const [before, after] = [strength(some), strength([...some, one])];
      // A service that nobody has asked about becomes better known by a dependency; what is known never gets stronger.
      for (const { key } of firm.nodes)
        if (before.get(key)?.reach !== 'unknown')
          assert.ok(strengthOf(after.get(key)?.reach ?? 'own') <= strengthOf(before.get(key)?.reach ?? 'own'), key);
    }),
  );
});

test('figures keep to their formulas: fallback, shares, HHI and its floor, and no grade where too much is unknown', () => {
  const { services } = seen(firm);
  const metrics = metricsOf(services);
  assert.equal(metrics.count, 5);
  // Card and invoice stand in for each other; mail, sign-in and backup stand alone.
  assert.equal(metrics.withoutFallback, 3);
  assert.deepEqual(
    metrics.parents.map(({ name, share }) => [name, share]),
    [
      ['Amerika', 3 / 4],
      ['Berlin', 1 / 4],
    ],
  );
  assert.ok(Math.abs((metrics.hhi ?? 0) - 6250) < 1e-6 && metrics.floor === 2500 && Math.abs((metrics.aboveFloor ?? 0) - 3750) < 1e-6);
  assert.equal(metrics.unknown, 0.2);
  assert.equal(metrics.grade, 'E');
  const unknown = services.map((one) => (one.key === 'card' ? { ...one, reach: 'unknown' as const } : one));
  assert.equal(metricsOf(unknown).grade, null);
  assert.equal(metricsOf([]).grade, null);
});

test('a switch-off counts what is avoided per effort, never pays back what it did not lose, and knows what it does not know', () => {
  const { providers, services } = seen(firm);
  const report = cutReport(firm, providers, services, { kind: 'us', investors: false }, null, () => 5);
  assert.ok(report);
  const states = (key: string) => report.cuts.find((one) => one.key === key)?.states[0];
  assert.deepEqual(['orders', 'pay', 'make', 'guard', 'card', 'invoice', 'backup'].map(states), [
    'stops',
    'runs',
    'runs',
    'unknown',
    'stops',
    'runs',
    'unknown',
  ]);
  assert.deepEqual(report.idle, [10, 10, 10, 10]);
  assert.deepEqual(report.cost, [0, 2400, 16_800, 216_000]);
  const [first] = report.measures;
  // Mail alone helps nothing while the sign-in is gone: both go together.
  assert.deepEqual([first?.provider, first?.avoided, first?.services.includes('login')], ['Amerika', 216_000, true]);
  assert.equal(report.measures.length, 1, 'the card adds nothing that the invoice does not do already');
  const nobody = cutReport(firm, providers, services, { kind: 'parent', parent: 'Mars' }, null, () => 5);
  assert.deepEqual([nobody?.gone, nobody?.measures, nobody?.cost.at(-1)], [[], [], 0]);
});

test('every role has a category and every category its words; a plan is suggested as a guess', () => {
  for (const id of EXIT_CATEGORIES) assert.ok(categoryOf(id).label.de !== '' && categoryOf(id).label.en !== '');
  assert.equal(categoryFor('mail'), 'mail');
  assert.equal(categoryFor(null), 'other');
  const plan = suggested('mail', ['mailbox.org'], 'de');
  assert.deepEqual(
    [plan.source, plan.effortDays, plan.switchDays, plan.alternatives, plan.location],
    ['guess', 6.5, 28, 'mailbox.org', ''],
  );
});

test('only a test raises readiness, and it grows stale', () => {
  const now = Date.parse('2026-11-28');
  const tried = (on: string, result: 'worked' | 'partly' | 'failed') => ({ id: on, on, result, who: 'Nora Beispiel', note: '' });
  assert.equal(readinessOf([], now), 'untested');
  assert.equal(readinessOf([tried('2026-10-01', 'worked')], now), 'tested');
  assert.equal(readinessOf([tried('2026-10-01', 'worked'), tried('2026-11-01', 'failed')], now), 'failed');
  assert.equal(readinessOf([tried('2025-10-01', 'worked')], now), 'stale');
  assert.deepEqual([verdictOf(5, 6), verdictOf(7, 6), verdictOf(null, 6), verdictOf(5, null)], ['holds', 'fails', 'unknown', 'unknown']);
});

test('notice is due before the end by its period; moves fall on first Sundays', () => {
  assert.equal(noticeBy({ contractEnd: '2027-03-01', noticeDays: 60 }), '2026-12-31');
  assert.equal(noticeBy({ contractEnd: null, noticeDays: 60 }), null);
  assert.equal(firstSunday(2026, 11), '2026-11-01');
  assert.deepEqual(sundaysAfter('2026-11-28', 3), ['2026-12-06', '2027-01-03', '2027-02-07']);
  fc.assert(
    fc.property(fc.integer({ min: 2020, max: 2100 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
      const day = new Date(firstSunday(year, month));
      assert.ok(day.getUTCDay() === 0 && day.getUTCDate() <= 7 && day.getUTCMonth() + 1 === month);
    }),
  );
});

test('days to switch are calendar days, whatever hours the team keeps', () => {
  const opening = parseOpening('Mo-Fr 08:00-16:00');
  assert.ok(opening.ok);
  const team = { id: 'it', name: 'IT', slots: 1, hours: { tz: 'Europe/Berlin', open: opening.value, text: [] } };
  assert.equal(replaceOf({ switchDays: 7, source: 'contract' }, [team])?.likely, 'P1DT16H');
  assert.equal(replaceOf({ switchDays: 7, source: 'tested' }, [])?.worst, 'P7D');
  assert.equal(replaceOf({ switchDays: null, source: 'guess' }, []), null);
});

test('a calendar keeps its lines short and its texts whole', () => {
  const text = 'Größe; Komma, Zeile\nund ein sehr langer Satz über Umlaute äöüßäöüßäöüßäöüßäöüßäöüßäöüß';
  const file = calendarOf('Ausstiege', [{ uid: 'a', on: '2026-12-31', title: text, text: '' }], Date.UTC(2026, 10, 28));
  for (const line of file.split('\r\n')) assert.ok(new TextEncoder().encode(line).length <= 75, line);
  assert.ok(file.replaceAll('\r\n ', '').includes('Größe\\; Komma\\, Zeile\\nund ein sehr langer'));
  assert.ok(file.includes('DTEND;VALUE=DATE:20270101') && file.includes('DTSTAMP:20261128T000000Z'));
});

test('each reach of the catalogue has a class; a US parent counts wherever the company sits, investors alone do not', () => {
  assert.deepEqual(
    ['US-CLOUD-Act', 'US-CLOUD-Act-via-parent', 'US-investor-majority', 'FR', 'EU', 'DE', 'JP', 'UK-parent', 'self-hosted', ''].map(
      jurisdictionOf,
    ),
    ['us', 'us', 'investors', 'eu', 'eu', 'de', 'other', 'uk', 'own', 'unknown'],
  );
  assert.equal(new Set(JURISDICTIONS).size, JURISDICTIONS.length);
});
