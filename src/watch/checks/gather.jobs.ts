import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { WorkAcross } from '../../db/work.ts';
import type { Worker } from '../../jobs/worker.ts';
import type { Id } from '../../kernel/id.ts';
import { HOUR, type Instant, instant, MINUTE, plus } from '../../kernel/instant.ts';
import { dropOld, history, hourOf, type JournalRow, oldJournal } from './history.store.ts';
import type { Result } from './history.ts';
import { forgetRemoved } from './many.store.ts';

/** Results may be saved this much after their hour: what is gathered must not come back. */
const WAIT = 2 * MINUTE;
/** Rows read and chunks written at a time, so that measurements stay on time meanwhile. */
const ROWS_AT_ONCE = 40;
const CHUNKS_AT_ONCE = 20;

type Heap = { readonly org: Id; readonly checkId: Id; readonly hour: Instant; readonly results: Result[] };

async function readAll(workAcross: WorkAcross, before: Instant): Promise<JournalRow[]> {
  const all: JournalRow[] = [];
  for (let after: { at: Instant; id: Id } | null = null; ; ) {
    const { rows, last } = await workAcross((across) => oldJournal(across, before, after, ROWS_AT_ONCE));
    all.push(...rows);
    if (last === null) return all;
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

/**
 * When an hour is over: the journal of its ticks becomes one chunk and one sum per check. Doing it twice, or on two nodes at
 * once, gives the same; the journal goes only when everything of it is kept elsewhere.
 */
export function gatherWorker(workAcross: WorkAcross): Worker {
  return {
    name: 'check-history',
    wakesOn: [],
    run: async ({ now, signal }) => {
      const before = hourOf(instant(now - WAIT));
      const rows = await readAll(workAcross, before);
      const heaps = heapsOf(rows);
      for (let i = 0; i < heaps.length; i += CHUNKS_AT_ONCE) {
        if (signal.aborted) return null;
        await workAcross(async (across) => {
          for (const { org, checkId, hour, results } of heaps.slice(i, i + CHUNKS_AT_ONCE))
            await history(across.in(org)).gather(checkId, hour, results);
        });
        await yieldToOthers();
      }
      await workAcross(async (across) => {
        for (const [org, mine] of Map.groupBy(rows, (row) => row.org)) await history(across.in(org)).dropJournal(mine.map(({ id }) => id));
        await dropOld(across, now);
        await forgetRemoved(across);
      });
      return plus(hourOf(plus(now, HOUR)), WAIT);
    },
  };
}
