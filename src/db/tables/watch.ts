export type WatchTables = Record<never, never>;
