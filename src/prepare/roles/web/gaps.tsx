import { Link } from 'wouter';
import { useTexts } from '../../../web/language.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { Chip } from '../../../web/parts/chip.tsx';
import { useHref } from '../../../web/place.ts';
import { de as readinessDe, en as readinessEn } from '../readiness.texts.ts';
import { gapLink, type RoleGap } from '../readiness.ts';
import { de, en } from '../roles.texts.ts';
import css from './roles.module.css';

/** What is missing in roles and their people, each with the way to where it is mended. */
export function Gaps({ gaps }: { readonly gaps: readonly RoleGap[] }) {
  const t = useTexts({ de, en });
  const say = useTexts({ de: readinessDe, en: readinessEn });
  const href = useHref();
  return (
    <Card title={t.gaps} tone={gaps.length > 0 ? 'degraded' : 'plain'}>
      {gaps.length === 0 ? (
        <Chip tone="ok">{t.complete}</Chip>
      ) : (
        <ul className={css['gaps']}>
          {gaps.map((gap) => (
            <li key={JSON.stringify(gap)}>
              <span>{say.gap(gap)}</span>
              {gapLink(gap).includes('?') && (
                <Link href={href(gapLink(gap))} aria-label={`${t.mend}: ${say.gap(gap)}`}>
                  {t.mend}
                </Link>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
