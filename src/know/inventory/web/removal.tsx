import { useTexts } from '../../../web/language.tsx';
import { ConfirmButton } from '../../../web/parts/confirm.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useAction } from '../../../web/query.ts';
import { type InventoryView, removeNode, undoInventory } from '../inventory.contract.ts';
import type { InventoryNode } from '../inventory.ts';
import { tiesOf } from '../inview.ts';
import { de, en } from '../screens.texts.ts';

/** Gives a deed that takes an import or a removal back and says how that went. */
export function useTakeBack(): (undoId: string) => Promise<void> {
  const t = useTexts({ de, en });
  const toast = useToast();
  const undo = useAction(undoInventory);
  return async (undoId) => {
    try {
      await undo.mutateAsync({ params: { id: undoId } });
      toast({ text: t.undone });
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : '';
      toast({ tone: 'down', text: t.problems[code] ?? (error instanceof Error ? error.message : code) });
    }
  };
}

/** Removes an entry after saying what goes with it, and brings all of it back when that was wrong. */
export function RemoveNode({ node, inventory }: { readonly node: InventoryNode; readonly inventory: InventoryView }) {
  const t = useTexts({ de, en });
  const toast = useToast();
  const remove = useAction(removeNode);
  const takeBack = useTakeBack();
  return (
    <ConfirmButton
      label={t.remove}
      kind="plain"
      small
      title={t.removeTitle(node.name)}
      confirm={t.remove}
      problems={t.problems}
      onConfirm={async () => {
        const { undoId } = await remove.mutateAsync({ params: { key: node.key } });
        toast({ text: t.removed(node.name), undo: () => takeBack(undoId) });
      }}
    >
      <p>{t.removeText(tiesOf(inventory, node.key))}</p>
    </ConfirmButton>
  );
}
