import type { WorkAcross } from '../../db/work.ts';
import type { Worker } from '../../jobs/worker.ts';
import { duration, type Instant, instant, plus } from '../../kernel/instant.ts';
import { de, en } from './signals.texts.ts';
import { keepTime } from './sources.store.ts';

/** It looks again by itself after this time at the latest: another node may have heard a source meanwhile. */
const LONGEST = duration(20_000);

/** Turns silence into signals, ends what is over by itself, and lets old signals go. What is due stands in the rows. */
export const signalWorker = (workAcross: WorkAcross): Worker => ({
  name: 'signals',
  // Not woken by signals: in a storm it would never rest.
  wakesOn: [],
  run: async ({ now }) => {
    const next = await workAcross((across) => keepTime(across, (language, name) => (language === 'de' ? de : en).own.silence(name)));
    return instant(Math.min(next ?? Number.POSITIVE_INFINITY, plus(now, LONGEST))) satisfies Instant;
  },
});
