import { z } from 'zod';
import { type Instant, instant } from '../../kernel/instant.ts';
import type { Signal } from './signal.ts';

const At = z.number().int().transform(instant);

/** What a person said when switching something off. */
export const SwitchOffFacts = z.object({ reason: z.string(), by: z.string(), until: At.nullable() });

/** Something that we have switched off ourselves; `nodeId` null: everything. `until`: when it is to be on again, as planned. */
export type SwitchedOff = z.infer<typeof SwitchOffFacts> & {
  readonly signalId: string;
  readonly nodeId: string | null;
  readonly name: string;
  readonly since: Instant;
};

export const switchOffKey = (nodeId: string | null): string => (nodeId === null ? '*' : `node:${nodeId}`);

/** What a signal of this kind says; the facts are those that were written down when it opened. */
export function switchedOffOf({ id, nodeId, names, title, since, evidence }: Signal): SwitchedOff {
  const facts = SwitchOffFacts.parse(JSON.parse(evidence.pieces[0]?.body ?? '{}'));
  return { signalId: id, nodeId, name: names[0] ?? title, since, ...facts };
}

/** Is it off, by itself or with everything else? What nobody has assigned to an asset is off only with everything. */
export const isOff = (off: readonly Pick<SwitchedOff, 'nodeId'>[], nodeId: string | null): boolean =>
  off.some((one) => one.nodeId === null || one.nodeId === nodeId);
