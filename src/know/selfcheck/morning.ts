import { HOUR } from '../../kernel/instant.ts';

/** The next Monday, 8 o'clock, in the zone: a usual and rather bad time for an outage to begin. Milliseconds since 1970. */
export function nextMonday(now: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short', hour: '2-digit', hourCycle: 'h23' });
  const first = Math.ceil(now / HOUR) * HOUR;
  // Nine days cover a week and the hours that a change of the clock moves.
  for (let at = first; at < first + 9 * 24 * HOUR; at += HOUR) {
    const said = new Map(parts.formatToParts(at).map(({ type, value }) => [type, value]));
    if (said.get('weekday') === 'Mon' && said.get('hour') === '08') return at;
  }
  return first;
}
