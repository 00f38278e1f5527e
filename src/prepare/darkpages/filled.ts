import type { Language } from '../../kernel/languages.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { fillStatement } from '../statements/statements.ts';
import type { DarkSiteContent, PageText } from './content.ts';

/** Placeholders that keep a page from being published, by language; `malformed` are braces that make no placeholder. */
export type Unresolved = {
  readonly missing: readonly { readonly language: Language; readonly name: string }[];
  readonly malformed: readonly string[];
};

/** The words of one language with every placeholder filled. */
export type FilledText = { readonly text: PageText; readonly updates: readonly string[] };

/** Fills all texts of both languages, or names every placeholder that has no value. */
export function fillContent(content: DarkSiteContent): Result<Record<Language, FilledText>, Unresolved> {
  const missing = new Map<string, { language: Language; name: string }>();
  const malformed = new Set<string>();
  const filler = (language: Language) => (text: string) => {
    const filled = fillStatement(text, content.values[language]);
    if (filled.ok) return filled.value;
    for (const name of filled.error.missing) missing.set(`${language} ${name}`, { language, name });
    for (const one of filled.error.malformed) malformed.add(one.text);
    return '';
  };
  const inLanguage = (language: Language): FilledText => {
    const fill = filler(language);
    const { headline, whatHappened, works, doesNot, howToReach } = content.text[language];
    return {
      text: {
        headline: fill(headline),
        whatHappened: fill(whatHappened),
        works: works.map(fill),
        doesNot: doesNot.map(fill),
        howToReach: fill(howToReach),
      },
      updates: content.updates.map(({ text }) => fill(text[language])),
    };
  };
  const filled = { de: inLanguage('de'), en: inLanguage('en') };
  return missing.size + malformed.size > 0 ? err({ missing: [...missing.values()], malformed: [...malformed] }) : ok(filled);
}
