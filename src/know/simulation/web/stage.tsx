import { lazy, memo, Suspense, useMemo, useState } from 'react';
import { useTexts } from '../../../web/language.tsx';
import { Button, LinkButton } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { Loading } from '../../../web/parts/loading.tsx';
import { de as partsDe, en as partsEn } from '../../../web/parts/parts.texts.ts';
import type { InventoryView } from '../../inventory/inventory.contract.ts';
import { de as inventoryDe, en as inventoryEn } from '../../inventory/screens.texts.ts';
import { Details } from '../../model/web/details.tsx';
import { edgesOf } from '../../model/web/graph.ts';
import { Legend } from '../../model/web/legend.tsx';
import mapCss from '../../model/web/map.module.css';
import { de as mapDe, en as mapEn } from '../../model/web/map.texts.ts';
import type { MapNode, MovingStates } from '../../model/web/mapview.tsx';
import type { MapState } from '../../model/web/states.ts';
import { useLayout } from '../../model/web/uselayout.ts';
import { stepAt, type Trace } from '../trace.ts';
import type { Clock } from './clock.ts';
import css from './simulator.module.css';
import { de, en } from './simulator.texts.ts';

const MapView = lazy(() => import('../../model/web/mapview.tsx'));
const NONE: ReadonlyMap<string, MapState> = new Map();

type StageProps = { readonly inventory: InventoryView; readonly trace: Trace; readonly clock: Clock; readonly mapHref: string };

/** The map of dependencies, coloured as it stands at the clock. */
export const Stage = memo(function Stage({ inventory, trace, clock, mapHref }: StageProps) {
  const t = useTexts({ de, en });
  const map = useTexts({ de: mapDe, en: mapEn });
  const kinds = useTexts({ de: inventoryDe, en: inventoryEn }).kind;
  const states = useTexts({ de: partsDe, en: partsEn }).state;
  const words = useMemo(() => ({ ...states, unwatched: states.unknown }), [states]);
  const [chosen, setChosen] = useState<string>();
  const narrow = window.innerWidth < 640;
  // On a small screen the lanes tell more; the map is there when it is asked for.
  const [open, setOpen] = useState(!narrow);
  const edges = useMemo(() => edgesOf(inventory, map.atLeast), [inventory, map]);
  const keys = useMemo(() => inventory.nodes.map(({ key }) => key), [inventory]);
  const places = useLayout(keys, edges, 'TB');
  const moving = useMemo<MovingStates>(
    () => ({
      hear: clock.hear,
      stateOf: (key) => {
        const { state } = stepAt(trace.get(key), clock.now);
        return state === 'up' ? 'ok' : state;
      },
    }),
    [trace, clock],
  );
  const nodes = inventory.nodes.map(
    ({ key, name, kind }): MapNode => ({ key, name, kindWord: kinds[kind], isCause: kind === 'cause', isProcess: kind === 'process' }),
  );
  if (!open)
    return (
      <Card title={t.map}>
        <Button onClick={() => setOpen(true)}>{t.showMap}</Button>
      </Card>
    );
  return (
    <Card
      title={t.map}
      aside={
        <LinkButton small href={mapHref}>
          {t.mapAlone}
        </LinkButton>
      }
    >
      <div className="stack">
        <Legend words={words} />
        <div className={`${mapCss['stage']} ${css['stage']}`}>
          {places ? (
            <Suspense fallback={<Loading />}>
              <MapView
                nodes={nodes}
                edges={edges}
                places={places}
                states={NONE}
                stateWords={words}
                moving={moving}
                whole={!narrow}
                chosen={chosen}
                vertical
                onOpen={setChosen}
              />
            </Suspense>
          ) : (
            <p className="muted">{map.drawing}</p>
          )}
        </div>
      </div>
      <Details
        chosen={chosen}
        inventory={inventory}
        edges={edges}
        state={chosen === undefined ? 'unknown' : moving.stateOf(chosen)}
        words={words}
        onChoose={setChosen}
      />
    </Card>
  );
});
