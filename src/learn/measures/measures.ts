import { z } from 'zod';
import { Id } from '../../kernel/id.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { Key, Source } from '../../know/inventory/inventory.ts';
import type { Edit } from '../../know/simulation/edit.ts';

const Fields = z.record(z.string().max(60), z.unknown());

/** A change to the model, in the form of a measures file (contracts/model.md, "Commands"). */
export const MeasureEdit = z.object({
  addNodes: z.array(Fields).max(50).default([]),
  addDependencies: z.array(Fields).max(500).default([]),
  removeDependencies: z
    .array(z.object({ of: Key, on: Key }))
    .max(500)
    .default([]),
  /** Fields of nodes, or of teams; null takes a field away. */
  set: z.record(Key, Fields).default({}),
});
export type MeasureEdit = z.infer<typeof MeasureEdit>;

export const NO_CHANGE: MeasureEdit = { addNodes: [], addDependencies: [], removeDependencies: [], set: {} };

export const changesNothing = ({ addNodes, addDependencies, removeDependencies, set }: MeasureEdit): boolean =>
  addNodes.length + addDependencies.length + removeDependencies.length + Object.keys(set).length === 0;

/** The change as the engine takes it. */
export const engineEdit = ({ set, ...rest }: MeasureEdit): Edit => ({
  ...rest,
  set: Object.entries(set).map(([id, fields]) => ({ id, fields })),
});

/** What a measure is, as people write it. Money in euro, own work in hours; `dueAt` in milliseconds UTC. */
export const MeasureContents = z.object({
  title: z.string().trim().min(1).max(200),
  reason: z.string().trim().max(2000).default(''),
  edit: MeasureEdit.default(NO_CHANGE),
  cost: z.number().min(0).max(1e12).default(0),
  hours: z.number().min(0).max(1e6).default(0),
  /** Where cost and hours come from: a guess, an offer or contract, or paid bills. */
  priceSource: Source.default('guess'),
  owner: z.string().trim().max(120).default(''),
  dueAt: z.number().int().nullable().default(null),
  /** The proposal it came from (`redundancy:erp`), so that this one does not come again. */
  proposal: z.string().max(300).nullable().default(null),
});
export type MeasureContents = z.infer<typeof MeasureContents>;

const By = z.object({ at: z.number().int(), by: z.string() });

/**
 * Where a measure stands: vorgeschlagen, beschlossen, in Arbeit, umgesetzt (its change is in the inventory, and `undoId` takes it
 * back), erprobt (tried for real), verworfen.
 */
export const MeasureProgress = z.discriminatedUnion('state', [
  By.extend({ state: z.literal('proposed') }),
  By.extend({ state: z.literal('decided') }),
  By.extend({ state: z.literal('in-progress') }),
  By.extend({ state: z.literal('done'), undoId: Id.nullable() }),
  By.extend({ state: z.literal('tested'), undoId: Id.nullable(), doneAt: z.number().int(), evidence: z.string() }),
  By.extend({ state: z.literal('rejected'), reason: z.string() }),
]);
export type MeasureProgress = z.infer<typeof MeasureProgress>;
export type MeasureState = MeasureProgress['state'];

export const Measure = MeasureContents.extend({
  id: Id,
  progress: MeasureProgress,
  createdAt: z.number().int(),
  updatedAt: z.number().int(),
});
export type Measure = z.infer<typeof Measure>;

/** Still to be done: its change is not in the model yet, and nobody said no. */
export const isOpen = ({ progress: { state } }: Pick<Measure, 'progress'>): boolean =>
  state === 'proposed' || state === 'decided' || state === 'in-progress';

/** What somebody does with a measure. */
export type MeasureDeed =
  | { readonly kind: 'move'; readonly to: 'proposed' | 'decided' | 'in-progress' }
  | { readonly kind: 'reject'; readonly reason: string }
  /** Its change was put into the inventory; null where it changes nothing there. */
  | { readonly kind: 'implement'; readonly undoId: Id | null }
  /** Its change was taken out of the inventory again. */
  | { readonly kind: 'take-back' }
  | { readonly kind: 'try'; readonly evidence: string };

export type MeasureRefusal = 'not-open' | 'not-done';

/** The measure after the deed. A rejected one can be taken up again; what is done is first taken back. */
export function after(measure: Measure, deed: MeasureDeed, by: string, now: number): Result<Measure, MeasureRefusal> {
  const { progress } = measure;
  const next = (to: MeasureProgress) => ok({ ...measure, progress: to, updatedAt: now });
  const who = { at: now, by };
  const done = progress.state === 'done' || progress.state === 'tested';
  switch (deed.kind) {
    case 'move':
      return done ? err('not-open') : next({ state: deed.to, ...who });
    case 'reject':
      return isOpen(measure) ? next({ state: 'rejected', ...who, reason: deed.reason }) : err('not-open');
    case 'implement':
      return isOpen(measure) ? next({ state: 'done', ...who, undoId: deed.undoId }) : err('not-open');
    case 'take-back':
      return done ? next({ state: 'in-progress', ...who }) : err('not-done');
    case 'try':
      return progress.state === 'done' || progress.state === 'tested'
        ? next({
            state: 'tested',
            ...who,
            undoId: progress.undoId,
            doneAt: progress.state === 'done' ? progress.at : progress.doneAt,
            evidence: deed.evidence,
          })
        : err('not-done');
  }
}
