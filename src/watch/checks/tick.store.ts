import { sql } from 'kysely';
import { given } from '../../db/given.ts';
import type { AcrossTx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Uplink } from '../uplinks/uplinks.ts';
import { de, en } from './checks.texts.ts';
import { type CameUp, type CheckEvent, type CheckState, failedSince, type WentDown } from './checks.ts';
import { sayDetail } from './detail.texts.ts';
import { history } from './history.store.ts';
import { encodeJournal, type JournalEntry } from './history.ts';
import { lineNames, linesDown, othersBySpare } from './lines.store.ts';
import type { Observation } from './observation.ts';
import type { Home } from './plan.store.ts';

/** What results change of their check, the last one taken in. */
export type Change = {
  readonly checkId: Id;
  readonly revision: number;
  /** The line that it went out by; null = as the machine chose. */
  readonly uplink: Uplink | null;
  readonly state: CheckState;
  readonly lastAt: Instant;
  readonly last: Observation;
  /** The network beyond the own line in which it was seen; empty = on this side, null = not known. */
  readonly beyond: string | null;
  readonly events: readonly CheckEvent[];
};

/** What came out in one organisation since the tick before. */
export type TickOfOrg = {
  readonly home: Home;
  readonly entries: readonly JournalEntry[];
  /** At most one of each check. */
  readonly changes: readonly Change[];
  readonly touches: readonly string[];
};

const isDown = (event: CheckEvent): event is WentDown => event.type === 'check.went-down';

const STATE = {
  check_id: 'text',
  revision: 'whole',
  kind: 'text',
  failed_since: 'whole',
  state: 'json',
  last_at: 'whole',
  last: 'json',
  beyond: 'text',
} as const;

/** Writes how the checks stand; gives those of which that is still wanted: nobody changed, paused or removed them meanwhile. */
async function saveStates({ db, postgres }: AcrossTx, org: Id, changes: readonly Change[]): Promise<ReadonlySet<Id>> {
  if (changes.length === 0) return new Set();
  const rows = changes.map(({ checkId, revision, state, lastAt, last, beyond }) => ({
    check_id: checkId,
    revision,
    kind: state.kind,
    failed_since: failedSince(state),
    state: JSON.stringify(state),
    last_at: lastAt,
    last: JSON.stringify(last),
    beyond,
  }));
  const saved = await db
    .updateTable('check_state')
    .from(given(postgres, STATE, rows))
    .set(({ ref }) => ({
      kind: ref('given.kind'),
      failed_since: ref('given.failed_since'),
      state: ref('given.state'),
      last_at: ref('given.last_at'),
      last: ref('given.last'),
      beyond: ref('given.beyond'),
    }))
    .where('check_state.org_id', '=', org)
    .whereRef('check_state.check_id', '=', 'given.check_id')
    .whereRef('check_state.revision', '=', 'given.revision')
    .returning('check_state.check_id')
    .execute();
  return new Set(saved.map(({ check_id }) => check_id));
}

const OUTAGE = { org_id: 'text', check_id: 'text', since: 'whole', detail: 'json' } as const;

async function beginOutages({ db, postgres }: AcrossTx, org: Id, events: readonly WentDown[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ data: { checkId: check_id, since, detail } }) => ({
    org_id: org,
    check_id,
    since,
    detail: JSON.stringify(detail),
  }));
  await db
    .insertInto('outage')
    .columns(['org_id', 'check_id', 'since', 'detail'])
    // SQLite takes the ON of a conflict for that of a join when nothing stands between.
    .expression((eb) =>
      eb
        .selectFrom(given(postgres, OUTAGE, rows))
        .selectAll('given')
        .where(sql.lit(true)),
    )
    .onConflict((on) => on.doNothing())
    .execute();
}

async function endOutages({ db, postgres }: AcrossTx, org: Id, events: readonly CameUp[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ data: { checkId, at } }) => ({ check_id: checkId, at }));
  await db
    .updateTable('outage')
    .from(given(postgres, { check_id: 'text', at: 'whole' } as const, rows))
    .set(({ ref }) => ({ until: ref('given.at'), ended: 'recovered' }))
    .where('outage.org_id', '=', org)
    .whereRef('outage.check_id', '=', 'given.check_id')
    .where('outage.until', 'is', null)
    .execute();
}

/** What others are told of it. */
async function told(across: AcrossTx, event: CheckEvent, home: Home, uplink: Uplink | null, later: ReadonlySet<Id>) {
  const spare = uplink?.role === 'spare' ? uplink : null;
  const beside = spare && (await othersBySpare(across, home, spare.id, event.data.checkId));
  if (!isDown(event)) {
    // A line by which one check gets through again is not dead: what else is down by it is told by itself.
    const still = [...new Set([...event.data.still, ...(beside?.down ?? [])])];
    return { type: event.type, data: { ...event.data, still: await linesDown(across, home, still) } };
  }
  const { zone, language } = home;
  const { offline, ...data } = event.data;
  const said = sayDetail(data.detail, language, zone);
  const siteOffline = offline.length > 0;
  const lines = await lineNames(across, home, offline);
  const reason = siteOffline ? (language === 'de' ? de : en).siteOffline(lines, said) : said;
  const inOffline = offline.filter((id) => id !== data.checkId);
  // While the firm works by another line, a dead spare stops nothing: it is to be mended, not an outage. It is dead when nothing gets through.
  if (!spare || !beside || siteOffline) {
    const bySpare = { spare: null, alive: false, covered: false };
    return { type: event.type, data: { ...data, reason, ...bySpare, siteOffline, lines, others: inOffline } };
  }
  const { alive, down } = beside;
  // What goes down together is told by the last.
  const bySpare = { spare: spare.name, alive, covered: !alive && down.some((id) => later.has(id)), others: alive ? [] : down };
  return { type: event.type, data: { ...data, reason, ...bySpare, siteOffline, lines } };
}

/** Outages and events of these changes. What one check went through is written in its order, what different checks did together. */
async function saveEvents(across: AcrossTx, home: Home, changes: readonly Change[]): Promise<void> {
  const most = Math.max(0, ...changes.map(({ events }) => events.length));
  for (let n = 0; n < most; n++) {
    const [downs, ups]: [WentDown[], CameUp[]] = [[], []];
    for (const { events } of changes) {
      const event = events[n];
      if (event && isDown(event)) downs.push(event);
      else if (event) ups.push(event);
    }
    await beginOutages(across, home.org, downs);
    await endOutages(across, home.org, ups);
  }
  const tx = across.in(home.org);
  const later = new Set(changes.flatMap(({ checkId, events }) => (events.some(isDown) ? [checkId] : [])));
  for (const { checkId, uplink, events } of changes) {
    later.delete(checkId);
    for (const event of events) tx.emit(await told(across, event, home, uplink, later));
  }
}

/**
 * Saves everything of a tick: results as one row per organisation, states that changed, outages, events. A thousand checks that fail at once
 * take as many statements as one.
 */
export async function saveTick(across: AcrossTx, ticks: readonly TickOfOrg[]): Promise<void> {
  for (const { home, entries, changes, touches } of ticks) {
    const tx = across.in(home.org);
    if (entries.length > 0) await history(tx).append(across.newId(), across.now, encodeJournal(entries, across.now));
    const saved = await saveStates(across, home.org, changes);
    await saveEvents(
      across,
      home,
      changes.filter(({ checkId }) => saved.has(checkId)),
    );
    for (const topic of touches) tx.touch(topic);
  }
}
