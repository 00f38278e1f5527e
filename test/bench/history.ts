import { statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
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

/** Thirty days in model time through the real stores: what a result costs to keep on the first days and on the last. */
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
  const ids: Id[] = [];
  await work(org, async (tx) => {
    for (let n = 0; n < 200; n++) {
      const input = CheckInput.parse({ name: `Check ${n}`, kind: 'http', config: { url: 'http://127.0.0.1:9/' } });
      ids.push((await checks(tx).add(input, 'x')).id);
    }
  });
  const gather = gatherWorker(workAcross);
  const days: { readonly perThousand: number; readonly size: number }[] = [];
  for (let day = 0; day < 30; day++) {
    const before = process.cpuUsage();
    for (let hour = 0; hour < 24; hour++) {
      for (let minute = 0; minute < 60; minute++) {
        const at = clock.now();
        const entries = ids.map((checkId, n) => ({ checkId, ...up(at + n * 10) }));
        await work(org, (tx) => history(tx).append(tx.newId(), at, encodeJournal(entries, at)));
        clock.set(instant(at + EVERY));
      }
      clock.set(instant(clock.now() + 3 * MINUTE));
      await gather.run({ now: clock.now(), node: 'a', signal: new AbortController().signal });
      clock.set(instant(clock.now() - 3 * MINUTE));
    }
    const { user, system } = process.cpuUsage(before);
    days.push({ perThousand: (user + system) / 1e6 / ((ids.length * 1440) / 1000), size: statSync(file).size });
  }
  await database.close();
  folder.remove();
  const mean = (some: typeof days) => some.reduce((sum, { perThousand }) => sum + perThousand, 0) / some.length;
  const grown = (from: number, to: number) => ((days[to]?.size ?? 0) - (days[from]?.size ?? 0)) / ((to - from) * ids.length * 1440);
  print(
    `30 days of ${ids.length} checks a minute, journal, gathering and clean-up: ${number(mean(days.slice(1, 6)), 4)} CPU-s per 1,000 results on days 2 to 6, ` +
      `${number(mean(days.slice(-5)), 4)} on days 26 to 30 (wanted: flat); the file grows by ${number(grown(2, 13), 2)} B a result while minutes come together, ${number(grown(16, 29), 2)} B after`,
  );
  const [first] = days;
  print(
    `after the first day ${number((first?.size ?? 0) / (ids.length * 1440), 1)} B a result, everything in the file counted (gate 12, wanted 6; Uptime Kuma 139)`,
  );
}

/** What is kept of checks: how fast it is read, how small it is, and that its cost does not grow. */
export async function historyBench(print: (line: string) => void): Promise<void> {
  await pages(print);
  await thirtyDays(print);
}
