import type { Commit } from '../db/work.ts';

/** The topic that stands for all: ask for everything again. */
export const EVERYTHING = '*';

/** Tells whoever listens what was committed; screens learn from it what to ask for again. */
export type Hub = {
  publish(commit: Commit): void;
  /** Calls back for each commit of the organisation; gives back how to stop. */
  subscribe(org: string, listener: (commit: Commit) => void): () => void;
  /** Commits of other nodes may have been missed: every listener is told `EVERYTHING`. */
  refresh(): void;
};

export function hub(): Hub {
  const listeners = new Map<string, Set<(commit: Commit) => void>>();
  return {
    publish: (commit) => {
      for (const listener of listeners.get(commit.org) ?? []) listener(commit);
    },
    subscribe: (org, listener) => {
      const mine = listeners.get(org) ?? new Set();
      listeners.set(org, mine.add(listener));
      return () => {
        mine.delete(listener);
        if (mine.size === 0) listeners.delete(org);
      };
    },
    refresh: () => {
      for (const [org, mine] of listeners) for (const listener of mine) listener({ org, topics: [EVERYTHING] });
    },
  };
}
