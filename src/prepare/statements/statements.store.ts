import type { Tx } from '../../db/work.ts';
import { documents } from '../documents.store.ts';
import { Audience, Purpose, type Statement, StatementContents } from './audiences.ts';

/** The prewritten statements of the organisation. */
export const statements = (tx: Tx) => {
  const kept = documents(tx, { table: 'statement', schema: StatementContents, topic: 'statement', word: 'This statement' });
  const rank = ({ audience, purpose }: Statement) => Audience.options.indexOf(audience) * 10 + Purpose.options.indexOf(purpose);
  return {
    get: kept.get,
    put: kept.put,
    remove: kept.remove,
    /** By audience, then purpose, then title. */
    async list(): Promise<Statement[]> {
      return (await kept.list()).sort((a, b) => rank(a) - rank(b) || a.title.localeCompare(b.title, 'de'));
    },
    async add(contents: StatementContents): Promise<Statement> {
      return kept.put(tx.newId(), contents);
    },
  };
};
