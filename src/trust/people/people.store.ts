import type { AcrossTx, Tx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import { Language } from '../../kernel/languages.ts';
import { Role } from '../roles/rights.ts';
import type { Person } from './people.contract.ts';

type Account = {
  readonly id: Id;
  readonly email: string;
  readonly name: string;
  readonly language: Language;
  readonly password: string | null;
};
type NewAccount = Omit<Account, 'id'>;

/** Accounts of the installation, whatever organisations they belong to. */
export const accounts = ({ db, now, newId }: Pick<AcrossTx, 'db' | 'now' | 'newId'>) => ({
  async byEmail(email: string): Promise<Account | undefined> {
    const row = await db.selectFrom('person').selectAll().where('email', '=', email).where('disabled_at', 'is', null).executeTakeFirst();
    return row && { id: row.id, email: row.email, name: row.name, language: Language.parse(row.language), password: row.password };
  },
  async byId(id: Id): Promise<Account | undefined> {
    const row = await db.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirst();
    return row && { id: row.id, email: row.email, name: row.name, language: Language.parse(row.language), password: row.password };
  },
  async create(account: NewAccount): Promise<Id> {
    const id = newId();
    await db
      .insertInto('person')
      .values({ ...account, id, created_at: now, disabled_at: null })
      .execute();
    return id;
  },
  async change(id: Id, change: Partial<Pick<NewAccount, 'name' | 'language' | 'password'>>): Promise<void> {
    if (Object.keys(change).length > 0) await db.updateTable('person').set(change).where('id', '=', id).execute();
  },
  async anyone(): Promise<boolean> {
    return (await db.selectFrom('person').select('id').limit(1).executeTakeFirst()) !== undefined;
  },
});

/** Members of one organisation. */
export const people = ({ db, org }: Tx) => {
  const members = () =>
    db
      .selectFrom('membership')
      .innerJoin('person', 'person.id', 'membership.person_id')
      .select(['person.id', 'person.email', 'person.name', 'person.language', 'person.disabled_at', 'membership.role'])
      .select((eb) =>
        eb
          .selectFrom('session')
          .whereRef('session.person_id', '=', 'person.id')
          .select((s) => s.fn.max('session.seen_at').as('seen'))
          .as('seen'),
      )
      .where('membership.org_id', '=', org);
  type Row = Awaited<ReturnType<ReturnType<typeof members>['execute']>>[number];
  const fromRow = (row: Row): Person => ({
    id: row.id,
    email: row.email,
    name: row.name,
    role: Role.parse(row.role),
    language: Language.parse(row.language),
    disabled: row.disabled_at !== null,
    lastSeenAt: row.seen,
  });
  return {
    async list(): Promise<Person[]> {
      return (await members().orderBy('person.name').execute()).map(fromRow);
    },
    async get(id: Id): Promise<Person | undefined> {
      const row = await members().where('person.id', '=', id).executeTakeFirst();
      return row && fromRow(row);
    },
    async otherOwners(than: Id): Promise<number> {
      const rows = await db
        .selectFrom('membership')
        .select('person_id')
        .where('org_id', '=', org)
        .where('role', '=', 'owner')
        .where('person_id', '<>', than)
        .execute();
      return rows.length;
    },
    async leave(id: Id): Promise<void> {
      await db.deleteFrom('membership').where('org_id', '=', org).where('person_id', '=', id).execute();
    },
  };
};
