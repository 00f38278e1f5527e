import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, test } from 'node:test';
import { scratchFolder } from '../../test/world/scratch.ts';
import { smallDisk, smallDiskMissing } from '../../test/world/smalldisk.ts';
import { HeldFile } from './heldfile.ts';
import { migrate } from './migrate.ts';
import { openDatabase } from './open.ts';
import { unwritable } from './saving.ts';

const folder = scratchFolder('held');
after(() => folder.remove());

const SCHEMA = `create table firm (id text not null primary key, name text not null) strict;
create table plan (firm text not null references firm (id) on delete cascade, id text not null, text text, primary key (firm, id)) strict;
create index plan_text on plan (text);`;

/** A question as the driver asks it: what the disk refuses is noted. */
function ask(file: HeldFile, sql: string): void {
  file.turn();
  try {
    file.database.exec(sql);
  } catch (error) {
    file.note(error);
    throw error;
  }
}
const rows = (database: DatabaseSync, sql: string) =>
  database
    .prepare(sql)
    .all()
    .map((row) => Object.values(row).join(' '));

test('when the disk is full it goes on in memory with all there was, and exactly what changed is written when there is room', {
  skip: smallDiskMissing,
}, () => {
  const disk = smallDisk(16);
  const path = join(disk.path, 'a.db');
  const file = new HeldFile(path);
  try {
    ask(file, SCHEMA);
    for (const id of ['a', 'b', 'c'])
      ask(file, `insert into firm values ('${id}', 'Firma'); insert into plan values ('${id}', '1', 'eins')`);
    disk.fill();
    const big = `insert into plan values ('a', hex(randomblob(8)), hex(randomblob(5000)))`;
    assert.throws(() => {
      for (let n = 0; n < 5000; n++) ask(file, big);
    }, /full/);
    assert.deepEqual(file.state, { why: 'full', held: 'nowhere' });
    ask(file, `insert into firm values ('neu', 'Firma')`);
    assert.deepEqual(file.state, { why: 'full', held: 'memory' });
    ask(file, `update firm set name = 'Anders' where id = 'b'`);
    // What hangs on it goes with it, in memory as on the disk.
    ask(file, `delete from firm where id = 'c'`);
    assert.deepEqual(rows(file.database, `select firm from plan where firm = 'c'`), []);
    assert.throws(() => ask(file, `insert into plan values ('niemand', '1', '')`), /FOREIGN KEY/, 'the rules hold in memory too');
    assert.equal(file.writeBack(), false, 'no room yet');
    assert.deepEqual(rows(file.database, 'select id from firm order by id'), ['a', 'b', 'neu']);

    disk.makeRoom();
    assert.equal(file.writeBack(), true);
    assert.equal(file.state, null);
    const outside = new DatabaseSync(path, { readOnly: true });
    assert.deepEqual(rows(outside, 'select id, name from firm order by id'), ['a Firma', 'b Anders', 'neu Firma']);
    assert.deepEqual(rows(outside, `select firm from plan where text = 'eins' order by firm`), ['a', 'b']);
    outside.close();
  } finally {
    file.close();
    disk.remove();
  }
});

test('28: a database that can only be read refuses aloud what it meets first, goes on in memory, and accepts nothing in silence', () => {
  const file = new HeldFile(join(folder.path, 'read-only.db'));
  ask(file, SCHEMA);
  const disk = file.database;
  disk.exec('pragma query_only = on');
  assert.throws(() => ask(file, `insert into firm values ('a', 'Firma')`), /readonly/);
  ask(file, `insert into firm values ('b', 'Firma')`);
  assert.deepEqual(file.state, { why: 'read-only', held: 'memory' });
  assert.equal(file.writeBack(), false);
  assert.deepEqual(rows(disk, 'select id from firm'), [], 'and nothing of it is said to be saved');
  assert.deepEqual(file.state, { why: 'read-only', held: 'memory' });
  disk.exec('pragma query_only = off');
  assert.equal(file.writeBack(), true);
  assert.equal(file.state, null);
  assert.deepEqual(rows(file.database, 'select id from firm'), ['b'], 'what was refused is not there');
  file.close();
});

test('a file that another program has changed meanwhile is not written over: nothing is said to be saved', {
  skip: smallDiskMissing,
}, () => {
  const disk = smallDisk(16);
  const path = join(disk.path, 'a.db');
  const file = new HeldFile(path);
  try {
    ask(file, `${SCHEMA} insert into firm values ('a', 'Firma')`);
    file.note({ errcode: 13 });
    ask(file, `update firm set name = 'Unser' where id = 'a'`);
    const other = new DatabaseSync(path);
    other.exec(`update firm set name = 'Fremd' where id = 'a'`);
    other.close();
    assert.equal(file.writeBack(), false);
    assert.deepEqual(rows(file.database, 'select name from firm'), ['Unser']);
    assert.equal(file.state?.held, 'memory');
  } finally {
    file.close();
    disk.remove();
  }
});

test('every table of the house has a key, without which a change could not be written back', async () => {
  const database = openDatabase({ kind: 'sqlite', file: join(folder.path, 'all.db') });
  await migrate(database);
  await database.close();
  const plain = new DatabaseSync(join(folder.path, 'all.db'), { readOnly: true });
  const tables = plain.prepare("select name, sql from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\'").all();
  assert.ok(tables.length > 30);
  for (const { name, sql } of tables) {
    assert.doesNotMatch(String(sql), /create virtual/i, String(name));
    const keys = plain.prepare(`select count(*) as keys from pragma_table_info('${String(name)}') where pk > 0`).get();
    assert.ok(Number(keys?.['keys']) > 0, `${String(name)} has no primary key`);
  }
  plain.close();
});

test('only what is about the disk is taken for it: full, read-only and damaged, of both databases', () => {
  assert.equal(unwritable({ errcode: 13 }), 'full');
  assert.equal(unwritable({ errcode: 8 | (4 << 8) }), 'read-only');
  assert.equal(unwritable({ errcode: 10 | (3 << 8) }), 'damaged');
  assert.equal(unwritable({ code: '53100' }), 'full');
  assert.equal(unwritable({ code: '25006' }), 'read-only');
  for (const other of [{ errcode: 5 }, { errcode: 19 }, { code: '23505' }, { code: 'toString' }, new Error('full'), null])
    assert.equal(unwritable(other), undefined);
});
