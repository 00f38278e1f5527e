import { z } from 'zod';
import { on, type Route } from '../../http/route.ts';
import { writeCsv } from '../../kernel/csv.ts';
import { instant } from '../../kernel/instant.ts';
import { notFound } from '../../kernel/problem.ts';
import { dateTimeText } from '../../kernel/wording.ts';
import { de, en } from './alerting.texts.ts';
import { alerts } from './alerts.store.ts';
import { channels } from './channels/index.ts';
import { addChannelNow, changeChannelNow, channelView, removeChannelNow } from './channels.cases.ts';
import {
  addChannel,
  changeChannel,
  exportAlertReadiness,
  listChannelKinds,
  listChannels,
  readAlertReadiness,
  readTest,
  removeChannel,
  testChannel,
  testContacts,
} from './channels.contract.ts';
import { channelSettings } from './channels.store.ts';
import { deliveries } from './deliveries.store.ts';
import { readinessOf, testContactsNow, testOneChannel, testView } from './tests.cases.ts';

const kinds = channels.map(({ kind, retired, label, hint, withoutInternet, withoutCloud, shares, watched, reaches, config }) => ({
  kind,
  offered: !retired,
  label,
  hint,
  withoutInternet,
  withoutCloud,
  shares,
  watched,
  reaches,
  schema: z.toJSONSchema(config, { io: 'input' }) as Record<string, unknown>,
}));

const PRIVATE = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|\[f[cde])|\.(local|lan|internal|home\.arpa)$/i;
const LOOPBACK = /^(localhost|127\.|\[::1\])/i;

/** How far a link with this address leads. */
export function reachOfLinks(base: string): 'anywhere' | 'house' | 'machine' {
  const host = URL.parse(base)?.hostname ?? '';
  if (LOOPBACK.test(host)) return 'machine';
  return PRIVATE.test(host) || !host.includes('.') ? 'house' : 'anywhere';
}

export const channelRoutes = (publicBase: () => string): Route[] => [
  on(listChannelKinds).handle(async () => ({ kinds })),
  on(listChannels).handle(({ work }) => work(async (tx) => ({ channels: (await channelSettings(tx).list()).map(channelView) }))),
  on(addChannel).handle(({ work, body, caller }) => work((tx) => addChannelNow(tx, caller.name, body.kind, body.name, body.settings))),
  on(changeChannel).handle(({ work, params, body, caller }) =>
    work((tx) => changeChannelNow(tx, caller.name, params.id, body.name, body.settings)),
  ),
  on(removeChannel).handle(async ({ work, params, caller }) => {
    await work((tx) => removeChannelNow(tx, caller.name, params.id));
    return undefined;
  }),
  on(testChannel).handle(({ work, params, body, caller }) =>
    work(async (tx) => ({ alertId: await testOneChannel(tx, { channelId: params.id, ...body, by: caller }) })),
  ),
  on(testContacts).handle(({ work, body, caller }) => work((tx) => testContactsNow(tx, caller.name, body.contactIds))),
  on(readTest).handle(({ work, params }) =>
    work(async (tx) => {
      const alert = await alerts(tx).get(params.id);
      if (alert.source.kind !== 'test') throw notFound('This test');
      return { messages: (await deliveries(tx).ofAlert(alert.id)).map(testView) };
    }),
  ),
  on(readAlertReadiness).handle(({ work }) =>
    work(async (tx) => ({ contacts: await readinessOf(tx), links: reachOfLinks(publicBase()), base: publicBase() })),
  ),
  on(exportAlertReadiness).handle(async ({ work, org }) => {
    const t = org.language === 'de' ? de : en;
    const when = (at: number | null) => (at === null ? '' : dateTimeText(instant(at), org.zone, org.language));
    const contacts = await work(readinessOf);
    const rows = contacts.flatMap(({ name, ways, phones }) => [
      ...ways.map((way) => [
        name,
        t.channel[way.channel] ?? way.channel,
        way.address,
        when(way.acknowledgedAt),
        when(way.last?.at ?? null),
        way.channelThere ? (way.last ? t.state[way.last.state] : t.readiness.never) : t.readiness.noChannel,
        way.last?.reason?.[org.language] ?? '',
      ]),
      ...phones.map((phone) => [name, t.channel['phone'] ?? '', phone, '', '', '', '']),
    ]);
    return { type: 'text/csv; charset=utf-8', body: writeCsv([t.readiness.columns, ...rows]), filename: t.readiness.file(org.name) };
  }),
];
