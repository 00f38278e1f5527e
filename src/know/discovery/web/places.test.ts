import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Layout, NARROW, type Place, placesOf, wideFor } from './places.ts';

/** Do the words of two places run into each other? */
const collide = (a: Place, b: Place, [wide, high]: readonly [number, number]): boolean =>
  Math.abs(a.x - b.x) < wide - 1 && Math.abs(a.y - b.y) < high - 1;

const check = (layout: Layout, count: number) => {
  const places = placesOf(count, layout);
  assert.equal(places.length, count);
  for (const { x, y } of places) assert.ok(x >= 0 && x <= layout.width && y >= 0 && y <= layout.height, 'inside the drawing');
  return places;
};

test('every finding has a place of its own inside the picture, however many there are', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 120 }), (count) => {
      for (const layout of [wideFor(count), NARROW]) {
        const places = check(layout, count);
        assert.equal(new Set(places.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`)).size, count);
      }
    }),
  );
});

test('words stand only where bubbles beside each other leave them room', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), (count) => {
      for (const layout of [wideFor(count), NARROW]) {
        const worded = check(layout, count).filter(({ words }) => words);
        // Along a slope both sides are a little short, so that the bodies of the words are compared: 70 parts of a hundred of the room.
        const body = [layout.room[0][0] * 0.7, layout.room[0][1] * 0.7] as const;
        for (const [n, one] of worded.entries())
          for (const other of worded.slice(n + 1)) assert.ok(!collide(one, other, body), `${count}: ${JSON.stringify([one, other])}`);
      }
    }),
  );
});

test('a picture of up to thirty services has all its words', () => {
  for (let count = 1; count <= 30; count++)
    assert.ok(
      placesOf(count, wideFor(count)).every(({ words }) => words),
      `${count}`,
    );
});
