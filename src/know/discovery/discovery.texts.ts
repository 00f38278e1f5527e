import type { Role, Status } from './finding.ts';
import type { NeedKind } from './needs.ts';
import { de as gapsDe, en as gapsEn } from './notchecked.texts.ts';
import type { NotChecked } from './notchecked.ts';

const rolesDe: Record<Role, string> = {
  mail: 'E-Mail',
  'mail-gateway': 'E-Mail-Filter',
  'mail-sending': 'E-Mail-Versand',
  dns: 'DNS',
  web: 'Website',
  'web-proxy': 'Website-Verteiler (CDN)',
  ca: 'Zertifikat',
  identity: 'Anmeldung',
  office: 'Büro und Zusammenarbeit',
  shop: 'Onlineshop',
  payment: 'Zahlung',
  booking: 'Terminbuchung',
  newsletter: 'Newsletter',
  crm: 'Kundenverwaltung',
  helpdesk: 'Kundendienst',
  hr: 'Personal',
  erp: 'Warenwirtschaft und Buchhaltung',
  telephony: 'Telefonie',
  videoconf: 'Videokonferenz',
  'remote-access': 'Fernzugriff',
  storage: 'Dateiablage',
  'e-signature': 'Elektronische Unterschrift',
  analytics: 'Besucherstatistik',
  advertising: 'Werbung',
  'tag-manager': 'Tag-Verwaltung',
  consent: 'Einwilligung',
  fonts: 'Schriften',
  maps: 'Karten',
  captcha: 'Formularschutz',
  video: 'Video',
  chat: 'Chat',
  reviews: 'Bewertungen',
  social: 'Soziale Netze',
  'script-cdn': 'Skripte von Dritten',
  monitoring: 'Überwachung',
  security: 'Sicherheit',
  'status-page': 'Statusseite',
  ai: 'KI',
  isp: 'Internetanschluss',
  'dmarc-reports': 'DMARC-Berichte',
  other: 'Sonstiges',
  subprocessor: 'Unterauftragnehmer',
};

const rolesEn: Record<Role, string> = {
  mail: 'E-mail',
  'mail-gateway': 'E-mail filter',
  'mail-sending': 'E-mail sending',
  dns: 'DNS',
  web: 'Website',
  'web-proxy': 'Website delivery (CDN)',
  ca: 'Certificate',
  identity: 'Sign-in',
  office: 'Office and collaboration',
  shop: 'Online shop',
  payment: 'Payment',
  booking: 'Appointment booking',
  newsletter: 'Newsletter',
  crm: 'Customer management',
  helpdesk: 'Customer service',
  hr: 'Human resources',
  erp: 'ERP and accounting',
  telephony: 'Telephony',
  videoconf: 'Video conferencing',
  'remote-access': 'Remote access',
  storage: 'File storage',
  'e-signature': 'Electronic signature',
  analytics: 'Visitor statistics',
  advertising: 'Advertising',
  'tag-manager': 'Tag management',
  consent: 'Consent',
  fonts: 'Fonts',
  maps: 'Maps',
  captcha: 'Form protection',
  video: 'Video',
  chat: 'Chat',
  reviews: 'Reviews',
  social: 'Social networks',
  'script-cdn': 'Third-party scripts',
  monitoring: 'Monitoring',
  security: 'Security',
  'status-page': 'Status page',
  ai: 'AI',
  isp: 'Internet line',
  'dmarc-reports': 'DMARC reports',
  other: 'Other',
  subprocessor: 'Subprocessor',
};

const statusesDe: Record<Status, string> = {
  observed: 'in Benutzung gesehen',
  'after-consent': 'erst nach Einwilligung',
  dangling: 'zeigt ins Leere',
  'verified-once': 'einmal bestätigt',
  declared: 'nur genannt',
  linked: 'nur verlinkt',
};

const statusesEn: Record<Status, string> = {
  observed: 'seen in use',
  'after-consent': 'only after consent',
  dangling: 'points nowhere',
  'verified-once': 'verified once',
  declared: 'only named',
  linked: 'only linked',
};

/** Reach classes of the catalogue in words. A country code that is not listed stands for itself. */
const reachDe: Readonly<Record<string, string>> = {
  'US-CLOUD-Act': 'Firma mit US-Mutter',
  'US-CLOUD-Act-via-parent': 'europäische Firma mit US-Mutter',
  'US-investor-majority': 'Firma mit US-Investoren in der Mehrheit (rechtlich umstritten)',
  UK: 'britische Firma',
  'UK-parent': 'Firma mit britischer Mutter',
  CH: 'Schweizer Firma',
  EU: 'Firma aus der EU',
  DE: 'deutsche Firma',
  'self-hosted': 'im eigenen Haus',
  'mixed-US-CDNs': 'Auslieferung über US-Netze',
  unknown: 'Eigentümer nicht bekannt',
};

