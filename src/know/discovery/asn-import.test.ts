import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAsnTable } from './asn.ts';
import { importedTable } from './asn-import.ts';

test('an imported table keeps the networks of the catalogue, says where it comes from, and names faulty lines', () => {
  const file = [
    '# Owners of networks, as of 2026-11-01, CC BY 4.0',
    'start,end,asn,name,country',
    '192.0.2.0,192.0.2.15,24940,"HETZNER-AS, DE"',
    '192.0.2.16,192.0.2.31,64500,"NOBODY"',
    '192.0.2.64,192.0.2.32,24940,"backwards",DE',
    '2001:db8::,2001:db8::ffff,8560,IONOS,DE',
  ].join('\r\n');
  const { csv, table, leftOut, faults } = importedTable(file, (asn) => asn === 24940 || asn === 8560, 'asn.csv', '2026-11-28');
  assert.equal(leftOut, 1);
  assert.deepEqual(
    faults.map(({ line }) => line),
    [2, 5],
  );
  assert.equal(table.rows, 2);
  assert.equal(table.owner('192.0.2.3')?.name, 'HETZNER-AS, DE');
  const again = readAsnTable(csv);
  assert.deepEqual(again.faults, []);
  assert.equal(again.table.rows, 2);
  assert.deepEqual(again.table.notes, ['Imported on 2026-11-28 from asn.csv.', 'Owners of networks, as of 2026-11-01, CC BY 4.0']);
});

test('a file without a single network gives an empty table', () => {
  assert.equal(importedTable('{"not": "a table"}', () => true, 'x', '2026-11-28').table.rows, 0);
});
