export type ActTables = Record<never, never>;
