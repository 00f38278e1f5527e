import type { NotSaving, Saving } from '../db/saving.ts';
import type { AcrossTx, WorkAcross } from '../db/work.ts';
import type { Clock } from '../kernel/clock.ts';
import { type Instant, MINUTE, plus, SECOND, toIso } from '../kernel/instant.ts';
import type { Worker } from './worker.ts';

/** Nothing reaches the disk since then. */
export type NotSavingSince = NotSaving & { readonly since: Instant };

const WORDS = {
  full: 'the disk is full',
  'read-only': 'the disk may only be read',
  damaged: 'the disk or the database file is damaged',
} as const;

/** What the console says, loud and again each minute. */
function said({ why, held, since }: NotSavingSince): string {
  const what =
    held === 'memory'
      ? 'Everything goes on in memory, and is lost if krisenfest or the machine stops. Make room, and do not restart.'
      : 'What is entered is refused.';
  return `\u0007NOTHING IS BEING SAVED since ${toIso(since)}: ${WORDS[why]}. ${what}`;
}

type SavingDeps = {
  readonly saving: Saving;
  readonly workAcross: WorkAcross;
  readonly clock: Clock;
  readonly onFault: (where: string, error: unknown) => void;
  /** Screens shall ask again. */
  readonly changed: () => void;
  /** Tells people of it, and that it is over. */
  readonly tell: (across: AcrossTx, notice: NotSavingSince | null) => Promise<void>;
};

export type SavingWatch = { readonly worker: Worker; now(): NotSavingSince | null };

/** Looks each second whether what is committed reaches the disk, tries to get it there, and tells of it as loudly as it can. */
export function watchSaving({ saving, workAcross, clock, onFault, changed, tell }: SavingDeps): SavingWatch {
  let since: Instant | null = null;
  let saidAt: Instant | null = null;
  let told: 'yes' | 'no' | 'over' = 'over';

  const now = (): NotSavingSince | null => {
    const state = saving.state();
    return state && { ...state, since: since ?? clock.now() };
  };
  const telling = async (notice: NotSavingSince | null): Promise<void> => {
    try {
      await workAcross((across) => tell(across, notice));
      told = notice ? 'yes' : 'over';
    } catch (error) {
      // Refused like everything else; the console has it already, and it is tried again.
      onFault('saving', error);
    }
  };

  const run = async (): Promise<Instant> => {
    if (saving.state() !== null) {
      since ??= clock.now();
      await saving.tryAgain().catch((error: unknown) => saving.note(error));
    }
    const notice = now();
    if (notice) {
      if (saidAt === null || clock.now() - saidAt >= MINUTE) {
        if (saidAt === null) changed();
        saidAt = clock.now();
        onFault('saving', said(notice));
      }
      if (told !== 'yes') {
        told = 'no';
        await telling(notice);
      }
    } else if (since !== null || told !== 'over') {
      if (since !== null) onFault('saving', `Everything is saved again; what was held since ${toIso(since)} is on the disk.`);
      since = null;
      saidAt = null;
      changed();
      if (told !== 'over') await telling(null);
    }
    return plus(clock.now(), SECOND);
  };
  return { worker: { name: 'saving', wakesOn: [], run }, now };
}
