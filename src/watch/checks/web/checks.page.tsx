import { useState } from 'react';
import { Link } from 'wouter';
import { listScans } from '../../../know/discovery/discovery.contract.ts';
import { urlOf } from '../../../web/call.ts';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { LinkButton } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { Empty } from '../../../web/parts/empty.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { type Column, DataTable } from '../../../web/parts/table.tsx';
import { useHref, useMay, usePlace, usePlaceZone } from '../../../web/place.ts';
import { useQueryOf } from '../../../web/query.ts';
import { useWords, type Words } from '../../../web/words.ts';
import { de as frontDe, en as frontEn } from '../behind.texts.ts';
import { type Check, exportChecks, listChecks, type Overview } from '../checks.contract.ts';
import { type ShownKind, settledOf } from '../checks.ts';
import { sayDetail } from '../detail.texts.ts';
import { de, en, STATE_ORDER } from '../screens.texts.ts';
import { type Suggestion, suggestions } from '../suggest.ts';
import css from './checks.module.css';
import { nodeChoices, useInventory } from './nodes.ts';
import { Pick } from './pick.tsx';
import { CheckStateChip } from './state.tsx';

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

function columnsOf(t: typeof de, w: Words, nodeName: (key: string) => string, say: (check: Check) => string, link: (id: string) => string) {
  const columns: Column<Check>[] = [
    {
      key: 'name',
      label: t.name,
      by: ({ name, target }) => `${name} ${target}`,
      cell: ({ id, name, target }) => (
        <>
          <Link href={link(id)}>{name}</Link>
          <div className={css['second']}>{target}</div>
        </>
      ),
    },
    {
      key: 'state',
      label: t.state,
      by: ({ shown }) => STATE_ORDER.indexOf(shown),
      cell: ({ shown }) => <CheckStateChip shown={shown} />,
    },
    {
      key: 'last',
      label: t.last,
      by: ({ lastAt }) => lastAt,
      cell: (check) =>
        check.lastAt === null ? (
          <span className="muted">{t.detail.never}</span>
        ) : (
          <>
            {w.ago(check.lastAt)}
            {check.shown !== 'up' && <div className={css['second']}>{say(check)}</div>}
          </>
        ),
    },
    {
      key: 'response',
      label: t.response,
      align: 'end',
      by: ({ last }) => (last?.outcome === 'up' ? last.ms : null),
      cell: ({ last }) => (last?.outcome === 'up' ? `${w.number(last.ms)} ms` : '–'),
    },
    {
      key: 'resource',
      label: t.resource,
      by: ({ nodeId }) => (nodeId === null ? null : nodeName(nodeId)),
      cell: ({ nodeId }) => (nodeId === null ? <span className="muted">{t.noResource}</span> : nodeName(nodeId)),
    },
  ];
  return columns;
}

function Filters({
  overview,
  state,
  onState,
}: {
  readonly overview: Overview;
  readonly state: ShownKind | null;
  readonly onState: (state: ShownKind | null) => void;
}) {
  const t = useTexts({ de, en });
  const some = STATE_ORDER.filter((kind) => overview.counts[kind] > 0);
  if (some.length < 2 && state === null) return null;
  return (
    <fieldset className={css['filters']}>
      <legend className="visually-hidden">{t.filter}</legend>
      <button type="button" className={css['filter']} aria-pressed={state === null} onClick={() => onState(null)}>
        {t.all} {overview.total}
      </button>
      {some.map((kind) => (
        <button key={kind} type="button" className={css['filter']} aria-pressed={state === kind} onClick={() => onState(kind)}>
          {t.states[kind]} {overview.counts[kind]}
        </button>
      ))}
    </fieldset>
  );
}

const SHOWN_SUGGESTIONS = 6;

const wordOf = (one: Suggestion, t: typeof de): string => {
  if (one.kind !== 'dns') return one.nodeId === null ? t.suggestion[one.kind](one.about) : one.about;
  return t.suggestion[one.config['type'] === 'MX' ? 'MX' : 'NS'](one.about);
};

