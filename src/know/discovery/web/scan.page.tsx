import { useSearchParams } from 'wouter';
import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { ConfirmButton } from '../../../web/parts/confirm.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { DataTable } from '../../../web/parts/table.tsx';
import { useMay } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import { listScans, readScan, removeScan, type ScanHead } from '../discovery.contract.ts';
import { de as repeatDe, en as repeatEn } from '../repeat.texts.ts';
import { Ask, Settings } from './ask.tsx';
import { MonthlyList, News } from './monthly.tsx';
import { Result } from './result.tsx';
import { de, en } from './scan.texts.ts';

function Earlier({ scans, onOpen }: { readonly scans: readonly ScanHead[]; readonly onOpen: (id: string) => void }) {
  const t = useTexts({ de, en });
  const r = useTexts({ de: repeatDe, en: repeatEn });
  const w = useWords();
  const mayWrite = useMay('know.write');
  const remove = useAction(removeScan);
  return (
    <section className="stack" aria-label={t.earlier}>
      <h2>{t.earlier}</h2>
      <DataTable
        caption={t.earlier}
        rows={scans}
        rowKey={({ id }) => id}
        empty={<p className="muted">{t.noScans}</p>}
        columns={[
          { key: 'domain', label: t.domain, by: ({ unicode }) => unicode, cell: ({ unicode }) => unicode },
          {
            key: 'at',
            label: t.title,
            by: ({ askedAt }) => askedAt,
            cell: ({ askedAt, by, monthly }) => `${w.moment(askedAt)} · ${monthly ? r.monthly : by}`,
          },
          {
            key: 'state',
            label: t.list,
            by: ({ findings }) => findings,
            cell: ({ state, findings }) => `${t.states[state]}, ${t.found(findings)}`,
          },
        ]}
        actions={({ id, unicode, state }) => (
          <>
            <Button small onClick={() => onOpen(id)}>
              {t.open}
            </Button>
            {mayWrite && !['waiting', 'running', 'stopping'].includes(state) && (
              <ConfirmButton
                label={t.remove}
                kind="plain"
                small
                title={t.removeTitle(unicode)}
                confirm={t.remove}
                onConfirm={() => remove.mutateAsync({ params: { id } })}
              >
                <p>{t.removeText}</p>
              </ConfirmButton>
            )}
          </>
        )}
      />
    </section>
  );
}

function Start({ onOpen }: { readonly onOpen: (id: string) => void }) {
  const t = useTexts({ de, en });
  const mayWrite = useMay('know.write');
  const query = useQueryOf(listScans, { query: {} }, { topics: ['scan'] });
  return (
    <Page title={t.title} headline={t.askHeadline} sub={t.askSub}>
      <News onOpen={onOpen} />
      {mayWrite && <Ask onStarted={onOpen} />}
      <MonthlyList />
      <Loaded query={query}>{({ scans }) => (scans.length > 0 ? <Earlier scans={scans} onOpen={onOpen} /> : null)}</Loaded>
      <Settings />
    </Page>
  );
}

function Shown({ id, onOpen, onLeave }: { readonly id: string; readonly onOpen: (id: string) => void; readonly onLeave: () => void }) {
  const query = useQueryOf(readScan, { params: { id } }, { topics: ['scan', 'node', 'evidence'] });
  return <Loaded query={query}>{(scan) => <Result key={scan.id} scan={scan} onStarted={onOpen} onLeave={onLeave} />}</Loaded>;
}

/** From a domain to what the company hangs on. The scan shown stands in the address; it goes on without the page. */
export default function ScanPage() {
  const [search, setSearch] = useSearchParams();
  const id = search.get('scan');
  const open = (next: string) => setSearch({ scan: next });
  return id === null ? <Start onOpen={open} /> : <Shown id={id} onOpen={open} onLeave={() => setSearch({})} />;
}
