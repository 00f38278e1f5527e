import { Link } from 'wouter';
import { useTexts } from '../../../web/language.tsx';
import { StateChip } from '../../../web/parts/chip.tsx';
import { SourceBadge } from '../../../web/parts/source.tsx';
import { useHref, useMay } from '../../../web/place.ts';
import { useNow, useWords } from '../../../web/words.ts';
import type { AffectedProcess, FailingNode } from '../situation.contract.ts';
import { de, en } from '../situation.texts.ts';
import css from './situation.module.css';

const badges = { guess: 'assumed', contract: 'contract', tested: 'tested' } as const;
const marks = { down: 'down', degraded: 'degraded', unknown: 'unknown', up: 'ok' } as const;

/** How far it is to the moment from which the outage cannot be borne any more. */
function Clock({ from, mtpdAt }: { readonly from: number; readonly mtpdAt: number }) {
  const t = useTexts({ de, en });
  const w = useWords();
  const now = useNow();
  const share = Math.min(1, Math.max(0, (now - from) / Math.max(1, mtpdAt - from)));
  const over = mtpdAt <= now;
  return (
    <div>
      <div className={css['clock']} aria-hidden="true">
        <i className={over || share > 0.66 ? css['down'] : css['degraded']} style={{ width: `${share * 100}%` }} />
      </div>
      <span className="small">{over ? t.critical : t.criticalIn(w.until(mtpdAt))}</span>
    </div>
  );
}

function StandIns({ process }: { readonly process: AffectedProcess }) {
  const t = useTexts({ de, en });
  const w = useWords();
  if (process.standIns.length === 0) return null;
  const said = process.standIns.map((one) => {
    switch (one.kind) {
      case 'buffer':
        return t.standIn.buffer(one.of, one.without, w.span(one.ms));
      case 'other':
        return t.standIn.other(one.of, one.working.join(', '));
      case 'move':
        return t.standIn.move(one.of, w.span(one.ms));
    }
  });
  return (
    <div className="small muted">
      {t.standIns}: {[...new Set(said)].slice(0, 2).join(' · ')}
    </div>
  );
}

type Props = { readonly process: AffectedProcess; readonly failing: readonly FailingNode[]; readonly attack: boolean };

/** One process: how it stands and why, when it becomes critical, what it costs, what stands in. Unknown is never green. */
export function ProcessRow({ process, failing, attack }: Props) {
  const t = useTexts({ de, en });
  const w = useWords();
  const now = useNow();
  const href = useHref();
  const mayKnow = useMay('know.read');
  const { state, downFrom, mtpdAt, recovered, capacityNow, costPerHour, costAtWorst, costOrigin, coverage, because } = process;
  const hit = state === 'down' || state === 'degraded';
  const later = hit && downFrom !== null && downFrom > now;
  const unchecked = state === 'up' && coverage.checked === 0;
  const untrusted = state === 'up' && !unchecked && attack;
  const began = Math.min(...failing.map(({ from }) => from), now);
  const chain = because.slice(1);
  return (
    <li className={css['row']}>
      <div>
        <strong>{process.name}</strong>
        {state === 'unknown' && (
          <div className="small muted">
            {t.unasked} {mayKnow && <Link href={`${href('know/inventory')}?node=${encodeURIComponent(process.id)}`}>{t.answer}</Link>}
          </div>
        )}
        {state === 'up' && <div className="small muted">{t.coverage(coverage.checked, coverage.of)}</div>}
        {hit && chain.length > 0 && <div className="small muted">{t.because(chain.join(' → '))}</div>}
        {hit && <div className="small">{recovered === null ? t.backUnknown : t.backAt(w.until(recovered))}</div>}
        {hit && <StandIns process={process} />}
      </div>
      <div>
        <StateChip
          state={unchecked || untrusted ? 'unknown' : later ? 'degraded' : marks[state]}
          word={unchecked ? t.unchecked : untrusted ? t.untrusted : later ? t.later : t.state[state]}
        />
        {later && <div className="small">{t.downIn(w.until(downFrom))}</div>}
        {hit && mtpdAt !== null && <Clock from={began} mtpdAt={mtpdAt} />}
      </div>
      <div className={css['cost']}>
        {hit &&
          (capacityNow < 1 && costPerHour.likely > 0
            ? t.perHour(w.euroRange(costPerHour.low, costPerHour.high))
            : costAtWorst.likely > 0 && t.perHourThen(w.euroRange(costAtWorst.low, costAtWorst.high)))}
        {hit && costAtWorst.likely > 0 && (
          <div>
            <SourceBadge source={badges[costOrigin?.source ?? 'guess']} at={costOrigin?.at ?? null} />
          </div>
        )}
      </div>
    </li>
  );
}
