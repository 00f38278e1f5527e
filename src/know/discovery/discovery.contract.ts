import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';
import { Language } from '../../kernel/languages.ts';
import { Kind, Trace } from '../evidence/evidence.ts';
import { Asked, Finding, Role, ScanFacts } from './finding.ts';
import { NotChecked, Subject } from './notchecked.ts';

/** `interrupted`: the server stopped in the middle; what was found until then is kept. */
export const ScanState = z.enum(['waiting', 'running', 'stopping', 'done', 'stopped', 'interrupted', 'failed']);
export type ScanState = z.infer<typeof ScanState>;

/** What a person said about a finding; null = nothing yet. */
export const Decision = z.enum(['confirmed', 'rejected']).nullable();
export type Decision = z.infer<typeof Decision>;

/** A finding with what the catalogue knows of the provider. `key` = role and provider, stable over scans. */
export const FindingView = Finding.extend({
  key: z.string(),
  providerName: z.string(),
  legalEntity: z.string().nullable(),
  ultimateParent: z.string().nullable(),
  parentCountry: z.string().nullable(),
  runsOnName: z.string().nullable(),
  statusPage: z.string().nullable(),
  /** When the catalogue's entry was last checked by machine; null = curated by hand. */
  catalogueDate: z.string().nullable(),
  decision: Decision,
  /** What files from inside the house have shown of it. */
  inside: z.array(z.object({ kind: Kind, traces: z.array(Trace) })),
  /** The node of the inventory that stands for this provider, if there is one. */
  nodeKey: z.string().nullable(),
});
export type FindingView = z.infer<typeof FindingView>;

const ScanHead = z.object({
  id: Id,
  domain: z.string(),
  unicode: z.string(),
  state: ScanState,
  by: z.string(),
  /** Asked for by the month, not by a person at that moment. */
  monthly: z.boolean(),
  askedAt: z.number(),
  startedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  findings: z.number().int(),
});
export type ScanHead = z.infer<typeof ScanHead>;

export const ScanView = ScanHead.omit({ findings: true }).extend({
  findings: z.array(FindingView),
  facts: ScanFacts.nullable(),
  notChecked: z.array(NotChecked),
  asked: z.array(Asked),
  /** Why it failed, in a sentence. */
  fault: z.string().nullable(),
  /** A monthly scan that nobody has taken note of yet. */
  unseen: z.boolean(),
});
export type ScanView = z.infer<typeof ScanView>;

/** Questions to third parties are off until somebody switches them on. */
export const ScanSettings = z.object({
  /** IP or IP:PORT of the name server to ask; null = those of the machine. */
  resolver: z.string().max(80).nullable().default(null),
  tenantProbe: z.boolean().default(false),
  rdap: z.boolean().default(false),
  /** Asks Team Cymru's DNS service who owns networks that the table does not name. */
  cymru: z.boolean().default(false),
});
export type ScanSettings = z.infer<typeof ScanSettings>;

const org = { scope: 'organisation' } as const;
const byId = z.object({ id: Id });

export const startScan = endpoint({
  ...org,
  method: 'POST',
  path: '/scans',
  right: 'know.write',
  summary: 'Look at a domain from outside: DNS, mail, certificate, home page. Runs on the server; findings come while it runs.',
  // Read on the server: the list of public suffixes is too heavy for a page.
  body: z.object({ domain: z.string().max(500) }),
  response: z.object({ id: Id, domain: z.string() }),
  status: 202,
});
export const listScans = endpoint({
  ...org,
  method: 'GET',
  path: '/scans',
  right: 'know.read',
  summary: 'The scans, newest first.',
  query: z.object({ limit: z.coerce.number().int().min(1).max(100).default(20) }),
  response: z.object({ scans: z.array(ScanHead) }),
});
export const readScan = endpoint({
  ...org,
  method: 'GET',
  path: '/scans/:id',
  right: 'know.read',
  summary: 'A scan with everything found so far.',
  params: byId,
  response: ScanView,
});
const Named = z.array(z.object({ key: z.string(), role: Role, name: z.string() }));
export const ScanDifference = z.object({
  /** The scan it is compared with: the last whole one of the same domain before it; null = there is none. */
  before: z.object({ id: Id, at: z.number() }).nullable(),
  added: Named,
  gone: Named,
  changed: Named,
  /** What this scan could not check and the one before could. */
  uncertain: z.array(Subject),
});
export type ScanDifference = z.infer<typeof ScanDifference>;

export const compareScan = endpoint({
  ...org,
  method: 'GET',
  path: '/scans/:id/changes',
  right: 'know.read',
  summary: 'What is new, what went and what is used otherwise since the scan before of the same domain.',
  params: byId,
  response: ScanDifference,
});
export const exportScan = endpoint({
  ...org,
  method: 'GET',
  path: '/scans/:id/sheet',
  right: 'know.read',
  summary: 'The findings of a scan as CSV.',
  params: byId,
  query: z.object({ language: Language.default('de') }),
  produces: 'text/csv; charset=utf-8',
});
export const printScan = endpoint({
  ...org,
  method: 'GET',
  path: '/scans/:id/pdf',
  right: 'know.read',
  summary: 'A scan as PDF.',
  params: byId,
  query: z.object({ language: Language.default('de') }),
  produces: 'application/pdf',
});
export const downloadScan = endpoint({
  ...org,
  method: 'GET',
  path: '/scans/:id/report',
  right: 'know.read',
  summary: 'A scan as a JSON file with all its evidence.',
  params: byId,
  produces: 'application/json',
});
export const stopScan = endpoint({
  ...org,
  method: 'POST',
  path: '/scans/:id/stop',
  right: 'know.write',
  summary: 'Stop a scan; what was found stays.',
  params: byId,
  status: 204,
});
export const removeScan = endpoint({
  ...org,
  method: 'DELETE',
  path: '/scans/:id',
  right: 'know.write',
  summary: 'Forget a scan that is over; what was taken into the inventory stays there.',
  params: byId,
  status: 204,
});
export const decideFindings = endpoint({
  ...org,
  method: 'POST',
  path: '/scans/:id/decisions',
  right: 'know.write',
  summary: 'Say that findings are right, which takes them into the inventory, or wrong.',
  params: byId,
  body: z.object({ keys: z.array(z.string().max(200)).min(1).max(500), decision: Decision }),
  response: z.object({
    /** Names that are new in the inventory. */
    added: z.array(z.string()),
    /** Undoes the entries of the inventory. */
    undoId: Id.nullable(),
  }),
});
export const readScanSources = endpoint({
  ...org,
  method: 'GET',
  path: '/scans/sources',
  right: 'know.read',
  summary: 'Where the table of the owners of networks comes from.',
  response: z.object({ networks: z.object({ rows: z.number().int(), notes: z.array(z.string()) }) }),
});
export const readScanSettings = endpoint({
  ...org,
  method: 'GET',
  path: '/scans/settings',
  right: 'know.read',
  summary: 'What a scan may ask of whom.',
  response: ScanSettings,
});
export const putScanSettings = endpoint({
  ...org,
  method: 'PUT',
  path: '/scans/settings',
  right: 'settings.write',
  summary: 'Set what a scan may ask of whom.',
  body: ScanSettings,
  response: ScanSettings,
});
