import { z } from 'zod';
import { Bilingual, type Language } from '../../kernel/languages.ts';
import { de, en } from './darkpages.texts.ts';
import { type DarkPageContents, DarkPageContents as Stored } from './prepared.ts';
import data from './templates.json' with { type: 'json' };

const Template = Stored.omit({ title: true, approval: true }).extend({ key: z.string(), title: Bilingual });
export type DarkPageTemplate = z.infer<typeof Template>;

/** The neutral page first; it is the only one that may go public by itself. */
const neutral: DarkPageTemplate = {
  key: 'neutral',
  kind: 'outage',
  scenario: null,
  title: { de: 'Technische Störung (neutral)', en: 'Technical disruption (neutral)' },
  text: { de: de.neutral, en: en.neutral },
};

/** Pages to start from, in our own words. Read on the server only, never in the bundle. */
export const darkPageTemplates: readonly DarkPageTemplate[] = [neutral, ...z.array(Template).parse(data)];

export const darkPageFrom = ({ title, kind, scenario, text }: DarkPageTemplate, language: Language): DarkPageContents => ({
  title: title[language],
  kind,
  scenario,
  text,
  approval: null,
});
