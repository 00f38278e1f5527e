import { memo } from 'react';
import { useTexts } from '../../../web/language.tsx';
import { Card } from '../../../web/parts/card.tsx';
import type { Model } from '../../model/model.ts';
import type { SimulationResult } from '../simulate.ts';
import { de, en } from '../whatif.texts.ts';

/** What waits for each other in a circle, so that none of it comes back. */
export const Deadlocks = memo(function Deadlocks({ model, result }: { readonly model: Model; readonly result: SimulationResult }) {
  const t = useTexts({ de, en });
  const names = new Map(model.nodes.map(({ id, name }) => [id, name]));
  if (result.deadlocks.length === 0) return null;
  return (
    <Card title={t.deadlock} tone="down">
      <div className="stack">
        {result.deadlocks.map((circle) => (
          <p key={circle.join(' ')}>{t.deadlockText(circle.map((id) => names.get(id) ?? id))}</p>
        ))}
        <p className="small muted">{t.deadlockHelp}</p>
      </div>
    </Card>
  );
});
