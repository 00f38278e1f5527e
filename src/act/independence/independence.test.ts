import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { anyCase } from '../../../test/world/anymodel.ts';
import { inventoryDependency as dependency, type Inventory, inventoryNode as node } from '../../../test/world/inventories.ts';
import { modelFrom } from '../../know/inventory/checked.ts';
import { lastingLoss } from '../../know/simulation/lasting.ts';
import { type Ground, groundOf, PURPOSES, type Rests, type Standing, standingOf, verdictOf } from './independence.ts';

/** An office with mail in the cloud behind one login, on one line; a text-message modem of its own; a place of its own far away. */
const firm: Inventory = {
  company: { name: 'Musterbau', employees: 12, hourlyRate: 40 },
  response: null,
  teams: [],
  nodes: [
    node('auftraege', 'process'),
    node('mail', 'service', { cause: ['wolke', 'admin'] }),
    node('wolke', 'cause', { provider: true }),
    node('admin', 'cause'),
    node('leitung', 'line'),
    node('strom', 'power'),
    node('modem', 'device'),
    node('ungefragt', 'device', { asked: false }),
    node('archiv', 'system'),
  ],
  dependencies: [
    dependency('auftraege', ['mail']),
    dependency('mail', ['leitung']),
    dependency('leitung', ['strom']),
    dependency('modem', ['strom']),
  ],
};

function ground(inventory: Inventory, watched: readonly string[] = []): Ground {
  const model = modelFrom(inventory);
  assert.ok(model.ok, JSON.stringify(model));
  const found = groundOf(inventory, new Set(watched), lastingLoss(model.value));
  assert.ok(found);
  return found;
}
const on = (...nodes: string[]): Rests => ({ kind: 'on', nodes });
const UNKNOWN: Rests = { kind: 'unknown' };
const namesOf = (found: { readonly shared: readonly { readonly node: string }[] }) => found.shared.map((one) => one.node);

test('an alert by mail goes down with the cloud, with its login, with the line: providers, logins and networks are named first', () => {
  const found = standingOf([on('mail')], ground(firm));
  assert.equal(found.standing, 'shared');
  assert.deepEqual(namesOf(found), ['wolke', 'admin', 'leitung', 'mail', 'strom']);
  assert.deepEqual(
    found.shared.map(({ group }) => group),
    ['provider', 'login', 'network', 'system', 'place'],
  );
});

test('a second way that hangs on nothing but the same house leaves the power cut alone', () => {
  const found = standingOf([on('mail'), on('modem')], ground(firm));
  assert.deepEqual([found.standing, namesOf(found)], ['place', ['strom']]);
});

test('what rests on nothing of the inventory, or on what no process needs, goes down with nothing', () => {
  assert.equal(standingOf([on()], ground(firm)).standing, 'independent');
  assert.equal(standingOf([on('archiv')], ground(firm)).standing, 'independent');
  assert.deepEqual(namesOf(standingOf([on('archiv')], ground(firm, ['archiv']))), ['archiv'], 'unless it is watched');
});

test('unknown is not green: a way nobody has spoken of, one on unasked ground, a firm without processes', () => {
  assert.equal(standingOf([UNKNOWN], ground(firm)).standing, 'unknown');
  assert.equal(standingOf([on('mail'), UNKNOWN], ground(firm)).standing, 'unknown');
  const vague = standingOf([on('ungefragt')], ground(firm));
  assert.deepEqual([vague.standing, vague.vague], ['unknown', ['ungefragt']]);
  assert.equal(standingOf([on()], undefined).standing, 'unknown');
  assert.equal(
    groundOf({ ...firm, nodes: [], dependencies: [] }, new Set(), () => () => 0),
    undefined,
  );
  assert.equal(standingOf([on('modem'), UNKNOWN], ground(firm)).standing, 'unknown');
  assert.equal(standingOf([on(), UNKNOWN], ground(firm)).standing, 'independent', 'one way that surely stays is enough');
});

test('readiness is red as soon as krisenfest shares one thing with what it watches, or nobody can be alerted', () => {
  const fine = Object.fromEntries(PURPOSES.map((one) => [one, 'independent'])) as Record<(typeof PURPOSES)[number], Standing>;
  assert.equal(verdictOf(fine, ['independent', 'place']), 'ready');
  assert.equal(verdictOf(fine, ['independent', 'shared']), 'not-ready');
  assert.equal(verdictOf({ ...fine, dns: 'shared' }, ['unknown']), 'not-ready');
  assert.equal(verdictOf({ ...fine, alarm: 'absent' }, []), 'not-ready');
  assert.equal(verdictOf({ ...fine, status: 'absent' }, []), 'ready');
  assert.equal(verdictOf({ ...fine, mail: 'unknown' }, []), 'unknown');
});

