import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asModel } from '../../../test/world/anymodel.ts';
import { DAY, HOUR } from '../../kernel/instant.ts';
import { edited } from '../../know/simulation/edit.ts';
import { calendarOf } from './calendar.ts';
import { fasterRestore, longerBuffer, moreHands, readyOnPaper } from './edits.ts';
import { effectsOf } from './effects.ts';
import { fileOfMeasures, readMeasureFile } from './file.ts';
import { de } from './measures.texts.ts';
import { after, engineEdit, type Measure, MeasureContents, type MeasureDeed } from './measures.ts';
import { usualScenarios } from './scenarios.ts';

const measure = (part: Partial<Measure> = {}): Measure => ({
  ...MeasureContents.parse({ title: 'Zweite Leitung' }),
  id: '01900000-0000-7000-8000-000000000001',
  progress: { state: 'proposed', at: 1, by: 'Eva' },
  createdAt: 1,
  updatedAt: 1,
  ...part,
});
const state = (from: Measure, ...deeds: MeasureDeed[]): string => {
  let now = from;
  for (const deed of deeds) {
    const next = after(now, deed, 'Eva', 2);
    if (!next.ok) return next.error;
    now = next.value;
  }
  return now.progress.state;
};

test('a measure goes from proposed to tested, and back from done to work; what is done is not rejected', () => {
  const done: MeasureDeed = { kind: 'implement', undoId: null };
  assert.equal(state(measure(), { kind: 'move', to: 'decided' }, done, { kind: 'try', evidence: 'Stecker gezogen' }), 'tested');
  assert.equal(state(measure(), done, { kind: 'take-back' }), 'in-progress');
  assert.equal(state(measure(), done, { kind: 'reject', reason: '' }), 'not-open');
  assert.equal(state(measure(), done, { kind: 'move', to: 'proposed' }), 'not-open');
  assert.equal(state(measure(), { kind: 'try', evidence: 'x' }), 'not-done');
  assert.equal(state(measure(), { kind: 'reject', reason: 'zu teuer' }, done), 'not-open');
  assert.equal(state(measure(), { kind: 'reject', reason: 'zu teuer' }, { kind: 'move', to: 'proposed' }), 'proposed');
});

const shop = () =>
  asModel({
    teams: [{ id: 'it', slots: 1 }],
    nodes: [
      { id: 'sale', kind: 'process', name: 'Verkauf', costPerHour: 100 },
      { id: 'erp', kind: 'system', name: 'ERP', restore: { best: 'PT4H', likely: 'PT8H', worst: 'PT16H' }, restoredBy: ['it'] },
      { id: 'keys', kind: 'data', name: 'Schlüssel', restore: 'PT1H' },
      { id: 'hoster', kind: 'cause', name: 'Rechenzentrum' },
    ],
    dependencies: [
      { of: 'sale', on: 'erp', buffer: 'PT1H' },
      { of: 'erp', on: 'keys' },
    ],
  });
const changed = (edit: Parameters<typeof engineEdit>[0]) => {
  const result = edited(shop(), engineEdit(edit), '');
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
};

test('own measures say what people mean: faster, longer without it, more hands, a copy on paper', () => {
  const erp = shop().nodes[1];
  assert.ok(erp);
  assert.deepEqual(changed(fasterRestore(erp, 2 * HOUR)).nodes[1]?.restore, {
    best: HOUR,
    likely: 2 * HOUR,
    worst: 4 * HOUR,
    source: 'guess',
  });
  assert.equal(changed(longerBuffer(shop(), 'erp', 6 * HOUR)).dependencies.find(({ of }) => of === 'sale')?.buffer, 6 * HOUR);
  assert.equal(changed(moreHands({ id: 'it', slots: 1 })).teams[0]?.slots, 2);
  const ready = changed(readyOnPaper(shop(), 'erp', 'keys')).dependencies.find(({ of }) => of === 'erp');
  assert.deepEqual([ready?.on, ready?.for], [['keys'], 'run']);
});

test('before and after: the outage of each process and its cost, without and with the measure', () => {
  const erp = shop().nodes[1];
  assert.ok(erp);
  const scenario = { id: 'a', name: 'ERP', fail: ['erp'], for: null, perYear: 2, source: 'guess', note: '' } as const;
  const idle = { ...scenario, id: 'b', name: 'Schlüssel', fail: ['hoster'] };
  const effects = effectsOf(shop(), changed(fasterRestore(erp, 2 * HOUR)), [idle, { ...scenario, fail: ['erp'] }], null);
  assert.deepEqual(effects, [
    {
      scenario: 'ERP',
      perYear: 2,
      before: 700,
      after: 100,
      processes: [{ id: 'sale', name: 'Verkauf', before: { from: HOUR, until: 8 * HOUR }, after: { from: HOUR, until: 2 * HOUR } }],
    },
  ]);
});

test('the usual scenarios name what a process rests on, each with a frequency that says it is a guess', () => {
  const scenarios = usualScenarios(shop(), de.scenarios.words);
  assert.deepEqual(
    scenarios.map(({ id }) => id),
    ['fail:erp', 'fail:keys', 'encrypted', 'everything'],
  );
  assert.ok(scenarios.every(({ source, perYear }) => source === 'guess' && perYear > 0));
});

test('the exported file is a measures file of the contract, and comes back as it was', () => {
  const scenarios = usualScenarios(shop(), de.scenarios.words);
  const one = measure({ edit: moreHands({ id: 'it', slots: 1 }), cost: 900, owner: 'IT', dueAt: 5 * DAY, reason: 'Zu wenige' });
  const done = measure({ id: '01900000-0000-7000-8000-000000000002', progress: { state: 'done', at: 1, by: 'Eva', undoId: null } });
  const file: unknown = JSON.parse(JSON.stringify(fileOfMeasures([one, done], scenarios)));
  const read = readMeasureFile(file, shop());
  assert.ok(read.ok, JSON.stringify(read));
  assert.deepEqual(read.value.scenarios, scenarios);
  assert.deepEqual(
    read.value.measures.map(({ fileId, contents }) => [
      fileId,
      contents.title,
      contents.cost,
      contents.owner,
      contents.dueAt,
      contents.edit,
    ]),
    [[one.id, one.title, 900, 'IT', 5 * DAY, one.edit]],
  );
  const bad = readMeasureFile({ measures: [{ id: 'x', edit: { set: { nobody: {} } } }], scenarios: [] }, shop());
  assert.deepEqual(bad, { ok: false, error: [{ pointer: '/measures/0/edit/set/nobody', message: 'there is no node or team "nobody"' }] });
});

test('due dates become whole days of a calendar, folded and escaped as RFC 5545 says', () => {
  const text = calendarOf(
    [measure({ title: `Leitung, zweite; ${'lang '.repeat(20)}`, dueAt: Date.UTC(2026, 10, 30, 23, 30) }), measure({ dueAt: null })],
    'Europe/Berlin',
    'Maßnahmen',
  );
  assert.match(text, /DTSTART;VALUE=DATE:20261201\r\n/);
  assert.match(text, /SUMMARY:Leitung\\, zweite\\; lang/);
  assert.equal(text.split('BEGIN:VEVENT').length, 2);
  assert.ok(text.split('\r\n').every((line) => new TextEncoder().encode(line).length <= 75));
});
