export type KnowTables = Record<never, never>;
