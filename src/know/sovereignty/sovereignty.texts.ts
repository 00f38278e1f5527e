import type { Jurisdiction } from './reach.ts';

/** Whose law reaches somebody, in few words. Never "subject to", never blame: by the parent company. */
const lawDe: Record<Jurisdiction, string> = {
  us: 'US-Recht',
  investors: 'US-Investoren in der Mehrheit',
  uk: 'britisches Recht',
  ch: 'Schweizer Recht',
  eu: 'EU-Recht',
  de: 'deutsches Recht',
  own: 'im eigenen Haus',
  other: 'anderes Land',
  unknown: 'nicht bekannt',
};
const lawEn: Record<Jurisdiction, string> = {
  us: 'US law',
  investors: 'majority of US investors',
  uk: 'British law',
  ch: 'Swiss law',
  eu: 'EU law',
  de: 'German law',
  own: 'in your own house',
  other: 'another country',
  unknown: 'not known',
};

export const de = {
  title: 'Souveränität',
  law: lawDe,
  /** The whole sentence about a provider. */
  falls: (one: Jurisdiction, parent: string): string => {
    const by = parent === '' ? '' : ` (${parent})`;
    if (one === 'us') return `fällt nach seiner Muttergesellschaft${by} unter US-Recht (CLOUD Act, FISA 702)`;
    if (one === 'investors') return `gehört in der Mehrheit US-Investoren${by}; ob US-Recht greift, ist umstritten`;
    if (one === 'unknown') return 'Muttergesellschaft nicht bekannt';
    if (one === 'own') return 'im eigenen Haus';
    return `fällt nach seiner Muttergesellschaft${by} unter ${one === 'other' ? 'das Recht eines anderen Landes' : lawDe[one]}`;
  },
  headline: (us: number, all: number): string =>
    us === 0
      ? `Keiner von ${all} Diensten fällt nach seiner Muttergesellschaft oder Infrastruktur unter US-Recht.`
      : `${us} von ${all} Diensten ${us === 1 ? 'fällt' : 'fallen'} nach Muttergesellschaft oder Infrastruktur unter US-Recht.`,
  sub: 'Gezählt wird, wer einen Dienst anbietet und wessen Infrastruktur ihn trägt. Wo Daten liegen, weiß nur der Vertrag.',
  emptyTitle: 'Noch ist kein Dienst und kein Dienstleister eingetragen.',
  emptyText: 'Prüfen Sie zuerst Ihre Domain und übernehmen Sie die Treffer. Dann steht hier, wessen Recht woran reicht.',
  toScan: 'Domain prüfen',
  toSwitchOff: 'Abschalten durchspielen',
  toExit: 'Ausstiege planen',
  processes: 'Geschäftsprozesse',
  processesHelp: 'Das schwächste Benötigte entscheidet; von mehreren, die einander ersetzen, das stärkste.',
  noProcesses: 'Noch kein Geschäftsprozess eingetragen.',
  through: 'über',
  figures: 'Kennzahlen',
  withoutFallback: 'Ohne Rückfall',
  ofAll: (n: number, m: number): string => `${n} von ${m} Diensten`,
  withoutFallbackHelp: 'Formel: Dienste eines einzigen Dritten, neben denen nichts einer anderen Mutter steht ÷ alle Dienste.',
  largest: (name: string): string => `Größter Anteil: ${name}`,
  shareHelp: (weighted: boolean): string =>
    weighted
      ? 'Formel: Gewicht seiner Dienste ÷ Gewicht aller. Gewicht = Kosten je Stunde der Prozesse, die auf einem Dienst ruhen.'
      : 'Formel: Zahl seiner Dienste ÷ Zahl aller. Jeder Dienst zählt gleich, weil nicht überall Kosten bekannt sind.',
  parents: 'Anteil je Muttergesellschaft',
  laws: 'Anteil je Recht',
  lawsHelp: 'Direkt: nach dem Anbieter. Indirekt: nach dem Schwächsten aus Anbieter und Infrastruktur.',
  direct: 'direkt',
  indirect: 'indirekt',
  hhi: 'Konzentration (HHI)',
  hhiHelp: 'Formel: Summe der quadrierten Anteile × 10.000; über 2.500 gilt als hoch konzentriert.',
  aboveFloor: (floor: string, above: string): string => `HHI − 1/C: ${above} über dem kleinstmöglichen Wert von ${floor}`,
  unknownShare: 'Nicht bestimmt',
  unknownHelp: 'Formel: Gewicht der Dienste, deren Mutter oder Infrastruktur nicht bekannt ist ÷ Gewicht aller. Über 30 % keine Note.',
  grade: 'Note',
  gradeHelp:
    'Anteil unter EU-Recht oder im eigenen Haus, Infrastruktur eingeschlossen: A ab 90 %, B ab 70 %, C ab 50 %, D ab 30 %, sonst E.',
  noGrade: 'keine: zu viel ist nicht bestimmt',
  services: 'Dienste: vier Antworten',
  servicesHelp: 'Wo, mit wem, wer bestimmt, worauf: vier verschiedene Fragen.',
  service: 'Dienst',
  location: 'Wo es liegt',
  locationUnknown: 'nicht bekannt (steht nur im Vertrag)',
  partner: 'Vertragspartner',
  control: 'Wer ihn kontrolliert',
  carrier: 'Wessen Infrastruktur',
  carrierUnknown: 'nicht gesehen',
  providers: 'Dienstleister',
  provider: 'Dienstleister',
  source: 'Woher wir das wissen',
  catalogue: (on: string | null): string =>
    on === null ? 'Verzeichnis der Dienstleister, von Hand gepflegt' : `Verzeichnis der Dienstleister, geprüft ${on}`,
  sure: { high: 'sicher', medium: 'mittel sicher', low: 'unsicher' },
  entered: 'von Ihnen eingetragen',
  corrected: (by: string, on: string): string => `berichtigt von ${by}, ${on}`,
  instead: (text: string): string => `Vorher: ${text}`,
  correct: 'Stimmt nicht',
  correctTitle: (name: string): string => `Wer steht hinter ${name}?`,
  correctHelp:
    'Ihre Angabe gilt in Ihrem Betrieb vor dem Verzeichnis der Dienstleister, auch in der Simulation. Sie lässt sich zurücknehmen.',
  legalEntity: 'Firma, mit der Sie den Vertrag haben',
  ultimateParent: 'Oberste Muttergesellschaft',
  reach: 'Wessen Recht reicht bis dorthin?',
  reaches: {
    'US-CLOUD-Act': 'US-Firma',
    'US-CLOUD-Act-via-parent': 'europäische Firma mit US-Mutter',
    'US-investor-majority': 'US-Investoren halten die Mehrheit',
    UK: 'britische Firma',
    'UK-parent': 'britische Mutter',
    CH: 'Schweizer Firma',
    EU: 'Firma aus der EU',
    DE: 'deutsche Firma',
    'self-hosted': 'im eigenen Haus',
    unknown: 'nicht bekannt',
  },
  note: 'Woher Sie das wissen',
  noteHelp: 'Zum Beispiel: Handelsregister, Mitteilung des Anbieters, mit Datum.',
  save: 'Berichtigen',
  takeBack: 'Berichtigung zurücknehmen',
  saved: 'Berichtigt. Alle Zahlen rechnen ab jetzt damit.',
  takenBack: 'Zurückgenommen. Es gilt wieder, was vorher galt.',
  framework: 'EU-Rahmen für Cloud-Souveränität',
  frameworkHelp:
    'Ziele nach dem Rahmen der EU-Kommission (v1.2.1, Oktober 2025) mit ihrem Gewicht. Eine SEAL-Stufe gibt es nur für einzelne Cloud-Angebote in einer Ausschreibung, nie für eine Firma.',
  objective: 'Ziel',
  weight: 'Gewicht',
  finding: 'Was sich hier sagen lässt',
  notAssessed: 'nicht bewertet',
  told: {
    'SOV-1': (share: string): string => `${share} gehören Firmen aus der EU oder stehen im eigenen Haus`,
    'SOV-2': (share: string): string => `${share} erreicht kein fremdes Recht, soweit bekannt`,
    'SOV-4': (n: number, m: number): string => `${m - n} von ${m} Diensten haben einen Rückfall`,
    'SOV-5': (n: number): string => `bei ${n} ${n === 1 ? 'Dienst' : 'Diensten'} ist die Infrastruktur darunter bekannt`,
  },
  export: 'Tabelle (CSV)',
};

