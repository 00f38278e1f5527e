import { useState } from 'react';
import { call } from '../../../web/call.ts';
import { useTexts } from '../../../web/language.tsx';
import { CheckField, SelectField } from '../../../web/parts/field.tsx';
import { ImportDialog } from '../../../web/parts/importdialog.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { usePlace } from '../../../web/place.ts';
import { useAction } from '../../../web/query.ts';
import { type ImportAnswer, importModel, importSheet } from '../inventory.contract.ts';
import { de, en } from '../screens.texts.ts';
import css from './inventory.module.css';
import { useTakeBack } from './removal.tsx';

const MOST = 12;

function Listed({ title, names }: { readonly title: string; readonly names: readonly string[] }) {
  const t = useTexts({ de, en });
  if (names.length === 0) return null;
  return (
    <div>
      <strong>
        {title}: {names.length}
      </strong>
      <ul>
        {names.slice(0, MOST).map((name, n) => (
          // oxlint-disable-next-line react/no-array-index-key -- names may occur twice
          <li key={n}>{name}</li>
        ))}
      </ul>
      {names.length > MOST && <span className="small muted">{t.andMore(names.length - MOST)}</span>}
    </div>
  );
}

function Look({ faults, added, changed, removed, same }: ImportAnswer) {
  const t = useTexts({ de, en });
  if (faults.length > 0)
    return (
      <div className={css['lists']}>
        <strong>{t.importFaults(faults.length)}</strong>
        <ul>
          {faults.slice(0, 50).map(({ pointer, message }) => (
            <li key={`${pointer} ${message}`}>
              {!pointer.startsWith('line') && pointer !== '' && <code>{pointer}: </code>}
              {message}
            </li>
          ))}
        </ul>
        {faults.length > 50 && <span className="small muted">{t.andMore(faults.length - 50)}</span>}
      </div>
    );
  return (
    <div className={css['lists']}>
      <Listed title={t.importAdded} names={added} />
      <Listed title={t.importChanged} names={changed} />
      <Listed title={t.importRemoved} names={removed} />
      {added.length + changed.length + removed.length === 0 && <p>{t.importNothing}</p>}
      {same > 0 && <p className="small muted">{t.importSame(same)}</p>}
    </div>
  );
}

type What = 'model' | 'nodes' | 'dependencies';

/** Reads a model file or a table: look first, then all or nothing, and back again with one press. */
export function InventoryImport() {
  const t = useTexts({ de, en });
  const { org } = usePlace();
  const toast = useToast();
  const takeBack = useTakeBack();
  const [what, setWhat] = useState<What>('nodes');
  const [replace, setReplace] = useState(false);
  const model = useAction(importModel);
  const sheet = useAction(importSheet);
  const how = replace ? ('replace' as const) : ('merge' as const);
  const isModel = (file: File) => what === 'model' || file.name.toLowerCase().endsWith('.json');
  const sheetOf = what === 'dependencies' ? ('dependencies' as const) : ('nodes' as const);
  return (
    <ImportDialog<ImportAnswer>
      label={t.importLabel}
      title={t.importTitle}
      accept={['.csv', '.txt', '.json']}
      read={(file) =>
        isModel(file)
          ? call(importModel, { org: org.slug, query: { preview: 'true', how }, body: file })
          : call(importSheet, { org: org.slug, query: { preview: 'true', what: sheetOf }, body: file })
      }
      preview={(answer) => <Look {...answer} />}
      acceptable={({ faults, added, changed, removed }) => faults.length === 0 && added.length + changed.length + removed.length > 0}
      problems={t.problems}
      onAccept={async (_, file) => {
        const done = isModel(file)
          ? await model.mutateAsync({ query: { how }, body: file })
          : await sheet.mutateAsync({ query: { what: sheetOf }, body: file });
        const { undoId } = done;
        if (!done.saved) throw new Error(done.faults[0]?.message ?? '');
        toast({
          text: t.importDone(done.added.length, done.changed.length, done.removed.length),
          ...(undoId === null ? {} : { undo: () => takeBack(undoId) }),
        });
      }}
    >
      <p className="muted">{t.importHelp}</p>
      <SelectField
        label={t.importWhat}
        value={what}
        onChange={setWhat}
        choices={(['nodes', 'dependencies', 'model'] as const).map((value) => ({ value, label: t.importKinds[value] }))}
      />
      {what === 'model' && <CheckField label={t.importReplace} value={replace} onChange={setReplace} />}
      <p className="small muted">{t.importPattern}</p>
    </ImportDialog>
  );
}
