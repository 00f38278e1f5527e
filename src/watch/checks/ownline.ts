import { NETWORKS } from './outside.ts';

/** Kinds that are as good as any for showing the own line; what costs others something at each look is none of them. */
const FIT = ['ping', 'tcp', 'dns', 'http', 'tls', 'smtp', 'imap'];
const MOST = 4;

type Candidate = {
  readonly kind: string;
  readonly shown: string;
  readonly ownLine: boolean;
  readonly uplinkId: string | null;
  readonly beyond: string | null;
};

/**
 * The checks of which one could be made the check of the own line, the best first: where none is yet, and too few targets lie beyond the line
 * to show it together.
 */
export function ownLineChoices<T extends Candidate>(checks: readonly T[]): readonly T[] {
  const active = checks.filter(({ shown }) => shown !== 'paused');
  if (active.some(({ ownLine, uplinkId }) => ownLine || uplinkId !== null)) return [];
  const outThere = active.filter(({ kind, beyond }) => Boolean(beyond) && FIT.includes(kind));
  if (new Set(outThere.map(({ beyond }) => beyond)).size >= NETWORKS) return [];
  return outThere.toSorted((a, b) => FIT.indexOf(a.kind) - FIT.indexOf(b.kind)).slice(0, MOST);
}
