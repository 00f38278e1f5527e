import type { Tx } from '../../db/work.ts';
import { type Caller, type OrganisationContext, on, type Route } from '../../http/route.ts';
import { writeCsv } from '../../kernel/csv.ts';
import type { Id } from '../../kernel/id.ts';
import { notFound, Problem } from '../../kernel/problem.ts';
import { scans } from '../discovery/discovery.store.ts';
import { shortName } from '../discovery/propose.ts';
import { shippedCatalogue } from '../discovery/resolvers/shipped.ts';
import { inventory } from '../inventory/inventory.store.ts';
import type { Desk } from './desk.cases.ts';
import { withEvidence } from './entered.ts';
import {
  bringEvidence,
  decideEvidence,
  type EvidenceFinding,
  exportEvidence,
  listEvidence,
  listImports,
  listKinds,
  readImport,
  removeImport,
  stopImport,
  takeImport,
  undoImport,
} from './evidence.contract.ts';
import { evidence } from './evidence.store.ts';
import { de, en, seenText } from './evidence.texts.ts';
import { type Chosen, findingsOf, type InsideFinding, type Outside, subjectsOf } from './findings.ts';
import { readers } from './readers/index.ts';

const MOST_SCANS = 50;

/** What the newest finished scan of each domain saw in use, by provider. */
async function seenOutside(tx: Tx): Promise<Map<string, Outside[]>> {
  const newest = new Map((await scans(tx).list(MOST_SCANS)).reverse().map((one) => [one.domain, one]));
  const outside = new Map<string, Outside[]>();
  for (const { id, domain, unicode } of newest.values()) {
    if (domain === '') continue;
    for (const { finding, decision } of await scans(tx).findings(id)) {
      if (decision === 'rejected' || (finding.status !== 'observed' && finding.status !== 'after-consent')) continue;
      outside.set(finding.provider, [...(outside.get(finding.provider) ?? []), { domain: unicode, role: finding.role }]);
    }
  }
  return outside;
}

async function findingsIn(tx: Tx): Promise<InsideFinding[]> {
  const store = evidence(tx);
  const nodes = await inventory(tx).nodes();
  return findingsOf(await store.brought(), await store.said(), nodes, shippedCatalogue(), await seenOutside(tx));
}

function viewOf({ candidates, sources, outside, ...finding }: InsideFinding): EvidenceFinding {
  const { providers } = shippedCatalogue();
  const record = finding.provider === null ? undefined : providers.get(finding.provider);
  return {
    ...finding,
    candidates: candidates.map((id) => ({ id, name: shortName(providers.get(id)?.name ?? id) })),
    sources: sources.map(({ traces, ...source }) => ({ ...source, traces: [...traces] })),
    outside: [...outside],
    legalEntity: record?.legal_entity ?? null,
    ultimateParent: record?.ultimate_parent ?? null,
    reach: record?.jurisdiction_risk ?? null,
    catalogueDate: record?.verified_on ?? null,
  };
}

/** Enters what was chosen into the inventory, in the language of the organisation. */
async function enter(tx: Tx, chosen: readonly Chosen[], org: OrganisationContext, by: string): Promise<{ added: string[]; undoId: Id }> {
  const store = inventory(tx);
  const before = await store.own();
  const words = org.language === 'de' ? de : en;
  const note = ({ finding }: Chosen) =>
    finding.sources
      .flatMap(({ kind, traces }) => traces.map((trace) => `${words.kinds[kind]}: ${seenText(trace, org.language)}`))
      .join('\n')
      .slice(0, 2000);
  const { inventory: next, added } = withEvidence(before, chosen, shippedCatalogue(), note);
  return { added: [...added], undoId: await store.replaceUndoably(next, 'evidence from inside', by) };
}

