import { createHash } from 'node:crypto';
import type { Tx, Work } from '../db/work.ts';
import { Problem } from '../kernel/problem.ts';

/** What was answered to a request that is being repeated. */
export type Repeated = { readonly status: number; readonly answer: unknown };

export type Idempotent = {
  /** The answer of an earlier, finished request with the same key; a problem when the key was used for something else. */
  repeated(): Promise<Repeated | undefined>;
  /** A unit of work whose first use saves the key together with its effect, so that a repetition cannot do it twice. */
  readonly work: Work;
  remember(status: number, answer: unknown): Promise<void>;
};

const fingerprintOf = (method: string, url: string, caller: string, body: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify([method, url, caller, body]))
    .digest('base64url');

/** Handles `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header) for one request in one organisation. */
export function idempotent(
  work: Work,
  org: string,
  key: string,
  request: { readonly method: string; readonly url: string; readonly caller: string; readonly body: unknown },
): Idempotent {
  const fingerprint = fingerprintOf(request.method, request.url, request.caller, request.body);
  let claimed = false;
  const claim = async (tx: Tx) => {
    if (claimed) return;
    const made = await tx.db
      .insertInto('idempotency')
      .values({ org_id: org, key, fingerprint, status: null, answer: null, at: tx.now })
      .onConflict((on) => on.doNothing())
      .executeTakeFirst();
    if (made.numInsertedOrUpdatedRows !== 1n)
      throw new Problem(
        409,
        'idempotency-in-progress',
        'A request with this Idempotency-Key is being done or was cut off. Look whether it took effect before you repeat it with a new key.',
      );
    claimed = true;
  };
  return {
    repeated: async () => {
      const row = await work(org, (tx) =>
        tx.db.selectFrom('idempotency').selectAll().where('org_id', '=', org).where('key', '=', key).executeTakeFirst(),
      );
      if (!row) return undefined;
      if (row.fingerprint !== fingerprint)
        throw new Problem(422, 'idempotency-key-reused', 'This Idempotency-Key was used for another request.');
      if (row.status === null)
        throw new Problem(
          409,
          'idempotency-in-progress',
          'A request with this Idempotency-Key is being done or was cut off. Look whether it took effect before you repeat it with a new key.',
        );
      return { status: row.status, answer: row.answer === null ? null : (JSON.parse(row.answer) as unknown) };
    },
    work: (id, body) =>
      work(id, async (tx) => {
        await claim(tx);
        return body(tx);
      }),
    remember: async (status, answer) => {
      if (!claimed) return;
      await work(org, (tx) =>
        tx.db
          .updateTable('idempotency')
          .set({ status, answer: JSON.stringify(answer ?? null) })
          .where('org_id', '=', org)
          .where('key', '=', key)
          .execute(),
      );
    },
  };
}
