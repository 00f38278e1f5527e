import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { modelFrom } from '../inventory/checked.ts';
import { fileOf } from '../inventory/inventory.ts';
import type { Model } from '../model/model.ts';
import { NO_FAILURE, simulate } from '../simulation/simulate.ts';
import { Answers, NOTHING_SAID } from './answers.ts';
import type { Branch } from './branch.ts';
import { branches } from './branches.ts';
import { neededAssets } from './chosen.ts';
import { costPerHour } from './cost.ts';
import { sentencesOf } from './firstanswer.texts.ts';
import { answersOf } from './firstanswer.ts';
import { proposed } from './proposal.ts';

const MONDAY = Date.UTC(2026, 2, 2, 7, 0);
const context = {
  company: { name: 'Musterbau GmbH', employees: 42, hourlyRate: 43.4 },
  zone: 'Europe/Berlin',
  language: 'de',
  at: MONDAY,
} as const;

const everything = (branch: Branch, more: Partial<Answers> = {}): Answers =>
  Answers.parse({
    branch: branch.id,
    employees: 42,
    revenue: 6_000_000,
    processes: Object.fromEntries(branch.processes.map(({ id }) => [id, {}])),
    ...more,
  });

function modelOf(branch: Branch, answers: Answers): Model {
  const read = modelFrom(proposed(branch, answers, context).inventory);
  assert.ok(read.ok, read.ok ? '' : JSON.stringify(read.error.slice(0, 3)));
  return read.value;
}
const branchOf = (id: string): Branch => {
  const found = branches.find((one) => one.id === id);
  assert.ok(found, id);
  return found;
};

test('the eight branches are there, with 8 to 12 processes each', () => {
  assert.deepEqual(
    branches.map(({ id }) => id),
    ['crafts', 'manufacturing', 'retail', 'law-tax', 'care', 'it-agency', 'hospitality', 'logistics'],
  );
  for (const { id, processes } of branches) assert.ok(processes.length >= 8 && processes.length <= 12, `${id}: ${processes.length}`);
});

test('manufacturing knows what machine shops hang on', () => {
  const names = branchOf('manufacturing')
    .assets.map(({ name }) => name.de)
    .join(' · ');
  for (const word of [
    'NC-Programme',
    'DNC',
    'CAD/CAM-Lizenzserver',
    'Messmaschine',
    'altem Windows',
    'Druckluft',
    'IP-Telefon',
    'Fernwartung',
    'Kunden-VPN',
  ])
    assert.ok(names.includes(word), word);
});

for (const branch of branches)
  test(`${branch.name.de}: everything it names exists, and shares of staff and revenue make a whole at most`, () => {
    const assets = new Set(branch.assets.map(({ id }) => id));
    assert.equal(assets.size, branch.assets.length, 'an asset stands there twice');
    const teams = new Set(branch.teams.map(({ id }) => id));
    const providers = new Set(branch.providers.map(({ id }) => id));
    for (const { id, needs } of [...branch.processes, ...branch.assets])
      for (const { on } of needs) for (const one of on) assert.ok(assets.has(one), `${id} needs ${one}`);
    for (const { id, restoredBy, provider, backup } of branch.assets) {
      for (const team of restoredBy) assert.ok(teams.has(team), `${id} is restored by ${team}`);
      for (const one of backup?.needs ?? []) assert.ok(assets.has(one), `the backup of ${id} needs ${one}`);
      if (provider !== undefined) assert.ok(providers.has(provider), `${id} is of ${provider}`);
    }
    for (const share of ['staff', 'revenue'] as const) {
      const sum = branch.processes.reduce((total, one) => total + one[share], 0);
      assert.ok(sum > 0.8 && sum < 1.061, `${share} of ${branch.id}: ${sum}`);
    }
  });

