import type { z } from 'zod';
import type { Instant } from '../../kernel/instant.ts';
import type { BackupFault, Checked, Proven } from './restores.ts';
import type { Listed } from './sample.ts';

/** The newest backup. `id` is what its program calls it. */
export type Backup = { readonly id: string; readonly name: string; readonly at: Instant };

/** How a restore may go on. `leftMs` is what is left of its time. */
export type RestoreTime = { leftMs(): number; readonly signal: AbortSignal };

/** The backup cannot be read, or what came out of it is not what went in. */
export class Spoiled extends Error {
  readonly fault: BackupFault;

  constructor(fault: BackupFault) {
    super('the backup is spoiled');
    this.name = 'Spoiled';
    this.fault = fault;
  }
}

/**
 * The port of a kind of backup that can be restored from. One file in `readers` and one line in its `index.ts`; `kind` is that of the check.
 * Throws `Spoiled` for what is wrong with the backup, `OutboundError` when a program is missing or does not end in time.
 */
export type BackupReader<Config> = {
  readonly kind: string;
  /** The settings of the check, as far as they matter here. */
  readonly config: z.ZodType<Config>;
  newest(config: Config, time: RestoreTime): Promise<Backup | undefined>;
  /** Tells of every file in it. */
  list(config: Config, backup: Backup, time: RestoreTime, onFile: (file: Listed) => void): Promise<void>;
  /** How many bytes of room restoring these files takes beside them. */
  room?(config: Config, backup: Backup, time: RestoreTime): Promise<number>;
  /**
   * Looks through the whole repository for what does not fit together; throws `Spoiled` when something does not. Where reading all data takes a
   * program too long, it reads `megabytes` of it.
   */
  check?(config: Config, time: RestoreTime, megabytes: number): Promise<Checked>;
  /** Brings these files back into the empty folder `into`, and holds them against the backup. `maxBytes`: no more than that of each. */
  restore(config: Config, backup: Backup, files: readonly Listed[], into: string, time: RestoreTime, maxBytes: number): Promise<Restored>;
};

/** `ms`: how long bringing them back took. `bytes`: what really came, where that is less than was listed. */
export type Restored = { readonly ms: number; readonly proven: Proven; readonly bytes?: number };
