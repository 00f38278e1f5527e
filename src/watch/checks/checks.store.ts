import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import { type Instant, instant } from '../../kernel/instant.ts';
import { notFound } from '../../kernel/problem.ts';
import type { Settings, Split } from '../../kernel/secretfields.ts';
import { underAttack } from '../signals/signals.store.ts';
import type { Check, CheckInput, Outage, Overview } from './checks.contract.ts';
import { CheckState, failedSince, inAttack, ShownKind, settledOf, shownKind } from './checks.ts';
import type { JournalEntry } from './history.ts';
import { newestSince } from './journal.store.ts';
import { Detail, Observation } from './observation.ts';
import { SHARDS, shardOf } from './schedule.ts';

/** A state that did not change is written once in this time; what came since is in the journal. */
export const FLUSH_MS = 60_000;

const Texts = z.array(z.string());
/** Names in the open, values sealed. */
const Sealed = z.object({ names: z.array(z.string()), sealed: z.string() });
const Config = z.record(z.string(), z.unknown());

export const shardName = (shard: number): string => `shard-${String(shard).padStart(2, '0')}`;

/** What stays the same from one look to the next is not read anew: a list of a thousand would be most of what a screen costs. */
function remembering<T>(read: (value: unknown) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const value = read(JSON.parse(text));
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(text, value);
    return value;
  };
}
const MOST_REMEMBERED = 4000;

const configOf = remembering((value) => Config.parse(value));
const textsOf = remembering((value) => Texts.parse(value));
const stateOf = remembering((value) => CheckState.parse(value));
const lastOf = remembering((value) => Observation.parse(value));

type CheckRow = {
  id: string;
  name: string;
  kind: string;
  config: string;
  secrets: string | null;
  target: string;
  node_id: string | null;
  behind: string;
  own_line: number;
  uplink_id: string | null;
  group_name: string | null;
  tags: string;
  interval_ms: number;
  timeout_ms: number;
  retry_ms: number;
  misses: number;
  recoveries: number;
  revision: number;
  run_asked_at: number | null;
  created_at: number;
  state: string;
  last_at: number | null;
  last: string | null;
  beyond: string | null;
};

/** A check as it is kept, without what depends on the moment. */
export type StoredCheck = Omit<Check, 'shown'> & { readonly revision: number; readonly runAskedAt: Instant | null };

const atOrNull = (ms: number | null): Instant | null => (ms === null ? null : instant(ms));

/** A row of `check` joined with its `check_state`. */
export const checkOf = (row: CheckRow): StoredCheck => ({
  id: row.id,
  name: row.name,
  kind: row.kind,
  config: configOf(row.config),
  secretsSet: row.secrets === null ? [] : Sealed.parse(JSON.parse(row.secrets)).names,
  target: row.target,
  nodeId: row.node_id,
  behind: textsOf(row.behind),
  ownLine: row.own_line === 1,
  uplinkId: row.uplink_id,
  group: row.group_name,
  tags: textsOf(row.tags),
  intervalMs: row.interval_ms,
  timeoutMs: row.timeout_ms,
  retryMs: row.retry_ms,
  misses: row.misses,
  recoveries: row.recoveries,
  revision: row.revision,
  runAskedAt: atOrNull(row.run_asked_at),
  createdAt: instant(row.created_at),
  state: stateOf(row.state),
  lastAt: atOrNull(row.last_at),
  last: row.last === null ? null : lastOf(row.last),
  beyond: row.beyond,
});

/**
 * Can the journal hold a result newer than the row of the state, and not older than `since`? The first result of a check, and
 * any that comes later than `FLUSH_MS` after the row, is written to the row as well.
 */
export const mayBeNewer =
  (since: number) =>
  ({ state, lastAt }: { readonly state: { readonly kind: string }; readonly lastAt: Instant | null }): boolean =>
    state.kind !== 'paused' && lastAt !== null && lastAt + FLUSH_MS > since;

/** A newer result from the journal: the state's row is written now and then only. */
export function withNewer(check: StoredCheck, newer: JournalEntry | undefined): StoredCheck {
  if (!newer || (check.lastAt !== null && check.lastAt >= newer.at)) return check;
  const last = check.last && check.last.outcome === newer.outcome ? { ...check.last, ms: newer.ms } : check.last;
  return { ...check, lastAt: newer.at, last };
}

const stateColumns = (state: CheckState) => ({
  kind: state.kind,
  failed_since: failedSince(state),
  state: JSON.stringify(state),
});

/** The secrets of a check's settings, opened. Throws when they were sealed with another master key. */
export async function openSecrets({ db, org, keyring }: Pick<Tx, 'db' | 'org' | 'keyring'>, secrets: string | null): Promise<Settings> {
  return secrets === null ? {} : Config.parse(JSON.parse(await keyring.open(db, org, Sealed.parse(JSON.parse(secrets)).sealed)));
}

/** The secrets of a check's settings as a row keeps them: the names can be read, the values are sealed. */
export async function sealSecrets({ db, org, keyring }: Pick<Tx, 'db' | 'org' | 'keyring'>, secret: Settings): Promise<string | null> {
  const names = Object.keys(secret);
  return names.length === 0 ? null : JSON.stringify({ names, sealed: await keyring.seal(db, org, JSON.stringify(secret)) });
}

