import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { WorkAcross } from '../../db/work.ts';
import type { Worker } from '../../jobs/worker.ts';
import { duration, HOUR, type Instant, instant, plus } from '../../kernel/instant.ts';
import { everyOrganisation } from '../../trust/holds/holds.store.ts';
import { dropOldSignals } from './signals.store.ts';
import { de, en } from './signals.texts.ts';
import { keepTime } from './sources.store.ts';

/** It looks again by itself after this time at the latest: another node may have heard a source meanwhile. */
const LONGEST = duration(20_000);

/** Turns silence into signals, and ends what is over by itself. What is due stands in the rows. */
export const signalWorker = (workAcross: WorkAcross): Worker => ({
  name: 'signals',
  // Not woken by signals: in a storm it would never rest.
  wakesOn: [],
  run: async ({ now }) => {
    const next = await workAcross((across) => keepTime(across, (language, name) => (language === 'de' ? de : en).own.silence(name)));
    return instant(Math.min(next ?? Number.POSITIVE_INFINITY, plus(now, LONGEST))) satisfies Instant;
  },
});

/** Lets old signals go. */
export const signalTidyWorker = (workAcross: WorkAcross): Worker => ({
  name: 'signal-tidy',
  wakesOn: [],
  run: async ({ now, signal }) => {
    for (const org of await workAcross(everyOrganisation))
      while (!signal.aborted && (await workAcross((across) => dropOldSignals(across.in(org)))) > 0) await yieldToOthers();
    return plus(now, HOUR);
  },
});
