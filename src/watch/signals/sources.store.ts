import type { AcrossTx, Tx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import { DAY, type Instant, instant, plus } from '../../kernel/instant.ts';
import { notFound } from '../../kernel/problem.ts';
import { inventory } from '../../know/inventory/inventory.store.ts';
import { hashOf, newSecret, newSigningSecret } from '../../trust/tokens/secret.ts';
import { type BindingRule, boundTo } from './binding.ts';
import { signals } from './signals.store.ts';
import { Critical, OVERLAP, Proof, Refusal, type RefusalCode, type Source, SourceKind, silenceDueAt } from './source.ts';

type Row = {
  org_id: string;
  id: string;
  name: string;
  kind: string;
  proof: string;
  critical: string;
  clear_after_ms: number | null;
  expect_ms: number | null;
  heard_at: number | null;
  silent: number;
  messages: number;
  refusal: string | null;
  created_at: number;
  created_by: string;
};

const sourceOf = (row: Row): Source => ({
  id: row.id,
  name: row.name,
  kind: SourceKind.parse(row.kind),
  proof: Proof.parse(JSON.parse(row.proof)),
  critical: Critical.parse(row.critical),
  clearAfterMs: row.clear_after_ms,
  expectMs: row.expect_ms,
  heardAt: row.heard_at === null ? null : instant(row.heard_at),
  silent: row.silent === 1,
  messages: row.messages,
  refusal: row.refusal === null ? null : Refusal.parse(JSON.parse(row.refusal)),
  createdAt: instant(row.created_at),
  createdBy: row.created_by,
});

export type SourceInput = Pick<Source, 'name' | 'kind' | 'critical' | 'clearAfterMs' | 'expectMs'> & {
  readonly proof: Proof['kind'];
};
export type SourceChange = Pick<Source, 'name' | 'critical' | 'clearAfterMs' | 'expectMs'>;

/** The source with this id wherever it is at home, and the secrets that are good now; undefined when there is none. */
export async function sourceWithSecrets(
  { db, keyring, now }: AcrossTx,
  id: string,
): Promise<{ org: Id; source: Source; secrets: readonly string[] } | undefined> {
  const row = await db.selectFrom('signal_source').selectAll().where('id', '=', id).where('removed_at', 'is', null).executeTakeFirst();
  if (!row) return undefined;
  const source = sourceOf(row);
  const { proof } = source;
  if (proof.kind === 'token') {
    const before = proof.previous && proof.previous.until > now ? [proof.previous.hash] : [];
    return { org: row.org_id, source, secrets: [proof.hash, ...before] };
  }
  const sealed = [proof.sealed, ...(proof.previous && proof.previous.until > now ? [proof.previous.sealed] : [])];
  const secrets: string[] = [];
  for (const one of sealed) secrets.push(await keyring.open(db, row.org_id, one));
  return { org: row.org_id, source, secrets };
}

/** Senders of one organisation. */
export const sources = (tx: Tx) => {
  const { db, org, now, newId, keyring } = tx;
  const own = () => db.selectFrom('signal_source').selectAll().where('org_id', '=', org).where('removed_at', 'is', null);
  const mine = (id: Id) => db.updateTable('signal_source').where('org_id', '=', org).where('id', '=', id);

  async function get(id: Id): Promise<Source> {
    const row = await own().where('id', '=', id).executeTakeFirst();
    if (!row) throw notFound('This source');
    return sourceOf(row);
  }

  /** A new secret, given once, and what is kept of it. */
  async function secretFor(kind: Proof['kind'], before: Proof | null): Promise<{ secret: string; proof: Proof }> {
    const until = plus(now, OVERLAP);
    if (kind === 'token') {
      const secret = newSecret('kfs_');
      const previous = before?.kind === 'token' ? { hash: before.hash, until } : null;
      return { secret, proof: { kind, hash: hashOf(secret), previous } };
    }
    const secret = newSigningSecret();
    const previous = before?.kind === 'signed' ? { sealed: before.sealed, until } : null;
    return { secret, proof: { kind, sealed: await keyring.seal(db, org, secret), previous } };
  }

  /** Its silence is over, or never was: the signal about it goes. */
  const speaks = async ({ id, name }: Pick<Source, 'id' | 'name'>) =>
    void (await signals(tx).close('silence', name, id, { by: 'source', who: '', reason: '' }));

  return {
    get,
    async list(): Promise<Source[]> {
      return (await own().orderBy('name').orderBy('id').execute()).map(sourceOf);
    },
    /** What sources are called, also those that were removed. */
    async names(): Promise<Map<string, string>> {
      const rows = await db.selectFrom('signal_source').select(['id', 'name']).where('org_id', '=', org).execute();
      return new Map(rows.map(({ id, name }) => [id, name]));
    },
    async add(input: SourceInput, by: string): Promise<{ id: Id; secret: string }> {
      const { secret, proof } = await secretFor(input.proof, null);
      const id = newId();
      await db
        .insertInto('signal_source')
        .values({
          org_id: org,
          id,
          name: input.name,
          kind: input.kind,
          proof: JSON.stringify(proof),
          critical: input.critical,
          clear_after_ms: input.clearAfterMs,
          expect_ms: input.expectMs,
          heard_at: null,
          silent: 0,
          due_at: silenceDueAt(input, now),
          messages: 0,
          refusal: null,
          created_at: now,
          created_by: by,
          removed_at: null,
        })
        .execute();
      tx.touch('signal');
      return { id, secret };
    },
    /** Another expectation counts from now: who has just been told of a slower rhythm is not silent already. */
    async change(id: Id, { name, critical, clearAfterMs, expectMs }: SourceChange): Promise<void> {
      const before = await get(id);
      const anew = before.expectMs === expectMs ? {} : { due_at: silenceDueAt({ expectMs }, now), silent: 0 };
      await mine(id)
        .set({ name, critical, clear_after_ms: clearAfterMs, expect_ms: expectMs, ...anew })
        .execute();
      if (before.expectMs !== expectMs) await speaks({ id, name });
      tx.touch('signal');
    },
    /** A new secret; the one before is good for another day. */
    async renew(id: Id): Promise<string> {
      const { proof: before } = await get(id);
      const { secret, proof } = await secretFor(before.kind, before);
      await mine(id)
        .set({ proof: JSON.stringify(proof) })
        .execute();
      tx.touch('signal');
      return secret;
    },
    /** Takes nothing from it any more; what it opened is over. It can be brought back for a month. */
    async remove(id: Id, who: string): Promise<Source> {
      const one = await get(id);
      await mine(id).set({ removed_at: now, due_at: null, silent: 0 }).execute();
      await speaks(one);
      await signals(tx).closeAll(id, one.name, { by: 'removed', who, reason: '' });
      tx.touch('signal');
      return one;
    },
    async bringBack(id: Id): Promise<Source> {
      const row = await mine(id).set({ removed_at: null }).where('removed_at', 'is not', null).returningAll().executeTakeFirst();
      if (!row) throw notFound('This source');
      const one = sourceOf(row);
      await mine(id)
        .set({ due_at: silenceDueAt(one, now) })
        .execute();
      tx.touch('signal');
      return one;
    },
    /** Notes that it was heard, and gives it as it is now; undefined when it was removed meanwhile. Holds it for this unit of work. */
    async heard(id: Id, messages: number): Promise<Source | undefined> {
      const row = await mine(id)
        .where('removed_at', 'is', null)
        .set((eb) => ({ heard_at: now, messages: eb('messages', '+', messages) }))
        .returningAll()
        .executeTakeFirst();
      if (!row) return undefined;
      const one = sourceOf(row);
      await mine(id)
        .set({ due_at: silenceDueAt(one, now), silent: 0 })
        .execute();
      if (one.silent) await speaks(one);
      return one;
    },
    async refused(id: Id, code: RefusalCode): Promise<void> {
      await mine(id)
        .set({ refusal: JSON.stringify({ at: now, code }) })
        .execute();
      tx.touch('signal');
    },
    /** True when a message with this id was not taken before. */
    async firstTime(sourceId: Id, messageId: string): Promise<boolean> {
      const noted = await db
        .insertInto('signal_message')
        .values({ org_id: org, source_id: sourceId, id: messageId, at: now })
        .onConflict((on) => on.doNothing())
        .executeTakeFirst();
      return noted.numInsertedOrUpdatedRows === 1n;
    },
    async rules(): Promise<(BindingRule & { readonly by: string; readonly at: Instant })[]> {
      const rows = await db.selectFrom('signal_rule').selectAll().where('org_id', '=', org).orderBy('pattern').execute();
      return rows.map((row) => ({ pattern: row.pattern, nodeId: row.node_id, by: row.made_by, at: instant(row.made_at) }));
    },
    /** From now on this name means this asset; what is open and not assigned yet follows. Gives how many did. */
    async rule(pattern: string, nodeId: string, by: string): Promise<number> {
      const set = { node_id: nodeId, made_by: by, made_at: now };
      await db
        .insertInto('signal_rule')
        .values({ org_id: org, pattern, ...set })
        .onConflict((on) => on.columns(['org_id', 'pattern']).doUpdateSet(set))
        .execute();
      const store = signals(tx);
      let moved = 0;
      for (const one of await store.unassigned()) {
        if (boundTo(one.names, [{ pattern, nodeId }], [{ key: nodeId, name: '' }]) === null) continue;
        await store.assign(one, nodeId);
        moved++;
      }
      tx.touch('signal');
      return moved;
    },
    async forgetRule(pattern: string): Promise<void> {
      const done = await db.deleteFrom('signal_rule').where('org_id', '=', org).where('pattern', '=', pattern).executeTakeFirst();
      if (done.numDeletedRows === 0n) throw notFound('This rule');
      tx.touch('signal');
    },
    /** Which asset a sender's names mean, with the rules and the inventory as they are now. */
    async binding(): Promise<(names: readonly string[]) => string | null> {
      const rules = await this.rules();
      const nodes = (await inventory(tx).nodes()).filter(({ kind }) => kind !== 'process');
      return (names) => boundTo(names, rules, nodes);
    },
  };
};

/** How long a removed source can be brought back. */
const REMOVED_KEPT = 30 * DAY;
/** Twice the tolerance of signatures would do; a day covers senders that try again for hours. */
const MESSAGES_KEPT = DAY;

/** What is due by our clock: silences become signals, signals end by themselves, what is old goes. Gives when the next is due. */
export async function keepTime(across: AcrossTx, silence: (language: string, name: string) => string): Promise<Instant | null> {
  const { db, now } = across;
  const quiet = await db
    .updateTable('signal_source')
    .set({ silent: 1, due_at: null })
    .where('due_at', '<=', now)
    .where('removed_at', 'is', null)
    .returningAll()
    .execute();
  for (const row of quiet) {
    const { language } = await db.selectFrom('organisation').select('language').where('id', '=', row.org_id).executeTakeFirstOrThrow();
    const title = silence(language, row.name);
    const since = instant(row.heard_at ?? row.created_at);
    const facts = { key: row.id, severity: 'warning', meaning: 'note', title, names: [row.name], nodeId: null, since } as const;
    await signals(across.in(row.org_id)).open('silence', row.name, { ...facts, body: JSON.stringify({ expectMs: row.expect_ms }) });
  }
  const over = await db.selectFrom('signal').select(['org_id', 'source', 'dedupe_key']).where('due_at', '<=', now).limit(500).execute();
  for (const { org_id: org, source, dedupe_key: key } of over) {
    const tx = across.in(org);
    const sender = (await sources(tx).names()).get(source) ?? source;
    await signals(tx).close(source, sender, key, { by: 'time', who: '', reason: '' });
  }
  await db
    .deleteFrom('signal_message')
    .where('at', '<', now - MESSAGES_KEPT)
    .execute();
  await db
    .deleteFrom('signal_source')
    .where('removed_at', '<', now - REMOVED_KEPT)
    .execute();
  const next = async (table: 'signal' | 'signal_source') =>
    (await db.selectFrom(table).select('due_at').where('due_at', 'is not', null).orderBy('due_at').limit(1).executeTakeFirst())?.due_at;
  const due = [await next('signal'), await next('signal_source')].flatMap((at) => (at === null || at === undefined ? [] : [at]));
  return due.length === 0 ? null : instant(Math.min(...due));
}
