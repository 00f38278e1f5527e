import type { ShownKind } from './checks.ts';

const states: Record<ShownKind, string> = {
  down: 'ausgefallen',
  suspect: 'verdächtig',
  warning: 'Warnung',
  behind: 'nicht erreichbar',
  unclear: 'unklar',
  unknown: 'unbekannt',
  maintenance: 'Wartung',
  paused: 'angehalten',
  untrusted: 'läuft, nicht vertrauenswürdig',
  up: 'läuft',
};

export const de = {
  states,
  /** Every own line to the Internet is down. */
  siteOffline: (lines: readonly string[], reason: string) =>
    lines.length > 1
      ? `Standort offline: ${lines.map((name) => `„${name}“`).join(' und ')} ausgefallen, kein Weg ins Internet: ${reason}`
      : `Standort offline, kein Weg ins Internet: ${reason}`,
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
      'Gruppe',
      'Schlagwörter',
    ],
  },
};

const englishStates: Record<ShownKind, string> = {
  down: 'down',
  suspect: 'suspect',
  warning: 'warning',
  behind: 'not reachable',
  unclear: 'unclear',
  unknown: 'unknown',
  maintenance: 'maintenance',
  paused: 'paused',
  untrusted: 'up, not to be trusted',
  up: 'up',
};

export const en: typeof de = {
  states: englishStates,
  siteOffline: (lines, reason) =>
    lines.length > 1
      ? `Site offline: ${lines.map((name) => `“${name}”`).join(' and ')} down, no way to the Internet: ${reason}`
      : `Site offline, no way to the Internet: ${reason}`,
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
      'Group',
      'Tags',
    ],
  },
};
