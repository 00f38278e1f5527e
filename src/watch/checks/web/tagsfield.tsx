import { useState } from 'react';
import type { FieldProps } from '../../../web/parts/field.tsx';
import { TextField } from '../../../web/parts/field.tsx';

/** `Kunden, wichtig` → the two words; each once, without empty ones. */
export const wordsIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,;]/)
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  ),
];

/** Several short words in one line, separated by commas. */
export function TagsField({ value, onChange, ...rest }: FieldProps<readonly string[]>) {
  const [text, setText] = useState(() => value.join(', '));
  return (
    <TextField
      {...rest}
      value={text}
      onChange={(next) => {
        setText(next);
        onChange(wordsIn(next));
      }}
    />
  );
}
