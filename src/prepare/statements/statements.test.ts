import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fillStatement, parseStatement, placeholdersOf } from './statements.ts';

test('placeholders are found once each, in order', () => {
  assert.deepEqual(placeholdersOf('Seit {{ since }} sind {{affected.count}} Kunden betroffen, seit {{since}}.'), [
    'since',
    'affected.count',
  ]);
});

test('a filled statement holds the values and nothing of the braces', () => {
  assert.deepEqual(fillStatement('Nächste Meldung um {{next.update}}.', { 'next.update': '14 Uhr' }), {
    ok: true,
    value: 'Nächste Meldung um 14 Uhr.',
  });
});

test('a placeholder without a value is a refusal that names it', () => {
  const filled = fillStatement('{{a}} {{b}} {{c}} {{d}} {{toString}}', { a: 'x', b: ' ', d: '{{a}}' });
  assert.deepEqual(!filled.ok && filled.error.missing, ['b', 'c', 'd', 'toString']);
});

test('braces that are no placeholder are a refusal with their place', () => {
  for (const [text, at] of [
    ['ab {{', 3],
    ['{{ }}', 0],
    ['x {{a b}}', 2],
    ['x }} y', 2],
    ['{{a}} }}', 6],
    ['{{{a}}}', 0],
  ] as const) {
    const parsed = parseStatement(text);
    assert.equal(!parsed.ok && parsed.error[0]?.at, at, text);
  }
});

test('a text without double braces stays as it is', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      fc.pre(!text.includes('{{') && !text.includes('}}'));
      assert.deepEqual(fillStatement(text, {}), { ok: true, value: text });
    }),
  );
});

test('what was parsed gives the text again, but for blanks inside the braces', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', ' ', '{{', '}}', '{{x}}', '{{y.z}}', 'ü')), (parts) => {
      const text = parts.join('');
      const parsed = parseStatement(text);
      if (!parsed.ok) return;
      assert.equal(
        parsed.value.map((piece) => ('words' in piece ? piece.words : `{{${piece.placeholder}}}`)).join(''),
        text.replaceAll(/\{\{ *(\S+?) *\}\}/g, '{{$1}}'),
      );
    }),
    { numRuns: 2000 },
  );
});
