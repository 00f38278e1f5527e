import { z } from 'zod';
import type { WorkAcross } from '../../db/work.ts';
import { on, type Route } from '../../http/route.ts';
import type { Download } from '../../kernel/contract.ts';
import { notFound, Problem } from '../../kernel/problem.ts';
import { answerFor, type PackedSite, pack } from '../../prepare/darkpages/answer.ts';
import { PAGE_CSP } from '../../prepare/darkpages/style.ts';
import { organisations } from '../../trust/organisations/organisations.store.ts';
import { checks } from '../../watch/checks/checks.store.ts';
import { incidents } from '../incidents/incidents.store.ts';
import type { Incident } from '../incidents/incidents.ts';
import { decide, goingOn, preview, withdrawFor } from './darksite.cases.ts';
import {
  changeDarkSiteSettings,
  emergencyHome,
  emergencyPage,
  type Publication,
  previewPublication,
  publish,
  readDarkSiteSettings,
  readProxyConfig,
  readPublication,
  showPreview,
  withdraw,
} from './darksite.contract.ts';
import { type DarkSiteRow, darkSite } from './darksite.store.ts';
import { personOf } from './personof.ts';
import { caddy } from './proxies/caddy.ts';
import { nginx } from './proxies/nginx.ts';
import { asSite, DarkSiteSettings } from './publication.ts';
import { publishers } from './publishers/index.ts';
import { switches } from './switches/index.ts';

function view({ state, reached, preview: seen, incidentId }: DarkSiteRow, incident: Incident, settings: DarkSiteSettings): Publication {
  const mine = incidentId === incident.id;
  const live = state.state === 'live' ? state : null;
  return {
    state: state.state === 'live' && !mine ? 'standby' : state.state,
    elsewhere: live !== null && !mine,
    hash: live?.hash ?? null,
    since: live?.since ?? null,
    until: live?.until ?? null,
    switchedAt: reached.switchedAt,
    seenAt: reached.seenAt,
    fault: reached.fault,
    byItself: mine && live?.decidedBy.by === 'policy',
    preview:
      seen && seen.source.incidentId === incident.id
        ? { hash: seen.site.hash, at: seen.source.updatedAt, pageId: seen.source.pageId }
        : null,
    exercise: incident.mode === 'exercise',
    noSwitch: settings.switches.length === 0,
  };
}

const schemaOf = (config: z.ZodType): unknown => z.toJSONSchema(config, { io: 'input' });

const asking = (path: string, language: 'de' | 'en' | undefined): string => (language === undefined ? path : `${path}?lang=${language}`);

/** The answer of the emergency host for any path; 404 while nothing is live, which no proxy shows. */
function emergency(): (
  workAcross: WorkAcross,
  slug: string,
  path: string,
  headers: Readonly<Record<string, string | string[] | undefined>>,
) => Promise<Download> {
  const packed = new Map<string, PackedSite>();
  return async (workAcross, slug, path, headers) => {
    const shown = await workAcross(async (across) => {
      const org = (await organisations(across).all()).find((one) => one.slug === slug);
      if (!org) return null;
      const row = await darkSite(across.in(org.id)).get();
      return row.state.state === 'live' ? row.shown : null;
    });
    if (!shown) throw notFound('An emergency website at this address');
    let site = packed.get(slug);
    if (site?.hash !== shown.hash) {
      site = await pack(asSite(shown));
      packed.set(slug, site);
    }
    const answer = answerFor(site, { path, headers });
    return {
      type: answer.headers['content-type'] ?? 'text/html; charset=utf-8',
      status: answer.status,
      body: answer.body,
      headers: answer.headers,
    };
  };
}

