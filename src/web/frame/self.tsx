import { type MantineColorScheme, useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { Language } from '../../kernel/languages.ts';
import type { Membership } from '../../trust/organisations/organisations.contract.ts';
import { changeMyself } from '../../trust/people/people.contract.ts';
import type { Me } from '../../trust/sessions/sessions.contract.ts';
import { call } from '../call.ts';
import { useLanguage, useTexts } from '../language.tsx';
import { useLogout } from '../logout.ts';
import { useToast } from '../parts/toast.tsx';
import { de, en } from './frame.texts.ts';
import css from './self.module.css';

const names: Readonly<Record<Language, string>> = { de: 'Deutsch', en: 'English' };
const schemes: readonly MantineColorScheme[] = ['auto', 'light', 'dark'];

/** What is about the person: organisation, language, colours, log out. */
export function Self({ me, org }: { readonly me: Me; readonly org: Membership }) {
  const t = useTexts({ de, en });
  const { language, setLanguage } = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [, navigate] = useLocation();
  const client = useQueryClient();
  const toast = useToast();
  const logout = useLogout();

  const speak = async (next: Language) => {
    setLanguage(next);
    try {
      await call(changeMyself, { body: { language: next } });
      await client.invalidateQueries();
    } catch (error) {
      toast({ text: error instanceof Error ? error.message : String(error), tone: 'down' });
    }
  };

  return (
    <div className={css['self']}>
      {me.organisations.length > 1 && (
        <label>
          <span>{t.switchOrganisation}</span>
          <select value={org.slug} onChange={(event) => navigate(`/o/${event.target.value}`)}>
            {me.organisations.map(({ slug, name }) => (
              <option key={slug} value={slug}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      <div className={css['pair']}>
        <label>
          <span className="visually-hidden">{t.language}</span>
          <select value={language} onChange={(event) => void speak(Language.parse(event.target.value))}>
            {Language.options.map((one) => (
              <option key={one} value={one} lang={one}>
                {names[one]}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span className="visually-hidden">{t.colours}</span>
          <select value={colorScheme} onChange={(event) => setColorScheme(event.target.value as MantineColorScheme)}>
            {schemes.map((one) => (
              <option key={one} value={one}>
                {t[one]}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p className={css['who']}>
        <span title={t.loggedInAs(me.name)}>{me.name}</span>
        <button type="button" onClick={() => void logout()}>
          {t.logout}
        </button>
      </p>
    </div>
  );
}
