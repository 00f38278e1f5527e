import { instant } from '../../src/kernel/instant.ts';
import type { Heard } from '../../src/watch/checks/heard.ts';
import type { Observation } from '../../src/watch/checks/observation.ts';
import { probeOf } from '../../src/watch/checks/probes/index.ts';
import { nameService } from '../../src/watch/checks/probes/names.ts';
import type { ProbeOutbound } from '../../src/watch/checks/probes/probe.ts';

export type Looking = {
  readonly outbound?: Partial<ProbeOutbound>;
  /** Asks this name server (IP:PORT) instead of the machine's. */
  readonly resolver?: string;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  readonly now?: number;
  readonly heard?: Heard;
};

/** Looks once with a probe of the registry, as the product does. */
export async function look(kind: string, config: Readonly<Record<string, unknown>>, options: Looking = {}): Promise<Observation> {
  const ready = probeOf(kind)?.with(config);
  if (!ready?.ok) throw new Error(`the settings do not fit: ${ready?.error.message ?? 'no such kind'}`);
  return ready.value.observe({
    signal: options.signal ?? new AbortController().signal,
    now: instant(options.now ?? Date.now()),
    timeoutMs: options.timeoutMs ?? 3000,
    zone: 'Europe/Berlin',
    heard: options.heard ?? null,
    outbound: {
      policy: { kind: 'configured' },
      names: nameService(options.resolver === undefined ? undefined : [options.resolver]),
      caExtra: [],
      ...options.outbound,
    },
  });
}
