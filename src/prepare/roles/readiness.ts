import type { Id } from '../../kernel/id.ts';
import { type Contact, phoneOf, reachableWithoutInternet } from '../contacts/contacts.ts';
import { type CrisisRole, inRoleOrder, peopleOf } from './roles.ts';

/** Something that is missing before the crisis organisation can be relied on. Sentences: readiness.texts.ts. */
export type RoleGap =
  | { readonly kind: 'no-roles' }
  | { readonly kind: 'nobody-in-team' }
  | { readonly kind: 'no-holder'; readonly roleId: Id; readonly role: string }
  | { readonly kind: 'no-deputy'; readonly roleId: Id; readonly role: string }
  | { readonly kind: 'deputy-is-holder'; readonly roleId: Id; readonly role: string; readonly name: string }
  | { readonly kind: 'everything-on-one'; readonly contactId: Id; readonly name: string; readonly roles: number }
  | { readonly kind: 'no-address'; readonly contactId: Id; readonly name: string; readonly role: string }
  | { readonly kind: 'no-phone'; readonly contactId: Id; readonly name: string; readonly role: string }
  | { readonly kind: 'only-with-internet'; readonly contactId: Id; readonly name: string; readonly role: string };

/** Where the gap is closed: a path below the organisation's pages. */
export function gapLink(gap: RoleGap): string {
  switch (gap.kind) {
    case 'no-roles':
    case 'nobody-in-team':
    case 'everything-on-one':
      return 'prepare/roles';
    case 'no-holder':
    case 'no-deputy':
    case 'deputy-is-holder':
      return `prepare/roles?role=${gap.roleId}`;
    case 'no-address':
    case 'no-phone':
    case 'only-with-internet':
      return `prepare/contacts?contact=${gap.contactId}`;
  }
}

function gapsOfRole(role: CrisisRole, byId: ReadonlyMap<Id, Contact>): RoleGap[] {
  const [roleId, name] = [role.id, role.name];
  const holder = role.holder === null ? undefined : byId.get(role.holder);
  if (!holder) return [{ kind: 'no-holder', roleId, role: name }];
  const deputies = role.deputies.filter((id) => byId.has(id));
  if (deputies.length > 0 && deputies.every((id) => id === role.holder))
    return [{ kind: 'deputy-is-holder', roleId, role: name, name: holder.name }];
  return deputies.length === 0 ? [{ kind: 'no-deputy', roleId, role: name }] : [];
}

function gapOfHolder(contact: Contact, role: string): RoleGap | undefined {
  const who = { contactId: contact.id, name: contact.name, role };
  if (contact.addresses.length === 0) return { kind: 'no-address', ...who };
  if (phoneOf(contact) === undefined) return { kind: 'no-phone', ...who };
  return reachableWithoutInternet(contact) ? undefined : { kind: 'only-with-internet', ...who };
}

/**
 * What is missing in roles and their people, the gravest first: nobody to alert, roles without holder, people who cannot be
 * reached, missing deputies, everything hanging on one person. Empty when nothing is missing.
 */
export function readinessOf(roles: readonly CrisisRole[], contacts: readonly Contact[]): RoleGap[] {
  if (roles.length === 0) return [{ kind: 'no-roles' }];
  const byId = new Map(contacts.map((contact) => [contact.id, contact]));
  const ordered = inRoleOrder(roles);
  const ofRoles = ordered.flatMap((role) => gapsOfRole(role, byId));
  const alerted = new Map<Id, string>();
  for (const role of ordered) for (const id of peopleOf(role)) if (!alerted.has(id)) alerted.set(id, role.name);
  const ofPeople = [...alerted].flatMap(([id, role]) => {
    const contact = byId.get(id);
    return (contact && gapOfHolder(contact, role)) ?? [];
  });
  const held = ordered.flatMap((role) => (role.holder !== null && byId.has(role.holder) ? [role.holder] : []));
  const [first] = held;
  const only = first !== undefined && held.length > 1 && held.every((id) => id === first) ? byId.get(first) : undefined;
  const team = ordered.some((role) => role.inCrisisTeam && peopleOf(role).some((id) => byId.has(id)));
  const oneForAll: RoleGap[] = only ? [{ kind: 'everything-on-one', contactId: only.id, name: only.name, roles: held.length }] : [];
  return [
    ...(team ? [] : [{ kind: 'nobody-in-team' } as const]),
    ...ofRoles.filter((gap) => gap.kind === 'no-holder'),
    ...ofPeople,
    ...ofRoles.filter((gap) => gap.kind !== 'no-holder'),
    ...oneForAll,
  ];
}
