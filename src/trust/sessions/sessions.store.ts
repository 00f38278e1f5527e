import type { AcrossTx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import { DAY, duration, type Instant, plus } from '../../kernel/instant.ts';
import { Language } from '../../kernel/languages.ts';
import { hashOf, newSecret } from '../tokens/secret.ts';

/** A phone in a drawer must still be logged in on the worst day of the year: a session lives 90 days from its last use. */
const LIFE = duration(90 * DAY);
const SEEN_EVERY = 300_000;

export type Session = {
  readonly id: Id;
  readonly person: { readonly id: Id; readonly name: string; readonly email: string; readonly language: Language };
};

export const sessions = ({ db, now, newId }: Pick<AcrossTx, 'db' | 'now' | 'newId'>) => ({
  async create(person: Id, agent: string): Promise<{ secret: string; expires: Instant }> {
    const secret = newSecret('');
    const expires = plus(now, LIFE);
    await db
      .insertInto('session')
      .values({
        id: newId(),
        person_id: person,
        token_hash: hashOf(secret),
        created_at: now,
        seen_at: now,
        expires_at: expires,
        agent: agent.slice(0, 200),
      })
      .execute();
    return { secret, expires };
  },
  async find(secret: string): Promise<Session | undefined> {
    const row = await db
      .selectFrom('session')
      .innerJoin('person', 'person.id', 'session.person_id')
      .select(['session.id', 'session.seen_at', 'person.id as person_id', 'person.name', 'person.email', 'person.language'])
      .where('session.token_hash', '=', hashOf(secret))
      .where('session.expires_at', '>', now)
      .where('person.disabled_at', 'is', null)
      .executeTakeFirst();
    if (!row) return undefined;
    if (row.seen_at < now - SEEN_EVERY)
      await db
        .updateTable('session')
        .set({ seen_at: now, expires_at: plus(now, LIFE) })
        .where('id', '=', row.id)
        .execute();
    return { id: row.id, person: { id: row.person_id, name: row.name, email: row.email, language: Language.parse(row.language) } };
  },
  async end(id: Id): Promise<void> {
    await db.deleteFrom('session').where('id', '=', id).execute();
  },
  async endOthers(person: Id, kept: Id): Promise<void> {
    await db.deleteFrom('session').where('person_id', '=', person).where('id', '<>', kept).execute();
  },
});
