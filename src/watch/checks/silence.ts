import type { Detail, DetailCode, Observation } from './observation.ts';

/**
 * Where nothing came in time, or the other side had enough of waiting for us: a server that closes because we did not go on talking looks
 * like one that closes by itself.
 */
const OF_SILENCE: ReadonlySet<DetailCode> = new Set<DetailCode>([
  'timeout',
  'closed',
  'tls-failed',
  'name-broken',
  'mail-late',
  'mail-lost',
  'heartbeat-missed',
  'heartbeat-too-long',
]);

/** Does this verdict rest on what was not heard in time? Then it says nothing when nobody here listened meanwhile. */
export function restsOnSilence(detail: Detail): boolean {
  if (detail.code === 'zone-servers') return detail.faults.some(({ fault }) => fault === 'silent');
  if (detail.code === 'mail-server') return detail.problem === 'closed' || detail.problem === 'tls-failed';
  return OF_SILENCE.has(detail.code);
}

/** Does this miss look the same when the own line is gone? */
export const viaLine = ({ far, detail }: Observation): boolean =>
  far === true || detail.code === 'resolver-dead' || detail.code === 'no-route';
