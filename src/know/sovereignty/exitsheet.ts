import { writeCsv } from '../../kernel/csv.ts';
import type { Language } from '../../kernel/languages.ts';
import { de, en } from './exit.texts.ts';
import { calendarOf, type DayEvent } from './ics.ts';
import { de as lawDe, en as lawEn } from './sovereignty.texts.ts';
import type { Exit, Ground } from './views.ts';

/** Services with their four answers and exit plans, as a table. */
export function exitSheet({ services }: Ground, exits: readonly Exit[], language: Language): string {
  const t = language === 'de' ? de : en;
  const { law } = language === 'de' ? lawDe : lawEn;
  const number = (value: number | null) => (value === null ? '' : language === 'de' ? String(value).replace('.', ',') : String(value));
  const c = t.columns;
  return writeCsv([
    [
      t.service,
      t.provider,
      c.partner,
      c.parent,
      c.law,
      c.carriers,
      c.location,
      t.switchDays,
      t.title,
      t.test,
      c.effort,
      c.notice,
      t.contractEnd,
      t.move,
    ],
    ...services.map((service) => {
      const exit = exits.find(({ key }) => key === service.key);
      const { partner, carriers } = service;
      return [
        service.name,
        partner?.name ?? '',
        partner?.legalEntity ?? '',
        partner?.ultimateParent ?? '',
        law[service.reach],
        carriers.map(({ name }) => name).join(' | '),
        exit?.plan.location ?? '',
        number(exit?.plan.switchDays ?? null),
        exit ? t.verdict[exit.verdict] : '',
        exit ? t.readiness[exit.readiness] : '',
        number(exit?.plan.effortDays ?? null),
        number(exit?.plan.noticeDays ?? null),
        exit?.plan.contractEnd ?? '',
        exit?.moveOn ?? '',
      ];
    }),
  ]);
}

/** Moves and the last days to give notice as a calendar; `stamp` in milliseconds. */
export function exitCalendarOf(
  exits: readonly Exit[],
  organisation: { readonly name: string; readonly slug: string },
  language: Language,
  stamp: number,
): string {
  const t = language === 'de' ? de : en;
  const events = exits.flatMap(({ key, name, moveOn, noticeBy, plan }): DayEvent[] => [
    ...(moveOn === null
      ? []
      : [
          {
            uid: `move-${key}@${organisation.slug}.krisenfest`,
            on: moveOn,
            title: t.moveTitle(name),
            text: [plan.exportPath, plan.alternatives === '' ? '' : `${t.alternatives}: ${plan.alternatives}`]
              .filter((one) => one !== '')
              .join('\n'),
          },
        ]),
    ...(noticeBy === null
      ? []
      : [
          {
            uid: `notice-${key}@${organisation.slug}.krisenfest`,
            on: noticeBy,
            title: t.noticeTitle(name),
            text: `${t.contractEnd}: ${plan.contractEnd ?? ''}`,
          },
        ]),
  ]);
  return calendarOf(
    t.calendarName(organisation.name),
    events.sort((a, b) => (a.on < b.on ? -1 : 1)),
    stamp,
  );
}