export const en = {
  title: 'Sovereignty',
  law: lawEn,
  falls: (one: Jurisdiction, parent: string): string => {
    const by = parent === '' ? '' : ` (${parent})`;
    if (one === 'us') return `falls under US law (CLOUD Act, FISA 702) according to its parent company${by}`;
    if (one === 'investors') return `is held in the majority by US investors${by}; whether US law reaches it is contested`;
    if (one === 'unknown') return 'parent company not known';
    if (one === 'own') return 'in your own house';
    return `falls under ${one === 'other' ? 'the law of another country' : lawEn[one]} according to its parent company${by}`;
  },
  headline: (us: number, all: number): string =>
    us === 0
      ? `None of ${all} services falls under US law by its parent company or infrastructure.`
      : `${us} of ${all} services ${us === 1 ? 'falls' : 'fall'} under US law by parent company or infrastructure.`,
  sub: 'Counted is who offers a service and whose infrastructure carries it. Where data lies only the contract knows.',
  emptyTitle: 'No service and no provider has been entered yet.',
  emptyText: 'Scan your domain first and take over what is found. Then this page says whose law reaches what.',
  toScan: 'Scan the domain',
  toSwitchOff: 'Play a switch-off',
  toExit: 'Plan the exits',
  processes: 'Business processes',
  processesHelp: 'The weakest thing needed decides; of several that can stand in for each other, the strongest.',
  noProcesses: 'No business process has been entered yet.',
  through: 'through',
  figures: 'Figures',
  withoutFallback: 'Without fallback',
  ofAll: (n: number, m: number): string => `${n} of ${m} services`,
  withoutFallbackHelp: 'Formula: services of a single third party with nothing of another parent beside them ÷ all services.',
  largest: (name: string): string => `Largest share: ${name}`,
  shareHelp: (weighted: boolean): string =>
    weighted
      ? 'Formula: weight of its services ÷ weight of all. Weight = cost per hour of the processes that rest on a service.'
      : 'Formula: number of its services ÷ number of all. Each service counts the same, because costs are not known everywhere.',
  parents: 'Share per parent company',
  laws: 'Share per law',
  lawsHelp: 'Direct: by who offers it. Indirect: by the weakest of offerer and infrastructure.',
  direct: 'direct',
  indirect: 'indirect',
  hhi: 'Concentration (HHI)',
  hhiHelp: 'Formula: sum of the squared shares × 10,000; above 2,500 counts as highly concentrated.',
  aboveFloor: (floor: string, above: string): string => `HHI − 1/C: ${above} above the least possible value of ${floor}`,
  unknownShare: 'Not determined',
  unknownHelp: 'Formula: weight of the services whose parent or infrastructure is not known ÷ weight of all. Above 30 % no grade.',
  grade: 'Grade',
  gradeHelp:
    'Share under EU law or in your own house, infrastructure included: A from 90 %, B from 70 %, C from 50 %, D from 30 %, else E.',
  noGrade: 'none: too much is not determined',
  services: 'Services: four answers',
  servicesHelp: 'Where, with whom, who controls, on what: four different questions.',
  service: 'Service',
  location: 'Where it is',
  locationUnknown: 'not known (only the contract says)',
  partner: 'Contract partner',
  control: 'Who controls it',
  carrier: 'Whose infrastructure',
  carrierUnknown: 'not seen',
  providers: 'Providers',
  provider: 'Provider',
  source: 'How we know',
  catalogue: (on: string | null): string => (on === null ? 'catalogue, kept by hand' : `catalogue, checked ${on}`),
  sure: { high: 'certain', medium: 'fairly certain', low: 'uncertain' },
  entered: 'entered by you',
  corrected: (by: string, on: string): string => `corrected by ${by}, ${on}`,
  instead: (text: string): string => `Before: ${text}`,
  correct: 'That is wrong',
  correctTitle: (name: string): string => `Who stands behind ${name}?`,
  correctHelp: 'What you say counts before the catalogue in your organisation, also in the simulation. It can be taken back.',
  legalEntity: 'Company that you have the contract with',
  ultimateParent: 'Ultimate parent company',
  reach: 'Whose law reaches it?',
  reaches: {
    'US-CLOUD-Act': 'US company',
    'US-CLOUD-Act-via-parent': 'European company with a US parent',
    'US-investor-majority': 'US investors hold the majority',
    UK: 'British company',
    'UK-parent': 'British parent',
    CH: 'Swiss company',
    EU: 'company from the EU',
    DE: 'German company',
    'self-hosted': 'in your own house',
    unknown: 'not known',
  },
  note: 'How you know',
  noteHelp: 'For example: commercial register, notice from the provider, with date.',
  save: 'Correct',
  takeBack: 'Take the correction back',
  saved: 'Corrected. All figures use it from now on.',
  takenBack: 'Taken back. What was said before counts again.',
  framework: 'EU cloud sovereignty framework',
  frameworkHelp:
    'Objectives of the framework of the EU Commission (v1.2.1, October 2025) with their weight. A SEAL level exists for single cloud offers in a tender, never for a company.',
  objective: 'Objective',
  weight: 'Weight',
  finding: 'What can be said here',
  notAssessed: 'not assessed',
  told: {
    'SOV-1': (share: string): string => `${share} belong to companies from the EU or stand in your own house`,
    'SOV-2': (share: string): string => `${share} no foreign law reaches, as far as is known`,
    'SOV-4': (n: number, m: number): string => `${m - n} of ${m} services have a fallback`,
    'SOV-5': (n: number): string => `the infrastructure below is known of ${n} ${n === 1 ? 'service' : 'services'}`,
  },
  export: 'Table (CSV)',
} satisfies typeof de;
