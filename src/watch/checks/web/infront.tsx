import { useTexts } from '../../../web/language.tsx';
import { CheckField } from '../../../web/parts/field.tsx';
import { useQueryOf } from '../../../web/query.ts';
import { de, en } from '../behind.texts.ts';
import { type CheckInput, listChecks } from '../checks.contract.ts';
import css from './checks.module.css';

type Part = Pick<CheckInput, 'behind' | 'ownLine'>;
type InFrontProps = Part & { readonly self: string | undefined; readonly onChange: (part: Partial<Part>) => void };

/** What lies in front of a check, and whether it stands for the own line. */
export function InFront({ self, behind, ownLine, onChange }: InFrontProps) {
  const t = useTexts({ de, en });
  const all = useQueryOf(listChecks, { query: {} }, { topics: ['check'] }).data?.checks;
  const others = (all ?? []).filter(({ id }) => id !== self);
  const known = behind.filter((id) => all === undefined || others.some((one) => one.id === id));
  return (
    <details className={css['advanced']} open={ownLine || behind.length > 0}>
      <summary>{t.title}</summary>
      <div className="stack">
        <p className="small muted">{t.help}</p>
        {others.length === 0 ? (
          <p className="small">{t.none}</p>
        ) : (
          <fieldset className={css['picks']}>
            <legend className="visually-hidden">{t.title}</legend>
            {others.map(({ id, name }) => (
              <CheckField
                key={id}
                label={name}
                value={behind.includes(id)}
                onChange={(on) => onChange({ behind: on ? [...known, id] : known.filter((one) => one !== id) })}
              />
            ))}
          </fieldset>
        )}
        <CheckField label={t.ownLine} help={t.ownLineHelp} value={ownLine} onChange={(on) => onChange({ ownLine: on })} />
      </div>
    </details>
  );
}
