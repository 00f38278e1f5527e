import type { ShownKind } from './checks.ts';

/** From the worst to the best. What is not looked at on purpose comes last: it says nothing about the others. */
const WORST_FIRST: readonly ShownKind[] = [
  'down',
  'suspect',
  'warning',
  'behind',
  'unclear',
  'unknown',
  'untrusted',
  'up',
  'maintenance',
  'paused',
];

/** How several checks stand together: as the worst of those that are looked at. Nothing at all is unknown, not green. */
export const worstOf = (shown: readonly ShownKind[]): ShownKind => WORST_FIRST.find((kind) => shown.includes(kind)) ?? 'unknown';
