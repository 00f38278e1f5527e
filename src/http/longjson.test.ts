import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { longJson } from './longjson.ts';

test('a long list written in pieces is the same as written at once', async () => {
  const list = fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 200, size: 'max' });
  const other = fc.oneof(fc.jsonValue(), fc.constant(undefined));
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.string(), fc.oneof(list, other), { maxKeys: 4 }), async (value) => {
      assert.equal((await longJson(value)).toString(), JSON.stringify(value));
    }),
  );
});
