import type { AcrossTx, Tx } from '../../db/work.ts';
import { on, type Route } from '../../http/route.ts';
import type { Id } from '../../kernel/id.ts';
import { Language } from '../../kernel/languages.ts';
import { notFound, Problem } from '../../kernel/problem.ts';
import { dateTimeText } from '../../kernel/wording.ts';
import { audit } from '../../trust/audit/audit.store.ts';
import { organisations } from '../../trust/organisations/organisations.store.ts';
import { checks } from '../checks/checks.store.ts';
import { worstOf } from '../checks/worst.ts';
import { badgeSvg } from './badge.ts';
import { exposition } from './exposition.ts';
import { metricsOf, type Queue } from './metrics.ts';
import {
  addBadge,
  type BadgeOf,
  closeMetrics,
  listOutlets,
  openMetrics,
  removeBadge,
  scrapeMetrics,
  showBadge,
} from './outlets.contract.ts';
import { badgeByToken, metricsByToken, outlets, type StoredBadge } from './outlets.store.ts';
import { de, en } from './outlets.texts.ts';
import { publicState } from './publicstate.ts';

export type OutletOptions = {
  readonly publicBase: () => string;
  readonly version: string;
  /** Deliveries of alerts that are not finished: a later room knows them. */
  readonly queue: (tx: Tx) => Promise<Queue>;
};

/** How what the badge is about stands now, and of when the oldest result in it is; undefined when it is gone. */
async function standing(tx: Tx, of: BadgeOf) {
  const all = await checks(tx).list();
  const mine = all.filter((check) => (of.kind === 'check' ? check.id === of.id : check.group === of.name));
  return mine.length === 0 ? undefined : publicState(worstOf(mine.map(({ shown }) => shown)));
}

async function badgeIn(across: AcrossTx, found: { org: Id; of: BadgeOf; label: string }, lang: 'de' | 'en' | undefined): Promise<string> {
  const tx = across.in(found.org);
  const organisation = await organisations(tx).byId(found.org);
  const language = lang ?? Language.parse(organisation.language);
  const t = language === 'de' ? de : en;
  const kind = (await standing(tx, found.of)) ?? 'unknown';
  return badgeSvg({ label: found.label, state: t.publicStates[kind], asOf: dateTimeText(tx.now, organisation.zone, language) }, kind);
}

/** What of the checks is seen from outside: metrics and badges. */
export const outletRoutes = ({ publicBase, version, queue }: OutletOptions): Route[] => {
  const shown = ({ token, ...badge }: StoredBadge) => ({ ...badge, url: `${publicBase()}/badge/${token}` });
  const metricsUrl = () => `${publicBase()}/metrics`;
  return [
    on(listOutlets).handle(({ work }) =>
      work(async (tx) => ({
        metrics: await outlets(tx).metrics(),
        metricsUrl: metricsUrl(),
        badges: (await outlets(tx).badges()).map(shown),
      })),
    ),
    on(openMetrics).handle(({ work, caller }) =>
      work(async (tx) => {
        const token = await outlets(tx).openMetrics(caller.name);
        await audit(tx).note(caller.name, 'metrics.opened', 'metrics', {});
        return { token, url: metricsUrl() };
      }),
    ),
    on(closeMetrics).handle(({ work, caller }) =>
      work(async (tx) => {
        await outlets(tx).closeMetrics();
        await audit(tx).note(caller.name, 'metrics.closed', 'metrics', {});
        return undefined;
      }),
    ),
    on(addBadge).handle(({ work, caller, body: { of, label } }) =>
      work(async (tx) => {
        if ((await standing(tx, of)) === undefined) throw new Problem(400, 'bad-input', 'There is no such check or group.');
        const badge = await outlets(tx).addBadge(of, label, caller.name);
        await audit(tx).note(caller.name, 'badge.published', badge.id, { label });
        return shown(badge);
      }),
    ),
    on(removeBadge).handle(({ work, caller, params }) =>
      work(async (tx) => {
        await outlets(tx).removeBadge(params.id);
        await audit(tx).note(caller.name, 'badge.withdrawn', params.id, {});
        return undefined;
      }),
    ),
    on(scrapeMetrics).handle(async ({ workAcross, headers }) => {
      const given = headers['authorization'];
      const token = /^Bearer (\S+)$/i.exec(typeof given === 'string' ? given : '')?.[1];
      if (token === undefined) throw new Problem(401, 'token-missing', 'Send the token for metrics along: Authorization: Bearer <token>.');
      const body = await workAcross(async (across) => {
        const org = await metricsByToken(across, token);
        if (org === undefined) return undefined;
        const tx = across.in(org);
        return exposition(metricsOf(await checks(tx).list(), await queue(tx), version));
      });
      if (body === undefined) throw new Problem(401, 'token-unknown', 'This token does not open metrics (any more).');
      return { type: 'text/plain; version=0.0.4; charset=utf-8', body, headers: { 'cache-control': 'no-store' } };
    }),
    on(showBadge).handle(async ({ workAcross, params, query }) => {
      const body = await workAcross(async (across) => {
        const found = await badgeByToken(across, params.token.replace(/\.svg$/, ''));
        return found && badgeIn(across, found, query.lang);
      });
      if (body === undefined) throw notFound('This badge');
      return {
        type: 'image/svg+xml; charset=utf-8',
        body,
        headers: { 'cache-control': 'public, max-age=60', 'cross-origin-resource-policy': 'cross-origin' },
      };
    }),
  ];
};
