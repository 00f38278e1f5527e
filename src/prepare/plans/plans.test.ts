import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { newId } from '../../kernel/id.ts';
import { instant } from '../../kernel/instant.ts';
import type { Contact } from '../contacts/contacts.ts';
import type { CrisisRole } from '../roles/roles.ts';
import { earliestTimes, inOrder, lengthOf, type Slot } from './order.ts';
import { de } from './plans.texts.ts';
import { Phase, type Plan, planFor, type StepContents, withLock } from './plans.ts';
import { planTable } from './plantable.ts';
import { snapshot } from './snapshot.ts';
import { planFrom, planTemplates, rolesOf } from './templates.ts';

const step = (id: string, after: string[] = [], minutes: number | null = 10, phase: Phase = 'contain'): StepContents => ({
  id,
  title: id,
  detail: '',
  roleId: null,
  contactId: null,
  after,
  minutes,
  phase,
});
const plan = (title: string, nodeIds: string[], steps: StepContents[] = []): Plan => ({
  id: newId(instant(1)),
  revision: 1,
  updatedAt: 0,
  title,
  summary: '',
  scenario: 'other',
  nodeIds,
  steps: steps.map(withLock),
});

test('a step begins when the last of what it waits for has ended', () => {
  const slots = earliestTimes([step('d', ['b', 'c']), step('a'), step('b', ['a'], 30), step('c', ['a'], 5)]);
  assert.ok(slots.ok);
  assert.deepEqual([slots.value.get('a')?.start, slots.value.get('b')?.start, slots.value.get('d')?.start], [0, 10, 40]);
  assert.deepEqual(lengthOf([step('a'), step('b', ['a'])]), { ok: true, value: { minutes: 20, atLeast: false } });
});

test('where somebody left the minutes open, everything after it is "at least"', () => {
  const slots = earliestTimes([step('a', [], null), step('b', ['a'], 5), step('c', ['b']), step('free')]);
  assert.ok(slots.ok);
  assert.deepEqual(
    ['a', 'b', 'c', 'free'].map((id) => slots.value.get(id)?.atLeast),
    [false, true, true, false],
  );
});

test('steps that wait for each other are refused with a sentence that names them', () => {
  const ordered = inOrder([step('kochen', ['essen']), step('essen', ['kochen']), step('danach', ['essen'])]);
  assert.ok(!ordered.ok);
  const sentence = de.orderFault(ordered.error);
  assert.match(sentence, /„kochen“ → „essen“ → „kochen“|„essen“ → „kochen“ → „essen“/);
  assert.equal(sentence.includes('danach'), false);
  assert.ok(!inOrder([step('a', ['a'])]).ok);
  assert.ok(!inOrder([step('a', ['weg'])]).ok);
  assert.ok(!inOrder([step('a'), step('a')]).ok);
});

