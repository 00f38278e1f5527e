import { type ReactNode, useId } from 'react';
import css from './guide.module.css';

type OptionsProps<T extends string> = {
  readonly legend: ReactNode;
  /** Why it is asked, or what is meant. */
  readonly help?: ReactNode;
  readonly value: T | undefined | null;
  readonly onChange: (value: T) => void;
  readonly options: readonly { readonly value: T; readonly label: ReactNode }[];
  readonly disabled?: boolean;
};

/** One question with a few answers side by side, each one press; the browser's own radio buttons. */
export function Options<T extends string>({ legend, help, value, onChange, options, disabled = false }: OptionsProps<T>) {
  const name = useId();
  return (
    <fieldset className={css['question']} disabled={disabled}>
      <legend>{legend}</legend>
      {help !== undefined && <p className="small muted">{help}</p>}
      <div className={css['options']}>
        {options.map((one) => (
          <label key={one.value} className={css['option']}>
            <input type="radio" name={name} checked={value === one.value} onChange={() => onChange(one.value)} />
            <span>{one.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
