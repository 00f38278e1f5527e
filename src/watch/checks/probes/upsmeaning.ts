import type { Detail } from '../observation.ts';

/** What is read off a UPS: charge in per cent, runtime in seconds; null where it does not say. */
export type UpsReading = { readonly status: ReadonlySet<string>; readonly charge: number | null; readonly runtime: number | null };

/** Below what it is worth a warning; 0 = never. */
export type UpsRules = { readonly minCharge: number; readonly minRuntimeMinutes: number };

/**
 * What the status words mean (RFC 9271 §5.1): on battery the mains are gone, which is the outage; a weak or old battery is something
 * that is coming.
 */
export function upsMeaning(
  { status, charge, runtime }: UpsReading,
  config: UpsRules,
): { readonly bad: boolean; readonly warn: boolean; readonly detail: Detail } {
  const runtimeMs = runtime === null ? null : runtime * 1000;
  if (status.has('LB')) return { bad: true, warn: false, detail: { code: 'ups-battery-low', charge, runtimeMs } };
  if (status.has('OB')) return { bad: true, warn: false, detail: { code: 'ups-on-battery', charge, runtimeMs } };
  if (status.has('OFF')) return { bad: true, warn: false, detail: { code: 'ups-off' } };
  if (status.has('RB')) return { bad: false, warn: true, detail: { code: 'ups-battery-old' } };
  const weak = (charge !== null && charge < config.minCharge) || (runtime !== null && runtime < config.minRuntimeMinutes * 60);
  return { bad: false, warn: weak, detail: { code: weak ? 'ups-battery-weak' : 'ups-online', charge, runtimeMs } };
}