/** The least fixpoint, written down a second time and slowly: what the failure of one node leaves of another's capacity. */
function lostSlowly({ nodes, dependencies }: Inventory, failed: string): Map<string, number> {
  const broken = new Set([failed]);
  for (let more = true; more; ) {
    more = false;
    for (const { key, cause } of nodes)
      if (!broken.has(key) && cause.some((one) => broken.has(one))) {
        broken.add(key);
        more = true;
      }
  }
  const lost = new Map(nodes.map(({ key }) => [key, broken.has(key) ? 1 : 0]));
  const of = (key: string) => lost.get(key) ?? 0;
  for (let more = true; more; ) {
    more = false;
    for (const one of dependencies) {
      if (one.for === 'recovery') continue;
      const works = one.on.filter((key) => of(key) < 1).length;
      const taken = one.any ? (works < one.atLeast ? one.loss : 0) : one.loss * of(one.on[0] ?? '');
      if (taken > of(one.of)) {
        lost.set(one.of, taken);
        more = true;
      }
    }
  }
  return lost;
}

const anyFirm = anyCase({ nodes: 7 }).map(
  ({ model }): Inventory => ({
    ...firm,
    nodes: model.nodes.map((one) => node(one.id, one.kind, { cause: one.causes, provider: one.kind === 'cause' })),
    dependencies: model.dependencies.map((one) => ({
      ...dependency(one.of, one.on),
      any: one.group,
      atLeast: one.atLeast,
      loss: one.loss,
      for: one.for,
    })),
  }),
);
const withWays = anyFirm.chain((inventory) => {
  const keys = inventory.nodes.map(({ key }) => key);
  const way = fc.oneof(
    { weight: 5, arbitrary: fc.subarray(keys).map((nodes) => on(...nodes)) },
    { weight: 1, arbitrary: fc.constant(UNKNOWN) },
  );
  return fc.record({
    inventory: fc.constant(inventory),
    ways: fc.array(way, { minLength: 1, maxLength: 3 }),
    watched: fc.subarray(keys, { maxLength: 1 }),
  });
});
const found = ({ inventory, ways, watched }: { inventory: Inventory; ways: readonly Rests[]; watched: readonly string[] }) => {
  const model = modelFrom(inventory);
  assert.ok(model.ok, JSON.stringify(model));
  return standingOf(ways, groundOf(inventory, new Set(watched), lastingLoss(model.value)));
};

test('in any firm, exactly those failures are named that hurt it and leave no way that is known', () => {
  fc.assert(
    fc.property(withWays, ({ inventory, ways, watched }) => {
      const processes = inventory.nodes.filter(({ kind }) => kind === 'process').map(({ key }) => key);
      const known = ways.flatMap((one) => (one.kind === 'on' ? [one.nodes] : []));
      fc.pre(processes.length > 0 && known.length > 0);
      const expected = inventory.nodes.flatMap(({ key, kind }) => {
        if (kind === 'process' || kind === 'person') return [];
        const lost = lostSlowly(inventory, key);
        const hurts = watched.includes(key) || processes.some((one) => (lost.get(one) ?? 0) > 0);
        return hurts && known.every((nodes) => nodes.some((one) => (lost.get(one) ?? 0) >= 0.5)) ? [key] : [];
      });
      const { shared, standing } = found({ inventory, ways, watched });
      assert.deepEqual(shared.map(({ node: key }) => key).sort(), expected.sort());
      if (standing === 'independent') assert.deepEqual(expected, []);
      if (expected.length === 0) assert.notEqual(standing, 'shared');
    }),
    { numRuns: 300 },
  );
});

test('in any firm, one more way never makes it worse, and a way that is unknown never makes it green', () => {
  fc.assert(
    fc.property(withWays, (world) => {
      const before = found(world);
      const more = found({ ...world, ways: [...world.ways, on()] });
      fc.pre(world.inventory.nodes.some(({ kind }) => kind === 'process'));
      assert.equal(more.standing, 'independent', 'a way that rests on nothing saves all');
      const vague = found({ ...world, ways: [...world.ways, UNKNOWN] });
      if (before.standing !== 'independent') assert.notEqual(vague.standing, 'independent');
      const first = world.ways[0];
      if (first) assert.deepEqual(namesOf(found({ ...world, ways: [...world.ways, first] })), namesOf(before), 'the same way twice is one');
    }),
    { numRuns: 200 },
  );
});
