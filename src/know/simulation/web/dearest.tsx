import { useEffect, useState } from 'react';
import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { useWords } from '../../../web/words.ts';
import { hasCalendars, type Model } from '../../model/model.ts';
import type { DearFailure } from '../dearest.ts';
import { rough } from './euros.tsx';
import css from './simulator.module.css';
import { de, en } from './simulator.texts.ts';
import type { Asked, Told } from './whatif.worker.ts';

const MOST = 8;

/** The dearest single failures, found beside the page; undefined until they are. */
function useDearest(model: Model, at: number): readonly DearFailure[] | undefined {
  const [found, setFound] = useState<readonly DearFailure[]>();
  useEffect(() => {
    const worker = new Worker(new URL('./whatif.worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<Told>) => {
      if ('dearest' in data) setFound(data.dearest);
    });
    worker.postMessage({ ask: 0, wants: 'dearest', model, at: hasCalendars(model) ? at : null, most: MOST } satisfies Asked);
    return () => worker.terminate();
  }, [model, at]);
  return found;
}

type DearestProps = { readonly model: Model; readonly at: number; readonly onAsk: (node: string) => void };

/** While nothing is asked: which single failures would cost most, each one press away. */
export function Dearest({ model, at, onAsk }: DearestProps) {
  const t = useTexts({ de, en });
  const w = useWords();
  const found = useDearest(model, at);
  const name = (id: string) => model.nodes.find((node) => node.id === id)?.name ?? id;
  if (found?.length === 0)
    return (
      <Card title={t.dearest}>
        <p className="muted">{t.dearestNone}</p>
      </Card>
    );
  return (
    <Card title={t.dearest}>
      <p className="small muted">{t.dearestHelp}</p>
      {!found && <p className="muted">{t.dearestWait}</p>}
      <ol className={css['stories']}>
        {found?.map(({ node, euros, hit }) => (
          <li key={node}>
            <div>
              <strong>{name(node)}</strong>
              <div className="small muted">{t.dearestHits(hit.slice(0, 3).map(name), hit.length - 3)}</div>
            </div>
            <div className={css['dear']}>
              <strong>{w.euro(rough(euros))}</strong>
              <Button small aria-label={`${t.ask}: ${name(node)}`} onClick={() => onAsk(node)}>
                {t.ask}
              </Button>
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}
