import { getDomain } from 'tldts';
import type { DayCount, Item, Note } from './evidence.ts';
import { Gathered, type HostHit } from './match.ts';

/** Fewer devices than this could be told apart as persons; such days are not kept (knowledge of the works council, GDPR Art. 5). */
export const LEAST_CLIENTS = 3;
/** Domains in no catalogue: as many as a person may look through. */
const MOST_UNKNOWN = 500;
const MOST_DAYS = 400;
/** Room for the counting itself; a file that needs more was not written by a firm of this size. */
const MOST_BYTES = 120 << 20;
const MOST_HOSTS = 200_000;

/** Names that never leave the house, and names of addresses. */
const INSIDE = /(?:^|\.)(?:arpa|local|lan|home|internal|intern|localdomain|localhost|corp|private|fritz\.box|box|invalid|test|onion)$/;
const HOST_NAME = /^(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9-]{2,63}$/;

type Group = { readonly domain: string; readonly hit: HostHit | undefined };

/**
 * Counts how many different devices asked for which domain on which day. Client addresses are turned into numbers at once, live
 * in memory only while the file is read, and are gone with this object.
 */
export class DnsDays {
  readonly #match: (host: string) => HostHit | undefined;
  readonly #own: readonly string[];
  readonly #groups: Group[] = [];
  readonly #groupOf = new Map<string, number>();
  /** Group of a host name that was seen before; -1: none of our business. */
  readonly #hosts = new Map<string, number>();
  readonly #clients = new Map<string, number>();
  /** Per group and day, a bit for each client. */
  readonly #seen = new Map<number, Map<string, Uint8Array>>();
  #bytes = 0;
  #from: string | null = null;
  #to: string | null = null;
  anonymised = true;

  /** `own`: domains of the company itself, which are no service of others. */
  constructor(match: (host: string) => HostHit | undefined, own: readonly string[]) {
    this.#match = match;
    this.#own = own;
  }

  static isName(host: string): boolean {
    return HOST_NAME.test(host);
  }

  #group(host: string): number {
    const known = this.#hosts.get(host);
    if (known !== undefined) return known;
    const group = this.#newGroup(host);
    if (this.#hosts.size >= MOST_HOSTS) this.#hosts.clear();
    this.#hosts.set(host, group);
    return group;
  }
  #newGroup(host: string): number {
    if (INSIDE.test(host) || this.#own.some((own) => host === own || host.endsWith(`.${own}`))) return -1;
    const hit = this.#match(host);
    const domain = hit?.firm === true ? hit.pattern : getDomain(host, { allowPrivateDomains: false, validateHostname: false });
    if (domain === null) return -1;
    const known = this.#groupOf.get(domain);
    if (known !== undefined) return known;
    this.#groups.push({ domain, hit });
    this.#groupOf.set(domain, this.#groups.length - 1);
    return this.#groups.length - 1;
  }

  /** Counts one query. `host` in lower case without a dot at the end. False when there is no room for more. */
  add(host: string, client: string, day: string): boolean {
    const group = this.#group(host);
    let n = this.#clients.get(client);
    if (n === undefined) {
      n = this.#clients.size;
      this.#clients.set(client, n);
      this.#bytes += 80;
      // Pi-hole, AdGuard Home and others write 0.0.0.0 or the network alone when they hide who asked.
      if (!/^(?:0\.0\.0\.0|::|hidden|\d+\.\d+\.0\.0|[\da-f]{1,4}:[\da-f]{1,4}::)$/i.test(client)) this.anonymised = false;
    }
    if (this.#from === null || day < this.#from) this.#from = day;
    if (this.#to === null || day > this.#to) this.#to = day;
    if (group < 0) return true;
    let days = this.#seen.get(group);
    if (!days) {
      days = new Map();
      this.#seen.set(group, days);
      this.#bytes += 200;
    }
    const bits = days.get(day);
    const at = n >> 3;
    if (bits && at < bits.length) bits[at] = (bits[at] ?? 0) | (1 << (n & 7));
    else {
      const more = new Uint8Array(Math.max(8, 2 ** Math.ceil(Math.log2(at + 1))));
      if (bits) more.set(bits);
      more[at] = (more[at] ?? 0) | (1 << (n & 7));
      days.set(day, more);
      this.#bytes += more.length + 120 - (bits?.length ?? 0);
    }
    return this.#bytes <= MOST_BYTES;
  }

  get period(): { readonly from: string | null; readonly to: string | null } {
    return { from: this.#from, to: this.#to };
  }

  /** What may be kept: days on which at least three devices asked. What was left out is told as a number only. */
  result(): { readonly items: Item[]; readonly notes: Note[] } {
    let [groups, domains, unmatched] = [0, 0, 0];
    const kept: { readonly group: Group; readonly days: DayCount[] }[] = [];
    for (const [at, byDay] of this.#seen) {
      const group = this.#groups[at];
      if (!group) continue;
      const days: DayCount[] = [];
      for (const [day, bits] of byDay) {
        const clients = ones(bits);
        if (clients >= LEAST_CLIENTS) days.push([day, clients]);
        else groups++;
      }
      if (days.length === 0) domains++;
      else kept.push({ group, days: days.sort(([a], [b]) => (a < b ? -1 : 1)).slice(-MOST_DAYS) });
    }
    const gathered = new Gathered();
    const unknown: typeof kept = [];
    for (const one of kept) {
      const { hit, domain } = one.group;
      const trace = { kind: 'dns' as const, domain, days: one.days };
      if (hit?.firm === true) gathered.provider(hit.provider, 'used', trace);
      else if (hit && !NOT_WORKED_WITH.has(hit.provider.categories[0] ?? '')) gathered.provider(hit.provider, 'hint', trace);
      else if (hit) unmatched++;
      else unknown.push(one);
    }
    const weight = ({ days }: (typeof kept)[number]) => days.reduce((sum, [, clients]) => sum + clients, 0);
    unknown.sort((a, b) => weight(b) - weight(a) || (a.group.domain < b.group.domain ? -1 : 1));
    for (const { group, days } of unknown.slice(0, MOST_UNKNOWN))
      gathered.named(group.domain, 'unknown', { kind: 'dns', domain: group.domain, days });
    const notes: Note[] = [
      { code: 'suppressed-groups', count: groups },
      { code: 'suppressed-domains', count: domains },
      { code: 'unmatched', count: unmatched },
      { code: 'more-unknown', count: Math.max(0, unknown.length - MOST_UNKNOWN) },
      { code: 'anonymised', count: this.anonymised && this.#clients.size > 0 ? 1 : 0 },
    ];
    return { items: gathered.items, notes: notes.filter(({ count }) => count > 0) };
  }
}

/** What other people's pages load: that a browser asks for it says nothing about the company. */
const NOT_WORKED_WITH = new Set([
  'analytics',
  'advertising',
  'tag-manager',
  'consent',
  'fonts',
  'maps',
  'captcha',
  'video',
  'chat',
  'reviews',
  'cdn',
  'ca',
  'dns',
  'monitoring',
  'accessibility-overlay',
  'transactional-mail',
]);

function ones(bits: Uint8Array): number {
  let count = 0;
  for (let byte of bits) for (; byte !== 0; byte &= byte - 1) count++;
  return count;
}
