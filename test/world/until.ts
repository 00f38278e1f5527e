import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits until it is so, and gives what was found. It is done in a moment; the limit is far off, for a machine that has other work.
 * A test that promises a time measures it by itself.
 */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined> | T | undefined,
  { withinMs = 90_000, everyMs = 20 }: { readonly withinMs?: number; readonly everyMs?: number } = {},
): Promise<T> {
  for (const end = performance.now() + withinMs; performance.now() < end; await sleep(everyMs)) {
    const found = await look();
    if (found !== undefined) return found;
  }
  throw new Error(`did not happen within ${withinMs / 1000} s: ${what}`);
}
