import type { AsnTable } from './asn.ts';
import type { Catalogue } from './catalogue/catalogue.ts';
import type { ProviderRecord } from './catalogue/provider.ts';
import { type Carrier, evidence, sameHouse } from './sighting.ts';

/** Whose network an address lies in, as far as the catalogue names it. */
type Network = {
  readonly provider: ProviderRecord;
  readonly carrier: Carrier;
};

const HOSTS = ['hosting', 'cloud', 'cms-saas', 'cdn', 'isp', 'shop'];

/** Finds providers behind addresses. `known` are providers seen otherwise: they decide where a network carries several brands. */
export type Networks = {
  /** Who hosts this name, if the owner of the network sells hosting or lines. */
  host(name: string, addresses: readonly string[]): Network | undefined;
  /** Who carries `service`, if that is somebody else. */
  under(service: ProviderRecord, name: string, addresses: readonly string[]): Carrier | undefined;
  /** All brands of the network of an address. */
  brands(address: string): readonly ProviderRecord[];
};

/** Networks over a table of owners. An owner says who operates, never which product it is: only hosting follows from it. */
export function networksOf(table: AsnTable, catalogue: Catalogue, known: ReadonlySet<string>): Networks {
  const brands = (address: string) => {
    const owner = table.owner(address);
    return owner ? catalogue.network(owner.asn) : [];
  };
  const carrier = (provider: ProviderRecord, name: string, address: string): Carrier => {
    const owner = table.owner(address);
    return {
      provider,
      evidence: evidence(
        'asn',
        name,
        `${address} in AS${owner?.asn} ${owner?.name}`,
        `dig +short ${address.includes(':') ? 'AAAA' : 'A'} ${name}`,
      ),
    };
  };
  const choose = (all: readonly ProviderRecord[]) => all.find((one) => known.has(one.id)) ?? all[0];
  return {
    brands,
    host: (name, addresses) => {
      for (const address of addresses) {
        const provider = choose(brands(address).filter((one) => one.categories.some((category) => HOSTS.includes(category))));
        if (provider) return { provider, carrier: carrier(provider, name, address) };
      }
      return undefined;
    },
    under: (service, name, addresses) => {
      for (const address of addresses) {
        const all = brands(address);
        if (all.length === 0 || all.some((one) => sameHouse(one, service))) continue;
        const provider = choose(all.filter((one) => one.categories.some((category) => HOSTS.includes(category)))) ?? choose(all);
        if (provider) return carrier(provider, name, address);
      }
      return undefined;
    },
  };
}
