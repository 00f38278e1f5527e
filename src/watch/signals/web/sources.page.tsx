import { useState } from 'react';
import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Chip } from '../../../web/parts/chip.tsx';
import { ConfirmButton } from '../../../web/parts/confirm.tsx';
import { Empty } from '../../../web/parts/empty.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { type Column, DataTable } from '../../../web/parts/table.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useMay } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { useWords, type Words } from '../../../web/words.ts';
import { de, en } from '../screens.texts.ts';
import { bringSourceBack, listSources, removeSource, renewSecret, type SourceView } from '../sources.contract.ts';
import { Rules } from './rules.tsx';
import css from './signals.module.css';
import { HowTo, type HowToOf, SourceDialog } from './sourcedialog.tsx';

const columnsOf = (all: typeof de, w: Words): Column<SourceView>[] => {
  const t = all.sources;
  return [
    {
      key: 'name',
      label: t.name,
      by: ({ name }) => name,
      cell: ({ name, kind, proof }) => (
        <>
          {name}
          <div className={css['second']}>
            {all.kinds[kind]}, {t.proofs[proof]}
          </div>
        </>
      ),
    },
    {
      key: 'heard',
      label: t.heard,
      by: ({ heardAt }) => heardAt,
      cell: ({ heardAt, silent, refusal }) => (
        <>
          {heardAt === null ? <span className="muted">{t.never}</span> : w.ago(heardAt)}{' '}
          {silent && <Chip tone="degraded">{t.silentChip}</Chip>}
          {refusal !== null && refusal.at > (heardAt ?? 0) && (
            <div className={css['second']}>{t.refused(w.ago(refusal.at), all.refusals[refusal.code])}</div>
          )}
        </>
      ),
    },
    {
      key: 'expect',
      label: t.expect,
      by: ({ expectMs }) => expectMs,
      cell: ({ expectMs }) => (expectMs === null ? <span className="muted">{t.noExpect}</span> : t.every(w.span(expectMs))),
    },
    {
      key: 'critical',
      label: t.criticalLabel,
      by: ({ critical }) => all.critical[critical],
      cell: ({ critical }) => all.critical[critical],
    },
    { key: 'open', label: t.openCount, align: 'end', by: ({ open }) => open, cell: ({ open }) => w.number(open) },
  ];
};

type DeedsProps = { readonly source: SourceView; readonly onHowTo: (of: HowToOf) => void; readonly onEdit: () => void };

function Deeds({ source, onHowTo, onEdit }: DeedsProps) {
  const t = useTexts({ de, en }).sources;
  const toast = useToast();
  const { id, name } = source;
  const renew = useAction(renewSecret, { onDone: ({ secret }) => onHowTo({ ...source, secret }) });
  const back = useAction(bringSourceBack);
  const remove = useAction(removeSource, {
    onDone: () => toast({ text: t.removed(name), undo: () => back.mutateAsync({ params: { id } }) }),
  });
  const about = <span className="visually-hidden"> {name}</span>;
  const params = { id };
  return (
    <div className="row">
      <Button small onClick={() => onHowTo({ ...source, secret: null })}>
        {t.howToButton}
        {about}
      </Button>
      <Button small onClick={onEdit}>
        {t.edit}
        {about}
      </Button>
      <ConfirmButton
        small
        kind="quiet"
        label={
          <>
            {t.renew}
            {about}
          </>
        }
        title={t.renewTitle(name)}
        confirm={t.renew}
        onConfirm={() => renew.mutateAsync({ params })}
      >
        <p>{t.renewText}</p>
      </ConfirmButton>
      <ConfirmButton
        small
        label={
          <>
            {t.remove}
            {about}
          </>
        }
        title={t.removeTitle(name)}
        confirm={t.remove}
        onConfirm={() => remove.mutateAsync({ params })}
      >
        <p>{t.removeText}</p>
      </ConfirmButton>
    </div>
  );
}

/** Who sends signals, and what they call the assets. */
export default function SourcesPage() {
  const all = useTexts({ de, en });
  const t = all.sources;
  const w = useWords();
  const mayWrite = useMay('watch.write');
  const [howTo, setHowTo] = useState<HowToOf>();
  const [editing, setEditing] = useState<{ readonly known: SourceView | undefined }>();
  const query = useQueryOf(listSources, undefined, { topics: ['signal', 'asset'], every: 30_000 });
  const list = query.data?.sources ?? [];
  const silent = list.filter((one) => one.silent).map(({ name }) => name);
  const headline = silent.length > 0 ? t.silent(silent.slice(0, 3).join(', ')) : list.length === 0 ? t.none : t.fine(list.length);
  const add = (label: string) => (
    <Button kind="main" onClick={() => setEditing({ known: undefined })}>
      {label}
    </Button>
  );
  return (
    <Page title={t.title} headline={query.data ? headline : t.title} sub={t.sub} actions={mayWrite && list.length > 0 && add(t.add)}>
      <Loaded query={query}>
        {({ sources, rules }) => (
          <div className="stack">
            <DataTable
              caption={t.caption}
              rows={sources}
              rowKey={({ id }) => id}
              columns={columnsOf(all, w)}
              {...(mayWrite
                ? {
                    actions: (source: SourceView) => (
                      <Deeds source={source} onHowTo={setHowTo} onEdit={() => setEditing({ known: source })} />
                    ),
                  }
                : {})}
              empty={
                <Empty title={t.emptyTitle} action={mayWrite && add(t.addFirst)}>
                  {t.emptyText}
                </Empty>
              }
            />
            {sources.length + rules.length > 0 && <Rules rules={rules} />}
          </div>
        )}
      </Loaded>
      <SourceDialog
        open={editing !== undefined}
        known={editing?.known}
        onClose={() => setEditing(undefined)}
        onSaved={() => setEditing(undefined)}
        onMade={(made) => {
          setEditing(undefined);
          setHowTo(made);
        }}
      />
      <HowTo of={howTo} onClose={() => setHowTo(undefined)} />
    </Page>
  );
}