const reachEn: Readonly<Record<string, string>> = {
  'US-CLOUD-Act': 'company with a US parent',
  'US-CLOUD-Act-via-parent': 'European company with a US parent',
  'US-investor-majority': 'company with a majority of US investors (legally contested)',
  UK: 'British company',
  'UK-parent': 'company with a British parent',
  CH: 'Swiss company',
  EU: 'company from the EU',
  DE: 'German company',
  'self-hosted': 'in your own house',
  'mixed-US-CDNs': 'delivered by US networks',
  unknown: 'owner not known',
};

const isUs = (reach: string): boolean => reach === 'US-CLOUD-Act' || reach === 'US-CLOUD-Act-via-parent';

const needsDe: Readonly<Record<NeedKind, string>> = {
  dns: 'Ohne DNS ist der Name nicht zu finden; gemerkte Antworten halten einige Stunden (Annahme).',
  proxy: 'Aufrufe gehen durch diesen Verteiler.',
  filter: 'Eingehende E-Mail geht zuerst durch diesen Filter.',
  certificate: 'Ein Zertifikat gilt nach dem Ausfall weiter, bis es erneuert werden muss: mindestens 30 Tage (Annahme).',
  'sign-in': 'Ohne Anmeldung öffnet sich der Dienst nicht.',
  form: 'Ohne dies lässt sich das Formular nicht absenden.',
};
const needsEn: Readonly<Record<NeedKind, string>> = {
  dns: 'Without DNS the name cannot be found; remembered answers last some hours (assumption).',
  proxy: 'Requests pass through this network.',
  filter: 'Incoming mail passes this filter first.',
  certificate: 'A certificate stays valid until it must be renewed: at least 30 days (assumption).',
  'sign-in': 'Without signing in the service does not open.',
  form: 'Without it the form cannot be sent.',
};

export const de = {
  roles: rolesDe,
  contactForm: 'Kontaktformular',
  /** Why one service needs another, for the note of the dependency. */
  needs: needsDe,
  legalEntity: 'Firma',
  parent: 'Muttergesellschaft',
  carrier: 'Infrastruktur',
  confidence: 'Sicherheit (0 bis 1)',
  inUse: 'In Benutzung',
  hints: 'Hinweise',
  carried: 'Läuft auf dieser Infrastruktur; der Anbieter selbst besteht weiter (Annahme: die Hälfte geht noch).',
  statuses: statusesDe,
  reach: (reach: string): string => reachDe[reach] ?? `Firma aus ${reach}`,
  /** Below the name of a service: what it hangs on, without blame. */
  hangsOn: (reach: string, parent: string | null): string => {
    const by = parent === null ? '' : ` (${parent})`;
    if (isUs(reach)) return `fällt nach seiner Muttergesellschaft${by} unter US-Recht (CLOUD Act, FISA 702)`;
    return `hängt an: ${reachDe[reach] ?? `Firma aus ${reach}`}${by}`;
  },
  /** Where that is known from; `date`: when it was last checked by machine. */
  knownFrom: (date: string | null): string =>
    `Quelle: Verzeichnis der Dienstleister, ${date === null ? 'von Hand gepflegt, nicht nachgeprüft' : `nachgeprüft ${date}`}`,
  headline: (us: number, all: number): string =>
    us === 0
      ? `Keiner von ${all} gefundenen Diensten hängt an einer Firma mit US-Mutter.`
      : `${us} von ${all} gefundenen Diensten hängen an Firmen mit US-Mutter.`,
  runsOn: (name: string): string => `läuft bei ${name}`,
  sure: (confidence: number): string =>
    confidence >= 0.9 ? 'eindeutig erkannt' : confidence >= 0.7 ? 'gut belegt' : confidence >= 0.4 ? 'ein Hinweis' : 'schwacher Hinweis',
  seeYourself: 'Selbst nachsehen',
  columns: { role: 'Aufgabe', provider: 'Dienstleister', reach: 'Reichweite', status: 'Stand', sure: 'Beleg' },
  nothingFound: 'Nichts gefunden.',
  /** What a scan could not check, and why. */
  gaps: gapsDe,
  unchecked: 'nicht geprüft',
  notChecked: ({ what, why }: NotChecked): string => `Nicht geprüft: ${gapsDe.what(what)} (${gapsDe.why(why)})`,
  asked: (party: string, queries: number): string => `Gefragt: ${party}, ${queries} ${queries === 1 ? 'Frage' : 'Fragen'}`,
  facts: {
    spf: (lookups: number, all: string | null): string =>
      `SPF: ${lookups} von höchstens 10 Nachfragen${all === null ? '' : `, Ende ${all}`}${lookups > 10 ? ': ungültig, Mails können abgewiesen werden' : ''}`,
    noSpf: 'SPF: keiner',
    spfSeveral: (records: number): string => `SPF: ${records} Einträge, wo nur einer stehen darf: ungültig, Mails können abgewiesen werden`,
    dmarc: (policy: string | null): string => `DMARC: ${policy ?? 'keine Richtlinie'}`,
    dnssec: (signed: boolean | null): string => `DNSSEC: ${signed === null ? 'nicht geprüft' : signed ? 'signiert' : 'nicht signiert'}`,
    dangling: (names: readonly string[]): string =>
      `Namen, die ins Leere zeigen: ${names.join(', ')}. Wer das Ziel anmeldet, übernimmt den Namen.`,
    exposed: (names: readonly string[]): string => `Der Server hinter dem Verteiler ist offen zu sehen: ${names.join(', ')}`,
    undeclared: (names: readonly string[]): string => `In Benutzung, aber nicht in der Datenschutzerklärung: ${names.join(', ')}`,
    declaredOnly: (names: readonly string[]): string => `In der Datenschutzerklärung genannt, aber nicht gesehen: ${names.join(', ')}`,
    wildcards: (names: readonly string[]): string => `Jeder beliebige Name antwortet unter: ${names.join(', ')}`,
  },
};

