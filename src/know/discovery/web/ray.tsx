import type { Status } from '../finding.ts';
import css from './scan.module.css';

type RayProps = { readonly status: Status; readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number };

/** Half the gap of a line that leads nowhere, and half its cross. */
const GAP = 9;
const CROSS = 4;

/** A line whose style says how sure it is that the service is in use: solid, dashed, dotted, or broken with a cross where it leads nowhere. */
export function Ray({ status, x1, y1, x2, y2 }: RayProps) {
  const className = `${css['ray']} ${css[`ray-${status}`]}`;
  if (status !== 'dangling') return <line x1={x1} y1={y1} x2={x2} y2={y2} className={className} />;
  const [x, y] = [(x1 + x2) / 2, (y1 + y2) / 2];
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const [gx, gy] = [((x2 - x1) / length) * GAP, ((y2 - y1) / length) * GAP];
  return (
    <g className={className}>
      <line x1={x1} y1={y1} x2={x - gx} y2={y - gy} />
      <line x1={x + gx} y1={y + gy} x2={x2} y2={y2} />
      <path
        className={css['cross']}
        d={`M${x - CROSS} ${y - CROSS}l${2 * CROSS} ${2 * CROSS}M${x - CROSS} ${y + CROSS}l${2 * CROSS} ${-2 * CROSS}`}
      />
    </g>
  );
}

/** A piece of such a line for the legend; the word beside it says the same. */
export const RaySample = ({ status }: { readonly status: Status }) => (
  <svg className={css['sample']} viewBox="0 0 44 12" width="44" height="12" aria-hidden="true" focusable="false">
    <Ray status={status} x1={1} y1={6} x2={43} y2={6} />
  </svg>
);
