import type { Tx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import { documents } from '../documents.store.ts';
import { type CrisisRole, CrisisRoleContents, inRoleOrder, type RoleKind, withoutContact } from './roles.ts';

/** The roles of the crisis organisation. */
export const crisisRoles = (tx: Tx) => {
  const kept = documents(tx, { table: 'crisis_role', schema: CrisisRoleContents, topic: 'crisis-role', word: 'This role' });
  const list = async (): Promise<CrisisRole[]> => inRoleOrder(await kept.list());
  return {
    list,
    find: kept.find,
    get: kept.get,
    put: kept.put,
    remove: kept.remove,
    async add(contents: CrisisRoleContents): Promise<CrisisRole> {
      return kept.put(tx.newId(), contents);
    },
    /** Makes the roles of these kinds that are not there yet, each with nobody in it; gives the id of each kind. */
    async ensure(templates: readonly Pick<CrisisRole, 'kind' | 'name' | 'duty' | 'inCrisisTeam'>[]): Promise<Map<RoleKind, Id>> {
      const ids = new Map<RoleKind, Id>((await list()).map((role) => [role.kind, role.id]));
      for (const template of templates) {
        if (ids.has(template.kind)) continue;
        const made = await kept.put(tx.newId(), { ...template, holder: null, deputies: [] });
        ids.set(made.kind, made.id);
      }
      return ids;
    },
    /** Takes a contact that is removed out of every role. */
    async forget(contact: Id): Promise<void> {
      for (const { id, revision: _r, updatedAt: _u, ...role } of await list())
        if (role.holder === contact || role.deputies.includes(contact)) await kept.put(id, withoutContact(role, contact));
    },
  };
};
