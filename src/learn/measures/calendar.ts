import type { Measure } from './measures.ts';

/** RFC 5545 §3.3.11: backslash, semicolon, comma and line breaks are escaped in a text. */
const escaped = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll(';', '\\;').replaceAll(',', '\\,').replace(/\r?\n/g, '\\n');

const bytes = (text: string): number => new TextEncoder().encode(text).length;

/** RFC 5545 §3.1: lines of at most 75 octets, continued with a space; characters stay whole. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  for (const sign of line) {
    if (bytes(part + sign) > (parts.length === 0 ? 75 : 74)) {
      parts.push(part);
      part = '';
    }
    part += sign;
  }
  return [...parts, part].join('\r\n ');
}

/** `20261122` in a zone. */
const dayIn = (at: number, zone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at).replaceAll('-', '');

const stamp = (at: number): string => new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, '');

/** Due dates as a calendar (iCalendar, RFC 5545): one whole day for each measure that has one. */
export function calendarOf(measures: readonly Measure[], zone: string, name: string): string {
  const events = measures.flatMap(({ id, title, reason, owner, dueAt, updatedAt }) =>
    dueAt === null
      ? []
      : [
          'BEGIN:VEVENT',
          `UID:${id}@krisenfest`,
          `DTSTAMP:${stamp(updatedAt)}`,
          `DTSTART;VALUE=DATE:${dayIn(dueAt, zone)}`,
          `SUMMARY:${escaped(owner === '' ? title : `${title} (${owner})`)}`,
          ...(reason === '' ? [] : [`DESCRIPTION:${escaped(reason)}`]),
          'END:VEVENT',
        ],
  );
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//krisenfest//measures//DE',
    `X-WR-CALNAME:${escaped(name)}`,
    ...events,
    'END:VCALENDAR',
  ];
  return `${lines.map(folded).join('\r\n')}\r\n`;
}
