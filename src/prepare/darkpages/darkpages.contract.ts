import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';
import { Bilingual, Language } from '../../kernel/languages.ts';
import { Scenario } from '../plans/plans.ts';
import { Logo, PageContact, PageText } from './content.ts';
import { DarkPage, DarkSiteProfile } from './prepared.ts';

const NewPage = z.object({
  title: z.string().trim().min(1).max(120),
  kind: z.enum(['outage', 'crisis']),
  scenario: Scenario.nullable().default(null),
  text: z.object({ de: PageText, en: PageText }),
});
const ById = z.object({ id: Id });

const ApprovalState = z.object({ state: z.enum(['none', 'valid', 'void']), by: z.string().optional(), at: z.number().optional() });

/** What a visitor's browser loads, in bytes on the wire, and what is still open. */
const PageState = z.object({
  approval: ApprovalState,
  weight: z.object({ de: z.number().int(), en: z.number().int(), most: z.number().int() }),
  placeholders: z.array(z.string()),
  /** Braces that make no placeholder. */
  malformed: z.array(z.string()),
});

export const DarkPageAnswer = DarkPage.omit({ approval: true }).extend(PageState.shape);
export type DarkPageAnswer = z.infer<typeof DarkPageAnswer>;

export const listDarkPages = endpoint({
  method: 'GET',
  path: '/dark-pages',
  scope: 'organisation',
  right: 'prepare.read',
  summary: 'Prepared pages of the emergency website with their weight and release, and the frame of all of them.',
  response: z.object({ pages: z.array(DarkPageAnswer), profile: DarkSiteProfile }),
});

export const addDarkPage = endpoint({
  method: 'POST',
  path: '/dark-pages',
  scope: 'organisation',
  right: 'prepare.write',
  summary: 'Add a page.',
  body: NewPage,
  response: DarkPageAnswer,
  status: 201,
});

export const putDarkPage = endpoint({
  method: 'PUT',
  path: '/dark-pages/:id',
  scope: 'organisation',
  right: 'prepare.write',
  summary: 'Replace a page; a release given for other words is void from then on.',
  params: ById,
  body: NewPage.extend({ revision: z.number().int().optional() }),
  response: DarkPageAnswer,
});

export const removeDarkPage = endpoint({
  method: 'DELETE',
  path: '/dark-pages/:id',
  scope: 'organisation',
  right: 'prepare.write',
  summary: 'Remove a page.',
  params: ById,
  status: 204,
});

export const listDarkPageTemplates = endpoint({
  method: 'GET',
  path: '/dark-page-templates',
  scope: 'organisation',
  right: 'prepare.read',
  summary: 'Templates to start pages from.',
  response: z.object({
    templates: z.array(z.object({ key: z.string(), kind: z.enum(['outage', 'crisis']), title: Bilingual, headline: Bilingual })),
  }),
});

export const addDarkPagesFromTemplates = endpoint({
  method: 'POST',
  path: '/dark-page-templates/pages',
  scope: 'organisation',
  right: 'prepare.write',
  summary: 'Make pages from templates.',
  body: z.object({ keys: z.array(z.string().max(60)).min(1).max(20) }),
  response: z.object({ pages: z.array(DarkPageAnswer) }),
  status: 201,
});

export const approveDarkPage = endpoint({
  method: 'PUT',
  path: '/dark-pages/:id/approval',
  scope: 'organisation',
  right: 'act.publish',
  summary: 'Release the neutral page for going public by itself in a confirmed outage. The owner only, in person.',
  params: ById,
  response: DarkPageAnswer,
});

export const withdrawDarkPageApproval = endpoint({
  method: 'DELETE',
  path: '/dark-pages/:id/approval',
  scope: 'organisation',
  right: 'act.publish',
  summary: 'Take the release back.',
  params: ById,
  response: DarkPageAnswer,
  status: 200,
});

export const putDarkSiteProfile = endpoint({
  method: 'PUT',
  path: '/dark-site-profile',
  scope: 'organisation',
  right: 'prepare.write',
  summary: 'Set what stands on every page: address, imprint, picture, ways to be reached. Voids releases that it changes.',
  body: z.object({
    site: z
      .url({ protocol: /^https$/, error: 'must be an address like https://www.firma.example/' })
      .max(300)
      .nullable(),
    imprint: z.string().trim().max(600).default(''),
    logo: Logo.nullable().default(null),
    contacts: z.array(PageContact).max(12),
  }),
  response: DarkSiteProfile,
});

const Look = z.object({ lang: Language.default('de'), mode: z.enum(['actual', 'exercise']).default('actual') });

export const previewDarkPage = endpoint({
  method: 'GET',
  path: '/dark-pages/:id/preview',
  scope: 'organisation',
  right: 'prepare.read',
  summary: 'The page exactly as visitors would get it, with sample values for its placeholders.',
  params: ById,
  query: Look,
  produces: 'text/html; charset=utf-8',
});

export const previewDarkPageEnglish = endpoint({
  method: 'GET',
  path: '/dark-pages/:id/preview/en',
  scope: 'organisation',
  right: 'prepare.read',
  summary: 'The same in English, at the address where the page links to it.',
  params: ById,
  produces: 'text/html; charset=utf-8',
});
