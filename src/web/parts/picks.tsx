import { useId, useState } from 'react';
import { useLanguage } from '../language.tsx';
import css from './picks.module.css';

type Item = { readonly key: string; readonly name: string; readonly hint?: string };

type PicksProps = {
  readonly label: string;
  readonly help?: string;
  readonly items: readonly Item[];
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
  /** What is said when there is nothing to choose from. */
  readonly none?: string;
  readonly search: string;
};

const SEARCH_FROM = 10;

/** Several of many: a list to tick, searched when it is long; what is ticked comes first. */
export function Picks({ label, help, items, value, onChange, none, search }: PicksProps) {
  const { language } = useLanguage();
  const [wanted, setWanted] = useState('');
  const [first] = useState(() => new Set(value));
  const searchId = useId();
  const helpId = useId();
  const { compare } = new Intl.Collator(language, { numeric: true });
  const sorted = [...items].sort((a, b) => Number(first.has(b.key)) - Number(first.has(a.key)) || compare(a.name, b.name));
  const plain = wanted.trim().toLocaleLowerCase(language);
  const shown = sorted.filter(({ key, name }) => value.includes(key) || name.toLocaleLowerCase(language).includes(plain));
  return (
    <fieldset className={css['picks']} aria-describedby={help === undefined ? undefined : helpId}>
      <legend>{label}</legend>
      {help !== undefined && (
        <p id={helpId} className="small muted">
          {help}
        </p>
      )}
      {items.length === 0 && none !== undefined && <p className="small muted">{none}</p>}
      {items.length >= SEARCH_FROM && (
        <>
          <label htmlFor={searchId} className="visually-hidden">
            {`${label}: ${search}`}
          </label>
          <input
            id={searchId}
            type="search"
            className={css['search']}
            placeholder={search}
            value={wanted}
            onChange={(event) => setWanted(event.target.value)}
          />
        </>
      )}
      {items.length > 0 && (
        <ul className={css['picklist']}>
          {shown.map(({ key, name, hint }) => (
            <li key={key}>
              <label>
                <input
                  type="checkbox"
                  checked={value.includes(key)}
                  onChange={(event) => onChange(event.target.checked ? [...value, key] : value.filter((one) => one !== key))}
                />
                <span>
                  {name}
                  {hint !== undefined && <span className="small muted"> {hint}</span>}
                </span>
              </label>
            </li>
          ))}
        </ul>
      )}
    </fieldset>
  );
}
