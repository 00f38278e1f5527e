import '@xyflow/react/dist/base.css';
import { Background, type Edge, Handle, MarkerType, type Node, type NodeProps, Position, ReactFlow, useReactFlow } from '@xyflow/react';
import { createContext, useCallback, useContext, useMemo, useRef, useSyncExternalStore } from 'react';
import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { StateMark } from '../../../web/parts/chip.tsx';
import { fullest } from '../fullest.ts';
import type { MapEdge } from './graph.ts';
import { NODE_HEIGHT, NODE_WIDTH } from './layout.worker.ts';
import css from './map.module.css';
import { de, en } from './map.texts.ts';
import type { MapState } from './states.ts';
import type { Places } from './uselayout.ts';

export type MapNode = {
  readonly key: string;
  readonly name: string;
  readonly kindWord: string;
  readonly isCause: boolean;
  readonly isProcess: boolean;
};

/** States that change many times a second, as while a clock is dragged: each entry hears them itself and is drawn again only when its own changes. */
export type MovingStates = { readonly hear: (hearer: () => void) => () => void; readonly stateOf: (key: string) => MapState };
const Moving = createContext<MovingStates | undefined>(undefined);
const silent = () => () => undefined;

type Data = {
  readonly node: MapNode;
  readonly state: MapState;
  readonly words: Readonly<Record<MapState, string>>;
  readonly faded: boolean;
  readonly chosen: boolean;
  readonly vertical: boolean;
  readonly onOpen: (key: string) => void;
};
type FlowNode = Node<Data, 'entry'>;

function Entry({ data }: NodeProps<FlowNode>) {
  const { node, words, faded, chosen, vertical, onOpen } = data;
  const moving = useContext(Moving);
  const state = useSyncExternalStore(
    moving?.hear ?? silent,
    useCallback(() => moving?.stateOf(node.key) ?? data.state, [moving, node.key, data.state]),
  );
  const classes = [
    css['entry'],
    css[state],
    node.isCause && css['cause'],
    node.isProcess && css['process'],
    faded && css['faded'],
    chosen && css['chosen'],
  ];
  return (
    <>
      <Handle type="target" position={vertical ? Position.Top : Position.Left} isConnectable={false} className={css['handle'] ?? ''} />
      <button type="button" className={classes.filter(Boolean).join(' ')} onClick={() => onOpen(node.key)}>
        <StateMark state={state === 'unwatched' ? 'unknown' : state} />
        <span className={css['words']}>
          <span className={css['entryname']}>{node.name}</span>
          <span className={css['entrykind']}>
            {node.kindWord}
            <span className="visually-hidden">, {words[state]}</span>
          </span>
        </span>
      </button>
      <Handle type="source" position={vertical ? Position.Bottom : Position.Right} isConnectable={false} className={css['handle'] ?? ''} />
    </>
  );
}

const nodeTypes = { entry: Entry };

function Zoom() {
  const t = useTexts({ de, en });
  const { zoomIn, zoomOut, fitView } = useReactFlow();
  return (
    <div className={css['zoom']}>
      <Button small aria-label={t.zoomIn} onClick={() => void zoomIn()}>
        +
      </Button>
      <Button small aria-label={t.zoomOut} onClick={() => void zoomOut()}>
        −
      </Button>
      <Button small onClick={() => void fitView({ padding: 0.05 })}>
        {t.fit}
      </Button>
    </div>
  );
}

const BEGIN_ZOOM = 0.7;

type MapViewProps = {
  readonly nodes: readonly MapNode[];
  readonly edges: readonly MapEdge[];
  readonly places: Places;
  readonly states: ReadonlyMap<string, MapState>;
  readonly stateWords: Readonly<Record<MapState, string>>;
  /** Instead of `states`, where they move. */
  readonly moving?: MovingStates;
  /** Shows as much of it at first as can still be pressed. */
  readonly whole?: boolean;
  readonly chosen: string | undefined;
  readonly vertical: boolean;
  readonly onOpen: (key: string) => void;
};

/** The picture: processes first, then what they need, causes at the end. What is not tied to the chosen one fades. */
export default function MapView({
  nodes,
  edges,
  places,
  states,
  stateWords,
  moving,
  whole = false,
  chosen,
  vertical,
  onOpen,
}: MapViewProps) {
  const t = useTexts({ de, en });
  const frame = useRef<HTMLDivElement>(null);
  const near = useMemo(
    () =>
      chosen === undefined
        ? undefined
        : new Set([chosen, ...edges.flatMap(({ of, on }) => (of === chosen ? [on] : on === chosen ? [of] : []))]),
    [chosen, edges],
  );
  const flowNodes = nodes.flatMap((node): FlowNode[] => {
    const position = places.get(node.key);
    if (!position) return [];
    const state = states.get(node.key) ?? 'unknown';
    const faded = near !== undefined && !near.has(node.key);
    const data: Data = { node, state, words: stateWords, faded, chosen: node.key === chosen, vertical, onOpen };
    return [{ id: node.key, type: 'entry', position: { ...position }, width: NODE_WIDTH, height: NODE_HEIGHT, data }];
  });
  const flowEdges = edges.map(({ id, of, on, kind, word }): Edge => {
    const faded = near !== undefined && of !== chosen && on !== chosen;
    const colour = faded ? 'var(--line)' : kind === 'cause' ? 'var(--ink-3)' : 'var(--line-strong)';
    return {
      id,
      source: of,
      target: on,
      ...(word === '' ? {} : { label: word }),
      style: { stroke: colour, strokeWidth: 1.5, ...(kind === 'cause' ? { strokeDasharray: '5 4' } : {}) },
      markerEnd: { type: MarkerType.ArrowClosed, color: colour, width: 14, height: 14 },
    };
  });
  return (
    <Moving value={moving}>
      <ReactFlow
        nodes={flowNodes}
        edges={flowEdges}
        nodeTypes={nodeTypes}
        ref={frame}
        aria-label={t.label}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        minZoom={0.15}
        maxZoom={1.6}
        preventScrolling
        zoomOnDoubleClick={false}
        proOptions={{ hideAttribution: true }}
        onInit={(flow) => {
          // Small enough to be seen as a whole is good; too small to be read is not. Then it begins where most is to be seen.
          void flow
            .fitView({ padding: { top: '16px', left: '16px', right: '16px', bottom: '58px' }, minZoom: whole ? 0.4 : 0.55, maxZoom: 1.1 })
            .then(() => {
              const box = frame.current?.getBoundingClientRect();
              if (whole || flow.getZoom() > 0.56 || !box) return undefined;
              const room = { width: box.width / BEGIN_ZOOM, height: (box.height - 58) / BEGIN_ZOOM };
              const { x, y } = fullest([...places.values()], room);
              return flow.setViewport({ x: -x * BEGIN_ZOOM, y: -y * BEGIN_ZOOM, zoom: BEGIN_ZOOM });
            });
        }}
      >
        <Background gap={22} size={1} color="var(--line)" />
        <Zoom />
      </ReactFlow>
    </Moving>
  );
}
