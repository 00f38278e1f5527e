/**
 * Whose law reaches a company, in the few classes that are told apart. `us`: a US company, or the European one of a US group (18 USC
 * 2713: possession, custody or control). `investors`: US investors hold the majority without running it; legally contested.
 */
export const JURISDICTIONS = ['us', 'unknown', 'investors', 'other', 'uk', 'ch', 'eu', 'de', 'own'] as const;
export type Jurisdiction = (typeof JURISDICTIONS)[number];

const EU = new Set('AT BE BG CY CZ DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK EU'.split(' '));

/** The class of a reach as the catalogue says it (`US-CLOUD-Act`, `DE`, `FR`, …); empty = nobody has said. */
export function jurisdictionOf(reach: string): Jurisdiction {
  if (reach === '' || reach === 'unknown') return 'unknown';
  if (reach === 'US-investor-majority') return 'investors';
  if (reach === 'US' || reach.startsWith('US-') || reach === 'mixed-US-CDNs') return 'us';
  if (reach === 'self-hosted') return 'own';
  if (reach === 'DE') return 'de';
  if (reach === 'CH') return 'ch';
  if (reach === 'UK' || reach === 'UK-parent') return 'uk';
  return EU.has(reach) ? 'eu' : 'other';
}

/** The weaker of two stands earlier in the list; what is not known is stronger only than what is known to be weak. */
export const strengthOf = (one: Jurisdiction): number => JURISDICTIONS.indexOf(one);

export const weaker = (a: Jurisdiction, b: Jurisdiction): Jurisdiction => (strengthOf(a) <= strengthOf(b) ? a : b);

/** European law or the own house, from the provider to the infrastructure under it. */
export const isHome = (one: Jurisdiction): boolean => one === 'eu' || one === 'de' || one === 'own';

/** The classes that a correction can choose, in the words of the catalogue. */
export const REACHES = [
  'US-CLOUD-Act',
  'US-CLOUD-Act-via-parent',
  'US-investor-majority',
  'UK',
  'UK-parent',
  'CH',
  'EU',
  'DE',
  'self-hosted',
  'unknown',
] as const;
