import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { NodeContents } from '../inventory/inventory.ts';
import { type Evidence, EvidenceKind, maturityOf, restoreEvidence, VALID_MS } from './maturity.ts';
import { nextQuestions } from './nextquestions.ts';
import { stakes } from './stake.ts';
import { weakSpots } from './weakspots.ts';

const NOW = Date.UTC(2026, 10, 28);
const DAY = 86_400_000;
const of = (kind: EvidenceKind, what: string, daysAgo = 1): Evidence => ({ kind, what, at: NOW - daysAgo * DAY });

test('nothing tried is level 0, whatever is written down', () => {
  const { level, rungs } = maturityOf([], NOW);
  assert.equal(level, 0);
  assert.ok(rungs.every(({ reached, evidence, stale }) => !reached && evidence.length === 0 && stale === null));
  const guessed = {
    ...NodeContents.parse({ kind: 'system', name: 'ERP', restore: { best: 'PT1H', likely: 'PT1H', worst: 'PT1H', source: 'guess' } }),
    key: 'erp',
  };
  assert.deepEqual(restoreEvidence([guessed]), []);
});

test('a level rises by what was tried, and only with the levels below it', () => {
  assert.equal(maturityOf([of('drill', 'Übung Stromausfall')], NOW).level, 0);
  assert.equal(maturityOf([of('alert', 'SMS an Eva')], NOW).level, 1);
  assert.equal(maturityOf([of('alert', 'SMS an Eva'), of('restore', 'ERP')], NOW).level, 2);
  const four = [of('alert', 'SMS an Eva'), of('restore', 'ERP'), of('drill', 'Übung'), of('dark-site', 'Notfall-Website')];
  assert.equal(maturityOf(four, NOW).level, 4);
  assert.equal(maturityOf([...four, of('restore', 'ERP'), of('restore', 'ERP', 3)], NOW).level, 4, 'three times the same is one');
  assert.equal(maturityOf([...four, of('restore', 'Mail'), of('restore', 'Ablage')], NOW).level, 5);
});

test('what was tried too long ago counts no more and says so', () => {
  const { level, rungs } = maturityOf([of('alert', 'SMS an Eva', 200)], NOW);
  assert.equal(level, 0);
  assert.equal(rungs[0]?.stale?.what, 'SMS an Eva');
  assert.equal(maturityOf([{ kind: 'alert', what: 'x', at: NOW - VALID_MS.alert }], NOW).level, 1);
});

test('more evidence never lowers the level, and time alone never raises it', () => {
  const anyEvidence = fc.record({
    kind: fc.constantFrom(...EvidenceKind.options),
    what: fc.constantFrom('a', 'b', 'c', 'd'),
    at: fc.integer({ min: NOW - 500 * DAY, max: NOW }),
  });
  fc.assert(
    fc.property(fc.array(anyEvidence, { maxLength: 12 }), anyEvidence, fc.integer({ min: 0, max: 400 * DAY }), (some, one, later) => {
      assert.ok(maturityOf([...some, one], NOW).level >= maturityOf(some, NOW).level);
      assert.ok(maturityOf(some, NOW + later).level <= maturityOf(some, NOW).level);
    }),
  );
});

const node = (key: string, kind: string, more: object = {}) => ({ ...NodeContents.parse({ kind, name: key, asked: true, ...more }), key });
const cost = (likely: number) => ({ costPerHour: { low: likely, likely, high: likely } });
const need = (of: string, on: string[], any = false) => ({
  id: `${of} ${on.join()}`,
  of,
  on,
  any,
  atLeast: 1,
  for: 'both' as const,
  buffer: null,
  loss: 1,
  note: '',
});

test('what hangs on a thing is the cost of every process above it; what can be done without carries nothing', () => {
  const inventory = {
    nodes: [
      node('orders', 'process', cost(100)),
      node('shipping', 'process', cost(40)),
      node('erp', 'system'),
      node('server', 'system'),
      node('host', 'cause'),
      node('line1', 'line'),
      node('line2', 'line', { cause: ['host'] }),
    ],
    dependencies: [need('orders', ['erp']), need('shipping', ['erp']), need('erp', ['server']), need('orders', ['line1', 'line2'], true)],
  };
  const stake = stakes(inventory);
  assert.deepEqual(
    ['orders', 'erp', 'server', 'line1', 'host'].map((key) => stake.get(key)),
    [100, 140, 140, 0, 0],
  );
});

test('unknown is the first question, then what most hangs on; what is answered is asked no more', () => {
  const restore = (source: string) => ({ restore: { best: 'PT1H', likely: 'PT1H', worst: 'PT1H', source } });
  const inventory = {
    nodes: [
      node('orders', 'process', { ...cost(100), mtpd: 'P1D' }),
      node('rental', 'process', { asked: false }),
      node('erp', 'system', { ...restore('guess'), backups: [{ every: 'P1D', needs: [] }] }),
      node('tested', 'system', { ...restore('tested'), backups: [{ every: 'P1D', needs: [] }] }),
      node('printer', 'device', restore('guess')),
    ],
    dependencies: [need('orders', ['erp'])],
  };
  const owned = (['domain', 'admin', 'backup-key', 'telephone', 'documentation'] as const).map((question) => ({
    question,
    holder: 'firm' as const,
    who: '',
    seen: false,
    note: '',
    at: NOW,
    by: 'Eva',
  }));
  const asked = nextQuestions(inventory, owned, NOW).map(({ kind, about }) => `${kind} ${about}`);
  assert.deepEqual(asked, ['unasked rental', 'guess erp', 'guess printer']);
  assert.deepEqual(
    nextQuestions({ nodes: [], dependencies: [] }, owned, NOW).map(({ kind }) => kind),
    ['empty'],
  );
  assert.equal(nextQuestions(inventory, [], NOW).filter(({ kind }) => kind === 'owner').length, 5);
  assert.equal(nextQuestions(inventory, owned, NOW + 400 * DAY).filter(({ kind }) => kind === 'owner').length, 5, 'answers grow old');
});

test('weak for sure is what others alone hold, data that nobody backs up, and what nobody has tried; the unknown is a question', () => {
  const inventory = {
    nodes: [
      node('orders', 'process', cost(100)),
      node('files', 'data'),
      node('drawings', 'data'),
      node('saved', 'data', { backups: [{ every: 'P1D', needs: [] }] }),
    ],
    dependencies: [need('orders', ['drawings'])],
  };
  const said = (question: 'domain' | 'admin', holder: 'outside' | 'unknown') => ({
    question,
    holder,
    who: '',
    seen: false,
    note: '',
    at: NOW,
    by: 'Eva',
  });
  const { rungs } = maturityOf([of('alert', 'SMS an Eva')], NOW);
  const spots = weakSpots(inventory, [said('admin', 'outside'), said('domain', 'unknown')], rungs, NOW).map(
    ({ kind, about }) => `${kind} ${about}`,
  );
  assert.deepEqual(spots, [
    'owner admin',
    'no-backup drawings',
    'no-backup files',
    'untried restore',
    'untried drill',
    'untried dark-site',
    'untried restore',
  ]);
});
