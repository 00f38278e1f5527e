import { z } from 'zod';
import { claimDue, type Lease, settle } from '../../db/claim.ts';
import type { AcrossTx, Tx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import { DAY, duration, type Instant, instant, MINUTE, plus } from '../../kernel/instant.ts';
import { notFound } from '../../kernel/problem.ts';
import { lastOf, nextTest, RestoreOutcome, type RestoreRun, RestoreSettings } from './restores.ts';

/** A run is this node's as long as it goes on renewing this. */
export const LEASE = duration(5 * MINUTE);
const SHOWN = 12;

const Config = z.record(z.string(), z.unknown());

export type StoredTest = { readonly settings: RestoreSettings; readonly dueAt: Instant | null; readonly running: boolean };

/** Restore tests of one organisation; each belongs to the check of a backup. */
export const restores = (tx: Tx) => {
  const { db, org, now } = tx;
  const mine = (checkId: Id) => db.updateTable('restore_test').where('org_id', '=', org).where('id', '=', checkId);

  async function runs(checkId: Id): Promise<RestoreRun[]> {
    const rows = await db
      .selectFrom('restore_run')
      .select(['at', 'outcome'])
      .where('org_id', '=', org)
      .where('check_id', '=', checkId)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(SHOWN)
      .execute();
    return rows.map(({ at, outcome }) => ({ at: instant(at), outcome: RestoreOutcome.parse(JSON.parse(outcome)) }));
  }

  async function zone(): Promise<string> {
    return (await db.selectFrom('organisation').select('zone').where('id', '=', org).executeTakeFirstOrThrow()).zone;
  }

  return {
    runs,
    zone,
    async find(checkId: Id): Promise<StoredTest | null> {
      const row = await db.selectFrom('restore_test').selectAll().where('org_id', '=', org).where('id', '=', checkId).executeTakeFirst();
      if (!row) return null;
      const running = row.lease_by !== null && (row.lease_until ?? 0) > now;
      const settings = RestoreSettings.parse(JSON.parse(row.settings));
      return { settings, dueAt: running || row.due_at === null ? null : instant(row.due_at), running };
    },
    async put(checkId: Id, settings: RestoreSettings): Promise<void> {
      const due = nextTest(settings, lastOf(await runs(checkId)), now, await zone());
      const set = { settings: JSON.stringify(settings), due_at: due };
      await db
        .insertInto('restore_test')
        .values({ org_id: org, id: checkId, ...set, lease_by: null, lease_until: null, attempts: 0 })
        .onConflict((on) => on.columns(['org_id', 'id']).doUpdateSet(set))
        .execute();
      tx.touch('restore-test');
    },
    async remove(checkId: Id): Promise<void> {
      await db.deleteFrom('restore_test').where('org_id', '=', org).where('id', '=', checkId).execute();
      tx.touch('restore-test');
    },
    async askRun(checkId: Id): Promise<void> {
      const done = await mine(checkId).set({ due_at: now }).executeTakeFirst();
      if (done.numUpdatedRows === 0n) throw notFound('This restore test');
      tx.touch('restore-test');
    },
    async setDue(checkId: Id, due: Instant): Promise<void> {
      await mine(checkId).set({ due_at: due }).execute();
    },
    async keep(checkId: Id, { at, outcome }: RestoreRun): Promise<void> {
      await db
        .insertInto('restore_run')
        .values({ org_id: org, id: tx.newId(), check_id: checkId, at, outcome: JSON.stringify(outcome) })
        .execute();
      tx.touch('restore-test');
    },
  };
};

/** A restore test that this node alone may run now, with its check. */
export type DueTest = {
  readonly org: Id;
  readonly checkId: Id;
  readonly lease: Lease;
  readonly settings: RestoreSettings;
  readonly name: string;
  readonly kind: string;
  readonly config: Record<string, unknown>;
  readonly nodeId: string | null;
};

/** One at a time: two restores at once would measure each other. */
export async function claimTest(across: AcrossTx, node: string): Promise<DueTest | undefined> {
  const { db, now, postgres } = across;
  const [lease] = await claimDue(db, 'restore_test', { now, node, leaseFor: LEASE, limit: 1, postgres });
  if (!lease) return undefined;
  const row = await db
    .selectFrom('restore_test')
    .innerJoin('check', (on) => on.onRef('check.org_id', '=', 'restore_test.org_id').onRef('check.id', '=', 'restore_test.id'))
    .select(['restore_test.org_id', 'restore_test.settings', 'check.id', 'check.name', 'check.kind', 'check.config', 'check.node_id'])
    .where('restore_test.id', '=', lease.id)
    .where('check.removed_at', 'is', null)
    .executeTakeFirst();
  if (!row) {
    // Its check was deleted and may be brought back; it goes for good with the check.
    await settle(db, 'restore_test', node, lease, plus(now, DAY));
    return claimTest(across, node);
  }
  across.in(row.org_id).touch('restore-test');
  return {
    org: row.org_id,
    checkId: row.id,
    lease,
    settings: RestoreSettings.parse(JSON.parse(row.settings)),
    name: row.name,
    kind: row.kind,
    config: Config.parse(JSON.parse(row.config)),
    nodeId: row.node_id,
  };
}

/** Goes on holding a run. */
export async function renewLease({ db, now }: AcrossTx, node: string, { id, fence }: Lease): Promise<void> {
  await db
    .updateTable('restore_test')
    .set({ lease_until: plus(now, LEASE) })
    .where('id', '=', id)
    .where('lease_by', '=', node)
    .where('attempts', '=', fence)
    .execute();
}