export const en = {
  roles: rolesEn,
  contactForm: 'Contact form',
  needs: needsEn,
  legalEntity: 'Company',
  parent: 'Parent company',
  carrier: 'Infrastructure',
  confidence: 'Confidence (0 to 1)',
  inUse: 'In use',
  hints: 'Hints',
  carried: 'Runs on this infrastructure; the provider itself goes on (assumption: half of it still works).',
  statuses: statusesEn,
  reach: (reach: string): string => reachEn[reach] ?? `company from ${reach}`,
  hangsOn: (reach: string, parent: string | null): string => {
    const by = parent === null ? '' : ` (${parent})`;
    if (isUs(reach)) return `falls under US law (CLOUD Act, FISA 702) according to its parent company${by}`;
    return `hangs on: ${reachEn[reach] ?? `company from ${reach}`}${by}`;
  },
  knownFrom: (date: string | null): string =>
    `Source: directory of providers, ${date === null ? 'curated by hand, not verified' : `verified ${date}`}`,
  headline: (us: number, all: number): string =>
    us === 0
      ? `None of ${all} services found hangs on a company with a US parent.`
      : `${us} of ${all} services found hang on companies with a US parent.`,
  runsOn: (name: string): string => `runs at ${name}`,
  sure: (confidence: number): string =>
    confidence >= 0.9 ? 'clearly recognised' : confidence >= 0.7 ? 'well supported' : confidence >= 0.4 ? 'a hint' : 'a weak hint',
  seeYourself: 'See for yourself',
  columns: { role: 'Function', provider: 'Provider', reach: 'Reach', status: 'State', sure: 'Evidence' },
  nothingFound: 'Nothing was found.',
  gaps: gapsEn,
  unchecked: 'not checked',
  notChecked: ({ what, why }: NotChecked): string => `Not checked: ${gapsEn.what(what)} (${gapsEn.why(why)})`,
  asked: (party: string, queries: number): string => `Asked: ${party}, ${queries} ${queries === 1 ? 'question' : 'questions'}`,
  facts: {
    spf: (lookups: number, all: string | null): string =>
      `SPF: ${lookups} of at most 10 lookups${all === null ? '' : `, ends with ${all}`}${lookups > 10 ? ': invalid, mail may be refused' : ''}`,
    noSpf: 'SPF: none',
    spfSeveral: (records: number): string => `SPF: ${records} records where only one may stand: invalid, mail may be refused`,
    dmarc: (policy: string | null): string => `DMARC: ${policy ?? 'no policy'}`,
    dnssec: (signed: boolean | null): string => `DNSSEC: ${signed === null ? 'not checked' : signed ? 'signed' : 'not signed'}`,
    dangling: (names: readonly string[]): string =>
      `Names that point nowhere: ${names.join(', ')}. Whoever registers the target takes the name over.`,
    exposed: (names: readonly string[]): string => `The server behind the proxy can be seen openly: ${names.join(', ')}`,
    undeclared: (names: readonly string[]): string => `In use, but not in the privacy policy: ${names.join(', ')}`,
    declaredOnly: (names: readonly string[]): string => `Named in the privacy policy, but not seen: ${names.join(', ')}`,
    wildcards: (names: readonly string[]): string => `Any name at all answers below: ${names.join(', ')}`,
  },
} satisfies typeof de;
