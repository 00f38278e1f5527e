import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { FaultNote } from '../../../web/parts/fault.tsx';
import { SwitchField } from '../../../web/parts/field.tsx';
import { DataTable } from '../../../web/parts/table.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useMay } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import type { ScanView } from '../discovery.contract.ts';
import { listRepeats, listScanNews, putRepeat, takeNoteOfScan } from '../repeat.contract.ts';
import { de, en } from '../repeat.texts.ts';

/** Whether the domain of a scan is looked at again each month; off until somebody switches it on. */
export function Monthly({ scan }: { readonly scan: Pick<ScanView, 'id' | 'domain' | 'unicode' | 'unseen'> }) {
  const t = useTexts({ de, en });
  const w = useWords();
  const mayWrite = useMay('know.write');
  const { data } = useQueryOf(listRepeats, undefined, { topics: ['scan'] });
  const put = useAction(putRepeat);
  const note = useAction(takeNoteOfScan);
  if (!data) return null;
  const repeat = data.repeats.find(({ domain }) => domain === scan.domain);
  return (
    <Card title={t.title}>
      {scan.unseen && (
        <>
          <p>{t.unseenHere}</p>
          {mayWrite && (
            <div>
              <Button small onClick={() => note.mutateAsync({ params: { id: scan.id } }).catch(() => undefined)}>
                {t.seen}
              </Button>
            </div>
          )}
        </>
      )}
      {mayWrite ? (
        <SwitchField
          label={t.switch(scan.unicode)}
          help={t.help}
          value={repeat !== undefined}
          disabled={put.isPending}
          onChange={(monthly) => put.mutate({ body: { domain: scan.domain, monthly } })}
        />
      ) : (
        <p className="small muted">{t.help}</p>
      )}
      <p aria-live="polite">{repeat?.dueAt ? t.on(w.moment(repeat.dueAt), repeat.by, w.date(repeat.since)) : t.off}</p>
      <FaultNote error={put.error ?? note.error} />
    </Card>
  );
}

/** All domains that are looked at each month. Nothing while there is none. */
export function MonthlyList() {
  const t = useTexts({ de, en });
  const w = useWords();
  const toast = useToast();
  const mayWrite = useMay('know.write');
  const { data } = useQueryOf(listRepeats, undefined, { topics: ['scan'] });
  const put = useAction(putRepeat);
  if (!data || data.repeats.length === 0) return null;
  const stop = async (domain: string, unicode: string) => {
    await put.mutateAsync({ body: { domain, monthly: false } });
    toast({ text: t.stopped(unicode), undo: () => put.mutateAsync({ body: { domain, monthly: true } }) });
  };
  return (
    <section className="stack" aria-label={t.list}>
      <h2>{t.list}</h2>
      <FaultNote error={put.error} />
      <DataTable
        caption={t.list}
        rows={data.repeats}
        rowKey={({ domain }) => domain}
        empty={null}
        columns={[
          { key: 'domain', label: t.domain, by: ({ unicode }) => unicode, cell: ({ unicode }) => unicode },
          { key: 'next', label: t.next, by: ({ dueAt }) => dueAt, cell: ({ dueAt }) => (dueAt === null ? '' : w.moment(dueAt)) },
          { key: 'since', label: t.since, by: ({ since }) => since, cell: ({ since, by }) => t.sinceBy(w.date(since), by) },
        ]}
        actions={({ domain, unicode }) =>
          mayWrite && (
            <Button small onClick={() => stop(domain, unicode).catch(() => undefined)}>
              {t.stop}
            </Button>
          )
        }
      />
    </section>
  );
}

/** What monthly scans brought that nobody has taken note of. Nothing while there is none. */
export function News({ onOpen }: { readonly onOpen: (id: string) => void }) {
  const t = useTexts({ de, en });
  const w = useWords();
  const mayWrite = useMay('know.write');
  const { data } = useQueryOf(listScanNews, undefined, { topics: ['scan'] });
  const note = useAction(takeNoteOfScan);
  if (!data || data.news.length === 0) return null;
  return (
    <Card title={t.newsTitle} tone="degraded">
      <ul>
        {data.news.map((one) => (
          <li key={one.id}>
            {t.news(one, w.moment(one.at))} {one.uncertain.length > 0 && t.uncertain(one.uncertain.length)}
            <div className="row">
              <Button small onClick={() => onOpen(one.id)}>
                {t.look}
              </Button>
              {mayWrite && (
                <Button kind="plain" small onClick={() => note.mutateAsync({ params: { id: one.id } }).catch(() => undefined)}>
                  {t.seen}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      <FaultNote error={note.error} />
    </Card>
  );
}
