import { useTexts } from '../../../../web/language.tsx';
import { Button } from '../../../../web/parts/button.tsx';
import { SelectField } from '../../../../web/parts/field.tsx';
import { de, en } from '../escalation.texts.ts';
import css from './escalation.module.css';

type Named = { readonly id: string; readonly name: string };

type PeopleFieldProps = {
  readonly label: string;
  readonly people: readonly Named[];
  readonly value: readonly string[];
  readonly onChange: (ids: string[]) => void;
  /** Their order counts and can be changed. */
  readonly ordered?: boolean;
  readonly error?: string | undefined;
};

/** A list of people to add to and take from. */
export function PeopleField({ label, people, value, onChange, ordered = false, error }: PeopleFieldProps) {
  const t = useTexts({ de, en });
  const nameOf = (id: string) => people.find((one) => one.id === id)?.name ?? t.gone;
  const free = people.filter(({ id }) => !value.includes(id));
  const up = (at: number) => onChange(value.flatMap((id, i) => (i === at - 1 ? [value[at] ?? id, id] : i === at ? [] : [id])));
  return (
    <div>
      <SelectField
        label={label}
        value="none"
        error={error}
        choices={[{ value: 'none', label: t.people.add }, ...free.map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={(id) => {
          if (id !== 'none' && id !== '') onChange([...value, id]);
        }}
      />
      <ul className={css['list']}>
        {value.map((id, at) => (
          <li key={id}>
            <span>
              {ordered && <span className="muted">{at + 1}. </span>}
              {nameOf(id)}
            </span>
            <span className="row">
              {ordered && at > 0 && (
                <Button kind="plain" small aria-label={t.rotas.up(nameOf(id))} onClick={() => up(at)}>
                  <span aria-hidden="true">↑</span>
                </Button>
              )}
              <Button
                kind="plain"
                small
                aria-label={t.people.remove(nameOf(id))}
                onClick={() => onChange(value.filter((one) => one !== id))}
              >
                <span aria-hidden="true">×</span>
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
