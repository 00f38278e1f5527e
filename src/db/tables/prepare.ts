export type PrepareTables = Record<never, never>;
