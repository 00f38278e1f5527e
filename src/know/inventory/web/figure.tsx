import type { ReactNode } from 'react';
import { type Source, SourceBadge } from '../../../web/parts/source.tsx';
import { useWords } from '../../../web/words.ts';
import { type InventoryNode, type Origin } from '../inventory.ts';
import { msOf, originOf } from '../inview.ts';

const badge: Readonly<Record<Origin['source'], Source>> = { guess: 'assumed', contract: 'contract', tested: 'tested' };

/** A number with where it comes from and how old that is. */
export function Figure({ children, origin }: { readonly children: ReactNode; readonly origin: Origin | undefined }) {
  return (
    <>
      <div className="num">{children}</div>
      {origin && (
        <div title={origin.evidence || undefined}>
          <SourceBadge source={badge[origin.source]} at={origin.at} />
        </div>
      )}
    </>
  );
}

/** A span of a node, or a dash where nobody has said it. */
export function SpanFigure({ node, field }: { readonly node: InventoryNode; readonly field: 'rto' | 'mtpd' | 'rpo' }) {
  const w = useWords();
  const ms = msOf(node[field]);
  if (ms === null) return <span className="muted">–</span>;
  return <Figure origin={originOf(node, field)}>{w.span(ms)}</Figure>;
}

/** An estimate: the likely time, and the range below it. */
export function EstimateFigure({ node, field }: { readonly node: InventoryNode; readonly field: 'restore' | 'replace' | 'rebuild' }) {
  const w = useWords();
  const estimate = node[field];
  if (!estimate) return <span className="muted">–</span>;
  const [best, likely, worst] = [msOf(estimate.best), msOf(estimate.likely), msOf(estimate.worst)];
  const range = best !== worst && best !== null && worst !== null;
  return (
    <Figure origin={originOf(node, field) ?? { source: estimate.source, at: 0, evidence: '' }}>
      {likely === null ? '–' : w.span(likely)}
      {range && <span className="small muted"> ({`${w.span(best)}–${w.span(worst)}`})</span>}
    </Figure>
  );
}
