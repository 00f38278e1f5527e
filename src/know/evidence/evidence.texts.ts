import type { Language } from '../../kernel/languages.ts';
import { de as scanDe, en as scanEn } from '../discovery/discovery.texts.ts';
import type { Kind, NoteCode, Refusal, RejectCode, Strength, Trace } from './evidence.ts';

const kindsDe: Record<Kind, string> = {
  pihole: 'Pi-hole',
  adguard: 'AdGuard Home',
  dnsmasq: 'dnsmasq-Protokoll',
  creditors: 'Kreditorenliste',
  entra: 'Entra-Anwendungen',
  bookmarks: 'Lesezeichen',
  nmap: 'nmap',
  cyclonedx: 'Stückliste (CycloneDX)',
  spdx: 'Stückliste (SPDX)',
};
const strengthDe: Record<Strength, string> = {
  used: 'wird benutzt',
  own: 'läuft im Haus',
  question: 'welches Produkt?',
  hint: 'nur ein Hinweis',
  unknown: 'nicht im Verzeichnis',
};
const rejectsDe: Record<RejectCode, string> = {
  'not-a-line': 'Das ist kein Eintrag dieser Art.',
  'bad-time': 'Der Zeitpunkt ist nicht zu lesen.',
  'bad-name': 'Der Name ist nicht zu lesen oder fehlt.',
  'no-client': 'Es steht nicht da, welches Gerät gefragt hat.',
  'too-long': 'Die Zeile ist länger als 64 kB.',
  'bad-json': 'Das ist kein gültiges JSON.',
  'no-company': 'Der Name der Firma fehlt.',
  'bad-address': 'Die Adresse ist keine Webadresse.',
};
const n = (count: number, one: string, many: string) => `${count.toLocaleString('de-DE')} ${count === 1 ? one : many}`;
const notesDe: Record<NoteCode, (count: number) => string> = {
  'suppressed-groups': (c) => `${n(c, 'Tag einer Domain', 'Tage von Domains')} mit weniger als drei Geräten weggelassen`,
  'suppressed-domains': (c) => `${n(c, 'Domain', 'Domains')} darum ganz weggelassen`,
  anonymised: () =>
    'Das Protokoll verbirgt, wer gefragt hat. Darum lässt sich nicht zählen, ob es drei Geräte waren, und nichts wird übernommen.',
  'year-assumed': () => 'Das Protokoll nennt kein Jahr. Tage, die in der Zukunft lägen, gelten als Tage des letzten Jahres.',
  unmatched: (c) => `${n(c, 'Eintrag sagt', 'Einträge sagen')} nichts über Ihren Betrieb und ${c === 1 ? 'wird' : 'werden'} nicht behalten`,
  'more-unknown': (c) =>
    `${n(c, 'weitere Domain', 'weitere Domains')}, die in keinem Verzeichnis ${c === 1 ? 'steht' : 'stehen'}, nicht behalten`,
  private: (c) => `${n(c, 'Eintrag', 'Einträge')} ohne bekannten Dienstleister nicht behalten`,
  debtors: (c) => `${n(c, 'Debitor', 'Debitoren')} übergangen`,
  'own-apps': (c) => `${n(c, 'Anwendung', 'Anwendungen')} von Microsoft selbst oder aus Ihrem Haus übergangen`,
  components: (c) => n(c, 'Bestandteil gelesen', 'Bestandteile gelesen'),
  'no-licence': (c) => n(c, 'Bestandteil ohne Angabe der Lizenz', 'Bestandteile ohne Angabe der Lizenz'),
  closed: (c) => `${n(c, 'geschlossener Port', 'geschlossene Ports')} übergangen`,
};

