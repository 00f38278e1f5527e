import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';

/** A query as it was really asked, with the values of its first time. */
export type Asked = { readonly sql: string; readonly values: readonly unknown[] };

/** What a database does for a query in one table. `by`: the columns that its index is searched by, none for a scan. */
export type Step = { readonly table: string; readonly by: readonly string[]; readonly says: string };

const isQuery = (sql: string): boolean => /^\s*(select|insert|update|delete|with)\b/i.test(sql);

/** Notes every query of this process from now on, whoever asks it; `stop` gives them, each once. */
export function noteQueries(): { stop(): Asked[] } {
  const asked = new Map<string, Asked>();
  const note = (sql: unknown, values: unknown) => {
    if (typeof sql === 'string' && isQuery(sql) && !asked.has(sql)) asked.set(sql, { sql, values: Array.isArray(values) ? values : [] });
  };
  const { prepare } = DatabaseSync.prototype;
  DatabaseSync.prototype.prepare = function noted(...args) {
    note(args[0], []);
    return prepare.apply(this, args);
  };
  type Query = (this: pg.Client, ...args: unknown[]) => unknown;
  const client = pg.Client.prototype as unknown as { query: Query };
  const { query } = client;
  client.query = function noted(...args) {
    const [first, second] = args;
    if (typeof first === 'object' && first !== null && 'text' in first) note(first.text, 'values' in first ? first.values : []);
    else note(first, second);
    return query.apply(this, args);
  };
  return {
    stop: () => {
      DatabaseSync.prototype.prepare = prepare;
      client.query = query;
      return [...asked.values()];
    },
  };
}

/** `SEARCH signal USING INDEX signal_open (org_id=? AND source=?)` */
export function explainSqlite(file: string): { steps(asked: Asked): Step[]; close(): void } {
  const database = new DatabaseSync(file, { readOnly: true });
  return {
    steps: ({ sql }) => {
      const rows = database.prepare(`explain query plan ${sql}`).all() as { detail: string }[];
      return rows.flatMap(({ detail }) => {
        const [, way, table] = /^(SCAN|SEARCH) (\S+)/.exec(detail) ?? [];
        if (!way || !table) return [];
        const [, columns = ''] = /\(([^)]*)\)\s*(LEFT-JOIN)?$/.exec(detail) ?? [];
        const by = way === 'SCAN' ? [] : columns.split(' AND ').map((one) => one.replace(/[=<>].*$/, ''));
        return [{ table, by, says: detail }];
      });
    },
    close: () => database.close(),
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

type Plan = Readonly<Record<string, unknown>> & { readonly Plans?: readonly Plan[] };

/** Tables are nearly empty here, where reading them whole would be cheapest: that is forbidden, so that what is left has no index. */
export async function explainPostgres(url: string): Promise<{ steps(asked: Asked): Promise<Step[]>; close(): Promise<void> }> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query('set enable_seqscan = off');
  const tables = new Map<string, string>();
  const named = await client.query(`select c.relname as index, t.relname as "table" from pg_index i
    join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid`);
  for (const row of named.rows as { index: string; table: string }[]) tables.set(row.index, row.table);
  const walk = (plan: Plan): Step[] => {
    const [type, relation, index] = [plan['Node Type'], plan['Relation Name'], plan['Index Name']].map((one) => textOf(one));
    const below = (plan.Plans ?? []).flatMap(walk);
    const table = relation || tables.get(index ?? '') || '';
    if (!/Seq Scan|Index/.test(type ?? '') || table === '') return below;
    const condition = textOf(plan['Index Cond']);
    const by = [...condition.matchAll(/\(?\(?([a-z_]+)\)?(?:::text)? (?:=|<|>|<=|>=|IS)/g)].flatMap(([, column]) =>
      column ? [column] : [],
    );
    return [{ table, by, says: `${type} ${index} ${condition}` }, ...below];
  };
  return {
    steps: async ({ sql, values }) => {
      const { rows } = await client.query(`explain (format json) ${sql}`, [...values]);
      return walk((rows as { 'QUERY PLAN': { Plan: Plan }[] }[])[0]?.['QUERY PLAN'][0]?.Plan ?? {});
    },
    close: () => client.end(),
  };
}
