import { type Instant, instant } from '../../kernel/instant.ts';
import type { Language } from '../../kernel/languages.ts';
import { dateText } from '../../kernel/wording.ts';
import { type ExitPlanContents, noticeBy } from './exit.ts';
import { de, en } from './letter.texts.ts';

/** What letter.typ sets. */
export type PrintedLetter = {
  readonly lang: Language;
  readonly from: string;
  readonly to: string;
  readonly date: string;
  readonly subject: string;
  readonly salutation: string;
  readonly open: string;
  readonly points: readonly string[];
  readonly contract: string;
  readonly scope: string;
  readonly close: string;
  readonly signature: string;
  readonly legal: string;
};

type Asked = {
  readonly kind: 'question' | 'switch';
  readonly organisation: { readonly name: string; readonly zone: string };
  /** The contract partner's legal entity, else its name. */
  readonly to: string;
  readonly service: string;
  readonly plan: ExitPlanContents;
  readonly now: Instant;
};

/** The letter to a provider in one language. */
export function letterOf({ kind, organisation, to, service, plan, now }: Asked, lang: Language): PrintedLetter {
  const t = lang === 'de' ? de : en;
  const day = (date: string) => dateText(instant(Date.parse(date)), 'UTC', lang);
  const by = noticeBy(plan);
  const standard = plan.openStandard === '–' ? '' : plan.openStandard;
  return {
    lang,
    from: organisation.name,
    to,
    date: dateText(now, organisation.zone, lang),
    subject: t[kind].subject(service),
    salutation: t.salutation,
    open: t[kind].open,
    points: t.points(standard),
    contract: plan.contractEnd === null || by === null ? '' : t.contract(day(plan.contractEnd), day(by)),
    scope: t.scope,
    close: t.close,
    signature: t.signature,
    legal: t.legal(day),
  };
}
