import { DAY, formatDuration, HOUR, MINUTE, parseDuration } from '../../kernel/instant.ts';

const UNITS: readonly [RegExp, number][] = [
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
