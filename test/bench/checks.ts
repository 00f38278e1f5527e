import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { instant } from '../../src/kernel/instant.ts';
import { encodeChunk, rollUp } from '../../src/watch/checks/history.ts';
import { phaseOf } from '../../src/watch/checks/schedule.ts';
import { blockOf, encodeSums, type Sum } from '../../src/watch/checks/sums.ts';
import { scratchFolder } from '../world/scratch.ts';
import { beside, quantile, type Served, serve, within } from './processes.ts';

const CHECKS = 1000;
const ORG = '/organisations/bench';
const HOUR = 3_600_000;
const WINDOWS = 3;

type Ports = { readonly http: number; readonly https: number; readonly hole: number };
type Hit = readonly [check: number, at: number];
type Targets = Awaited<ReturnType<typeof beside>>;
type Kept = { readonly id: string; readonly n: number };

const number = (value: number, digits = 2) => value.toFixed(digits);
const megabytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MB`;

/** What of a check is the same in all of them. */
const rules = { misses: 1, recoveries: 1, retryMs: 1000, timeoutMs: 1000 };

/** Sets every check to this address and interval; new ones where there are none. */
async function setAll(
  server: Served,
  known: readonly Kept[],
  intervalMs: number,
  urlOf: (n: number) => string,
  certificate: 'check' | 'ignore' = 'check',
): Promise<Kept[]> {
  const made: Kept[] = [];
  for (let n = 0; n < CHECKS; n++) {
    const body = { ...rules, name: `Check ${n}`, kind: 'http', intervalMs, config: { url: urlOf(n), certificate } };
    const before = known[n];
    const { id } = (await (before
      ? server.call('PUT', `${ORG}/checks/${before.id}`, body)
      : server.call('POST', `${ORG}/checks`, body))) as { id: string };
    made.push({ id, n });
  }
  return made;
}

/** A day of results for each check, as the server itself keeps them. */
function putHistory(data: string, checks: readonly Kept[]): void {
  const database = new DatabaseSync(join(data, 'krisenfest.db'));
  const { org_id: org } = database.prepare('select org_id from "check" limit 1').get() as { org_id: string };
  const chunk = database.prepare('insert or replace into observation_chunk (org_id, check_id, hour, bytes) values (?, ?, ?, ?)');
  const sum = database.prepare(`insert or replace into observation_sum (org_id, check_id, step, since, bytes) values (?, ?, 'hour', ?, ?)`);
  const now = Math.floor(Date.now() / HOUR) * HOUR;
  database.exec('begin');
  for (const { id } of checks) {
    const hours: Sum[] = [];
    for (let hour = now - 24 * HOUR; hour < now; hour += HOUR) {
      const results = Array.from({ length: 180 }, (_, i) => ({
        at: instant(hour + i * 20_000 + phaseOf(id, 20_000) + (i % 3)),
        outcome: 'up' as const,
        ms: 2 + ((i * 7) % 5),
        maintenance: false,
        detail: null,
      }));
      chunk.run(org, id, hour, encodeChunk(results));
      hours.push({ at: instant(hour), sum: rollUp(results) });
    }
    for (const [since, some] of Map.groupBy(hours, ({ at }) => blockOf('hour', at))) sum.run(org, id, since, encodeSums(some));
  }
  database.exec('commit');
  database.close();
}

/** How late each question came, in ms, by the check's own turns. */
function latenesses(hits: readonly Hit[], checks: readonly Kept[], intervalMs: number): number[] {
  return hits.flatMap(([n, at]) => {
    const check = checks[n];
    if (!check) return [];
    const late = (((at - phaseOf(check.id, intervalMs)) % intervalMs) + intervalMs) % intervalMs;
    // A question that came a hair early by the other process' clock is not a whole interval late.
    return [late > intervalMs - 5 ? late - intervalMs : late];
  });
}

async function window(
  server: Served,
  targets: Targets,
  ms: number,
): Promise<{ hits: Hit[]; perThousand: number; written: number; memory: number }> {
  await targets.ask('hits');
  const use = await within(server.pid, ms);
  const hits = await targets.ask<Hit[]>('hits');
  return { hits, perThousand: use.cpuMs / hits.length, written: use.written / hits.length, memory: use.memory };
}

/**
 * The rows of the table of figures that a checks engine is measured by: 1,000 HTTP checks, each with a connection of its own,
 * results stored durably, embedded database. Target in a process beside; processor time, bytes written and memory of the whole
 * server from /proc.
 */
export async function checksBench(print: (line: string) => void): Promise<void> {
  const folder = scratchFolder('bench-checks');
  const targets = await beside('targets.ts');
  const { http, https, hole } = targets.first as Ports;
  const plain = (n: number) => `http://127.0.0.1:${http}/c/${n}`;
  let server = await serve(folder.path);
  try {
    await server.call('POST', '/setup', {
      organisation: 'Bench',
      name: 'Eva Muster',
      email: 'eva@bench.example',
      password: 'ein-langes-kennwort',
    });
    let checks = await setAll(server, [], 20_000, plain);
    await server.stop('SIGTERM');
    putHistory(folder.path, checks);
    server = await serve(folder.path);
    const login = () => server.call('POST', '/session', { email: 'eva@bench.example', password: 'ein-langes-kennwort' });
    await login();
    await sleep(5000);

    type Round = Awaited<ReturnType<typeof window>>;
    const measure = async (what: string, intervalMs: number, ms: number, wanted: string) => {
      const rounds: Round[] = [];
      for (let n = 0; n < WINDOWS; n++) rounds.push(await window(server, targets, ms));
      const late = latenesses(
        rounds.flatMap(({ hits }) => hits),
        checks,
        intervalMs,
      );
      const each = (pick: (round: Round) => string) => rounds.map(pick).join(' / ');
      print(
        `${what}: ${each(({ perThousand }) => number(perThousand))} CPU-s per 1,000 checks (${wanted}); ` +
          `${each(({ written }) => number(written / 1000, 1))} KB written a check; ${megabytes(Math.max(...rounds.map(({ memory }) => memory)))}; ` +
          `late median ${number(quantile(late, 0.5), 1)}, p99 ${number(quantile(late, 0.99), 1)}, most ${number(Math.max(...late), 1)} ms; ${each(({ hits }) => String(hits.length))} checks`,
      );
    };

    await measure(
      '1,000 HTTP checks every 20 s, a day of history',
      20_000,
      20_000,
      'gate 0.60, wanted 0.40; Uptime Kuma 2.1–2.5, blackbox + Prometheus 0.71–0.91',
    );

    await server.stop('SIGKILL');
    const killed = performance.timeOrigin + performance.now();
    await targets.ask('hits');
    server = await serve(folder.path);
    await login();
    await sleep(22_500);
    const again = await targets.ask<Hit[]>('hits');
    const first = checks.map(({ n }) => Math.min(...again.filter(([check]) => check === n).map(([, at]) => at - killed)));
    print(
      `after kill -9 and a start: the first look at every check, interval 20 s: slowest ${number(Math.max(...first) / 1000, 1)} s, ${first.filter(Number.isFinite).length} of ${CHECKS} (wanted: within 22 s; Uptime Kuma minutes)`,
    );

    checks = await setAll(server, checks, 1000, plain);
    await sleep(3000);
    await measure('1,000 HTTP checks every second', 1000, 10_000, 'gate 0.15, wanted 0.09; blackbox + Prometheus 0.46–0.50');

    const screens = await beside('dashboards.ts', [server.url, server.cookie(), ORG]);
    await sleep(2000);
    await measure('the same with five dashboards open', 1000, 10_000, 'late p99: gate 20 ms, wanted 5; Uptime Kuma 1,300 with 700 checks');
    print(`  they asked for the list of 1,000 checks ${await screens.ask<number>('asked')} times`);
    screens.stop();

    await targets.ask('break');
    await sleep(4000);
    const broken = await targets.ask<Hit[]>('mend');
    const failedAt = new Map<number, number>();
    for (const [n, at] of broken) if (!failedAt.has(n)) failedAt.set(n, at);
    await sleep(4000);
    const database = new DatabaseSync(join(folder.path, 'krisenfest.db'), { readOnly: true });
    const down = database.prepare(`select data, created_at as at from outbox where type = 'check.went-down'`).all() as {
      data: string;
      at: number;
    }[];
    database.close();
    const delays = down.flatMap(({ data, at }) => {
      const { checkId } = JSON.parse(data) as { checkId: string };
      const n = checks.find(({ id }) => id === checkId)?.n;
      return n === undefined ? [] : [at - (failedAt.get(n) ?? Number.NaN)];
    });
    print(
      `all 1,000 fail at once, every second: ${down.length} outages written down; from the failed answer to the transaction: median ${number(quantile(delays, 0.5), 0)}, p99 ${number(quantile(delays, 0.99), 0)} ms (gate 250, wanted 100; Uptime Kuma 747 with 400 checks)`,
    );

    checks = await setAll(server, checks, 1000, (n) => (n % 2 === 0 ? plain(n) : `http://127.0.0.1:${hole}/c/${n}`));
    await sleep(4000);
    await measure('half of them black holes', 1000, 10_000, 'the others must not be late');

    checks = await setAll(server, checks, 10_000, (n) => `https://127.0.0.1:${https}/c/${n}`, 'ignore');
    await sleep(3000);
    await measure(
      '1,000 HTTPS checks every 10 s, full handshake',
      10_000,
      20_000,
      'gate 1.0, wanted 0.75; Uptime Kuma 2.6–2.9, blackbox + Prometheus 0.9–1.0',
    );
  } finally {
    await server.stop('SIGTERM');
    targets.stop();
    folder.remove();
  }
}
