import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readDomain, unicodeOf } from './domain.ts';

test('what people type becomes the domain of the company', () => {
  for (const [typed, domain] of [
    ['firma.de', 'firma.de'],
    [' WWW.Firma.DE. ', 'firma.de'],
    ['https://www.firma.co.uk/kontakt?x=1', 'firma.co.uk'],
    ['info@mail.firma.de', 'firma.de'],
    ['bäckerei-köhler.example', 'xn--bckerei-khler-bfb2z.example'],
    ['straße.de', 'xn--strae-oqa.de'],
  ] as const) {
    const read = readDomain(typed);
    assert.ok(read.ok, typed);
    assert.equal(read.value.domain, domain);
  }
});

test('what is no domain is refused with a sentence', () => {
  for (const typed of [
    '',
    'firma',
    '192.0.2.1',
    '[::1]',
    'co.uk',
    'a b.de',
    '-x.de',
    'javascript:alert(1)',
    'http://',
    `${'ä'.repeat(80)}.de`,
    'x'.repeat(600),
  ]) {
    const read = readDomain(typed);
    assert.ok(!read.ok, typed);
    assert.match(read.error, /\.$/);
  }
});

test('names with umlauts are shown with umlauts, whatever the label', () => {
  assert.equal(unicodeOf('xn--bckerei-khler-bfb2z.example'), 'bäckerei-köhler.example');
  assert.equal(unicodeOf('xn--99999999999999.example'), 'xn--99999999999999.example');
  fc.assert(
    fc.property(fc.stringMatching(/^[a-zäöüß\u0430-\u044f]{1,20}$/), (label) => {
      const ascii = new URL(`http://${label}.example/`).hostname;
      assert.equal(new URL(`http://${unicodeOf(ascii)}/`).hostname, ascii);
    }),
  );
  fc.assert(fc.property(fc.string(), (text) => typeof unicodeOf(`xn--${text}`) === 'string'));
});
