/** A point in time: milliseconds since 1970-01-01T00:00Z. */
export type Instant = number & { readonly __instant: true };

/** A span of time in milliseconds, never negative. */
export type Duration = number & { readonly __duration: true };

export const instant = (ms: number): Instant => ms as Instant;
export const duration = (ms: number): Duration => ms as Duration;

export const SECOND = duration(1000);
export const MINUTE = duration(60_000);
export const HOUR = duration(3_600_000);
export const DAY = duration(86_400_000);

export const plus = (at: Instant, span: number): Instant => instant(at + span);

/** `2026-11-22T09:14:05.000Z` */
export const toIso = (at: Instant): string => new Date(at).toISOString();

const ISO_DURATION = /^P(?!$)(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** Reads `PnDTnHnMnS` with integers, in that order, parts optional (contracts/model.md); `undefined` when it is anything else. */
export function parseDuration(text: string): Duration | undefined {
  const parts = ISO_DURATION.exec(text);
  if (!parts) return undefined;
  const [, d = '0', h = '0', m = '0', s = '0'] = parts;
  const ms = Number(d) * DAY + Number(h) * HOUR + Number(m) * MINUTE + Number(s) * SECOND;
  return Number.isSafeInteger(ms) ? duration(ms) : undefined;
}

/** Writes a duration as `PnDTnHnMnS`, whole seconds, zero as `PT0S`. */
export function formatDuration(span: number): string {
  const seconds = Math.round(span / SECOND);
  const d = Math.floor(seconds / 86_400);
  const h = Math.floor((seconds % 86_400) / 3600);
  const m = Math.floor((seconds % 3600) / 60);
  const s = seconds % 60;
  const time = `${h ? `${h}H` : ''}${m ? `${m}M` : ''}${s ? `${s}S` : ''}`;
  if (!d && !time) return 'PT0S';
  return `P${d ? `${d}D` : ''}${time ? `T${time}` : ''}`;
}
