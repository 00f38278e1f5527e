import { createContext, useContext } from 'react';
import type { Membership } from '../trust/organisations/organisations.contract.ts';
import type { Right } from '../trust/roles/rights.ts';
import type { Me } from '../trust/sessions/sessions.contract.ts';

/** Where we are: the person and the organisation whose pages are shown. */
export type Place = { readonly me: Me; readonly org: Membership };

export const PlaceContext = createContext<Place | undefined>(undefined);

/** The slug of the organisation, or undefined outside of one (setup, login). */
export const useOrgSlug = (): string | undefined => useContext(PlaceContext)?.org.slug;

/** Person and organisation; only below an organisation's pages. */
export function usePlace(): Place {
  const place = useContext(PlaceContext);
  if (!place) throw new Error('usePlace is used outside of an organisation');
  return place;
}

/** May the person do this here? `const mayWrite = useMay('watch.write')`: hide or disable what may not be done. */
export const useMay = (right: Right): boolean => useContext(PlaceContext)?.org.rights.includes(right) ?? false;

/** A path inside the organisation: `useHref()('watch/checks')` → `/o/muehlhaus/watch/checks`. */
export function useHref(): (path: string) => string {
  const slug = useOrgSlug();
  return (path) => `/o/${slug ?? ''}/${path}`;
}

/** The organisation's time zone; outside of one the browser's own. */
export const usePlaceZone = (): string => useContext(PlaceContext)?.org.zone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
