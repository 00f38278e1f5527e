import type { Tx } from '../../db/work.ts';
import { type OrganisationContext, on, type Route } from '../../http/route.ts';
import type { Download } from '../../kernel/contract.ts';
import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Language } from '../../kernel/languages.ts';
import { notFound, Problem } from '../../kernel/problem.ts';
import { audit } from '../../trust/audit/audit.store.ts';
import { sampleValues } from '../statements/placeholders.texts.ts';
import { placeholdersOf } from '../statements/statements.ts';
import {
  addDarkPage,
  addDarkPagesFromTemplates,
  approveDarkPage,
  type DarkPageAnswer,
  listDarkPages,
  listDarkPageTemplates,
  previewDarkPage,
  previewDarkPageEnglish,
  putDarkPage,
  putDarkSiteProfile,
  removeDarkPage,
  withdrawDarkPageApproval,
} from './darkpages.contract.ts';
import { darkPages, darkSiteProfile } from './darkpages.store.ts';
import { approvalOf, contentOf, type DarkPage, type DarkSiteProfile, sampleOccasion } from './prepared.ts';
import { type DarkSite, renderDarkSite } from './render.ts';
import { PAGE_CSP } from './style.ts';
import { darkPageFrom, darkPageTemplates } from './templates.ts';
import { HEAVIEST_PAGE, pageWeight } from './weight.ts';

/** Every text of a page, in one language. */
const wordsOf = ({ headline, whatHappened, works, doesNot, howToReach }: DarkPage['text']['de']): string[] => [
  headline,
  whatHappened,
  ...works,
  ...doesNot,
  howToReach,
];

/** Names of one's own stand for themselves in a preview, so that only broken braces are left to refuse. */
const valuesFor = (page: DarkPage, language: Language, company: string): Record<string, string> => ({
  ...Object.fromEntries(wordsOf(page.text[language]).flatMap((text) => placeholdersOf(text).map((name) => [name, `[${name}]`]))),
  ...sampleValues(language, company),
});

type Sample = { readonly site: DarkSite } | { readonly malformed: readonly string[] };

function sample(page: DarkPage, profile: DarkSiteProfile, org: OrganisationContext, now: Instant, mode: 'actual' | 'exercise'): Sample {
  const values = { de: valuesFor(page, 'de', org.name), en: valuesFor(page, 'en', org.name) };
  const content = contentOf(page, profile, org, sampleOccasion(now, mode, values), true);
  if (!content.ok) return { malformed: [] };
  const site = renderDarkSite(content.value);
  return site.ok ? { site: site.value } : { malformed: site.error.malformed };
}

/** The page as the interface shows it. Weighs it, so it is not called inside a unit of work. */
async function answer(page: DarkPage, profile: DarkSiteProfile, org: OrganisationContext, now: Instant): Promise<DarkPageAnswer> {
  const { approval: _, ...rest } = page;
  const made = sample(page, profile, org, now, 'actual');
  const weigh = async (path: string) => ('site' in made ? pageWeight(made.site.files.get(path)?.body ?? '') : 0);
  return {
    ...rest,
    approval: approvalOf(page, profile, org.name),
    weight: { de: await weigh('index.html'), en: await weigh('en/index.html'), most: HEAVIEST_PAGE },
    placeholders: [...new Set([...wordsOf(page.text.de), ...wordsOf(page.text.en)].flatMap((text) => [...placeholdersOf(text)]))],
    malformed: 'malformed' in made ? [...made.malformed] : [],
  };
}

const read = async (tx: Tx, id: Id) => ({ page: await darkPages(tx).get(id), profile: await darkSiteProfile(tx).get() });

function shown(
  page: DarkPage,
  profile: DarkSiteProfile,
  org: OrganisationContext,
  now: Instant,
  path: string,
  mode: 'actual' | 'exercise',
): Download {
  const made = sample(page, profile, org, now, mode);
  const body = 'site' in made ? made.site.files.get(path)?.body : undefined;
  if (body === undefined) {
    const braces = 'malformed' in made ? made.malformed.join(', ') : '';
    throw new Problem(422, 'malformed-page', `The page cannot be shown: these braces make no placeholder: ${braces}`);
  }
  const headers = {
    'content-security-policy': `${PAGE_CSP}; frame-ancestors 'self'; sandbox allow-same-origin`,
    'cache-control': 'no-store',
  };
  return { type: 'text/html; charset=utf-8', body, headers };
}

