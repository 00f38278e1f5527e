import { useEffect, useState } from 'react';
import type { AnswerOf } from '../../../kernel/contract.ts';
import { useTexts } from '../../../web/language.tsx';
import { Button, LinkButton } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { FaultNote } from '../../../web/parts/fault.tsx';
import { CheckField } from '../../../web/parts/field.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useHref } from '../../../web/place.ts';
import { useAction } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import { undoInventory } from '../../inventory/inventory.contract.ts';
import type { Inventory } from '../../inventory/inventory.ts';
import { de, en } from '../guide.texts.ts';
import { applyGuide } from '../selfcheck.contract.ts';
import css from './guide.module.css';
import type { Guide } from './useguide.ts';

type Outcome = AnswerOf<typeof applyGuide>;
type Props = { readonly guide: Guide; readonly inventory: Inventory; readonly disabled: boolean; readonly appliedAt: number | null };

/** What follows from the answers, what that does to the inventory, and the one press that takes it over. */
export function ResultStep({ guide, inventory, disabled, appliedAt }: Props) {
  const t = useTexts({ de, en });
  const w = useWords();
  const href = useHref();
  const toast = useToast();
  const [overwrite, setOverwrite] = useState<readonly string[]>([]);
  const preview = useAction(applyGuide);
  const undo = useAction(undoInventory, { onDone: () => toast({ text: t.undone }) });
  const look = (keys: readonly string[]) =>
    void guide
      .kept()
      .then(() => preview.mutateAsync({ body: { overwrite: [...keys], preview: true } }))
      // The failure is shown from `preview.error` or by the page itself.
      .catch(() => undefined);
  const apply = useAction(applyGuide, {
    onDone: ({ added, updated, removed, undoId }: Outcome) => {
      const n = added.length + updated.length + removed.length;
      toast({
        text: t.applied(n),
        ...(undoId === null ? {} : { undo: () => undo.mutateAsync({ params: { id: undoId } }).then(() => look(overwrite)) }),
      });
      look(overwrite);
    },
  });
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- asked once when the step is opened, and after each deed
  useEffect(() => (disabled ? undefined : look([])), []);

  const count = (kind: (kind: string) => boolean) => inventory.nodes.filter((node) => kind(node.kind)).length;
  const seen = preview.data;
  const list = (word: string, names: readonly string[]) =>
    names.length > 0 && (
      <details>
        <summary>{t.previewCount(word, names.length)}</summary>
        <p className="small muted">{names.join(' · ')}</p>
      </details>
    );
  const changes = seen ? seen.added.length + seen.updated.length + seen.removed.length : 0;
  return (
    <Card title={t.result}>
      <div className="stack">
        <p>
          {t.resultCounts(
            count((kind) => kind === 'process'),
            count((kind) => kind !== 'process' && kind !== 'cause'),
            count((kind) => kind === 'cause'),
          )}
        </p>
        {seen && changes === 0 && seen.kept.length === 0 && <p>{t.nothingNew}</p>}
        {seen && (
          <div>
            {list(t.preview.added, seen.added)}
            {list(t.preview.updated, seen.updated)}
            {list(t.preview.removed, seen.removed)}
            {(seen.kept.length > 0 || overwrite.length > 0) && (
              <div>
                <p>{t.previewCount(t.preview.kept, seen.kept.length)}</p>
                {inventory.nodes.length > 0 &&
                  [
                    ...new Map([...seen.kept.map((one) => [one.key, one.name] as const), ...overwrite.map((key) => [key, key] as const)]),
                  ].map(([key, name]) => (
                    <div key={key} className={css['item']}>
                      <CheckField
                        label={t.overwrite(name)}
                        value={overwrite.includes(key)}
                        onChange={(on) => setOverwrite(on ? [...overwrite, key] : overwrite.filter((one) => one !== key))}
                      />
                    </div>
                  ))}
              </div>
            )}
          </div>
        )}
        <p className="small muted">
          {t.applyHelp} {appliedAt !== null && t.appliedAt(w.ago(appliedAt))}
        </p>
        {!disabled && (
          <div className="row">
            <Button
              kind={seen && changes === 0 && overwrite.length === 0 ? 'quiet' : 'main'}
              busy={apply.isPending}
              onClick={() => guide.kept().then(() => apply.mutateAsync({ body: { overwrite: [...overwrite], preview: false } }))}
            >
              {t.apply}
            </Button>
            {appliedAt !== null && (
              <>
                <LinkButton href={href('know/what-if')}>{t.toWhatIf}</LinkButton>
                <LinkButton href={href('know/map')}>{t.toMap}</LinkButton>
              </>
            )}
          </div>
        )}
        <FaultNote error={apply.error ?? preview.error ?? undo.error} problems={t.problems} />
      </div>
    </Card>
  );
}
