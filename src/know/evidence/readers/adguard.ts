import { z } from 'zod';
import { daysIn, type EvidenceReader } from '../reader.ts';
import { readQueries } from './dnslog.ts';

/** One line of `querylog.json`; answers and the rest are of no interest. */
const Line = z.object({ T: z.string(), QH: z.string(), IP: z.string().default(''), CID: z.string().optional() });

/** AdGuard Home: `querylog.json` and `querylog.json.1`, one JSON object a line. */
export const adguard: EvidenceReader = {
  kind: 'adguard',
  label: { de: 'AdGuard Home', en: 'AdGuard Home' },
  endings: ['.json', '.1', '.jsonl', '.log'],
  maxBytes: 4 * 2 ** 30,
  read: (file, reading) => {
    const dayOf = daysIn(reading.zone);
    return readQueries(file, reading, (text) => {
      let json: unknown;
      try {
        json = JSON.parse(text);
      } catch {
        return 'bad-json';
      }
      const line = Line.safeParse(json);
      if (!line.success) return 'not-a-line';
      const { T, QH, IP, CID } = line.data;
      const at = Date.parse(T);
      if (Number.isNaN(at)) return 'bad-time';
      return { host: QH, client: CID || IP, day: dayOf(at) };
    });
  },
};
