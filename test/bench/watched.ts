import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { instant } from '../../src/kernel/instant.ts';
import { encodeChunk, rollUp } from '../../src/watch/checks/history.ts';
import { phaseOf } from '../../src/watch/checks/schedule.ts';
import { blockOf, encodeSums, type Sum } from '../../src/watch/checks/sums.ts';
import type { Served } from './processes.ts';

export const CHECKS = 1000;
export const ORG = '/organisations/bench';
const HOUR = 3_600_000;
/** Single results are kept so long, in hours. */
const RAW_HOURS = 48;

export type Hit = readonly [check: number, at: number];
export type Kept = { readonly id: string; readonly n: number };

/** What of a check is the same in all of them. */
const rules = { misses: 1, recoveries: 1, retryMs: 1000, timeoutMs: 1000 };

/** Sets every check to this kind, interval and settings; new ones where there are none. */
export async function setAll(
  server: Served,
  known: readonly Kept[],
  intervalMs: number,
  configOf: (n: number) => object,
  kind = 'http',
  count = CHECKS,
): Promise<Kept[]> {
  const made: Kept[] = [];
  for (let n = 0; n < count; n++) {
    const body = { ...rules, name: `Check ${n}`, kind, intervalMs, config: configOf(n) };
    const before = known[n];
    const { id } = (await (before
      ? server.call('PUT', `${ORG}/checks/${before.id}`, body)
      : server.call('POST', `${ORG}/checks`, body))) as { id: string };
    made.push({ id, n });
  }
  return made;
}

/** Results of so many days up to now, as the server itself keeps them: single ones of the last two days, hours for all. */
export function putHistory(data: string, checks: readonly Kept[], days: number): void {
  const database = new DatabaseSync(join(data, 'krisenfest.db'));
  const { org_id: org } = database.prepare('select org_id from "check" limit 1').get() as { org_id: string };
  const chunk = database.prepare('insert or replace into observation_chunk (org_id, check_id, hour, bytes) values (?, ?, ?, ?)');
  const sum = database.prepare(`insert or replace into observation_sum (org_id, check_id, step, since, bytes) values (?, ?, 'hour', ?, ?)`);
  const now = Math.floor(Date.now() / HOUR) * HOUR;
  database.exec('begin');
  for (const { id } of checks) {
    const hours: Sum[] = [];
    for (let hour = now - days * 24 * HOUR; hour < now; hour += HOUR) {
      const results = Array.from({ length: 180 }, (_, i) => ({
        at: instant(hour + i * 20_000 + phaseOf(id, 20_000) + (i % 3)),
        outcome: 'up' as const,
        ms: 2 + ((i * 7) % 5),
        maintenance: false,
        detail: null,
      }));
      if (hour >= now - RAW_HOURS * HOUR) chunk.run(org, id, hour, encodeChunk(results));
      hours.push({ at: instant(hour), sum: rollUp(results) });
    }
    for (const [since, some] of Map.groupBy(hours, ({ at }) => blockOf('hour', at))) sum.run(org, id, since, encodeSums(some));
  }
  database.exec('commit');
  database.close();
}

/** Bytes of the database file that a single result takes, whatever lies around it counted in. */
export function storedPerCheck(data: string, results: number): number {
  const database = new DatabaseSync(join(data, 'krisenfest.db'), { readOnly: true });
  const { bytes } = database
    .prepare(`select sum(pgsize) as bytes from dbstat where name like '%observation_chunk%' or name like '%observation_sum%'`)
    .get() as { bytes: number };
  database.close();
  return bytes / results;
}

/** How late each question came, in ms, by the check's own turns. */
export function latenesses(hits: readonly Hit[], checks: readonly Kept[], intervalMs: number): number[] {
  return hits.flatMap(([n, at]) => {
    const check = checks[n];
    if (!check) return [];
    const late = (((at - phaseOf(check.id, intervalMs)) % intervalMs) + intervalMs) % intervalMs;
    // A question that came a hair early by the other process' clock is not a whole interval late.
    return [late > intervalMs - 5 ? late - intervalMs : late];
  });
}

/** Looks every few ms, from outside, which outages stand in the database; `stop` gives when each check's was first seen there. */
export function watchOutages(data: string, checks: readonly Kept[]): { readonly stop: () => ReadonlyMap<number, number> } {
  const numberOf = new Map(checks.map(({ id, n }) => [id, n]));
  const database = new DatabaseSync(join(data, 'krisenfest.db'), { readOnly: true });
  const last = database.prepare('select max(rowid) as rowid from outbox').get() as { rowid: number | null };
  const newer = database.prepare(`select rowid, data from outbox where rowid > ? and type = 'check.went-down' order by rowid`);
  let seen = last.rowid ?? 0;
  const seenAt = new Map<number, number>();
  const look = () => {
    const now = performance.timeOrigin + performance.now();
    for (const row of newer.all(seen) as { rowid: number; data: string }[]) {
      seen = row.rowid;
      const n = numberOf.get((JSON.parse(row.data) as { checkId: string }).checkId);
      if (n !== undefined && !seenAt.has(n)) seenAt.set(n, now);
    }
  };
  const timer = setInterval(look, 5);
  return {
    stop: () => {
      clearInterval(timer);
      look();
      database.close();
      return seenAt;
    },
  };
}

/** From the failed answer until the outage stood in the database, in ms, of every outage written down. */
export function outagesSince(seenAt: ReadonlyMap<number, number>, failed: readonly Hit[]): number[] {
  const failedAt = new Map<number, number>();
  for (const [n, at] of failed) if (!failedAt.has(n)) failedAt.set(n, at);
  return [...seenAt].flatMap(([n, at]) => {
    const from = failedAt.get(n);
    return from === undefined ? [] : [at - from];
  });
}
