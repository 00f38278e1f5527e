import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Audience, faultsOf, finished, onlyInOne, placeholdersIn, previewOf, type Statement, statementsFor } from './audiences.ts';
import { placeholderLabel, sampleValues } from './placeholders.texts.ts';
import { statementFrom, statementTemplates } from './templates.ts';

const text = (de: string, en: string) => ({ text: { de: { subject: '', body: de }, en: { subject: '', body: en } } });

test('every template can be sent in both languages once the sample values are in', () => {
  for (const template of statementTemplates) {
    const made = statementFrom(template, 'de');
    assert.deepEqual(faultsOf(made), [], template.key);
    assert.deepEqual(onlyInOne(made), [], template.key);
    for (const language of ['de', 'en'] as const) {
      const done = finished(made.text[language], sampleValues(language, 'Musterbau GmbH'));
      assert.ok(done, template.key);
      assert.equal(/[{}]/.test(done.subject + done.body), false);
      for (const name of placeholdersIn(made.text[language])) assert.notEqual(placeholderLabel(name, language), name);
    }
  }
});

test('a small firm finds a first message for customers, suppliers, staff, bank and insurer', () => {
  const audiences = statementTemplates.filter(({ purpose }) => purpose === 'holding').map(({ audience }) => audience);
  assert.deepEqual([...new Set(audiences)].sort(), ['bank', 'customers', 'insurer', 'staff', 'suppliers']);
});

test('a missing language, braces that make no placeholder, and a forgotten placeholder are named', () => {
  assert.deepEqual(faultsOf(text('Hallo', ' ')), [{ language: 'en', kind: 'empty', text: '' }]);
  assert.deepEqual(
    faultsOf(text('Hallo {{ich bin}}', 'Hi')).map(({ language, kind }) => [language, kind]),
    [['de', 'braces']],
  );
  assert.deepEqual(onlyInOne(text('{{phone}}', 'call us')), [{ language: 'en', name: 'phone' }]);
});

test('what has no value stays visible in the preview and keeps the text from going out', () => {
  assert.equal(previewOf('Rufen Sie {{phone}} an.', {}), 'Rufen Sie ⟦phone⟧ an.');
  assert.equal(finished({ subject: 'x', body: '{{phone}}' }, { phone: ' ' }), undefined);
});

test('for an incident the texts of its scenario come before the general ones', () => {
  const made = statementTemplates.map(
    (template, n): Statement => ({ ...statementFrom(template, 'de'), id: String(n), revision: 1, updatedAt: 0 }),
  );
  const attack = statementsFor(made, 'ransomware', 'holding');
  assert.equal(attack[0]?.scenario, 'ransomware');
  assert.equal(attack.length, 6);
  assert.equal(statementsFor(made, 'line-outage', 'holding').length, 5);
  assert.ok(
    attack.every(
      (one, n) => n === 0 || Audience.options.indexOf(one.audience) >= Audience.options.indexOf(attack[n - 1]?.audience ?? 'customers'),
    ),
  );
});
