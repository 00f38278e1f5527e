import type { Instant } from '../../kernel/instant.ts';
import type { ScriptResult } from './scriptresult.ts';

/** What a program says of its own run: it begins, it is done, it failed. */
export type Push = 'start' | 'ok' | 'fail';

/** What was pushed for a check last; null where it never was. `since`: when somebody first waited for it. */
export type Heard = {
  readonly since: Instant;
  readonly startedAt: Instant | null;
  readonly okAt: Instant | null;
  readonly failedAt: Instant | null;
  /** The program's own last words, or its exit code. */
  readonly says: string | null;
  /** What a script said with its last word; null when that was a bare sign of life. */
  readonly result: ScriptResult | null;
};

/** Exit codes as programs give them: zero is well, everything else is not. */
export const pushOf = (what: string | undefined): Push | undefined => {
  if (what === undefined || what === 'ok' || what === '0') return 'ok';
  if (what === 'start' || what === 'fail') return what;
  return /^\d{1,3}$/.test(what) ? 'fail' : undefined;
};
