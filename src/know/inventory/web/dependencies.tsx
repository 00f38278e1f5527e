import { useState } from 'react';
import { urlOf } from '../../../web/call.ts';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { ConfirmButton } from '../../../web/parts/confirm.tsx';
import { Empty } from '../../../web/parts/empty.tsx';
import { DataTable } from '../../../web/parts/table.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useMay, usePlace } from '../../../web/place.ts';
import { useAction } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import { addDependency, exportSheet, type InventoryView, removeDependency } from '../inventory.contract.ts';
import type { InventoryDependency } from '../inventory.ts';
import { msOf } from '../inview.ts';
import { de, en } from '../screens.texts.ts';
import { DependencyDialog } from './dependencydialog.tsx';

function Remove({ dependency, name }: { readonly dependency: InventoryDependency; readonly name: string }) {
  const t = useTexts({ de, en });
  const toast = useToast();
  const remove = useAction(removeDependency);
  const add = useAction(addDependency);
  const { id, ...contents } = dependency;
  return (
    <ConfirmButton
      label={t.remove}
      kind="plain"
      small
      title={t.removeTitle(name)}
      confirm={t.remove}
      onConfirm={async () => {
        await remove.mutateAsync({ params: { id } });
        toast({ text: t.removed(name), undo: () => add.mutateAsync({ body: { ...contents, on: [...contents.on] } }) });
      }}
    >
      <p>{t.removeText([])}</p>
    </ConfirmButton>
  );
}

/** Who needs what. */
export function Dependencies({ inventory }: { readonly inventory: InventoryView }) {
  const t = useTexts({ de, en });
  const w = useWords();
  const { org } = usePlace();
  const { language } = useLanguage();
  const mayWrite = useMay('know.write');
  const [editing, setEditing] = useState<InventoryDependency | 'new' | undefined>();
  const names = new Map(inventory.nodes.map(({ key, name }) => [key, name]));
  const ofName = (one: InventoryDependency) => names.get(one.of) ?? one.of;
  const onNames = (one: InventoryDependency) => one.on.map((key) => names.get(key) ?? key).join(' / ');
  const add = mayWrite && inventory.nodes.length > 1 && (
    <Button kind="main" onClick={() => setEditing('new')}>
      {t.addDependency}
    </Button>
  );
  return (
    <>
      <DataTable
        caption={t.tabs.dependencies}
        rows={inventory.dependencies}
        rowKey={({ id }) => id}
        exportHref={urlOf(exportSheet, { org: org.slug, query: { what: 'dependencies', language } })}
        tools={add}
        columns={[
          { key: 'of', label: t.of, by: ofName, cell: ofName },
          {
            key: 'on',
            label: t.on,
            by: onNames,
            cell: (one) => (
              <>
                {onNames(one)}
                {one.any && <div className="small muted">{t.atLeastOf(one.atLeast, one.on.length)}</div>}
              </>
            ),
          },
          {
            key: 'buffer',
            label: t.bufferShort,
            by: (one) => msOf(one.buffer) ?? 0,
            cell: (one) => {
              const buffer = msOf(one.buffer);
              return buffer === null || buffer === 0 ? <span className="muted">{t.noBuffer}</span> : w.span(buffer);
            },
          },
          { key: 'loss', label: t.lossColumn, by: (one) => one.loss, cell: (one) => w.percent(one.loss) },
          { key: 'for', label: t.purposeLabel, by: (one) => t.purpose[one.for], cell: (one) => t.purpose[one.for] },
        ]}
        empty={
          <Empty title={t.dependenciesEmpty} action={add}>
            {t.dependenciesEmptyText}
          </Empty>
        }
        {...(mayWrite
          ? {
              actions: (one: InventoryDependency) => (
                <>
                  <Button small onClick={() => setEditing(one)}>
                    {t.edit}
                  </Button>
                  <Remove dependency={one} name={`${ofName(one)} → ${onNames(one)}`} />
                </>
              ),
            }
          : {})}
      />
      <DependencyDialog
        key={editing === 'new' ? 'new' : editing?.id}
        open={editing !== undefined}
        dependency={editing === 'new' ? undefined : editing}
        inventory={inventory}
        onClose={() => setEditing(undefined)}
      />
    </>
  );
}
