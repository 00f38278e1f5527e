import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import { parseIp } from '../../kernel/ip.ts';
import type { WayOut } from '../../kernel/wayout.ts';

/** `main`: what the firm works by. `spare`: what it falls back on; nobody notices when that is dead. */
export const UplinkRole = z.enum(['main', 'spare']);
export type UplinkRole = z.infer<typeof UplinkRole>;

/**
 * By what a packet leaves on this line: an interface of the machine, by whatever address it has at the moment; or an own address, which
 * the router sends out by that line.
 */
export const Via = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('interface'),
    // As the Linux kernel takes them (dev_valid_name): at most 15 characters, no slash, no space.
    name: z
      .string()
      .trim()
      .regex(/^(?!-)[^\s/:]{1,15}$/, 'must be the name of an interface like eth1'),
  }),
  z.object({
    kind: z.literal('address'),
    address: z
      .string()
      .trim()
      .refine((text) => parseIp(text) !== undefined, 'must be an IP address of this machine'),
  }),
]);
export type Via = z.infer<typeof Via>;

export const UplinkContents = z.object({
  name: z.string().trim().min(1, 'needs a name').max(60),
  role: UplinkRole,
  via: Via,
});
export type UplinkContents = z.infer<typeof UplinkContents>;
export type Uplink = UplinkContents & { readonly id: Id };

/** What the machine says of its interfaces (`os.networkInterfaces()`): those that are on and have a carrier, with their addresses. */
export type Interfaces = Readonly<Record<string, readonly { readonly address: string; readonly family: string }[] | undefined>>;

/** Addresses that an interface gives itself when nobody gives it one (RFC 3927, RFC 4291): nothing beyond the cable can be reached by them. */
const isSelfGiven = (address: string): boolean => /^169\.254\.|^fe[89ab]/i.test(address);

/** How to leave by this line right now; null when the machine has no address on it: cable out, modem off, no address given. */
export function wayBy(via: Via, interfaces: Interfaces): WayOut | null {
  const usable = (device: string) => (interfaces[device] ?? []).map(({ address }) => address).filter((one) => !isSelfGiven(one));
  const familyOf = (address: string) => parseIp(address)?.family;
  if (via.kind === 'interface') {
    const addresses = usable(via.name);
    const [four = null, six = null] = [4, 6].map((family) => addresses.find((one) => familyOf(one) === family) ?? null);
    return four === null && six === null ? null : { four, six, device: via.name };
  }
  const wanted = parseIp(via.address)?.value;
  const device = Object.keys(interfaces).find((name) => usable(name).some((one) => parseIp(one)?.value === wanted));
  if (device === undefined) return null;
  return familyOf(via.address) === 4 ? { four: via.address, six: null, device } : { four: null, six: via.address, device };
}

/** How a line stands, from the checks that go out by it. `unchecked`: none does, so nobody would notice. */
export type Standing = 'works' | 'dead' | 'unsure' | 'unchecked';

/** One target that answers shows that the line works; dead is it only when none does. */
export function standingOf(checks: readonly { readonly shown: string }[]): Standing {
  const active = checks.filter(({ shown }) => shown !== 'paused' && shown !== 'maintenance');
  if (active.length === 0) return 'unchecked';
  if (active.some(({ shown }) => shown === 'up' || shown === 'warning' || shown === 'untrusted')) return 'works';
  return active.every(({ shown }) => shown === 'down' || shown === 'behind') ? 'dead' : 'unsure';
}
