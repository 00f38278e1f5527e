export type LearnTables = Record<never, never>;
