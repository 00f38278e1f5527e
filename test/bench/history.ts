import { statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { migrate } from '../../src/db/migrate.ts';
import { openDatabase } from '../../src/db/open.ts';
import { keyring } from '../../src/db/secrets.ts';
import { unitOfWork } from '../../src/db/work.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { type Id, newId } from '../../src/kernel/id.ts';
import { DAY, HOUR, instant, MINUTE } from '../../src/kernel/instant.ts';
import { CheckInput } from '../../src/watch/checks/checks.contract.ts';
import { checks } from '../../src/watch/checks/checks.store.ts';
import { gatherWorker } from '../../src/watch/checks/gather.jobs.ts';
import { history } from '../../src/watch/checks/history.store.ts';
import { encodeChunk, encodeJournal, type Result, rollUp } from '../../src/watch/checks/history.ts';
import { blockOf, encodeSums, type Step, type Sum } from '../../src/watch/checks/sums.ts';
import { testClock } from '../world/clock.ts';
import { scratchFolder } from '../world/scratch.ts';
import { quantile, serve } from './processes.ts';

const ORG = '/organisations/bench';
const CHECKS = 1000;
const EVERY = 60_000;

const up = (at: number): Result => ({
  at: instant(at),
  outcome: at % 97 === 0 ? 'down' : 'up',
  ms: 20 + ((at / EVERY) % 83),
  maintenance: false,
  detail: at % 97 === 0 ? { code: 'refused' } : null,
});

const number = (value: number, digits = 1) => value.toFixed(digits);

/** A year of every check, as the server itself keeps it: the same bytes for each. */
function putYear(data: string): void {
  const database = new DatabaseSync(join(data, 'krisenfest.db'));
  const rows = database.prepare('select org_id, id from "check"').all() as { org_id: string; id: string }[];
  const now = Math.floor(Date.now() / HOUR) * HOUR;
  const resultsOf = (from: number) => Array.from({ length: HOUR / EVERY }, (_, n) => up(from + n * EVERY));
  const chunks: [hour: number, bytes: Uint8Array][] = [];
  for (let hour = now - 2 * DAY; hour < now; hour += HOUR) chunks.push([hour, encodeChunk(resultsOf(hour))]);
  const sumsOf = (span: number, width: number): Sum[] =>
    Array.from({ length: span / width }, (_, n) => {
      const at = instant(now - span + n * width);
      return { at, sum: rollUp([up(at), up(at + MINUTE), up(at + 2 * MINUTE)]) };
    });
  const all: Readonly<Record<Step, Sum[]>> = {
    minute: sumsOf(14 * DAY, MINUTE),
    hour: sumsOf(365 * DAY, HOUR),
    day: sumsOf(365 * DAY, DAY).map(({ at, sum }) => ({ at: instant(Math.floor(at / DAY) * DAY - HOUR), sum })),
  };
  const blocks = (Object.keys(all) as Step[]).flatMap((step) =>
    [...Map.groupBy(all[step], ({ at }) => blockOf(step, at))].map(([since, sums]) => ({ step, since, bytes: encodeSums(sums) })),
  );
  const chunk = database.prepare('insert into observation_chunk (org_id, check_id, hour, bytes) values (?, ?, ?, ?)');
  const block = database.prepare('insert into observation_sum (org_id, check_id, step, since, bytes) values (?, ?, ?, ?, ?)');
  database.exec('begin');
  for (const { org_id: org, id } of rows) {
    for (const [hour, bytes] of chunks) chunk.run(org, id, hour, bytes);
    for (const { step, since, bytes } of blocks) block.run(org, id, step, since, bytes);
  }
  database.exec('commit');
  database.close();
}

/** Beside the server, in one transaction: a thousand calls would take longer than everything that is measured. */
async function addChecks(data: string): Promise<Id[]> {
  const database = openDatabase({ kind: 'sqlite', file: join(data, 'krisenfest.db') });
  const { workAcross } = unitOfWork(database, systemClock, keyring(new Uint8Array(32).fill(7)), () => undefined);
  const ids = await workAcross(async (across) => {
    const { id: org } = await across.db.selectFrom('organisation').select('id').executeTakeFirstOrThrow();
    const made: Id[] = [];
    for (let n = 0; n < CHECKS; n++) {
      const input = CheckInput.parse({ name: `Check ${n}`, kind: 'http', intervalMs: 86_400_000, config: { url: 'http://127.0.0.1:9/' } });
      made.push((await checks(across.in(org)).add(input, 'x')).id);
    }
    return made;
  });
  await database.close();
  return ids;
}

async function pages(print: (line: string) => void): Promise<void> {
  const folder = scratchFolder('bench-history');
  let server = await serve(folder.path);
  try {
    const person = { email: 'eva@bench.example', password: 'ein-langes-kennwort' };
    await server.call('POST', '/setup', { organisation: 'Bench', name: 'Eva Muster', ...person });
    await server.stop('SIGTERM');
    const ids = await addChecks(folder.path);
    putYear(folder.path);
    print(`a year of ${CHECKS} checks: ${Math.round(statSync(join(folder.path, 'krisenfest.db')).size / 2 ** 20)} MB`);
    server = await serve(folder.path);
    await server.call('POST', '/session', person);
    const now = Date.now();
    const asks: Readonly<Record<string, (id: string) => string>> = {
      'chart of a year': (id) => `${ORG}/checks/${id}/series?from=${now - 365 * DAY}&to=${now}`,
      'chart of 30 days': (id) => `${ORG}/checks/${id}/series?from=${now - 30 * DAY}&to=${now}`,
      'chart of 7 days': (id) => `${ORG}/checks/${id}/series?from=${now - 7 * DAY}&to=${now}`,
      'chart of a day': (id) => `${ORG}/checks/${id}/series?from=${now - DAY}&to=${now}`,
      'uptime by day of a year, by month and year': (id) => `${ORG}/checks/${id}/uptime?days=365`,
      'single results': (id) => `${ORG}/checks/${id}/history?limit=15`,
    };
    for (const [what, path] of Object.entries(asks)) {
      const times: number[] = [];
      for (let n = 0; n < 100; n++) {
        const id = ids[(n * 37) % CHECKS] ?? '';
        const begun = performance.now();
        await server.call('GET', path(id));
        times.push(performance.now() - begun);
      }
      print(
        `${what}: median ${number(quantile(times, 0.5))}, p95 ${number(quantile(times, 0.95))}, most ${number(Math.max(...times))} ms (gate 100)`,
      );
    }
  } finally {
    await server.stop('SIGTERM');
    folder.remove();
  }
}

const DAYS_CHECKS = 100;
/** How often each of them is looked at. */
const DAYS_EVERY = 20_000;
/** Ticks of a minute that are saved in one transaction: waiting for the disk is not what is measured. */
const TICKS_AT_ONCE = 10;

type Day = { readonly perThousand: number; readonly size: number };

/** Thirty days in model time through the real stores: what a result costs to keep, day by day. */
async function thirtyDays(print: (line: string) => void): Promise<void> {
  const folder = scratchFolder('bench-days');
  const file = join(folder.path, 'krisenfest.db');
  const database = openDatabase({ kind: 'sqlite', file });
  await migrate(database);
  const clock = testClock();
  const org = newId(clock.now());
  const row = { id: org, slug: 'bench', name: 'Bench', zone: 'Europe/Berlin', language: 'de', created_at: clock.now(), settings: '{}' };
  await database.db.insertInto('organisation').values(row).execute();
  const { work, workAcross } = unitOfWork(database, clock, keyring(new Uint8Array(32).fill(7)), () => undefined);
  const ids = await work(org, async (tx) => {
    const made: Id[] = [];
    for (let n = 0; n < DAYS_CHECKS; n++) {
      const input = CheckInput.parse({ name: `Check ${n}`, kind: 'http', config: { url: 'http://127.0.0.1:9/' } });
      made.push((await checks(tx).add(input, 'x')).id);
    }
    return made;
  });
  const gather = gatherWorker(workAcross);
  const aDay = (ids.length * DAY) / DAYS_EVERY;
  const perTick = MINUTE / DAYS_EVERY;

  /** Of a tick, each check as often as it is looked at in a minute. */
  const entriesFrom = (tick: number) =>
    Array.from({ length: perTick }, (_, n) => ids.map((checkId, i) => ({ checkId, ...up(tick + n * DAYS_EVERY + i * 10) }))).flat();

  /** Bytes of the file that hold something; its log is written into it before. */
  async function used(): Promise<number> {
    await sql`pragma wal_checkpoint(truncate)`.execute(database.db);
    const { rows } = await sql<{ bytes: number }>`
      select (page_count - freelist_count) * page_size as bytes from pragma_page_count(), pragma_freelist_count(), pragma_page_size()`.execute(
      database.db,
    );
    return rows[0]?.bytes ?? Number.NaN;
  }

  async function anHour(from: number): Promise<void> {
    for (let at = from; at < from + HOUR; at += TICKS_AT_ONCE * MINUTE)
      await work(org, async (tx) => {
        for (let tick = at; tick < at + TICKS_AT_ONCE * MINUTE; tick += MINUTE)
          await history(tx).append(tx.newId(), instant(tick), encodeJournal(entriesFrom(tick), instant(tick)));
      });
    clock.set(instant(from + HOUR + 3 * MINUTE));
    await gather.run({ now: clock.now(), node: 'a', signal: new AbortController().signal });
  }

  const start = Math.ceil(clock.now() / DAY) * DAY;
  const before = await used();
  const days: Day[] = [];
  for (let day = 0; day < 30; day++) {
    const begun = process.cpuUsage();
    for (let hour = 0; hour < 24; hour++) await anHour(start + day * DAY + hour * HOUR);
    const { user, system } = process.cpuUsage(begun);
    days.push({ perThousand: (user + system) / 1000 / (aDay / 1000), size: await used() });
  }
  await database.close();
  folder.remove();
  const mean = (some: readonly Day[]) => some.reduce((sum, { perThousand }) => sum + perThousand, 0) / some.length;
  const grown = (from: number, to: number) => ((days[to]?.size ?? 0) - (days[from]?.size ?? 0)) / ((to - from) * aDay);
  print(
    `30 days of ${ids.length} checks every 20 s, journal, gathering and clean-up, CPU-ms per 1,000 results by day: ${days.map(({ perThousand }) => number(perThousand)).join(' ')}`,
  );
  print(`  days 2 to 6 ${number(mean(days.slice(1, 6)))}, days 26 to 30 ${number(mean(days.slice(-5)))} (wanted: flat)`);
  print(
    `  bytes a result, everything in the file counted that is in use: ${number(((days[0]?.size ?? 0) - before) / aDay)} on the first day, ${number(grown(1, 13), 2)} while minutes come together, ` +
      `${number(grown(16, 29), 2)} after (gate 12, wanted 6; Uptime Kuma 139)`,
  );
}

/** What is kept of checks: how fast it is read, how small it is, and that its cost does not grow. */
export async function historyBench(print: (line: string) => void): Promise<void> {
  await pages(print);
  await thirtyDays(print);
}
