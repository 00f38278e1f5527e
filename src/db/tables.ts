import type { ActTables } from './tables/act.ts';
import type { FoundationTables } from './tables/foundation.ts';
import type { KnowTables } from './tables/know.ts';
import type { LearnTables } from './tables/learn.ts';
import type { PrepareTables } from './tables/prepare.ts';
import type { TrustTables } from './tables/trust.ts';
import type { WatchTables } from './tables/watch.ts';

/** Every table, by room. Column kinds: text, whole number (milliseconds, counts, 0/1), real, JSON as text, bytes. */
export type Tables = FoundationTables & TrustTables & KnowTables & PrepareTables & WatchTables & ActTables & LearnTables;
