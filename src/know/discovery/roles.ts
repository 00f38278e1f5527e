import type { ProviderRecord } from './catalogue/provider.ts';
import type { Role } from './finding.ts';

/** Where a hit was seen; the same provider means different things in different places. */
export type Place = 'service' | 'embed' | 'web' | 'mx' | 'spf' | 'txt';

/** The catalogue's categories as roles. */
const SERVICE: Readonly<Record<string, Role>> = {
  mail: 'mail',
  office: 'office',
  collaboration: 'office',
  project: 'office',
  identity: 'identity',
  mdm: 'identity',
  storage: 'storage',
  backup: 'storage',
  archive: 'storage',
  videoconf: 'videoconf',
  cloud: 'web',
  hosting: 'web',
  'cms-saas': 'web',
  cdn: 'web-proxy',
  dns: 'dns',
  registrar: 'dns',
  'mail-gateway': 'mail-gateway',
  'transactional-mail': 'mail-sending',
  'signature-management': 'mail-sending',
  newsletter: 'newsletter',
  telephony: 'telephony',
  isp: 'isp',
  consent: 'consent',
  analytics: 'analytics',
  advertising: 'advertising',
  'tag-manager': 'tag-manager',
  social: 'social',
  fonts: 'fonts',
  maps: 'maps',
  captcha: 'captcha',
  video: 'video',
  chat: 'chat',
  reviews: 'reviews',
  crm: 'crm',
  helpdesk: 'helpdesk',
  hr: 'hr',
  erp: 'erp',
  accounting: 'erp',
  payment: 'payment',
  shop: 'shop',
  booking: 'booking',
  ticketing: 'booking',
  'e-signature': 'e-signature',
  'remote-support': 'remote-access',
  dyndns: 'remote-access',
  vpn: 'remote-access',
  monitoring: 'monitoring',
  security: 'security',
  'password-manager': 'security',
  'security-awareness': 'security',
  ai: 'ai',
  ca: 'ca',
};

/** Roles that only exist as part of a page. */
const ON_PAGE: ReadonlySet<Role> = new Set<Role>([
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
  'social',
  'script-cdn',
]);

/** Is this the role of something built into a page? */
export const isOnPage = (role: Role): boolean => ON_PAGE.has(role);

const serviceRole = (categories: readonly string[]): Role => SERVICE[categories[0] ?? ''] ?? 'other';

/** The first category that says how a site is carried: as host, as shop, or as proxy in front. */
function webRole(categories: readonly string[]): Role {
  for (const category of categories) {
    if (category === 'cdn') return 'web-proxy';
    if (category === 'shop') return 'shop';
    if (category === 'hosting' || category === 'cms-saas' || category === 'cloud' || category === 'isp') return 'web';
  }
  return 'other';
}

/**
 * The role of a provider that was seen at this place. `pattern` is the catalogue pattern that matched; a record may
 * name the role of a single pattern.
 */
export function roleAt(provider: ProviderRecord, place: Place, pattern?: string): Role {
  const named = pattern === undefined ? undefined : provider.roles?.[pattern];
  if (named) return named;
  const { categories } = provider;
  switch (place) {
    case 'service':
      return serviceRole(categories);
    case 'embed': {
      const role = categories[0] === 'cdn' ? 'script-cdn' : serviceRole(categories);
      return role === 'dns' || role === 'mail' || role === 'isp' ? 'other' : role;
    }
    case 'web':
      return webRole(categories);
    case 'mx':
      if (categories.includes('mail')) return 'mail';
      if (categories.includes('mail-gateway')) return 'mail-gateway';
      return categories.includes('transactional-mail') ? 'mail-sending' : 'mail';
    case 'spf': {
      const role = serviceRole(categories);
      return role === 'web' || role === 'web-proxy' || role === 'dns' || role === 'isp' || role === 'other' ? 'mail-sending' : role;
    }
    case 'txt': {
      // A token proves an account, not that anything is built into the page or stands before the mailboxes.
      const role = serviceRole(categories);
      if (isOnPage(role)) return 'other';
      return role === 'mail-gateway' ? 'security' : role;
    }
  }
}
