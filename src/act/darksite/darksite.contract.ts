import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';
import { Bilingual } from '../../kernel/languages.ts';
import { DarkSitePolicy } from './darksite.ts';
import { ProxySite } from './proxies/proxy.ts';

const At = z.number().int();
const org = { scope: 'organisation' } as const;
const params = z.object({ id: Id });

/** The emergency website in the eyes of one incident. Times in milliseconds UTC. */
export const Publication = z.object({
  state: z.enum(['standby', 'armed', 'live']),
  /** Another incident holds it. */
  elsewhere: z.boolean(),
  hash: z.string().nullable(),
  since: At.nullable(),
  until: At.nullable(),
  switchedAt: At.nullable(),
  seenAt: At.nullable(),
  fault: z.string().nullable(),
  /** It went public without a person: the released neutral page, as the settings allow. */
  byItself: z.boolean(),
  preview: z.object({ hash: z.string(), at: At, pageId: Id }).nullable(),
  /** Exercises never go public. */
  exercise: z.boolean(),
  /** Nothing shows it to visitors: no switch is set up. */
  noSwitch: z.boolean(),
});
export type Publication = z.infer<typeof Publication>;

export const readPublication = endpoint({
  ...org,
  method: 'GET',
  path: '/incidents/:id/publication',
  right: 'act.own',
  summary: 'How the emergency website stands for this incident.',
  params,
  response: Publication,
});

export const previewPublication = endpoint({
  ...org,
  method: 'POST',
  path: '/incidents/:id/publication/preview',
  right: 'act.publish',
  summary: 'Render the page as it would go out; the second decision names the hash given here.',
  params,
  body: z.object({
    pageId: Id,
    nextUpdateAt: At.nullable().default(null),
    values: z.object({ de: z.record(z.string(), z.string()), en: z.record(z.string(), z.string()) }).default({ de: {}, en: {} }),
  }),
  response: Publication,
});

export const showPreview = endpoint({
  ...org,
  method: 'GET',
  path: '/incidents/:id/publication/preview/page',
  right: 'act.publish',
  summary: 'The rendered page, exactly as visitors would get it.',
  params,
  query: z.object({ lang: z.enum(['de', 'en']).default('de') }),
  produces: 'text/html; charset=utf-8',
});

export const publish = endpoint({
  ...org,
  method: 'POST',
  path: '/incidents/:id/publication',
  right: 'act.publish',
  summary: 'The second decision: go public with exactly the page that was previewed, until an end.',
  params,
  body: z.object({ previewHash: z.string(), until: At.optional() }),
  response: Publication,
  status: 202,
});

export const withdraw = endpoint({
  ...org,
  method: 'DELETE',
  path: '/incidents/:id/publication',
  right: 'act.publish',
  summary: 'Switch the emergency website off again.',
  params,
  response: Publication,
});

const Adapter = z.object({ kind: z.string(), settings: z.record(z.string(), z.unknown()) });
export const DarkSiteSettingsView = z.object({
  policy: DarkSitePolicy,
  publishers: z.array(Adapter).max(10),
  switches: z.array(Adapter).max(10),
  proxy: ProxySite.nullable(),
  lookAt: z.url({ protocol: /^https?$/ }).nullable(),
});
export type DarkSiteSettingsView = z.infer<typeof DarkSiteSettingsView>;

export const readDarkSiteSettings = endpoint({
  ...org,
  method: 'GET',
  path: '/dark-site/settings',
  right: 'settings.read',
  summary: 'Where the emergency website is put and what switches it, with the kinds there are.',
  response: DarkSiteSettingsView.extend({
    publisherKinds: z.array(z.object({ kind: z.string(), label: Bilingual, about: Bilingual, schema: z.unknown() })),
    switchKinds: z.array(z.object({ kind: z.string(), label: Bilingual, about: Bilingual, schema: z.unknown() })),
  }),
});

export const changeDarkSiteSettings = endpoint({
  ...org,
  method: 'PUT',
  path: '/dark-site/settings',
  right: 'settings.write',
  summary: 'Set where the emergency website is put and what switches it.',
  body: DarkSiteSettingsView,
  status: 204,
});

const ProxyFile = z.object({ path: z.string(), content: z.string() });
const Generated = z.object({ snippet: ProxyFile, whole: ProxyFile, steps: z.object({ de: z.array(z.string()), en: z.array(z.string()) }) });

export const readProxyConfig = endpoint({
  ...org,
  method: 'GET',
  path: '/dark-site/proxy-config',
  right: 'settings.read',
  summary:
    'Configuration for the web server in front of the company’s site, generated from the settings, with steps for the administrator.',
  response: z.object({ nginx: Generated, caddy: Generated }).nullable(),
});

/** The language that the page's own link asks for; whatever else stands in the query belonged to the usual website. */
const Wanted = z.object({ lang: z.enum(['de', 'en']).optional().catch(undefined) });

/** The emergency host: every path of a company's emergency website. Answers 200; the proxy in front makes it a 503. */
export const emergencyHome = endpoint({
  scope: 'page',
  method: 'GET',
  path: '/notfall/:slug',
  group: 'dark-site',
  right: 'open',
  summary: 'The emergency website, while it is switched on.',
  params: z.object({ slug: z.string() }),
  query: Wanted,
  produces: 'text/html; charset=utf-8',
});
export const emergencyPage = endpoint({
  scope: 'page',
  method: 'GET',
  path: '/notfall/:slug/*',
  group: 'dark-site',
  right: 'open',
  summary: 'Any path of the emergency website, while it is switched on.',
  params: z.object({ slug: z.string(), '*': z.string() }),
  query: Wanted,
  produces: 'text/html; charset=utf-8',
});
