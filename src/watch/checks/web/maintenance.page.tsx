import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Chip } from '../../../web/parts/chip.tsx';
import { ConfirmButton } from '../../../web/parts/confirm.tsx';
import { Empty } from '../../../web/parts/empty.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { type Column, DataTable } from '../../../web/parts/table.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useEditing } from '../../../web/parts/useediting.ts';
import { useMay } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { useNow, useWords, type Words } from '../../../web/words.ts';
import { listMaintenance, removeMaintenance } from '../checks.contract.ts';
import { de, en } from '../maintenance.texts.ts';
import type { MaintenanceWindow, WindowTimes } from '../windows.ts';
import { WindowDialog } from './windowdialog.tsx';

type Shown = MaintenanceWindow & { readonly openUntil: number | null };

function whenText(times: WindowTimes, t: typeof de, w: Words): string {
  if (times.kind === 'once') return `${w.dateTime(times.from)} – ${w.dateTime(times.until)}`;
  const days = times.days.length === 7 ? t.weekly : times.days.map((day) => t.weekdays[day - 1] ?? '').join(', ');
  return `${days}, ${times.start}–${times.end}`;
}

function RemoveWindow({ window: { id, name } }: { readonly window: Shown }) {
  const t = useTexts({ de, en });
  const toast = useToast();
  const remove = useAction(removeMaintenance, { onDone: () => toast({ text: t.removed(name) }) });
  return (
    <ConfirmButton
      label={t.remove}
      kind="plain"
      small
      title={t.removeTitle(name)}
      confirm={t.remove}
      onConfirm={() => remove.mutateAsync({ params: { id } })}
    >
      <p>{t.removeText}</p>
    </ConfirmButton>
  );
}

/** Times in which nobody is told. */
export default function MaintenancePage() {
  const t = useTexts({ de, en });
  const w = useWords();
  const now = useNow();
  const mayWrite = useMay('watch.write');
  const editing = useEditing<Shown>();
  const query = useQueryOf(listMaintenance, undefined, { topics: ['check'], every: 60_000 });
  const open = query.data?.windows.find(({ openUntil }) => openUntil !== null);
  const count = query.data?.windows.length ?? 0;
  const headline =
    open?.openUntil != null ? t.headline.open(open.name, w.moment(open.openUntil)) : count === 0 ? t.headline.none : t.headline.some(count);
  const add = (
    <Button kind="main" onClick={editing.add}>
      {t.add}
    </Button>
  );
  const columns: readonly Column<Shown>[] = [
    { key: 'name', label: t.name, by: ({ name }) => name, cell: ({ name }) => name },
    {
      key: 'when',
      label: t.how,
      by: ({ times }) => (times.kind === 'once' ? times.from : 0),
      cell: ({ times, openUntil }) => (
        <>
          {whenText(times, t, w)} {openUntil !== null && <Chip tone="petrol">{t.open(w.moment(openUntil))}</Chip>}
          {times.kind === 'once' && times.until <= now && <Chip>{t.over}</Chip>}
        </>
      ),
    },
    {
      key: 'which',
      label: t.which,
      by: ({ checkIds }) => checkIds?.length ?? Number.MAX_SAFE_INTEGER,
      cell: ({ checkIds }) => (checkIds === null ? t.everything : t.count(checkIds.length)),
    },
  ];
  return (
    <Page title={t.title} headline={query.data ? headline : t.title} sub={t.sub} actions={mayWrite && count > 0 && add}>
      <Loaded query={query}>
        {({ windows }) => (
          <DataTable
            caption={t.title}
            rows={windows}
            rowKey={({ id }) => id}
            columns={columns}
            empty={
              <Empty title={t.emptyTitle} action={mayWrite && add}>
                {t.emptyText}
              </Empty>
            }
            {...(mayWrite
              ? {
                  actions: (window: Shown) => (
                    <>
                      <Button small onClick={() => editing.change(window)}>
                        {t.change}
                      </Button>
                      <RemoveWindow window={window} />
                    </>
                  ),
                }
              : {})}
          />
        )}
      </Loaded>
      <WindowDialog key={editing.key} {...editing.dialog} />
    </Page>
  );
}
