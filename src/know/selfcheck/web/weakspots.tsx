import { addMeasure, listMeasures } from '../../../learn/measures/measures.contract.ts';
import { useTexts } from '../../../web/language.tsx';
import { Button, LinkButton } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { FaultNote } from '../../../web/parts/fault.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useHref, useMay } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { useNow } from '../../../web/words.ts';
import { readInventory } from '../../inventory/inventory.contract.ts';
import { readOwnership } from '../selfcheck.contract.ts';
import { de, en } from '../weakspots.texts.ts';
import { proposalOf, type StepTried, weakSpots } from '../weakspots.ts';
import css from './longcheck.module.css';

/** What is weak for sure, each with the measure that helps; one press notes it on the board. */
export function WeakSpots({ rungs }: { readonly rungs: readonly StepTried[] }) {
  const t = useTexts({ de, en });
  const now = useNow();
  const toast = useToast();
  const href = useHref();
  const may = useMay('learn.write');
  const reads = useMay('learn.read');
  const inventory = useQueryOf(readInventory, undefined, { topics: ['node'] });
  const ownership = useQueryOf(readOwnership, undefined, { topics: ['ownership'] });
  const board = useQueryOf(listMeasures, undefined, { topics: ['measure'], enabled: reads });
  const add = useAction(addMeasure, { onDone: () => toast({ text: t.noted }) });
  if (!inventory.data || !ownership.data) return null;
  const spots = weakSpots(inventory.data, ownership.data.answers, rungs, now);
  const noted = new Set(board.data?.measures.map(({ proposal }) => proposal));
  return (
    <Card
      title={t.title}
      aside={
        reads && (
          <LinkButton small href={href('learn/measures')}>
            {t.board}
          </LinkButton>
        )
      }
    >
      {spots.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        <ol className={css['measures']}>
          {spots.map((spot) => {
            const [proposal, title] = [proposalOf(spot), t.measure(spot)];
            return (
              <li key={proposal}>
                {title}{' '}
                {noted.has(proposal) ? (
                  <span className="small muted">· {t.onBoard}</span>
                ) : (
                  may && (
                    <Button
                      small
                      kind="plain"
                      aria-label={`${t.toBoard}: ${title}`}
                      onClick={() => add.mutateAsync({ body: { title, reason: t.reason, proposal } })}
                    >
                      {t.toBoard}
                    </Button>
                  )
                )}
              </li>
            );
          })}
        </ol>
      )}
      <FaultNote error={add.error} />
    </Card>
  );
}
