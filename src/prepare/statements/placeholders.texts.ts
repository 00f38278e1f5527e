import type { KnownPlaceholder } from './audiences.ts';

type Words = { readonly label: string; readonly sample: string };

/** What the placeholders are called, and the sample values of previews. `company` is replaced by the real name where it is known. */
export const de: Readonly<Record<KnownPlaceholder, Words>> = {
  company: { label: 'Firma', sample: 'Mühlhaus Maschinenbau GmbH' },
  since: { label: 'Beginn', sample: 'heute, 9:14 Uhr' },
  affected: { label: 'Was ausgefallen ist', sample: 'E-Mail und Bestellportal' },
  works: { label: 'Was noch geht', sample: 'Telefon, Fertigung und Versand' },
  contact: { label: 'Ansprechperson', sample: 'Eva Petersen' },
  phone: { label: 'Telefonnummer', sample: '0431 555 0199' },
  email: { label: 'Ersatz-E-Mail', sample: 'notfall@muehlhaus.example' },
  'next.update': { label: 'Nächste Meldung', sample: 'heute um 12 Uhr' },
  reference: { label: 'Vertrags- oder Kundennummer', sample: 'CY-0815-4711' },
};

export const en: typeof de = {
  company: { label: 'Company', sample: 'Mühlhaus Maschinenbau GmbH' },
  since: { label: 'Start', sample: 'today, 9:14' },
  affected: { label: 'What has failed', sample: 'e-mail and the order portal' },
  works: { label: 'What still works', sample: 'telephone, production and dispatch' },
  contact: { label: 'Contact person', sample: 'Eva Petersen' },
  phone: { label: 'Phone number', sample: '+49 431 555 0199' },
  email: { label: 'Spare e-mail', sample: 'notfall@muehlhaus.example' },
  'next.update': { label: 'Next message', sample: 'today at noon' },
  reference: { label: 'Policy or customer number', sample: 'CY-0815-4711' },
};

const words = { de, en };
const isKnown = (name: string): name is KnownPlaceholder => name in de;

/** What a placeholder is called; its bare name where it is one of the firm's own. */
export const placeholderLabel = (name: string, language: 'de' | 'en'): string => (isKnown(name) ? words[language][name].label : name);

/** Sample values for every known placeholder; the firm's own name where it is known. */
export const sampleValues = (language: 'de' | 'en', company?: string): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(words[language]).map(([name, { sample }]) => [name, sample])),
  ...(company ? { company } : {}),
});
