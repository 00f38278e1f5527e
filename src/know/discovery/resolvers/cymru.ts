import { parseIp } from '../../../kernel/ip.ts';
import type { AsnTable, NetworkOwner } from '../asn.ts';
import type { DomainFacts } from '../facts.ts';
import { spfNetworks } from '../spf.ts';
import type { Asker } from './ask.ts';

/** Questions to Team Cymru of one scan, two for each network. */
export const MOST_ORIGINS = 30;

/** Every address a scan has seen whose owner may matter, without repeats. */
export function addressesIn({ hosts, addressesOf, spf, domain }: DomainFacts): string[] {
  const ranges = spf ? spfNetworks(spf, domain).flatMap((network) => network.split('/')[0] ?? []) : [];
  return [...new Set([...hosts.flatMap((host) => host.addresses), ...Object.values(addressesOf).flat(), ...ranges])];
}

/** The name to ask for the origin of an address: `1.2.0.192.origin.asn.cymru.com`, nibbles for IPv6. */
export function originName(address: string): string | undefined {
  const ip = parseIp(address);
  if (!ip) return undefined;
  if (ip.family === 4) {
    const bytes = [0n, 8n, 16n, 24n].map((shift) => (ip.value >> shift) & 0xffn);
    return `${bytes.join('.')}.origin.asn.cymru.com`;
  }
  const nibbles = ip.value.toString(16).padStart(32, '0').split('').reverse();
  return `${nibbles.join('.')}.origin6.asn.cymru.com`;
}

/**
 * Asks Team Cymru's DNS service who announces the addresses that the table does not know, at most `MOST_ORIGINS` questions.
 * A question to a third party: only when switched on.
 */
export async function ownersFromCymru(ask: Asker, addresses: readonly string[], table: AsnTable): Promise<AsnTable> {
  const unknown = addresses.filter((address) => table.owner(address) === undefined).slice(0, MOST_ORIGINS / 2);
  const found = new Map<string, NetworkOwner>();
  await Promise.all(
    unknown.map(async (address) => {
      const name = originName(address);
      const [origin] = name === undefined ? [] : await ask.records(name, 'TXT');
      // "24940 | 192.0.2.0/28 | DE | ripencc | 2026-01-01"; several origins stand one after the other.
      const parts = /^\s*(\d{1,10})(?: \d+)*\s*\|[^|]*\|\s*([A-Z]{2})?/.exec(origin?.text ?? '');
      if (!parts) return;
      const [about] = await ask.records(`AS${parts[1]}.asn.cymru.com`, 'TXT');
      const called = about?.text.split('|').at(-1)?.trim().slice(0, 100);
      found.set(address, { asn: Number(parts[1]), name: called ?? `AS${parts[1]}`, country: parts[2] ?? '' });
    }),
  );
  return { ...table, owner: (address) => table.owner(address) ?? found.get(address) };
}