/** What a person sets, as a row has it. */
export const columnsOf = (input: CheckInput, target: string) => ({
  name: input.name,
  kind: input.kind,
  config: JSON.stringify(input.config),
  target,
  node_id: input.nodeId,
  behind: JSON.stringify(input.behind),
  own_line: input.ownLine ? 1 : 0,
  uplink_id: input.uplinkId,
  group_name: input.group,
  tags: JSON.stringify(input.tags),
  interval_ms: input.intervalMs,
  timeout_ms: input.timeoutMs,
  retry_ms: Math.min(input.retryMs, input.intervalMs),
  misses: input.misses,
  recoveries: input.recoveries,
});

/** Rows of the checks of an organisation by name: of all, or of these. */
export const checkRows = ({ db, org }: Pick<Tx, 'db' | 'org'>, ids?: readonly Id[]) =>
  db
    .selectFrom('check')
    .innerJoin('check_state', (on) => on.onRef('check_state.org_id', '=', 'check.org_id').onRef('check_state.check_id', '=', 'check.id'))
    .selectAll('check')
    .select(['check_state.state', 'check_state.last_at', 'check_state.last', 'check_state.beyond'])
    .where('check.org_id', '=', org)
    .where('check.removed_at', 'is', null)
    .$if(ids !== undefined, (query) => query.where('check.id', 'in', ids ?? []))
    .orderBy('check.name')
    .orderBy('check.id')
    .execute();

/** The newest result of each of these checks in the time that the states' rows may lag behind. */
export function newestResults(
  { db, org, now }: Pick<Tx, 'db' | 'org' | 'now'>,
  all: readonly (Parameters<ReturnType<typeof mayBeNewer>>[0] & { readonly id: Id })[],
): Promise<Map<Id, JournalEntry>> {
  const since = now - 2 * FLUSH_MS;
  return newestSince(
    { db },
    [org],
    since,
    all.filter(mayBeNewer(since)).map(({ id }) => id),
  );
}

/** A check as it is shown at `now`. */
export function shownOf(stored: StoredCheck, newer: JournalEntry | undefined, attack: boolean, now: Instant): Check {
  const { revision: _, runAskedAt: __, ...check } = withNewer(stored, mayBeNewer(now - 2 * FLUSH_MS)(stored) ? newer : undefined);
  return { ...check, shown: inAttack(shownKind(check.state, check, check.lastAt, now), attack) };
}

