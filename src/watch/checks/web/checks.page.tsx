import { useState } from 'react';
import { urlOf } from '../../../web/call.ts';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Button, LinkButton } from '../../../web/parts/button.tsx';
import { Empty } from '../../../web/parts/empty.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { LongTable } from '../../../web/parts/longtable.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { useHref, useMay, usePlace, usePlaceZone } from '../../../web/place.ts';
import { useQueryOf } from '../../../web/query.ts';
import { useWords, type Words } from '../../../web/words.ts';
import { de as frontDe, en as frontEn } from '../behind.texts.ts';
import { type Check, exportChecks, listChecks, type Overview } from '../checks.contract.ts';
import { settledOf } from '../checks.ts';
import { sayDetail } from '../detail.texts.ts';
import { exportCheckFile } from '../exchange/exchange.contract.ts';
import * as list from '../list.texts.ts';
import { de, en, STATE_ORDER } from '../screens.texts.ts';
import { worstOf } from '../worst.ts';
import css from './checks.module.css';
import { columnsOf } from './columns.tsx';
import { ImportChecks } from './exchange.tsx';
import { MoreFilters, StateFilter, useFilters } from './filters.tsx';
import { Many } from './many.tsx';
import { useInventory } from './nodes.ts';
import { OwnLine } from './ownline.tsx';
import { Removed } from './removed.tsx';
import { CheckStateChip } from './state.tsx';
import { Suggestions } from './suggestions.tsx';

/** What matters now, in a sentence. */
function headline(checks: readonly Check[], { counts, total }: Overview, t: typeof de, front: typeof frontDe, w: Words): string {
  const [bad] = checks.filter(({ shown }) => shown === 'down');
  const settled = bad && settledOf(bad.state);
  if (total === 0) return t.headline.none;
  if (bad && counts.down === 1 && settled?.kind === 'down') return t.headline.oneDown(bad.name, w.moment(settled.since));
  if (counts.down > 0) return t.headline.down(counts.down, total);
  const suspect = checks.find(({ shown }) => shown === 'suspect');
  if (suspect) return t.headline.suspect(suspect.name);
  if (counts.behind > 0) return front.some(counts.behind);
  if (counts.unclear > 0) return t.headline.unclear(counts.unclear);
  if (counts.unknown > 0) return t.headline.unknown(counts.unknown);
  if (counts.untrusted > 0) return t.headline.untrusted;
  if (counts.warning > 0) return t.headline.warning(counts.warning);
  return counts.up === 0 && counts.maintenance === 0 ? t.headline.nobody : t.headline.fine(total - counts.paused);
}

/** What the head of a group says: its worst state, and how many there are. */
function GroupSummary({ checks }: { readonly checks: readonly Check[] }) {
  const l = useTexts(list);
  const paused = checks.filter(({ shown }) => shown === 'paused').length;
  return (
    <>
      <CheckStateChip shown={worstOf(checks.map(({ shown }) => shown))} />
      <span className="small muted">
        {l.count(checks.length)}
        {paused > 0 && paused < checks.length && `, ${l.paused(paused)}`}
      </span>
    </>
  );
}

/** The list itself, with what it is narrowed down by and what can be done with several. */
function CheckList({ checks, overview }: { readonly checks: readonly Check[]; readonly overview: Overview }) {
  const t = useTexts({ de, en });
  const l = useTexts(list);
  const front = useTexts({ de: frontDe, en: frontEn });
  const w = useWords();
  const { language } = useLanguage();
  const zone = usePlaceZone();
  const { org } = usePlace();
  const href = useHref();
  const mayWrite = useMay('watch.write');
  const filters = useFilters();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { inventory } = useInventory();
  const names = new Map(inventory?.nodes.map(({ key, name }) => [key, name]));
  const found = checks.filter(filters.fits).sort((a, b) => STATE_ORDER.indexOf(a.shown) - STATE_ORDER.indexOf(b.shown));
  const say = ({ last, shown, state: now }: Check) => {
    if (shown === 'behind' && now.kind === 'behind') return front.because(now.because);
    return last === null ? '' : sayDetail(last.detail, language, zone);
  };
  const columns = columnsOf(
    t,
    w,
    (key) => names.get(key) ?? key,
    say,
    (id) => href(`watch/checks/${id}`),
  );
  const grouping = {
    of: ({ group }: Check) => group ?? '',
    summary: (some: readonly Check[]) => <GroupSummary checks={some} />,
    rest: l.noGroup,
  };
  const choosing = { chosen, onChoose: setChosen, labelOf: ({ name }: Check) => l.many.choose(name) };
  const here = found.filter(({ id }) => chosen.has(id));
  return (
    <>
      {checks.length > 0 && <StateFilter overview={overview} filters={filters} />}
      <LongTable
        caption={t.title}
        rows={found}
        rowKey={({ id }) => id}
        columns={columns}
        grouping={grouping}
        choosing={mayWrite ? choosing : undefined}
        exports={[
          { label: l.asCsv, href: urlOf(exportChecks, { org: org.slug }) },
          { label: l.asJson, href: urlOf(exportCheckFile, { org: org.slug }) },
        ]}
        tools={<MoreFilters checks={checks} filters={filters} />}
        empty={
          checks.length > 0 ? (
            <div className="row">
              <p className="muted">{l.nothingLeft}</p>
              <Button small onClick={filters.clear}>
                {l.clear}
              </Button>
            </div>
          ) : (
            <Empty
              title={t.emptyTitle}
              action={
                mayWrite && (
                  <LinkButton kind="main" href={href('watch/checks/new')}>
                    {t.addFirst}
                  </LinkButton>
                )
              }
            >
              {t.emptyText}
            </Empty>
          )
        }
      />
      {here.length > 0 && <Many checks={here} groups={checks} onDone={() => setChosen(new Set())} />}
    </>
  );
}

/** All checks with their live state. */
export default function ChecksPage() {
  const t = useTexts({ de, en });
  const front = useTexts({ de: frontDe, en: frontEn });
  const w = useWords();
  const href = useHref();
  const mayWrite = useMay('watch.write');
  const query = useQueryOf(listChecks, { query: {} }, { topics: ['check'], every: 30_000 });
  const all = query.data?.checks ?? [];
  const oldest = query.data?.overview.oldestResultAt ?? null;
  return (
    <Page
      title={t.title}
      headline={query.data ? headline(all, query.data.overview, t, front, w) : t.title}
      sub={`${t.sub}${oldest === null ? '' : ` ${t.oldest(w.ago(oldest))}`}`}
      actions={
        mayWrite && (
          <>
            <ImportChecks />
            {all.length > 0 && (
              <LinkButton kind="main" href={href('watch/checks/new')}>
                {t.add}
              </LinkButton>
            )}
          </>
        )
      }
    >
      <Loaded query={query}>
        {({ checks, overview }) => (
          <div className={`stack ${css['list']}`}>
            <CheckList checks={checks} overview={overview} />
            {mayWrite && <Removed />}
            {mayWrite && <OwnLine checks={checks} />}
            {mayWrite && <Suggestions checks={checks} />}
          </div>
        )}
      </Loaded>
    </Page>
  );
}
