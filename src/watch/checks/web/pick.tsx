import css from './pick.module.css';

type PickProps<T extends string> = {
  /** For screen readers; what is chosen says the rest. */
  readonly label: string;
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly choices: readonly { readonly value: T; readonly label: string }[];
};

/** A small choice beside a title or a list, in one line with it. */
export const Pick = <T extends string>({ label, value, onChange, choices }: PickProps<T>) => (
  <select
    className={css['pick']}
    aria-label={label}
    value={value}
    onChange={(event) => {
      const chosen = choices.find((one) => one.value === event.currentTarget.value);
      if (chosen) onChange(chosen.value);
    }}
  >
    {choices.map((one) => (
      <option key={one.value} value={one.value}>
        {one.label}
      </option>
    ))}
  </select>
);
