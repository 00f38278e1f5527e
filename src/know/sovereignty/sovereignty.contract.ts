import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';
import { Language } from '../../kernel/languages.ts';
import { Role } from '../discovery/finding.ts';
import { Key } from '../inventory/inventory.ts';
import { CutReport } from './cutreport.ts';
import { ExitPlanContents, ExportTest, ExportTestContents, Readiness, SwitchVerdict } from './exit.ts';
import { JURISDICTIONS } from './reach.ts';
import { CorrectionContents, Provider } from './standing.ts';

const Jurisdiction = z.enum(JURISDICTIONS);
const org = { scope: 'organisation' } as const;
const byKey = z.object({ key: Key });

export const ProviderView = Provider.extend({ jurisdiction: Jurisdiction });
export type ProviderView = z.infer<typeof ProviderView>;

/** Four answers, kept apart: where it is, who is the partner, who controls them, whose infrastructure carries it. */
export const ServiceView = z.object({
  key: z.string(),
  name: z.string(),
  role: Role.nullable(),
  /** As the contract says it; empty = not known. */
  location: z.string(),
  partner: z.string().nullable(),
  carriers: z.array(z.string()),
  direct: Jurisdiction,
  reach: Jurisdiction,
  fallback: z.boolean(),
  processes: z.array(z.string()),
});
export type ServiceView = z.infer<typeof ServiceView>;

const shareOf = <T extends z.ZodType>(name: T) => z.array(z.object({ name, share: z.number(), services: z.number() }));

export const SovereigntyView = z.object({
  providers: z.array(ProviderView),
  services: z.array(ServiceView),
  /** The weakest needed dependency of each process, with the names from it to what decides. */
  processes: z.array(z.object({ key: z.string(), name: z.string(), reach: Jurisdiction, chain: z.array(z.string()) })),
  metrics: z.object({
    count: z.number(),
    weighted: z.boolean(),
    withoutFallback: z.number(),
    parents: shareOf(z.string()),
    direct: shareOf(Jurisdiction),
    indirect: shareOf(Jurisdiction),
    hhi: z.number().nullable(),
    floor: z.number().nullable(),
    aboveFloor: z.number().nullable(),
    unknown: z.number(),
    grade: z.enum(['A', 'B', 'C', 'D', 'E']).nullable(),
  }),
});
export type SovereigntyView = z.infer<typeof SovereigntyView>;

export const readSovereignty = endpoint({
  ...org,
  method: 'GET',
  path: '/sovereignty',
  right: 'know.read',
  summary: 'Whose law reaches what the company depends on: services, providers, processes, and figures with their formula.',
  response: SovereigntyView,
});
export const correctProvider = endpoint({
  ...org,
  method: 'POST',
  path: '/sovereignty/providers/:key/corrections',
  right: 'know.write',
  summary: 'Say who really stands behind a provider; overrides the catalogue for this organisation.',
  params: byKey,
  body: CorrectionContents,
  response: z.object({ id: Id }),
  status: 201,
});
export const undoCorrection = endpoint({
  ...org,
  method: 'POST',
  path: '/sovereignty/corrections/:id/undo',
  right: 'know.write',
  summary: 'Take a correction back.',
  params: z.object({ id: Id }),
  status: 204,
});

export const ExitView = z.object({
  key: z.string(),
  name: z.string(),
  role: Role.nullable(),
  reach: Jurisdiction,
  provider: z.string().nullable(),
  /** Saved, or as the category suggests it. */
  plan: ExitPlanContents,
  saved: z.object({ at: z.number(), by: z.string() }).nullable(),
  /** The last change of the plan can be taken back. */
  undoable: z.boolean(),
  tests: z.array(ExportTest),
  readiness: Readiness,
  /** The tightest of the processes that rest on it, with its MTPD in milliseconds. */
  tightest: z.object({ name: z.string(), mtpdMs: z.number() }).nullable(),
  verdict: SwitchVerdict,
  /** Last day to give notice, ISO date. */
  noticeBy: z.string().nullable(),
  /** First Sunday planned for the move, ISO date; null = it stays. */
  moveOn: z.string().nullable(),
});
export type ExitView = z.infer<typeof ExitView>;