export const darkPageRoutes = (): Route[] => [
  on(listDarkPages).handle(async ({ work, org, now }) => {
    const { pages, profile } = await work(async (tx) => ({ pages: await darkPages(tx).list(), profile: await darkSiteProfile(tx).get() }));
    return { pages: await Promise.all(pages.map((page) => answer(page, profile, org, now))), profile };
  }),
  on(addDarkPage).handle(async ({ body, work, org, now }) => {
    const { page, profile } = await work(async (tx) => read(tx, (await darkPages(tx).add(body)).id));
    return answer(page, profile, org, now);
  }),
  on(putDarkPage).handle(async ({ params, body: { revision, ...body }, work, org, now }) => {
    const { page, profile } = await work(async (tx) => {
      await darkPages(tx).change(params.id, body, org.name, revision);
      return read(tx, params.id);
    });
    return answer(page, profile, org, now);
  }),
  on(removeDarkPage).handle(async ({ params, work }) =>
    work(async (tx) => {
      await darkPages(tx).remove(params.id);
      return undefined;
    }),
  ),
  on(listDarkPageTemplates).handle(async () => ({
    templates: darkPageTemplates.map(({ key, kind, title, text }) => ({
      key,
      kind,
      title,
      headline: { de: text.de.headline, en: text.en.headline },
    })),
  })),
  on(addDarkPagesFromTemplates).handle(async ({ body, work, org, now }) => {
    const chosen = body.keys.map((key) => {
      const template = darkPageTemplates.find((one) => one.key === key);
      if (!template) throw notFound(`The template "${key}"`);
      return template;
    });
    const { pages, profile } = await work(async (tx) => {
      const made: DarkPage[] = [];
      for (const template of chosen) made.push(await darkPages(tx).add(darkPageFrom(template, org.language)));
      return { pages: made, profile: await darkSiteProfile(tx).get() };
    });
    return { pages: await Promise.all(pages.map((page) => answer(page, profile, org, now))) };
  }),
  on(approveDarkPage).handle(async ({ params, work, org, caller, now }) => {
    if (org.role !== 'owner' || caller.kind !== 'person')
      throw new Problem(
        403,
        'owner-only',
        'Only the owner can release a page for going public by itself, in person and not through a token.',
      );
    const { page, profile } = await work(async (tx) => {
      const before = await read(tx, params.id);
      if (before.page.kind !== 'outage')
        throw new Problem(
          422,
          'not-neutral',
          'Only the neutral page may go public by itself. Every other page is a decision in the incident.',
        );
      if (before.profile.site === null)
        throw new Problem(
          422,
          'no-site',
          'Say first which website the page stands in for; the release counts for exactly what visitors will read.',
        );
      await darkPages(tx).approve(params.id, caller.name, org.name);
      await audit(tx).note(caller.name, 'dark-page.approved', params.id, { title: before.page.title });
      return read(tx, params.id);
    });
    return answer(page, profile, org, now);
  }),
  on(withdrawDarkPageApproval).handle(async ({ params, work, org, caller, now }) => {
    const { page, profile } = await work(async (tx) => {
      await darkPages(tx).withdrawApproval(params.id);
      await audit(tx).note(caller.name, 'dark-page.approval-withdrawn', params.id, {});
      return read(tx, params.id);
    });
    return answer(page, profile, org, now);
  }),
  on(putDarkSiteProfile).handle(async ({ body, work, org }) =>
    work(async (tx) => {
      await darkSiteProfile(tx).put(body, org.name);
      return darkSiteProfile(tx).get();
    }),
  ),
  on(previewDarkPage).handle(async ({ params, query, work, org, now }) => {
    const { page, profile } = await work((tx) => read(tx, params.id));
    return shown(page, profile, org, now, query.lang === 'en' ? 'en/index.html' : 'index.html', query.mode);
  }),
  on(previewDarkPageEnglish).handle(async ({ params, work, org, now }) => {
    const { page, profile } = await work((tx) => read(tx, params.id));
    return shown(page, profile, org, now, 'en/index.html', 'actual');
  }),
];
