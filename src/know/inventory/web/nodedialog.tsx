import { Link } from 'wouter';
import { useTexts } from '../../../web/language.tsx';
import { Dialog } from '../../../web/parts/dialog.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useHref, useMay } from '../../../web/place.ts';
import { useAction } from '../../../web/query.ts';
import { changeNode, type InventoryView } from '../inventory.contract.ts';
import type { InventoryNode } from '../inventory.ts';
import { dependantsOf } from '../inview.ts';
import { de, en } from '../screens.texts.ts';
import { Needs } from './needs.tsx';
import { NodeForm } from './nodeform.tsx';

type NodeDialogProps = {
  readonly node: InventoryNode | undefined;
  readonly inventory: InventoryView;
  readonly onClose: () => void;
};

/** One entry of the inventory: what it needs, who needs it, and everything said about it. */
export function NodeDialog({ node, inventory, onClose }: NodeDialogProps) {
  const t = useTexts({ de, en });
  const toast = useToast();
  const href = useHref();
  const mayWrite = useMay('know.write');
  const change = useAction(changeNode, {
    onDone: () => {
      toast({ text: t.saved });
      onClose();
    },
  });
  const names = new Map(inventory.nodes.map(({ key, name }) => [key, name]));
  const above = node ? dependantsOf(inventory, node.key) : [];
  return (
    <Dialog open={node !== undefined} onClose={onClose} title={node?.name ?? ''} wide>
      {node && (
        <>
          {above.length > 0 && (
            <p className="small">
              <strong>{t.neededBy}:</strong>{' '}
              {above.map((key, n) => (
                <span key={key}>
                  {n > 0 && ', '}
                  <Link href={`${href('know/inventory')}?node=${encodeURIComponent(key)}`}>{names.get(key) ?? key}</Link>
                </span>
              ))}
            </p>
          )}
          {mayWrite && <Needs node={node} inventory={inventory} />}
          {mayWrite && (
            <NodeForm
              key={node.key}
              node={node}
              inventory={inventory}
              busy={change.isPending}
              error={change.error}
              onSave={(body) => change.mutate({ params: { key: node.key }, body })}
              onCancel={onClose}
            />
          )}
        </>
      )}
    </Dialog>
  );
}
