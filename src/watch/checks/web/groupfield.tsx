import { useId } from 'react';
import { TextField } from '../../../web/parts/field.tsx';
import type { Check } from '../checks.contract.ts';

type GroupFieldProps = {
  readonly label: string;
  readonly help?: string;
  readonly value: string | null;
  readonly onChange: (group: string | null) => void;
  readonly error?: string | undefined;
  /** Whose groups are offered. */
  readonly checks: readonly Pick<Check, 'group'>[];
};

/** The name of a group: one of those there are, or a new one. */
export function GroupField({ value, onChange, checks, ...rest }: GroupFieldProps) {
  const id = useId();
  const groups = [...new Set(checks.flatMap(({ group }) => (group === null ? [] : [group])))].sort();
  return (
    <>
      <TextField {...rest} value={value ?? ''} list={id} onChange={(text) => onChange(text === '' ? null : text)} />
      <datalist id={id}>
        {groups.map((group) => (
          <option key={group}>{group}</option>
        ))}
      </datalist>
    </>
  );
}
