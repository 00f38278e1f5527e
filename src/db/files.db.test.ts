import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onBothDatabases } from '../../test/world/databases.ts';
import { newId } from '../kernel/id.ts';
import { files, QUOTA_BYTES } from './files.ts';

onBothDatabases('files', (open) => {
  test('a file of several chunks comes back byte by byte, and the same bytes are kept once', async () => {
    const { work, org } = await open();
    const bytes = new Uint8Array(700_000).map((_, n) => (n * 31) % 256);
    const first = await work(org, (tx) => files(tx).save(bytes, { mediaType: 'image/png', name: 'tafel.png' }));
    const again = await work(org, (tx) => files(tx).save(bytes, { mediaType: 'image/png', name: 'kopie.png' }));
    assert.deepEqual(again, first);
    assert.deepEqual(Buffer.from((await work(org, (tx) => files(tx).read(first.sha256))) ?? []), Buffer.from(bytes));
    assert.equal(await work(org, (tx) => files(tx).used()), bytes.length);
  });

  test('another organisation does not find it', async () => {
    const { work, org, clock } = await open();
    const { sha256 } = await work(org, (tx) => files(tx).save(new Uint8Array([1]), { mediaType: 'x/y', name: 'x' }));
    assert.equal(await work(newId(clock.now()), (tx) => files(tx).read(sha256)), undefined);
  });

  test('what is removed is gone with its chunks', async () => {
    const { work, org, database } = await open();
    const { sha256 } = await work(org, (tx) => files(tx).save(new Uint8Array([1]), { mediaType: 'x/y', name: 'x' }));
    await work(org, (tx) => files(tx).remove(sha256));
    assert.equal((await database.db.selectFrom('file_chunk').selectAll().execute()).length, 0);
  });

  test('beyond the quota a file is refused with a sentence', async () => {
    const { work, org, database } = await open();
    await database.db
      .insertInto('file')
      .values({ org_id: org, sha256: 'big', size: QUOTA_BYTES, media_type: 'x/y', name: 'x', created_at: 0 })
      .execute();
    await assert.rejects(
      work(org, (tx) => files(tx).save(new Uint8Array([1]), { mediaType: 'x/y', name: 'x' })),
      /no room for this file/,
    );
  });
});
