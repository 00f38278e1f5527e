import { readFileSync } from 'node:fs';
import type { Tx } from '../../db/work.ts';
import { on, type Route } from '../../http/route.ts';
import type { Id } from '../../kernel/id.ts';
import { notFound, Problem } from '../../kernel/problem.ts';
import { parseServer } from '../../outbound/dns.ts';
import type { Printer } from '../../print/print.ts';
import { evidence } from '../evidence/evidence.store.ts';
import type { Brought } from '../evidence/findings.ts';
import { inventory } from '../inventory/inventory.store.ts';
import { providerNode, withProposal } from '../inventory/proposed.ts';
import type { AsnTable } from './asn.ts';
import { changesSince } from './compare.ts';
import {
  compareScan,
  decideFindings,
  downloadScan,
  exportScan,
  type FindingView,
  listScans,
  printScan,
  putScanSettings,
  readScan,
  readScanSettings,
  readScanSources,
  removeScan,
  type ScanDifference,
  startScan,
  stopScan,
} from './discovery.contract.ts';
import { type KeptFinding, scans } from './discovery.store.ts';
import { readDomain } from './domain.ts';
import { propose, shortName } from './propose.ts';
import { repeats } from './repeat.store.ts';
import { shippedCatalogue } from './resolvers/shipped.ts';
import { printedScan } from './scanprint.ts';
import { scanSheet } from './scansheet.ts';

type Nodes = Awaited<ReturnType<ReturnType<typeof inventory>['nodes']>>;

/** A finding with what the catalogue and the inventory know of its provider. */
function viewOf({ key, finding, decision }: KeptFinding, nodes: Nodes, brought: readonly Brought[]): FindingView {
  const { providers } = shippedCatalogue();
  const nameOf = (id: string) => shortName(providers.get(id)?.name ?? id);
  const record = providers.get(finding.provider);
  const node = providerNode(nodes, { id: finding.provider, name: nameOf(finding.provider) });
  return {
    ...finding,
    key,
    decision,
    providerName: nameOf(finding.provider),
    legalEntity: record?.legal_entity ?? null,
    ultimateParent: record?.ultimate_parent ?? null,
    parentCountry: record?.parent_country ?? null,
    runsOnName: finding.runsOn === null ? null : nameOf(finding.runsOn),
    statusPage: record?.status_page_url ?? null,
    catalogueDate: record?.verified_on ?? null,
    inside: brought.filter(({ item }) => item.provider === finding.provider).map(({ kind, item }) => ({ kind, traces: [...item.traces] })),
    nodeKey: node?.key ?? null,
  };
}

/** Where a service was seen, for the note of its entry. */
const seenIn = (domain: string, { finding }: KeptFinding): string =>
  [domain, ...finding.evidence.slice(0, 5).map(({ kind, name, value }) => `${kind} ${name} ${value}`)].join('\n').slice(0, 2000);

/** Takes confirmed findings into the inventory; what was confirmed before and is still there is wired with them. */
async function enter(tx: Tx, domain: string, chosen: readonly KeptFinding[], confirmed: readonly KeptFinding[], by: string) {
  const store = inventory(tx);
  const before = await store.own();
  const names = before.nodes.map(({ name }) => name);
  const proposed = (kept: readonly KeptFinding[]) =>
    // Who confirms a mere mention says that it is in use.
    propose(
      kept.map(({ finding }) => ({ ...finding, status: 'observed' as const })),
      shippedCatalogue(),
      names,
    );
  const there = new Set(proposed(confirmed).assets.flatMap(({ key, existing }) => (existing ? [key] : [])));
  const context = confirmed.filter(({ key }) => there.has(key) && !chosen.some((one) => one.key === key));
  const seen = new Map(chosen.map((one) => [one.key, seenIn(domain, one)]));
  const { inventory: next, added } = withProposal(before, proposed([...context, ...chosen]), seen);
  const undoId = await store.replaceUndoably(next, `scan of ${domain}`, by);
  return { added: [...added], undoId };
}

const viewOfScan = async (tx: Tx, id: Id) => {
  const kept = await scans(tx).get(id);
  const nodes = await inventory(tx).nodes();
  const brought = await evidence(tx).brought();
  const seen = (await repeats(tx).noted()).get(id);
  return {
    ...kept,
    monthly: seen !== undefined,
    unseen: seen === false,
    findings: (await scans(tx).findings(id)).map((one) => viewOf(one, nodes, brought)),
  };
};

