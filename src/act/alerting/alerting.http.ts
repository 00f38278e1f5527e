import { type InstallationAsked, on, type Route } from '../../http/route.ts';
import type { Download } from '../../kernel/contract.ts';
import { notFound, Problem } from '../../kernel/problem.ts';
import { organisations } from '../../trust/organisations/organisations.store.ts';
import { incidents } from '../incidents/incidents.store.ts';
import { ACK_POLICY, ackPage, GONE_PAGE } from './ackpage.ts';
import { acknowledge, acknowledgeSpoken, repeat } from './alerting.cases.ts';
import {
  acknowledgeByPhone,
  acknowledgeMine,
  alertsOfIncident,
  pressLink,
  sendAgain,
  showLink,
  tellEvidence,
} from './alerting.contract.ts';
import { alerts } from './alerts.store.ts';
import { byToken, deliveries } from './deliveries.store.ts';
import { alertView } from './overview.cases.ts';

const page = (body: string, status: number): Download => ({
  type: 'text/html; charset=utf-8',
  body,
  status,
  headers: {
    'content-security-policy': ACK_POLICY,
    'cache-control': 'no-store',
    // The form must say where it comes from, and nobody else may learn the link.
    'referrer-policy': 'same-origin',
    'x-robots-tag': 'noindex',
  },
});

const gone = () => page(GONE_PAGE, 404);

type Asked = Pick<InstallationAsked<typeof showLink>, 'params' | 'workAcross'>;

const show = ({ params, workAcross }: Asked, press: boolean): Promise<Download> =>
  workAcross(async (across) => {
    const found = await byToken(across, params.token);
    if (!found) return gone();
    const { alert, delivery } = found;
    const tx = across.in(found.org);
    if (press) await acknowledge(tx, alert.id, delivery.id, delivery.name);
    const { name: organisation, slug, zone } = await organisations(tx).byId(found.org);
    const { mode, subject, text, acceptedAt } = alert;
    const { name, language } = delivery;
    const pressedAt = delivery.acknowledgedAt ?? (press ? across.now : null);
    const [path, home] = [`/a/${params.token}`, `/o/${slug}/`];
    return page(ackPage({ language, organisation, zone, mode, subject, text, name, acceptedAt, pressedAt, path, home }), 200);
  });

export const alertingRoutes = (): Route[] => [
  on(showLink).handle((asked) => show(asked, false)),
  on(pressLink).handle((asked) => show(asked, true)),
  on(tellEvidence).handle(({ params, workAcross }) =>
    workAcross(async (across) => {
      const found = await byToken(across, params.token);
      if (found) await deliveries(across.in(found.org)).noteEvidence(found.delivery.id, params.evidence);
      return undefined;
    }),
  ),
  on(alertsOfIncident).handle(({ params, work }) =>
    work(async (tx) => {
      // An incident that is not there has no alerts: it is not there.
      await incidents(tx).get(params.id);
      const found = await alerts(tx).ofSource({ kind: 'incident', id: params.id });
      const views = [];
      for (const alert of found) views.push(await alertView(tx, alert));
      return { alerts: views };
    }),
  ),
  on(sendAgain).handle(({ params, body, work }) =>
    work(async (tx) => {
      const alert = await alerts(tx).get(params.id);
      if (alert.state === 'ended') throw new Problem(409, 'alert-over', 'This alert is over; nothing more is sent for it.');
      return { messages: await repeat(tx, alert, body.contactIds) };
    }),
  ),
  on(acknowledgeMine).handle(({ params, work, caller }) =>
    work(async (tx) => {
      const alert = await alerts(tx).get(params.id);
      if (alert.state === 'ended') throw new Problem(409, 'alert-over', 'This alert is over.');
      const email = caller.kind === 'person' ? caller.email.toLowerCase() : '';
      const person = alert.steps
        .flatMap((step) => step.recipients)
        .find(({ addresses }) => addresses.some(({ kind, value }) => kind === 'email' && value.toLowerCase() === email));
      if (!person) throw notFound('An alert of your own with this id');
      return { acknowledged: await acknowledgeSpoken(tx, alert, person, caller.name, 'app') };
    }),
  ),
  on(acknowledgeByPhone).handle(({ params, body, work, caller }) =>
    work(async (tx) => {
      const alert = await alerts(tx).get(params.id);
      if (alert.state === 'ended') throw new Problem(409, 'alert-over', 'This alert is over.');
      const person = alert.steps.flatMap((step) => step.recipients).find((one) => one.contactId === body.contactId);
      if (!person) throw notFound('This person in this alert');
      return { acknowledged: await acknowledgeSpoken(tx, alert, person, caller.name) };
    }),
  ),
];
