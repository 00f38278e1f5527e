import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readBadPackets, readBadPages } from '../../../test/world/fuzz.ts';

const MILLION = 1_000_000;

test('a million random and mutated DNS packets crash nothing', (t) => {
  let read = 0;
  for (const message of readBadPackets(MILLION, 20_261_128)) if (message) read += 1;
  assert.ok(read > MILLION / 20, `only ${read} packets could be read`);
  t.diagnostic(`${read} of them could be read`);
});

test('a million random and mutated pages crash nothing', (t) => {
  let loads = 0;
  for (const page of readBadPages(MILLION, 20_261_128)) loads += page.embeds.length;
  assert.ok(loads > MILLION / 20, `only ${loads} addresses were found`);
  t.diagnostic(`${loads} addresses were found in them`);
});
