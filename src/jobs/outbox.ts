import { claimDue, type Lease, nextDue, settle } from '../db/claim.ts';
import type { Tx, WorkAcross } from '../db/work.ts';
import type { StoredEvent } from '../kernel/event.ts';
import { duration, type Instant, instant, plus } from '../kernel/instant.ts';
import type { Hearing } from './hearing.ts';
import type { Worker } from './worker.ts';

type Claimed = { readonly lease: Lease; readonly event: StoredEvent };

const LEASE = duration(30_000);
const BATCH = 50;

const retryAt = (now: Instant, attempts: number): Instant => plus(now, Math.min(1000 * 2 ** Math.min(attempts, 9), 300_000));

/** True when this hearer has not heard this event before; the note is saved with whatever it does now. */
async function firstTime(tx: Tx, event: StoredEvent, hearing: Hearing): Promise<boolean> {
  const noted = await tx.db
    .insertInto('heard')
    .values({ org_id: tx.org, event_id: event.id, hearer: hearing.hearer, at: tx.now })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  return noted.numInsertedOrUpdatedRows === 1n;
}

/**
 * Carries stored events to their hearers. An event is done when every hearer has acted; a hearer that fails is tried
 * again with growing pauses and holds up nobody else's events.
 */
export function outboxWorker(
  workAcross: WorkAcross,
  hearings: readonly Hearing[],
  onFault: (hearer: string, error: unknown) => void,
): Worker {
  const byEvent = Map.groupBy(hearings, (hearing) => hearing.event);

  async function tell(event: StoredEvent): Promise<string | null> {
    let fault: string | null = null;
    for (const hearing of byEvent.get(event.type) ?? []) {
      try {
        await workAcross(async (across) => {
          const tx = across.in(event.org);
          if (await firstTime(tx, event, hearing)) await hearing.hear(tx, event);
        });
      } catch (error) {
        onFault(hearing.hearer, error);
        fault = `${hearing.hearer}: ${error instanceof Error ? error.message : String(error)}`;
      }
    }
    return fault;
  }

  /** The events of a batch and all their hearers in one transaction: as many small ones would take ten times as long. */
  async function tellTogether(node: string, claimed: readonly Claimed[]): Promise<void> {
    await workAcross(async (across) => {
      for (const { event } of claimed) {
        const tx = across.in(event.org);
        for (const hearing of byEvent.get(event.type) ?? []) if (await firstTime(tx, event, hearing)) await hearing.hear(tx, event);
      }
      for (const { lease } of claimed) await settle(across.db, 'outbox', node, lease, null);
      await across.db
        .updateTable('outbox')
        .set({ fault: null })
        .where(
          'id',
          'in',
          claimed.map(({ lease }) => lease.id),
        )
        .where('fault', 'is not', null)
        .execute();
    });
  }

  async function finish(node: string, lease: Lease, fault: string | null): Promise<void> {
    await workAcross(async ({ db, now }) => {
      const kept = await settle(db, 'outbox', node, lease, fault === null ? null : retryAt(now, lease.fence));
      if (kept) await db.updateTable('outbox').set({ fault }).where('id', '=', lease.id).execute();
    });
  }

  return {
    name: 'outbox',
    wakesOn: ['outbox'],
    run: async ({ node, signal }) => {
      for (;;) {
        const claimed = await workAcross(async ({ db, now, postgres }) => {
          const leases = await claimDue(db, 'outbox', { now, node, leaseFor: LEASE, limit: BATCH, postgres });
          if (leases.length === 0) return [];
          const rows = await db
            .selectFrom('outbox')
            .select(['id', 'org_id', 'type', 'data', 'at'])
            .where(
              'id',
              'in',
              leases.map((lease) => lease.id),
            )
            .execute();
          const byId = new Map(rows.map((row) => [row.id, row]));
          return leases.flatMap((lease): Claimed[] => {
            const row = byId.get(lease.id);
            if (!row) return [];
            const { id, org_id: org, type, at } = row;
            return [{ lease, event: { id, org, type, data: JSON.parse(row.data) as unknown, at: instant(at) } }];
          });
        });
        if (claimed.length === 0) return workAcross(({ db }) => nextDue(db, 'outbox'));
        try {
          await tellTogether(node, claimed);
        } catch {
          // Nothing of it was saved. One by one it shows whose fault it was, and the others are heard.
          for (const { lease, event } of claimed) {
            if (signal.aborted) return null;
            await finish(node, lease, await tell(event));
          }
        }
        if (claimed.length < BATCH) return workAcross(({ db }) => nextDue(db, 'outbox'));
      }
    },
  };
}

/** Removes events that everyone has heard and that are older than a week, and answers kept for repeated requests older than two days. */
export function tidyWorker(workAcross: WorkAcross): Worker {
  return {
    name: 'tidy',
    wakesOn: [],
    run: async ({ now }) => {
      await workAcross(async ({ db }) => {
        await db
          .deleteFrom('outbox')
          .where('due_at', 'is', null)
          .where('at', '<', now - 7 * 86_400_000)
          .execute();
        await db
          .deleteFrom('idempotency')
          .where('at', '<', now - 2 * 86_400_000)
          .execute();
      });
      return plus(now, 3_600_000);
    },
  };
}
