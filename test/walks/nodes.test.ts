import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { systemClock } from '../../src/kernel/clock.ts';
import { instant } from '../../src/kernel/instant.ts';
import { testClock } from '../world/clock.ts';
import { startHouse } from '../world/house.ts';
import { type PostgresServer, postgresBinaries, sharedPostgres } from '../world/postgres.ts';
import { escalateOnTwoNodes, sentOnceAndOnTime } from '../world/twonodes.ts';

const until = async (what: string, good: () => Promise<boolean> | boolean) => {
  for (let tries = 0; tries < 2400; tries++) {
    if (await good()) return;
    await wait(25);
  }
  assert.fail(`it did not come: ${what}`);
};

describe('two nodes on one PostgreSQL', {
  skip: postgresBinaries() ? false : 'PostgreSQL is not installed (apt-get install postgresql)',
}, () => {
  let postgres: PostgresServer;
  before(async () => {
    postgres = await sharedPostgres();
  });
  after(() => postgres.stop());

  test('a change on one node reaches the screens and wakes the workers of the other, without a second passing; a lost notice does not matter', async (t) => {
    const database = { kind: 'postgres', url: await postgres.create() } as const;
    // The clock stands still: whatever the second node does, it was woken to do.
    const clock = testClock();
    const one = await startHouse({ clock, database, engine: false });
    const firm = await one.setUp();
    const two = await startHouse({ clock, database });
    t.after(async () => {
      await two.close();
      await one.close();
    });
    const there = two.client();
    assert.equal((await there.call('POST', '/session', { email: firm.email, password: firm.password })).status, 200);
    const listening = () =>
      sql<{ pid: number }>`select pid from pg_stat_activity where query ilike 'listen%' or query = 'select 1'`
        .execute(one.house.database.db)
        .then(({ rows }) => rows);
    await until('the second node listens', async () => (await listening()).length > 0);

    const login = await fetch(`${two.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: firm.email, password: firm.password }),
    });
    const cookie = login.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const stop = new AbortController();
    t.after(() => stop.abort());
    const stream = await fetch(`${two.url}/api/v1${firm.root}/stream`, { headers: { cookie }, signal: stop.signal });
    let said = '';
    const reading = (async () => {
      for await (const part of stream.body ?? []) said += Buffer.from(part).toString();
    })().catch((error: unknown) => assert.ok(stop.signal.aborted, String(error)));
    await until('hello', () => said.includes('hello'));

    const raise = (title: string) => firm.call('POST', `${firm.root}/incidents`, { mode: 'exercise', title });
    const left = async () =>
      (await one.house.database.db.selectFrom('outbox').select('id').where('due_at', 'is not', null).execute()).length;
    assert.equal((await raise('Erster')).status, 201);
    await until('the screen of the other node', () => /changed.*incident/s.test(said));
    await until('the worker of the other node', async () => (await left()) === 0);

    // The line breaks: what is committed meanwhile is found by the sweep, and screens ask for everything when it is back.
    said = '';
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen%' or query = 'select 1'`.execute(
      one.house.database.db,
    );
    await until('the line is gone', async () => (await listening()).length === 0);
    assert.equal((await raise('Zweiter')).status, 201);
    await clock.forward('PT3S');
    await until('the worker of the other node, by its sweep', async () => {
      await clock.forward('PT1S');
      return (await left()) === 0;
    });
    await until('the screen asks for everything again', async () => {
      await clock.forward('PT1S');
      return said.includes('hello');
    });
    await until('the line stands again', async () => (await listening()).length > 0);
    said = '';
    assert.equal((await raise('Dritter')).status, 201);
    await until('the screen of the other node, again', () => /changed.*incident/s.test(said));
    stop.abort();
    await reading;
    assert.deepEqual([one.faults, two.faults], [[], []]);
  });

  test('nodes whose clocks differ by an hour agree on the time of the database', async (t) => {
    const database = { kind: 'postgres', url: await postgres.create() } as const;
    const ahead = { ...systemClock, now: () => instant(systemClock.now() + 3_600_000) };
    const one = await startHouse({ database, engine: false, followDatabase: true });
    const two = await startHouse({ clock: ahead, database, engine: false, followDatabase: true });
    t.after(async () => {
      await two.close();
      await one.close();
    });
    const timeOf = (node: typeof one) => node.house.workAcross(async ({ now }) => now);
    const [first, second, third] = [await timeOf(one), await timeOf(two), await timeOf(one)];
    assert.ok(first <= second + 1000 && second <= third + 1000, `${first} ${second} ${third}`);
  });

  test('one of them loses its line in turn: each step of an escalation is sent once, and on time', async () => {
    sentOnceAndOnTime(await escalateOnTwoNodes(postgres, 6));
  });
});
