import type { Id } from '../../kernel/id.ts';
import type { Contact } from '../contacts/contacts.ts';
import { type CrisisRole, inRoleOrder, peopleOf } from '../roles/roles.ts';
import { inOrder } from './order.ts';
import type { Phase, Plan } from './plans.ts';

export type SnapshotContact = Pick<Contact, 'id' | 'name' | 'language' | 'addresses'>;
export type SnapshotRole = {
  readonly id: Id;
  readonly name: string;
  readonly duty: string;
  readonly inCrisisTeam: boolean;
  /** Holder first, then the deputies. */
  readonly contacts: readonly SnapshotContact[];
};
export type SnapshotStep = {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly roleId: Id | null;
  readonly after: readonly string[];
  readonly minutes: number | null;
  readonly phase: Phase;
  /** Whom to ring for this step. */
  readonly contact: SnapshotContact | null;
};

/** What an incident freezes when it opens: changing a plan later changes no running crisis. Needs nothing looked up. */
export type Snapshot = {
  readonly version: 1;
  readonly planId: Id | null;
  readonly title: string;
  readonly steps: readonly SnapshotStep[];
  readonly roles: readonly SnapshotRole[];
};

const contactIn = ({ id, name, language, addresses }: Contact): SnapshotContact => ({ id, name, language, addresses });

/**
 * Plan, roles and contacts at this moment; steps in an order in which they can be done. Without a plan (`null`) the roles are frozen all
 * the same. A step whose role or contact is gone stands with nobody.
 */
export function snapshot(plan: Plan | null, roles: readonly CrisisRole[], contacts: readonly Contact[]): Snapshot {
  const byId = new Map(contacts.map((contact) => [contact.id, contactIn(contact)]));
  const roleIds = new Set(roles.map((role) => role.id));
  const ordered = inOrder(plan?.steps ?? []);
  const steps = (ordered.ok ? ordered.value : (plan?.steps ?? [])).map(
    ({ id, title, detail, roleId, after, minutes, phase, contactId }): SnapshotStep => ({
      id,
      title,
      detail,
      roleId: roleId !== null && roleIds.has(roleId) ? roleId : null,
      after: [...after],
      minutes,
      phase,
      contact: contactId === null ? null : (byId.get(contactId) ?? null),
    }),
  );
  return {
    version: 1,
    planId: plan?.id ?? null,
    title: plan?.title ?? '',
    steps,
    roles: inRoleOrder(roles).map((role) => ({
      id: role.id,
      name: role.name,
      duty: role.duty,
      inCrisisTeam: role.inCrisisTeam,
      contacts: peopleOf(role).flatMap((id) => byId.get(id) ?? []),
    })),
  };
}
