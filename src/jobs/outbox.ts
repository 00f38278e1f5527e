import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { claimDue, type Lease, nextDue, settle } from '../db/claim.ts';
import type { AcrossTx, Tx, WorkAcross } from '../db/work.ts';
import type { StoredEvent } from '../kernel/event.ts';
import { duration, type Instant, instant, plus } from '../kernel/instant.ts';
import type { Hearing } from './hearing.ts';
import type { Worker } from './worker.ts';

const LEASE = duration(30_000);
const BATCH = 50;
/** Events are heard together, in one transaction, for so long: each commit waits for the disk, and checks must stay on time meanwhile. */
const TOGETHER_MS = 8;

type Claimed = { readonly lease: Lease; readonly event: StoredEvent };

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

  const hearingsOf = ({ type }: StoredEvent): readonly Hearing[] => byEvent.get(type) ?? [];

  async function hearOnce(across: AcrossTx, event: StoredEvent, hearing: Hearing): Promise<void> {
    const tx = across.in(event.org);
    if (await firstTime(tx, event, hearing)) await hearing.hear(tx, event);
  }

  /** Tells one event, each hearer by itself, so that one that fails keeps nothing from the others; gives what failed. */
  async function tell(event: StoredEvent): Promise<string | null> {
    let fault: string | null = null;
    for (const hearing of hearingsOf(event)) {
      try {
        await workAcross((across) => hearOnce(across, event, hearing));
      } catch (error) {
        onFault(hearing.hearer, error);
        fault = `${hearing.hearer}: ${error instanceof Error ? error.message : String(error)}`;
      }
    }
    return fault;
  }

  async function finish(across: AcrossTx, node: string, lease: Lease, fault: string | null): Promise<void> {
    const { db, now } = across;
    const kept = await settle(db, 'outbox', node, lease, fault === null ? null : retryAt(now, lease.fence));
    // A fault can only stand there from an earlier attempt.
    if (kept && (fault !== null || lease.fence > 1)) await db.updateTable('outbox').set({ fault }).where('id', '=', lease.id).execute();
  }

  async function alone(node: string, { lease, event }: Claimed): Promise<void> {
    const fault = await tell(event);
    await workAcross((across) => finish(across, node, lease, fault));
  }

  /** Tells as many as fit into the time, in one transaction; gives how many. Throws when one hearer fails, and then nothing has happened. */
  const together = (node: string, claimed: readonly Claimed[]): Promise<number> =>
    workAcross(async (across) => {
      const until = performance.now() + TOGETHER_MS;
      let told = 0;
      for (const { lease, event } of claimed) {
        for (const hearing of hearingsOf(event)) await hearOnce(across, event, hearing);
        await finish(across, node, lease, null);
        told++;
        if (performance.now() >= until) break;
      }
      return told;
    });

  async function tellSome(node: string, claimed: readonly Claimed[]): Promise<number> {
    try {
      return await together(node, claimed);
    } catch {
      // Which one it was, and why, comes out when they are told one by one.
      const [first] = claimed;
      if (first) await alone(node, first);
      return 1;
    }
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
          return leases.flatMap((lease) =>
            rows
              .filter((row) => row.id === lease.id)
              .map(({ id, org_id, type, data, at }): Claimed => {
                return { lease, event: { id, org: org_id, type, data: JSON.parse(data) as unknown, at: instant(at) } };
              }),
          );
        });
        for (let told = 0; told < claimed.length; ) {
          if (signal.aborted) return null;
          told += await tellSome(node, claimed.slice(told));
          await yieldToOthers();
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
