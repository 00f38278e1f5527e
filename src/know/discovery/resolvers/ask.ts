import type { DnsClient, DnsReply } from '../../../outbound/dns.ts';
import type { DnsRecord, DnsType } from '../../../outbound/dns-record.ts';
import type { HostAnswer } from '../facts.ts';
import type { NotChecked } from '../notchecked.ts';
import { failureFrom } from './failure.ts';

/** DNS questions of one scan: each is asked once, what nobody answers is noted instead of thrown. */
export type Asker = {
  /** The reply, or `undefined` when there was none (timeout, refused, limit used up, stopped). */
  reply(name: string, type: DnsType): Promise<DnsReply | undefined>;
  /** The records of this type at the end of the name's CNAMEs, which are followed across zones. */
  records<T extends DnsType>(name: string, type: T): Promise<readonly Extract<DnsRecord, { type: T }>[]>;
  /** Addresses of a name and the CNAMEs that lead there. */
  host(name: string, type?: 'A' | 'AAAA'): Promise<HostAnswer>;
  /** Questions left of the scan's limit. */
  left(): number;
  readonly gaps: () => readonly NotChecked[];
  readonly asked: () => number;
};

const LONGEST_CHAIN = 8;

/** An asker over a DNS client, bound to at most `most` questions. */
export function asker(client: DnsClient, most: number, signal: AbortSignal | undefined): Asker {
  const memo = new Map<string, Promise<DnsReply | undefined>>();
  const gaps: NotChecked[] = [];
  let asked = 0;
  let limitNoted = false;

  async function once(name: string, type: DnsType): Promise<DnsReply | undefined> {
    if (signal?.aborted) return undefined;
    if (asked >= most) {
      if (!limitNoted) gaps.push({ what: { code: 'more-names' }, why: { code: 'questions-used-up', most } });
      limitNoted = true;
      return undefined;
    }
    asked += 1;
    try {
      const answer = await client.query(name, type, signal);
      if (answer.cut) gaps.push({ what: { code: 'dns-record', type, name }, why: { code: 'too-many-records' } });
      return answer;
    } catch (error) {
      if (!signal?.aborted) gaps.push({ what: { code: 'dns-record', type, name }, why: failureFrom(error) });
      return undefined;
    }
  }

  const reply = (name: string, type: DnsType): Promise<DnsReply | undefined> => {
    const key = `${type} ${name}`;
    const known = memo.get(key);
    if (known) return known;
    const fresh = once(name, type);
    memo.set(key, fresh);
    return fresh;
  };

  /** Follows CNAMEs within and across replies until records of the type, a dead end or a loop. */
  async function walk(
    name: string,
    type: DnsType,
  ): Promise<{ records: readonly DnsRecord[]; chain: string[]; state: HostAnswer['state'] }> {
    const chain: string[] = [];
    let at = name;
    while (chain.length <= LONGEST_CHAIN) {
      const answer = await reply(at, type);
      if (!answer) return { records: [], chain, state: 'unanswered' };
      const before = at;
      for (let next = step(answer, at); next !== undefined && chain.length <= LONGEST_CHAIN; next = step(answer, at)) {
        if (next === name || chain.includes(next)) {
          gaps.push({ what: { code: 'dns-name', name }, why: { code: 'cname-circle' } });
          return { records: [], chain, state: 'empty' };
        }
        chain.push(next);
        at = next;
      }
      const found = answer.answers.filter((record) => record.type === type && record.name === at);
      if (found.length > 0) return { records: found, chain, state: 'found' };
      if (at === before)
        return { records: [], chain, state: answer.rcode === 'NXDOMAIN' ? (chain.length > 0 ? 'dangling' : 'missing') : 'empty' };
    }
    gaps.push({ what: { code: 'dns-name', name }, why: { code: 'cname-chain', most: LONGEST_CHAIN } });
    return { records: [], chain, state: 'empty' };
  }

  return {
    reply,
    records: async <T extends DnsType>(name: string, type: T) => {
      const { records } = await walk(name, type);
      return records.filter((record): record is Extract<DnsRecord, { type: T }> => record.type === type);
    },
    host: async (name, type = 'A') => {
      const { records, chain, state } = await walk(name, type);
      const addresses = records.flatMap((record) => (record.type === 'A' || record.type === 'AAAA' ? [record.address] : [])).slice(0, 20);
      return { name, chain, addresses, state };
    },
    left: () => Math.max(0, most - asked),
    gaps: () => gaps,
    asked: () => asked,
  };
}

const step = (answer: DnsReply, at: string): string | undefined => {
  const record = answer.answers.find((one) => one.type === 'CNAME' && one.name === at);
  return record?.type === 'CNAME' ? record.target : undefined;
};
