import { useState } from 'react';
import { DAY, type Duration, duration, HOUR, MINUTE } from '../../kernel/instant.ts';
import { useTexts } from '../language.tsx';
import css from './durationfield.module.css';
import type { FieldProps } from './field.tsx';
import { NumberField } from './numberfield.tsx';
import { de, en } from './parts.texts.ts';

type Unit = 'minutes' | 'hours' | 'days';
const sizes: Readonly<Record<Unit, number>> = { minutes: MINUTE, hours: HOUR, days: DAY };
const units = ['minutes', 'hours', 'days'] as const;

/** The largest unit in which the span is a whole or half number. */
const fitting = (ms: number | null): Unit =>
  ms === null || ms === 0 ? 'hours' : ([...units].reverse().find((unit) => (ms / sizes[unit]) % 0.5 === 0) ?? 'minutes');

/** A span of time as a number and a unit; `null` while it is empty. Milliseconds in and out. */
export function DurationField({ value, onChange, label, ...rest }: FieldProps<Duration | number | null> & { readonly label: string }) {
  const t = useTexts({ de, en });
  const [unit, setUnit] = useState<Unit>(() => fitting(value));
  const give = (number: number | null, size: Unit) => onChange(number === null ? null : duration(Math.round(number * sizes[size])));
  const number = value === null ? null : value / sizes[unit];
  return (
    <div className={css['pair']}>
      <NumberField {...rest} key={unit} label={label} value={number} onChange={(next) => give(next, unit)} />
      <label>
        <span className="visually-hidden">
          {label}: {t.unit}
        </span>
        <select
          value={unit}
          disabled={rest.disabled}
          onChange={(event) => {
            const next = units.find((one) => one === event.target.value) ?? 'hours';
            setUnit(next);
            give(number, next);
          }}
        >
          {units.map((one) => (
            <option key={one} value={one}>
              {t.durationUnits[one]}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
