import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { combined } from './changes.ts';
import { dependenciesFromSheet } from './dependencysheet.ts';
import { fromFile } from './file.ts';
import { fileOf, type Inventory, keyFor } from './inventory.ts';
import { nodesFromSheet } from './nodesheet.ts';
import { sheetOf } from './sheetof.ts';
import { spanCell, spanFrom } from './spans.ts';

const nothing: Inventory = {
  company: { name: 'Musterbau GmbH', employees: 42, hourlyRate: 43.4 },
  response: null,
  teams: [{ key: 'admin', name: 'IT-Administration', slots: 1, hours: null }],
  nodes: [],
  dependencies: [],
};
const bytes = (text: string) => new TextEncoder().encode(text);
const ansi = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
const value = (result: ReturnType<typeof nodesFromSheet>): Inventory => {
  assert.ok(result.ok, result.ok ? '' : JSON.stringify(result.error));
  return result.value;
};
const messages = (result: ReturnType<typeof nodesFromSheet>): string[] => (result.ok ? [] : result.error.map(({ message }) => message));

const sheet = [
  'Name;Art;Zielzeit;MTA;Kosten/h wahrscheinlich;Wiederanlauf wahrscheinlich;Quelle;Wiederhergestellt durch;Ursachen;Firma;Notiz',
  'Auftragsannahme;Geschäftsprozess;10 h;1 Tag;1.500 €;;;;;;',
  'Warenwirtschaft, groß;System;;;;PT8H;erprobt;IT-Administration;Rechenzentrum Nord;;"läuft ""immer"""',
  'Rechenzentrum Nord;Ursache;;;;1,5 Tage;Vertrag;;;Rechenzentrum Nord AG;',
].join('\r\n');

test('a table from a German office is read: semicolons, Windows-1252, decimal commas, words instead of codes', () => {
  for (const file of [bytes(`\uFEFF${sheet}`), ansi(sheet.replace('€', 'EUR')), bytes(sheet.replaceAll(';', '\t'))]) {
    const { nodes } = value(nodesFromSheet(file, nothing, 'de'));
    assert.deepEqual(
      nodes.map(({ key, kind, rto, cause, restoredBy }) => [key, kind, rto, cause, restoredBy]),
      [
        ['auftragsannahme', 'process', 'PT10H', [], []],
        ['warenwirtschaft-gross', 'system', null, ['rechenzentrum-nord'], ['admin']],
        ['rechenzentrum-nord', 'cause', null, [], []],
      ],
    );
    assert.equal(nodes[0]?.costPerHour?.likely, 1500);
    assert.deepEqual(nodes[1]?.restore, { best: 'PT8H', likely: 'PT8H', worst: 'PT8H', source: 'tested' });
    assert.equal(nodes[2]?.restore?.likely, 'P1DT12H');
    assert.equal(nodes[2]?.provider?.legalEntity, 'Rechenzentrum Nord AG');
  }
});

test('every fault has its line and says what would be right', () => {
  const wrong = [
    'Name;Art;Zielzeit;Ursachen;Wiederanlauf bestenfalls;Wiederanlauf wahrscheinlich',
    'A;Planet;4;;;',
    ';System;;;;',
    'B;System;morgen;Nirgends;;',
    'B;System;;;4 h;2 h',
  ].join('\n');
  assert.deepEqual(messages(nodesFromSheet(bytes(wrong), nothing, 'de')), [
    'Zeile 2: „Planet“ ist keine Art. Möglich sind: Geschäftsprozess, System, Dienst, Daten, Person, Standort, Leitung, Strom, Gerät, Ursache.',
    'Zeile 2: Zielzeit: „4“ ist keine Zeitspanne (wie „4 h“ oder „2 Tage“).',
    'Zeile 3: Der Name fehlt.',
    'Zeile 4: Zielzeit: „morgen“ ist keine Zeitspanne (wie „4 h“ oder „2 Tage“).',
    'Zeile 5: „B“ steht schon in Zeile 4.',
    'Zeile 4: Ursachen: „Nirgends“ gibt es im Verzeichnis nicht.',
  ]);
  const disordered = 'Name,Kind,Restore best,Restore likely\nB,system,4 h,2 h';
  assert.deepEqual(messages(nodesFromSheet(bytes(disordered), nothing, 'en')), ['Line 2: restore/best: more than likely']);
  assert.deepEqual(messages(nodesFromSheet(bytes('foo;bar\n1;2'), nothing, 'de')), [
    'Zeile 1: Die Spalte „Name“ fehlt.',
    'Zeile 1: Die Spalte „Art“ fehlt.',
  ]);
});

test('columns that are not there leave things as they were', () => {
  const before = value(nodesFromSheet(bytes(sheet), nothing, 'de'));
  const after = value(nodesFromSheet(bytes('Name;Art;Zielzeit\nauftragsannahme;Geschäftsprozess;2 h'), before, 'de'));
  assert.equal(after.nodes.length, 3);
  assert.deepEqual({ ...after.nodes[0], rto: '', name: '' }, { ...before.nodes[0], rto: '', name: '' });
  assert.equal(after.nodes[0]?.rto, 'PT2H');
});