/** What differs from the scan before. A scan that did not run through is compared with nothing: what it lacks may be there. */
export async function difference(tx: Tx, id: Id): Promise<ScanDifference> {
  const kept = await scans(tx).get(id);
  const before = kept.state === 'done' ? await scans(tx).before(kept) : undefined;
  if (!before) return { before: null, added: [], gone: [], changed: [], uncertain: [] };
  const byKey = async (scan: Id) => new Map((await scans(tx).findings(scan)).map(({ key, finding }) => [key, finding] as const));
  const [then, now] = [await byKey(before.id), await byKey(id)];
  const { added, gone, changed, uncertain } = changesSince(
    { findings: then, notChecked: before.notChecked },
    { findings: now, notChecked: kept.notChecked },
  );
  const { providers } = shippedCatalogue();
  const named = (keys: readonly string[]) =>
    keys.flatMap((key) => {
      const finding = now.get(key) ?? then.get(key);
      if (!finding) return [];
      return [{ key, role: finding.role, name: shortName(providers.get(finding.provider)?.name ?? finding.provider) }];
    });
  return {
    before: { id: before.id, at: before.endedAt ?? before.askedAt },
    added: named(added),
    gone: named(gone),
    changed: named(changed),
    uncertain: [...uncertain],
  };
}

const TEMPLATE = readFileSync(new URL('./scan.typ', import.meta.url), 'utf8');

export const discoveryRoutes = (printer: Printer, networks: () => AsnTable): Route[] => [
  on(startScan).handle(async ({ work, body, caller }) => {
    const name = readDomain(body.domain);
    if (!name.ok) throw new Problem(400, 'bad-domain', name.error, [{ pointer: '/domain', message: name.error }]);
    return { id: await work((tx) => scans(tx).ask(name.value, caller.name)), domain: name.value.domain };
  }),
  on(listScans).handle(async ({ work, query }) =>
    work(async (tx) => {
      const noted = await repeats(tx).noted();
      return { scans: (await scans(tx).list(query.limit)).map((one) => ({ ...one, monthly: noted.has(one.id) })) };
    }),
  ),
  on(readScanSources).handle(() => {
    const { rows, notes } = networks();
    return Promise.resolve({ networks: { rows, notes: [...notes] } });
  }),
  on(readScanSettings).handle(async ({ work }) => work((tx) => scans(tx).settings())),
  on(putScanSettings).handle(async ({ work, body }) => {
    if (body.resolver !== null && !parseServer(body.resolver))
      throw new Problem(
        422,
        'bad-resolver',
        'The name server must be an IP address, with a port behind it if need be: 192.168.1.1 or 192.168.1.1:53.',
        [{ pointer: '/resolver', message: 'not an IP address' }],
      );
    await work((tx) => scans(tx).saveSettings(body));
    return body;
  }),
  on(readScan).handle(async ({ work, params }) => work((tx) => viewOfScan(tx, params.id))),
  on(compareScan).handle(async ({ work, params }) => work((tx) => difference(tx, params.id))),
  on(exportScan).handle(async ({ work, params, query }) => {
    const scan = await work((tx) => viewOfScan(tx, params.id));
    return {
      type: 'text/csv; charset=utf-8',
      body: scanSheet(scan.findings, scan.notChecked, query.language),
      filename: `${scan.domain}.csv`,
    };
  }),
  on(printScan).handle(async ({ work, params, query, org }) => {
    const scan = await work((tx) => viewOfScan(tx, params.id));
    const body = await printer.pdf(TEMPLATE, printedScan(scan, org, query.language));
    return { type: 'application/pdf', body, filename: `${scan.domain}.pdf` };
  }),
  on(downloadScan).handle(async ({ work, params }) => {
    const scan = await work((tx) => viewOfScan(tx, params.id));
    return { type: 'application/json', body: `${JSON.stringify(scan, null, 2)}\n`, filename: `${scan.domain}.json` };
  }),
  on(stopScan).handle(async ({ work, params }) => {
    await work((tx) => scans(tx).stop(params.id));
    return undefined;
  }),
  on(removeScan).handle(async ({ work, params }) => {
    await work((tx) => scans(tx).remove(params.id));
    return undefined;
  }),
  on(decideFindings).handle(async ({ work, params, body, caller }) =>
    work(async (tx) => {
      const { domain } = await scans(tx).get(params.id);
      const all = await scans(tx).findings(params.id);
      const chosen = all.filter(({ key }) => body.keys.includes(key));
      if (chosen.length === 0) throw notFound('This finding');
      await scans(tx).decide(params.id, body.keys, body.decision);
      if (body.decision !== 'confirmed') return { added: [], undoId: null };
      const confirmed = all.filter(({ decision }) => decision === 'confirmed');
      return enter(tx, domain, chosen, confirmed, caller.name);
    }),
  ),
];