const placeDe = (line: number | null) => (line === null ? '' : `Zeile ${line.toLocaleString('de-DE')}: `);
function refusalDe({ code, line, detail }: Refusal): string {
  switch (code) {
    case 'empty':
      return 'Die Datei ist leer.';
    case 'not-text':
      return `${placeDe(line)}Das ist keine Textdatei.`;
    case 'compressed':
      return 'Das ist eine gepackte Datei (ZIP, GZ) oder eine Excel-Mappe. Bitte entpacken Sie sie, oder speichern Sie die Tabelle als CSV.';
    case 'wrong-kind':
      return `${placeDe(line)}Das ist keine Datei dieser Art. Stimmt die Auswahl „Woher kommt die Datei?“`;
    case 'no-column':
      return `Die Spalte mit dem Namen fehlt. Gesucht wird eine Spalte wie: ${detail ?? ''}.`;
    case 'datev-postings':
      return 'Das ist ein DATEV-Buchungsstapel. Gebraucht wird der Export der Stammdaten „Debitoren/Kreditoren“.';
    case 'declarations':
      return `${placeDe(line)}Die Datei erklärt eigene Bausteine oder holt etwas nach (DOCTYPE). Solche Dateien werden aus Vorsicht nicht gelesen.`;
    case 'cut-off':
      return `${placeDe(line)}Hier hört die Datei mitten im Inhalt auf. Bitte erzeugen Sie sie noch einmal.`;
    case 'broken':
      return `${placeDe(line)}Die Datei ist beschädigt oder falsch aufgebaut.${detail === null ? '' : ` (${detail})`}`;
    case 'no-rows':
      return 'In der Datei steht nichts, was sich auswerten lässt.';
    case 'too-many':
      return `${placeDe(line)}Die Datei enthält mehr, als ein Betrieb dieser Größe haben kann. Bitte wählen Sie einen kürzeren Zeitraum.`;
    case 'foreign-database':
      return 'Diese Datenbank enthält Tabellen, die Pi-hole nicht anlegt. Sie wird aus Vorsicht nicht gelesen.';
    case 'too-large':
      return 'Die Datei braucht zum Lesen mehr Arbeitsspeicher, als vorgesehen ist. Bitte wählen Sie einen kürzeren Zeitraum.';
  }
}

export const de = {
  kinds: kindsDe,
  strength: strengthDe,
  state: { known: 'im Inventar', open: 'nicht eingetragen', rejected: 'gehört nicht zu uns' },
  reject: rejectsDe,
  note: notesDe,
  refusal: refusalDe,
  roles: scanDe.roles,
  column: {
    name: 'Dienst',
    role: 'Aufgabe',
    strength: 'Was es sagt',
    state: 'Stand',
    sources: 'Woher',
    seen: 'Gesehen',
    outside: 'Auch von außen gesehen',
    partner: 'Vertragspartner',
    parent: 'Konzernmutter',
  },
  trace: {
    dns: (domain: string, days: number, most: number) =>
      `${domain}: an ${n(days, 'Tag', 'Tagen')}, bis zu ${most.toLocaleString('de-DE')} Geräte`,
    invoice: (name: string) => `Rechnungen von „${name}“`,
    app: (name: string) => `Anmeldung bei „${name}“`,
    bookmark: (host: string, count: number) => `${host}: ${n(count, 'Lesezeichen', 'Lesezeichen')}`,
    machine: (product: string, devices: number) => `${product} auf ${n(devices, 'Gerät', 'Geräten')}`,
    package: (name: string) => `Programmbaustein ${name}`,
    endpoint: (name: string) => `Dienst „${name}“ in der Stückliste`,
  },
};

