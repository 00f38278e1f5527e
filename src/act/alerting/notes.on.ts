import type { Tx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Bilingual } from '../../kernel/languages.ts';
import { organisations } from '../../trust/organisations/organisations.store.ts';
import { textsOf } from '../incidents/incidents.cases.ts';
import { incidents } from '../incidents/incidents.store.ts';
import { systemNote } from '../situationlog/say.ts';
import { situationLog } from '../situationlog/situationlog.store.ts';

/** What happened to an alert, as the situation log of its incident tells it. */
export type AlertNews =
  | { readonly event: 'delivery.handed-over'; readonly name: string; readonly channel: string }
  | {
      readonly event: 'delivery.failed';
      readonly name: string;
      readonly channel: string;
      readonly reason: Bilingual;
      readonly final: boolean;
    }
  | { readonly event: 'alert.acknowledged'; readonly name: string; readonly channel: string }
  | { readonly event: 'alert.escalated'; readonly step: number };

/** Writes it down. An attempt that will be made again is no news. */
export async function noteAlert(tx: Tx, incidentId: Id, at: Instant, news: AlertNews): Promise<void> {
  if (!(await incidents(tx).find(incidentId)) || (news.event === 'delivery.failed' && !news.final)) return;
  const t = (await textsOf(tx)).log;
  const { language } = await organisations(tx).byId(tx.org);
  const log = situationLog(tx);
  switch (news.event) {
    case 'delivery.handed-over':
      await log.append(incidentId, {
        ...systemNote(news.event, t.handedOver(news.name, news.channel), { name: news.name, channel: news.channel }),
        occurredAt: at,
      });
      return;
    case 'delivery.failed':
      await log.append(incidentId, {
        ...systemNote(news.event, t.deliveryFailed(news.name, news.channel, news.reason[language]), {
          name: news.name,
          channel: news.channel,
        }),
        occurredAt: at,
      });
      return;
    case 'alert.acknowledged':
      await log.append(incidentId, {
        ...systemNote(news.event, t.acknowledged(news.name, news.channel), { name: news.name, channel: news.channel }),
        occurredAt: at,
      });
      return;
    case 'alert.escalated':
      await log.append(incidentId, { ...systemNote(news.event, t.escalated(news.step), { step: news.step }), occurredAt: at });
  }
}