for (const branch of branches)
  test(`${branch.name.de}: a valid model at once, nothing unknown, every number marked as an assumption, every failure comes to an end`, () => {
    const { inventory } = proposed(branch, everything(branch), context);
    const model = modelOf(branch, everything(branch));
    for (const node of inventory.nodes)
      for (const [field, { source, evidence }] of Object.entries(node.origins)) {
        assert.equal(source, 'guess', `${node.key} ${field}`);
        assert.notEqual(evidence, '', `${node.key} ${field}`);
      }
    const calm = simulate(model, { ...NO_FAILURE, fail: [], at: MONDAY, runs: 0 });
    assert.equal(calm.state, 'up');
    for (const [id, { state }] of Object.entries(calm.processes)) assert.equal(state, 'up', id);
    const answers = answersOf(model, MONDAY);
    assert.ok(answers.length >= 8, `only ${answers.length} failures hit anything`);
    for (const { node, backAfterMs, cost } of answers) {
      assert.notEqual(backAfterMs, null, `${node} never comes back`);
      assert.notEqual(cost, null, `${node} costs without end`);
    }
    // A full stop of a firm of 42 with 6 million costs some thousand euro an hour, in the band of regulation.md §H (2–20 k€ for 50–249).
    const full = inventory.nodes.reduce((sum, node) => sum + (node.costPerHour?.likely ?? 0), 0);
    assert.ok(full > 600 && full < 6000, `${branch.id}: ${full} €/h`);
    for (const { process } of answers) assert.ok(model.nodes.some(({ id, kind }) => id === process && kind === 'process'));
  });

test('each branch makes valid German and English sentences of its worst failure', () => {
  for (const branch of branches) {
    const model = modelOf(branch, everything(branch));
    const [worst] = answersOf(model, MONDAY);
    assert.ok(worst);
    const name = (id: string) => model.nodes.find((node) => node.id === id)?.name ?? '';
    const german = sentencesOf(worst, name, 'de').join(' ');
    const english = sentencesOf(worst, name, 'en').join(' ');
    assert.match(
      german,
      /^Ohne „.+“ (steht|geht) „.+“ (sofort|nach \d.*?)( nur noch zum Teil)?\. Eine Stunde Stillstand kostet dort etwa [\d.]+\s€\. (Nach \d|Der Notbetrieb)/,
      branch.id,
    );
    assert.match(
      english,
      /^Without “.+”, “.+” (stands still|works only in part) (at once|after \d.*)\. An hour of standstill costs about €[\d,]+ there\./,
      branch.id,
    );
  }
});

test('one ticked process is enough for an answer, and only what it rests on is in the model', () => {
  const branch = branchOf('manufacturing');
  const answers = Answers.parse({ branch: branch.id, employees: 40, processes: { shipping: { standstill: 'PT4H' } } });
  const { inventory, keys } = proposed(branch, answers, context);
  assert.ok(inventory.nodes.length < branch.assets.length);
  assert.equal(keys.has('asset:cnc'), false);
  const [worst] = answersOf(modelOf(branch, answers), MONDAY);
  assert.equal(worst?.process, keys.get('process:shipping'));
  assert.equal(worst?.limitMs, 4 * 3_600_000);
});

test('nothing said, nothing claimed', () => {
  const branch = branchOf('retail');
  assert.deepEqual(proposed(branch, NOTHING_SAID, context).inventory.nodes, []);
});

test('each question changes the model: without the system, longer on paper, a stand-in, a quicker return, more hands, nobody to reach', () => {
  const branch = branchOf('manufacturing');
  const worstOf = (more: Partial<Answers>, asset: string) => {
    const answers = everything(branch, more);
    const key = proposed(branch, answers, context).keys.get(`asset:${asset}`);
    return answersOf(modelOf(branch, answers), MONDAY).find(({ node }) => node === key);
  };
  const before = worstOf({}, 'erp');
  assert.ok(before);
  const cost = (one: ReturnType<typeof worstOf>) => one?.cost ?? 0;
  assert.equal(worstOf({ importance: { erp: 'none' } }, 'erp'), undefined);
  assert.ok(cost(worstOf({ importance: { erp: 'slower' } }, 'erp')) < cost(before));
  assert.ok(cost(worstOf({ importance: { power: 'slower' } }, 'power')) < cost(worstOf({}, 'power')), 'also for what lies beneath');
  assert.ok(cost(worstOf({ holds: { erp: 'P3D' } }, 'erp')) < cost(before));
  assert.ok(cost(worstOf({ holds: { erp: 'PT0S' } }, 'erp')) > cost(before));
  assert.equal(worstOf({ standIn: { erp: 'second' } }, 'erp'), undefined, 'the second one carries all of it');
  assert.ok(cost(worstOf({ restore: { erp: 'PT4H' } }, 'erp')) < cost(before));
  assert.ok(cost(worstOf({ hands: 'nobody' }, 'erp')) > cost(before));
  assert.ok(cost(worstOf({ reach: 'no', watch: 'no', ready: 'no' }, 'erp')) > cost(before));
});

