import { DarkSiteContent } from '../../src/prepare/darkpages/content.ts';

/** The emergency website of a fictional firm, filled as one would in a crisis. */
export const darkContent = (changes: Partial<Record<keyof DarkSiteContent, unknown>> = {}): DarkSiteContent =>
  DarkSiteContent.parse({
    mode: 'actual',
    kind: 'crisis',
    version: 3,
    site: 'https://www.foerdemaschinen.example/',
    company: {
      name: 'Förde Maschinenbau GmbH',
      imprint: 'Förde Maschinenbau GmbH\nWerftstraße 1, 24143 Kiel\nHRB 0000 KI',
      logo: {
        type: 'image/svg+xml',
        base64: Buffer.from(
          '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle cx="20" cy="20" r="18"/></svg>',
        ).toString('base64'),
      },
    },
    zone: 'Europe/Berlin',
    since: Date.UTC(2026, 10, 22, 6, 30),
    updatedAt: Date.UTC(2026, 10, 22, 11, 14),
    nextUpdateAt: Date.UTC(2026, 10, 22, 15, 0),
    text: {
      de: {
        headline: 'Unsere IT steht – wir arbeiten weiter',
        whatHappened:
          'Seit {{since}} sind unsere Systeme nicht erreichbar.\n\nWir haben sie selbst abgeschaltet.\nDie Behörden sind informiert.',
        works: ['Telefon', 'Lager & Versand <von Hand>'],
        doesNot: ['E-Mail', 'Bestellportal'],
        howToReach: 'Rufen Sie an.',
      },
      en: {
        headline: 'Our IT is down – we carry on',
        whatHappened: 'Our systems have not been available since {{since}}.',
        works: ['Phone', 'Warehouse & shipping'],
        doesNot: ['E-mail', 'Order portal'],
        howToReach: 'Please call.',
      },
    },
    contacts: [
      { label: { de: 'Zentrale', en: 'Switchboard' }, phone: '+49 431 555 0199', hours: { de: 'Mo–Fr 7–18 Uhr', en: 'Mon–Fri 7 am–6 pm' } },
      { label: { de: 'Ersatzteile', en: 'Spare parts' }, phone: '0431 555 0123', email: 'notfall@foerdemaschinen.example' },
    ],
    updates: [{ at: Date.UTC(2026, 10, 22, 8, 0), text: { de: 'Wir prüfen eine Störung.', en: 'We are looking into a disruption.' } }],
    values: { de: { since: 'heute früh' }, en: { since: 'this morning' } },
    ...changes,
  });
