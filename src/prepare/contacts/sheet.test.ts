import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readCsv, writeCsv } from '../../kernel/csv.ts';
import { newId } from '../../kernel/id.ts';
import { instant } from '../../kernel/instant.ts';
import { type Address, type Contact, type ContactContents, usuallyWithoutInternet, withoutRepeats } from './contacts.ts';
import { de } from './faults.texts.ts';
import { planImport, readSheet, sheetOf } from './sheet.ts';
import { vcards } from './vcard.ts';

const sheet = (text: string) => {
  const rows = readCsv(new TextEncoder().encode(text));
  assert.ok(rows.ok);
  return readSheet(rows.value);
};

const address = (kind: Address['kind'], value: string): Address => ({
  kind,
  value,
  label: '',
  withoutInternet: usuallyWithoutInternet(kind, value, ''),
});
const contact = (name: string, more: Partial<ContactContents> = {}): Contact => ({
  id: newId(instant(1)),
  revision: 1,
  updatedAt: 0,
  name,
  company: '',
  language: 'de',
  note: '',
  addresses: [],
  ...more,
});

test('an address list of an office is read: German headings, several numbers, labels in brackets', () => {
  const { contacts, faults, ignored } = sheet(
    'Vorname;Nachname;Firma;E-Mail-Adresse;Telefon (Büro);Telefon 2;Handy;Geburtstag\n' +
      'Eva;Petersen;Musterbau;eva@musterbau.example;0431 555 0199;0431 555 0100 (Werk, nur mit Internet);0171/5550199;1.4.\n',
  );
  assert.deepEqual(faults, []);
  assert.deepEqual(ignored, ['Geburtstag']);
  assert.deepEqual(contacts[0], {
    line: 2,
    name: 'Eva Petersen',
    company: 'Musterbau',
    addresses: [
      { kind: 'email', value: 'eva@musterbau.example', label: '' },
      { kind: 'phone', value: '+494315550199', label: 'Büro' },
      { kind: 'phone', value: '+494315550100', label: 'Werk', withoutInternet: false },
      { kind: 'sms', value: '+491715550199', label: '' },
    ],
  });
});

test('every fault is named with its line, its column and what stands there', () => {
  const { faults } = sheet('Name;E-Mail;Telefon;Sprache\nEva;eva@;555 01;de\n;x@y.example;;fr\nTom;;;\ntom;;;\n');
  assert.deepEqual(
    faults.map((fault) => `${fault.line}: ${de.sheetFault(fault)}`),
    [
      '2: E-Mail: „eva@“ – keine E-Mail-Adresse (wie name@firma.example).',
      '2: Telefon: „555 01“ – die Vorwahl fehlt (0431 … oder +49 431 …).',
      '3: Der Name fehlt.',
      '3: Sprache „fr“ ist unbekannt; möglich sind de und en.',
      '5: tom steht schon in Zeile 4.',
    ],
  );
  const [none] = sheet('Artikel;Preis\nSchraube;1\n').faults;
  assert.ok(none && de.sheetFault(none).includes('Artikel, Preis'));
});

test('a fixed line of another firm works without our Internet, one of our own does not', () => {
  const { create } = planImport([], sheet('Name;Firma;Telefon\nEva;;0431 555 0199\nHotline;Hanse AG;040 555 0300\n'));
  assert.deepEqual(
    create.map(({ addresses }) => addresses[0]?.withoutInternet),
    [false, true],
  );
});

test('an import changes only what the file has columns for', () => {
  const eva = contact('Eva Petersen', {
    note: 'Schlüssel',
    addresses: [address('email', 'eva@alt.example'), address('sms', '+491715550199')],
  });
  const tom = contact('Tom', { addresses: [address('email', 'tom@x.example')] });
  const { create, change, same } = planImport([eva, tom], sheet('Name;E-Mail\nEva Petersen;eva@neu.example\nTom;tom@x.example\nNeu;\n'));
  assert.equal(same, 1);
  assert.deepEqual(
    create.map(({ name, language }) => [name, language]),
    [['Neu', 'de']],
  );
  assert.deepEqual(
    change.map(({ after }) => [after.note, after.addresses.map(({ value }) => value)]),
    [['Schlüssel', ['eva@neu.example', '+491715550199']]],
  );
});

const anyAddress: fc.Arbitrary<Address> = fc
  .record({
    kindAndValue: fc.constantFrom(
      ['email', 'a@b.example'],
      ['email', 'c.d@e.example'],
      ['phone', '+494315550199'],
      ['phone', '+4315550199'],
      ['phone', '112'],
      ['sms', '+491715550199'],
      ['webhook', 'https://hooks.example/a(b)'],
    ),
    label: fc.constantFrom('', 'Büro', 'zu Hause', 'a; "b"'),
    withoutInternet: fc.boolean(),
  })
  .map(({ kindAndValue: [kind, value], ...more }) => ({ kind, value, ...more }));

const word = fc.constantFrom('Eva', 'Tom; der Dritte', '"Jürgen"', '=SUMME(A1)', 'Ö', 'x\ny');

test('what is exported comes back unchanged when it is imported', () => {
  const one = fc
    .record({
      company: fc.constantFrom('', 'Musterbau GmbH', '- Firma'),
      language: fc.constantFrom('de' as const, 'en' as const),
      note: fc.constantFrom('', 'Zeile 1\nZeile 2', '+1'),
      addresses: fc.array(anyAddress, { maxLength: 6 }),
    })
    .chain((more) => word.map((name): ContactContents => ({ ...more, name, addresses: withoutRepeats(more.addresses) })));
  fc.assert(
    fc.property(fc.uniqueArray(one, { minLength: 1, maxLength: 5, selector: (each) => each.name.toLowerCase() }), (all) => {
      const kept = all.map((each) => contact(each.name, each));
      const { create, change, same } = planImport(kept, sheet(writeCsv(sheetOf(all))));
      assert.deepEqual([create, change, same], [[], [], all.length]);
    }),
    { numRuns: 500 },
  );
});

test('garbage with a heading is a list of faults, never an exception', () => {
  const cell = fc.string({ unit: 'binary', maxLength: 20 });
  fc.assert(
    fc.property(fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 6 }), (table) => {
      const read = readCsv(new TextEncoder().encode(writeCsv([['Name', 'E-Mail', 'Telefon', 'Mobil', 'Webhook', 'Sprache'], ...table])));
      if (read.ok) for (const fault of readSheet(read.value).faults) assert.ok(de.sheetFault(fault).length > 5);
    }),
    { numRuns: 1000 },
  );
});

test('a vCard escapes what has a meaning there and folds long lines', () => {
  const card = vcards([
    contact('Petersen; Eva', {
      company: 'A, B',
      note: 'ü'.repeat(100),
      addresses: [address('sms', '+491715550199'), address('email', 'e@x.example')],
    }),
  ]);
  assert.match(card, /FN:Petersen\\; Eva\r\n/);
  assert.match(card, /ORG:A\\, B\r\n/);
  assert.match(card, /TEL;TYPE=cell,text,voice;VALUE=text:\+491715550199\r\n/);
  for (const line of card.split('\r\n')) assert.ok(new TextEncoder().encode(line).length <= 75, line);
});
