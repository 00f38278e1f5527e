import type { Tx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import { instant } from '../../kernel/instant.ts';
import { decodeJournal, type JournalEntry } from './history.ts';

/** The newest rows mostly hold a result of everything; as many are read first, and four times as many each time that was not enough. */
const ROWS_AT_FIRST = 4;

/** The newest result saved after `since` of each of these checks of these organisations, as far as there is one. */
export async function newestSince(
  { db }: Pick<Tx, 'db'>,
  orgs: readonly Id[],
  since: number,
  ids: Iterable<Id>,
): Promise<Map<Id, JournalEntry>> {
  const missing = new Set(ids);
  const found = new Map<Id, JournalEntry>();
  for (let from = 0, limit = ROWS_AT_FIRST; missing.size > 0; from += limit, limit *= 4) {
    const rows = await db
      .selectFrom('observation_journal')
      .select(['at', 'bytes'])
      .where('org_id', 'in', orgs)
      .where('at', '>', since)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
      .offset(from)
      .execute();
    for (const { at, bytes } of rows) {
      if (missing.size === 0) break;
      for (const entry of decodeJournal(bytes, instant(at), missing)) found.set(entry.checkId, entry);
      for (const id of found.keys()) missing.delete(id);
    }
    if (rows.length < limit) break;
  }
  return found;
}
