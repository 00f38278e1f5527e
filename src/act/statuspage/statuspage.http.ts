import { on, type Route } from '../../http/route.ts';
import { instant } from '../../kernel/instant.ts';
import { Problem } from '../../kernel/problem.ts';
import type { Result } from '../../kernel/result.ts';
import { OutboundError } from '../../outbound/failure.ts';
import { httpRequest } from '../../outbound/http.ts';
import { audit } from '../../trust/audit/audit.store.ts';
import { personOf } from '../darksite/personof.ts';
import { judged } from './look.ts';
import { badInput, checkPlaces } from './places.cases.ts';
import { begun, type PublicIncident, reworded, type SayRefusal, said } from './publicincident.ts';
import { renderStatusPage } from './render.ts';
import { statusContent } from './statusnow.cases.ts';
import { incidentView, publishDraft, settingsHash, viewOf } from './statuspage.cases.ts';
import {
  beginPublicIncident,
  changeStatusDraft,
  changeStatusHosts,
  lookAtStatusPage,
  previewStatusPage,
  publishStatusPage,
  readStatusPage,
  removePublicIncident,
  restorePublicIncident,
  rewordPublicMessage,
  sayPublicMessage,
  showStatusPreview,
  withdrawStatusPage,
} from './statuspage.contract.ts';
import { publicIncidents, statusPage } from './statuspage.store.ts';
import { StatusPageSettings } from './statuspage.ts';
import { STATUS_CSP } from './style.ts';

const REFUSED: Readonly<Record<SayRefusal, string>> = {
  ended: 'This disruption has ended. Tell of a new one.',
  removed: 'This disruption was taken off the page. Bring it back first.',
  'too-many': 'There are a hundred messages already. End this disruption and tell of a new one.',
  'unknown-message': 'There is no such message.',
};

function allowed(result: Result<PublicIncident, SayRefusal>): PublicIncident {
  if (result.ok) return result.value;
  throw new Problem(409, result.error, REFUSED[result.error]);
}

export const statusPageRoutes = (): Route[] => [
  on(readStatusPage).handle(({ work }) => work(viewOf)),
  on(changeStatusDraft).handle(({ work, body }) =>
    work(async (tx) => {
      const store = statusPage(tx);
      const components = body.components.map((one) => ({ ...one, key: one.key ?? tx.newId().slice(-8) }));
      if (new Set(components.map(({ key }) => key)).size < components.length)
        throw badInput('/components', 'two of them have the same key');
      await store.save({ ...(await store.get()), draft: StatusPageSettings.parse({ ...body, components }) });
      return viewOf(tx);
    }),
  ),
  on(changeStatusHosts).handle(({ work, body: { hosts }, caller }) =>
    work(async (tx) => {
      await checkPlaces(tx, hosts);
      const store = statusPage(tx);
      await store.save({ ...(await store.get()), hosts });
      await audit(tx).note(caller.name, 'status-page.places-changed', 'status-page', { places: hosts.length });
      return viewOf(tx);
    }),
  ),
  on(previewStatusPage).handle(({ work, caller }) =>
    work(async (tx) => {
      const store = statusPage(tx);
      const row = await store.get();
      await store.save({ ...row, previewed: { hash: settingsHash(row.draft), at: tx.now, by: caller.name } });
      return viewOf(tx);
    }),
  ),
  on(showStatusPreview).handle(async ({ work, query }) => {
    const content = await work(async (tx) => {
      const { draft, live } = await statusPage(tx).get();
      return statusContent(tx, query.of === 'live' ? (live?.settings ?? draft) : draft);
    });
    const file = renderStatusPage(content).files.get(query.lang === 'en' ? 'en/index.html' : 'index.html');
    const headers = { 'content-security-policy': `${STATUS_CSP}; frame-ancestors 'self'; sandbox`, 'cache-control': 'no-store' };
    return { type: 'text/html; charset=utf-8', body: file?.body ?? '', headers };
  }),
  on(publishStatusPage).handle(({ work, body, caller }) => {
    personOf(caller);
    return work(async (tx) => {
      await publishDraft(tx, body.previewed, caller.name);
      await audit(tx).note(caller.name, 'status-page.published', 'status-page', {});
      return viewOf(tx);
    });
  }),
  on(withdrawStatusPage).handle(({ work, caller }) =>
    work(async (tx) => {
      const store = statusPage(tx);
      await store.save({ ...(await store.get()), live: null });
      await audit(tx).note(caller.name, 'status-page.withdrawn', 'status-page', {});
      return viewOf(tx);
    }),
  ),
  on(lookAtStatusPage).handle(async ({ work, org, signal }) => {
    const { live, reached } = await work((tx) => statusPage(tx).get());
    const address = live?.settings.address ?? null;
    if (address === null) throw new Problem(409, 'nothing-public', 'The status page is not public, or nobody has said its address.');
    const written = reached.flatMap(({ at }) => (at === null ? [] : [at]));
    const newest = written.length === 0 ? null : instant(Math.max(...written));
    try {
      const url = new URL('status.json', address).href;
      const answer = await httpRequest(url, { policy: { kind: 'configured' }, timeoutMs: 10_000, signal });
      return judged(answer.status, new TextDecoder().decode(answer.body), org.name, newest);
    } catch (fault) {
      if (fault instanceof OutboundError) return { kind: 'silent', reason: fault.message };
      throw fault;
    }
  }),
  on(beginPublicIncident).handle(({ work, body: { title, components, from, message }, caller }) =>
    work(async (tx) => {
      if (from !== undefined && from > tx.now) throw badInput('/from', 'must not lie in the future');
      const fresh = begun({
        id: tx.newId(),
        title,
        components,
        from: from === undefined ? tx.now : instant(from),
        source: 'person',
        incidentId: null,
      });
      const incident = allowed(said(fresh, { ...message, id: tx.newId(), at: tx.now, by: caller.name }));
      await publicIncidents(tx).save(incident);
      await statusPage(tx).stir();
      return incidentView(incident);
    }),
  ),
  on(sayPublicMessage).handle(({ work, params, body, caller }) =>
    work(async (tx) => {
      const store = publicIncidents(tx);
      const incident = allowed(said(await store.get(params.id), { ...body, id: tx.newId(), at: tx.now, by: caller.name }));
      await store.save(incident);
      await statusPage(tx).stir();
      return incidentView(incident);
    }),
  ),
  on(rewordPublicMessage).handle(({ work, params, body: { text }, caller }) =>
    work(async (tx) => {
      const store = publicIncidents(tx);
      const incident = allowed(reworded(await store.get(params.id), params.message, text));
      await store.save(incident);
      await statusPage(tx).stir();
      await audit(tx).note(caller.name, 'public-message.reworded', params.id, {});
      return incidentView(incident);
    }),
  ),
  on(removePublicIncident).handle(({ work, params, caller }) =>
    work(async (tx) => {
      const store = publicIncidents(tx);
      await store.save({ ...(await store.get(params.id)), removed: { at: tx.now, by: caller.name } });
      await statusPage(tx).stir();
      await audit(tx).note(caller.name, 'public-incident.removed', params.id, {});
      return undefined;
    }),
  ),
  on(restorePublicIncident).handle(({ work, params, caller }) =>
    work(async (tx) => {
      const store = publicIncidents(tx);
      const incident = { ...(await store.get(params.id)), removed: null };
      await store.save(incident);
      await statusPage(tx).stir();
      await audit(tx).note(caller.name, 'public-incident.restored', params.id, {});
      return incidentView(incident);
    }),
  ),
];
