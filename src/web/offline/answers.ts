import { z } from 'zod';
import { type Instant, instant } from '../../kernel/instant.ts';

/** An answer of the server as it was given, and when. */
export type Kept = { readonly json: unknown; readonly at: Instant };

const PREFIX = 'krisenfest-answers';
const Stored = z.object({ at: z.number(), json: z.unknown() });

/** Only a secure context (https, or this machine) has a place for it; elsewhere nothing is kept and nothing is there offline. */
export const canKeep = (): boolean => typeof caches !== 'undefined';

// One place at a time: whoever logs in next finds nothing of the one before (`forgetAnswers`).
const open = () => caches.open(PREFIX);

/**
 * Keeps the last answer to a question, by its address, which names the organisation. A device that has no room left, or whose
 * user forbids it, keeps nothing; then it is simply not there without the server, which is said in the settings.
 */
export async function keepAnswer(url: string, json: unknown, at: Instant): Promise<boolean> {
  if (!canKeep()) return false;
  try {
    await (await open()).put(url, new Response(JSON.stringify({ at, json }), { headers: { 'content-type': 'application/json' } }));
    return true;
  } catch (error) {
    if (error instanceof DOMException || error instanceof TypeError) return false;
    throw error;
  }
}

export async function keptAnswer(url: string): Promise<Kept | undefined> {
  if (!canKeep()) return undefined;
  const found = await (await open()).match(url);
  const stored = found && Stored.safeParse(await found.json());
  return stored?.success ? { json: stored.data.json, at: instant(stored.data.at) } : undefined;
}

/** At logout, and when the server says that nobody is logged in any more. */
export async function forgetAnswers(): Promise<void> {
  if (canKeep()) await caches.delete(PREFIX);
}

/** How many answers are kept here, and since when the oldest. */
export async function keptSoFar(): Promise<{ readonly count: number; readonly shell: boolean }> {
  if (!canKeep()) return { count: 0, shell: false };
  const names = await caches.keys();
  return { count: (await (await open()).keys()).length, shell: names.some((name) => name.startsWith('krisenfest-shell-')) };
}
