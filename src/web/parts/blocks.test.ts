import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BLOCK_ROWS, blocksOf } from './blocks.ts';

const row = fc.record({ id: fc.nat(), group: fc.constantFrom('', 'Werk 2', 'Werk 10', 'Büro') });
type Row = { readonly id: number; readonly group: string };
const of = ({ group }: Row) => group;
const drawn = (blocks: ReturnType<typeof blocksOf<Row>>) => blocks.flatMap((block) => (block.kind === 'rows' ? block.rows : []));

test('every row of an open group stands in the list exactly once, in blocks of a bounded size', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 200 }), fc.subarray(['', 'Werk 2', 'Büro']), (rows, shut) => {
      const closed = new Set(shut);
      const blocks = blocksOf(rows, of, closed);
      const oneGroup = rows.every(({ group }) => group === '');
      const wanted = rows.filter(({ group }) => oneGroup || !closed.has(group));
      assert.deepEqual(new Set(drawn(blocks)), new Set(wanted));
      assert.equal(drawn(blocks).length, wanted.length);
      assert.ok(blocks.every((block) => block.kind === 'group' || (block.rows.length > 0 && block.rows.length <= BLOCK_ROWS)));
      const keys = blocks.map(({ key }) => key);
      assert.equal(new Set(keys).size, keys.length);
    }),
  );
});

test('groups stand by name as people count, what has no group last; a closed one keeps its head and its rows for the sum', () => {
  const rows = ['', 'Werk 10', 'Büro', 'Werk 2', 'Büro'].map((group, id) => ({ id, group }));
  const blocks = blocksOf(rows, of, new Set(['Büro']));
  assert.deepEqual(
    blocks.flatMap((block) => (block.kind === 'group' ? [[block.name, block.rows.length]] : [])),
    [
      ['Büro', 2],
      ['Werk 2', 1],
      ['Werk 10', 1],
      ['', 1],
    ],
  );
  assert.deepEqual(
    drawn(blocks).map(({ id }) => id),
    [3, 1, 0],
  );
});

test('without any group there is no head', () => {
  assert.deepEqual(
    blocksOf([{ id: 1, group: '' }], of, new Set()).map(({ kind }) => kind),
    ['rows'],
  );
});
