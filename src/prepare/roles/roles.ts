import { z } from 'zod';
import { Id } from '../../kernel/id.ts';

/**
 * What a role is there for. A small firm has three: decide, do, speak (know-prepare-learn.md §3.4); the others are taken out of them
 * as the firm grows. `own`: whatever the firm calls it.
 */
export const RoleKind = z.enum(['decide', 'do', 'speak', 'lead', 'log', 'technology', 'operations', 'staff', 'law', 'money', 'own']);
export type RoleKind = z.infer<typeof RoleKind>;

export const SMALL: readonly RoleKind[] = ['decide', 'do', 'speak'];

export const CrisisRoleContents = z.object({
  kind: RoleKind,
  name: z.string(),
  duty: z.string(),
  holder: Id.nullable(),
  /** In the order in which they stand in. */
  deputies: z.array(Id),
  /** Alerted when the alarm is raised, and sits in the crisis team (Krisenstab). */
  inCrisisTeam: z.boolean(),
});
export type CrisisRoleContents = z.infer<typeof CrisisRoleContents>;

/** A role of the crisis organisation: a duty, who holds it, who stands in. */
export const CrisisRole = CrisisRoleContents.extend({ id: Id, revision: z.number().int(), updatedAt: z.number() });
export type CrisisRole = z.infer<typeof CrisisRole>;

/** The three of a small firm first, then as in the list of kinds, own ones last. */
export const inRoleOrder = <R extends Pick<CrisisRole, 'id' | 'kind'>>(roles: readonly R[]): R[] =>
  [...roles].sort((a, b) => RoleKind.options.indexOf(a.kind) - RoleKind.options.indexOf(b.kind) || (a.id < b.id ? -1 : 1));

/** Holder first, then the deputies; each once. */
export const peopleOf = ({ holder, deputies }: Pick<CrisisRole, 'holder' | 'deputies'>): Id[] => [
  ...new Set([...(holder === null ? [] : [holder]), ...deputies]),
];

/** The role without somebody who is no contact any more. */
export function withoutContact<R extends Pick<CrisisRole, 'holder' | 'deputies'>>(role: R, contact: Id): R {
  return { ...role, holder: role.holder === contact ? null : role.holder, deputies: role.deputies.filter((id) => id !== contact) };
}
