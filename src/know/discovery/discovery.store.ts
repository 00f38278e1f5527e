import { z } from 'zod';
import type { Tx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import { notFound, Problem } from '../../kernel/problem.ts';
import { Decision, type ScanHead, ScanSettings, ScanState } from './discovery.contract.ts';
import { type DomainName, unicodeOf } from './domain.ts';
import { Asked, Finding, ScanFacts, type ScanReport } from './finding.ts';
import { NotChecked, WrittenNotChecked } from './notchecked.ts';

const Stored = z.object({
  version: z.literal(2),
  facts: ScanFacts.nullable(),
  notChecked: z.array(NotChecked),
  asked: z.array(Asked),
  fault: z.string().nullable(),
});
/** Scans from before there were codes for what was not checked. */
const StoredWritten = Stored.extend({ version: z.literal(1), notChecked: z.array(WrittenNotChecked) });
const AnyStored = z.discriminatedUnion('version', [Stored, StoredWritten]);
const StoredFinding = z.object({ version: z.literal(1), finding: Finding });
const StoredSettings = z.object({ version: z.literal(1), settings: ScanSettings });

/** A scan as it is kept. */
export type KeptScan = Omit<ScanHead, 'findings' | 'monthly'> & Omit<z.infer<typeof Stored>, 'version'>;
export type KeptFinding = { readonly key: string; readonly finding: Finding; readonly decision: Decision };

/** `mail:microsoft-365`: stable over scans, and the same as in `propose`. */
export const findingKey = ({ role, provider }: Pick<Finding, 'role' | 'provider'>): string => `${role}:${provider}`;

type Row = {
  id: string;
  domain: string;
  state: string;
  by: string;
  asked_at: number;
  started_at: number | null;
  ended_at: number | null;
  data: string;
};

const fromRow = (row: Row): KeptScan => {
  const { version: _version, ...rest } = AnyStored.parse(JSON.parse(row.data));
  return {
    id: row.id,
    domain: row.domain,
    unicode: unicodeOf(row.domain),
    state: ScanState.parse(row.state),
    by: row.by,
    askedAt: row.asked_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    ...rest,
  };
};

/** How a scan ended. */
export type Ending = {
  readonly state: 'done' | 'stopped' | 'interrupted' | 'failed';
  readonly report: ScanReport | null;
  readonly fault: string | null;
};

const RUNNING: readonly ScanState[] = ['waiting', 'running', 'stopping'];
const COLUMNS = ['id', 'domain', 'state', 'by', 'asked_at', 'started_at', 'ended_at', 'data'] as const;

/** The scans of the organisation, and what they found. */
export const scans = (tx: Tx) => {
  const { db, org, now } = tx;
  const row = (id: Id) => db.selectFrom('scan').select(COLUMNS).where('org_id', '=', org).where('id', '=', id).executeTakeFirst();
  const update = (id: Id) => db.updateTable('scan').where('org_id', '=', org).where('id', '=', id);
  const get = async (id: Id): Promise<KeptScan> => {
    const found = await row(id);
    if (!found) throw notFound('This scan');
    return fromRow(found);
  };
  const findings = async (id: Id): Promise<KeptFinding[]> => {
    const rows = await db
      .selectFrom('scan_finding')
      .select(['key', 'data', 'decision'])
      .where('org_id', '=', org)
      .where('scan_id', '=', id)
      .orderBy('position')
      .orderBy('key')
      .execute();
    return rows.map(({ key, data, decision }) => ({
      key,
      finding: StoredFinding.parse(JSON.parse(data)).finding,
      decision: Decision.parse(decision),
    }));
  };
  /** Keeps findings as far as they are known; what a person said about them stays. */
  const keep = async (id: Id, found: readonly Finding[], from: number): Promise<void> => {
    for (const [n, finding] of found.entries()) {
      const set = { position: from + n, data: JSON.stringify({ version: 1, finding }) };
      await db
        .insertInto('scan_finding')
        .values({ org_id: org, scan_id: id, key: findingKey(finding), ...set, decision: null, decided_at: null })
        .onConflict((on) => on.columns(['org_id', 'scan_id', 'key']).doUpdateSet(set))
        .execute();
    }
    if (found.length > 0) tx.touch('scan');
  };

  return {
    get,
    findings,
    keep,

    /** Puts a scan to the others; a worker begins it at once. One at a time for each domain. */
    async ask({ domain }: DomainName, by: string): Promise<Id> {
      const busy = await db
        .selectFrom('scan')
        .select('id')
        .where('org_id', '=', org)
        .where('domain', '=', domain)
        .where('state', 'in', [...RUNNING])
        .executeTakeFirst();
      if (busy) throw new Problem(409, 'scan-running', `A scan of ${domain} is running already.`);
      const id = tx.newId();
      const data = JSON.stringify({ version: 2, facts: null, notChecked: [], asked: [], fault: null });
      await db
        .insertInto('scan')
        .values({
          org_id: org,
          id,
          domain,
          state: 'waiting',
          by,
          asked_at: now,
          started_at: null,
          ended_at: null,
          data,
          due_at: now,
          lease_by: null,
          lease_until: null,
          attempts: 0,
        })
        .execute();
      tx.touch('scan');
      return id;
    },

    /** Newest first. */
    async list(limit: number): Promise<Omit<ScanHead, 'monthly'>[]> {
      const rows = await db
        .selectFrom('scan')
        .select(COLUMNS)
        .select((eb) =>
          eb
            .selectFrom('scan_finding')
            .select(({ fn }) => fn.countAll<number | string>().as('count'))
            .whereRef('scan_finding.org_id', '=', 'scan.org_id')
            .whereRef('scan_finding.scan_id', '=', 'scan.id')
            .as('found'),
        )
        .where('org_id', '=', org)
        .orderBy('asked_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map((one) => {
        const { facts: _facts, notChecked: _notChecked, asked: _asked, fault: _fault, ...head } = fromRow(one);
        return { ...head, findings: Number(one.found ?? 0) };
      });
    },

    /** The last whole scan of the same domain before this one. */
    async before({ domain, askedAt }: Pick<KeptScan, 'domain' | 'askedAt'>): Promise<KeptScan | undefined> {
      const found = await db
        .selectFrom('scan')
        .select(COLUMNS)
        .where('org_id', '=', org)
        .where('domain', '=', domain)
        .where('state', '=', 'done')
        .where('asked_at', '<', askedAt)
        .orderBy('asked_at', 'desc')
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst();
      return found && fromRow(found);
    },
    async begin(id: Id): Promise<void> {
      await update(id).set({ state: 'running', started_at: now }).execute();
      tx.touch('scan');
    },
    /** Asks for the end of a scan; the worker that runs it sees it within a second. A waiting one ends at once. */
    async stop(id: Id): Promise<void> {
      const { state } = await get(id);
      if (state === 'waiting') await update(id).set({ state: 'stopped', ended_at: now, due_at: null }).execute();
      if (state === 'running') await update(id).set({ state: 'stopping' }).execute();
      tx.touch('scan');
    },
    /** Keeps how it ended; the findings of the report replace those told on the way. */
    async end(id: Id, { state, report, fault }: Ending): Promise<void> {
      const data = JSON.stringify({
        version: 2,
        facts: report?.facts ?? null,
        notChecked: report?.notChecked ?? [],
        asked: report?.asked ?? [],
        fault,
      });
      await update(id).set({ state, ended_at: now, data }).execute();
      if (report) {
        const keys = report.findings.map(findingKey);
        await db
          .deleteFrom('scan_finding')
          .where('org_id', '=', org)
          .where('scan_id', '=', id)
          .where('decision', 'is', null)
          .$if(keys.length > 0, (query) => query.where('key', 'not in', keys))
          .execute();
        await keep(id, report.findings, 0);
      }
      tx.touch('scan');
    },
    async decide(id: Id, keys: readonly string[], decision: Decision): Promise<void> {
      await db
        .updateTable('scan_finding')
        .set({ decision, decided_at: decision === null ? null : now })
        .where('org_id', '=', org)
        .where('scan_id', '=', id)
        .where('key', 'in', [...keys])
        .execute();
      tx.touch('scan');
    },
    async remove(id: Id): Promise<void> {
      const { state } = await get(id);
      if (RUNNING.includes(state)) throw new Problem(409, 'scan-running', 'This scan is still running. Stop it first.');
      await db.deleteFrom('scan').where('org_id', '=', org).where('id', '=', id).execute();
      tx.touch('scan');
    },

    async settings(): Promise<ScanSettings> {
      const found = await db.selectFrom('scan_setting').select('data').where('org_id', '=', org).executeTakeFirst();
      return found ? StoredSettings.parse(JSON.parse(found.data)).settings : ScanSettings.parse({});
    },
    async saveSettings(settings: ScanSettings): Promise<void> {
      const data = JSON.stringify({ version: 1, settings });
      await db
        .insertInto('scan_setting')
        .values({ org_id: org, data })
        .onConflict((on) => on.column('org_id').doUpdateSet({ data }))
        .execute();
    },
  };
};
