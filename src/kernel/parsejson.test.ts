import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseJson } from './parsejson.ts';

const fault = (text: string) => {
  const read = parseJson(text);
  return read.ok ? 'read' : read.error.message;
};

test('what is not JSON is said with line and column', () => {
  assert.equal(fault(''), 'not JSON: a value should stand in line 1, column 1, where the file ends');
  assert.equal(fault('{\n  "a": 1,\n}'), 'not JSON: a name in quotation marks should stand in line 3, column 1');
  assert.equal(fault('{"a": NaN}'), 'not JSON: a value should stand in line 1, column 7');
  assert.equal(fault('{"a" 1}'), 'not JSON: ":" should stand in line 1, column 6');
  assert.equal(fault('[1 2]'), 'not JSON: "," or "]" should stand in line 1, column 4');
  assert.equal(fault('{"a": [1, {"b": []}'), 'not JSON: "," or "]" should stand in line 1, column 20, where the file ends');
  assert.equal(fault('{} x'), 'not JSON: the end of the file should stand in line 1, column 4');
  assert.match(fault('{"a": "new\nline"}') ?? '', /no line break should stand in line 1, column 11$/);
  assert.match(fault('"\\x"') ?? '', /line 1, column 2$/);
});

test('a byte order mark, as Windows editors write it, is no fault', () => {
  assert.deepEqual(parseJson('\uFEFF{"a":1}'), { ok: true, value: { a: 1 } });
});

test('deep nesting and any text give an answer in one line', () => {
  assert.match(fault('['.repeat(200_000)) ?? '', /line 1, column 200001, where the file ends$/);
  fc.assert(
    fc.property(fc.json(), fc.nat(), fc.string({ maxLength: 2 }), (json, place, junk) => {
      const text = json.slice(0, place % (json.length + 1)) + junk + json.slice((place % (json.length + 1)) + junk.length);
      let isJson = true;
      try {
        JSON.parse(text);
      } catch {
        isJson = false;
      }
      const read = parseJson(text);
      assert.equal(read.ok, isJson);
      if (!read.ok) assert.match(read.error.message, /^not JSON: [^\n]*should stand in line \d+, column \d+(, where the file ends)?$/);
    }),
  );
});
