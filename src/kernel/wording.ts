import { DAY, HOUR, type Instant, MINUTE, SECOND } from './instant.ts';
import type { Language } from './languages.ts';

/** How numbers, money, times and spans are said to people. Pure: language, zone and now are arguments. */
const locale: Readonly<Record<Language, string>> = { de: 'de-DE', en: 'en-GB' };

const formats = new Map<string, Intl.NumberFormat>();

/** Making a format is a hundred times dearer than using it, and there are few. */
function format(language: Language, style: 'decimal' | 'percent' | 'currency', least: number, most: number): Intl.NumberFormat {
  const key = `${language} ${style} ${least} ${most}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale[language], {
    style,
    ...(style === 'currency' ? { currency: 'EUR' } : {}),
    minimumFractionDigits: least,
    maximumFractionDigits: most,
  });
  formats.set(key, made);
  return made;
}

/** `18400` → `18.400`; at most `digits` after the comma. */
export const numberText = (value: number, language: Language, digits = 0): string => format(language, 'decimal', 0, digits).format(value);

/** `0.4` → `40 %` */
export const percentText = (share: number, language: Language): string => format(language, 'percent', 0, 0).format(share);

/** `18400` → `18.400 €`, `€18,400`; cents only when asked for. */
export const euroText = (amount: number, language: Language, cents = 0): string =>
  format(language, 'currency', cents, cents).format(amount);

/** `310–560 €`; one figure when both are the same. */
export const euroRangeText = (low: number, high: number, language: Language): string => {
  if (Math.round(low) === Math.round(high)) return euroText(low, language);
  return language === 'de'
    ? `${numberText(low, language)}–${euroText(high, language)}`
    : `${euroText(low, language)}–${numberText(high, language)}`;
};

/** `1.536.000` bytes → `1,5 MB` */
export const bytesText = (bytes: number, language: Language): string => {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const step = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${numberText(bytes / 1000 ** step, language, step === 0 ? 0 : 1)} ${units[step] ?? 'B'}`;
};

const days = (count: number, language: Language, dative: boolean) => {
  if (language === 'en') return count === 1 ? '1 day' : `${count} days`;
  return count === 1 ? '1 Tag' : `${count} ${dative ? 'Tagen' : 'Tage'}`;
};

function words(span: number, language: Language, dative: boolean): string {
  const rounded = Math.round(span / SECOND) < 60 ? span : Math.round(span / MINUTE) * MINUTE;
  if (rounded < MINUTE) return `${Math.round(rounded / SECOND)} s`;
  if (rounded < HOUR) return `${Math.floor(rounded / MINUTE)} min`;
  if (rounded < DAY) {
    const minutes = Math.round((rounded % HOUR) / MINUTE);
    return `${Math.floor(rounded / HOUR)} h${minutes ? ` ${minutes} min` : ''}`;
  }
  const hoursTotal = Math.round(rounded / HOUR);
  const [d, h] = [Math.floor(hoursTotal / 24), hoursTotal % 24];
  return `${days(d, language, dative)}${h && d < 10 ? ` ${h} h` : ''}`;
}

/** A span in words people use: `45 s`, `12 min`, `1 h 20 min`, `3 Tage 4 h`, `41 Tage`. Milliseconds in. */
export const spanText = (span: number, language: Language): string => words(Math.max(0, span), language, false);

/** `in 1 h 20 min`, `in 3 Tagen`; `jetzt` below a second. */
export const inText = (span: number, language: Language): string =>
  span < SECOND ? (language === 'de' ? 'jetzt' : 'now') : `in ${words(span, language, true)}`;

/** `vor 2 Tagen`, `2 days ago`; below a minute `gerade eben`. */
export const agoText = (span: number, language: Language): string => {
  if (span < MINUTE) return language === 'de' ? 'gerade eben' : 'just now';
  const coarse = span >= 2 * DAY ? Math.round(span / DAY) * DAY : span >= 6 * HOUR && span < DAY ? Math.round(span / HOUR) * HOUR : span;
  return language === 'de' ? `vor ${words(coarse, language, true)}` : `${words(coarse, language, true)} ago`;
};

/** `22.11.2026`, `22 Nov 2026` */
export const dateText = (at: Instant, zone: string, language: Language): string =>
  new Intl.DateTimeFormat(
    locale[language],
    language === 'de'
      ? { timeZone: zone, day: '2-digit', month: '2-digit', year: 'numeric' }
      : { timeZone: zone, day: 'numeric', month: 'short', year: 'numeric' },
  ).format(at);

/** The time of day: `09:14`; with seconds where it is evidence. */
export const timeText = (at: Instant, zone: string, language: Language, seconds = false): string =>
  new Intl.DateTimeFormat(locale[language], {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds ? { second: '2-digit' as const } : {}),
    hourCycle: 'h23',
  }).format(at);

/** `22.11.2026, 09:14` */
export const dateTimeText = (at: Instant, zone: string, language: Language): string =>
  `${dateText(at, zone, language)}, ${timeText(at, zone, language)}`;

/** As one would say it: `09:14 Uhr` today, `gestern, 09:14 Uhr`, else `22.11.2026, 09:14 Uhr`. */
export const momentText = (at: Instant, now: Instant, zone: string, language: Language): string => {
  const time = `${timeText(at, zone, language)}${language === 'de' ? ' Uhr' : ''}`;
  const day = dateText(at, zone, language);
  if (day === dateText(now, zone, language)) return time;
  if (day === dateText((now - DAY) as Instant, zone, language)) return `${language === 'de' ? 'gestern' : 'yesterday'}, ${time}`;
  return `${day}, ${time}`;
};
