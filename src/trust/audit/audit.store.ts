import type { Tx } from '../../db/work.ts';

/** Who changed what in people, rights and settings. */
export const audit = ({ db, org, now, newId }: Tx) => ({
  /** `action` is `noun.verb-in-past`; `detail` carries no secrets. */
  async note(actor: string, action: string, subject: string, detail: Readonly<Record<string, unknown>>): Promise<void> {
    await db
      .insertInto('audit')
      .values({ org_id: org, id: newId(), at: now, actor, action, subject, detail: JSON.stringify(detail) })
      .execute();
  },
});
