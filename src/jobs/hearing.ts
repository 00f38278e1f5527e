import type { Tx } from '../db/work.ts';
import type { StoredEvent } from '../kernel/event.ts';

/**
 * One line of `src/subscriptions.ts`: which event, who hears it, what it does. `hear` runs in a unit of work of the
 * event's organisation; what it saves is saved together with the note that it has heard, so that it acts exactly once.
 */
export type Hearing = {
  readonly event: string;
  /** Unique together with the event: `incidents`, `alerting`. */
  readonly hearer: string;
  hear(tx: Tx, event: StoredEvent): Promise<void>;
};
