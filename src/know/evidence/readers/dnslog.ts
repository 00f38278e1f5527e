import { ok, type Result } from '../../../kernel/result.ts';
import { DnsDays } from '../dnsdays.ts';
import { type Contents, type Note, type Refusal, type RejectCode, Rejections, refusal } from '../evidence.ts';
import { hostMatcher } from '../match.ts';
import type { EvidenceFile, Reading } from '../reader.ts';
import { eachLine } from './lines.ts';

/** One query of a log; `other`: a line that tells something else; a code: a line with which something is wrong. */
export type Query = { readonly host: string; readonly client: string; readonly day: string };

/** Counts queries and rejects what is none. */
export class QueryCount {
  readonly days: DnsDays;
  readonly rejections = new Rejections();
  rows = 0;

  constructor({ catalogue, own }: Reading) {
    this.days = new DnsDays(hostMatcher(catalogue), own);
  }
  add(host: string, client: string, day: string, line: number): Refusal | undefined {
    const name = host.toLowerCase().replace(/\.$/, '');
    if (client === '') this.rejections.add(line, 'no-client');
    // Single words are names of the house; the root and Pi-hole's "hidden" are none.
    else if (!DnsDays.isName(name)) {
      if (/^[a-z0-9_-]*$/.test(name)) this.rows++;
      else this.rejections.add(line, 'bad-name');
    } else {
      this.rows++;
      if (!this.days.add(name, client, day)) return refusal('too-many', line);
    }
    return undefined;
  }
  contents(more: readonly Note[] = []): Result<Contents, Refusal> {
    const { rows, rejections, days } = this;
    if (rows === 0)
      return { ok: false, error: rejections.count > 0 ? refusal('wrong-kind', rejections.first[0]?.line ?? 1) : refusal('no-rows') };
    const { items, notes } = days.result();
    const report = { rows, rejected: rejections.count, rejects: rejections.first, ...days.period, notes: [...notes, ...more] };
    return ok({ items, report });
  }
}

/** Reads a log of queries line by line. */
export async function readQueries(
  file: EvidenceFile,
  reading: Reading,
  parse: (line: string) => Query | RejectCode | 'other',
  notes: readonly Note[] = [],
): Promise<Result<Contents, Refusal>> {
  const count = new QueryCount(reading);
  const refused = await eachLine(file, reading.progress, (line, number) => {
    if (line === undefined) count.rejections.add(number, 'too-long');
    else if (line.trim() !== '') {
      const query = parse(line);
      if (query === 'other') return undefined;
      if (typeof query === 'string') count.rejections.add(number, query);
      else return count.add(query.host, query.client, query.day, number);
    }
    return undefined;
  });
  return refused ? { ok: false, error: refused } : count.contents(notes);
}
