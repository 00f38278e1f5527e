import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { WorkAcross } from '../../db/work.ts';
import type { Worker } from '../../jobs/worker.ts';
import type { Id } from '../../kernel/id.ts';
import { HOUR, type Instant, instant, MINUTE, plus } from '../../kernel/instant.ts';
import { everyOrganisation } from '../../trust/holds/holds.store.ts';
import { organisations } from '../../trust/organisations/organisations.store.ts';
import { dropOld, history, hourOf, type JournalRow, oldJournal } from './history.store.ts';
import type { Result } from './history.ts';
import { forgetRemoved } from './many.store.ts';
import { dayAround } from './spans.ts';

/** Results may be saved this much after their hour: what is gathered must not come back. */
const WAIT = 2 * MINUTE;
/** Rows read and chunks written at a time, so that measurements stay on time meanwhile. */
const ROWS_AT_ONCE = 40;
const CHUNKS_AT_ONCE = 8;
/** Results held in memory at a time. */
const PIECE = 300_000;

type Heap = { readonly org: Id; readonly checkId: Id; readonly hour: Instant; readonly results: Result[] };
type Cursor = { readonly at: Instant; readonly id: Id };

/** Rows of the journal with as many results as fit a piece; `next` is null when there are no more. */
async function readPiece(
  workAcross: WorkAcross,
  before: Instant,
  from: Cursor | null,
): Promise<{ rows: JournalRow[]; next: Cursor | null }> {
  const all: JournalRow[] = [];
  let results = 0;
  for (let after = from; ; ) {
    const { rows, last } = await workAcross((across) => oldJournal(across, before, after, ROWS_AT_ONCE));
    all.push(...rows);
    results += rows.reduce((sum, { entries }) => sum + entries.length, 0);
    if (last === null || results >= PIECE) return { rows: all, next: last };
    after = last;
    await yieldToOthers();
  }
}

function heapsOf(rows: readonly JournalRow[]): Heap[] {
  const heaps = new Map<string, Heap>();
  for (const { org, entries } of rows)
    for (const { checkId, ...result } of entries) {
      const hour = hourOf(result.at);
      const key = `${checkId} ${hour}`;
      const heap = heaps.get(key);
      if (heap) heap.results.push(result);
      else heaps.set(key, { org, checkId, hour, results: [result] });
    }
  return [...heaps.values()];
}

/** The day of each hour on the clock of each organisation, worked out once. */
function daysOf(workAcross: WorkAcross): (org: Id, hour: Instant) => Promise<ReturnType<typeof dayAround>> {
  const zones = new Map<Id, string>();
  const days = new Map<string, ReturnType<typeof dayAround>>();
  return async (org, hour) => {
    const zone = zones.get(org) ?? (await workAcross(async (across) => (await organisations(across.in(org)).byId(org)).zone));
    zones.set(org, zone);
    const key = `${zone} ${hour}`;
    const day = days.get(key) ?? dayAround(hour, zone);
    days.set(key, day);
    return day;
  };
}

/**
 * When an hour is over: the journal of its ticks becomes one chunk per check, and its sums. Doing it twice, or on two nodes at
 * once, gives the same; the journal goes only when everything of it is kept elsewhere. Then what is old goes.
 */
export function gatherWorker(workAcross: WorkAcross): Worker {
  async function keep(rows: readonly JournalRow[], signal: AbortSignal): Promise<boolean> {
    const dayOf = daysOf(workAcross);
    const heaps = heapsOf(rows);
    for (let i = 0; i < heaps.length; i += CHUNKS_AT_ONCE) {
      if (signal.aborted) return false;
      const some: (Heap & { readonly day: ReturnType<typeof dayAround> })[] = [];
      for (const heap of heaps.slice(i, i + CHUNKS_AT_ONCE)) some.push({ ...heap, day: await dayOf(heap.org, heap.hour) });
      await workAcross(async (across) => {
        for (const { org, checkId, hour, results, day } of some) await history(across.in(org)).gather(checkId, hour, results, day);
      });
      await yieldToOthers();
    }
    await workAcross(async (across) => {
      for (const [org, mine] of Map.groupBy(rows, (row) => row.org)) {
        const [first, last] = [mine[0], mine.at(-1)];
        if (first && last)
          await history(across.in(org)).dropJournal(
            mine.map(({ id }) => id),
            first.at,
            last.at,
          );
      }
    });
    return true;
  }

  return {
    name: 'check-history',
    wakesOn: [],
    run: async ({ now, signal }) => {
      const before = hourOf(instant(now - WAIT));
      for (let from: Cursor | null = null; ; ) {
        const { rows, next }: Awaited<ReturnType<typeof readPiece>> = await readPiece(workAcross, before, from);
        if (!(await keep(rows, signal))) return null;
        if (next === null) break;
        from = next;
      }
      for (const org of await workAcross(everyOrganisation)) {
        while (!signal.aborted && (await workAcross((across) => dropOld(across.in(org)))) > 0) await yieldToOthers();
        await workAcross((across) => forgetRemoved(across.in(org)));
      }
      return plus(hourOf(plus(now, HOUR)), WAIT);
    },
  };
}
