import type { AddressKind } from './contacts.ts';

export const de = {
  title: 'Kontakte',
  headline: (all: number, offline: number) =>
    all === 1
      ? `1 Kontakt, ${offline === 1 ? 'auch ohne Internet erreichbar' : 'nur mit Internet erreichbar'}.`
      : offline === all
        ? `${all} Kontakte, alle auch ohne Internet erreichbar.`
        : `${all} Kontakte, ${offline === 0 ? 'keiner davon' : `${offline} davon`} auch ohne Internet erreichbar.`,
  sub: 'Wen Sie im Notfall brauchen: Krisenstab, IT-Dienstleister, Versicherung, Bank, Polizei, wichtige Kunden.',
  emptyHeadline: 'Im Notfall zählt, wen Sie erreichen.',
  emptyTitle: 'Noch keine Kontakte.',
  emptyText:
    'Tragen Sie zuerst die drei Menschen ein, die im Notfall entscheiden, machen und sprechen, jeweils mit Mobilnummer. Oder lesen Sie Ihre Adressliste als CSV ein.',
  add: 'Kontakt hinzufügen',
  addTitle: 'Neuer Kontakt',
  name: 'Name',
  nameHelp: 'Person oder Stelle, wie Sie sie nennen: „Eva Petersen“, „Versicherung, Schaden-Hotline“.',
  company: 'Firma',
  companyHelp: 'Leer lassen für eigene Leute.',
  language: 'Sprache',
  languageHelp: 'In dieser Sprache gehen Alarme hinaus.',
  note: 'Notiz',
  noteHelp: 'Vertragsnummer, Sprechzeiten, wer hilft, wenn niemand abhebt. Steht im Notfall dabei.',
  addresses: 'Erreichbar unter',
  addressesHelp: 'Die erste Nummer ist die, die zuerst angerufen wird. Mindestens eine, die ohne Internet geht.',
  kind: { email: 'E-Mail', sms: 'Mobil (SMS)', phone: 'Telefon', webhook: 'Webhook' } satisfies Record<AddressKind, string> as Readonly<
    Record<AddressKind, string>
  >,
  kindLabel: (n: number) => `Art der Adresse ${n}`,
  value: (n: number) => `Adresse ${n}`,
  label: (n: number) => `Bezeichnung der Adresse ${n}`,
  labelHint: 'Büro, privat …',
  placeholder: {
    email: 'name@firma.example',
    sms: '0171 555 0199',
    phone: '0431 555 0199',
    webhook: 'https://…',
  } satisfies Record<AddressKind, string> as Readonly<Record<AddressKind, string>>,
  withoutInternet: 'geht ohne Internet',
  addAddress: 'Weitere Adresse',
  removeAddress: (n: number) => `Adresse ${n} entfernen`,
  offline: 'Ohne Internet',
  offlineYes: 'ja',
  offlineNo: 'nein',
  reach: 'Erreichbar unter',
  none: 'keine Adresse',
  removeText: (roles: readonly string[]) =>
    roles.length > 0
      ? `Dieser Kontakt steht in ${roles.length === 1 ? 'der Rolle' : 'den Rollen'} ${roles.map((role) => `„${role}“`).join(', ')} und wird dort gestrichen.`
      : 'Der Kontakt wird auch aus Schritten der Notfallpläne gestrichen, in denen er steht.',
  import: 'CSV einlesen',
  importTitle: 'Kontakte aus einer Datei',
  importHelp:
    'Eine CSV-Datei aus Excel, Outlook oder Ihrem Programm. Die erste Zeile sind Überschriften: Name, Firma, Sprache, E-Mail, Mobil, Telefon, Webhook, Notiz; mehrere Spalten einer Art sind erlaubt (Telefon 2). Gleiche Namen werden ergänzt, nichts wird gelöscht.',
  wouldCreate: (names: readonly string[]) => `${names.length} neu: ${some(names)}`,
  wouldChange: (names: readonly string[]) => `${names.length} geändert: ${some(names)}`,
  wouldStay: (count: number) => `${count} unverändert`,
  nothingToDo: 'In der Datei steht nichts Neues.',
  ignored: (columns: readonly string[]) => `Nicht gelesen: ${columns.join(', ')}`,
  faults: (count: number) => (count === 1 ? 'Eine Stelle stimmt noch nicht:' : `${count} Stellen stimmen noch nicht:`),
  faultsHelp: 'Eingelesen wird alles oder nichts. Bitte in der Datei ausbessern und noch einmal wählen.',
  line: (line: number) => `Zeile ${line}`,
  imported: (created: number, changed: number) => `${created} neue und ${changed} geänderte Kontakte eingelesen.`,
  undone: 'Das Einlesen ist rückgängig gemacht.',
  vcards: 'Für Telefone (vCard)',
  problems: {
    'changed-since': 'Einer dieser Kontakte wurde seit dem Einlesen geändert; deshalb kann es nicht mehr als Ganzes zurückgenommen werden.',
  } as Readonly<Record<string, string>>,
};

