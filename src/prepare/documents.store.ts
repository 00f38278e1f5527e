import type { Transaction } from 'kysely';
import { z } from 'zod';
import type { DocumentColumns } from '../db/tables/prepare.ts';
import type { Tables } from '../db/tables.ts';
import type { Tx } from '../db/work.ts';
import type { Id } from '../kernel/id.ts';
import { notFound, Problem } from '../kernel/problem.ts';

type DocumentTable = { [K in keyof Tables]: Tables[K] extends DocumentColumns ? K : never }[keyof Tables];
type AnyDocument = { document: DocumentColumns };

/** What every document has besides its contents. */
export type Kept = { readonly id: Id; readonly revision: number; readonly updatedAt: number };

const changedMeanwhile = () =>
  new Problem(
    409,
    'changed-meanwhile',
    'Somebody else has changed this meanwhile. Load it again and repeat your change; nothing was saved.',
  );

export type DocumentKind<T extends object> = {
  readonly table: DocumentTable;
  /** The contents as they are stored; unknown fields of a newer version are left out. */
  readonly schema: z.ZodType<T>;
  /** Topic for the screens: `contact`. */
  readonly topic: string;
  /** Named in "… does not exist here." */
  readonly word: string;
};

/** Documents that are read and written as a whole: contacts, roles, plans, statements, pages. */
export function documents<T extends object>({ db, org, now, touch }: Tx, kind: DocumentKind<T>) {
  const { topic, word } = kind;
  // Kysely cannot type "any table with these columns"; name and columns are checked by `DocumentTable`.
  const rows = db as unknown as Transaction<AnyDocument>;
  const table = kind.table as 'document';
  const Stored = z.object({ version: z.literal(1), contents: kind.schema });
  const fromRow = (row: DocumentColumns): T & Kept => ({
    ...Stored.parse(JSON.parse(row.data)).contents,
    id: row.id,
    revision: row.revision,
    updatedAt: row.updated_at,
  });
  const find = async (id: Id): Promise<(T & Kept) | undefined> => {
    const row = await rows.selectFrom(table).selectAll().where('org_id', '=', org).where('id', '=', id).executeTakeFirst();
    return row && fromRow(row);
  };
  return {
    find,
    async get(id: Id): Promise<T & Kept> {
      const document = await find(id);
      if (!document) throw notFound(word);
      return document;
    },
    /** In the order they were made. */
    async list(): Promise<(T & Kept)[]> {
      return (await rows.selectFrom(table).selectAll().where('org_id', '=', org).orderBy('id').execute()).map(fromRow);
    },
    /**
     * Makes or replaces a document. With `revision` it is saved only when that is still the newest; 409 otherwise.
     * Without, the last one wins.
     */
    async put(id: Id, contents: T, revision?: number): Promise<T & Kept> {
      const data = JSON.stringify({ version: 1, contents: kind.schema.parse(contents) });
      const before = await rows.selectFrom(table).select('revision').where('org_id', '=', org).where('id', '=', id).executeTakeFirst();
      if (revision !== undefined && before?.revision !== revision) throw changedMeanwhile();
      const row = { org_id: org, id, revision: (before?.revision ?? 0) + 1, updated_at: now, data };
      if (before) {
        const { revision: next, updated_at } = row;
        const done = await rows
          .updateTable(table)
          .set({ revision: next, updated_at, data })
          .where('org_id', '=', org)
          .where('id', '=', id)
          .where('revision', '=', before.revision)
          .executeTakeFirst();
        if (done.numUpdatedRows !== 1n) throw changedMeanwhile();
      } else {
        const done = await rows
          .insertInto(table)
          .values(row)
          .onConflict((on) => on.doNothing())
          .executeTakeFirst();
        if (done.numInsertedOrUpdatedRows !== 1n) throw changedMeanwhile();
      }
      touch(topic);
      return fromRow(row);
    },
    /** 404 when there is none. */
    async remove(id: Id): Promise<void> {
      const done = await rows.deleteFrom(table).where('org_id', '=', org).where('id', '=', id).executeTakeFirst();
      if (done.numDeletedRows !== 1n) throw notFound(word);
      touch(topic);
    },
  };
}
