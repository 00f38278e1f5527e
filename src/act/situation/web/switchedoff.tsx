import { Link } from 'wouter';
import { useTexts } from '../../../web/language.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { useHref, useMay } from '../../../web/place.ts';
import { useWords } from '../../../web/words.ts';
import type { SwitchedOff } from '../situation.contract.ts';
import { de, en } from '../situation.texts.ts';
import css from './situation.module.css';

/** What we have switched off ourselves: it counts as failed, and nobody need look for the fault. */
export function SwitchedOffCard({ off }: { readonly off: readonly SwitchedOff[] }) {
  const t = useTexts({ de, en }).off;
  const w = useWords();
  const href = useHref();
  const mayWatch = useMay('watch.read');
  return (
    <Card title={t.title} tone="degraded">
      <ul className={css['list']}>
        {off.map(({ signalId, nodeId, name, since, until, reason, by }) => (
          <li key={signalId} className={css['broken']}>
            <strong>{nodeId === null ? t.all : name}</strong>
            <div className="small">{reason}</div>
            <div className="small muted">
              {t.since(w.moment(since), by)}, {until === null ? t.open : t.until(w.until(until))}
            </div>
          </li>
        ))}
      </ul>
      {mayWatch && <Link href={href('watch/signals')}>{t.on}</Link>}
    </Card>
  );
}