export const listExits = endpoint({
  ...org,
  method: 'GET',
  path: '/exits',
  right: 'know.read',
  summary: 'How the company would leave each service: plan, last test of the export, days to switch, and whether that is soon enough.',
  response: z.object({ exits: z.array(ExitView) }),
});
export const saveExit = endpoint({
  ...org,
  method: 'PUT',
  path: '/exits/:key',
  right: 'know.write',
  summary: 'Save the plan to leave a service. Its days to switch become the time to replace in the model, which can be undone.',
  params: byKey,
  body: ExitPlanContents,
  response: z.object({
    /** Undoes the change of the model; null when it was the same. */
    undoId: Id.nullable(),
  }),
});
export const undoExit = endpoint({
  ...org,
  method: 'POST',
  path: '/exits/:key/undo',
  right: 'know.write',
  summary: 'Take the last change of a plan back, with the time to replace that it put into the model.',
  params: byKey,
  status: 204,
});
export const resetExit = endpoint({
  ...org,
  method: 'POST',
  path: '/exits/:key/reset',
  right: 'know.write',
  summary: 'Go back to what the category suggests; that can be taken back too.',
  params: byKey,
  status: 204,
});
export const addExportTest = endpoint({
  ...org,
  method: 'POST',
  path: '/exits/:key/tests',
  right: 'know.write',
  summary: 'Say that taking the data along was tried, by whom and how it went.',
  params: byKey,
  body: ExportTestContents,
  response: z.object({ id: Id }),
  status: 201,
});
export const removeExportTest = endpoint({
  ...org,
  method: 'DELETE',
  path: '/exits/:key/tests/:id',
  right: 'know.write',
  summary: 'Remove a test that was entered by mistake.',
  params: z.object({ key: Key, id: Id }),
  status: 204,
});
export const printLetter = endpoint({
  ...org,
  method: 'GET',
  path: '/exits/:key/letter',
  right: 'know.read',
  summary: 'The letter to the provider with the periods of the EU Data Act as PDF: a question, or the notice of switching.',
  params: byKey,
  query: z.object({ language: Language.default('de'), kind: z.enum(['question', 'switch']).default('question') }),
  produces: 'application/pdf',
});
export const exitCalendar = endpoint({
  ...org,
  method: 'GET',
  path: '/exits/calendar',
  right: 'know.read',
  summary: 'One move a month on its first Sunday, and the last days to give notice, as iCalendar.',
  query: z.object({ language: Language.default('de') }),
  produces: 'text/calendar; charset=utf-8',
});
export const exportExits = endpoint({
  ...org,
  method: 'GET',
  path: '/exits/sheet',
  right: 'know.read',
  summary: 'Services with their four answers and exit plans as CSV.',
  query: z.object({ language: Language.default('de') }),
  produces: 'text/csv; charset=utf-8',
});

/** `parent` for the kind "parent", `key` for the kind "provider". */
export const SwitchOffQuery = z.object({
  kind: z.enum(['us', 'parent', 'provider']).default('us'),
  parent: z.string().max(200).optional(),
  key: Key.optional(),
  investors: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true'),
});

export const readSwitchOff = endpoint({
  ...org,
  method: 'GET',
  path: '/switch-off',
  right: 'know.read',
  summary: 'What stops, is degraded, runs, expires or is unknown when providers are switched off: at once, after a day, a week, a quarter.',
  query: SwitchOffQuery,
  response: CutReport,
});
export const printSwitchOff = endpoint({
  ...org,
  method: 'GET',
  path: '/switch-off/pdf',
  right: 'know.read',
  summary: 'The same on one page as PDF.',
  query: SwitchOffQuery.extend({ language: Language.default('de') }),
  produces: 'application/pdf',
});
