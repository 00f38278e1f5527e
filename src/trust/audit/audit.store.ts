import type { Tx } from '../../db/work.ts';
import { holds } from '../holds/holds.store.ts';
import { AUDIT_FOR } from './audit.ts';

const AT_ONCE = 500;

/** Who changed what in people, rights and settings. */
export const audit = (tx: Tx) => {
  const { db, org, now, newId } = tx;
  return {
    /** `action` is `noun.verb-in-past`; `detail` carries no secrets. */
    async note(actor: string, action: string, subject: string, detail: Readonly<Record<string, unknown>>): Promise<void> {
      await db
        .insertInto('audit')
        .values({ org_id: org, id: newId(), at: now, actor, action, subject, detail: JSON.stringify(detail) })
        .execute();
    },

    /** Lets old lines go that no incident keeps, at most `AT_ONCE`; gives how many went. */
    async dropOld(): Promise<number> {
      const old = await db
        .selectFrom('audit')
        .select('id')
        .where('org_id', '=', org)
        .where('at', '<', await holds(tx).before(AUDIT_FOR))
        .orderBy('at')
        .limit(AT_ONCE)
        .execute();
      if (old.length === 0) return 0;
      const ids = old.map(({ id }) => id);
      await db.deleteFrom('audit').where('org_id', '=', org).where('id', 'in', ids).execute();
      return old.length;
    },
  };
};
