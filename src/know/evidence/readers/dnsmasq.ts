import type { RejectCode } from '../evidence.ts';
import { daysIn, type EvidenceReader } from '../reader.ts';
import { type Query, readQueries } from './dnslog.ts';

const MONTHS: Readonly<Record<string, string>> = {
  Jan: '01',
  Feb: '02',
  Mar: '03',
  Apr: '04',
  May: '05',
  Jun: '06',
  Jul: '07',
  Aug: '08',
  Sep: '09',
  Oct: '10',
  Nov: '11',
  Dec: '12',
};
/** `Nov 20 10:00:01`, `2026-11-20T10:00:01+01:00`, with or without a syslog priority in front. */
const STAMP =
  /^(?:<\d{1,3}>)?(?:([A-Z][a-z]{2}) {1,2}(\d{1,2}) \d\d:\d\d:\d\d|(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d:\d\d(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?)\s/;
const QUERY = /query\[[A-Z0-9=-]+\] (\S+) from (\S+)/;

/**
 * Makes the reader of lines. The log of dnsmasq has no year: a day that would lie in the future is one of last year. `today` is a
 * day in the zone of the organisation.
 */
export function dnsmasqLines(today: string, dayOf: (ms: number) => string): (line: string) => Query | RejectCode | 'other' {
  const year = Number(today.slice(0, 4));
  return (line) => {
    if (!line.includes('dnsmasq')) return 'not-a-line';
    if (!line.includes('query[')) return 'other';
    const query = QUERY.exec(line);
    if (!query) return 'not-a-line';
    const stamp = STAMP.exec(line);
    if (!stamp) return 'bad-time';
    const [, month = '', date = '', iso, offset] = stamp;
    let day: string;
    if (iso !== undefined) {
      const at = offset === undefined ? Number.NaN : Date.parse(line.slice(line.indexOf(iso), stamp[0].length).trim());
      day = Number.isNaN(at) ? iso : dayOf(at);
    } else {
      const ofYear = `${MONTHS[month] ?? ''}-${date.padStart(2, '0')}`;
      if (!/^\d\d-\d\d$/.test(ofYear)) return 'bad-time';
      day = `${ofYear > today.slice(5) ? year - 1 : year}-${ofYear}`;
    }
    if (Number.isNaN(Date.parse(day))) return 'bad-time';
    return { host: query[1] ?? '', client: query[2] ?? '', day };
  };
}

/** dnsmasq with `log-queries`, as OpenWrt, Pi-hole (`pihole.log`) and many routers write it. */
export const dnsmasq: EvidenceReader = {
  kind: 'dnsmasq',
  label: { de: 'dnsmasq-Protokoll', en: 'dnsmasq log' },
  endings: ['.log', '.txt', '.1'],
  maxBytes: 4 * 2 ** 30,
  read: (file, reading) => {
    const dayOf = daysIn(reading.zone);
    return readQueries(file, reading, dnsmasqLines(dayOf(reading.now), dayOf), [{ code: 'year-assumed', count: 1 }]);
  },
};
