import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { onBothDatabases, type TestDatabase } from '../../../test/world/databases.ts';
import { dnsWorld } from '../../../test/world/dns.ts';
import { standStill } from '../../../test/world/ownfaults.ts';
import { smallDisk, smallDiskMissing } from '../../../test/world/smalldisk.ts';
import { startTarget, type Target } from '../../../test/world/target.ts';
import { watch, watchingNode } from '../../../test/world/watching.ts';
import { HOUR, instant } from '../../kernel/instant.ts';
import { CheckInput } from './checks.contract.ts';
import { checks } from './checks.store.ts';
import { nameService } from './probes/names.ts';

const told = async ({ database }: TestDatabase) => {
  const rows = await database.db.selectFrom('outbox').select('type').where('type', 'like', 'check.%').orderBy('id').execute();
  return rows.map(({ type }) => type);
};

async function withSite(world: TestDatabase, url: (target: Target) => string, body: (target: Target, id: string) => Promise<void>) {
  const target = await startTarget();
  const timing = { intervalMs: 20_000, timeoutMs: 2000, retryMs: 5000, misses: 2, recoveries: 1 };
  const { id } = await world.work(world.org, (tx) =>
    checks(tx).add(CheckInput.parse({ name: 'Website', kind: 'http', config: { url: url(target) }, ...timing }), 'website'),
  );
  try {
    await body(target, id);
  } finally {
    await target.close();
  }
}

