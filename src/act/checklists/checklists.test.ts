import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { newId } from '../../kernel/id.ts';
import { instant } from '../../kernel/instant.ts';
import { type Item, nextFor, type Operation, replay } from './checklists.ts';

const item = (id: string, phase: Item['phase'] = 'contain', after: string[] = []): Item => ({
  id,
  title: id,
  detail: '',
  roleId: null,
  after,
  minutes: null,
  phase,
  contact: null,
});
const tick = (of: string, done: boolean, at: number, device = 'a'): Operation => ({
  kind: 'tick',
  id: newId(instant(at)),
  item: of,
  done,
  by: 'Eva',
  stamp: { at, device },
});

test('two phones tick the same step offline: both come to the same list, whatever arrives first', () => {
  const ids = fc.constantFrom('cable', 'insurer', 'extra');
  const operation: fc.Arbitrary<Operation> = fc
    .record({
      item: ids,
      done: fc.boolean(),
      at: fc.integer({ min: 0, max: 20 }),
      device: fc.constantFrom('a', 'b', 'c'),
      id: fc.uuid({ version: 7 }),
      kind: fc.constantFrom('tick', 'take', 'add'),
    })
    .map(({ kind, item, done, at, device, id }): Operation => {
      const common = { id, item, by: device, stamp: { at, device } };
      if (kind === 'tick') return { kind: 'tick', done, ...common };
      return kind === 'take'
        ? { kind: 'take', ...common }
        : { kind: 'add', title: `new ${item}`, phase: 'inform', roleId: null, ...common };
    });
  const items = [item('cable'), item('insurer', 'evidence')];
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 30 }), fc.integer(), (operations, seed) => {
      const shuffled = [...operations, ...operations].sort((a, b) => (a.id + seed < b.id + seed ? 1 : -1));
      assert.deepEqual(replay(items, shuffled, false), replay(items, operations, false));
    }),
    { numRuns: 2000 },
  );
});

test('the later tick wins, also when it arrives first', () => {
  const list = replay([item('cable')], [tick('cable', false, 20), tick('cable', true, 10)], false);
  assert.equal(list[0]?.done, null);
});

test('a restore step stays locked until the answer is "Defekt", then an earlier tick counts', () => {
  const items = [item('reinstall', 'restore')];
  const operations = [tick('reinstall', true, 10)];
  assert.deepEqual([replay(items, operations, true)[0]?.locked, replay(items, operations, true)[0]?.done], [true, null]);
  assert.notEqual(replay(items, operations, false)[0]?.done, null);
});

test('a step is offered only when what it waits for is done', () => {
  const items = [item('pull', 'contain'), item('call', 'inform', ['pull'])];
  assert.equal(nextFor([], replay(items, [], false))?.id, 'pull');
  assert.equal(nextFor([], replay(items, [tick('pull', true, 1)], false))?.id, 'call');
});
