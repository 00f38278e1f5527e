import { z } from 'zod';
import type { ProviderRecord } from '../discovery/catalogue/provider.ts';
import type { Inventory, InventoryNode } from '../inventory/inventory.ts';
import { type Jurisdiction, jurisdictionOf, REACHES } from './reach.ts';

/** What the owner knows better than the catalogue about who stands behind a provider. */
export const CorrectionContents = z.object({
  legalEntity: z.string().trim().max(200),
  ultimateParent: z.string().trim().max(200),
  reach: z.enum(REACHES),
  /** Why: where it is known from. */
  note: z.string().trim().min(3).max(1000),
});
export type CorrectionContents = z.infer<typeof CorrectionContents>;

/** A correction with who made it and when; the newest that was not taken back counts, for this organisation. */
export const Correction = CorrectionContents.extend({ id: z.string(), node: z.string(), by: z.string(), at: z.number() });
export type Correction = z.infer<typeof Correction>;

/** Where it is known from who stands behind a provider. */
export const Origin = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('correction'), id: z.string(), by: z.string(), at: z.number(), note: z.string() }),
  /** `on`: ISO date of the evidence read by machine, null = put together by hand. */
  z.object({ kind: z.literal('catalogue'), on: z.string().nullable(), sure: z.enum(['high', 'medium', 'low']), note: z.string() }),
  z.object({ kind: z.literal('entered') }),
]);
export type Origin = z.infer<typeof Origin>;

export const Provider = z.object({
  key: z.string(),
  name: z.string(),
  catalogueId: z.string().nullable(),
  legalEntity: z.string(),
  ultimateParent: z.string(),
  reach: z.string(),
  origin: Origin,
  /** What the catalogue or the inventory says where a correction says otherwise. */
  before: z.object({ legalEntity: z.string(), ultimateParent: z.string(), reach: z.string() }).nullable(),
});
export type Provider = z.infer<typeof Provider> & { readonly jurisdiction: Jurisdiction };

export type Records = ReadonlyMap<string, ProviderRecord>;

function providerOf(node: InventoryNode, records: Records, corrections: readonly Correction[]): Provider | undefined {
  const { provider } = node;
  if (node.kind !== 'cause' || provider === null) return undefined;
  const record = provider.catalogueId === null ? undefined : records.get(provider.catalogueId);
  const known = { legalEntity: provider.legalEntity, ultimateParent: provider.ultimateParent, reach: provider.reach };
  const catalogued = record && {
    legalEntity: record.legal_entity ?? '',
    ultimateParent: record.ultimate_parent ?? '',
    reach: record.jurisdiction_risk,
  };
  const asCatalogued = catalogued !== undefined && known.reach === catalogued.reach && known.ultimateParent === catalogued.ultimateParent;
  const correction = corrections.filter((one) => one.node === node.key).sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))[0];
  const facts = correction ?? known;
  const origin: Origin = correction
    ? { kind: 'correction', id: correction.id, by: correction.by, at: correction.at, note: correction.note }
    : record && asCatalogued
      ? { kind: 'catalogue', on: record.verified_on, sure: record.confidence, note: record.note ?? '' }
      : { kind: 'entered' };
  return {
    key: node.key,
    name: node.name,
    catalogueId: provider.catalogueId,
    legalEntity: facts.legalEntity,
    ultimateParent: facts.ultimateParent,
    reach: facts.reach,
    origin,
    before: correction ? known : null,
    jurisdiction: jurisdictionOf(facts.reach),
  };
}

/** The providers of an inventory with what is known of them: a correction before what was entered or taken from the catalogue. */
export const providersOf = (inventory: Inventory, records: Records, corrections: readonly Correction[]): Provider[] =>
  inventory.nodes.flatMap((node) => providerOf(node, records, corrections) ?? []);

/** The name under which shares are counted: the ultimate parent, else the company, else the provider itself. */
export const parentOf = ({ ultimateParent, legalEntity, name }: Pick<Provider, 'ultimateParent' | 'legalEntity' | 'name'>): string =>
  ultimateParent || legalEntity || name;
