import type { Instant } from '../kernel/instant.ts';

/** What a worker gets when it is its turn. `signal` aborts when the house closes: finish the row at hand, take no more. */
export type Turn = { readonly now: Instant; readonly node: string; readonly signal: AbortSignal };

/** Something that the engine runs whenever it is due. Each worker has one turn at a time on each node. */
export type Worker = {
  /** Unique, for the log and for readiness: `outbox`, `checks`, `deliveries`. */
  readonly name: string;
  /** Topics of commits that wake it before its time (see `Tx.touch` and `Tx.emit`). */
  readonly wakesOn: readonly string[];
  /** Does what is due and says when it wants its next turn; `null` = when woken, and at the engine's sweep. */
  run(turn: Turn): Promise<Instant | null>;
  /** Called once, after its last turn: lets what earlier turns have begun come to an end. */
  finish?(): Promise<void>;
};
