import type { CsvFault } from './csv.ts';

const where = (line: number | null, word: string) => (line === null ? '' : `${word} ${line}: `);

export const de = {
  fault: ({ kind, line }: CsvFault): string => {
    switch (kind) {
      case 'spreadsheet':
        return 'Das ist eine Excel-Datei. Bitte in Excel mit „Speichern unter“ als CSV speichern und diese Datei wählen.';
      case 'not-text':
        return 'Das ist keine Textdatei. Erwartet wird eine CSV-Datei.';
      case 'broken-quotes':
        return `${where(line, 'Zeile')}Ein Anführungszeichen öffnet oder schließt an einer Stelle, an der das nicht geht.`;
      case 'empty':
        return 'Die Datei ist leer.';
      case 'too-many-rows':
        return 'Die Datei hat mehr als 20.000 Zeilen. Bitte teilen Sie sie auf.';
    }
  },
};

export const en: typeof de = {
  fault: ({ kind, line }) => {
    switch (kind) {
      case 'spreadsheet':
        return 'This is an Excel file. Please save it as CSV ("Save as" in Excel) and choose that file.';
      case 'not-text':
        return 'This is not a text file. A CSV file is expected.';
      case 'broken-quotes':
        return `${where(line, 'Line')}a quotation mark opens or closes where it cannot.`;
      case 'empty':
        return 'The file is empty.';
      case 'too-many-rows':
        return 'The file has more than 20,000 lines. Please split it.';
    }
  },
};
