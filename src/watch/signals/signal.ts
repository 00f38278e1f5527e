import type { Instant } from '../../kernel/instant.ts';

/** `critical`: something is down or under attack; `warning`: degraded or suspicious; `info`: worth knowing, wakes nobody. */
export type Severity = 'critical' | 'warning' | 'info';

/**
 * What a source says about one thing, whatever its own format is. `key`: the same thing keeps the same key, so that a report that comes
 * twice opens one signal and its end finds it. `names`: what the sender calls the thing concerned, the most precise first; the inventory
 * decides which asset that is. `at`: when it began or ended as the sender says; null when it does not say.
 */
export type Report = {
  readonly key: string;
  readonly says: 'open' | 'cleared';
  readonly severity: Severity;
  readonly title: string;
  readonly names: readonly string[];
  readonly at: Instant | null;
};

/** `since`: when it began; `heardAt`: when the last report that counted was about, so that an older one that comes late changes nothing. */
export type Signal = {
  readonly key: string;
  readonly severity: Severity;
  readonly title: string;
  readonly names: readonly string[];
  readonly since: Instant;
  readonly heardAt: Instant;
  readonly state: { readonly kind: 'open' } | { readonly kind: 'cleared'; readonly at: Instant };
};

export type SignalEvent = { readonly type: 'signal.opened' | 'signal.cleared'; readonly key: string; readonly at: Instant };

export type Heard = { readonly signal: Signal | undefined; readonly events: readonly SignalEvent[] };

/**
 * Takes a report about the thing `known` is about. The order of what the sender says decides, not the order of arrival: the report with
 * the latest time wins, and of two with the same time the end, because a sender that tells begin and end in one second means the end.
 * A time ahead of `now` counts as now: a clock that runs fast must not silence what comes after.
 */
export function hear(known: Signal | undefined, report: Report, now: Instant): Heard {
  const at = report.at === null || report.at > now ? now : report.at;
  const outdated = known !== undefined && (at < known.heardAt || (at === known.heardAt && report.says === 'open'));
  if (outdated) return { signal: known, events: [] };

  const { key, severity, title, names } = report;
  const open = known?.state.kind === 'open';
  if (report.says === 'cleared') {
    // The end of something never heard of is remembered, so that its begin, arriving later, opens nothing.
    const since = known?.since ?? at;
    const signal: Signal = { ...(known ?? { key, severity, title, names }), since, heardAt: at, state: { kind: 'cleared', at } };
    return { signal, events: open ? [{ type: 'signal.cleared', key, at }] : [] };
  }
  const since = open ? known.since : at;
  const signal: Signal = { key, severity, title, names, since, heardAt: at, state: { kind: 'open' } };
  return { signal, events: open ? [] : [{ type: 'signal.opened', key, at }] };
}