/** Checks of one organisation. */
export const checks = (tx: Tx) => {
  const { db, org, now, newId, touch, emit, keyring } = tx;

  const wake = (shard: number) => wakeShard({ db, touch }, shard);

  const seal = (secret: Settings) => sealSecrets({ db, org, keyring }, secret);

  async function stored(id: Id): Promise<StoredCheck> {
    const [row] = await checkRows(tx, [id]);
    if (!row) throw notFound('This check');
    return checkOf(row);
  }

  async function get(id: Id): Promise<Check> {
    const check = await stored(id);
    return shownOf(check, (await newestResults(tx, [check])).get(id), await underAttack(tx), now);
  }

  /** It was down, and nobody looks any more: whoever heard of it is told. */
  const letGo = ({ id, name, nodeId, state }: StoredCheck): void => {
    if (settledOf(state).kind === 'down') emit({ type: 'check.let-go', data: { checkId: id, nodeId, name } });
  };

  /** Sets another state from outside the measurements; an outage that goes on ends with it, for that reason. */
  async function put(id: Id, state: CheckState, ended: NonNullable<Outage['ended']>): Promise<void> {
    const before = await stored(id);
    const revision = before.revision + 1;
    letGo(before);
    await db.updateTable('check').set({ revision }).where('org_id', '=', org).where('id', '=', id).execute();
    await db
      .updateTable('check_state')
      .set({ ...stateColumns(state), revision })
      .where('org_id', '=', org)
      .where('check_id', '=', id)
      .execute();
    await db
      .updateTable('outage')
      .set({ until: now, ended })
      .where('org_id', '=', org)
      .where('check_id', '=', id)
      .where('until', 'is', null)
      .execute();
    await wake(shardOf(id));
  }

  return {
    get,

    /** All checks by name. */
    async list(): Promise<Check[]> {
      const found = (await checkRows(tx)).map(checkOf);
      const newer = await newestResults(tx, found);
      const attack = await underAttack(tx);
      return found.map((check) => shownOf(check, newer.get(check.id), attack, now));
    },

    /** Its settings with its secrets: only for whoever looks, never for an answer. */
    async settings(id: Id): Promise<Split> {
      const row = await db
        .selectFrom('check')
        .select(['config', 'secrets'])
        .where('org_id', '=', org)
        .where('id', '=', id)
        .executeTakeFirst();
      if (!row) throw notFound('This check');
      return { open: Config.parse(JSON.parse(row.config)), secret: await openSecrets({ db, org, keyring }, row.secrets) };
    },

    /** `input.config` and `target` come from the probe, which has checked them; `secret` is what of the settings must be sealed. */
    async add(input: CheckInput, target: string, secret: Settings = {}): Promise<Check> {
      const id = newId();
      const revision = 1;
      await db
        .insertInto('check')
        .values({
          org_id: org,
          id,
          ...columnsOf(input, target),
          secrets: await seal(secret),
          shard: shardOf(id),
          revision,
          run_asked_at: null,
          removed_at: null,
          created_at: now,
        })
        .execute();
      await db
        .insertInto('check_state')
        .values({ org_id: org, check_id: id, ...stateColumns({ kind: 'unknown' }), last_at: null, last: null, beyond: null, revision })
        .execute();
      await wake(shardOf(id));
      return get(id);
    },

    /** With another kind or settings it is another target: what was known is forgotten. */
    async change(id: Id, input: CheckInput, target: string, secret: Settings = {}): Promise<Check> {
      const before = await stored(id);
      const sameWay = before.kind === input.kind && before.uplinkId === input.uplinkId;
      const sameTarget = sameWay && JSON.stringify(before.config) === JSON.stringify(input.config);
      await db
        .updateTable('check')
        .set({ ...columnsOf(input, target), secrets: await seal(secret) })
        .where('org_id', '=', org)
        .where('id', '=', id)
        .execute();
      if (sameTarget || before.state.kind === 'paused') {
        const revision = before.revision + 1;
        await db.updateTable('check').set({ revision }).where('org_id', '=', org).where('id', '=', id).execute();
        await db.updateTable('check_state').set({ revision }).where('org_id', '=', org).where('check_id', '=', id).execute();
        await wake(shardOf(id));
        // Whoever heard of the outage hears which resource it belongs to now.
        if (before.nodeId !== input.nodeId && settledOf(before.state).kind === 'down')
          emit({ type: 'check.assigned', data: { checkId: id, name: input.name, before: before.nodeId, nodeId: input.nodeId } });
      } else {
        await put(id, { kind: 'unknown' }, 'changed');
        await db
          .updateTable('check_state')
          .set({ last_at: null, last: null, beyond: null })
          .where('org_id', '=', org)
          .where('check_id', '=', id)
          .execute();
      }
      return get(id);
    },

    async pause(id: Id): Promise<Check> {
      if ((await stored(id)).state.kind !== 'paused') await put(id, { kind: 'paused', since: now }, 'paused');
      return get(id);
    },

    async resume(id: Id): Promise<Check> {
      if ((await stored(id)).state.kind === 'paused') {
        await put(id, { kind: 'unknown' }, 'paused');
        await this.askRun(id);
      }
      return get(id);
    },

    /** Asks whichever node looks after it to look now. */
    async askRun(id: Id): Promise<void> {
      await stored(id);
      await db.updateTable('check').set({ run_asked_at: now }).where('org_id', '=', org).where('id', '=', id).execute();
      await wake(shardOf(id));
    },

    /** Outages, newest first. */
    async outages(id: Id, from: Instant): Promise<Outage[]> {
      const found = await db
        .selectFrom('outage')
        .selectAll()
        .where('org_id', '=', org)
        .where('check_id', '=', id)
        .where((where) => where.or([where('until', 'is', null), where('until', '>=', from)]))
        .orderBy('since', 'desc')
        .limit(200)
        .execute();
      return found.map((row) => ({
        since: instant(row.since),
        until: atOrNull(row.until),
        ended: z.enum(['recovered', 'paused', 'changed']).nullable().parse(row.ended),
        detail: Detail.parse(JSON.parse(row.detail)),
      }));
    },
  };
};

/** Whichever node looks after this share reads it anew. */
export const wakeShard = async ({ db, touch }: Pick<Tx, 'db' | 'touch'>, shard: number): Promise<void> => {
  await db.updateTable('check_shard').set({ revision: sql`revision + 1` }).where('id', '=', shardName(shard)).execute();
  touch('check');
};

/** Every check must be looked at anew: windows of maintenance have changed. */
export const wakeAllShards = async ({ db, touch }: Pick<Tx, 'db' | 'touch'>): Promise<void> => {
  await db
    .updateTable('check_shard')
    .set({ revision: sql`revision + 1` })
    .where(
      'id',
      'in',
      Array.from({ length: SHARDS }, (_, shard) => shardName(shard)),
    )
    .execute();
  touch('check');
};

/** How many are in which state, from a list of checks. */
export function overviewOf(list: readonly Pick<Check, 'shown' | 'lastAt'>[]): Overview {
  const counts = Object.fromEntries(ShownKind.options.map((kind) => [kind, 0])) as Record<ShownKind, number>;
  for (const { shown } of list) counts[shown]++;
  const active = list.filter(({ shown }) => shown !== 'paused').map(({ lastAt }) => lastAt);
  const oldest = active.includes(null) || active.length === 0 ? null : instant(Math.min(...active.map((at) => at ?? 0)));
  return { total: list.length, counts, oldestResultAt: oldest };
}

/** Counts by state and the oldest last result. */
export const checksOverview = async (tx: Tx): Promise<Overview> => overviewOf(await checks(tx).list());
