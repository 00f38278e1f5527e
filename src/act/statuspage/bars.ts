import type { Language } from '../../kernel/languages.ts';
import { html } from '../../prepare/darkpages/escape.ts';
import { DAYS_SHOWN, type Day, type DayKind, kindOf } from './days.ts';
import { de, en } from './page.texts.ts';

const words = { de, en };

/** `99,98 %`: cut off, never rounded up to a hundred that it was not. */
export function percent(share: number, language: Language): string {
  const cut = Math.floor(share * 10_000 + 1e-6) / 100;
  const text = (cut === 100 ? '100' : cut.toFixed(2)).replace('.', language === 'de' ? ',' : '.');
  return language === 'de' ? `${text} %` : `${text}%`;
}

const dateOf = (day: string, language: Language): string => {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return words[language].day(year, month, date);
};

/** What one day was, in words: `27. November 2026: gestört, 98,61 %, 20 von 24 Stunden gemessen`. */
export function dayText(day: Day, language: Language, today: boolean): string {
  const t = words[language];
  const kind = kindOf(day);
  const date = dateOf(day.day, language);
  if (kind === 'unmeasured' && today) return `${date}: ${t.notYet}`;
  const share = day.uptime !== null && day.uptime < 1 ? `, ${percent(day.uptime, language)}` : '';
  const hours = day.uptime !== null && day.hours < day.of ? `, ${t.hours(day.hours, day.of)}` : '';
  return `${date}: ${t.kinds[kind]}${share}${hours}`;
}

/** The figures of a day as rectangles in a field 8 wide and 34 high: by shape, so that no colour is needed to tell them apart. */
const shapes: Readonly<Record<DayKind, readonly (readonly [cls: string, y: number, height: number, fill?: string])[]>> = {
  up: [['fo', 0, 34]],
  part: [
    ['fo', 17, 17],
    ['', 0, 17, 'url(#h)'],
  ],
  disturbed: [
    ['fk', 0, 10],
    ['fo', 14, 20],
  ],
  down: [
    ['fd', 0, 24],
    ['fd', 28, 6],
  ],
  quiet: [['fu', 26, 8]],
  unmeasured: [['', 0, 34, 'url(#h)']],
};

const figure = (kind: DayKind, x: number): string =>
  shapes[kind]
    .map(
      ([cls, y, height, fill]) =>
        `<rect${cls ? ` class="${cls}"` : ''} x="${x}" y="${y}" width="8" height="${height}"${fill ? ` fill="${fill}"` : ''}/>`,
    )
    .join('');

/** The hatching, once on the page. */
export const HATCHING =
  '<svg class="ghost" aria-hidden="true"><defs><pattern id="h" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="fv" width="6" height="6"/><rect class="fu" width="2" height="6"/></pattern></defs></svg>';

const ORDER: readonly DayKind[] = ['up', 'part', 'disturbed', 'down', 'quiet', 'unmeasured'];

/** Ninety days as a row of bars, with every word of it for whoever cannot see them. */
export function bars(days: readonly Day[], language: Language): string {
  const t = words[language];
  const kinds = days.map(kindOf);
  const counts = ORDER.flatMap((kind) => {
    const count = kinds.filter((one) => one === kind).length;
    return count === 0 ? [] : [t.dayCount(count, t.kinds[kind])];
  });
  const rects = days.map((day, i) => {
    const title = html(dayText(day, language, i === days.length - 1));
    return `<g><title>${title}</title>${figure(kinds[i] ?? 'unmeasured', i * 10 + 1)}</g>`;
  });
  return [
    `<svg class="days" viewBox="0 0 ${DAYS_SHOWN * 10} 34" preserveAspectRatio="none" role="img" aria-label="${html(t.bars(counts))}">${rects.join('')}</svg>`,
    `<div class="ends" aria-hidden="true"><span>${html(t.first)}</span><span>${html(t.last)}</span></div>`,
  ].join('');
}

/** Days that were not simply good, the newest first; those of one kind without figures are put together. */
export function dayByDay(days: readonly Day[], language: Language): string {
  const t = words[language];
  const rows: { readonly plain: DayKind | null; first: string; last: string; text: string }[] = [];
  days.forEach((day, i) => {
    const kind = kindOf(day);
    if (kind === 'up') return rows.push({ plain: 'up', first: day.day, last: day.day, text: '' });
    const today = i === days.length - 1;
    const plain = !today && (kind === 'unmeasured' || kind === 'quiet') ? kind : null;
    const last = rows.at(-1);
    if (plain !== null && last?.plain === plain) {
      last.last = day.day;
      last.text = `${t.fromTo(dateOf(last.first, language), dateOf(day.day, language))}: ${t.kinds[plain]}`;
      return;
    }
    return rows.push({ plain, first: day.day, last: day.day, text: dayText(day, language, today) });
  });
  const told = rows.filter(({ plain }) => plain !== 'up').reverse();
  const list = told.length === 0 ? `<p>${html(t.none)}</p>` : `<ul>${told.map(({ text }) => `<li>${html(text)}</li>`).join('')}</ul>`;
  return `<details><summary>${html(t.oneByOne)}</summary>${list}</details>`;
}

/** What the shapes mean. */
export function legend(language: Language): string {
  const t = words[language];
  const one = (kind: DayKind) =>
    `<li><svg viewBox="0 0 8 34" preserveAspectRatio="none" aria-hidden="true">${figure(kind, 0)}</svg>${html(t.kinds[kind])}</li>`;
  return `<ul class="legend" aria-label="${html(t.legend)}">${ORDER.map(one).join('')}</ul>`;
}
