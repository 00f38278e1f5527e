import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { de, en } from './csv.texts.ts';
import { readCsv, writeCsv } from './csv.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const cells = (input: Uint8Array) => {
  const read = readCsv(input);
  assert.ok(read.ok, JSON.stringify(read));
  return read.value.map((row) => row.cells);
};

test('a file from Excel in Germany (Windows-1252, semicolons) is read with its umlauts and its euro sign', () => {
  const latin = Uint8Array.from([...Buffer.from('Name;Preis\r\nMüller;', 'latin1'), 0x80]);
  assert.deepEqual(cells(latin), [
    ['Name', 'Preis'],
    ['Müller', '€'],
  ]);
});

test('UTF-8 with and without a byte order mark, UTF-16, commas and tabs are read alike', () => {
  const wanted = [
    ['Name', 'Ort'],
    ['Jürß', 'Kiel'],
  ];
  assert.deepEqual(cells(bytes('\uFEFFName;Ort\nJürß;Kiel\n')), wanted);
  assert.deepEqual(cells(bytes('Name,Ort\rJürß,Kiel\r')), wanted);
  assert.deepEqual(cells(bytes('Name\tOrt\r\n\r\nJürß\tKiel')), wanted);
  const utf16 = Uint8Array.from([0xff, 0xfe, ...Buffer.from('Name\tOrt\nJürß\tKiel', 'utf16le')]);
  assert.deepEqual(cells(utf16), wanted);
});

test('every row knows the line where it begins, also after cells with line breaks and empty lines', () => {
  const read = readCsv(bytes('a;b\n\n"x\ny";1\nz;2\n'));
  assert.ok(read.ok);
  assert.deepEqual(
    read.value.map((row) => row.line),
    [1, 3, 5],
  );
});

test('what is no table is refused with a sentence', () => {
  for (const [input, kind] of [
    [Uint8Array.from([0x50, 0x4b, 3, 4]), 'spreadsheet'],
    [Uint8Array.from([1, 0, 2, 0]), 'not-text'],
    [bytes(''), 'empty'],
    [bytes('\n\n;;\n'), 'empty'],
    [bytes('a;b\nx"y;"1\n'), 'broken-quotes'],
    [bytes('a;b\n"never closed;1\n'), 'broken-quotes'],
  ] as const) {
    const read = readCsv(input);
    assert.ok(!read.ok, kind);
    assert.equal(read.error.kind, kind);
    assert.ok(de.fault(read.error).length > 10 && en.fault(read.error).length > 10);
  }
});

test('any table that is written is read again as it was, and no cell begins like a formula', () => {
  const cell = fc
    .string({ unit: fc.constantFrom('a', 'ü', '=', '+', '-', '@', '＝', '"', ';', ',', '\n', "'", ' ', '1', '€'), maxLength: 8 })
    .map((text) => text.trim());
  const row = fc.tuple(
    fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 3 }).filter((text) => /^[a-z]+$/i.test(text)),
    cell,
    cell,
  );
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), (rows) => {
      const table = [['head', 'b', 'c'], ...rows];
      const text = writeCsv(table);
      assert.deepEqual(cells(bytes(text)), table);
      assert.equal(/(^|;|\n)"?\s*[=@＝]/.test(text.replace(/"[^"]*"/g, '""')), false);
    }),
    { numRuns: 1000 },
  );
});

test('bytes of any kind are a table or a fault, never an exception', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (input) => {
      readCsv(input);
    }),
    { numRuns: 2000 },
  );
});
