import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ShownKind } from './checks.ts';
import { worstOf } from './worst.ts';

const kinds = fc.array(fc.constantFrom(...ShownKind.options), { minLength: 1 });

test('a group is green only where all that is looked at is green', () => {
  fc.assert(
    fc.property(kinds, (shown) => {
      assert.ok(shown.includes(worstOf(shown)));
      if (worstOf(shown) === 'up') assert.ok(shown.every((kind) => ['up', 'maintenance', 'paused'].includes(kind)));
      if (shown.includes('down')) assert.equal(worstOf(shown), 'down');
    }),
  );
});

test('an empty group is unknown; one that is paused as a whole says so', () => {
  assert.equal(worstOf([]), 'unknown');
  assert.equal(worstOf(['paused', 'paused']), 'paused');
  assert.equal(worstOf(['paused', 'up']), 'up');
});
