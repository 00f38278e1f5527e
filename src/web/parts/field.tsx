import '@mantine/core/styles/Input.layer.css';
import '@mantine/core/styles/InlineInput.layer.css';
import '@mantine/core/styles/UnstyledButton.layer.css';
import '@mantine/core/styles/ActionIcon.layer.css';
import '@mantine/core/styles/PasswordInput.layer.css';
import '@mantine/core/styles/Checkbox.layer.css';
import '@mantine/core/styles/Switch.layer.css';
import { Checkbox, NativeSelect, PasswordInput, Switch, Textarea, TextInput } from '@mantine/core';
import type { HTMLInputAutoCompleteAttribute, ReactNode } from 'react';
import { useTexts } from '../language.tsx';
import css from './field.module.css';
import { de, en } from './parts.texts.ts';

export type FieldProps<T> = {
  readonly label: ReactNode;
  /** What to enter and why, in plain words; stands beside the field, below it on a phone. */
  readonly help?: ReactNode;
  readonly value: T;
  readonly onChange: (value: T) => void;
  /** What is wrong with it, or undefined. See `faultAt(error, '/email')` in call.ts. */
  readonly error?: string | undefined;
  readonly required?: boolean;
  readonly disabled?: boolean;
  readonly name?: string;
};

const order: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'error', 'description'];

const shared = ({ label, help, error, required, disabled, name }: Omit<FieldProps<never>, 'value' | 'onChange'>) => ({
  label,
  description: help,
  error,
  ...(required === undefined ? {} : { required }),
  ...(disabled === undefined ? {} : { disabled }),
  ...(name === undefined ? {} : { name }),
  inputWrapperOrder: order,
  classNames: { root: help === undefined ? (css['root'] ?? '') : `${css['root']} ${css['beside']}`, label: css['label'] ?? '' },
});

type TextProps = FieldProps<string> & {
  readonly type?: 'text' | 'email' | 'tel' | 'url' | 'search' | 'date' | 'time' | 'datetime-local';
  readonly autoComplete?: HTMLInputAutoCompleteAttribute;
  readonly placeholder?: string;
  readonly autoFocus?: boolean;
  /** The id of a `datalist` whose words are offered. */
  readonly list?: string;
};

/** One line of text. */
export const TextField = ({ value, onChange, type = 'text', autoComplete = 'off', placeholder, autoFocus, list, ...rest }: TextProps) => (
  <TextInput
    {...shared(rest)}
    type={type}
    value={value}
    autoComplete={autoComplete}
    {...(placeholder === undefined ? {} : { placeholder })}
    {...(autoFocus ? { 'data-autofocus': true } : {})}
    {...(list === undefined ? {} : { list })}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
);

/** Several lines of text; grows with them. */
export const AreaField = ({ value, onChange, rows = 4, ...rest }: FieldProps<string> & { readonly rows?: number }) => (
  <Textarea {...shared(rest)} value={value} rows={rows} resize="vertical" onChange={(event) => onChange(event.currentTarget.value)} />
);

/** A password, or another secret, that can be looked at. */
export function PasswordField({
  value,
  onChange,
  autoComplete,
  ...rest
}: FieldProps<string> & { readonly autoComplete: 'current-password' | 'new-password' | 'off' }) {
  const t = useTexts({ de, en });
  return (
    <PasswordInput
      {...shared(rest)}
      value={value}
      autoComplete={autoComplete}
      visibilityToggleButtonProps={{ 'aria-label': t.show, tabIndex: 0 }}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

export type Choice<T extends string> = { readonly value: T; readonly label: string; readonly disabled?: boolean };

/** One of a few; the browser's own list, which works on every phone. `''` shows "Bitte wählen" and gives no value. */
export function SelectField<T extends string>({
  value,
  onChange,
  choices,
  ...rest
}: Omit<FieldProps<T | ''>, 'onChange'> & { readonly onChange: (value: T) => void; readonly choices: readonly Choice<T>[] }) {
  const t = useTexts({ de, en });
  return (
    <NativeSelect
      {...shared(rest)}
      value={value}
      onChange={(event) => {
        const chosen = choices.find((one) => one.value === event.currentTarget.value);
        if (chosen) onChange(chosen.value);
      }}
    >
      {value === '' && !choices.some((one) => one.value === '') && <option value="">{t.please}</option>}
      {choices.map((one) => (
        <option key={one.value} value={one.value} disabled={one.disabled}>
          {one.label}
        </option>
      ))}
    </NativeSelect>
  );
}

/** Yes or no, saved with the form. */
export const CheckField = ({ value, onChange, label, help, error, required, disabled, name }: FieldProps<boolean>) => (
  <Checkbox
    label={label}
    description={help}
    error={error}
    checked={value}
    {...(required === undefined ? {} : { required })}
    {...(disabled === undefined ? {} : { disabled })}
    {...(name === undefined ? {} : { name })}
    onChange={(event) => onChange(event.currentTarget.checked)}
  />
);

/** On or off, done at once. */
export const SwitchField = ({ value, onChange, label, help, error, disabled, name }: FieldProps<boolean>) => (
  <Switch
    label={label}
    description={help}
    error={error}
    checked={value}
    {...(disabled === undefined ? {} : { disabled })}
    {...(name === undefined ? {} : { name })}
    onChange={(event) => onChange(event.currentTarget.checked)}
  />
);
