import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { type PostgresServer, postgresBinaries, sharedPostgres } from '../../test/world/postgres.ts';
import { scratchFolder } from '../../test/world/scratch.ts';
import { readBackup, writeBackup } from './backup.ts';
import { BadBackup, load } from './load.ts';
import { migrate } from './migrate.ts';
import { type Database, openDatabase } from './open.ts';

const start = { version: '0.1.0', at: '2026-11-24T09:00:00.000Z', masterKey: new Uint8Array(32).fill(3) };
const ORG = '01900000-0000-7000-8000-000000000001';

describe('backup and restore', { skip: postgresBinaries() ? false : 'PostgreSQL is not installed (apt-get install postgresql)' }, () => {
  const folder = scratchFolder('backup');
  const opened: Database[] = [];
  let postgres: PostgresServer;
  before(async () => {
    postgres = await sharedPostgres();
  });
  after(async () => {
    for (const database of opened) await database.close();
    await postgres.stop();
    folder.remove();
  });

  const kinds = ['sqlite', 'postgres'] as const;
  let count = 0;
  const empty = async (kind: (typeof kinds)[number]) => {
    const location = kind === 'postgres' ? { kind, url: await postgres.create() } : { kind, file: join(folder.path, `${++count}.db`) };
    const database = openDatabase(location);
    opened.push(database);
    return database;
  };

  const filled = async (kind: (typeof kinds)[number]) => {
    const database = await empty(kind);
    await migrate(database);
    const { db } = database;
    await db
      .insertInto('organisation')
      .values({
        id: ORG,
        slug: 'x',
        name: 'Bäckerei „Köhler“',
        zone: 'Europe/Berlin',
        language: 'de',
        created_at: 1_795_505_105_097,
        settings: '{"version":1}',
      })
      .execute();
    await db.insertInto('file').values({ org_id: ORG, sha256: 'ab', size: 3, media_type: 'x/y', name: 'ä', created_at: 1 }).execute();
    await db
      .insertInto('file_chunk')
      .values({ org_id: ORG, sha256: 'ab', n: 0, bytes: new Uint8Array([0, 255, 10]) })
      .execute();
    for (let n = 0; n < 1200; n++)
      await db
        .insertInto('installation')
        .values({ name: `n${n}`, value: `${n}` })
        .execute();
    return database;
  };

  const contents = async ({ db }: Database) => ({
    organisations: (await db.selectFrom('organisation').selectAll().execute()).map((row) => ({
      ...row,
      settings: JSON.parse(row.settings) as unknown,
    })),
    chunks: (await db.selectFrom('file_chunk').selectAll().execute()).map((row) => ({ ...row, bytes: [...row.bytes] })),
    rows: (await db.selectFrom('installation').selectAll().orderBy('name').execute()).length,
  });

  for (const from of kinds)
    for (const to of kinds)
      test(`what was backed up on ${from} stands on an empty ${to}`, async () => {
        const source = await filled(from);
        const identity = await generateIdentity();
        const file = join(folder.path, `${from}-${to}.backup`);
        await writeBackup(source, file, { kind: 'recipient', recipient: await identityToRecipient(identity) }, start);
        assert.ok(!readFileSync(file).includes('Köhler'));
        const target = await empty(to);
        const restored = await load(target, await readBackup(file, { kind: 'identity', identity }));
        assert.deepEqual([...restored.masterKey], [...start.masterKey]);
        assert.deepEqual(await contents(target), await contents(source));
      });

  test('the file opens with the age program too, which needs nothing of ours', {
    skip: existsSync('/usr/bin/age') ? false : 'age is not installed (apt-get install age)',
  }, async () => {
    const source = await filled('sqlite');
    const identity = await generateIdentity();
    const [file, key] = [join(folder.path, 'age.backup'), join(folder.path, 'key.txt')];
    await writeBackup(source, file, { kind: 'recipient', recipient: await identityToRecipient(identity) }, start);
    writeFileSync(key, identity);
    const done = spawnSync('age', ['--decrypt', '-i', key, file], { maxBuffer: 64 << 20 });
    assert.equal(done.status, 0, done.stderr.toString());
    assert.match(gunzipSync(done.stdout).toString(), /^\{"format":"krisenfest-backup@1"/);
  });

  test('a wrong key, a flipped byte and a cut end are refused, and the database stays empty', async () => {
    const source = await filled('sqlite');
    const file = join(folder.path, 'damaged.backup');
    const key = { kind: 'passphrase', passphrase: 'fünf einfache wörter reichen hier' } as const;
    await writeBackup(source, file, key, start);
    await assert.rejects(readBackup(file, { kind: 'passphrase', passphrase: 'falsch falsch falsch' }));
    const whole = readFileSync(file);
    const target = await empty('sqlite');
    for (const damage of [
      whole.subarray(0, whole.length - 20),
      Buffer.concat([whole.subarray(0, whole.length - 40), Buffer.from([(whole.at(-40) ?? 0) ^ 1]), whole.subarray(whole.length - 39)]),
    ]) {
      writeFileSync(file, damage);
      await assert.rejects(async () => load(target, await readBackup(file, key)));
    }
    assert.equal(
      (
        await target.db
          .selectFrom('organisation')
          .selectAll()
          .execute()
          .catch(() => [])
      ).length,
      0,
    );
    writeFileSync(file, whole);
    assert.equal((await load(target, await readBackup(file, key))).rows, 1203);
  });

  test('nothing is restored over something', async () => {
    const source = await filled('sqlite');
    await assert.rejects(
      load(
        source,
        (async function* () {
          yield Buffer.from('{}\n');
        })(),
      ),
      BadBackup,
    );
  });
});
