import type { HostAnswer } from './facts.ts';

/** What a name answers that nobody can have entered: the wildcard of the zone, if there is one. */
export type Star = { readonly host: HostAnswer | null; readonly texts: readonly string[] };

/**
 * Would the zone give this answer for any name? Then the name proves nothing. Compared by first CNAME, or by addresses:
 * several servers may be handed out in turn, so overlapping sets count as equal.
 */
export function isWildcardAnswer(host: HostAnswer, star: Star): boolean {
  if (!star.host || host.state === 'missing' || host.state === 'unanswered') return false;
  const [first] = star.host.chain;
  if (first !== undefined || host.chain.length > 0) return first === host.chain[0];
  return host.addresses.some((address) => star.host?.addresses.includes(address) === true);
}
