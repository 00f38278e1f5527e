import { z } from 'zod';

/**
 * Registries that are asked without a look into the directory of the IANA (RFC 9224): the common ones, and `.de`, which does not stand in
 * it. Each ends where `domain/…` begins.
 */
export const RDAP_SERVERS: Readonly<Record<string, string>> = {
  de: 'https://rdap.denic.de/',
  com: 'https://rdap.verisign.com/com/v1/',
  net: 'https://rdap.verisign.com/net/v1/',
  org: 'https://rdap.publicinterestregistry.org/rdap/',
};

/** What is read of the answer about a domain (RFC 9083 §5.3). */
export const RdapDomain = z.object({
  objectClassName: z.string().optional(),
  status: z.array(z.string().max(100)).max(50).catch([]),
  events: z
    .array(z.object({ eventAction: z.string().max(100), eventDate: z.string().max(60) }))
    .max(200)
    .catch([]),
  entities: z
    .array(z.object({ roles: z.array(z.string()).default([]), vcardArray: z.unknown().optional(), handle: z.string().optional() }))
    .catch([]),
});
export type RdapDomain = z.infer<typeof RdapDomain>;

/** The registrar's name; null where the registry does not publish it. */
export function registrarIn({ entities }: RdapDomain): string | null {
  const entity = entities.find((one) => one.roles.includes('registrar'));
  return /"fn",\{[^}]{0,50}\},"text","([^"]{1,120})"/.exec(JSON.stringify(entity?.vcardArray ?? ''))?.[1] ?? null;
}

/** When the registration ends, in ms since 1970 (event `expiration`, RFC 9083 §4.5); null where the registry does not tell. */
export function expiryIn({ events }: RdapDomain): number | null {
  const dates = events.filter(({ eventAction }) => eventAction === 'expiration').map(({ eventDate }) => Date.parse(eventDate));
  return dates.find((at) => Number.isFinite(at)) ?? null;
}

/** The directory of the IANA: which registry answers for which endings (RFC 9224 §4). */
export const RdapDirectory = z.object({ services: z.array(z.tuple([z.array(z.string()), z.array(z.string())])).max(5000) });

/** The registry for an ending, by the directory; an encrypted address goes first. Null where there is none. */
export function registryFor(ending: string, { services }: z.infer<typeof RdapDirectory>): string | null {
  const found = services.find(([endings]) => endings.some((one) => one.toLowerCase() === ending))?.[1] ?? [];
  const url = found.find((one) => one.startsWith('https://')) ?? found.find((one) => one.startsWith('http://'));
  return url === undefined ? null : url.endsWith('/') ? url : `${url}/`;
}
