import { DAY, formatDuration, HOUR, MINUTE, parseDuration, SECOND } from '../../kernel/instant.ts';
import type { Language } from '../../kernel/languages.ts';

const UNITS: readonly [RegExp, number][] = [
  [/^(s|sek\.?|sekunden?|seconds?)$/, SECOND],
  [/^(min|minuten?|minutes?)$/, MINUTE],
  [/^(h|std\.?|stunden?|hours?)$/, HOUR],
  [/^(d|t|tage?n?|days?)$/, DAY],
  [/^(w|wochen?|weeks?)$/, 7 * DAY],
];

/** A span as people write it in a table (`4 h`, `2 Tage`, `1 h 30 min`, `1,5 h`, `PT4H`) as ISO 8601; undefined when it is none. */
export function spanFrom(text: string): string | undefined {
  const plain = text.trim();
  if (parseDuration(plain) !== undefined) return plain;
  let total = 0;
  let rest = plain.toLowerCase();
  while (rest !== '') {
    const [whole = '', number = '', unit = ''] = /^(\d+(?:[.,]\d+)?)\s*([a-zäöü.]+)\s*/.exec(rest) ?? [];
    const factor = UNITS.find(([pattern]) => pattern.test(unit))?.[1];
    if (whole === '' || factor === undefined) return undefined;
    total += Number(number.replace(',', '.')) * factor;
    rest = rest.slice(whole.length);
  }
  return plain === '' ? undefined : formatDuration(total);
}

/** The exact opposite for tables: `PT28H30M` → `1 Tag 4 h 30 min`; empty for none. */
export function spanCell(span: string | null | undefined, language: Language): string {
  const ms = span ? parseDuration(span) : undefined;
  if (ms === undefined) return '';
  const days = Math.floor(ms / DAY);
  const dayWord = language === 'de' ? (days === 1 ? 'Tag' : 'Tage') : days === 1 ? 'day' : 'days';
  const parts: [number, string][] = [
    [days, dayWord],
    [Math.floor((ms % DAY) / HOUR), 'h'],
    [Math.floor((ms % HOUR) / MINUTE), 'min'],
    [Math.floor((ms % MINUTE) / SECOND), 's'],
  ];
  return (
    parts
      .filter(([count]) => count > 0)
      .map(([count, unit]) => `${count} ${unit}`)
      .join(' ') || '0 h'
  );
}
