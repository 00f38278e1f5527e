import type { de } from './discovery.texts.ts';
import type { ScanFacts } from './finding.ts';
import type { NotChecked } from './notchecked.ts';

type Words = Pick<typeof de.facts, 'spf' | 'noSpf' | 'spfSeveral'>;

/** How the domain's SPF stands, in a sentence. Several records fail as a whole, however few lookups they cause (RFC 7208 §4.5). */
export function spfLine(
  domain: string,
  { spfLookups, spfAll }: Pick<ScanFacts, 'spfLookups' | 'spfAll'>,
  notChecked: readonly NotChecked[],
  words: Words,
): string {
  for (const { what, why } of notChecked)
    if (what.code === 'spf' && what.domain === domain && why.code === 'spf-several') return words.spfSeveral(why.count);
  return spfLookups === null ? words.noSpf : words.spf(spfLookups, spfAll);
}
