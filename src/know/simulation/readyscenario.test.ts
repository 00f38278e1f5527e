import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { HOUR, MINUTE, parseDuration } from '../../kernel/instant.ts';
import { fromFile } from '../inventory/file.ts';
import { reachedBy } from './jurisdiction.ts';
import { matched, stageAt } from './readyscenario.ts';
import { readyScenarios } from './readyscenarios.ts';

const sample = (() => {
  const file = fromFile(JSON.parse(readFileSync(new URL('../../learn/sample/model.json', import.meta.url), 'utf8')));
  assert.ok(file.ok);
  return file.value;
})();
const story = (key: string) => {
  const found = readyScenarios.find((one) => one.key === key);
  assert.ok(found, key);
  return found;
};

test('there are seventeen ready scenarios, each whole in both languages', () => {
  assert.equal(new Set(readyScenarios.map(({ key }) => key)).size, 17);
  for (const { name, trigger, hits, first, decisions, lasts, usual } of readyScenarios) {
    const all = [name, trigger, ...hits.map(({ missing }) => missing), ...Object.values(first).flat(), ...decisions];
    for (const { de, en } of all) assert.ok(de.trim() !== '' && en.trim() !== '' && de !== en, de);
    const spans = lasts.map((text) => parseDuration(text) ?? Number.NaN);
    assert.ok(
      spans.every((ms, n) => Number.isFinite(ms) && ms > (spans[n - 1] ?? 0)),
      name.de,
    );
    assert.ok(usual === null || lasts.includes(usual), name.de);
    assert.ok(
      hits.every(({ words, laws }) => words.length + laws.length > 0),
      name.de,
    );
  }
});

test('an empty model is told what it does not know, scenario by scenario, and nothing is hit', () => {
  for (const scenario of readyScenarios) {
    const { keys, missing } = matched({ nodes: [], dependencies: [] }, scenario);
    assert.deepEqual(keys, []);
    assert.equal(missing.length, scenario.hits.length);
  }
  const { missing } = matched({ nodes: [], dependencies: [] }, story('line-outage'));
  assert.ok(missing.some(({ de }) => de === 'Ihr Modell kennt keine Telefonleitung.'));
});

test('on the sample firm the scenarios hit what a person would name', () => {
  const keys = (key: string) => matched(sample, story(key)).keys;
  assert.deepEqual(keys('power-cut'), ['strom', 'foerdestrom']);
  assert.deepEqual(keys('mail-outage'), ['mail']);
  assert.deepEqual(keys('line-outage'), ['leitung-1', 'leitung-2', 'telefonie']);
  assert.deepEqual(keys('payment-fraud'), ['bankportal']);
  assert.deepEqual(keys('us-stop'), reachedBy(sample.nodes).get('us'));
  assert.ok(keys('machine-stop').includes('fraeszentrum-1') && !keys('machine-stop').includes('mail'));
  assert.ok(keys('site-loss').includes('serverraum'));
  assert.ok(keys('domain-lost').includes('website'));
  assert.ok(keys('key-person').includes('nc-planer'));
});

test('the US law reaches parents and majorities too, not the own house and not the unknown', () => {
  const provider = (reach: string) => ({ ...sample.nodes.find((one) => one.provider)?.provider, reach });
  const nodes = [
    'US-CLOUD-Act',
    'US-CLOUD-Act-via-parent',
    'US-investor-majority',
    'mixed-US-CDNs',
    'self-hosted',
    'unknown',
    '',
    'DE',
    'FR',
  ].map((reach) => ({ key: reach, provider: provider(reach) }));
  const reached = reachedBy(nodes as Parameters<typeof reachedBy>[0]);
  assert.deepEqual(reached.get('us'), ['US-CLOUD-Act', 'US-CLOUD-Act-via-parent', 'US-investor-majority', 'mixed-US-CDNs']);
  assert.deepEqual([...reached.keys()], ['us', 'eu', 'de']);
});

test('when four of ten are missing, those on whom most hangs are missing first', () => {
  const person = sample.nodes.find(({ key }) => key === 'nc-planer');
  assert.ok(person);
  const people = ['a', 'b', 'c', 'd', 'e'].map((key) => ({ ...person, key, name: key }));
  const dependencies = sample.dependencies.slice(0, 1).map((one) => ({ ...one, of: 'a', on: ['d'] }));
  assert.deepEqual(matched({ nodes: people, dependencies }, story('staff-loss')).keys, ['d', 'a']);
});

test('ten minutes, four hours, the first day, the first week', () => {
  assert.deepEqual([0, 9 * MINUTE, 10 * MINUTE, 4 * HOUR, 24 * HOUR].map(stageAt), ['minutes', 'minutes', 'hours', 'day', 'week']);
});
