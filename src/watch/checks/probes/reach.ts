import type { Reach } from '../../../outbound/connect.ts';
import type { NamesOfOneRun } from './names.ts';
import type { ProbeContext } from './probe.ts';

/** How a measurement reaches others: what is allowed, by whose names, within its time, and by its line. Every probe goes out by this. */
export const reachOf = (
  { outbound: { policy, caExtra, from }, timeoutMs, signal }: ProbeContext,
  names: NamesOfOneRun,
): Reach & { readonly caExtra: readonly string[] } => ({
  policy,
  resolver: names.client,
  timeoutMs,
  signal,
  caExtra,
  ...(from ? { from } : {}),
});
