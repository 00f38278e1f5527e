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
    path: 'settings/account',
    room: 'settings',
    label: { de: 'Mein Konto', en: 'My account' },
    right: 'self',
    nav: true,
    load: () => import('../trust/people/web/account.page.tsx'),
  },
];
