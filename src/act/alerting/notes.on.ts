import type { Tx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Bilingual } from '../../kernel/languages.ts';
import { organisations } from '../../trust/organisations/organisations.store.ts';
import { textsOf } from '../incidents/incidents.cases.ts';
import { incidents } from '../incidents/incidents.store.ts';
import { systemNote } from '../situationlog/say.ts';
import { situationLog } from '../situationlog/situationlog.store.ts';
import { de, en } from './alerting.texts.ts';

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
  | {
      readonly event: 'alert.replied';
      readonly name: string;
      readonly channel: string;
      readonly text: string;
      readonly understood: boolean;
    }
  | { readonly event: 'alert.left-out'; readonly people: readonly LeftOutNote[] }
  | { readonly event: 'alert.escalated'; readonly step: number; readonly skipped: readonly number[] };

type LeftOutNote = {
  readonly name: string;
  readonly why: 'absent' | 'unreachable';
  readonly standIn: string | null;
  readonly step: number;
};

/** Writes it down. That a message still cannot leave is told once, when it has lasted (`worthTelling`). */
export async function noteAlert(tx: Tx, incidentId: Id, at: Instant, news: AlertNews): Promise<void> {
  if (!(await incidents(tx).find(incidentId))) return;
  const t = (await textsOf(tx)).log;
  const { language } = await organisations(tx).byId(tx.org);
  const own = language === 'de' ? de : en;
  const word = (channel: string) => own.channel[channel] ?? channel;
  const log = situationLog(tx);
  switch (news.event) {
    case 'delivery.handed-over':
      await log.append(incidentId, {
        ...systemNote(news.event, t.handedOver(news.name, word(news.channel)), { name: news.name, channel: news.channel }),
        occurredAt: at,
      });
      return;
    case 'delivery.failed': {
      const say = news.final ? t.deliveryFailed : own.log.stillTrying;
      await log.append(incidentId, {
        ...systemNote(news.event, say(news.name, word(news.channel), news.reason[language]), { name: news.name, channel: news.channel }),
        occurredAt: at,
      });
      return;
    }
    case 'alert.acknowledged':
      await log.append(incidentId, {
        ...systemNote(news.event, t.acknowledged(news.name, word(news.channel)), { name: news.name, channel: news.channel }),
        occurredAt: at,
      });
      return;
    case 'alert.replied': {
      const say = news.understood ? own.log.replied : own.log.repliedUnclear;
      await log.append(incidentId, {
        ...systemNote(news.event, say(news.name, word(news.channel), news.text), { name: news.name, channel: news.channel }),
        occurredAt: at,
      });
      return;
    }
    case 'alert.left-out':
      for (const { name, why, standIn, step } of news.people)
        await log.append(incidentId, {
          ...systemNote(news.event, own.log.leftOut[why](name, step, standIn), { name, step, why }),
          occurredAt: at,
        });
      return;
    case 'alert.escalated':
      if (news.skipped.length > 0)
        await log.append(incidentId, {
          ...systemNote('alert.skipped', own.log.skipped(news.skipped.join(', '), news.step), { skipped: news.skipped.join(',') }),
          occurredAt: at,
        });
      await log.append(incidentId, { ...systemNote(news.event, t.escalated(news.step), { step: news.step }), occurredAt: at });
  }
}
