import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { HOUR } from '../../kernel/instant.ts';
import { modelFrom } from '../inventory/checked.ts';
import { fromFile } from '../inventory/file.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { adjustable, assumptionOn } from './adjustable.ts';
import { likelyAnswer } from './answer.ts';
import { Assumption, subjectOf, withAssumptions } from './assumption.ts';
import { assumptionText, differenceText } from './compared.texts.ts';
import { compared } from './compared.ts';
import { influencesOf } from './influence.ts';
import { NO_QUESTION, requestOf } from './question.ts';

const sample: Inventory = (() => {
  const file = fromFile(JSON.parse(readFileSync(new URL('../../learn/sample/model.json', import.meta.url), 'utf8')));
  assert.ok(file.ok);
  return { ...file.value, company: { name: 'Muster', employees: 40, hourlyRate: 40 } };
})();
const MONDAY = Date.UTC(2026, 10, 30, 7);
const ask = (inventory: Inventory, fail: readonly string[], malicious = false) => {
  const model = modelFrom(inventory);
  assert.ok(model.ok, JSON.stringify(model));
  const question = { ...NO_QUESTION, fail, malicious, at: MONDAY };
  return likelyAnswer(model.value, requestOf(question, model.value, MONDAY)).result;
};
const name = (id: string) => [...sample.nodes, ...sample.teams].find(({ key }) => key === id)?.name ?? id;

test('a faster restore moves best and worst with it, is a guess again, and saves money', () => {
  const { inventory, gone } = withAssumptions(sample, [{ kind: 'time', node: 'erp', field: 'restore', likely: 'PT4H' }]);
  assert.deepEqual(gone, []);
  const erp = inventory.nodes.find(({ key }) => key === 'erp');
  assert.deepEqual(erp?.restore, { best: 'PT2H', likely: 'PT4H', worst: 'PT12H', source: 'guess' });
  const difference = compared(ask(sample, ['erp']), ask(inventory, ['erp']));
  assert.ok((difference.less ?? 0) > 0);
  assert.match(differenceText(difference, name, 'de'), /^Das spart [\d.]+\s€, .+ ist .+ früher zurück, \d Ziele mehr halten\.$/);
  assert.match(differenceText(difference, name, 'en'), /^That saves €[\d,]+/);
});

test('what stays as it is changes nothing, and that is said', () => {
  const before = ask(sample, ['erp']);
  const same = adjustable(sample, before, false, (one) => `Ersatz für ${one}`).filter(({ kind }) => kind !== 'alternative');
  assert.ok(same.length > 5);
  const { inventory, gone } = withAssumptions(sample, same);
  assert.deepEqual(gone, []);
  const difference = compared(before, ask(inventory, ['erp']));
  assert.deepEqual([difference.less, difference.shifts], [0, []]);
  assert.equal(differenceText(difference, name, 'de'), 'Am Schaden ändert das nichts.');
});

test('a second way beside what fails keeps the process going, and an alternative that is gone is told', () => {
  const change: Assumption = { kind: 'alternative', of: 'versand', on: 'erp', name: 'Lieferscheinblock' };
  const { inventory } = withAssumptions(sample, [change]);
  assert.deepEqual(inventory.dependencies.find(({ of, on }) => of === 'versand' && on.includes('erp'))?.on, ['erp', 'lieferscheinblock']);
  const direct = ask(inventory, ['erp']).processes['versand'];
  assert.ok(direct?.downFrom !== 'PT2H', 'it no longer stops after the two hours of its buffer');
  assert.deepEqual(withAssumptions(inventory, [change]).gone, [change]);
  assert.deepEqual(withAssumptions(sample, [{ kind: 'hands', team: 'nobody', slots: 2 }]).gone.length, 1);
});

test('every number that moves the result can be thought otherwise, and each is said in words', () => {
  const model = modelFrom(sample);
  assert.ok(model.ok);
  const request = requestOf({ ...NO_QUESTION, fail: ['serverraum'], at: MONDAY }, model.value, MONDAY);
  const inputs = influencesOf(model.value, request, { kind: 'recovered', process: 'auftragsannahme' }, { most: 50 });
  assert.ok(inputs.length > 3);
  for (const { input } of inputs) {
    const one = assumptionOn(sample, input);
    assert.ok(one, JSON.stringify(input));
    assert.doesNotMatch(assumptionText(one, name, 'de'), /undefined/);
    assert.deepEqual(Assumption.parse(one), one);
  }
});

test('two assumptions about the same number are about the same subject', () => {
  const time = (likely: string): Assumption => ({ kind: 'time', node: 'erp', field: 'restore', likely });
  assert.equal(subjectOf(time('PT1H')), subjectOf(time('PT2H')));
  assert.notEqual(subjectOf(time('PT1H')), subjectOf({ kind: 'time', node: 'erp', field: 'rebuild', likely: 'PT1H' }));
});

test('more hands bring back what waited for them', () => {
  const { inventory } = withAssumptions(sample, [{ kind: 'hands', team: 'it', slots: 3 }]);
  const fail = ['erp-daten', 'dateien', 'verzeichnis', 'dnc'];
  const difference = compared(ask(sample, fail), ask(inventory, fail));
  assert.ok(difference.shifts.every(({ before = 0, after = 0 }) => after <= before + HOUR / 1000));
  assert.ok((difference.less ?? 0) > 0);
});

test('a time that is no duration, or no time at all, is refused', () => {
  for (const likely of ['4 h', 'PT0S', 'P99999D', '-PT1H'])
    assert.ok(!Assumption.safeParse({ kind: 'time', node: 'erp', field: 'restore', likely }).success, likely);
});