export function darkSiteRoutes(): Route[] {
  const answer = emergency();
  return [
    on(readPublication).handle(async ({ work, params }) =>
      work(async (tx) => view(await darkSite(tx).get(), await incidents(tx).get(params.id), await darkSite(tx).settings())),
    ),
    on(previewPublication).handle(async ({ work, params, body, caller }) =>
      work(async (tx) => {
        const incident = await goingOn(tx, params.id);
        return view(await preview(tx, incident, body, caller.id), incident, await darkSite(tx).settings());
      }),
    ),
    on(showPreview).handle(async ({ work, params, query }) => {
      const { preview: seen } = await work((tx) => darkSite(tx).get());
      const file =
        seen?.source.incidentId === params.id ? seen.site.files[query.lang === 'en' ? 'en/index.html' : 'index.html'] : undefined;
      if (!file) throw notFound('A preview');
      const headers = { 'content-security-policy': `${PAGE_CSP}; frame-ancestors 'self'; sandbox`, 'cache-control': 'no-store' };
      return { type: 'text/html; charset=utf-8', body: file.body, headers };
    }),
    on(publish).handle(async ({ work, params, body, caller }) =>
      work(async (tx) => {
        const incident = await goingOn(tx, params.id);
        const row = await decide(tx, incident, { previewHash: body.previewHash, until: body.until }, personOf(caller));
        return view(row, incident, await darkSite(tx).settings());
      }),
    ),
    on(withdraw).handle(async ({ work, params, caller }) =>
      work(async (tx) => {
        const incident = await incidents(tx).get(params.id);
        const row = await withdrawFor(tx, incident.id, { by: 'person', person: personOf(caller) });
        return view(row, incident, await darkSite(tx).settings());
      }),
    ),
    on(readDarkSiteSettings).handle(async ({ work }) => {
      const { version: _version, ...settings } = await work((tx) => darkSite(tx).settings());
      const adapters = (list: DarkSiteSettings['publishers']) =>
        list.map(({ kind, settings: values }) => ({ kind, settings: { ...(values as Record<string, unknown>) } }));
      const kinds = (all: typeof publishers | typeof switches) =>
        all.map(({ kind, label, about, config }) => ({ kind, label, about, schema: schemaOf(config) }));
      return {
        ...settings,
        publishers: adapters(settings.publishers),
        switches: adapters(settings.switches),
        publisherKinds: kinds(publishers),
        switchKinds: kinds(switches),
      };
    }),
    on(changeDarkSiteSettings).handle(async ({ work, body, org, caller }) => {
      const all = [
        ...body.publishers.map((one, n) => ({ ...one, place: `/publishers/${n}`, kinds: publishers })),
        ...body.switches.map((one, n) => ({ ...one, place: `/switches/${n}`, kinds: switches })),
      ];
      const faults = all.flatMap(({ kind, settings, place, kinds }) => {
        const parsed = kinds.find((known) => known.kind === kind)?.config.safeParse(settings);
        if (!parsed) return [{ pointer: `${place}/kind`, message: `there is no "${kind}"` }];
        return (parsed.error?.issues ?? []).map((issue) => ({
          pointer: `${place}/settings/${issue.path.join('/')}`,
          message: issue.message,
        }));
      });
      if (faults.length > 0)
        throw new Problem(400, 'bad-input', `The settings are not valid: ${faults[0]?.pointer}: ${faults[0]?.message}.`, faults);
      await work(async (tx) => {
        const wanted = body.policy.neutralByItself;
        if (wanted !== (await darkSite(tx).settings()).policy.neutralByItself) {
          if (org.role !== 'owner' || caller.kind !== 'person')
            throw new Problem(
              403,
              'owner-only',
              'Only the owner can change what goes public by itself, in person and not through a token.',
            );
          if (wanted !== null && !(await checks(tx).list()).some((check) => check.id === wanted))
            throw new Problem(400, 'bad-input', 'The settings are not valid: /policy/neutralByItself: there is no such check.', [
              { pointer: '/policy/neutralByItself', message: 'there is no such check' },
            ]);
        }
        await darkSite(tx).setSettings(DarkSiteSettings.parse(body));
      });
      return undefined;
    }),
    on(readProxyConfig).handle(async ({ work }) => {
      const { proxy } = await work((tx) => darkSite(tx).settings());
      if (!proxy) return null;
      const plain = ({ snippet, whole, steps }: ReturnType<typeof nginx>) => ({
        snippet,
        whole,
        steps: { de: [...steps.de], en: [...steps.en] },
      });
      return { nginx: plain(nginx(proxy)), caddy: plain(caddy(proxy)) };
    }),
    on(emergencyHome).handle(async ({ workAcross, params, query, headers }) =>
      answer(workAcross, params.slug, asking('/', query.lang), headers),
    ),
    on(emergencyPage).handle(async ({ workAcross, params, query, headers }) =>
      answer(workAcross, params.slug, asking(`/${params['*']}`, query.lang), headers),
    ),
  ];
}
