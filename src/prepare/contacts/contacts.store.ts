import { z } from 'zod';
import type { Tx } from '../../db/work.ts';
import { Id } from '../../kernel/id.ts';
import { notFound, Problem } from '../../kernel/problem.ts';
import { documents } from '../documents.store.ts';
import { Contact, ContactContents, findContacts } from './contacts.ts';
import type { ImportPlan } from './sheet.ts';

/** What an import did: enough to undo it, and to see whether somebody went on from there. */
const StoredImport = z.object({
  version: z.literal(1),
  created: z.array(Id),
  before: z.array(Contact),
  revisions: z.record(z.string(), z.number()),
});

/** The contacts of the organisation. */
export const contacts = (tx: Tx) => {
  const { db, org, now, newId } = tx;
  const kept = documents(tx, { table: 'contact', schema: ContactContents, topic: 'contact', word: 'This contact' });
  return {
    find: kept.find,
    get: kept.get,
    put: kept.put,
    remove: kept.remove,
    /** By name. */
    async list(): Promise<Contact[]> {
      return findContacts(await kept.list(), '');
    },
    async add(contents: ContactContents): Promise<Contact> {
      return kept.put(newId(), contents);
    },
    /** Saves what `planImport` decided; gives the id under which it can be undone. */
    async importAll(plan: ImportPlan, by: string): Promise<Id> {
      const saved: Contact[] = [];
      const created: Id[] = [];
      for (const contents of plan.create) {
        const contact = await kept.put(newId(), contents);
        created.push(contact.id);
        saved.push(contact);
      }
      for (const { before, after } of plan.change) saved.push(await kept.put(before.id, after, before.revision));
      const revisions = Object.fromEntries(saved.map((contact) => [contact.id, contact.revision]));
      const data = JSON.stringify({ version: 1, created, before: plan.change.map(({ before }) => before), revisions });
      const id = newId();
      await db.insertInto('contact_import').values({ org_id: org, id, at: now, by, data, undone_at: null }).execute();
      return id;
    },
    /** Gives the ids of the contacts that are gone again. */
    async undoImport(id: Id): Promise<readonly Id[]> {
      const row = await db
        .selectFrom('contact_import')
        .selectAll()
        .where('org_id', '=', org)
        .where('id', '=', id)
        .where('undone_at', 'is', null)
        .executeTakeFirst();
      if (!row) throw notFound('This import');
      const { created, before, revisions } = StoredImport.parse(JSON.parse(row.data));
      const present = new Map((await kept.list()).map((contact) => [contact.id, contact]));
      const changed = Object.entries(revisions).find(([contact, revision]) => present.get(contact)?.revision !== revision);
      if (changed) {
        const name = present.get(changed[0])?.name ?? before.find((contact) => contact.id === changed[0])?.name ?? 'A contact of it';
        throw new Problem(409, 'changed-since', `${name} was changed or removed after the import; so it cannot be undone as a whole.`);
      }
      for (const contact of created) await kept.remove(contact);
      for (const { id: contact, ...contents } of before) await kept.put(contact, contents);
      await db.updateTable('contact_import').set({ undone_at: now }).where('org_id', '=', org).where('id', '=', id).execute();
      return created;
    },
  };
};
