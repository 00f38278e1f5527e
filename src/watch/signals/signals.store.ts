import { z } from 'zod';
import type { Tx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import { type Instant, instant } from '../../kernel/instant.ts';
import { notFound } from '../../kernel/problem.ts';
import { holds } from '../../trust/holds/holds.store.ts';
import { Evidence, pieceOf, withPiece } from './evidence.ts';
import {
  beganAt,
  ClearedBy,
  hear,
  Meaning,
  type OwnSource,
  type Report,
  Severity,
  SIGNALS_FOR,
  type Signal,
  type State,
  type Turn,
} from './signal.ts';

const Names = z.array(z.string());
const Cleared = z.object({ by: ClearedBy, who: z.string(), reason: z.string() });

type Row = {
  id: string;
  source: string;
  dedupe_key: string;
  severity: string;
  meaning: string;
  title: string;
  names: string;
  node_id: string | null;
  state: string;
  since: number;
  received_at: number;
  last_at: number;
  reports: number;
  due_at: number | null;
  cleared_at: number | null;
  cleared: string | null;
  evidence: string;
};

const stateOf = ({ cleared_at: at, cleared }: Row): State =>
  at === null || cleared === null ? { kind: 'open' } : { kind: 'cleared', at: instant(at), ...Cleared.parse(JSON.parse(cleared)) };

const signalOf = (row: Row): Signal => ({
  id: row.id,
  source: row.source,
  key: row.dedupe_key,
  severity: Severity.parse(row.severity),
  meaning: Meaning.parse(row.meaning),
  title: row.title,
  names: Names.parse(JSON.parse(row.names)),
  nodeId: row.node_id,
  since: instant(row.since),
  receivedAt: instant(row.received_at),
  lastAt: instant(row.last_at),
  count: row.reports,
  dueAt: row.due_at === null ? null : instant(row.due_at),
  state: stateOf(row),
  evidence: Evidence.parse(JSON.parse(row.evidence)),
});

const columnsOf = (one: Signal) => ({
  source: one.source,
  dedupe_key: one.key,
  severity: one.severity,
  meaning: one.meaning,
  title: one.title,
  names: JSON.stringify(one.names),
  node_id: one.nodeId,
  state: one.state.kind,
  since: one.since,
  received_at: one.receivedAt,
  last_at: one.lastAt,
  reports: one.count,
  due_at: one.dueAt,
  cleared_at: one.state.kind === 'cleared' ? one.state.at : null,
  cleared: one.state.kind === 'cleared' ? JSON.stringify({ by: one.state.by, who: one.state.who, reason: one.state.reason }) : null,
  evidence: JSON.stringify(one.evidence),
});

/** A report with what its source knows about it. `body`: what it rests on, as text. */
export type Told = {
  readonly report: Report;
  readonly meaning: Meaning;
  readonly nodeId: string | null;
  readonly dueAt: Instant | null;
  readonly body: string;
};

/** What is told of a signal to other rooms. `sender`: what its source is called. */
const newsOf = (one: Signal, sender: string) => ({
  signalId: one.id,
  source: one.source,
  key: one.key,
  sender,
  nodeId: one.nodeId,
  name: one.names[0] ?? one.title,
  title: one.title,
  severity: one.severity,
  meaning: one.meaning,
  since: one.since,
});

/** No more keys than this in one question. */
const AT_ONCE = 400;
export const MOST_LISTED = 1000;

export type Listed = { readonly state: 'open' | 'cleared' | 'all'; readonly limit?: number };

/** Signals of one organisation. State and event are saved together. */
export const signals = (tx: Tx) => {
  const { db, org, now, newId } = tx;
  const own = () => db.selectFrom('signal').selectAll().where('org_id', '=', org);

  const save = async (one: Signal): Promise<void> => {
    const set = columnsOf(one);
    await db
      .insertInto('signal')
      .values({ org_id: org, id: one.id, ...set })
      .onConflict((on) => on.columns(['org_id', 'id']).doUpdateSet(set))
      .execute();
  };

  const tell = (turn: Turn, one: Signal, sender: string): void => {
    if (turn === 'cleared') tx.emit({ type: 'signal.cleared', data: { ...newsOf(one, sender), at: now } });
    else if (turn !== null) tx.emit({ type: `signal.${turn}`, data: { ...newsOf(one, sender), at: now } });
  };

  async function openOf(source: string, keys: readonly string[]): Promise<Map<string, Signal>> {
    const found = new Map<string, Signal>();
    for (let n = 0; n < keys.length; n += AT_ONCE) {
      const some = keys.slice(n, n + AT_ONCE);
      const rows = await own().where('state', '=', 'open').where('source', '=', source).where('dedupe_key', 'in', some).execute();
      for (const row of rows) found.set(row.dedupe_key, signalOf(row));
    }
    return found;
  }

  async function get(id: Id): Promise<Signal> {
    const row = await own().where('id', '=', id).executeTakeFirst();
    if (!row) throw notFound('This signal');
    return signalOf(row);
  }

  async function end(one: Signal, state: Omit<Extract<State, { kind: 'cleared' }>, 'kind' | 'at'>, sender: string): Promise<Signal> {
    const next: Signal = { ...one, dueAt: null, state: { kind: 'cleared', at: now, ...state } };
    await save(next);
    tell('cleared', next, sender);
    return next;
  }

  return {
    get,

    /** Takes reports of one source in the order in which they came, each thing written once however often it is reported. */
    async hear(source: string, sender: string, told: readonly Told[]): Promise<void> {
      const open = await openOf(source, [...new Set(told.map(({ report }) => report.key))]);
      const changed = new Map<Id, Signal>();
      for (const { report, meaning, nodeId, dueAt, body } of told) {
        const known = open.get(report.key);
        const { clock } = beganAt(report.at, now);
        const piece = pieceOf(body, { receivedAt: now, sentAt: report.at, clock, says: report.says });
        const reading = { meaning, nodeId, dueAt, evidence: withPiece(known?.evidence, piece) };
        const { signal, turn } = hear(known, { source, report, reading, now, id: newId });
        if (!signal || signal === known) continue;
        changed.set(signal.id, signal);
        if (signal.state.kind === 'open') open.set(report.key, signal);
        else open.delete(report.key);
        tell(turn, signal, sender);
      }
      for (const one of changed.values()) await save(one);
    },

    /** Opens a signal that the product itself sees; one that is open already stays as it is. */
    async open(
      source: OwnSource,
      sender: string,
      one: Pick<Signal, 'key' | 'severity' | 'meaning' | 'title' | 'names' | 'nodeId' | 'since'> & {
        readonly dueAt?: Instant | null;
        readonly body: string;
      },
    ): Promise<void> {
      const { body, dueAt = null, ...rest } = one;
      if ((await openOf(source, [one.key])).size > 0) return;
      const piece = pieceOf(body, { receivedAt: now, sentAt: null, clock: 'receipt', says: 'open' });
      const signal: Signal = {
        ...rest,
        id: newId(),
        source,
        dueAt,
        receivedAt: now,
        lastAt: now,
        count: 1,
        state: { kind: 'open' },
        evidence: withPiece(undefined, piece),
      };
      await save(signal);
      tell('opened', signal, sender);
    },

    /** Ends the open signal of that source and key; false when there is none. */
    async close(source: string, sender: string, key: string, how: { by: ClearedBy; who: string; reason: string }): Promise<boolean> {
      const one = (await openOf(source, [key])).get(key);
      if (one) await end(one, how, sender);
      return one !== undefined;
    },

    /** The keys of what an own source has open. */
    async openKeys(source: OwnSource): Promise<string[]> {
      const rows = await db
        .selectFrom('signal')
        .select('dedupe_key')
        .where('org_id', '=', org)
        .where('state', '=', 'open')
        .where('source', '=', source)
        .execute();
      return rows.map(({ dedupe_key }) => dedupe_key);
    },

    /** Ends everything that is open of a source. */
    async closeAll(source: string, sender: string, how: { by: ClearedBy; who: string; reason: string }): Promise<void> {
      for (const row of await own().where('state', '=', 'open').where('source', '=', source).execute())
        await end(signalOf(row), how, sender);
    },

    /** A person says that it is over, and why. One that is over already stays as it is. */
    async clear(id: Id, who: string, reason: string, sender: string): Promise<Signal> {
      const one = await get(id);
      return one.state.kind === 'cleared' ? one : end(one, { by: 'person', who, reason }, sender);
    },

    /** Says which asset it is about; whoever acts on it hears of it. */
    async assign(one: Signal, nodeId: string | null): Promise<void> {
      if (one.nodeId === nodeId) return;
      await save({ ...one, nodeId });
      tx.emit({ type: 'signal.assigned', data: { signalId: one.id, meaning: one.meaning, before: one.nodeId, nodeId } });
    },

    /** The thing that an own signal is about belongs to that asset from now on. */
    async follow(source: OwnSource, key: string, nodeId: string | null): Promise<void> {
      const one = (await openOf(source, [key])).get(key);
      if (one) await save({ ...one, nodeId });
    },

    /** Newest first. */
    async list({ state, limit = MOST_LISTED }: Listed): Promise<Signal[]> {
      const rows = await own()
        .$if(state !== 'all', (query) => query.where('state', '=', state))
        .orderBy('received_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(signalOf);
    },

    async counts(): Promise<{ open: number; cleared: number }> {
      const rows = await db
        .selectFrom('signal')
        .select((eb) => ['state', eb.fn.countAll<number>().as('many')])
        .where('org_id', '=', org)
        .groupBy('state')
        .execute();
      const of = (state: string) => rows.find((row) => row.state === state)?.many ?? 0;
      return { open: of('open'), cleared: of('cleared') };
    },

    /** What is open with one of these meanings, oldest first. */
    async openWith(meanings: readonly Meaning[]): Promise<Signal[]> {
      const rows = await own().where('state', '=', 'open').where('meaning', 'in', meanings).orderBy('since').orderBy('id').execute();
      return rows.map(signalOf);
    },

    /** What is open without an asset, for the rules to be tried on it anew. */
    async unassigned(): Promise<Signal[]> {
      return (await own().where('state', '=', 'open').where('node_id', 'is', null).execute()).map(signalOf);
    },

    /** Tells again what was quiet while its asset was switched off and is still open. */
    async unquiet(nodeId: string | null, senderOf: (source: string) => string): Promise<void> {
      const rows = await own()
        .where('state', '=', 'open')
        .where('meaning', '=', 'outage')
        .$if(nodeId !== null, (query) => query.where('node_id', '=', nodeId))
        .orderBy('since')
        .execute();
      for (const one of rows.map(signalOf)) tx.emit({ type: 'signal.unquieted', data: { ...newsOf(one, senderOf(one.source)), at: now } });
    },
  };
};

const GO_AT_ONCE = 200;

/** Lets signals go that have been over for long and that no incident keeps, a few at a time; gives how many went. */
export async function dropOldSignals(tx: Tx): Promise<number> {
  const { db, org } = tx;
  const old = await db
    .selectFrom('signal')
    .select('id')
    .where('org_id', '=', org)
    .where('cleared_at', '<', await holds(tx).before(SIGNALS_FOR))
    .orderBy('cleared_at')
    .limit(GO_AT_ONCE)
    .execute();
  if (old.length === 0) return 0;
  const ids = old.map(({ id }) => id);
  await db.deleteFrom('signal').where('org_id', '=', org).where('id', 'in', ids).execute();
  return old.length;
}

/** An incident goes on whose nature is attack: what looks fine may be what the attacker wants to be seen. */
export async function underAttack({ db, org }: Pick<Tx, 'db' | 'org'>): Promise<boolean> {
  const row = await db
    .selectFrom('signal')
    .select('id')
    .where('org_id', '=', org)
    .where('state', '=', 'open')
    .where('source', '=', 'incident')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
