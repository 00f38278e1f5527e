import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { sha256 } from './sha256.ts';

const ours = (bytes: Uint8Array): string => Buffer.from(sha256(bytes)).toString('hex');

test('SHA-256 is that of Node at every length around the block borders, and of anything', () => {
  for (let length = 0; length < 400; length++) {
    const bytes = new Uint8Array(length).map((_, i) => i * 7 + length);
    assert.equal(ours(bytes), hash('sha256', bytes), `${length} bytes`);
  }
  fc.assert(fc.property(fc.uint8Array({ maxLength: 3000 }), (bytes) => assert.equal(ours(bytes), hash('sha256', bytes))));
  const large = new Uint8Array(5_000_003).fill(0xe5);
  assert.equal(ours(large), hash('sha256', large));
});
