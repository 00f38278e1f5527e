import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { z } from 'zod';
import { de as wordsDe } from './discovery.texts.ts';
import { de, en } from './notchecked.texts.ts';
import { Failure, Fault, NotChecked, Reason, Subject, WrittenNotChecked } from './notchecked.ts';
import { scanSheet } from './scansheet.ts';

/** Every code with parameters of its kind; those whose text is a name or somebody's own sentence are the same in both languages. */
const FILLED = {
  type: 'TXT',
  name: 'firma.example',
  domain: 'firma.example',
  url: 'https://firma.example/',
  count: 3,
  most: 200,
  usual: '/datenschutz',
  seconds: 1.5,
  status: 503,
  fault: 'timeout',
  said: '192.0.2.5 did not answer in time.',
  text: 'x',
  failure: { code: 'status', status: 404 },
};
const NAMES_ONLY = new Set(['dns', 'dns-record', 'dns-name', 'page', 'as-written']);
const every = <T>(
  union: { readonly options: readonly { readonly shape: { readonly code: { readonly value: string } } }[] },
  parse: z.ZodType<T>,
) => union.options.map(({ shape }) => ({ code: shape.code.value, one: parse.parse({ ...FILLED, code: shape.code.value }) }));

test('everything a scan cannot check, and every reason, has a sentence of its own in German and in English', () => {
  const whats = every(Subject, Subject);
  const whys = every(Reason, Reason);
  assert.ok(whats.length > 15 && whys.length > 20);
  for (const [list, ofDe, ofEn] of [
    [whats.map(({ code, one }) => ({ code, de: de.what(one), en: en.what(one) }))],
    [whys.map(({ code, one }) => ({ code, de: de.why(one), en: en.why(one) }))],
  ].map(([rows]) => [rows ?? [], new Set(rows?.map((row) => row.de)), new Set(rows?.map((row) => row.en))] as const)) {
    for (const row of list) {
      assert.doesNotMatch(`${row.de} ${row.en}`, /undefined|null|\[object/, row.code);
      assert.equal(row.de === row.en, NAMES_ONLY.has(row.code), `${row.code}: ${row.de}`);
    }
    assert.equal(ofDe.size, list.length);
    assert.equal(ofEn.size, list.length);
  }
});

test('why a connection failed is said in German without the English sentence, and in English with it', () => {
  const said = 'firma.example (192.0.2.5): something technical.';
  const sentences = Fault.options.map((fault) => Failure.parse({ code: 'no-connection', fault, said }));
  assert.equal(new Set(sentences.map(de.why)).size, Fault.options.length);
  for (const one of sentences) {
    assert.doesNotMatch(de.why(one), /something|technical/);
    assert.equal(en.why(one), said);
    assert.equal(de.why({ code: 'at-address', url: 'https://firma.example/', failure: one }), `https://firma.example/: ${de.why(one)}`);
  }
});

test('a scan kept before there were codes is still told in German, and what is no code is refused', () => {
  const old = WrittenNotChecked.parse({ what: 'home page', why: 'status 503' });
  assert.deepEqual(NotChecked.parse(old), old);
  assert.equal(wordsDe.notChecked(old), 'Nicht geprüft: Startseite (Status 503)');
  assert.ok(!NotChecked.safeParse({ what: { code: 'moon' }, why: { code: 'stopped' } }).success);
  assert.ok(!NotChecked.safeParse({ what: { code: 'dns' }, why: { code: 'status' } }).success);
});

test('the table of a scan ends with what was not checked, in the language asked for', () => {
  const gap = NotChecked.parse({ what: { code: 'home-page' }, why: { code: 'status', status: 503 } });
  assert.match(scanSheet([], [gap], 'de'), /\nStartseite;;;;;;nicht geprüft;;der Server antwortet mit Status 503;/);
  assert.match(scanSheet([], [gap], 'en'), /\nhome page.*not checked.*status 503/);
});