/** Each step may wait for earlier ones only, so there is no circle; then the list is shuffled. */
const anyPlan = fc
  .array(
    fc.record({
      minutes: fc.option(fc.integer({ min: 0, max: 500 })),
      phase: fc.constantFrom(...Phase.options),
      after: fc.array(fc.nat(), { maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 14 },
  )
  .map((raw) => raw.map((one, n) => step(`s${n}`, n === 0 ? [] : [...new Set(one.after.map((a) => `s${a % n}`))], one.minutes, one.phase)))
  .chain((steps) => fc.shuffledSubarray(steps, { minLength: steps.length }));

test('in any plan without circles every step comes after what it waits for, once, and no earlier than possible', () => {
  fc.assert(
    fc.property(anyPlan, (steps) => {
      const ordered = inOrder(steps);
      const slots = earliestTimes(steps);
      assert.ok(ordered.ok && slots.ok);
      assert.equal(new Set(ordered.value.map(({ id }) => id)).size, steps.length);
      const place = new Map(ordered.value.map(({ id }, n) => [id, n]));
      for (const one of steps) {
        const slot: Slot | undefined = slots.value.get(one.id);
        assert.ok(slot);
        const ends: number[] = one.after.map((id) => slots.value.get(id)?.end ?? Number.NaN);
        assert.equal(slot.start, Math.max(0, ...ends));
        for (const id of one.after) assert.ok((place.get(id) ?? 99) < (place.get(one.id) ?? -1));
      }
    }),
    { numRuns: 1000 },
  );
});

test('any graph of steps gets an order or a fault, and a circle that is named really is one', () => {
  const anyStep = fc.record({ after: fc.array(fc.nat({ max: 7 }), { maxLength: 3 }) });
  fc.assert(
    fc.property(fc.array(anyStep, { minLength: 1, maxLength: 8 }), (raw) => {
      const steps = raw.map(({ after }, n) => step(`s${n}`, [...new Set(after.map((a) => `s${a % raw.length}`))]));
      const ordered = inOrder(steps);
      if (ordered.ok || ordered.error.kind !== 'circle') return assert.ok(ordered.ok);
      const circle = ordered.error.steps;
      assert.equal(circle[0], circle.at(-1));
      for (let n = 1; n < circle.length; n++) {
        const later = steps.find(({ id }) => id === circle[n]);
        assert.ok(later?.after.includes(circle[n - 1] ?? ''), circle.join(' → '));
      }
    }),
    { numRuns: 2000 },
  );
});

test('the plan bound to most of what failed is chosen; with nothing in common, none', () => {
  const plans = [plan('Alles', ['erp', 'mail', 'line', 'web']), plan('ERP', ['erp']), plan('ERP und Mail', ['erp', 'mail'])];
  assert.equal(planFor(plans, ['erp'])?.title, 'ERP');
  assert.equal(planFor(plans, ['mail', 'erp'])?.title, 'ERP und Mail');
  assert.equal(planFor(plans, ['web'])?.title, 'Alles');
  assert.equal(planFor(plans, ['power']), null);
  assert.equal(planFor(plans, []), null);
});

test('a snapshot holds all that is needed: steps in order, roles with people, nobody who is gone', () => {
  const eva: Contact = {
    id: newId(instant(5)),
    revision: 1,
    updatedAt: 0,
    name: 'Eva',
    company: '',
    language: 'de',
    note: 'geheim',
    addresses: [],
  };
  const role: CrisisRole = {
    id: newId(instant(6)),
    revision: 1,
    updatedAt: 0,
    kind: 'do',
    name: 'Machen',
    duty: '',
    holder: eva.id,
    deputies: [newId(instant(7)), eva.id],
    inCrisisTeam: true,
  };
  const steps = [
    { ...step('zuletzt', ['zuerst'], 5, 'restore'), roleId: role.id, contactId: eva.id },
    { ...step('zuerst'), roleId: newId(instant(8)) },
  ];
  const frozen = snapshot(plan('P', [], steps), [role], [eva]);
  assert.deepEqual(
    frozen.steps.map(({ id, roleId, contact }) => [id, roleId, contact?.name]),
    [
      ['zuerst', null, undefined],
      ['zuletzt', role.id, 'Eva'],
    ],
  );
  assert.deepEqual(
    frozen.roles.map(({ contacts }) => contacts.map(({ name }) => name)),
    [['Eva']],
  );
  assert.equal(JSON.stringify(frozen).includes('geheim'), false);
  assert.deepEqual(snapshot(null, [role], [eva]).steps, []);
});

test('every template is a plan that works: an order, evidence or safety first, restore locked, both languages', () => {
  assert.equal(planTemplates.length, 6);
  for (const template of planTemplates) {
    const contents = planFrom(template, 'de', new Map(), ['erp']);
    const ordered = inOrder(contents.steps);
    assert.ok(ordered.ok, template.key);
    assert.notEqual(ordered.value[0]?.phase, 'restore');
    assert.ok(contents.steps.some(({ phase }) => phase === 'restore'));
    assert.equal(
      contents.steps.filter(({ phase }) => phase === 'restore').length,
      contents.steps.map(withLock).filter((one) => one.locksUntilDefect).length,
    );
    assert.ok(rolesOf(template).every((kind) => ['decide', 'do', 'speak'].includes(kind)));
    for (const { title, detail } of template.steps)
      for (const text of [title.de, title.en, detail.de, detail.en]) assert.ok(text.length > 5 && text === text.trim());
    const english = planFrom(template, 'en', new Map(), []);
    assert.ok(english.steps.every((one, n) => one.title !== contents.steps[n]?.title));
  }
});

test('the table of plans numbers the steps and says after which they come', () => {
  const rows = planTable([plan('P', [], [step('b', ['a']), step('a')])], [], []);
  assert.deepEqual(
    rows.slice(1).map((row) => [row[1], row[2], row[6], row[8]]),
    [
      ['1', 'a', '', '0'],
      ['2', 'b', '1', '10'],
    ],
  );
});
