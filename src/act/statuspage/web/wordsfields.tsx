import { faultAt } from '../../../web/call.ts';
import { useTexts } from '../../../web/language.tsx';
import { AreaField, TextField } from '../../../web/parts/field.tsx';
import { de, en } from '../statuspage.texts.ts';
import type { PublicWords } from '../words.ts';

/** As fields hold them: no English is an empty field. */
export type Typed = { readonly de: string; readonly en: string };

export const typed = (words: PublicWords | null): Typed => ({ de: words?.de ?? '', en: words?.en ?? '' });

/** As the server takes them. */
export const publicWords = ({ de, en }: Typed): PublicWords => ({ de, en: en.trim() === '' ? null : en });

type WordsFieldsProps = {
  readonly label: string;
  readonly help: string;
  readonly value: Typed;
  readonly onChange: (value: Typed) => void;
  readonly error: unknown;
  readonly pointer: string;
  readonly long?: boolean;
  readonly required?: boolean;
};

/** Words for the public: German, and beside it English where somebody wants to. */
export function WordsFields({ label, help, value, onChange, error, pointer, long = false, required = true }: WordsFieldsProps) {
  const t = useTexts({ de, en });
  const field = (language: 'de' | 'en') => {
    const shared = {
      label: language === 'de' ? t.inGerman(label) : t.inEnglish(label),
      help: language === 'de' ? help : t.enHelp,
      value: value[language],
      required: required && language === 'de',
      error: faultAt(error, `${pointer}/${language}`),
      onChange: (text: string) => onChange({ ...value, [language]: text }),
    };
    return long ? <AreaField {...shared} rows={language === 'de' ? 4 : 3} /> : <TextField {...shared} />;
  };
  return (
    <>
      {field('de')}
      {field('en')}
    </>
  );
}
