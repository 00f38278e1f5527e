import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { claimDue, type Lease, nextDue } from '../../db/claim.ts';
import type { WorkAcross } from '../../db/work.ts';
import type { Worker } from '../../jobs/worker.ts';
import { duration, type Instant } from '../../kernel/instant.ts';
import type { DarkSite } from '../../prepare/darkpages/render.ts';
import type { Publisher } from '../darksite/publisher.ts';
import { publishers } from '../darksite/publishers/index.ts';
import { essenceOf, type StatusContent } from './content.ts';
import { renderWithPauses } from './render.ts';
import { statusContent, statusNow } from './statusnow.cases.ts';
import { statusPage } from './statuspage.store.ts';
import { type Deed, deedsOf, failed, type Host, nextLook, type Reached, type Wanted, written } from './statuspage.ts';

const LEASE = duration(120_000);
const PATIENCE_MS = 20_000;

/** What is to be done in one turn: the page is rendered once, and only where some place needs it. */
type Task = {
  readonly lease: Lease;
  readonly revision: number;
  readonly wanted: Wanted | null;
  readonly deeds: readonly Deed[];
  /** What is to be written; null where nothing is. */
  readonly content: StatusContent | null;
};

type Page = { readonly site: DarkSite; readonly essence: string; readonly at: Instant };

function placeFor({ kind, settings }: Host): Publisher {
  const found = publishers.find((one) => one.kind === kind);
  if (!found) throw new Error(`There is no kind of place "${kind}". Remove it from the places of the status page.`);
  return found.open(settings);
}

/** Does what is to be done at one place; gives how it stands afterwards, undefined when nothing lies there any more. */
async function doIt({ host, ...deed }: Deed, page: Page | null, now: Instant): Promise<Reached | undefined> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  try {
    if (deed.do === 'remove') {
      await placeFor(host).remove(signal);
      return undefined;
    }
    if (deed.do === 'wait' || page === null) return host;
    await placeFor(host).publish(page.site, signal);
    return written(host, page.essence, page.at);
  } catch (fault) {
    return failed(host, fault instanceof Error ? fault.message : String(fault), now);
  }
}

/**
 * Keeps what lies at the places as it was decided: written anew when something on the page changes and at least as often as was set,
 * taken away when it is wanted no more. It compares and does; a crash at any point is made good at the next look.
 */
export function statusPageWorker(workAcross: WorkAcross): Worker {
  const claim = (node: string): Promise<Task | undefined> =>
    workAcross(async (across) => {
      const options = { now: across.now, node, leaseFor: LEASE, limit: 1, postgres: across.postgres };
      const [lease] = await claimDue(across.db, 'status_page', options);
      if (!lease) return undefined;
      const tx = across.in(lease.id);
      const { live, hosts, reached, revision } = await statusPage(tx).get();
      const wanted =
        live === null ? null : { hosts, essence: essenceOf(await statusNow(tx, live.settings)), everyMinutes: live.settings.everyMinutes };
      const deeds = deedsOf(wanted, reached, tx.now);
      const writes = live !== null && deeds.some((deed) => deed.do === 'write');
      return { lease, revision, wanted, deeds, content: writes ? await statusContent(tx, live.settings) : null };
    });

  async function handle(task: Task, now: Instant): Promise<void> {
    const { content, wanted, deeds } = task;
    const page = content && { site: await renderWithPauses(content, yieldToOthers), essence: wanted?.essence ?? '', at: content.writtenAt };
    const reached: Reached[] = [];
    for (const deed of deeds) {
      const after = await doIt(deed, page, now);
      if (after !== undefined) reached.push(after);
    }
    await workAcross(async (across) => {
      const held = await across.db
        .updateTable('status_page')
        .set({ lease_by: null, lease_until: null })
        .where('id', '=', task.lease.id)
        .where('attempts', '=', task.lease.fence)
        .executeTakeFirst();
      if (held.numUpdatedRows !== 1n) return;
      const store = statusPage(across.in(task.lease.id));
      // Somebody wished for something else meanwhile: then the next turn is now.
      const row = await store.get();
      const same = row.revision === task.revision;
      await store.settle(row, reached, same ? nextLook(wanted !== null, reached, across.now) : across.now);
    });
  }

  return {
    name: 'statuspage',
    wakesOn: ['statuspage'],
    run: async ({ now, node, signal }) => {
      for (;;) {
        if (signal.aborted) return null;
        const task = await claim(node);
        if (!task) return workAcross(({ db }) => nextDue(db, 'status_page'));
        await handle(task, now);
      }
    },
  };
}
