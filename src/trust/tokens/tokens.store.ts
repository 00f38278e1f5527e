import type { AcrossTx, Tx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import { type Duration, type Instant, instant, plus } from '../../kernel/instant.ts';
import { Role, TokenScope } from '../roles/rights.ts';
import { hashOf, newSecret } from './secret.ts';
import type { Token } from './tokens.contract.ts';

export type LiveToken = { readonly id: Id; readonly org: Id; readonly name: string; readonly role: Role; readonly scope: TokenScope };

/** API tokens of all organisations, by their secret. */
export const tokens = ({ db, now }: Pick<AcrossTx, 'db' | 'now'>) => ({
  async find(secret: string): Promise<LiveToken | undefined> {
    const row = await db
      .selectFrom('token')
      .selectAll()
      .where('token_hash', '=', hashOf(secret))
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    if (!row || (row.expires_at !== null && row.expires_at <= now)) return undefined;
    if (row.last_used_at === null || row.last_used_at < now - 60_000)
      await db.updateTable('token').set({ last_used_at: now }).where('id', '=', row.id).execute();
    return { id: row.id, org: row.org_id, name: row.name, role: Role.parse(row.role), scope: TokenScope.parse(row.scope) };
  },
});

type NewToken = {
  readonly name: string;
  readonly role: Role;
  readonly scope: TokenScope;
  readonly createdBy: string;
  readonly validFor: Duration | null;
};

/** API tokens of one organisation. */
export const tokensOf = ({ db, org, now, newId }: Tx) => ({
  /** Makes a token; its secret is given once and never again. */
  async create({ name, role, scope, createdBy, validFor }: NewToken): Promise<{ id: Id; secret: string }> {
    const secret = newSecret('kf_');
    const id = newId();
    await db
      .insertInto('token')
      .values({
        org_id: org,
        id,
        name,
        token_hash: hashOf(secret),
        scope,
        role,
        created_by: createdBy,
        created_at: now,
        expires_at: validFor === null ? null : plus(now, validFor),
        last_used_at: null,
        revoked_at: null,
      })
      .execute();
    return { id, secret };
  },
  async list(): Promise<Token[]> {
    const rows = await db
      .selectFrom('token')
      .selectAll()
      .where('org_id', '=', org)
      .where('revoked_at', 'is', null)
      .orderBy('created_at', 'desc')
      .execute();
    const at = (ms: number | null): Instant | null => (ms === null ? null : instant(ms));
    return rows.map((row) => ({
      id: row.id,
      name: row.name,
      role: Role.parse(row.role),
      scope: TokenScope.parse(row.scope),
      createdBy: row.created_by,
      createdAt: instant(row.created_at),
      expiresAt: at(row.expires_at),
      lastUsedAt: at(row.last_used_at),
    }));
  },
  /** True when there was such a token. */
  async revoke(id: Id): Promise<boolean> {
    const done = await db
      .updateTable('token')
      .set({ revoked_at: now })
      .where('org_id', '=', org)
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    return done.numUpdatedRows === 1n;
  },
});
