/** How often a check usually looks, in ms. */
export const PRESETS: readonly number[] = [20_000, 60_000, 300_000, 900_000, 3_600_000, 86_400_000];
