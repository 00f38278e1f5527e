import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { NumberField } from '../../../web/parts/numberfield.tsx';
import { useQueryOf } from '../../../web/query.ts';
import { de, en } from '../guide.texts.ts';
import { listBranches } from '../selfcheck.contract.ts';
import css from './guide.module.css';
import type { Guide } from './useguide.ts';

/** What kind of firm, how many people, how much revenue. */
export function FirmStep({ guide, disabled }: { readonly guide: Guide; readonly disabled: boolean }) {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const query = useQueryOf(listBranches);
  const { answers, change } = guide;
  return (
    <Card title={t.step.firm}>
      <fieldset className={css['question']} disabled={disabled}>
        <legend>{t.branch}</legend>
        <p className="small muted">{t.branchHelp}</p>
        <Loaded query={query}>
          {({ branches }) => (
            <div className={css['branches']}>
              {branches.map((one) => (
                <label key={one.id} className={css['option']} aria-label={one.name[language]}>
                  <input
                    type="radio"
                    name="branch"
                    checked={answers.branch === one.id}
                    onChange={() => change({ branch: one.id, processes: {} })}
                  />
                  <span>
                    <strong>{one.name[language]}</strong>
                    <br />
                    <span className="small muted">{one.about[language]}</span>
                  </span>
                </label>
              ))}
            </div>
          )}
        </Loaded>
      </fieldset>
      <div className="stack">
        <NumberField
          label={t.employees}
          help={t.employeesHelp}
          value={answers.employees}
          disabled={disabled}
          onChange={(employees) => {
            if (employees === null || (Number.isInteger(employees) && employees >= 1 && employees <= 100_000))
              change({ employees }, 'employees');
          }}
        />
        <NumberField
          label={t.revenue}
          help={t.revenueHelp}
          value={answers.revenue}
          disabled={disabled}
          onChange={(revenue) => {
            if (revenue === null || (revenue >= 0 && revenue <= 1e12)) change({ revenue }, 'revenue');
          }}
        />
      </div>
    </Card>
  );
}
