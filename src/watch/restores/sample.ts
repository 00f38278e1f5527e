import { hash32 } from '../checks/schedule.ts';

/** A file of a backup, as the backup lists it. */
export type Listed = { readonly path: string; readonly bytes: number };

export type Totals = { readonly files: number; readonly bytes: number };

/** So many files at most: each is a pattern that every file of the backup is held against. */
const MOST_FILES = 300;

/**
 * Picks files by chance while a backup is listed, however many millions it holds. The same seed picks the same ones. When all of them fit into
 * the limits, it is all of them; a file larger than `maxBytes` alone is left out, unless there is no other: then it is the smallest.
 */
export function sampler(maxBytes: number, seed: string) {
  let totals: Totals = { files: 0, bytes: 0 };
  let kept: { readonly file: Listed; readonly rank: number }[] = [];
  let smallest: Listed | undefined;
  const trim = () => {
    kept.sort((a, b) => a.rank - b.rank);
    kept = kept.slice(0, MOST_FILES);
  };
  return {
    offer(file: Listed): void {
      totals = { files: totals.files + 1, bytes: totals.bytes + file.bytes };
      if (!smallest || file.bytes < smallest.bytes) smallest = file;
      if (file.bytes > maxBytes) return;
      kept.push({ file, rank: hash32(`${seed} ${file.path}`) });
      if (kept.length >= 4 * MOST_FILES) trim();
    },
    totals: (): Totals => totals,
    sample(): readonly Listed[] {
      trim();
      let bytes = 0;
      const chosen = kept.flatMap(({ file }) => {
        if (bytes + file.bytes > maxBytes) return [];
        bytes += file.bytes;
        return [file];
      });
      return chosen.length === 0 && smallest ? [smallest] : chosen;
    },
  };
}
export type Sampler = ReturnType<typeof sampler>;
