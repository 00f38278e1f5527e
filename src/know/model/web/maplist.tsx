import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { StateChip } from '../../../web/parts/chip.tsx';
import { DataTable } from '../../../web/parts/table.tsx';
import { type MapEdge, tiesOf } from './graph.ts';
import { de, en } from './map.texts.ts';
import type { MapNode } from './mapview.tsx';
import type { MapState } from './states.ts';

type MapListProps = {
  readonly nodes: readonly MapNode[];
  readonly edges: readonly MapEdge[];
  readonly states: ReadonlyMap<string, MapState>;
  readonly stateWords: Readonly<Record<MapState, string>>;
  readonly onOpen: (key: string) => void;
};

const ORDER: Readonly<Record<MapState, number>> = { down: 0, degraded: 1, unknown: 2, unwatched: 3, ok: 4 };

/** A state of the map; what nobody watches shows as unknown, said more exactly. */
export const MapStateChip = ({ state, words }: { readonly state: MapState; readonly words: Readonly<Record<MapState, string>> }) => (
  <StateChip state={state === 'unwatched' ? 'unknown' : state} word={words[state]} />
);

/** The map as a list: the same, for those who hear or do not see it, and for small screens. */
export function MapList({ nodes, edges, states, stateWords, onOpen }: MapListProps) {
  const t = useTexts({ de, en });
  const names = new Map(nodes.map(({ key, name }) => [key, name]));
  const stateOf = (key: string) => states.get(key) ?? 'unknown';
  const words = (keys: readonly string[]) => keys.map((key) => names.get(key) ?? key).join(', ');
  const rows = [...nodes].sort((a, b) => ORDER[stateOf(a.key)] - ORDER[stateOf(b.key)]);
  return (
    <DataTable
      caption={t.label}
      rows={rows}
      rowKey={({ key }) => key}
      empty={null}
      columns={[
        {
          key: 'name',
          label: t.name,
          by: ({ name }) => name,
          cell: ({ key, name, kindWord }) => (
            <>
              <Button kind="plain" small onClick={() => onOpen(key)}>
                {name}
              </Button>
              <div className="small muted">{kindWord}</div>
            </>
          ),
        },
        {
          key: 'state',
          label: t.state,
          by: ({ key }) => ORDER[stateOf(key)],
          cell: ({ key }) => <MapStateChip state={stateOf(key)} words={stateWords} />,
        },
        {
          key: 'needs',
          label: t.needs,
          by: ({ key }) => words(tiesOf(edges, key).needs),
          cell: ({ key }) => words(tiesOf(edges, key).needs) || <span className="muted">–</span>,
        },
        {
          key: 'cause',
          label: t.hangsOn,
          by: ({ key }) => words(tiesOf(edges, key).hangsOn),
          cell: ({ key }) => words(tiesOf(edges, key).hangsOn) || <span className="muted">–</span>,
        },
        {
          key: 'neededBy',
          label: t.neededBy,
          by: ({ key }) => words(tiesOf(edges, key).neededBy),
          cell: ({ key }) => {
            const { neededBy, takesAlong } = tiesOf(edges, key);
            return words([...new Set([...neededBy, ...takesAlong])]) || <span className="muted">–</span>;
          },
        },
      ]}
    />
  );
}
