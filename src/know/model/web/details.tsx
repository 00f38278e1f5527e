import { useTexts } from '../../../web/language.tsx';
import { LinkButton } from '../../../web/parts/button.tsx';
import { Dialog } from '../../../web/parts/dialog.tsx';
import { useHref } from '../../../web/place.ts';
import type { InventoryView } from '../../inventory/inventory.contract.ts';
import { de as inventoryDe, en as inventoryEn } from '../../inventory/screens.texts.ts';
import { EstimateFigure, SpanFigure } from '../../inventory/web/figure.tsx';
import { type MapEdge, tiesOf } from './graph.ts';
import css from './map.module.css';
import { de, en } from './map.texts.ts';
import { MapStateChip } from './maplist.tsx';
import type { MapState } from './states.ts';

type DetailsProps = {
  readonly chosen: string | undefined;
  readonly inventory: InventoryView;
  readonly edges: readonly MapEdge[];
  readonly state: MapState;
  readonly words: Readonly<Record<MapState, string>>;
  readonly onChoose: (key: string | undefined) => void;
};

/** What is known of one entry of the map, and where to go from it. */
export function Details({ chosen, inventory, edges, state, words: stateWords, onChoose }: DetailsProps) {
  const t = useTexts({ de, en });
  const words = useTexts({ de: inventoryDe, en: inventoryEn });
  const href = useHref();
  const node = inventory.nodes.find(({ key }) => key === chosen);
  const names = new Map(inventory.nodes.map(({ key, name }) => [key, name]));
  const ties = chosen === undefined ? undefined : tiesOf(edges, chosen);
  const lists = ties
    ? ([
        [t.needs, ties.needs],
        [t.hangsOn, ties.hangsOn],
        [t.neededBy, ties.neededBy],
        [t.takesAlong, ties.takesAlong],
      ] as const)
    : [];
  return (
    <Dialog open={node !== undefined} onClose={() => onChoose(undefined)} title={node?.name ?? ''}>
      {node && (
        <>
          <div className="row">
            <span className="muted">{words.kind[node.kind]}</span>
            <MapStateChip state={state} words={stateWords} />
          </div>
          {node.kind === 'process' ? (
            <div className="row">
              <span>{words.mtpdShort}</span> <SpanFigure node={node} field="mtpd" />
              <span>{words.rtoShort}</span> <SpanFigure node={node} field="rto" />
            </div>
          ) : (
            node.restore && (
              <div className="row">
                <span>{words.restoreShort}</span> <EstimateFigure node={node} field="restore" />
              </div>
            )
          )}
          {node.provider && node.provider.phone !== '' && (
            <p>
              {words.phone}: <a href={`tel:${node.provider.phone.replaceAll(/[^+\d]/g, '')}`}>{node.provider.phone}</a>
            </p>
          )}
          <div className={css['ties']}>
            {lists
              .filter(([, keys]) => keys.length > 0)
              .map(([title, keys]) => (
                <div key={title}>
                  <strong>{title}</strong>
                  <ul>
                    {keys.map((key) => (
                      <li key={key}>
                        <button type="button" onClick={() => onChoose(key)}>
                          {names.get(key) ?? key}
                        </button>
                      </li>
                    ))}
                  </ul>
                </div>
              ))}
          </div>
          {!node.asked && ties?.needs.length === 0 && <p className="muted">{t.notAsked}</p>}
          <div className="row">
            {node.kind !== 'process' && (
              <LinkButton kind="main" href={`${href('know/what-if')}?fail=${encodeURIComponent(node.key)}`}>
                {t.whatIf}
              </LinkButton>
            )}
            <LinkButton href={`${href('know/inventory')}?node=${encodeURIComponent(node.key)}`}>{t.open}</LinkButton>
          </div>
        </>
      )}
    </Dialog>
  );
}
