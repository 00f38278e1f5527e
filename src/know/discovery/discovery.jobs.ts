import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { claimDue, type Lease, nextDue, settle } from '../../db/claim.ts';
import type { Tx, WorkAcross } from '../../db/work.ts';
import type { Worker } from '../../jobs/worker.ts';
import { duration, type Instant } from '../../kernel/instant.ts';
import type { AsnTable } from './asn.ts';
import { type Ending, findingKey, scans } from './discovery.store.ts';
import { unicodeOf } from './domain.ts';
import type { Finding } from './finding.ts';
import { scan } from './resolvers/scan.ts';
import { shippedCatalogue, shippedNetworks } from './resolvers/shipped.ts';

/** A scan whose worker says nothing for so long is taken for interrupted. */
const LEASE = duration(20_000);
/** How often findings are saved, the lease is renewed and the wish to stop is looked for. */
const BEAT_MS = 500;
const AT_ONCE = 3;

type Claimed = { readonly lease: Lease; readonly org: string; readonly domain: string; readonly state: string };

/** Runs the scans that were asked for, a few at a time; each is leased, so that of several nodes one does it. */
export function scanWorker(
  workAcross: WorkAcross,
  onFault: (where: string, error: unknown) => void,
  networks: () => AsnTable = shippedNetworks,
): Worker {
  const inOrg = <T>(org: string, body: (tx: Tx) => Promise<T>) => workAcross((across) => body(across.in(org)));

  /** Keeps the lease and what was found since; says whether the scan shall go on. */
  async function beat(node: string, { lease, org }: Claimed, found: readonly Finding[], from: number): Promise<boolean> {
    return inOrg(org, async (tx) => {
      const until = (tx.now + LEASE) as Instant;
      const kept = await tx.db
        .updateTable('scan')
        .set({ lease_until: until })
        .where('id', '=', lease.id)
        .where('lease_by', '=', node)
        .where('attempts', '=', lease.fence)
        .executeTakeFirst();
      if (kept.numUpdatedRows !== 1n) return false;
      await scans(tx).keep(lease.id, found, from);
      return (await scans(tx).get(lease.id)).state === 'running';
    });
  }

  async function end(node: string, { lease, org }: Claimed, ending: Ending): Promise<void> {
    await inOrg(org, async (tx) => {
      if (await settle(tx.db, 'scan', node, lease, null)) await scans(tx).end(lease.id, ending);
    });
  }

  async function run(node: string, claimed: Claimed, closing: AbortSignal): Promise<void> {
    const { lease, org, domain, state } = claimed;
    // A scan that was begun once and has no worker any more was cut off by a stop of the server.
    if (state !== 'waiting') return end(node, claimed, { state: 'interrupted', report: null, fault: null });
    const stop = new AbortController();
    const pending = new Map<string, Finding>();
    const settings = await inOrg(org, async (tx) => {
      await scans(tx).begin(lease.id);
      return scans(tx).settings();
    });
    const signal = AbortSignal.any([stop.signal, closing]);
    const work = scan(
      { domain, unicode: unicodeOf(domain) },
      {
        catalogue: shippedCatalogue(),
        networks: networks(),
        now: await inOrg(org, async (tx) => tx.now),
        label: `kf${randomBytes(6).toString('hex')}`,
        tenantProbe: settings.tenantProbe,
        rdap: settings.rdap,
        cymru: settings.cymru,
        signal,
        onFinding: (finding) => pending.set(findingKey(finding), finding),
        ...(settings.resolver === null ? {} : { resolver: settings.resolver }),
      },
    );
    const over = work.then(
      () => true,
      () => true,
    );
    const beats = (async () => {
      let told = 0;
      do {
        const found = [...pending.values()];
        pending.clear();
        if (!(await beat(node, claimed, found, told))) stop.abort();
        told += found.length;
      } while (!(await Promise.race([wait(BEAT_MS, false), over])));
    })().catch((error: unknown) => {
      onFault('scan', error);
      stop.abort();
    });
    try {
      const { report } = await work;
      await beats;
      const state = closing.aborted ? 'interrupted' : stop.signal.aborted ? 'stopped' : 'done';
      await end(node, claimed, { state, report, fault: null });
    } catch (error) {
      onFault('scan', error);
      await beats;
      await end(node, claimed, { state: 'failed', report: null, fault: error instanceof Error ? error.message : String(error) });
    }
  }

  return {
    name: 'scans',
    wakesOn: ['scan'],
    run: async ({ node, signal }) => {
      for (;;) {
        const claimed = await workAcross(async ({ db, now, postgres }) => {
          const leases = await claimDue(db, 'scan', { now, node, leaseFor: LEASE, limit: AT_ONCE, postgres });
          if (leases.length === 0) return [];
          const ids = leases.map(({ id }) => id);
          const rows = await db.selectFrom('scan').select(['id', 'org_id', 'domain', 'state']).where('id', 'in', ids).execute();
          return rows.flatMap((row): Claimed[] => {
            const lease = leases.find(({ id }) => id === row.id);
            return lease ? [{ lease, org: row.org_id, domain: row.domain, state: row.state }] : [];
          });
        });
        await Promise.all(claimed.map((one) => run(node, one, signal)));
        if (claimed.length < AT_ONCE || signal.aborted) return workAcross(({ db }) => nextDue(db, 'scan'));
      }
    },
  };
}
