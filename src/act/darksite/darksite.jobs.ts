import { claimDue, type Lease, nextDue } from '../../db/claim.ts';
import type { Tx, WorkAcross } from '../../db/work.ts';
import type { Worker } from '../../jobs/worker.ts';
import { duration, type Instant, plus } from '../../kernel/instant.ts';
import type { Policy } from '../../outbound/address.ts';
import { httpRequest } from '../../outbound/http.ts';
import { darkSiteProfile } from '../../prepare/darkpages/darkpages.store.ts';
import { type DarkSiteRow, darkSite } from './darksite.store.ts';
import { look, nextLook } from './darksite.ts';
import { asSite, type DarkSiteSettings, type NextDeed, nextDeed, type ReachedSoFar } from './publication.ts';
import { publishers } from './publishers/index.ts';
import { switches } from './switches/index.ts';

const LEASE = duration(60_000);
const PATIENCE_MS = 20_000;

type Task = {
  readonly org: string;
  readonly lease: Lease;
  readonly row: DarkSiteRow;
  readonly settings: DarkSiteSettings;
  readonly site: string | null;
};

const openedOf = <A>(
  kinds: readonly { readonly kind: string; open(settings: unknown): A }[],
  wanted: readonly { readonly kind: string; readonly settings?: unknown }[],
): A[] =>
  wanted.map(({ kind, settings }) => {
    const found = kinds.find((one) => one.kind === kind);
    if (!found) throw new Error(`There is no adapter "${kind}". Remove it from the settings of the emergency website.`);
    return found.open(settings);
  });

/** Does one deed in the world; gives what is true afterwards. Throws when it did not work. */
async function doIt(deed: Exclude<NextDeed, 'nothing'>, task: Task, now: Instant, policy: Policy): Promise<Partial<ReachedSoFar>> {
  const { row, settings } = task;
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const { state, shown } = row;
  switch (deed) {
    case 'publish':
      if (!shown) throw new Error('There is nothing to publish.');
      for (const publisher of openedOf(publishers, settings.publishers)) await publisher.publish(asSite(shown), signal);
      return { published: shown.hash };
    case 'switch-on':
      if (state.state !== 'live') return {};
      for (const one of openedOf(switches, settings.switches))
        await one.on({ since: state.since, until: state.until, hash: state.hash }, signal);
      return { switched: state.hash, switchedAt: now };
    case 'switch-off':
      for (const one of openedOf(switches, settings.switches)) await one.off(signal);
      return { published: null, switched: null, switchedAt: null, seen: null, seenAt: null };
    case 'look': {
      const address = settings.lookAt ?? task.site;
      if (address === null) throw new Error('Nobody has said at which address the website is; so nobody can look whether it shows.');
      const answer = await httpRequest(address, { policy, timeoutMs: 10_000, signal, headers: { 'accept-language': 'de' } });
      const page = shown?.files['index.html']?.body;
      if (new TextDecoder().decode(answer.body) !== page)
        throw new Error(`${address} does not show the emergency website yet (status ${answer.status}).`);
      return { seen: shown?.hash ?? null, seenAt: now };
    }
  }
}

const events: Readonly<Partial<Record<NextDeed, string>>> = {
  'switch-on': 'darksite.went-live',
  look: 'darksite.seen-live',
  'switch-off': 'darksite.withdrawn',
};

/** 1 s, 2 s, 4 s … at most half a minute: people are waiting. */
const again = (now: Instant, attempts: number): Instant => plus(now, Math.min(1000 * 2 ** Math.min(attempts, 5), 30_000));

/**
 * Brings what is to what was decided: publish, switch, look whether it really shows. It compares and does the next deed, so that a
 * crash at any point is made good at the next look; each deed is idempotent.
 */
export function darkSiteWorker(workAcross: WorkAcross, policy: Policy): Worker {
  const claim = (node: string): Promise<Task | undefined> =>
    workAcross(async (across) => {
      const [lease] = await claimDue(across.db, 'dark_site', {
        now: across.now,
        node,
        leaseFor: LEASE,
        limit: 1,
        postgres: across.postgres,
      });
      if (!lease) return undefined;
      const tx = across.in(lease.id);
      const store = darkSite(tx);
      return {
        org: lease.id,
        lease,
        row: await store.get(),
        settings: await store.settings(),
        site: (await darkSiteProfile(tx).get()).site,
      };
    });

  /** Saves what was reached, unless somebody decided something else meanwhile: then the row is due again at once. */
  const settle = (task: Task, save: (tx: Tx, row: DarkSiteRow) => Promise<void>): Promise<void> =>
    workAcross(async (across) => {
      const held = await across.db
        .updateTable('dark_site')
        .set({ lease_by: null, lease_until: null })
        .where('id', '=', task.lease.id)
        .where('attempts', '=', task.lease.fence)
        .executeTakeFirst();
      if (held.numUpdatedRows !== 1n) return;
      const tx = across.in(task.org);
      await save(tx, await darkSite(tx).get());
    });

  async function handle(task: Task, now: Instant): Promise<void> {
    const deed = nextDeed(task.row.state, task.row.reached);
    if (deed === 'nothing') {
      await settle(task, async (tx, row) => {
        const { policy: rules } = task.settings;
        const move = look(row.state, tx.now, rules);
        if (move) tx.emit({ type: move.event.type, data: { ...move.event.data, incidentId: row.incidentId } });
        const state = move?.state ?? row.state;
        const undone = nextDeed(state, row.reached) !== 'nothing';
        await darkSite(tx).save({ ...row, state }, undone ? tx.now : nextLook(state, rules));
      });
      return;
    }
    try {
      const reached = await doIt(deed, task, now, policy);
      await settle(task, async (tx, row) => {
        const type = events[deed];
        if (type !== undefined) tx.emit({ type, data: { incidentId: row.incidentId, at: tx.now, hash: row.shown?.hash ?? null } });
        const shown = deed === 'switch-off' ? null : row.shown;
        await darkSite(tx).save({ ...row, shown, reached: { ...row.reached, ...reached, fault: null } }, tx.now);
      });
    } catch (error) {
      const fault = error instanceof Error ? error.message : String(error);
      await settle(task, async (tx, row) => {
        if (row.reached.fault !== fault) tx.emit({ type: 'darksite.failed', data: { incidentId: row.incidentId, fault } });
        await darkSite(tx).save({ ...row, reached: { ...row.reached, fault } }, again(tx.now, task.lease.fence % 8));
      });
    }
  }

  return {
    name: 'darksite',
    wakesOn: ['darksite', 'publication'],
    run: async ({ now, node, signal }) => {
      for (;;) {
        if (signal.aborted) return null;
        const task = await claim(node);
        if (!task) return workAcross(({ db }) => nextDue(db, 'dark_site'));
        await handle(task, now);
      }
    },
  };
}