const m = (count: number, one: string, many: string) => `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
const placeEn = (line: number | null) => (line === null ? '' : `Line ${line.toLocaleString('en-GB')}: `);

export const en: typeof de = {
  kinds: {
    pihole: 'Pi-hole',
    adguard: 'AdGuard Home',
    dnsmasq: 'dnsmasq log',
    creditors: 'List of creditors',
    entra: 'Entra applications',
    bookmarks: 'Bookmarks',
    nmap: 'nmap',
    cyclonedx: 'Bill of materials (CycloneDX)',
    spdx: 'Bill of materials (SPDX)',
  },
  strength: {
    used: 'in use',
    own: 'runs in the house',
    question: 'which product?',
    hint: 'only a hint',
    unknown: 'not in the directory',
  },
  state: { known: 'in the inventory', open: 'not entered', rejected: 'none of ours' },
  reject: {
    'not-a-line': 'This is no entry of this kind.',
    'bad-time': 'The time cannot be read.',
    'bad-name': 'The name cannot be read, or is missing.',
    'no-client': 'It does not say which device asked.',
    'too-long': 'The line is longer than 64 kB.',
    'bad-json': 'This is not valid JSON.',
    'no-company': 'The name of the company is missing.',
    'bad-address': 'The address is no web address.',
  },
  note: {
    'suppressed-groups': (c) => `${m(c, 'day of a domain', 'days of domains')} with fewer than three devices left out`,
    'suppressed-domains': (c) => `${m(c, 'domain', 'domains')} left out altogether because of that`,
    anonymised: () => 'The log hides who asked. So it cannot be counted whether there were three devices, and nothing is taken over.',
    'year-assumed': () => 'The log names no year. Days that would lie in the future count as days of last year.',
    unmatched: (c) => `${m(c, 'entry says', 'entries say')} nothing about your company and ${c === 1 ? 'is' : 'are'} not kept`,
    'more-unknown': (c) => `${m(c, 'more domain', 'more domains')} in no directory not kept`,
    private: (c) => `${m(c, 'entry', 'entries')} without a known provider not kept`,
    debtors: (c) => `${m(c, 'debtor', 'debtors')} passed over`,
    'own-apps': (c) => `${m(c, 'application', 'applications')} of Microsoft itself or of your own house passed over`,
    components: (c) => m(c, 'component read', 'components read'),
    'no-licence': (c) => m(c, 'component without a licence', 'components without a licence'),
    closed: (c) => `${m(c, 'closed port', 'closed ports')} passed over`,
  },
  refusal: ({ code, line, detail }) => {
    switch (code) {
      case 'empty':
        return 'The file is empty.';
      case 'not-text':
        return `${placeEn(line)}This is not a text file.`;
      case 'compressed':
        return 'This is a packed file (ZIP, GZ) or an Excel workbook. Please unpack it, or save the table as CSV.';
      case 'wrong-kind':
        return `${placeEn(line)}This is not a file of this kind. Is the choice “Where does the file come from?” right?`;
      case 'no-column':
        return `The column with the name is missing. A column like this is looked for: ${detail ?? ''}.`;
      case 'datev-postings':
        return 'This is a DATEV batch of postings. The export of the master data “Debitoren/Kreditoren” is needed.';
      case 'declarations':
        return `${placeEn(line)}The file declares parts of its own or fetches something (DOCTYPE). As a precaution, such files are not read.`;
      case 'cut-off':
        return `${placeEn(line)}The file ends here in the middle of its contents. Please make it again.`;
      case 'broken':
        return `${placeEn(line)}The file is damaged or wrongly built.${detail === null ? '' : ` (${detail})`}`;
      case 'no-rows':
        return 'There is nothing in the file that can be used.';
      case 'too-many':
        return `${placeEn(line)}The file holds more than a company of this size can have. Please choose a shorter period.`;
      case 'foreign-database':
        return 'This database has tables that Pi-hole does not make. As a precaution, it is not read.';
      case 'too-large':
        return 'Reading this file takes more memory than is provided for. Please choose a shorter period.';
    }
  },
  roles: scanEn.roles,
  column: {
    name: 'Service',
    role: 'Task',
    strength: 'What it says',
    state: 'State',
    sources: 'From where',
    seen: 'Seen',
    outside: 'Also seen from outside',
    partner: 'Contracting party',
    parent: 'Parent company',
  },
  trace: {
    dns: (domain, days, most) => `${domain}: on ${m(days, 'day', 'days')}, up to ${most.toLocaleString('en-GB')} devices`,
    invoice: (name) => `invoices of “${name}”`,
    app: (name) => `sign-in at “${name}”`,
    bookmark: (host, count) => `${host}: ${m(count, 'bookmark', 'bookmarks')}`,
    machine: (product, devices) => `${product} on ${m(devices, 'device', 'devices')}`,
    package: (name) => `program package ${name}`,
    endpoint: (name) => `service “${name}” in the bill of materials`,
  },
};

/** What was seen, in a line. */
export function seenText(trace: Trace, language: Language): string {
  const t = (language === 'de' ? de : en).trace;
  switch (trace.kind) {
    case 'dns':
      return t.dns(trace.domain, trace.days.length, Math.max(...trace.days.map(([, clients]) => clients)));
    case 'invoice':
      return t.invoice(trace.name);
    case 'app':
      return t.app(trace.name);
    case 'bookmark':
      return t.bookmark(trace.host, trace.count);
    case 'machine':
      return t.machine(trace.product, trace.devices);
    case 'package':
      return t.package(trace.name);
    case 'endpoint':
      return t.endpoint(trace.name);
  }
}
