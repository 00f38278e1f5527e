import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { DatabaseLocation } from '../../src/db/open.ts';
import type { Endpoint } from '../../src/kernel/contract.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';
import { postgresBinaries, sharedPostgres } from '../world/postgres.ts';
import { type Asked, explainPostgres, explainSqlite, noteQueries, type Step } from '../world/queries.ts';
import { scratchFolder } from '../world/scratch.ts';

/** Tables in which more comes every day: the organisation alone does not narrow them, most installations have only one. */
const GROWING = new Set([
  'observation_journal',
  'observation_chunk',
  'observation_sum',
  'outage',
  'signal',
  'signal_message',
  'audit',
  'outbox',
  'heard',
  'idempotency',
  'delivery',
  'alert_timer',
  'page_concern',
  'log_line',
  'checklist_operation',
  'evidence_item',
  'file_chunk',
]);

/** Tables that a query may read whole, and why. */
const SMALL: Readonly<Record<string, string>> = {
  organisation: 'one row a firm, a few hundred at most',
  membership: 'a few people a firm',
  person: 'a few people a firm',
  installation: 'a handful of names and values',
  check_shard: 'one row for each share of the checks, a fixed number',
  dark_site: 'one row a firm',
  signal_source: 'a few programs a firm',
  scan_repeat: 'a few domains a firm',
  alert_channel: 'a few channels a firm',
  reply_mailbox: 'one row a firm',
  sms_self_test: 'one row a modem',
  restore_test: 'a few backups a firm, taken by their id',
};

/** Queries that read much of a growing table because that is what they are for. */
const MEANT: readonly { readonly query: RegExp; readonly why: string }[] = [
  { query: /from "evidence_item" where "org_id" = \S+ order by/, why: 'findings are made of everything that was taken in' },
  { query: /count\(\*\) as "many" from "signal"/, why: 'counts them all, from the index alone' },
  { query: /max\("acknowledged_at"\)/, why: 'who can be reached rests on every message that was ever sent; some thousands a year' },
];