/** Checks worth having, each one press away. */
function Suggestions({ checks }: { readonly checks: readonly Check[] }) {
  const t = useTexts({ de, en });
  const href = useHref();
  const { may, inventory } = useInventory();
  const scans = useQueryOf(listScans, { query: { limit: 20 } }, { topics: ['scan'], enabled: may });
  const domains = (scans.data?.scans ?? []).filter(({ state }) => state === 'done').map(({ domain }) => domain);
  const all = suggestions(inventory?.nodes ?? [], domains, checks);
  if (all.length === 0) return null;
  const to = ({ kind, nodeId, config, ...one }: Suggestion) => {
    const { name: domain, ...rest } = config;
    const bound = nodeId === null ? {} : { node: nodeId };
    const asked = domain === undefined ? {} : { domain };
    const words = new URLSearchParams({ kind, name: wordOf({ kind, nodeId, config, ...one }, t), ...bound, ...rest, ...asked });
    return `${href('watch/checks/new')}?${words}`;
  };
  return (
    <Card title={t.suggestionsTitle}>
      <ul className={css['suggestions']}>
        {all.slice(0, SHOWN_SUGGESTIONS).map((one) => (
          <li key={`${one.about} ${one.kind} ${one.config['type'] ?? ''}`}>
            <span>{wordOf(one, t)}</span>
            <LinkButton small href={to(one)}>
              {t.add}
            </LinkButton>
          </li>
        ))}
      </ul>
      {all.length > SHOWN_SUGGESTIONS && <p className="muted small">{t.moreSuggestions(all.length - SHOWN_SUGGESTIONS)}</p>}
    </Card>
  );
}

/** All checks with their live state. */
export default function ChecksPage() {
  const t = useTexts({ de, en });
  const front = useTexts({ de: frontDe, en: frontEn });
  const w = useWords();
  const { language } = useLanguage();
  const zone = usePlaceZone();
  const { org } = usePlace();
  const href = useHref();
  const mayWrite = useMay('watch.write');
  const [state, setState] = useState<ShownKind | null>(null);
  const [node, setNode] = useState('');
  const query = useQueryOf(listChecks, { query: {} }, { topics: ['check'], every: 30_000 });
  const { inventory } = useInventory();
  const names = new Map(inventory?.nodes.map(({ key, name }) => [key, name]));
  const all = query.data?.checks ?? [];
  const bound = [...new Set(all.flatMap(({ nodeId }) => (nodeId === null ? [] : [nodeId])))];
  const found = all
    .filter(({ shown, nodeId }) => (state === null || shown === state) && (node === '' || nodeId === node))
    .sort((a, b) => STATE_ORDER.indexOf(a.shown) - STATE_ORDER.indexOf(b.shown));
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
  const add = (label: string) => (
    <LinkButton kind="main" href={href('watch/checks/new')}>
      {label}
    </LinkButton>
  );
  const oldest = query.data?.overview.oldestResultAt ?? null;
  return (
    <Page
      title={t.title}
      headline={query.data ? headline(all, query.data.overview, t, front, w) : t.title}
      sub={`${t.sub}${oldest === null ? '' : ` ${t.oldest(w.ago(oldest))}`}`}
      actions={all.length > 0 && mayWrite && add(t.add)}
    >
      <Loaded query={query}>
        {({ checks, overview }) => (
          <div className="stack">
            {checks.length > 0 && <Filters overview={overview} state={state} onState={setState} />}
            <DataTable
              caption={t.title}
              rows={found}
              rowKey={({ id }) => id}
              columns={columns}
              exportHref={urlOf(exportChecks, { org: org.slug })}
              tools={
                bound.length > 1 && (
                  <Pick
                    label={t.filterResource}
                    value={node === '' ? '-' : node}
                    onChange={(key) => setNode(key === '-' ? '' : key)}
                    choices={nodeChoices(inventory, t.allResources).filter(({ value }) => value === '-' || bound.includes(value))}
                  />
                )
              }
              empty={
                checks.length > 0 ? (
                  <p className="muted">{t.noneInState}</p>
                ) : (
                  <Empty title={t.emptyTitle} action={mayWrite && add(t.addFirst)}>
                    {t.emptyText}
                  </Empty>
                )
              }
            />
            {mayWrite && <Suggestions checks={checks} />}
          </div>
        )}
      </Loaded>
    </Page>
  );
}
