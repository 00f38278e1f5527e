import { useTexts } from '../../../web/language.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { mayDo, Right, Role } from '../../roles/rights.ts';
import { de, en } from '../people.texts.ts';
import css from './people.module.css';

/** Who may do what, read from the rights table itself, so that it cannot say anything else than what holds. */
export function RightsTable() {
  const { people: t, roles, deeds } = useTexts({ de, en });
  const shown = Right.options.flatMap((right) => (right in deeds ? [{ right, words: deeds[right as keyof typeof deeds] }] : []));
  return (
    <Card title={t.table}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <div className={css['scroll']} tabIndex={0}>
        <table className={css['rights']}>
          <thead>
            <tr>
              <th scope="col">{t.deed}</th>
              {Role.options.map((role) => (
                <th key={role} scope="col">
                  {roles[role]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ right, words }) => (
              <tr key={right}>
                <th scope="row">{words}</th>
                {Role.options.map((role) => {
                  const may = mayDo(role, right);
                  return (
                    <td key={role} className={may ? css['may'] : css['mayNot']}>
                      <span aria-hidden="true">{may ? '✓' : '–'}</span>
                      <span className="visually-hidden">{may ? t.may : t.mayNot}</span>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
