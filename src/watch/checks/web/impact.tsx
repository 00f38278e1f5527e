import { useMemo } from 'react';
import { type Instant, instant } from '../../../kernel/instant.ts';
import { modelFrom } from '../../../know/inventory/checked.ts';
import type { InventoryView } from '../../../know/inventory/inventory.contract.ts';
import { impact, type ProcessImpact } from '../../../know/simulation/impact.ts';
import { useTexts } from '../../../web/language.tsx';
import { LinkButton } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { useHref, useMay } from '../../../web/place.ts';
import { useNow, useWords } from '../../../web/words.ts';
import type { Check } from '../checks.contract.ts';
import { failedSince } from '../checks.ts';
import { de, en } from '../measured.texts.ts';
import css from './checks.module.css';
import { useInventory } from './nodes.ts';

type HitProps = { readonly hit: ProcessImpact; readonly from: Instant; readonly live: boolean; readonly inventory: InventoryView };

/** One process: when it stops, when that becomes critical, what it costs. */
function Hit({ hit: { id, name, state, downFrom, mtpdAt }, from, live, inventory }: HitProps) {
  const t = useTexts({ de, en }).impact;
  const w = useWords();
  const now = useNow();
  const span = (downFrom ?? from) - from;
  const cost = inventory.nodes.find(({ key }) => key === id)?.costPerHour ?? null;
  const limited = state === 'degraded';
  const word = limited ? t.degraded : t.stands;
  const whenLive = (downFrom ?? now) <= now ? word : t.inSpan(word, w.until(downFrom ?? now));
  const whenThen = span === 0 ? (limited ? t.degraded : t.atOnce) : t.after(word, w.span(span));
  const critical =
    mtpdAt === null
      ? t.noTarget
      : live
        ? mtpdAt <= now
          ? t.criticalNow
          : t.criticalIn(w.until(mtpdAt))
        : t.critical(w.span(mtpdAt - from));
  return (
    <li>
      <strong>{name}</strong>
      <span className={css['cost']}>{cost === null ? t.noCost : t.perHour(w.euroRange(cost.low, cost.high))}</span>
      <span className={css['when']}>
        {live ? whenLive : whenThen} · {critical}
      </span>
    </li>
  );
}

function Consequences({ check, inventory }: { readonly check: Check & { readonly nodeId: string }; readonly inventory: InventoryView }) {
  const t = useTexts({ de, en }).impact;
  const w = useWords();
  const minute = Math.floor(useNow() / 60_000) * 60_000;
  const failed = failedSince(check.state);
  const node = inventory.nodes.find(({ key }) => key === check.nodeId);
  const seen = useMemo(() => {
    const model = modelFrom(inventory);
    const now = instant(minute);
    const from = failed ?? now;
    return model.ok ? { from, ...impact(model.value, [{ node: check.nodeId, from }], instant(Math.max(now, from))) } : undefined;
  }, [inventory, check.nodeId, failed, minute]);
  if (!node || !seen) return <p>{t.gone}</p>;
  const hits = seen.processes.filter(({ downFrom }) => downFrom !== null).sort((a, b) => (a.downFrom ?? 0) - (b.downFrom ?? 0));
  const untold = seen.processes.filter(({ state }) => state === 'unknown').map(({ name }) => name);
  const back = Math.max(...hits.map(({ upAt }) => upAt ?? Number.POSITIVE_INFINITY));
  return (
    <>
      <p className="muted">{t.about(node.name)}</p>
      {hits.length === 0 ? (
        <p>{t.none(node.name)}</p>
      ) : (
        <>
          <ul className={css['impact']}>
            {hits.map((hit) => (
              <Hit key={hit.id} hit={hit} from={seen.from} live={failed !== null} inventory={inventory} />
            ))}
          </ul>
          <p className="small muted">{Number.isFinite(back) ? t.back(w.span(back - seen.from)) : t.backUnknown}</p>
        </>
      )}
      {untold.length > 0 && <p className="small muted">{t.notTold(untold.slice(0, 5).join(', '))}</p>}
    </>
  );
}

/** What the business feels when this check's resource fails: from the same model as the simulator. */
export function Impact({ check }: { readonly check: Check }) {
  const t = useTexts({ de, en }).impact;
  const href = useHref();
  const mayWrite = useMay('watch.write');
  const { may, inventory } = useInventory();
  const { nodeId } = check;
  const live = failedSince(check.state) !== null;
  return (
    <Card title={live ? t.titleDown : t.title} tone={live ? 'down' : 'plain'}>
      <div className="stack">
        {nodeId === null && <p>{t.unbound}</p>}
        {nodeId !== null && !may && <p>{t.noRight}</p>}
        {nodeId !== null && inventory && <Consequences check={{ ...check, nodeId }} inventory={inventory} />}
        <div className="row">
          {nodeId === null && mayWrite && (
            <LinkButton small href={href(`watch/checks/${check.id}/edit`)}>
              {t.bind}
            </LinkButton>
          )}
          {nodeId !== null && may && (
            <LinkButton small href={`${href('know/what-if')}?${new URLSearchParams({ fail: nodeId })}`}>
              {t.whatIf}
            </LinkButton>
          )}
        </div>
      </div>
    </Card>
  );
}
