import { claimDue, settle } from '../../db/claim.ts';
import type { AcrossTx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import { duration, type Instant, instant, SECOND } from '../../kernel/instant.ts';
import { Language } from '../../kernel/languages.ts';
import type { Settings } from '../../kernel/secretfields.ts';
import { uplinkOf } from '../uplinks/uplinks.store.ts';
import type { Uplink } from '../uplinks/uplinks.ts';
import { checkOf, FLUSH_MS, mayBeNewer, openSecrets, type StoredCheck, shardName, withNewer } from './checks.store.ts';
import { newestSince } from './journal.store.ts';
import { windowOf } from './maintenance.store.ts';
import { SHARDS } from './schedule.ts';
import type { MaintenanceWindow } from './windows.ts';

/** A share of the checks that this node looks after until `until`. `fence` tells it from an earlier owner. */
export type HeldShard = { readonly fence: number; readonly until: Instant; readonly revision: number };

/**
 * How long a share is held, and how often that is renewed. The embedded database has one process, so nobody waits for the
 * lease there, and few renewals spare the disk.
 */
export const leaseTimes = (postgres: boolean) =>
  postgres ? { leaseFor: duration(6 * SECOND), renewEvery: 2 * SECOND } : { leaseFor: duration(30 * SECOND), renewEvery: 10 * SECOND };

/** Makes the shards' rows. On the embedded database the process before this one is gone: its leases end at once. */
export async function openShards({ db, postgres }: AcrossTx): Promise<void> {
  const row = { due_at: 0, lease_by: null, lease_until: null, attempts: 0, revision: 0 };
  await db
    .insertInto('check_shard')
    .values(Array.from({ length: SHARDS }, (_, shard) => ({ id: shardName(shard), ...row })))
    .onConflict((on) => on.doNothing())
    .execute();
  if (!postgres) await db.updateTable('check_shard').set({ lease_until: null }).execute();
}

/** The shards that this node holds after renewing what is due and claiming what is free. */
export async function holdShards(across: AcrossTx, node: string, renew: boolean): Promise<Map<string, HeldShard>> {
  const { db, now, postgres } = across;
  const { leaseFor } = leaseTimes(postgres);
  const before = await db.selectFrom('check_shard').selectAll().execute();
  if (renew) {
    const lease_until = instant(now + leaseFor);
    await db.updateTable('check_shard').set({ lease_until }).where('lease_by', '=', node).execute();
  }
  const free = before.some((row) => row.lease_until === null || row.lease_until < now);
  if (free) await claimDue(db, 'check_shard', { now, node, leaseFor, limit: SHARDS, postgres });
  const rows = renew || free ? await db.selectFrom('check_shard').selectAll().execute() : before;
  return new Map(
    rows
      .filter((row) => row.lease_by === node)
      .map((row) => [row.id, { fence: row.attempts, until: instant(row.lease_until ?? 0), revision: row.revision }]),
  );
}

/** Gives every share back, so that another node takes it over at once. */
export async function releaseShards({ db }: AcrossTx, node: string, held: ReadonlyMap<string, HeldShard>): Promise<void> {
  for (const [id, { fence, until }] of held) await settle(db, 'check_shard', node, { id, fence, until }, instant(0));
}

/** Where a check is at home: for windows, lines and words. */
export type Home = {
  readonly org: Id;
  readonly zone: string;
  readonly language: Language;
  readonly windows: readonly MaintenanceWindow[];
  readonly uplinks: ReadonlyMap<Id, Uplink>;
};
/** `settings`: with the secrets that the check itself does not show. */
export type PlannedCheck = { readonly check: StoredCheck; readonly settings: Settings; readonly home: Home; readonly shard: string };

/** Secrets sealed with another master key: the check says itself that its settings do not fit, and the others go on. */
async function settingsOf({ db, keyring }: AcrossTx, row: { org_id: string; secrets: string | null }, open: Settings): Promise<Settings> {
  if (row.secrets === null) return open;
  try {
    return { ...open, ...(await openSecrets({ db, org: row.org_id, keyring }, row.secrets)) };
  } catch {
    return {};
  }
}

/** All checks of these shards with their state, the newest result, and the windows of their organisation. */
export async function planOf(across: AcrossTx, shards: readonly string[]): Promise<PlannedCheck[]> {
  const { db, now } = across;
  if (shards.length === 0) return [];
  const numbers = Array.from({ length: SHARDS }, (_, shard) => shard).filter((shard) => shards.includes(shardName(shard)));
  const rows = await db
    .selectFrom('check')
    .innerJoin('check_state', (on) => on.onRef('check_state.org_id', '=', 'check.org_id').onRef('check_state.check_id', '=', 'check.id'))
    .selectAll('check')
    .select(['check_state.state', 'check_state.last_at', 'check_state.last', 'check_state.beyond'])
    .where('check.shard', 'in', numbers)
    .where('check.removed_at', 'is', null)
    .execute();
  const orgs = [...new Set(rows.map((row) => row.org_id))];
  if (orgs.length === 0) return [];
  const organisations = await db.selectFrom('organisation').select(['id', 'zone', 'language']).where('id', 'in', orgs).execute();
  const windows = await db.selectFrom('maintenance').selectAll().where('org_id', 'in', orgs).execute();
  const lines = await db.selectFrom('uplink').selectAll().where('org_id', 'in', orgs).execute();
  const checks = await Promise.all(
    rows.map(async (row) => {
      const check = checkOf(row);
      return { check, settings: await settingsOf(across, row, check.config), org: row.org_id, shard: row.shard };
    }),
  );
  const since = now - 2 * FLUSH_MS;
  const lagging = checks.map(({ check }) => check).filter(mayBeNewer(since));
  const newest = await newestSince(
    across,
    orgs,
    since,
    lagging.map(({ id }) => id),
  );
  const homes = new Map<string, Home>(
    organisations.map(({ id, zone, language }) => [
      id,
      {
        org: id,
        zone,
        language: Language.parse(language),
        windows: windows.filter((row) => row.org_id === id).map(windowOf),
        uplinks: new Map(lines.filter((row) => row.org_id === id).map((row) => [row.id, uplinkOf(row)])),
      },
    ]),
  );
  return checks.flatMap(({ check, settings, org, shard }) => {
    const home = homes.get(org);
    return home ? [{ check: withNewer(check, newest.get(check.id)), settings, home, shard: shardName(shard) }] : [];
  });
}