function csvOf(findings: readonly InsideFinding[], language: 'de' | 'en'): string {
  const t = language === 'de' ? de : en;
  const { providers } = shippedCatalogue();
  return writeCsv([
    [
      t.column.name,
      t.column.role,
      t.column.strength,
      t.column.state,
      t.column.sources,
      t.column.seen,
      t.column.outside,
      t.column.partner,
      t.column.parent,
    ],
    ...findings.map(({ provider, name, role, strength, state, sources, outside }) => {
      const record = provider === null ? undefined : providers.get(provider);
      return [
        name,
        t.roles[role],
        t.strength[strength],
        t.state[state],
        sources.map(({ kind }) => t.kinds[kind]).join(', '),
        sources.flatMap(({ traces }) => traces.map((trace) => seenText(trace, language))).join('; '),
        outside.map(({ domain }) => domain).join(', '),
        record?.legal_entity ?? '',
        record?.ultimate_parent ?? '',
      ];
    }),
  ]);
}

const nothing = () => undefined;
const nameOf = (caller: Caller) => caller.name;

export const evidenceRoutes = (desk: Desk): Route[] => [
  on(listKinds).handle(async () => ({
    kinds: Object.values(readers).map(({ kind, label, endings, maxBytes }) => ({ kind, label, endings: [...endings], maxBytes })),
  })),
  on(bringEvidence).handle(async ({ work, query, body, caller, org, now, signal }) => {
    desk.room();
    const { kind, name: fileName } = query;
    const file = await desk.receive(body, readers[kind].maxBytes, signal);
    try {
      const own = await work(async (tx) => (await scans(tx).list(MOST_SCANS)).map(({ domain }) => domain));
      const id = await work((tx) => evidence(tx).begin({ kind, fileName, size: file.size }, nameOf(caller)));
      desk.read(
        { path: file.path, kind, zone: org.zone, now, own: [...new Set(own)] },
        (share) => work((tx) => evidence(tx).beat(id, share)),
        (outcome) => work((tx) => evidence(tx).end(id, outcome)),
      );
      return { id };
    } catch (error) {
      desk.discard(file);
      throw error;
    }
  }),
  on(listImports).handle(async ({ work }) => ({ imports: await work((tx) => evidence(tx).list()) })),
  on(readImport).handle(async ({ work, params }) =>
    work(async (tx) => ({ ...(await evidence(tx).get(params.id)), contents: await evidence(tx).items(params.id) })),
  ),
  on(takeImport).handle(async ({ work, params }) => work((tx) => evidence(tx).take(params.id)).then(nothing)),
  on(stopImport).handle(async ({ work, params }) => work((tx) => evidence(tx).stop(params.id)).then(nothing)),
  on(undoImport).handle(async ({ work, params }) => work((tx) => evidence(tx).undo(params.id)).then(nothing)),
  on(removeImport).handle(async ({ work, params }) => work((tx) => evidence(tx).remove(params.id)).then(nothing)),
  on(listEvidence).handle(async ({ work }) => ({ findings: (await work(findingsIn)).map(viewOf) })),
  on(exportEvidence).handle(async ({ work, query, org }) => ({
    type: 'text/csv; charset=utf-8',
    body: csvOf(await work(findingsIn), query.language),
    filename: `${org.slug}-${query.language === 'de' ? 'belege' : 'evidence'}.csv`,
  })),
  on(decideEvidence).handle(async ({ work, body, caller, org }) =>
    work(async (tx) => {
      const all = new Map((await findingsIn(tx)).map((finding) => [finding.subject, finding]));
      const chosen = body.findings.map(({ subject, as }): Chosen => {
        const finding = all.get(subject);
        if (!finding) throw notFound('This finding');
        if (as !== undefined && !finding.candidates.includes(as))
          throw new Problem(422, 'no-candidate', 'This product is none of those the seller has.');
        return { finding, as };
      });
      if (body.decision === 'confirmed' && chosen.some(({ finding, as }) => finding.candidates.length > 0 && as === undefined))
        throw new Problem(422, 'which-product', 'Say which product of this seller it is.');
      await evidence(tx).say(chosen.flatMap(subjectsOf), body.decision, nameOf(caller));
      if (body.decision !== 'confirmed') return { added: [], undoId: null };
      return enter(tx, chosen, org, nameOf(caller));
    }),
  ),
];
