import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fitJson, readJson } from './json.ts';

const read = (text: string) => readJson(new TextEncoder().encode(text));
const fault = (text: string) => {
  const answer = read(text);
  return answer.ok ? undefined : answer.error;
};

test('JSON is read as it is, with and without a byte order mark', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 8 }), (text) => {
      const answer = read(`\uFEFF${text}`);
      if (!text.includes('\\u0000')) assert.deepEqual(answer.ok ? answer.value : answer.error, JSON.parse(text));
    }),
  );
});

test('what no store can take is named with its place: NUL bytes, and what is nested without end', () => {
  assert.deepEqual(fault('{"nodes":[{"name":"a"},{"name":"a\\u0000b"}]}'), { pointer: '/nodes/1/name', message: 'holds a NUL byte' });
  assert.equal(fault('{"a/b":{"x\\u0000":1}}')?.pointer, '/a~1b');
  assert.deepEqual(fault('["\\ud800"]'), { pointer: '/0', message: 'holds half of a character (a lone surrogate)' });
  assert.match(fault('['.repeat(1_000_000) + ']'.repeat(1_000_000))?.message ?? '', /nested more than 64 levels deep/);
  assert.equal(fitJson(JSON.parse('['.repeat(64) + ']'.repeat(64))).ok, true);
});

test('a file in another encoding and a broken one are refused with a sentence, never read half', () => {
  const utf16 = readJson(Buffer.from('\uFEFF{"name":"Mühlhaus"}', 'utf16le'));
  assert.match(utf16.ok ? '' : utf16.error.message, /save the file as UTF-8/);
  const windows = readJson(Buffer.from('{"name":"Mühlhaus"}', 'latin1'));
  assert.match(windows.ok ? '' : windows.error.message, /save the file as UTF-8/);
  assert.match(fault('{"name":')?.message ?? '', /^not JSON: /);
  assert.match(fault('')?.message ?? '', /^not JSON: /);
});
