import { under } from '../pattern.ts';
import type { Asker } from './ask.ts';

/** A name of the zone and the types of its records. */
type ZoneName = { readonly name: string; readonly types: readonly string[] };

/** What walking gave; `complete` means that the zone holds these names and no others. */
export type ZoneWalk = { readonly names: readonly ZoneName[]; readonly complete: boolean };

/**
 * Follows the NSEC records of a signed zone from name to name (RFC 4034 §4): the zone itself lists its names, so nothing
 * has to be guessed. Zones without NSEC (unsigned, NSEC3, invented answers) give nothing. At most `most` names.
 */
export async function walkZone(ask: Asker, domain: string, most: number): Promise<ZoneWalk> {
  const names: ZoneName[] = [];
  const seen = new Set<string>();
  let at = domain;
  while (names.length < most) {
    const answer = await ask.reply(at, 'NSEC');
    const record = answer?.answers.find((one) => one.type === 'NSEC' && one.name === at);
    if (record?.type !== 'NSEC') return { names, complete: false };
    if (at !== domain) names.push({ name: at, types: record.types });
    seen.add(at);
    if (record.next === domain) return { names, complete: true };
    if (seen.has(record.next) || !under(record.next, domain)) return { names, complete: false };
    at = record.next;
  }
  return { names, complete: false };
}
