import type { ComponentType } from 'react';
import type { Bilingual } from '../kernel/languages.ts';
import type { Right } from '../trust/roles/rights.ts';

/** The places of the navigation: the situation as home, the five rooms, the settings. */
export type Room = 'lage' | 'know' | 'prepare' | 'watch' | 'act' | 'learn' | 'settings';

export type Page = {
  /** Below `/o/:org/`, wouter's form: `watch/checks/:id`. The component gets the parameters as `params`. */
  readonly path: string;
  readonly room: Room;
  readonly label: Bilingual;
  /** Who may not, does not see it. */
  readonly right: Right;
  /** Shown in the navigation. The first page of a room is where the room's name leads. */
  readonly nav: boolean;
  readonly load: () => Promise<{ readonly default: ComponentType<PageProps> }>;
};

export type PageProps = { readonly params: Readonly<Record<string, string | undefined>> };

/** Where *Notfall auslösen* leads; the button is there as soon as this page is. */
export const RAISE_PATH = 'act/raise';

export const pages: readonly Page[] = [
  {
    path: 'lage',
    room: 'lage',
    label: { de: 'Lage', en: 'Situation' },
    right: 'situation.read',
    nav: true,
    load: () => import('../act/situation/web/situation.page.tsx'),
  },
  {
    path: 'know/inventory',
    room: 'know',
    label: { de: 'Inventar', en: 'Inventory' },
    right: 'know.read',
    nav: true,
    load: () => import('../know/inventory/web/inventory.page.tsx'),
  },
  {
    path: 'know/map',
    room: 'know',
    label: { de: 'Landkarte', en: 'Map' },
    right: 'know.read',
    nav: true,
    load: () => import('../know/model/web/map.page.tsx'),
  },
  {
    path: 'know/what-if',
    room: 'know',
    label: { de: 'Was wäre, wenn', en: 'What if' },
    right: 'know.read',
    nav: true,
    load: () => import('../know/simulation/web/whatif.page.tsx'),
  },
  {
    path: 'know/scan',
    room: 'know',
    label: { de: 'Domain prüfen', en: 'Domain scan' },
    right: 'know.read',
    nav: true,
    load: () => import('../know/discovery/web/scan.page.tsx'),
  },
  {
    path: 'know/evidence',
    room: 'know',
    label: { de: 'Belege aus dem Haus', en: 'Evidence from inside' },
    right: 'know.read',
    nav: true,
    load: () => import('../know/evidence/web/evidence.page.tsx'),
  },
  {
    path: 'know/catalogue',
    room: 'know',
    label: { de: 'Dienstleister', en: 'Providers' },
    right: 'know.read',
    nav: true,
    load: () => import('../know/discovery/web/catalogue.page.tsx'),
  },
  {
    path: 'know/first-answer',
    room: 'know',
    label: { de: 'Erste Antwort', en: 'First answer' },
    right: 'know.read',
    nav: true,
    load: () => import('../know/selfcheck/web/guide.page.tsx'),
  },
  {
    path: 'prepare/overview',
    room: 'prepare',
    label: { de: 'Überblick', en: 'Overview' },
    right: 'prepare.read',
    nav: true,
    load: () => import('../prepare/web/overview.page.tsx'),
  },
  {
    path: 'prepare/plans',
    room: 'prepare',
    label: { de: 'Notfallpläne', en: 'Emergency plans' },
    right: 'prepare.read',
    nav: true,
    load: () => import('../prepare/plans/web/plans.page.tsx'),
  },
  {
    path: 'prepare/plans/:id',
    room: 'prepare',
    label: { de: 'Notfallplan', en: 'Emergency plan' },
    right: 'prepare.read',
    nav: false,
    load: () => import('../prepare/plans/web/plan.page.tsx'),
  },
  {
    path: 'prepare/roles',
    room: 'prepare',
    label: { de: 'Rollen', en: 'Roles' },
    right: 'prepare.read',
    nav: true,
    load: () => import('../prepare/roles/web/roles.page.tsx'),
  },
  {
    path: 'prepare/contacts',
    room: 'prepare',
    label: { de: 'Kontakte', en: 'Contacts' },
    right: 'prepare.read',
    nav: true,
    load: () => import('../prepare/contacts/web/contacts.page.tsx'),
  },
  {
    path: 'prepare/statements',
    room: 'prepare',
    label: { de: 'Stellungnahmen', en: 'Statements' },
    right: 'prepare.read',
    nav: true,
    load: () => import('../prepare/statements/web/statements.page.tsx'),
  },
  {
    path: 'prepare/statements/:id',
    room: 'prepare',
    label: { de: 'Stellungnahme', en: 'Statement' },
    right: 'prepare.read',
    nav: false,
    load: () => import('../prepare/statements/web/statement.page.tsx'),
  },
  {
    path: 'prepare/reachability',
    room: 'prepare',
    label: { de: 'Erreichbarkeit', en: 'Reachability' },
    right: 'act.read',
    nav: true,
    load: () => import('../act/alerting/web/reachability.page.tsx'),
  },
  {
    path: 'prepare/emergency-site',
    room: 'prepare',
    label: { de: 'Notfall-Website', en: 'Emergency website' },
    right: 'prepare.read',
    nav: true,
    load: () => import('../prepare/darkpages/web/darkpages.page.tsx'),
  },
  {
    path: 'prepare/emergency-site/:id',
    room: 'prepare',
    label: { de: 'Seite', en: 'Page' },
    right: 'prepare.read',
    nav: false,
    load: () => import('../prepare/darkpages/web/darkpage.page.tsx'),
  },
  {
    path: 'watch/checks',
    room: 'watch',
    label: { de: 'Prüfungen', en: 'Checks' },
    right: 'watch.read',
    nav: true,
    load: () => import('../watch/checks/web/checks.page.tsx'),
  },
  {
    path: 'watch/maintenance',
    room: 'watch',
    label: { de: 'Wartungsfenster', en: 'Maintenance' },
    right: 'watch.read',
    nav: true,
    load: () => import('../watch/checks/web/maintenance.page.tsx'),
  },
  {
    path: 'watch/checks/new',
    room: 'watch',
    label: { de: 'Neue Prüfung', en: 'New check' },
    right: 'watch.write',
    nav: false,
    load: () => import('../watch/checks/web/checkform.page.tsx'),
  },
  {
    path: 'watch/checks/:id/edit',
    room: 'watch',
    label: { de: 'Prüfung ändern', en: 'Change check' },
    right: 'watch.write',
    nav: false,
    load: () => import('../watch/checks/web/checkform.page.tsx'),
  },
  {
    path: 'watch/checks/:id',
    room: 'watch',
    label: { de: 'Prüfung', en: 'Check' },
    right: 'watch.read',
    nav: false,
    load: () => import('../watch/checks/web/check.page.tsx'),
  },
  {
    path: 'act/incidents',
    room: 'act',
    label: { de: 'Vorfälle', en: 'Incidents' },
    right: 'act.own',
    nav: true,
    load: () => import('../act/incidents/web/incidents.page.tsx'),
  },
  {
    path: 'act/incidents/:id',
    room: 'act',
    label: { de: 'Vorfall', en: 'Incident' },
    right: 'act.own',
    nav: false,
    load: () => import('../act/incidents/web/room.page.tsx'),
  },
  {
    path: RAISE_PATH,
    room: 'act',
    label: { de: 'Notfall auslösen', en: 'Raise the alarm' },
    right: 'act.raise',
    nav: false,
    load: () => import('../act/incidents/web/raise.page.tsx'),
  },
  {
    path: 'learn/reviews',
    room: 'learn',
    label: { de: 'Nachbereitungen', en: 'Reviews' },
    right: 'learn.read',
    nav: true,
    load: () => import('../learn/reviews/web/reviews.page.tsx'),
  },
  {
    path: 'learn/reviews/:id',
    room: 'learn',
    label: { de: 'Nachbereitung', en: 'Review' },
    right: 'learn.read',
    nav: false,
    load: () => import('../learn/reviews/web/review.page.tsx'),
  },
  {
    path: 'learn/measures',
    room: 'learn',
    label: { de: 'Maßnahmen', en: 'Measures' },
    right: 'learn.read',
    nav: true,
    load: () => import('../learn/measures/web/measures.page.tsx'),
  },
  {
    path: 'settings/organisation',
    room: 'settings',
    label: { de: 'Betrieb', en: 'Organisation' },
    right: 'settings.read',
    nav: true,
    load: () => import('../trust/organisations/web/organisation.page.tsx'),
  },
  {
    path: 'settings/people',
    room: 'settings',
    label: { de: 'Personen und Rollen', en: 'People and roles' },
    right: 'people.read',
    nav: true,
    load: () => import('../trust/people/web/people.page.tsx'),
  },
  {
    path: 'settings/channels',
    room: 'settings',
    label: { de: 'Alarmwege', en: 'Alert channels' },
    right: 'settings.read',
    nav: true,
    load: () => import('../act/alerting/web/channels.page.tsx'),
  },
  {
    path: 'settings/act',
    room: 'settings',
    label: { de: 'Ausfall und Öffentlichkeit', en: 'Outage and the public' },
    right: 'settings.read',
    nav: true,
    load: () => import('../act/darksite/web/settings.page.tsx'),
  },
  {
    path: 'settings/account',
    room: 'settings',
    label: { de: 'Mein Konto', en: 'My account' },
    right: 'self',
    nav: true,
    load: () => import('../trust/people/web/account.page.tsx'),
  },
  {
    path: 'settings/tokens',
    room: 'settings',
    label: { de: 'API-Zugänge', en: 'API access' },
    right: 'settings.read',
    nav: true,
    load: () => import('../trust/tokens/web/tokens.page.tsx'),
  },
  {
    path: 'settings/api',
    room: 'settings',
    label: { de: 'API-Beschreibung', en: 'API documentation' },
    right: 'self',
    nav: true,
    load: () => import('./apidocs/apidocs.page.tsx'),
  },
];
