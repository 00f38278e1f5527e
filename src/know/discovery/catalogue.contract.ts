import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { Bilingual } from '../../kernel/languages.ts';
import { ProviderRecord } from './catalogue/provider.ts';
import { Role } from './finding.ts';

const Named = z.object({ id: z.string(), name: z.string() });

export const CatalogueEntry = z.object({
  id: z.string(),
  name: z.string(),
  kind: ProviderRecord.shape.kind,
  role: Role,
  legalEntity: z.string().nullable(),
  ultimateParent: z.string().nullable(),
  country: z.string().nullable(),
  parentCountry: z.string().nullable(),
  reach: z.string(),
  confidence: ProviderRecord.shape.confidence,
  /** When machine evidence was last read (`2026-06-17`); null = curated by hand, not verified. */
  verifiedOn: z.string().nullable(),
  source: z.array(z.string()),
  note: Bilingual.nullable(),
  statusPage: z.string().nullable(),
  alternatives: z.array(Named),
  runsOn: z.array(Named),
  /** By which signs it is recognised: kind of sign and its patterns. */
  signs: z.array(z.object({ kind: z.string(), patterns: z.array(z.string()) })),
  /** The node of the inventory that stands for it. */
  nodeKey: z.string().nullable(),
});
export type CatalogueEntry = z.infer<typeof CatalogueEntry>;

const org = { scope: 'organisation' } as const;

export const listCatalogue = endpoint({
  ...org,
  method: 'GET',
  path: '/catalogue',
  right: 'know.read',
  summary: 'The directory of providers that comes with the product: who owns them, how they are recognised, what could replace them.',
  response: z.object({ entries: z.array(CatalogueEntry) }),
});
export const readCatalogueRecord = endpoint({
  ...org,
  method: 'GET',
  path: '/catalogue/:id',
  right: 'know.read',
  summary: 'One record of the directory as it stands in the file, for a correction.',
  params: z.object({ id: z.string().max(100) }),
  response: ProviderRecord,
});
export const exportCatalogue = endpoint({
  ...org,
  method: 'GET',
  path: '/catalogue.csv',
  right: 'know.read',
  summary: 'The directory of providers as CSV.',
  query: z.object({ language: z.enum(['de', 'en']).default('de') }),
  produces: 'text/csv; charset=utf-8',
});
