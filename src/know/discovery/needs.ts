import type { Role } from './finding.ts';

/** Why one service of a company needs another. */
export type NeedKind = 'dns' | 'proxy' | 'filter' | 'certificate' | 'sign-in' | 'form';

/** Key of the form on the home page, which is the company's own. */
export const CONTACT_FORM = 'contact-form';

type Served = { readonly key: string; readonly role: Role | null; readonly causedBy: readonly string[] };
type Need = { readonly of: string; readonly on: readonly string[]; readonly buffer: string | null; readonly why: NeedKind };

/** Time to live of answers in other people's resolvers: minutes to a day; hours as a guess. */
const REMEMBERED = 'PT4H';
/** Certificates are renewed about 30 days before they end, so at least that much is left when the authority stops. */
const STILL_VALID = 'P30D';

/** What is reached by a name of the company's own. */
const BY_NAME: ReadonlySet<Role> = new Set<Role>(['web', 'mail', 'shop']);
/** What opens after signing in with the account of the same provider. */
const SIGNED_IN: ReadonlySet<Role> = new Set<Role>(['office', 'mail', 'storage', 'videoconf']);

/**
 * What services of one domain need of each other, by what they do: a site needs its name, the network in front of it and, when it
 * is due, a new certificate; mail needs its name and the filter before it; what hangs on one sign-in falls with it; a form falls
 * with its protection. Several that do the same stand in for each other.
 */
export function needsAmong(services: readonly Served[]): Need[] {
  const keysOf = (role: Role) => services.filter((one) => one.role === role).map(({ key }) => key);
  return services.flatMap(({ key, role, causedBy }): Need[] => {
    const needs: Need[] = [];
    const need = (why: NeedKind, on: readonly string[], buffer: string | null = null) => {
      if (on.length > 0) needs.push({ of: key, on, buffer, why });
    };
    if (role !== null && BY_NAME.has(role)) need('dns', keysOf('dns'), REMEMBERED);
    if (role === 'web') {
      need('proxy', keysOf('web-proxy'));
      need('certificate', keysOf('ca'), STILL_VALID);
    }
    if (role === 'mail') need('filter', keysOf('mail-gateway'));
    if (role !== null && SIGNED_IN.has(role)) {
      const logins = services.filter((one) => one.role === 'identity' && one.causedBy.some((id) => causedBy.includes(id)));
      need(
        'sign-in',
        logins.map((one) => one.key),
      );
    }
    if (key === CONTACT_FORM) for (const on of [...keysOf('captcha'), ...keysOf('web')].slice(0, 2)) need('form', [on]);
    return needs;
  });
}
