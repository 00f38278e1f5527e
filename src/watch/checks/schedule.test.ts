import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { newId } from '../../kernel/id.ts';
import { instant } from '../../kernel/instant.ts';
import { dueQueue } from './duequeue.ts';
import { gridOf, phaseOf, SHARDS, shardOf, slotAtOrAfter } from './schedule.ts';

const NOW = instant(1_795_000_000_000);
const interval = fc.integer({ min: 1000, max: 86_400_000 });

test('turns never drift: each is exactly one interval after the one before, from wherever one looks', () => {
  fc.assert(
    fc.property(
      fc.uuid(),
      interval,
      fc.integer({ min: 0, max: 2 ** 42 }),
      fc.integer({ min: 0, max: 86_400_000 }),
      (id, ms, start, late) => {
        const first = slotAtOrAfter(id, ms, instant(start));
        assert.ok(first >= start && first < start + ms);
        assert.equal(slotAtOrAfter(id, ms, instant(first + 1)), first + ms);
        // A late start moves no later turn.
        assert.equal((slotAtOrAfter(id, ms, instant(first + late)) - first) % ms, 0);
      },
    ),
  );
});

test('a thousand checks made at once are spread over their interval and over the shards', () => {
  const ids = Array.from({ length: 1000 }, () => newId(NOW));
  const perSecond = Array.from({ length: 20 }, () => 0);
  for (const id of ids) {
    const second = Math.floor(phaseOf(id, 20_000) / 1000);
    perSecond[second] = (perSecond[second] ?? 0) + 1;
  }
  assert.ok(Math.max(...perSecond) < 90, perSecond.join());
  assert.ok(Math.min(...perSecond) > 20, perSecond.join());
  const perShard = Array.from({ length: SHARDS }, (_, shard) => ids.filter((id) => shardOf(id) === shard).length);
  assert.ok(Math.min(...perShard) > 30, perShard.join());
});

test('turns lie on one grid for all, so that checks with different intervals are woken for together', () => {
  const intervals = [10_000, 20_000, 30_000, 60_000, 300_000, 3_600_000, 86_400_000];
  fc.assert(
    fc.property(fc.uuid(), fc.constantFrom(...intervals), fc.integer({ min: 0, max: 2 ** 42 }), (id, ms, at) => {
      assert.equal(slotAtOrAfter(id, ms, instant(at)) % gridOf(ms), 0);
      assert.ok(gridOf(ms) <= 100 && gridOf(ms) * 200 <= ms);
      // What goes out together does so at whole seconds, and not all of it at one.
      const together = gridOf(ms, true);
      assert.equal(slotAtOrAfter(id, ms, instant(at), together) % 1000, 0);
      assert.ok(slotAtOrAfter(id, ms, instant(at), together) >= at && together * 2 <= ms);
    }),
  );
  fc.assert(fc.property(fc.uuid(), interval, (id, ms) => assert.ok(phaseOf(id, ms) >= 0 && phaseOf(id, ms) < ms)));
});

test('the queue gives what is due in order, and only what was set last', () => {
  const set = fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), at: fc.integer({ min: 0, max: 50 }), remove: fc.boolean() });
  fc.assert(
    fc.property(fc.array(set, { maxLength: 60 }), fc.integer({ min: 0, max: 60 }), (steps, now) => {
      const queue = dueQueue();
      const model = new Map<string, number>();
      for (const { key, at, remove } of steps) {
        if (remove) {
          queue.remove(key);
          model.delete(key);
        } else {
          queue.set(key, at);
          model.set(key, at);
        }
      }
      assert.equal(queue.size, model.size);
      assert.equal(queue.next(), model.size === 0 ? null : Math.min(...model.values()));
      const taken: { key: string; at: number }[] = [];
      for (let one = queue.take(now); one; one = queue.take(now)) taken.push(one);
      assert.deepEqual(
        taken.map(({ at }) => at),
        [...model.values()].filter((at) => at <= now).sort((a, b) => a - b),
      );
      for (const { key, at } of taken) assert.equal(model.get(key), at);
    }),
  );
});
