import { type Ip, type Network, parseIp, parseNetwork, type Range } from '../kernel/ip.ts';

export { parseIp };

/**
 * Who may be connected to. `public`: whatever the world can reach, nothing of the house (scan, feeds, webhooks);
 * `allow` lists networks the operator permits all the same. `configured`: networks set by the operator (probes,
 * publishers, channels), every one unless `allow` narrows it. Cloud metadata addresses are refused by both.
 */
export type Policy =
  | { readonly kind: 'public'; readonly allow?: readonly Network[] }
  | { readonly kind: 'configured'; readonly allow?: readonly Network[] };

/** Why an address is refused. */
export type Refusal =
  | 'not-an-address'
  | 'cloud-metadata'
  | 'unspecified'
  | 'loopback'
  | 'private'
  | 'shared'
  | 'link-local'
  | 'unique-local'
  | 'multicast'
  | 'broadcast'
  | 'documentation'
  | 'translated'
  | 'reserved'
  | 'not-allowed';

const range = (text: string): Range => {
  const parsed = parseNetwork(text);
  if (!parsed) throw new Error(`${text} is not a network.`);
  return parsed;
};
const within = (ip: Ip, r: Range): boolean => r.family === ip.family && ip.value >= r.first && ip.value <= r.last;

/** Where clouds answer questions about their own machines, credentials among them (AWS, Azure, Google, Alibaba, Oracle). */
const METADATA = [
  '169.254.169.254',
  '169.254.169.253',
  '169.254.169.123',
  '169.254.170.0/24',
  '169.254.0.23',
  '100.100.100.200',
  '168.63.129.16',
  '192.0.0.192',
  'fd00:ec2::/32',
  'fd20:ce::254',
].map(range);

/** IANA special-purpose registries (RFC 6890 and successors), most telling name first. */
const SPECIAL: readonly (readonly [Range, Refusal])[] = (
  [
    ['0.0.0.0/8', 'unspecified'],
    ['10.0.0.0/8', 'private'],
    ['100.64.0.0/10', 'shared'],
    ['127.0.0.0/8', 'loopback'],
    ['169.254.0.0/16', 'link-local'],
    ['172.16.0.0/12', 'private'],
    ['192.0.2.0/24', 'documentation'],
    ['192.0.0.0/24', 'reserved'],
    ['192.88.99.0/24', 'reserved'],
    ['192.168.0.0/16', 'private'],
    ['198.18.0.0/15', 'reserved'],
    ['198.51.100.0/24', 'documentation'],
    ['203.0.113.0/24', 'documentation'],
    ['224.0.0.0/4', 'multicast'],
    ['255.255.255.255', 'broadcast'],
    ['240.0.0.0/4', 'reserved'],
    ['::', 'unspecified'],
    ['::1', 'loopback'],
    ['::ffff:0:0/96', 'translated'],
    ['::/96', 'translated'],
    ['64:ff9b::/96', 'translated'],
    ['64:ff9b:1::/48', 'translated'],
    ['2001::/32', 'translated'],
    ['2002::/16', 'translated'],
    ['2001:db8::/32', 'documentation'],
    ['3fff::/20', 'documentation'],
    ['2001::/23', 'reserved'],
    ['fc00::/7', 'unique-local'],
    ['fe80::/10', 'link-local'],
    ['fec0::/10', 'private'],
    ['ff00::/8', 'multicast'],
  ] as const
).map(([text, reason]) => [range(text), reason]);
const GLOBAL_V6 = range('2000::/3');

/** The IPv4 address carried inside an IPv6 one: mapped, compatible, NAT64 (RFC 6052), 6to4 (RFC 3056), Teredo (RFC 4380), ISATAP. */
function carried(ip: Ip): Ip | undefined {
  if (ip.family === 4) return undefined;
  const low: Ip = { family: 4, value: ip.value & 0xffffffffn };
  const high = ip.value >> 32n;
  if (high === 0xffffn || (high === 0n && low.value > 1n)) return low;
  if (high === 0x64ff9bn << 64n || ip.value >> 80n === 0x64ff9b0001n) return low;
  if (ip.value >> 112n === 0x2002n) return { family: 4, value: (ip.value >> 80n) & 0xffffffffn };
  if (ip.value >> 96n === 0x20010000n) return { family: 4, value: low.value ^ 0xffffffffn };
  const interfaceId = high & 0xffffffffn;
  if (interfaceId === 0x5efen || interfaceId === 0x2005efen) return low;
  return undefined;
}

const isMetadata = (ip: Ip): boolean => METADATA.some((one) => within(ip, one));

/**
 * May this address be connected to under this policy? `ok`, or the reason why not. IPv6 forms that carry an IPv4
 * address (mapped, NAT64, 6to4, Teredo) are refused by `public` and looked through for cloud metadata by both.
 */
export function judge(address: string, policy: Policy): 'ok' | Refusal {
  const ip = parseIp(address);
  if (!ip) return 'not-an-address';
  const inner = carried(ip);
  if (isMetadata(ip) || (inner && isMetadata(inner))) return 'cloud-metadata';
  const listed = (policy.allow ?? []).some((network) => {
    const parsed = parseNetwork(network);
    return parsed !== undefined && (within(ip, parsed) || (inner !== undefined && within(inner, parsed)));
  });
  if (listed) return 'ok';
  switch (policy.kind) {
    case 'configured':
      return policy.allow === undefined ? 'ok' : 'not-allowed';
    case 'public': {
      const special = SPECIAL.find(([one]) => within(ip, one));
      if (special) return special[1];
      if (inner) return 'translated';
      return ip.family === 4 || within(ip, GLOBAL_V6) ? 'ok' : 'reserved';
    }
  }
}

const WORDS: Record<Refusal, string> = {
  'not-an-address': 'is not an IP address',
  'cloud-metadata': 'belongs to the metadata service of a cloud',
  unspecified: 'means "this machine"',
  loopback: 'means this machine itself',
  private: 'belongs to a private network',
  shared: 'belongs to the shared network of a provider (RFC 6598)',
  'link-local': 'is only valid on the local line',
  'unique-local': 'belongs to a private network (ULA)',
  multicast: 'is a multicast address',
  broadcast: 'is the broadcast address',
  documentation: 'is reserved for documentation and leads nowhere',
  translated: 'wraps another address inside',
  reserved: 'is reserved and not part of the public internet',
  'not-allowed': 'lies outside the networks allowed in the configuration',
};

/** The sentence for a refusal: "10.0.0.1 belongs to a private network." */
export const refusalSentence = (address: string, reason: Refusal): string => `${address} ${WORDS[reason]}; no connection is made.`;
