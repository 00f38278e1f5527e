import type { AcrossTx } from '../../../db/work.ts';
import { hearCleared, raiseOnce } from './paging.on.ts';
import { de, en } from './paging.texts.ts';

const CAUSE = 'krisenfest:not-saving';

/** krisenfest itself does not save any more: in every organisation like any failure that wakes; or it saves again. */
export async function tellNotSaving(across: AcrossTx, notice: { readonly why: 'full' | 'read-only' | 'damaged' } | null): Promise<void> {
  for (const { id } of await across.db.selectFrom('organisation').select('id').execute()) {
    const tx = across.in(id);
    if (notice === null) await hearCleared(tx, CAUSE);
    else {
      const title = { de: de.own.notSaving[notice.why], en: en.own.notSaving[notice.why] };
      const detail = { de: de.own.notSavingDetail, en: en.own.notSavingDetail };
      await raiseOnce(tx, { cause: CAUSE, title, detail, nodeId: null, nature: 'own' });
    }
  }
}
