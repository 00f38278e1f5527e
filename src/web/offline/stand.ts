import type { QueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import type { Instant } from '../../kernel/instant.ts';

/**
 * Since when what is shown may be out of date: the age of the oldest kept answer that was shown instead of one of the server.
 * Undefined while everything shown came from the server.
 */
let stand: Instant | undefined;
let back = false;
const listeners = new Set<() => void>();

function set(next: Instant | undefined, reachable: boolean): void {
  if (next === stand && reachable === back) return;
  stand = next;
  back = reachable;
  for (const listener of listeners) listener();
}

/** A kept answer was shown. */
export const servedKept = (at: Instant): void => set(stand === undefined || at < stand ? at : stand, false);
/** The server answered. What is still on the screen from before stays marked until all of it was asked for again. */
export const serverAnswered = (): void => {
  if (stand !== undefined) set(stand, true);
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Is what is shown kept from before, because the server does not answer? */
export const useServerGone = (): boolean => useSyncExternalStore(subscribe, () => stand !== undefined && !back);

/** The age of what is shown, for the line above the page. Asks for everything again as soon as the server answers. */
export function useStand(client: QueryClient): Instant | undefined {
  const since = useSyncExternalStore(subscribe, () => stand);
  const reachable = useSyncExternalStore(subscribe, () => back);
  useEffect(() => {
    if (since === undefined) return;
    let ended = false;
    const refresh = async () => {
      await client.invalidateQueries();
      // Something may have been taken from what is kept again meanwhile.
      if (!ended && back) set(undefined, false);
    };
    if (reachable) void refresh();
    return () => {
      ended = true;
    };
  }, [since, reachable, client]);
  return since;
}
