import { z } from 'zod';
import { type Instant, instant } from '../../../kernel/instant.ts';

/**
 * What has come up. `outage`: something is down. `attack` and `data-loss` wake whatever the model says. `own`: krisenfest itself
 * cannot do its work, and nothing else of the house can be relied on to say so. `info`: worth knowing, wakes nobody.
 */
export const Nature = z.enum(['outage', 'attack', 'data-loss', 'own', 'info']);
export type Nature = z.infer<typeof Nature>;

const At = z.number().int().transform(instant);

/** What waiting until morning would mean, if that is known. Money in euro. */
export type Impact =
  | { readonly known: false }
  | {
      readonly known: true;
      /** Targets that are not kept when work begins in the morning only, the earliest first. */
      readonly breaks: readonly { readonly process: string; readonly target: 'rto' | 'mtpd'; readonly at: Instant }[];
      /** What waiting costs more than beginning now. */
      readonly cost: number;
    };

/** Why somebody is woken, or not. */
export const Because = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('working-hours') }),
  z.object({ kind: z.literal('attack') }),
  z.object({ kind: z.literal('data-loss') }),
  z.object({ kind: z.literal('own') }),
  z.object({ kind: z.literal('unknown') }),
  z.object({ kind: z.literal('target'), process: z.string(), target: z.enum(['rto', 'mtpd']), at: At }),
  z.object({ kind: z.literal('cost'), cost: z.number(), limit: z.number() }),
  /** Waits: no target breaks and it costs no more than the limit. */
  z.object({ kind: z.literal('can-wait'), cost: z.number() }),
  z.object({ kind: z.literal('info') }),
  /** An incident with it goes on; the crisis team is at work already. */
  z.object({ kind: z.literal('incident') }),
]);
export type Because = z.infer<typeof Because>;

export type Verdict = { readonly course: 'page' | 'wait'; readonly wakes: boolean; readonly because: Because };

const wakes = (because: Because): Verdict => ({ course: 'page', wakes: true, because });

/**
 * The wake rule: outside working hours a person is woken only when waiting until morning breaks a recovery target or the maximum
 * tolerable period of disruption, or costs more than the owner's limit, or it is an attack or data loss. What is not known wakes.
 */
export function wakeRule(nature: Nature, impact: Impact, working: boolean, limit: number): Verdict {
  if (nature === 'info') return { course: 'wait', wakes: false, because: { kind: 'info' } };
  if (working) return { course: 'page', wakes: false, because: { kind: 'working-hours' } };
  if (nature !== 'outage') return wakes({ kind: nature });
  if (!impact.known) return wakes({ kind: 'unknown' });
  // The maximum tolerable period weighs more than the recovery target, and is what people understand.
  const worst = impact.breaks.find(({ target }) => target === 'mtpd') ?? impact.breaks[0];
  if (worst) return wakes({ kind: 'target', ...worst });
  if (impact.cost > limit) return wakes({ kind: 'cost', cost: impact.cost, limit });
  return { course: 'wait', wakes: false, because: { kind: 'can-wait', cost: impact.cost } };
}
