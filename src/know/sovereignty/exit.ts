import { z } from 'zod';
import { type Bilingual, Bilingual as BilingualShape, type Language } from '../../kernel/languages.ts';
import { Role } from '../discovery/finding.ts';
import { Source } from '../inventory/inventory.ts';
import data from './exitcategories.json' with { type: 'json' };
import cases from './pricecases.json' with { type: 'json' };

export const EXIT_CATEGORIES = [
  'dns',
  'domain',
  'mail',
  'identity',
  'office',
  'web',
  'certificate',
  'shop',
  'payment',
  'telephony',
  'customers',
  'embeds',
  'other',
] as const;
export const ExitCategory = z.enum(EXIT_CATEGORIES);
export type ExitCategory = z.infer<typeof ExitCategory>;

const Category = z.object({
  id: ExitCategory,
  roles: z.array(Role),
  /** Person days of a firm of 10 to 50, from – to; a guess. */
  effortDays: z.tuple([z.number(), z.number()]).nullable(),
  /** Calendar days until the alternative carries; a guess. */
  switchDays: z.number().nullable(),
  openStandard: z.string(),
  /** Is it as a rule a data processing service of the EU Data Act (SaaS, PaaS, IaaS)? Plain hosting, lines and certificates are not. */
  dataAct: z.boolean(),
  label: BilingualShape,
  stops: BilingualShape,
  fallback: BilingualShape,
  exportPath: BilingualShape,
});
export type Category = z.infer<typeof Category>;

const categories = z.array(Category).parse(data);

export function categoryOf(id: ExitCategory): Category {
  const found = categories.find((one) => one.id === id);
  if (!found) throw new Error(`exitcategories.json has no "${id}".`);
  return found;
}

/** The category of a service by what it does. */
export const categoryFor = (role: Role | null): ExitCategory =>
  (role === null ? undefined : categories.find(({ roles }) => roles.includes(role)))?.id ?? 'other';

/** Prices that were raised: from – to as shares, with their date. For the question what a rise would cost. */
export const priceCases: readonly { readonly on: string; readonly low: number; readonly high: number; readonly who: Bilingual }[] = z
  .array(z.object({ on: z.iso.date(), low: z.number(), high: z.number(), who: BilingualShape }))
  .parse(cases);

/** How to leave a service; what is null or empty nobody has said. Dates are ISO dates. */
export const ExitPlanContents = z.object({
  category: ExitCategory,
  users: z.number().int().min(0).max(1e6).nullable(),
  /** Euro a month. */
  monthlyCost: z.number().min(0).max(1e9).nullable(),
  exportPath: z.string().max(2000),
  openStandard: z.string().max(200),
  alternatives: z.string().max(1000),
  /** Own work in person days. */
  effortDays: z.number().min(0).max(5000).nullable(),
  /** Calendar days until the alternative carries: the model's `replace`. */
  switchDays: z.number().min(0).max(3650).nullable(),
  source: Source,
  noticeDays: z.number().int().min(0).max(3650).nullable(),
  contractEnd: z.iso.date().nullable(),
  /** Where the data is, as the contract says it; empty = not known. Never taken from an address. */
  location: z.string().max(300),
  note: z.string().max(2000),
});
export type ExitPlanContents = z.infer<typeof ExitPlanContents>;

export const ExportTestContents = z.object({
  on: z.iso.date(),
  who: z.string().trim().min(1).max(200),
  result: z.enum(['worked', 'partly', 'failed']),
  note: z.string().max(1000),
});
export type ExportTestContents = z.infer<typeof ExportTestContents>;
export const ExportTest = ExportTestContents.extend({ id: z.string() });
export type ExportTest = z.infer<typeof ExportTest>;

/** A plan as its category suggests it: every number a guess. */
export function suggested(role: Role | null, alternatives: readonly string[], language: Language): ExitPlanContents {
  const category = categoryOf(categoryFor(role));
  const [low, high] = category.effortDays ?? [null, null];
  return {
    category: category.id,
    users: null,
    monthlyCost: null,
    exportPath: category.exportPath[language],
    openStandard: category.openStandard,
    alternatives: alternatives.join(', ').slice(0, 1000),
    effortDays: low === null || high === null ? null : (low + high) / 2,
    switchDays: category.switchDays,
    source: 'guess',
    noticeDays: null,
    contractEnd: null,
    location: '',
    note: '',
  };
}

/** Only a test raises it, and it grows stale after a year. */
export const Readiness = z.enum(['untested', 'failed', 'stale', 'partly', 'tested']);
export type Readiness = z.infer<typeof Readiness>;

const YEAR_MS = 365 * 86_400_000;

/** How ready a firm is to leave, by its last test of the export. `now` in milliseconds. */
export function readinessOf(tests: readonly ExportTest[], now: number): Readiness {
  const last = [...tests].sort((a, b) => (a.on < b.on ? 1 : -1))[0];
  if (!last) return 'untested';
  if (last.result === 'failed') return 'failed';
  if (now - Date.parse(last.on) > YEAR_MS) return 'stale';
  return last.result === 'partly' ? 'partly' : 'tested';
}

export const SwitchVerdict = z.enum(['holds', 'fails', 'unknown']);
export type SwitchVerdict = z.infer<typeof SwitchVerdict>;

/** Is a firm away before the first of its processes must not stand any longer? Both in milliseconds; null = not said. */
export const verdictOf = (switchMs: number | null, mtpdMs: number | null): SwitchVerdict =>
  switchMs === null || mtpdMs === null ? 'unknown' : switchMs <= mtpdMs ? 'holds' : 'fails';

const addDays = (date: string, days: number): string => new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);

/** The last day on which notice can be given for the end of the contract; null when one of both is not known. */
export const noticeBy = ({ contractEnd, noticeDays }: Pick<ExitPlanContents, 'contractEnd' | 'noticeDays'>): string | null =>
  contractEnd === null || noticeDays === null ? null : addDays(contractEnd, -noticeDays);

/** The first Sunday of a month (1 to 12), as ISO date. */
export function firstSunday(year: number, month: number): string {
  const first = new Date(Date.UTC(year, month - 1, 1));
  return addDays(first.toISOString().slice(0, 10), (7 - first.getUTCDay()) % 7);
}

/** The first Sundays of the months after a date, as many as asked for. */
export function sundaysAfter(date: string, count: number): string[] {
  const [year = 0, month = 1] = date.split('-').map(Number);
  const found: string[] = [];
  for (let n = 0; found.length < count; n++) {
    const at = month - 1 + n;
    const sunday = firstSunday(year + Math.floor(at / 12), (at % 12) + 1);
    if (sunday > date) found.push(sunday);
  }
  return found;
}
