import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { FaultNote } from '../../../web/parts/fault.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import * as list from '../list.texts.ts';
import { changeMany, listRemoved } from '../many.contract.ts';
import css from './checks.module.css';

/** What was deleted in the last day, each one press away from being back. */
export function Removed() {
  const l = useTexts(list);
  const w = useWords();
  const toast = useToast();
  const removed = useQueryOf(listRemoved, undefined, { topics: ['check'] }).data?.removed ?? [];
  const back = useAction(changeMany, { onDone: ({ changed }) => toast({ text: l.many.done['bring-back'](changed.length) }) });
  if (removed.length === 0) return null;
  return (
    <details className={css['advanced']}>
      <summary>{l.removed.title(removed.length)}</summary>
      <div>
        <ul className={css['suggestions']}>
          {removed.map(({ id, name, target, keptUntil }) => (
            <li key={id}>
              <span>
                {name}
                <span className={css['second']}>
                  {' '}
                  {target}, {l.removed.until(w.moment(keptUntil))}
                </span>
              </span>
              <Button
                small
                aria-label={l.removed.backName(name)}
                onClick={() => back.mutateAsync({ body: { ids: [id], deed: { kind: 'bring-back' } } })}
              >
                {l.removed.back}
              </Button>
            </li>
          ))}
        </ul>
        <FaultNote error={back.error} />
      </div>
    </details>
  );
}
