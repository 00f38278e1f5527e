import { z } from 'zod';
import type { Tx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import { DAY, SECOND } from '../../kernel/instant.ts';
import { notFound, Problem } from '../../kernel/problem.ts';
import type { Result } from '../../kernel/result.ts';
import { type ImportHead, ImportState } from './evidence.contract.ts';
import { type Contents, Item, Kind, Refusal, Report } from './evidence.ts';
import type { Brought, Said } from './findings.ts';

const Stored = z.object({
  version: z.literal(1),
  fileName: z.string(),
  size: z.number(),
  share: z.number(),
  items: z.number().int(),
  report: Report.nullable(),
  refusal: Refusal.nullable(),
});
const StoredItem = z.object({ version: z.literal(1), item: Item });

/** A reading of which nothing was heard for so long was cut off by a stop of the server. */
const SILENT_MS = 30 * SECOND;
/** A preview nobody took over is thrown away. */
const PREVIEW_MS = DAY;
const ROWS_AT_ONCE = 100;

type Row = { id: string; kind: string; state: string; by: string; at: number; beat_at: number; data: string };
const COLUMNS = ['id', 'kind', 'state', 'by', 'at', 'beat_at', 'data'] as const;

/** What was brought from inside the house, and what people said about it. */
export const evidence = (tx: Tx) => {
  const { db, org, now } = tx;
  const headOf = ({ id, kind, state, by, at, beat_at, data }: Row): ImportHead => {
    const { version: _version, ...rest } = Stored.parse(JSON.parse(data));
    const cut = state === 'reading' && beat_at < now - SILENT_MS;
    return { id, kind: Kind.parse(kind), state: cut ? 'interrupted' : ImportState.parse(state), by, at, ...rest };
  };
  const heads = async (): Promise<ImportHead[]> => {
    const rows = await db
      .selectFrom('evidence_import')
      .select(COLUMNS)
      .where('org_id', '=', org)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .execute();
    return rows.map(headOf);
  };
  const head = async (id: Id): Promise<ImportHead> => {
    const row = await db.selectFrom('evidence_import').select(COLUMNS).where('org_id', '=', org).where('id', '=', id).executeTakeFirst();
    if (!row) throw notFound('This import');
    return headOf(row);
  };
  const save = async ({ id, state, fileName, size, share, items, report, refusal }: ImportHead): Promise<void> => {
    const data = JSON.stringify({ version: 1, fileName, size, share, items, report, refusal });
    await db.updateTable('evidence_import').set({ state, beat_at: now, data }).where('org_id', '=', org).where('id', '=', id).execute();
    tx.touch('evidence');
  };
  const dropItems = (id: Id) => db.deleteFrom('evidence_item').where('org_id', '=', org).where('import_id', '=', id).execute();
  const drop = (id: Id) => db.deleteFrom('evidence_import').where('org_id', '=', org).where('id', '=', id).execute();
  const wrongState = (head: ImportHead) =>
    new Problem(409, 'wrong-state', `This import cannot be changed like that now; it is "${head.state}".`);

  return {
    list: heads,
    get: head,

    async items(id: Id): Promise<Item[]> {
      const rows = await db
        .selectFrom('evidence_item')
        .select('data')
        .where('org_id', '=', org)
        .where('import_id', '=', id)
        .orderBy('position')
        .execute();
      return rows.map(({ data }) => StoredItem.parse(JSON.parse(data)).item);
    },

    /** Begins a reading; one at a time in an organisation. Previews that nobody took over are thrown away here. */
    async begin(file: { readonly kind: Kind; readonly fileName: string; readonly size: number }, by: string): Promise<Id> {
      const all = await heads();
      if (all.some(({ state }) => state === 'reading'))
        throw new Problem(409, 'evidence-busy', 'Another file is being read. Wait until it is done, or stop it.');
      for (const { id, state, at } of all) if (state === 'preview' && at < now - PREVIEW_MS) await drop(id);
      const id = tx.newId();
      const data = JSON.stringify({
        version: 1,
        fileName: file.fileName,
        size: file.size,
        share: 0,
        items: 0,
        report: null,
        refusal: null,
      });
      await db
        .insertInto('evidence_import')
        .values({ org_id: org, id, kind: file.kind, state: 'reading', by, at: now, beat_at: now, data })
        .execute();
      tx.touch('evidence');
      return id;
    },
    /** Tells how far it is; false when nobody wants it any more. */
    async beat(id: Id, share: number): Promise<boolean> {
      const row = await db.selectFrom('evidence_import').select(COLUMNS).where('org_id', '=', org).where('id', '=', id).executeTakeFirst();
      if (row?.state !== 'reading') return false;
      await save({ ...headOf({ ...row, beat_at: now }), share: Math.min(1, Math.max(0, share)) });
      return true;
    },
    /** Keeps what came of it, unless it was stopped meanwhile. */
    async end(id: Id, result: Result<Contents, Refusal>): Promise<void> {
      const row = await db.selectFrom('evidence_import').select(COLUMNS).where('org_id', '=', org).where('id', '=', id).executeTakeFirst();
      if (row?.state !== 'reading') return;
      const was = headOf({ ...row, beat_at: now });
      if (!result.ok) return save({ ...was, state: 'failed', refusal: result.error });
      const { items, report } = result.value;
      const rows = items.map((item, position) => ({
        org_id: org,
        import_id: id,
        subject: item.subject,
        position,
        data: JSON.stringify({ version: 1, item }),
      }));
      for (let at = 0; at < rows.length; at += ROWS_AT_ONCE)
        await db
          .insertInto('evidence_item')
          .values(rows.slice(at, at + ROWS_AT_ONCE))
          .execute();
      await save({ ...was, state: 'preview', share: 1, items: items.length, report });
    },
    async take(id: Id): Promise<void> {
      const was = await head(id);
      if (was.state !== 'preview') throw wrongState(was);
      await save({ ...was, state: 'taken' });
    },
    async stop(id: Id): Promise<void> {
      const was = await head(id);
      if (was.state === 'reading') await save({ ...was, state: 'stopped' });
    },
    async undo(id: Id): Promise<void> {
      const was = await head(id);
      if (was.state !== 'taken') throw wrongState(was);
      await dropItems(id);
      await save({ ...was, state: 'undone' });
    },
    async remove(id: Id): Promise<void> {
      const was = await head(id);
      if (was.state === 'reading' || was.state === 'taken') throw wrongState(was);
      await drop(id);
      tx.touch('evidence');
    },

    /** The items of everything that was taken over. */
    async brought(): Promise<Brought[]> {
      const taken = new Map((await heads()).filter(({ state }) => state === 'taken').map((one) => [one.id, one]));
      const rows = await db
        .selectFrom('evidence_item')
        .select(['import_id', 'data'])
        .where('org_id', '=', org)
        .orderBy('import_id')
        .orderBy('position')
        .execute();
      return rows.flatMap(({ import_id: importId, data }): Brought[] => {
        const of = taken.get(importId);
        return of ? [{ importId, kind: of.kind, at: of.at, item: StoredItem.parse(JSON.parse(data)).item }] : [];
      });
    },
    async said(): Promise<Map<string, Said>> {
      const rows = await db.selectFrom('evidence_decision').select(['subject', 'decision']).where('org_id', '=', org).execute();
      return new Map(rows.map(({ subject, decision }) => [subject, z.enum(['confirmed', 'rejected']).parse(decision)]));
    },
    /** `null` takes back what was said. */
    async say(subjects: readonly string[], decision: Said | null, by: string): Promise<void> {
      for (const subject of new Set(subjects)) {
        if (decision === null) await db.deleteFrom('evidence_decision').where('org_id', '=', org).where('subject', '=', subject).execute();
        else
          await db
            .insertInto('evidence_decision')
            .values({ org_id: org, subject, decision, by, at: now })
            .onConflict((on) => on.columns(['org_id', 'subject']).doUpdateSet({ decision, by, at: now }))
            .execute();
      }
      tx.touch('evidence');
    },
  };
};
