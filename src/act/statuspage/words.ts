import { z } from 'zod';
import type { Language } from '../../kernel/languages.ts';
import { line, lines } from '../../prepare/darkpages/content.ts';

/** Words for the public: German always, English where somebody has written it. */
export type PublicWords = { readonly de: string; readonly en: string | null };

const words = (shape: z.ZodType<string, string>) => z.strictObject({ de: shape, en: shape.nullable().default(null) });

export const publicLine = (longest: number) => words(line(longest));
export const publicLines = (longest: number) => words(lines(longest));

/** What stands on the page of a language, and in which language it is: better German than nothing. */
export const inLanguage = ({ de, en }: PublicWords, language: Language): { readonly text: string; readonly lang: Language } =>
  language === 'en' && en !== null ? { text: en, lang: 'en' } : { text: de, lang: 'de' };