test('dependencies come from names, alone or several of which some must work', () => {
  const before = value(nodesFromSheet(bytes(sheet), nothing, 'de'));
  const lines = [
    'Wer braucht;Was;Mindestens;Wofür;Puffer;Verlust',
    'Auftragsannahme;Warenwirtschaft, groß;;Betrieb;6 h;40 %',
    'warenwirtschaft-gross;Auftragsannahme | Rechenzentrum Nord;1;;;',
  ].join('\n');
  const { dependencies } = value(dependenciesFromSheet(bytes(lines), before, 'de'));
  assert.deepEqual(
    dependencies.map(({ of, on, any, buffer, loss, for: purpose }) => [of, on, any, buffer, loss, purpose]),
    [
      ['auftragsannahme', ['warenwirtschaft-gross'], false, 'PT6H', 0.4, 'run'],
      ['warenwirtschaft-gross', ['auftragsannahme', 'rechenzentrum-nord'], true, null, 1, 'both'],
    ],
  );
  assert.deepEqual(messages(dependenciesFromSheet(bytes('Wer braucht;Was;Mindestens\nAuftragsannahme;Mars;\nMars;;'), before, 'de')), [
    'Zeile 2: Was: „Mars“ gibt es im Verzeichnis nicht.',
    'Zeile 3: Wer braucht: „Mars“ gibt es im Verzeichnis nicht.',
    'Zeile 3: Was: „“ gibt es im Verzeichnis nicht.',
  ]);
});

test('what is exported comes back as it was', () => {
  const before = value(nodesFromSheet(bytes(sheet), nothing, 'de'));
  const all = value(dependenciesFromSheet(bytes('Wer braucht;Was;Puffer\nAuftragsannahme;Warenwirtschaft, groß;1 h 30 min'), before, 'de'));
  for (const language of ['de', 'en'] as const) {
    const nodes = sheetOf(all, 'nodes', language);
    assert.ok(nodes.startsWith('\uFEFF'));
    assert.equal(sheetOf(value(nodesFromSheet(bytes(nodes), all, language)), 'nodes', language), nodes);
    const fresh = value(nodesFromSheet(bytes(nodes), nothing, language));
    assert.deepEqual(fresh.nodes, all.nodes);
    const links = sheetOf(all, 'dependencies', language);
    const { dependencies } = value(dependenciesFromSheet(bytes(links), fresh, language));
    assert.deepEqual(
      dependencies.map(({ id: _id, ...one }) => one),
      all.dependencies.map(({ id: _id, ...one }) => one),
    );
  }
  const file = fromFile(JSON.parse(JSON.stringify(fileOf(all))));
  assert.ok(file.ok);
  assert.deepEqual(fileOf(combined(nothing, file.value, 'replace')), fileOf(all));
});

test('spans are read as people write them and written so that they can be read', () => {
  const read = {
    '4 h': 'PT4H',
    '2 Tage': 'P2D',
    '1 Tag 4 h': 'P1DT4H',
    '90 min': 'PT1H30M',
    '1,5 Std.': 'PT1H30M',
    '1 Woche': 'P7D',
    PT4H: 'PT4H',
  };
  for (const [text, span] of Object.entries(read)) assert.equal(spanFrom(text), span, text);
  for (const text of ['', '4', 'h', '4 Monde', '-1 h', 'P1M']) assert.equal(spanFrom(text), undefined, text);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400 * 86_400 }), fc.constantFrom('de' as const, 'en' as const), (seconds, language) => {
      const span = spanFrom(`${seconds} s`);
      assert.equal(spanFrom(spanCell(span, language)), span);
    }),
  );
});

test('whatever bytes come in, an inventory or sentences come out', () => {
  const words = fc.constantFrom(
    'Name',
    'Art',
    'Was',
    'Wer braucht',
    ';',
    ',',
    '\n',
    '\r\n',
    '"',
    'System',
    'A',
    'B',
    '4 h',
    '|',
    '\u0000',
    'ä',
    '-1',
    '1e999',
    '999999999999999999 Tage',
  );
  const text = fc.array(words, { maxLength: 40 }).map((parts) => bytes(parts.join('')));
  const head = fc.constantFrom('Name;Art;Zielzeit;Kosten/h wahrscheinlich;Ursachen\n', 'Wer braucht;Was;Mindestens;Puffer\n');
  const file = fc.oneof(
    text,
    fc.uint8Array({ maxLength: 200 }),
    fc.tuple(head, fc.array(words, { maxLength: 30 })).map(([top, parts]) => bytes(top + parts.join(''))),
  );
  fc.assert(
    fc.property(file, (content) => {
      for (const read of [nodesFromSheet, dependenciesFromSheet]) {
        const result = read(content, nothing, 'de');
        if (!result.ok) assert.ok(result.error.length > 0 && result.error.every(({ message }) => message.length > 3));
      }
    }),
    { numRuns: 2000 },
  );
});

test('keys are made from names and differ', () => {
  assert.equal(keyFor('Größe & Maß (ERP)', new Set()), 'groesse-mass-erp');
  assert.equal(keyFor('ERP', new Set(['erp', 'erp-2'])), 'erp-3');
  assert.equal(keyFor('日本', new Set()), 'x');
});
