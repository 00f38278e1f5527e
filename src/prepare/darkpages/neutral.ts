import type { DarkSiteContent } from './content.ts';
import { de, en } from './darkpages.texts.ts';

/**
 * The neutral page "technische Störung": says that something does not work and how to reach the company, and nothing about causes.
 * It is the only page that the owner may allow to go public by itself for a confirmed outage, so it is approved beforehand.
 */
export const neutralContent = (frame: Omit<DarkSiteContent, 'kind' | 'text' | 'updates' | 'values'>): DarkSiteContent => ({
  ...frame,
  kind: 'outage',
  text: { de: de.neutral, en: en.neutral },
  updates: [],
  values: { de: {}, en: {} },
});
