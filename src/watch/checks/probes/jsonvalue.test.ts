import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holds, pointedAt } from './jsonvalue.ts';

const answer = { status: 'ok', 'a/b': { '~': 3 }, queue: [1, 'two'], ratio: 0.5, nothing: null };

test('a JSON pointer finds its value, and nothing where there is none', () => {
  assert.equal(pointedAt(answer, '/status'), 'ok');
  assert.equal(pointedAt(answer, '/a~1b/~0'), 3);
  assert.equal(pointedAt(answer, '/queue/1'), 'two');
  assert.equal(pointedAt(answer, ''), answer);
  for (const wrong of ['/no', '/status/length', '/constructor', '/__proto__', '/queue/length/x', '/nothing/x'])
    assert.equal(pointedAt(answer, wrong), undefined, wrong);
});

test('values are compared as a person means it', () => {
  assert.ok(holds('ok', 'equals', 'ok') && holds(3, 'equals', '3.0') && holds(true, 'equals', 'true') && holds(null, 'equals', 'null'));
  assert.ok(holds('ok', 'differs', 'down') && !holds(3, 'differs', '3.0'));
  assert.ok(holds([1, 'two'], 'contains', 'two') && holds('all is ok', 'contains', 'ok'));
  assert.ok(holds(5, 'at-least', '5') && !holds(4.9, 'at-least', '5') && holds(4, 'at-most', '5'));
  assert.ok(!holds('6', 'at-least', '5'), 'a text is no number');
  assert.ok(!holds(undefined, 'differs', 'x'), 'what is not there holds nothing');
});
