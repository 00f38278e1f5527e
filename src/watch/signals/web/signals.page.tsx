import { useState } from 'react';
import { Link } from 'wouter';
import { urlOf } from '../../../web/call.ts';
import { useTexts } from '../../../web/language.tsx';
import { LinkButton } from '../../../web/parts/button.tsx';
import { Chip } from '../../../web/parts/chip.tsx';
import { Empty } from '../../../web/parts/empty.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { type Column, DataTable } from '../../../web/parts/table.tsx';
import { useHref, useMay, usePlace } from '../../../web/place.ts';
import { useQueryOf } from '../../../web/query.ts';
import { useWords, type Words } from '../../../web/words.ts';
import { de, en } from '../screens.texts.ts';
import { concernsAsset } from '../signal.ts';
import { exportSignals, listSignals, type SignalView } from '../signals.contract.ts';
import { de as wordsDe, en as wordsEn } from '../signals.texts.ts';
import { SeverityChip } from './look.tsx';
import css from './signals.module.css';
import { SwitchedOff, SwitchOffButton } from './switchoff.tsx';

type Filter = 'open' | 'unassigned' | 'cleared';
const filters: readonly Filter[] = ['open', 'unassigned', 'cleared'];
const severityOrder = ['critical', 'warning', 'info'];

const waits = ({ nodeId, meaning }: SignalView) => nodeId === null && concernsAsset(meaning);
const namesOf = (some: readonly SignalView[]) =>
  [...new Set(some.map(({ asset, names, title }) => asset ?? names[0] ?? title))].slice(0, 3).join(', ');

/** A sentence that says what matters now. */
function headline(open: readonly SignalView[], total: number, t: (typeof de)['list']): string {
  const outages = open.filter(({ meaning, quiet }) => meaning === 'outage' && !quiet);
  const off = open.filter(({ meaning }) => meaning === 'switched-off');
  if (open.some(({ meaning }) => meaning === 'attack')) return t.attack;
  if (outages.length > 0) return t.outages(namesOf(outages));
  if (off.length > 0) return t.off(namesOf(off));
  return total === 0 ? t.none : t.open(total);
}

type Texts = { readonly t: (typeof de)['list']; readonly words: typeof wordsDe; readonly w: Words };

const columnsOf = ({ t, words, w }: Texts, link: (id: string) => string): Column<SignalView>[] => [
  {
    key: 'what',
    label: t.what,
    by: ({ title }) => title,
    cell: (one) => (
      <>
        <Link href={link(one.id)}>{one.title}</Link>
        {one.quiet && <div className={css['second']}>{t.quiet}</div>}
      </>
    ),
  },
  {
    key: 'severity',
    label: t.severity,
    by: ({ severity }) => severityOrder.indexOf(severity),
    cell: (one) => (
      <>
        <SeverityChip severity={one.severity} cleared={one.cleared} />
        <div className={css['second']}>{words.meanings[one.meaning]}</div>
      </>
    ),
  },
  {
    key: 'asset',
    label: t.asset,
    by: ({ asset, names }) => asset ?? names[0] ?? '',
    cell: (one) => (
      <>
        {one.asset ?? (waits(one) ? <Chip tone="unknown">{t.unassigned}</Chip> : '–')}
        {one.asset === null && one.names.length > 0 && <div className={css['second']}>{one.names.slice(0, 2).join(', ')}</div>}
      </>
    ),
  },
  { key: 'source', label: t.source, by: (one) => words.senderOf(one), cell: (one) => words.senderOf(one) },
  {
    key: 'since',
    label: t.since,
    by: ({ since }) => since,
    cell: ({ since, cleared }) => (
      <>
        {w.ago(since)}
        {cleared && <div className={css['second']}>{t.over(w.moment(cleared.at))}</div>}
      </>
    ),
  },
  { key: 'count', label: t.count, align: 'end', by: ({ count }) => count, cell: ({ count }) => w.number(count) },
];

/** Everything that watch sees, open or over. */
export default function SignalsPage() {
  const t = useTexts({ de, en }).list;
  const words = useTexts({ de: wordsDe, en: wordsEn });
  const w = useWords();
  const href = useHref();
  const { org } = usePlace();
  const mayWrite = useMay('watch.write');
  const [filter, setFilter] = useState<Filter>('open');
  const live = { topics: ['signal', 'asset'], every: 30_000 };
  const open = useQueryOf(listSignals, { query: { state: 'open' } }, live);
  const over = useQueryOf(listSignals, { query: { state: 'cleared' } }, { ...live, enabled: filter === 'cleared' });
  const data = open.data;
  const off = (data?.signals ?? []).filter(({ meaning }) => meaning === 'switched-off');
  return (
    <Page
      title={t.title}
      headline={data ? headline(data.signals, data.total.open, t) : t.title}
      sub={t.sub}
      actions={
        <>
          <SwitchOffButton />
          <LinkButton href={href('watch/sources')}>{t.toSources}</LinkButton>
        </>
      }
    >
      <Loaded query={filter === 'cleared' ? over : open}>
        {({ signals, total }) => {
          const counts = { open: total.open, cleared: total.cleared, unassigned: data?.unassigned ?? 0 };
          const rows = filter === 'unassigned' ? signals.filter(waits) : signals;
          const all = filter === 'unassigned' ? rows.length : total[filter];
          return (
            <div className="stack">
              {off.length > 0 && <SwitchedOff signals={off} />}
              <fieldset className={css['filters']}>
                <legend className="visually-hidden">{t.filter}</legend>
                {filters.map((one) => (
                  <button key={one} type="button" className={css['filter']} aria-pressed={filter === one} onClick={() => setFilter(one)}>
                    {t.states[one]} {w.number(counts[one])}
                  </button>
                ))}
              </fieldset>
              <DataTable
                caption={t.caption}
                rows={rows}
                rowKey={({ id }) => id}
                columns={columnsOf({ t, words, w }, (id) => href(`watch/signals/${id}`))}
                exportHref={urlOf(exportSignals, { org: org.slug, query: { state: 'all' } })}
                {...(mayWrite && filter !== 'cleared' && rows.some(waits)
                  ? {
                      actions: (one: SignalView) =>
                        waits(one) && (
                          <LinkButton small href={href(`watch/signals/${one.id}`)}>
                            {t.assign}
                            <span className="visually-hidden"> {one.title}</span>
                          </LinkButton>
                        ),
                    }
                  : {})}
                empty={
                  filter === 'open' ? (
                    <Empty title={t.emptyTitle} action={<LinkButton href={href('watch/sources')}>{t.toSources}</LinkButton>}>
                      {t.emptyText}
                    </Empty>
                  ) : (
                    <p className="muted">{filter === 'cleared' ? t.emptyCleared : t.emptyUnassigned}</p>
                  )
                }
              />
              {all > rows.length && <p className="muted small">{t.more(rows.length, all)}</p>}
            </div>
          );
        }}
      </Loaded>
    </Page>
  );
}
