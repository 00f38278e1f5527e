import type { ShownKind } from './checks.ts';

const states: Record<ShownKind, string> = {
  down: 'ausgefallen',
  suspect: 'verdächtig',
  warning: 'Warnung',
  unclear: 'unklar',
  unknown: 'unbekannt',
  maintenance: 'Wartung',
  paused: 'angehalten',
  up: 'läuft',
};

export const de = {
  states,
  csv: {
    filename: 'Prüfungen.csv',
    head: [
      'Name',
      'Art',
      'Ziel',
      'Ressource',
      'Zustand',
      'Letzte Messung',
      'Ergebnis',
      'Antwortzeit (ms)',
      'Intervall (s)',
      'Fehlversuche bis Ausfall',
    ],
  },
};

const englishStates: Record<ShownKind, string> = {
  down: 'down',
  suspect: 'suspect',
  warning: 'warning',
  unclear: 'unclear',
  unknown: 'unknown',
  maintenance: 'maintenance',
  paused: 'paused',
  up: 'up',
};

export const en: typeof de = {
  states: englishStates,
  csv: {
    filename: 'checks.csv',
    head: [
      'Name',
      'Kind',
      'Target',
      'Resource',
      'State',
      'Last measured',
      'Result',
      'Response time (ms)',
      'Interval (s)',
      'Misses until down',
    ],
  },
};