test('two at the same provider fail together, an independent one carries on', () => {
  const branch = branchOf('crafts');
  const failing = (standIn: 'same' | 'second') => {
    const answers = everything(branch, { standIn: { mail: standIn } });
    const { keys } = proposed(branch, answers, context);
    const result = simulate(modelOf(branch, answers), {
      ...NO_FAILURE,
      fail: [keys.get('provider:microsoft-365') ?? ''],
      at: MONDAY,
      runs: 0,
    });
    return [result.nodes[keys.get('asset:mail') ?? '']?.state, result.nodes[keys.get('second:mail') ?? '']?.state];
  };
  assert.deepEqual(failing('same'), ['down', 'down']);
  assert.deepEqual(failing('second'), ['down', 'up']);
});

test('a provider named by hand becomes the shared cause; in the house nobody is', () => {
  const branch = branchOf('crafts');
  const { inventory, keys } = proposed(branch, everything(branch, { provider: { mail: '=Nordpost Mail', login: 'house' } }), context);
  const cause = inventory.nodes.find(({ name }) => name === 'Nordpost Mail');
  assert.equal(cause?.kind, 'cause');
  assert.deepEqual(inventory.nodes.find(({ key }) => key === keys.get('asset:mail'))?.cause, [cause?.key]);
  assert.deepEqual(inventory.nodes.find(({ key }) => key === keys.get('asset:login'))?.cause, []);
});

test('a process that nobody has described is unknown, and so is the whole', () => {
  const branch = branchOf('crafts');
  const model = modelOf(branch, everything(branch, { own: [{ name: 'Gerüstverleih', standstill: 'P1D' }] }));
  const result = simulate(model, { ...NO_FAILURE, fail: [], at: MONDAY, runs: 0 });
  assert.equal(result.processes['geruestverleih']?.state, 'unknown');
  assert.equal(result.state, 'unknown');
});

test('the cost of an hour follows the rule: idle work and half of the lost margin', () => {
  const basis = { employees: 50, revenue: 8_000_000, labour: 43.4, margin: 0.4, staff: 1, revenueShare: 1, weekly: 40 };
  // 50 × 0.6 × 43.40 = 1,302; 8 M€ / 2,000 h × 0.4 × 0.5 = 800; two figures.
  assert.deepEqual(costPerHour(basis), { low: 1100, likely: 2100, high: 4200 });
  assert.equal(costPerHour({ ...basis, revenue: null })?.likely, 1300);
  assert.equal(costPerHour({ ...basis, staff: 0, revenueShare: 0 }), null);
});

test('whatever is answered, the model stays valid', () => {
  const anyAnswers = fc.record({
    branch: fc.constantFrom(...branches),
    seed: fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
  });
  fc.assert(
    fc.property(anyAnswers, ({ branch, seed }) => {
      const pick = <T>(from: readonly T[]): T => from[Math.floor((seed.next().value ?? 0) * from.length)] as T;
      const some = <T>(ids: readonly string[], values: readonly T[]) =>
        Object.fromEntries(ids.filter(() => pick([true, false])).map((id) => [id, pick(values)]));
      const processIds = branch.processes.map(({ id }) => id);
      const ids = branch.assets.map(({ id }) => id);
      const spans = ['PT0S', 'PT4H', 'P1D', 'P3D', 'P7D', 'unknown'];
      const answers = Answers.parse({
        branch: branch.id,
        employees: pick([null, 1, 5, 500]),
        revenue: pick([null, 0, 1e7]),
        processes: some(processIds, [{}, { standstill: 'PT4H', when: 'always' }, { standstill: 'P7D', when: 'saturday' }]),
        own: pick([[], [{ name: 'E-Mail', standstill: null }]]),
        importance: some(ids, ['vital', 'slower', 'none', 'unknown']),
        provider: some(ids, ['microsoft-365', 'house', 'unknown', '=Eigener', '=  ']),
        holds: some(ids, spans),
        standIn: some(ids, ['no', 'second', 'same', 'PT4H', 'P1D', 'unknown']),
        restore: some(ids, spans.slice(1)),
        hands: pick([null, 'one', 'two', 'nobody', 'unknown']),
        ready: pick([null, 'tried', 'unknown']),
      });
      const { inventory } = proposed(branch, answers, context);
      const read = modelFrom(inventory);
      assert.ok(read.ok, read.ok ? '' : JSON.stringify(read.error.slice(0, 2)));
      assert.ok(fileOf(inventory)['format']);
      assert.ok(neededAssets(branch, answers).every(({ id }) => answers.importance[id] !== 'none'));
    }),
    { numRuns: 300 },
  );
});
