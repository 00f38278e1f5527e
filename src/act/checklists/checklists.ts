import { z } from 'zod';
import { Id } from '../../kernel/id.ts';
import { Phase } from '../../prepare/plans/plans.ts';
import { FrozenContact, type FrozenPlan } from '../incidents/frozen.ts';

/** One thing to do. Items come from the frozen plan, or are added while it runs. */
export const Item = z.object({
  id: z.string(),
  title: z.string(),
  detail: z.string(),
  roleId: z.string().nullable(),
  after: z.array(z.string()),
  minutes: z.number().nullable(),
  phase: Phase,
  contact: FrozenContact.nullable(),
});
export type Item = z.infer<typeof Item>;

/** When and where an operation was made; orders operations of different devices. `at` in milliseconds UTC of that device. */
export const Stamp = z.object({ at: z.number().int().nonnegative(), device: z.string().min(1).max(64) });
export type Stamp = z.infer<typeof Stamp>;

/**
 * What somebody did to the list, possibly without network and delivered later. `id` makes it safe to send twice.
 * `add` brings a new item; its `item` is the item's id.
 */
export const Operation = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('tick'),
    id: Id,
    item: z.string().min(1).max(64),
    done: z.boolean(),
    by: z.string().min(1).max(120),
    stamp: Stamp,
  }),
  z.object({ kind: z.literal('take'), id: Id, item: z.string().min(1).max(64), by: z.string().min(1).max(120), stamp: Stamp }),
  z.object({
    kind: z.literal('add'),
    id: Id,
    item: z.string().min(1).max(64),
    title: z.string().trim().min(1).max(300),
    phase: Phase,
    roleId: z.string().nullable(),
    by: z.string().min(1).max(120),
    stamp: Stamp,
  }),
]);
export type Operation = z.infer<typeof Operation>;

/** An item as it stands: open, taken by somebody, or done; `locked` while restore steps wait for the answer "Defekt". */
export type Standing = Item & {
  readonly done: { readonly by: string; readonly at: number } | null;
  readonly takenBy: string | null;
  readonly locked: boolean;
};

/** The checklist of a frozen plan. */
export const itemsOf = (plan: FrozenPlan | null): Item[] => (plan?.steps ?? []).map((step) => ({ ...step }));

/** The later stamp wins; equal times are ordered by device, then by id, so that every device comes to the same result. */
export function inOrder(a: Operation, b: Operation): number {
  if (a.stamp.at !== b.stamp.at) return a.stamp.at - b.stamp.at;
  if (a.stamp.device !== b.stamp.device) return a.stamp.device < b.stamp.device ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/**
 * The list after all operations, the same on the phone and on the server, in whatever order they arrived and how often.
 * An operation that loses against a later one stays in the record (the situation log shows it); a tick on a locked step counts
 * only from when the lock is gone.
 */
export function replay(items: readonly Item[], operations: readonly Operation[], restoreLocked: boolean): Standing[] {
  const unique = [...new Map(operations.map((operation) => [operation.id, operation])).values()].sort(inOrder);
  const standing = new Map<string, Standing>();
  const put = (item: Item) =>
    standing.set(item.id, { ...item, done: null, takenBy: null, locked: restoreLocked && item.phase === 'restore' });
  for (const item of items) put(item);
  for (const one of unique) {
    if (one.kind !== 'add' || standing.has(one.item)) continue;
    put({ id: one.item, title: one.title, detail: '', roleId: one.roleId, after: [], minutes: null, phase: one.phase, contact: null });
  }
  for (const one of unique) {
    const now = standing.get(one.item);
    if (!now) continue;
    if (one.kind === 'take') standing.set(one.item, { ...now, takenBy: one.by });
    if (one.kind === 'tick' && !now.locked) standing.set(one.item, { ...now, done: one.done ? { by: one.by, at: one.stamp.at } : null });
  }
  return [...standing.values()];
}

/** The steps of a phase become possible when what they wait for is done. */
export const isReady = (item: Standing, all: readonly Standing[]): boolean =>
  !item.locked && item.after.every((id) => all.find((one) => one.id === id)?.done !== null);

/** What a person sees first: the first open step of her roles that can be done now; else the first open one of nobody's. */
export function nextFor(roleIds: readonly string[], all: readonly Standing[]): Standing | undefined {
  const open = all.filter((item) => item.done === null && isReady(item, all));
  return open.find((item) => item.roleId !== null && roleIds.includes(item.roleId)) ?? open.find((item) => item.roleId === null);
}
