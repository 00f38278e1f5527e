import { on, type Route } from '../../http/route.ts';
import { writeCsv } from '../../kernel/csv.ts';
import { notFound } from '../../kernel/problem.ts';
import { inventory } from '../inventory/inventory.store.ts';
import type { InventoryNode } from '../inventory/inventory.ts';
import { providerNode } from '../inventory/proposed.ts';
import type { ProviderRecord } from './catalogue/provider.ts';
import { type CatalogueEntry, exportCatalogue, listCatalogue, readCatalogueRecord } from './catalogue.contract.ts';
import { de, en } from './catalogue.texts.ts';
import { de as wordsDe, en as wordsEn } from './discovery.texts.ts';
import { shortName } from './propose.ts';
import { shippedCatalogue } from './resolvers/shipped.ts';
import { roleAt } from './roles.ts';

function entryOf(record: ProviderRecord, nodes: readonly InventoryNode[]): CatalogueEntry {
  const { providers } = shippedCatalogue();
  const named = (ids: readonly string[] | undefined) => (ids ?? []).map((id) => ({ id, name: shortName(providers.get(id)?.name ?? id) }));
  return {
    id: record.id,
    name: record.name,
    kind: record.kind,
    role: roleAt(record, 'service'),
    legalEntity: record.legal_entity ?? null,
    ultimateParent: record.ultimate_parent ?? null,
    country: record.hq_country ?? null,
    parentCountry: record.parent_country ?? null,
    reach: record.jurisdiction_risk,
    confidence: record.confidence,
    verifiedOn: record.verified_on,
    source: record.source,
    note: record.note === undefined ? null : { de: record.note_de ?? record.note, en: record.note },
    statusPage: record.status_page_url ?? null,
    alternatives: named(record.alternatives),
    runsOn: named(record.runs_on_observed),
    signs: Object.entries(record.detection)
      .filter(([, patterns]) => patterns !== undefined && patterns.length > 0)
      .map(([kind, patterns]) => ({ kind, patterns: (patterns ?? []).map(String) })),
    nodeKey: providerNode(nodes, { id: record.id, name: shortName(record.name) })?.key ?? null,
  };
}

const all = (nodes: readonly InventoryNode[]) =>
  [...shippedCatalogue().providers.values()].map((record) => entryOf(record, nodes)).sort((a, b) => a.name.localeCompare(b.name, 'de'));

export const catalogueRoutes = (): Route[] => [
  on(listCatalogue).handle(async ({ work }) => ({ entries: all(await work((tx) => inventory(tx).nodes())) })),
  on(exportCatalogue).handle(async ({ query: { language } }) => {
    const { column } = language === 'de' ? de : en;
    const words = language === 'de' ? wordsDe : wordsEn;
    const head = [
      column.name,
      column.role,
      column.partner,
      column.parent,
      column.country,
      column.reach,
      column.verified,
      column.alternatives,
    ];
    const rows = all([]).map((one) => [
      one.name,
      words.roles[one.role],
      one.legalEntity ?? '',
      one.ultimateParent ?? '',
      one.country ?? '',
      words.reach(one.reach),
      one.verifiedOn ?? '',
      one.alternatives.map(({ name }) => name).join(', '),
    ]);
    const filename = language === 'de' ? 'dienstleister.csv' : 'providers.csv';
    return { type: 'text/csv; charset=utf-8', body: writeCsv([[...head], ...rows]), filename };
  }),
  on(readCatalogueRecord).handle(async ({ params }) => {
    const record = shippedCatalogue().providers.get(params.id);
    if (!record) throw notFound('This provider');
    return record;
  }),
];
