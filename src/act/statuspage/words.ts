import { z } from 'zod';
import type { Language } from '../../kernel/languages.ts';
import { line, lines } from '../../prepare/darkpages/content.ts';

/** Words for the public: German always, English where somebody has written it. */
export type PublicWords = { readonly de: string; readonly en: string | null };

/** Half a sentence must never be published. */
const filled = (shape: z.ZodType<string, string>) =>
  shape.refine((text) => !/\{\{|\}\}/.test(text), 'holds a placeholder that nobody has filled in');

const words = (shape: z.ZodType<string, string>) => z.strictObject({ de: filled(shape), en: filled(shape).nullable().default(null) });

export const publicLine = (longest: number) => words(line(longest));
export const publicLines = (longest: number) => words(lines(longest));

/** What stands on the page of a language, and in which language it is: better German than nothing. */
export const inLanguage = ({ de, en }: PublicWords, language: Language): { readonly text: string; readonly lang: Language } =>
  language === 'en' && en !== null ? { text: en, lang: 'en' } : { text: de, lang: 'de' };
