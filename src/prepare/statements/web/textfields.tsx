import { useRef } from 'react';
import type { Language } from '../../../kernel/languages.ts';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { AreaField, TextField } from '../../../web/parts/field.tsx';
import { KNOWN_PLACEHOLDERS, type StatementText } from '../audiences.ts';
import { placeholderLabel } from '../placeholders.texts.ts';
import { de, en } from '../statements.texts.ts';
import css from './statements.module.css';

type TextFieldsProps = {
  readonly language: Language;
  readonly text: StatementText;
  readonly onChange: (text: StatementText) => void;
};

/** Subject and text in one language; placeholders go in where the cursor stands. */
export function TextFields({ language, text, onChange }: TextFieldsProps) {
  const t = useTexts({ de, en });
  const { language: shown } = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  const insert = (name: string) => {
    const area = place.current?.querySelector('textarea');
    const [from, to] = [area?.selectionStart ?? text.body.length, area?.selectionEnd ?? text.body.length];
    const mark = `{{${name}}}`;
    onChange({ ...text, body: text.body.slice(0, from) + mark + text.body.slice(to) });
    requestAnimationFrame(() => {
      area?.focus();
      area?.setSelectionRange(from + mark.length, from + mark.length);
    });
  };
  return (
    <Card title={t.languages[language]}>
      <div className="stack" ref={place} lang={language}>
        <TextField label={t.subject} value={text.subject} onChange={(subject) => onChange({ ...text, subject })} />
        <AreaField label={t.body} rows={14} value={text.body} onChange={(body) => onChange({ ...text, body })} />
        <fieldset className={css['insert']} aria-label={t.insert(t.languages[language])} lang={shown}>
          {KNOWN_PLACEHOLDERS.map((name) => (
            <Button key={name} small onClick={() => insert(name)}>
              + {placeholderLabel(name, shown)}
            </Button>
          ))}
        </fieldset>
      </div>
    </Card>
  );
}