onBothDatabases('faults of our own', (open) => {
  test('the disk is full: nothing is invented meanwhile, and an outage that began then is told afterwards', async () => {
    const world = await open();
    // PostgreSQL has no such limit to set from here; the embedded database is the one that shares its disk with others.
    if (world.postgres) return;
    const { clock, database } = world;
    await withSite(
      world,
      ({ url }) => `${url}/`,
      async (target) => {
        const node = watchingNode(clock, world.workAcross);
        await watch(clock, [node], 45);
        const pages = await sql<{ page_count: number }>`pragma page_count`.execute(database.db);
        await sql.raw(`pragma max_page_count = ${pages.rows[0]?.page_count}`).execute(database.db);
        // Filled to the last byte of the table that every result goes into.
        for (const bytes of [3000, 10])
          await assert.rejects(async () => {
            for (;;)
              await sql`insert into observation_journal (org_id, id, at, bytes)
                values (${world.org}, hex(randomblob(16)), 0, randomblob(${bytes}))`.execute(database.db);
          }, /full/);
        const makeRoom = () => sql`delete from observation_journal where at = 0`.execute(database.db);
        target.status = 500;
        let refused = 0;
        for (let second = 0; second < 40; second += 2) {
          clock.set(instant(clock.now() + 2000));
          await node.look();
          await node.save().catch((error: unknown) => {
            assert.match(String(error), /full/);
            refused++;
          });
        }
        assert.ok(refused > 0);
        await sql.raw('pragma max_page_count = 1000000').execute(database.db);
        await makeRoom();
        await watch(clock, [node], 30);
        assert.deepEqual(await told(world), ['check.went-down']);
        await node.stop();
      },
    );
  });

  test('the disk of PostgreSQL is full: nothing is invented meanwhile, and an outage that began then is told afterwards', async (t) => {
    const world = await open();
    if (!world.postgres) return;
    if (smallDiskMissing) return t.skip(smallDiskMissing);
    const { clock, database } = world;
    const disk = smallDisk(24);
    // The table that every result goes into lies on a disk of its own.
    const place = join(disk.path, 'tables');
    mkdirSync(place);
    spawnSync('chown', ['-R', 'postgres:postgres', disk.path]);
    spawnSync('chmod', ['755', disk.path]);
    await sql.raw(`create tablespace small location '${place}'`).execute(database.db);
    await sql`alter table observation_journal set tablespace small`.execute(database.db);
    t.after(async () => {
      await sql`alter table observation_journal set tablespace pg_default`.execute(database.db);
      await sql`drop tablespace small`.execute(database.db);
      disk.remove();
    });
    await withSite(
      world,
      ({ url }) => `${url}/`,
      async (target) => {
        const node = watchingNode(clock, world.workAcross);
        await watch(clock, [node], 45);
        disk.fill();
        for (const bytes of [1500, 10])
          await assert.rejects(async () => {
            for (let n = 0; ; n++)
              await sql`insert into observation_journal (org_id, id, at, bytes)
                values (${world.org}, ${`filler ${bytes} ${n}`}, 0, decode(repeat('ab', ${bytes}::int), 'hex'))`.execute(database.db);
          }, /No space left/);
        target.status = 500;
        let refused = 0;
        for (let second = 0; second < 40; second += 2) {
          clock.set(instant(clock.now() + 2000));
          await node.look();
          await node.save().catch((error: unknown) => {
            assert.match(String(error), /disk is full/);
            refused++;
          });
        }
        assert.ok(refused > 0);
        assert.deepEqual(await told(world), []);
        disk.makeRoom();
        await watch(clock, [node], 30);
        assert.deepEqual(await told(world), ['check.went-down']);
        await node.stop();
      },
    );
  });

  test('the clock jumps an hour ahead and back: no outage is invented, and a true one is told', async () => {
    const world = await open();
    const { clock } = world;
    await withSite(
      world,
      ({ url }) => `${url}/`,
      async (target) => {
        const node = watchingNode(clock, world.workAcross);
        await watch(clock, [node], 45);
        clock.set(instant(clock.now() + HOUR));
        await watch(clock, [node], 45);
        clock.set(instant(clock.now() - HOUR));
        await watch(clock, [node], 45);
        assert.deepEqual(await told(world), []);
        target.status = 500;
        await watch(clock, [node], 25);
        clock.set(instant(clock.now() + HOUR));
        await watch(clock, [node], 45);
        assert.deepEqual(await told(world), ['check.went-down']);
        await node.stop();
      },
    );
  });

  test('this process stands still while the name servers of a zone are waited for: unclear, and what is really silent is told', async () => {
    const world = await open();
    const { clock, work, org } = world;
    let broken = false;
    const name = 'muehlhaus.example';
    const soa = { mname: `ns.${name}`, rname: `dns.${name}`, serial: 7, refresh: 1, retry: 1, expire: 1, minimum: 1 };
    const server = await dnsWorld(
      [
        [name, 'SOA', soa],
        [name, 'NS', `ns.${name}`],
      ],
      () => (broken ? 'silence' : 'answer'),
    );
    const input = CheckInput.parse({
      name: 'Zone',
      kind: 'zone',
      config: { domain: name, servers: [server.server], dnssec: 'off' },
      intervalMs: 20_000,
      timeoutMs: 800,
      retryMs: 5000,
      misses: 1,
      recoveries: 1,
    });
    const { id } = await work(org, (tx) => checks(tx).add(input, name));
    const node = watchingNode(clock, world.workAcross);
    await watch(clock, [node], 25);
    const shown = async () => (await work(org, (tx) => checks(tx).get(id))).shown;
    assert.equal(await shown(), 'up');
    // Nobody answers in the time in which nobody here could have heard it.
    broken = true;
    clock.set(instant(clock.now() + 20_000));
    await node.save();
    await node.look();
    for (let n = 0; n < 6; n++) {
      standStill(250);
      await sleep(1);
    }
    await node.save();
    assert.equal(await shown(), 'unclear');
    broken = false;
    await watch(clock, [node], 25);
    assert.equal(await shown(), 'up');
    assert.deepEqual(await told(world), []);
    broken = true;
    await watch(clock, [node], 25);
    assert.deepEqual(await told(world), ['check.went-down']);
    await node.stop();
    await server.close();
  });

  test('the resolver is dead: unclear, never down; a true outage is told when it is back', async () => {
    const world = await open();
    const { clock, work, org } = world;
    let broken = false;
    const resolver = await dnsWorld([['www.muehlhaus.example', 'A', '127.0.0.1']], () => (broken ? 'silence' : 'answer'));
    await withSite(
      world,
      ({ url }) => url.replace('127.0.0.1', 'www.muehlhaus.example'),
      async (target, id) => {
        const node = watchingNode(clock, world.workAcross, { names: nameService([resolver.server]) });
        await watch(clock, [node], 25);
        assert.equal((await work(org, (tx) => checks(tx).get(id))).shown, 'up');
        broken = true;
        target.status = 500;
        await watch(clock, [node], 45);
        assert.equal((await work(org, (tx) => checks(tx).get(id))).shown, 'unclear');
        assert.deepEqual(await told(world), []);
        broken = false;
        await watch(clock, [node], 45);
        assert.deepEqual(await told(world), ['check.went-down']);
        await node.stop();
      },
    );
    await resolver.close();
  });
});
