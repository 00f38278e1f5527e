import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';
import { Role } from '../discovery/finding.ts';
import { Item, Kind, Refusal, Report, Strength, Trace } from './evidence.ts';

/** `interrupted`: the server stopped while it was read; the file is gone and must be brought again. */
export const ImportState = z.enum(['reading', 'preview', 'taken', 'failed', 'stopped', 'interrupted', 'undone']);
export type ImportState = z.infer<typeof ImportState>;

export const ImportHead = z.object({
  id: Id,
  kind: Kind,
  state: ImportState,
  fileName: z.string(),
  /** Bytes. */
  size: z.number(),
  by: z.string(),
  at: z.number(),
  /** How far it is read, 0 to 1. */
  share: z.number(),
  items: z.number().int(),
  report: Report.nullable(),
  refusal: Refusal.nullable(),
});
export type ImportHead = z.infer<typeof ImportHead>;

export const ImportView = ImportHead.extend({ contents: z.array(Item) });
export type ImportView = z.infer<typeof ImportView>;

export const KindView = z.object({
  kind: Kind,
  label: z.object({ de: z.string(), en: z.string() }),
  endings: z.array(z.string()),
  maxBytes: z.number(),
});
export type KindView = z.infer<typeof KindView>;

export const EvidenceFinding = z.object({
  subject: z.string(),
  provider: z.string().nullable(),
  name: z.string(),
  role: Role,
  strength: Strength,
  state: z.enum(['known', 'open', 'rejected']),
  nodeKey: z.string().nullable(),
  candidates: z.array(z.object({ id: z.string(), name: z.string() })),
  sources: z.array(z.object({ kind: Kind, at: z.number(), traces: z.array(Trace) })),
  outside: z.array(z.object({ domain: z.string(), role: Role })),
  legalEntity: z.string().nullable(),
  ultimateParent: z.string().nullable(),
  reach: z.string().nullable(),
  /** When the catalogue's entry was last checked by machine; null = curated by hand, or not in the catalogue. */
  catalogueDate: z.string().nullable(),
});
export type EvidenceFinding = z.infer<typeof EvidenceFinding>;

const org = { scope: 'organisation' } as const;
const byId = z.object({ id: Id });

export const listKinds = endpoint({
  ...org,
  method: 'GET',
  path: '/evidence/kinds',
  right: 'know.read',
  summary: 'The kinds of files from inside the house that can be read, with the endings of their names and the largest size.',
  response: z.object({ kinds: z.array(KindView) }),
});
export const bringEvidence = endpoint({
  ...org,
  method: 'POST',
  path: '/evidence/imports',
  right: 'know.write',
  summary:
    'Bring a file. It is read on the server and then deleted; what was seen waits as a preview until it is taken over. Logs of name servers are counted by domain and day; who asked is not kept, and days with fewer than three devices are left out.',
  query: z.object({ kind: Kind, name: z.string().trim().min(1).max(200) }),
  takesStream: true,
  response: z.object({ id: Id }),
  status: 202,
});
export const listImports = endpoint({
  ...org,
  method: 'GET',
  path: '/evidence/imports',
  right: 'know.read',
  summary: 'What was brought, newest first.',
  response: z.object({ imports: z.array(ImportHead) }),
});
export const readImport = endpoint({
  ...org,
  method: 'GET',
  path: '/evidence/imports/:id',
  right: 'know.read',
  summary: 'One import: how far it is, what was seen, which lines were rejected.',
  params: byId,
  response: ImportView,
});
export const takeImport = endpoint({
  ...org,
  method: 'POST',
  path: '/evidence/imports/:id/take',
  right: 'know.write',
  summary: 'Take a preview over into the findings. The inventory does not change by it.',
  params: byId,
  status: 204,
});
export const stopImport = endpoint({
  ...org,
  method: 'POST',
  path: '/evidence/imports/:id/stop',
  right: 'know.write',
  summary: 'Stop reading; nothing of the file is kept.',
  params: byId,
  status: 204,
});
export const undoImport = endpoint({
  ...org,
  method: 'POST',
  path: '/evidence/imports/:id/undo',
  right: 'know.write',
  summary: 'Take an import back: what it saw is deleted. What was entered into the inventory since stays there.',
  params: byId,
  status: 204,
});
export const removeImport = endpoint({
  ...org,
  method: 'DELETE',
  path: '/evidence/imports/:id',
  right: 'know.write',
  summary: 'Throw a preview away, or an import that failed or was taken back.',
  params: byId,
  status: 204,
});
export const listEvidence = endpoint({
  ...org,
  method: 'GET',
  path: '/evidence/findings',
  right: 'know.read',
  summary: 'What the evidence from inside speaks for, put together: each provider once, with what a domain scan saw beside it.',
  response: z.object({ findings: z.array(EvidenceFinding) }),
});
export const exportEvidence = endpoint({
  ...org,
  method: 'GET',
  path: '/evidence/findings.csv',
  right: 'know.read',
  summary: 'The findings of evidence from inside as CSV.',
  query: z.object({ language: z.enum(['de', 'en']).default('de') }),
  produces: 'text/csv; charset=utf-8',
});
export const decideEvidence = endpoint({
  ...org,
  method: 'POST',
  path: '/evidence/decisions',
  right: 'know.write',
  summary: 'Say that findings are right, which enters them into the inventory, or none of yours, which holds for later imports too.',
  body: z.object({
    /** `as`: which product of the catalogue it is, where a seller has several. */
    findings: z
      .array(z.object({ subject: z.string().max(300), as: z.string().max(100).optional() }))
      .min(1)
      .max(500),
    decision: z.enum(['confirmed', 'rejected']).nullable(),
  }),
  response: z.object({ added: z.array(z.string()), undoId: Id.nullable() }),
});
