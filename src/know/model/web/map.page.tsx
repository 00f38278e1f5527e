import { lazy, Suspense, useMemo } from 'react';
import { Link, useSearchParams } from 'wouter';
import { listChecks } from '../../../watch/checks/checks.contract.ts';
import { useTexts } from '../../../web/language.tsx';
import { LinkButton } from '../../../web/parts/button.tsx';
import type { State } from '../../../web/parts/chip.tsx';
import { Empty } from '../../../web/parts/empty.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { Loading } from '../../../web/parts/loading.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { de as partsDe, en as partsEn } from '../../../web/parts/parts.texts.ts';
import { useHref, useMay } from '../../../web/place.ts';
import { useQueryOf } from '../../../web/query.ts';
import { useNow } from '../../../web/words.ts';
import { modelFrom } from '../../inventory/checked.ts';
import { type InventoryView, readInventory } from '../../inventory/inventory.contract.ts';
import { de as inventoryDe, en as inventoryEn } from '../../inventory/screens.texts.ts';
import { Details } from './details.tsx';
import { edgesOf } from './graph.ts';
import { Legend } from './legend.tsx';
import css from './map.module.css';
import { de, en } from './map.texts.ts';
import { MapList } from './maplist.tsx';
import type { MapNode } from './mapview.tsx';
import { confirmedOnly, type Failure, statesWith } from './states.ts';
import { useLayout } from './uselayout.ts';

const MapView = lazy(() => import('./mapview.tsx'));

const NARROW = 640;

/** What fails now as the checks see it; `none` = nothing is watched. */
function useLiveFailures(enabled: boolean): {
  readonly failures: readonly Failure[];
  readonly watched: boolean;
  readonly confirmed: readonly string[];
} {
  const may = useMay('watch.read');
  const query = useQueryOf(listChecks, { query: {} }, { topics: ['check'], enabled: may && enabled });
  const bound = (query.data?.checks ?? []).filter(({ nodeId }) => nodeId !== null);
  const failures = bound.flatMap(({ nodeId, state }) =>
    nodeId !== null && state.kind === 'down' ? [{ node: nodeId, from: state.since }] : [],
  );
  const confirmed = bound.flatMap(({ nodeId, state }) => (nodeId !== null && state.kind === 'up' ? [nodeId] : []));
  return { failures, watched: bound.length > 0, confirmed };
}

function Drawn({ inventory }: { readonly inventory: InventoryView }) {
  const t = useTexts({ de, en });
  const kinds = useTexts({ de: inventoryDe, en: inventoryEn }).kind;
  const words = { ...useTexts({ de: partsDe, en: partsEn }).state, unwatched: t.unwatched };
  const href = useHref();
  const now = useNow();
  const [search, setSearch] = useSearchParams();
  const imagined = search.getAll('fail').filter((key) => inventory.nodes.some((node) => node.key === key));
  const whatIf = imagined.length > 0;
  const { failures, watched, confirmed } = useLiveFailures(!whatIf);
  const failing = whatIf ? imagined.map((node) => ({ node, from: now })) : failures;
  const failingKey = JSON.stringify(failing);
  const model = useMemo(() => modelFrom(inventory), [inventory]);
  const vertical = window.innerWidth < NARROW;
  const view = search.get('view') ?? (vertical ? 'list' : 'map');
  const chosen = search.get('node') ?? undefined;
  const edges = useMemo(() => edgesOf(inventory, t.atLeast), [inventory, t]);
  const reckoned = useMemo(
    () => (model.ok ? statesWith(model.value, JSON.parse(failingKey) as Failure[], now) : new Map<string, State>()),
    [model, failingKey, now],
  );
  const states = whatIf ? reckoned : confirmedOnly(reckoned, edges, new Set(confirmed));
  const nodes = inventory.nodes.map(
    ({ key, name, kind }): MapNode => ({ key, name, kindWord: kinds[kind], isCause: kind === 'cause', isProcess: kind === 'process' }),
  );
  const places = useLayout(
    useMemo(() => inventory.nodes.map(({ key }) => key), [inventory]),
    edges,
    vertical ? 'TB' : 'LR',
  );
  const go = (part: Readonly<Record<string, string | undefined>>) => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(part)) {
      if (value === undefined) next.delete(name);
      else next.set(name, value);
    }
    setSearch(next, { replace: true });
  };
  const choose = (key: string | undefined) => go({ node: key });
  const names = new Map(inventory.nodes.map(({ key, name }) => [key, name]));
  const hit = nodes.filter(({ key, isProcess }) => isProcess && ['down', 'degraded'].includes(states.get(key) ?? '')).length;
  const unknown = nodes.filter(({ key }) => states.get(key) === 'unknown').length;
  const chosenState = states.get(chosen ?? '') ?? 'unknown';
  return (
    <Page
      title={t.title}
      headline={
        failing.length > 0
          ? t.headlineHit(
              failing.map(({ node }) => names.get(node) ?? node),
              hit,
            )
          : t.headlineCalm(unknown)
      }
      sub={
        whatIf ? (
          <>
            {t.subWhatIf} <Link href={href('know/map')}>{t.leaveWhatIf}</Link>
          </>
        ) : watched ? (
          t.subLive
        ) : (
          t.subNoChecks
        )
      }
      actions={
        <fieldset className={css['views']} aria-label={t.view} style={{ margin: 0, padding: 0 }}>
          {(['map', 'list'] as const).map((one) => (
            <button key={one} type="button" aria-pressed={view === one} onClick={() => go({ view: one })}>
              {one === 'map' ? t.asMap : t.asList}
            </button>
          ))}
        </fieldset>
      }
    >
      {view === 'list' ? (
        <MapList nodes={nodes} edges={edges} states={states} stateWords={words} onOpen={choose} />
      ) : (
        <>
          <Legend words={words} />
          <div className={css['stage']}>
            {places ? (
              <Suspense fallback={<Loading />}>
                <MapView
                  key={vertical ? 'TB' : 'LR'}
                  nodes={nodes}
                  edges={edges}
                  places={places}
                  states={states}
                  stateWords={words}
                  chosen={chosen}
                  vertical={vertical}
                  onOpen={choose}
                />
              </Suspense>
            ) : (
              <p className="muted">{t.drawing}</p>
            )}
          </div>
          <p className="small muted">{t.hint}</p>
        </>
      )}
      <Details chosen={chosen} inventory={inventory} edges={edges} state={chosenState} words={words} onChoose={choose} />
    </Page>
  );
}

/** The map of what hangs on what, coloured by how it stands. */
export default function MapPage() {
  const t = useTexts({ de, en });
  const href = useHref();
  const query = useQueryOf(readInventory, undefined, { topics: ['node'] });
  return (
    <Loaded query={query}>
      {(inventory) =>
        inventory.nodes.length === 0 ? (
          <Page title={t.title} headline={t.emptyHeadline}>
            <Empty
              title={t.empty}
              action={
                <>
                  <LinkButton kind="main" href={href('know/scan')}>
                    {t.toScan}
                  </LinkButton>
                  <LinkButton href={href('know/inventory')}>{t.toInventory}</LinkButton>
                </>
              }
            >
              {t.emptyText}
            </Empty>
          </Page>
        ) : (
          <Drawn inventory={inventory} />
        )
      }
    </Loaded>
  );
}