const MANY = 6;
function some(names: readonly string[]): string {
  const rest = names.length - MANY;
  return names.slice(0, MANY).join(', ') + (rest > 0 ? ` +${rest}` : '');
}

export const en = {
  title: 'Contacts',
  headline: (all, offline) =>
    all === 1
      ? `1 contact, ${offline === 1 ? 'can be reached without the Internet too' : 'only with the Internet'}.`
      : offline === all
        ? `${all} contacts, all can be reached without the Internet too.`
        : `${all} contacts, ${offline === 0 ? 'none of them' : `${offline} of them`} can be reached without the Internet too.`,
  sub: 'Whom you need in an emergency: crisis team, IT provider, insurer, bank, police, important customers.',
  emptyHeadline: 'In an emergency it counts whom you can reach.',
  emptyTitle: 'No contacts yet.',
  emptyText:
    'First enter the three people who decide, act and speak in an emergency, each with a mobile number. Or read in your address list as CSV.',
  add: 'Add a contact',
  addTitle: 'New contact',
  name: 'Name',
  nameHelp: 'A person or an office, as you call them: “Eva Petersen”, “Insurer, claims hotline”.',
  company: 'Company',
  companyHelp: 'Leave empty for your own people.',
  language: 'Language',
  languageHelp: 'Alerts go out in this language.',
  note: 'Note',
  noteHelp: 'Contract number, hours, who helps when nobody picks up. Shown in an emergency.',
  addresses: 'To be reached at',
  addressesHelp: 'The first number is the one called first. At least one that works without the Internet.',
  kind: { email: 'E-mail', sms: 'Mobile (SMS)', phone: 'Phone', webhook: 'Webhook' },
  kindLabel: (n) => `Kind of address ${n}`,
  value: (n) => `Address ${n}`,
  label: (n) => `Label of address ${n}`,
  labelHint: 'office, home …',
  placeholder: { email: 'name@company.example', sms: '0171 555 0199', phone: '+49 431 555 0199', webhook: 'https://…' },
  withoutInternet: 'works without Internet',
  addAddress: 'Another address',
  removeAddress: (n) => `Remove address ${n}`,
  offline: 'Without Internet',
  offlineYes: 'yes',
  offlineNo: 'no',
  reach: 'To be reached at',
  none: 'no address',
  removeText: (roles) =>
    roles.length > 0
      ? `This contact stands in the ${roles.length === 1 ? 'role' : 'roles'} ${roles.map((role) => `“${role}”`).join(', ')} and is taken out there.`
      : 'The contact is also taken out of the steps of emergency plans where it stands.',
  import: 'Read in CSV',
  importTitle: 'Contacts from a file',
  importHelp:
    'A CSV file from Excel, Outlook or your program. The first line holds headings: Name, Company, Language, E-mail, Mobile, Phone, Webhook, Note; several columns of one kind are fine (Phone 2). Equal names are completed, nothing is deleted.',
  wouldCreate: (names) => `${names.length} new: ${some(names)}`,
  wouldChange: (names) => `${names.length} changed: ${some(names)}`,
  wouldStay: (count) => `${count} unchanged`,
  nothingToDo: 'There is nothing new in the file.',
  ignored: (columns) => `Not read: ${columns.join(', ')}`,
  faults: (count) => (count === 1 ? 'One place is not right yet:' : `${count} places are not right yet:`),
  faultsHelp: 'All or nothing is read in. Please correct the file and choose it again.',
  line: (line) => `Line ${line}`,
  imported: (created, changed) => `Read in ${created} new and ${changed} changed contacts.`,
  undone: 'Reading in is undone.',
  vcards: 'For phones (vCard)',
  problems: {
    'changed-since': 'One of these contacts was changed since; so it can no longer be taken back as a whole.',
  },
} satisfies typeof de;
