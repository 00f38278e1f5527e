import { memo } from 'react';
import { Link } from 'wouter';
import { useTexts } from '../../../web/language.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { useHref } from '../../../web/place.ts';
import type { Model } from '../../model/model.ts';
import type { SimulationResult } from '../simulate.ts';
import { unsaidIn } from '../unsaid.ts';
import css from './simulator.module.css';
import { de, en } from './simulator.texts.ts';

const MOST = 3;

type UnsaidProps = { readonly model: Model; readonly result: SimulationResult; readonly malicious: boolean };

/** What should be asked next, because without it this very answer has no end, or none that is known. */
export const UnsaidTimes = memo(function UnsaidTimes({ model, result, malicious }: UnsaidProps) {
  const t = useTexts({ de, en });
  const href = useHref();
  const names = new Map(model.nodes.map(({ id, name }) => [id, name]));
  const asked = unsaidIn(model, result, malicious);
  if (asked.length === 0) return null;
  return (
    <Card title={t.unsaid}>
      <div className="stack">
        {asked.slice(0, MOST).map(({ node, field, never }) => (
          <p key={node} className={css['missing']}>
            {t.unsaidTime[field](names.get(node) ?? node)} {never ? t.unsaidNever : t.unsaidWhen}{' '}
            <Link href={`${href('know/inventory')}?node=${encodeURIComponent(node)}`} className="no-print">
              {t.enterNow}
            </Link>
          </p>
        ))}
        {asked.length > MOST && <p className="small muted">{t.unsaidMore(asked.length - MOST)}</p>}
      </div>
    </Card>
  );
});
