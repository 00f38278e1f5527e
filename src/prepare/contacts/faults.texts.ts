import type { AddressFault } from './contacts.ts';
import type { SheetFault } from './sheet.ts';

const deAddress: Readonly<Record<AddressFault, string>> = {
  'not-an-email': 'keine E-Mail-Adresse (wie name@firma.example)',
  'not-an-https-address': 'keine sichere Webadresse (wie https://firma.example/alarm)',
  'not-a-number': 'keine Telefonnummer (wie 0431 555 0199 oder +43 1 555 0199)',
  'no-area-code': 'die Vorwahl fehlt (0431 … oder +49 431 …)',
  'too-short': 'die Nummer ist zu kurz',
  'too-long': 'die Nummer ist zu lang (höchstens 15 Ziffern)',
};
const enAddress: Readonly<Record<AddressFault, string>> = {
  'not-an-email': 'not an e-mail address (like name@company.example)',
  'not-an-https-address': 'not a secure web address (like https://company.example/alert)',
  'not-a-number': 'not a phone number (like 0431 555 0199 or +43 1 555 0199)',
  'no-area-code': 'the area code is missing (0431 … or +49 431 …)',
  'too-short': 'the number is too short',
  'too-long': 'the number is too long (15 digits at most)',
};

export const de = {
  addressFault: (fault: AddressFault): string => deAddress[fault],
  /** What is wrong in a line of an imported table; the line stands before it. */
  sheetFault: ({ kind, column, value }: SheetFault): string => {
    switch (kind) {
      case 'no-name-column':
        return `Keine Spalte „Name“ gefunden. Die erste Zeile muss Überschriften haben; gelesen wurde: ${value}`;
      case 'name-missing':
        return 'Der Name fehlt.';
      case 'unknown-language':
        return `Sprache „${value}“ ist unbekannt; möglich sind de und en.`;
      case 'twice':
        return `${value.replace(/ \((\d+)\)$/, ' steht schon in Zeile $1')}.`;
      case 'text-too-long':
        return `${column}: Der Text ist zu lang („${value}“).`;
      case 'too-many-addresses':
        return `${value} Adressen sind zu viele für einen Kontakt; höchstens 12.`;
      default:
        return `${column}: „${value}“ – ${deAddress[kind]}.`;
    }
  },
};

export const en: typeof de = {
  addressFault: (fault) => enAddress[fault],
  sheetFault: ({ kind, column, value }) => {
    switch (kind) {
      case 'no-name-column':
        return `There is no column "Name". The first line must have headings; it reads: ${value}`;
      case 'name-missing':
        return 'The name is missing.';
      case 'unknown-language':
        return `Language "${value}" is unknown; possible are de and en.`;
      case 'twice':
        return `${value.replace(/ \((\d+)\)$/, ' stands in line $1 already')}.`;
      case 'text-too-long':
        return `${column}: the text is too long ("${value}").`;
      case 'too-many-addresses':
        return `${value} addresses are too many for one contact; 12 at most.`;
      default:
        return `${column}: "${value}" – ${enAddress[kind]}.`;
    }
  },
};
