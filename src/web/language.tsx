import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { config } from 'zod';
import { Language } from '../kernel/languages.ts';
import { inputFaults } from './inputfaults.ts';

const STORED = 'krisenfest-language';

/** What this browser was set to, else what it asks for; German first. */
function initial(): Language {
  const stored = Language.safeParse(localStorage.getItem(STORED));
  if (stored.success) return stored.data;
  return navigator.language.toLowerCase().startsWith('de') || !navigator.language.toLowerCase().startsWith('en') ? 'de' : 'en';
}

type Spoken = { readonly language: Language; setLanguage(language: Language): void };

const SpokenContext = createContext<Spoken | undefined>(undefined);

/** Holds the language of the interface for everything below; remembers it in this browser. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(initial);
  useEffect(() => {
    document.documentElement.lang = language;
    config({ localeError: inputFaults(language) });
  }, [language]);
  const spoken = useMemo<Spoken>(
    () => ({
      language,
      setLanguage: (next) => {
        localStorage.setItem(STORED, next);
        setLanguage(next);
      },
    }),
    [language],
  );
  return <SpokenContext.Provider value={spoken}>{children}</SpokenContext.Provider>;
}

/** The language of the interface, and how to change it. */
export function useLanguage(): Spoken {
  const spoken = useContext(SpokenContext);
  if (!spoken) throw new Error('useLanguage is used outside of LanguageProvider');
  return spoken;
}

/** The texts of a feature in the language of the interface: `const t = useTexts({ de, en });`. */
export const useTexts = <T,>(texts: Readonly<Record<Language, T>>): T => texts[useLanguage().language];
