import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fullest } from './fullest.ts';

type Place = { x: number; y: number };
const ROOM = { width: 900, height: 700 };
const seen = (places: readonly Place[], at: Place): number =>
  places.filter(({ x, y }) => x >= at.x && y >= at.y && x + 178 <= at.x + ROOM.width && y + 62 <= at.y + ROOM.height).length;

test('the map opens where most of it is to be seen, and with that in its middle', () => {
  const column = Array.from({ length: 8 }, (_, n) => ({ x: 600, y: 900 + n * 80 }));
  assert.deepEqual(fullest([{ x: 0, y: 0 }, ...column], ROOM), { x: 689 - 450, y: 1211 - 350 });
  assert.deepEqual(fullest([], ROOM), { x: 0, y: 0 });
});

test('no window that begins at a node shows more', () => {
  const place = fc.record({ x: fc.integer({ min: 0, max: 3000 }), y: fc.integer({ min: 0, max: 3000 }) });
  fc.assert(
    fc.property(fc.array(place, { minLength: 1, maxLength: 40 }), (places) => {
      const shown = seen(places, fullest(places, ROOM));
      for (const { x } of places) for (const { y } of places) assert.ok(seen(places, { x, y }) <= shown);
    }),
  );
});
