import { useEffect, useState } from 'react';
import { type Instant, instant } from '../kernel/instant.ts';
import {
  agoText,
  bytesText,
  dateText,
  dateTimeText,
  euroRangeText,
  euroText,
  inText,
  momentText,
  numberText,
  percentText,
  spanText,
  timeText,
} from '../kernel/wording.ts';
import { useLanguage } from './language.tsx';
import { usePlaceZone } from './place.ts';

/** The present, moving on every so many milliseconds, for what counts up or down on the screen. */
export function useNow(every = 30_000): Instant {
  const [now, setNow] = useState(() => instant(Date.now()));
  useEffect(() => {
    const timer = setInterval(() => setNow(instant(Date.now())), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}

/** A span that no line break tears apart: `vor 2 Tagen 8` / `h` reads like a number without a unit. */
const whole = (span: string): string => span.replaceAll(' ', '\u00a0');

/**
 * Numbers, money, times and spans in the language of the interface and the zone of the organisation:
 * `const w = useWords(); w.euro(18400)`, `w.span(4_800_000)`, `w.ago(checkedAt)`, `w.moment(openedAt)`.
 */
export function useWords() {
  const { language } = useLanguage();
  const zone = usePlaceZone();
  const now = useNow();
  return {
    number: (value: number, digits = 0) => numberText(value, language, digits),
    percent: (share: number) => percentText(share, language),
    euro: (amount: number, cents = 0) => euroText(amount, language, cents),
    euroRange: (low: number, high: number) => euroRangeText(low, high, language),
    bytes: (count: number) => bytesText(count, language),
    /** Milliseconds → `1 h 20 min`. */
    span: (ms: number) => whole(spanText(ms, language)),
    /** Milliseconds from now → `in 3 Tagen`. */
    inSpan: (ms: number) => whole(inText(ms, language)),
    /** A past moment → `vor 2 Tagen`. */
    ago: (at: number) => whole(agoText(now - at, language)),
    /** A future moment → `in 9 h 10 min`. */
    until: (at: number) => whole(inText(at - now, language)),
    date: (at: number) => dateText(instant(at), zone, language),
    time: (at: number, seconds = false) => timeText(instant(at), zone, language, seconds),
    dateTime: (at: number) => dateTimeText(instant(at), zone, language),
    /** `09:14 Uhr`, `gestern, 09:14 Uhr`, `22.11.2026, 09:14 Uhr`. */
    moment: (at: number) => momentText(instant(at), now, zone, language),
  };
}

export type Words = ReturnType<typeof useWords>;
