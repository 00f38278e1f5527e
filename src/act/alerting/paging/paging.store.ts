import { z } from 'zod';
import type { AcrossTx, Tx } from '../../../db/work.ts';
import type { Id } from '../../../kernel/id.ts';
import { type Instant, instant } from '../../../kernel/instant.ts';
import { Bilingual } from '../../../kernel/languages.ts';
import { Because, Nature } from './wakerule.ts';

const Contents = z.object({
  title: Bilingual,
  /** What is known of it, in a sentence; may be empty. */
  detail: Bilingual,
  nodeId: z.string().nullable(),
  nature: Nature,
  because: Because,
});
type Contents = z.infer<typeof Contents>;
const Stored = z.object({ version: z.literal(1), contents: Contents });

/** How it is told: `page`, on its own or with others; `wait`, in the morning; `covered`, not at all, since an incident with it goes on. */
export const Course = z.enum(['page', 'wait', 'covered']);
export type Course = z.infer<typeof Course>;

/** Something that has come up, once per cause while it lasts. */
export type Concern = Contents & {
  readonly id: Id;
  readonly cause: string;
  readonly openedAt: Instant;
  readonly clearedAt: Instant | null;
  /** How many signals of this cause came. */
  readonly signals: number;
  readonly course: Course;
  readonly woke: boolean;
  readonly dueAt: Instant | null;
  readonly pageId: Id | null;
  readonly pagedAt: Instant | null;
  readonly calledFalseBy: string | null;
};

type NewConcern = Contents & Pick<Concern, 'cause' | 'course' | 'woke' | 'dueAt'>;

const at = (ms: number | null): Instant | null => (ms === null ? null : instant(ms));

/** What people are told of besides incidents. */
export const concerns = ({ db, org, now, newId, touch }: Tx) => {
  const rows = () => db.selectFrom('page_concern').selectAll().where('org_id', '=', org);
  type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>;
  const fromRow = (row: Row): Concern => ({
    ...Stored.parse(JSON.parse(row.data)).contents,
    id: row.id,
    cause: row.cause,
    openedAt: instant(row.opened_at),
    clearedAt: at(row.cleared_at),
    signals: row.signals,
    course: Course.parse(row.course),
    woke: row.woke === 1,
    dueAt: at(row.due_at),
    pageId: row.page_id,
    pagedAt: at(row.paged_at),
    calledFalseBy: row.called_false_by,
  });
  const mine = () => db.updateTable('page_concern').where('org_id', '=', org);
  return {
    /** One more signal of a cause that lasts; false when it does not. */
    async again(cause: string): Promise<boolean> {
      const done = await mine()
        .set((eb) => ({ signals: eb('signals', '+', 1) }))
        .where('open_cause', '=', cause)
        .executeTakeFirst();
      return done.numUpdatedRows === 1n;
    },
    async lasts(cause: string): Promise<boolean> {
      return (await rows().where('open_cause', '=', cause).executeTakeFirst()) !== undefined;
    },
    /** False when another node was faster with the same cause. */
    async open({ cause, course, woke, dueAt, ...contents }: NewConcern): Promise<boolean> {
      const times = { opened_at: now, cleared_at: null, due_at: dueAt, paged_at: null };
      const done = await db
        .insertInto('page_concern')
        .values({
          org_id: org,
          id: newId(),
          cause,
          open_cause: cause,
          course,
          woke: woke ? 1 : 0,
          page_id: null,
          called_false_by: null,
          data: JSON.stringify({ version: 1, contents }),
          ...times,
        })
        .onConflict((on) => on.doNothing())
        .executeTakeFirst();
      touch('page');
      return done.numInsertedOrUpdatedRows === 1n;
    },
    /** What lasts is about another thing from now on; false when something of that cause lasts already. */
    async rename(cause: string, to: string, nodeId: string | null): Promise<boolean> {
      const row = await rows().where('open_cause', '=', cause).executeTakeFirst();
      if (!row) return true;
      if (await this.lasts(to)) return false;
      const { contents } = Stored.parse(JSON.parse(row.data));
      const data = JSON.stringify({ version: 1, contents: { ...contents, nodeId } });
      await mine().set({ cause: to, open_cause: to, data }).where('id', '=', row.id).execute();
      touch('page');
      return true;
    },
    /** The cause is over; gives what was open of it. */
    async clear(cause: string): Promise<Concern | undefined> {
      const row = await rows().where('open_cause', '=', cause).executeTakeFirst();
      if (!row) return undefined;
      await mine().set({ open_cause: null, cleared_at: now }).where('id', '=', row.id).execute();
      touch('page');
      return fromRow(row);
    },
    async lasting(): Promise<Concern[]> {
      return (await rows().where('open_cause', 'is not', null).orderBy('opened_at', 'desc').orderBy('id', 'desc').execute()).map(fromRow);
    },
    /** Newest first. */
    async ofPage(pageId: Id): Promise<Concern[]> {
      return (await rows().where('page_id', '=', pageId).orderBy('opened_at', 'desc').orderBy('id', 'desc').execute()).map(fromRow);
    },
    async since(from: Instant): Promise<Concern[]> {
      return (await rows().where('opened_at', '>=', from).orderBy('opened_at', 'desc').orderBy('id', 'desc').execute()).map(fromRow);
    },
    /** When pages went out lately, each page once. */
    async pagedSince(from: Instant): Promise<Instant[]> {
      const found = await db
        .selectFrom('page_concern')
        .select('paged_at')
        .distinct()
        .where('org_id', '=', org)
        .where('paged_at', '>', from)
        .where('course', '=', 'page')
        .execute();
      return found.flatMap(({ paged_at }) => (paged_at === null ? [] : [instant(paged_at)]));
    },
    /** Takes what is due into one page; whoever is first takes all. Newest first. */
    async takeDue(course: 'page' | 'wait', pageId: Id): Promise<Concern[]> {
      await mine().set({ due_at: null, paged_at: now, page_id: pageId }).where('course', '=', course).where('due_at', '<=', now).execute();
      touch('page');
      return this.ofPage(pageId);
    },
    /** An incident takes over: what waits to be told is told there. */
    async cover(): Promise<void> {
      await mine().set({ course: 'covered', due_at: null }).where('open_cause', 'is not', null).execute();
      touch('page');
    },
    /** Somebody says that it was no reason to wake anybody; false when nobody was woken for it. */
    async callFalse(id: Id, by: string): Promise<boolean> {
      const done = await mine().set({ called_false_by: by }).where('id', '=', id).where('woke', '=', 1).executeTakeFirst();
      touch('page');
      return done.numUpdatedRows === 1n;
    },
  };
};

/** Organisations in which something is due. */
export async function pagesDue({ db, now }: AcrossTx): Promise<Id[]> {
  // With a begin as well SQLite takes the index of what is due; else it reads all there ever was.
  const found = await db
    .selectFrom('page_concern')
    .select('org_id')
    .distinct()
    .where('due_at', '>', 0)
    .where('due_at', '<=', now)
    .execute();
  return found.map(({ org_id }) => org_id);
}

export async function nextPage({ db }: AcrossTx): Promise<Instant | null> {
  const row = await db
    .selectFrom('page_concern')
    .select('due_at')
    .where('due_at', 'is not', null)
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst();
  return at(row?.due_at ?? null);
}
