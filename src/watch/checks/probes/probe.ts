import type { z } from 'zod';
import type { Instant } from '../../../kernel/instant.ts';
import type { Bilingual } from '../../../kernel/languages.ts';
import type { WayOut } from '../../../kernel/wayout.ts';
import type { Policy } from '../../../outbound/address.ts';
import type { Heard } from '../heard.ts';
import type { Observation } from '../observation.ts';
import type { NameService } from './names.ts';

/** The ways out that a probe may use. */
export type ProbeOutbound = {
  readonly policy: Policy;
  readonly names: NameService;
  /** Root certificates (PEM) of the house, beside those of the machine. */
  readonly caExtra: readonly string[];
  /** The line to go out by, for probes that can (`hosts`). */
  readonly from?: WayOut;
};

export type ProbeContext = {
  /** Stops the measurement at once; what comes then is `unclear`. */
  readonly signal: AbortSignal;
  readonly now: Instant;
  /** The whole time it may take. */
  readonly timeoutMs: number;
  readonly outbound: ProbeOutbound;
  /** The time zone of the organisation. */
  readonly zone: string;
  /** What the target has told of itself; null for probes that do not listen, and when nothing is stored yet. */
  readonly heard: Heard | null;
};

export type Pace = { readonly usualMs: number; readonly leastMs: number; readonly timeoutMs: number };

/** What is said of an interval that is shorter than the kind of check allows. */
export const leastInterval = (ms: number): string => `must be at least ${ms / 60_000} minutes for this kind of check`;

/**
 * The port of a probe: one way to look at something. One file here and one line in `index.ts`; its form in the interface
 * is drawn from `config`, whose fields carry `label` and `help` in `.meta(…)`.
 */
export type Probe<Config> = {
  readonly kind: string;
  readonly label: Bilingual;
  readonly help: Bilingual;
  readonly config: z.ZodType<Config>;
  /** It does not look: programs report to it. Such a check has an address of its own. */
  readonly listens?: true;
  /** How often it usually looks, how often at most, and how long it waits, in ms: where each look costs others something. */
  readonly pace?: Pace;
  /** What is looked at, in a few characters for a list: `www.muehlhaus.example`. */
  target(config: Config): string;
  /** The machines that it talks to, as names or addresses, where the settings name them. Only a probe that says so can go out by a line. */
  readonly hosts?: (config: Config) => readonly string[];
  /** It is bound to the interface of a line; others are sent by the routes of this machine, whatever address they leave from. */
  readonly bindsInterface?: true;
  /** Many at once cost hardly more than one: their turns fall together. */
  readonly together?: true;
  /** Looks once. Never throws for what the target or the line does: that is what it reports. */
  observe(config: Config, context: ProbeContext): Promise<Observation>;
};

/** A probe with settings that fit it. */
export type ReadyProbe = {
  readonly target: string;
  readonly listens: boolean;
  /** The machines that the settings name. */
  readonly hosts: readonly string[];
  /** It can go out by a line, and how sure it is of the interface. */
  readonly byLine: 'no' | 'by-route' | 'bound';
  readonly together: boolean;
  observe(context: ProbeContext): Promise<Observation>;
};

/** A probe as the registry lists it: settings go in as they were stored and are parsed here. */
export type KnownProbe = Omit<Probe<unknown>, 'target' | 'observe' | 'config' | 'hosts' | 'bindsInterface' | 'together'> & {
  readonly byLine: ReadyProbe['byLine'];
  readonly config: z.ZodType;
  with(
    settings: unknown,
  ):
    | { readonly ok: true; readonly value: ReadyProbe; readonly config: Record<string, unknown> }
    | { readonly ok: false; readonly error: z.ZodError };
};

/** Puts a probe into the registry. */
export function known<Config extends Record<string, unknown>>(probe: Probe<Config>): KnownProbe {
  const { kind, label, help, config, listens, pace, target, hosts, together, observe } = probe;
  const byLine = hosts === undefined ? 'no' : probe.bindsInterface ? 'bound' : 'by-route';
  return {
    kind,
    label,
    help,
    config,
    byLine,
    ...(listens ? { listens } : {}),
    ...(pace ? { pace } : {}),
    with: (settings) => {
      const parsed = config.safeParse(settings);
      if (!parsed.success) return { ok: false, error: parsed.error };
      const { data } = parsed;
      return {
        ok: true,
        config: data,
        value: {
          target: target(data),
          listens: listens === true,
          hosts: hosts?.(data) ?? [],
          byLine,
          together: together === true,
          observe: (context) => observe(data, context),
        },
      };
    },
  };
}
