import type { FindingView } from '../discovery.contract.ts';

/** Whose law reaches a provider, in the few classes that have a colour. */
export type ReachTone = 'de' | 'eu' | 'ch' | 'usParent' | 'us' | 'own' | 'other' | 'unknown';
export const REACH_TONES: readonly ReachTone[] = ['de', 'eu', 'ch', 'usParent', 'us', 'own', 'other', 'unknown'];

const EU = new Set('AT BE BG CY CZ DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK EU'.split(' '));

/** The class of a reach as the catalogue says it (contracts: `US-CLOUD-Act`, `DE`, `FR`, …). */
export function reachTone(reach: string): ReachTone {
  if (reach === 'DE') return 'de';
  if (reach === 'CH') return 'ch';
  if (EU.has(reach)) return 'eu';
  if (reach === 'self-hosted') return 'own';
  if (reach === 'US-CLOUD-Act' || reach === 'US') return 'us';
  if (reach.startsWith('US-') || reach === 'mixed-US-CDNs') return 'usParent';
  return reach === '' || reach === 'unknown' ? 'unknown' : 'other';
}

/** Is it in use, as far as can be seen from outside? The rest are hints. */
export const isInUse = ({ status, role }: FindingView): boolean =>
  (status === 'observed' || status === 'after-consent') && role !== 'subprocessor';
