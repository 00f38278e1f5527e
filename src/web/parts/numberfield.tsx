import { useState } from 'react';
import { useLanguage, useTexts } from '../language.tsx';
import { type FieldProps, TextField } from './field.tsx';
import { de, en } from './parts.texts.ts';
import { readNumber } from './readnumber.ts';

/** A number, written as people write it; `null` while it is empty. A text that is no number is said so and not given on. */
export function NumberField({ value, onChange, error, ...rest }: FieldProps<number | null> & { readonly placeholder?: string }) {
  const { language } = useLanguage();
  const t = useTexts({ de, en });
  const german = language === 'de';
  const written = (n: number | null) =>
    n === null ? '' : new Intl.NumberFormat(german ? 'de-DE' : 'en-GB', { maximumFractionDigits: 6, useGrouping: false }).format(n);
  const [text, setText] = useState(written(value));
  const read = text.trim() === '' ? null : readNumber(text, german);
  // A value from outside (a loaded form) replaces the text, one's own typing does not.
  const shown = read === value || read === undefined ? text : written(value);
  return (
    <TextField
      {...rest}
      value={shown}
      error={read === undefined ? t.notANumber : error}
      onChange={(next) => {
        setText(next);
        const parsed = next.trim() === '' ? null : readNumber(next, german);
        if (parsed !== undefined) onChange(parsed);
      }}
    />
  );
}