async function fill(world: TestHouse, firm: Firm): Promise<void> {
  const post = async (path: string, body: object = {}, method = 'POST') => {
    const answer = await firm.call(method, `${firm.root}${path}`, body);
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.text}`);
    return answer.body as { id: string };
  };
  await post('/sample');
  const site = { kind: 'http', config: { url: `${world.url}/api/v1/setup` }, intervalMs: 1000, timeoutMs: 900, misses: 1, retryMs: 1000 };
  const { id: check } = await post('/checks', { ...site, name: 'Website' });
  await post('/checks', { ...site, name: 'Shop', config: { url: 'http://127.0.0.1:1/' } });
  for (const deed of ['pause', 'resume', 'run']) await post(`/checks/${check}/${deed}`);
  await post(`/checks/${check}`, { ...site, name: 'Website der Firma' }, 'PUT');
  await post('/maintenance', { name: 'Umzug', times: { kind: 'once', from: 1, until: 2 }, checkIds: [check] });
  await post('/signal-sources', { name: 'Alarme', kind: 'alertmanager' });
  await post('/switched-off', { nodeId: null, reason: 'Umbau' });
  const { id: incident } = await post('/incidents', { mode: 'actual', title: 'Probe' });
  await post(`/incidents/${incident}/nature`, { nature: 'attack' }, 'PUT');
  await post(`/incidents/${incident}/level`, { level: 'emergency' }, 'PUT');
  await post('/tokens', { name: 'Skript', role: 'owner', scope: 'read', validForDays: 1 });
  // Events find their hearers, checks their results.
  await sleep(3000);
}

/** An id that is there, for the parameters of a path. */
async function idFor(world: TestHouse, path: string, name: string): Promise<string> {
  const tables: Readonly<Record<string, string>> = {
    checks: 'check',
    incidents: 'incident',
    contacts: 'contact',
    plans: 'plan',
    signals: 'signal',
    reviews: 'review',
    scans: 'scan',
    'dark-pages': 'dark_page',
    statements: 'statement',
    measures: 'measure',
    maintenance: 'maintenance',
    channels: 'alert_channel',
    tokens: 'token',
    'signal-sources': 'signal_source',
    uplinks: 'uplink',
  };
  const { db } = world.house.database;
  if (name === 'key' || name === 'nodeId') {
    const { rows } = await sql<{ key: string }>`select /* of the test */ key from node limit 1`.execute(db);
    return rows[0]?.key ?? 'x';
  }
  const table = tables[path.split('/')[1] ?? ''];
  const { rows } = table
    ? await sql<{ id: string }>`select /* of the test */ id from ${sql.table(table)} limit 1`.execute(db)
    : { rows: [] };
  return rows[0]?.id ?? '01900000-0000-7000-8000-000000000001';
}

const QUERY: Readonly<Record<string, (now: number) => string>> = {
  '/checks/:id/series': (now) => `?from=${now - 30 * 86_400_000}&to=${now}`,
  '/inventory/sheet': () => '?what=nodes',
  '/switch-off': () => '?kind=us',
  '/switch-off/pdf': () => '?kind=us',
};

/** Everything that can be asked, and everything that can be done with an id alone. */
async function askEverything(world: TestHouse, firm: Firm): Promise<{ asked: number; answered: string[]; broken: string[] }> {
  const answered: string[] = [];
  const broken: string[] = [];
  const wanted = (one: Endpoint) => one.scope !== 'page' && !/stream|\/session|pdf|letter/.test(one.path) && one.takesBytes !== true;
  const order = { GET: 0, POST: 1, PUT: 1, PATCH: 1, DELETE: 2 } as const;
  const all = world.house.endpoints.filter(wanted).sort((a, b) => order[a.method] - order[b.method]);
  const gets = all.filter(({ method }) => method === 'GET');
  for (const { method, path, scope, body } of all) {
    if (method !== 'GET' && body !== undefined) continue;
    let where = path;
    for (const [whole, name = ''] of path.matchAll(/:(\w+)/g))
      where = where.replace(whole, encodeURIComponent(await idFor(world, path, name)));
    const answer = await firm.call(method, `${scope === 'organisation' ? firm.root : ''}${where}${QUERY[path]?.(Date.now()) ?? ''}`);
    if (answer.status >= 500) broken.push(`${method} ${path}: ${answer.text}`);
    if (method === 'GET' && answer.status < 300) answered.push(path);
  }
  return { asked: gets.length, answered, broken };
}

/** Indexes over a few rows only: what is open. */
const OF_FEW = /page_concern_running|signal_open/;

/** `exact`: the plan is the same however many rows there are, so that it can be asked how narrow it is. */
function faultOf({ sql: text }: Asked, { table, by, says }: Step, exact: boolean): string | undefined {
  if (MEANT.some(({ query }) => query.test(text))) return undefined;
  if (GROWING.has(table) && exact) {
    const narrow = by.some((column) => column !== 'org_id') || (by.length > 0 && OF_FEW.test(says));
    // In the order of an index, and no further than so many rows.
    const few = /\blimit\b/i.test(text) && by.length > 0;
    return narrow || few ? undefined : `${says}: ${text}`;
  }
  return by.length > 0 || (table in SMALL && !GROWING.has(table)) ? undefined : `${says}: ${text}`;
}

async function walk(database: DatabaseLocation, steps: (asked: Asked) => Step[] | Promise<Step[]>): Promise<void> {
  const world = await startHouse({ database, engine: false });
  const notes = noteQueries();
  world.house.engine.start();
  try {
    const firm = await world.setUp('Mühlhaus Maschinenbau GmbH');
    await fill(world, firm);
    const { asked, answered, broken } = await askEverything(world, firm);
    assert.deepEqual(broken, []);
    assert.ok(answered.length >= asked * 0.85, `only ${answered.length} of ${asked} questions were answered`);
    const queries = notes.stop();
    const tables = new Set((await world.house.database.db.introspection.getTables()).map(({ name }) => name));
    const ours = queries.filter(({ sql: text }) => !/of the test|kysely_migration|sqlite_master|pragma_|pg_|information_schema/.test(text));
    assert.ok(ours.length > 250, `only ${ours.length} queries were noted`);
    const faults: string[] = [];
    const seen = new Set<string>();
    for (const one of ours)
      for (const step of await steps(one)) {
        if (!tables.has(step.table)) continue;
        seen.add(step.table);
        const fault = faultOf(one, step, database.kind === 'sqlite');
        if (fault) faults.push(fault);
      }
    assert.deepEqual(faults, []);
    for (const table of ['observation_journal', 'observation_sum', 'signal', 'delivery', 'log_line', 'outage'])
      assert.ok(seen.has(table), `nothing was asked of ${table}`);
  } finally {
    notes.stop();
    await world.close();
  }
}

describe('every query finds its rows by an index, however much has come together', () => {
  test('on the embedded database', async (t) => {
    const folder = scratchFolder('queries');
    t.after(() => folder.remove());
    const file = join(folder.path, 'krisenfest.db');
    let explain: ReturnType<typeof explainSqlite> | undefined;
    await walk({ kind: 'sqlite', file }, (asked) => {
      explain ??= explainSqlite(file);
      return explain.steps(asked);
    });
    explain?.close();
  });

  test('on PostgreSQL', { skip: postgresBinaries() ? false : 'PostgreSQL is not installed (apt-get install postgresql)' }, async (t) => {
    const postgres = await sharedPostgres();
    t.after(() => postgres.stop());
    const url = await postgres.create();
    let explain: Awaited<ReturnType<typeof explainPostgres>> | undefined;
    await walk({ kind: 'postgres', url }, async (asked) => {
      explain ??= await explainPostgres(url);
      return explain.steps(asked);
    });
    await explain?.close();
  });
});
