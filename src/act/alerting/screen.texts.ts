/** The page of a screen in the house. */
export const de = {
  lang: 'de',
  title: (organisation: string) => `Alarme · ${organisation}`,
  calm: 'Kein Alarm',
  connected: 'Verbunden mit krisenfest',
  lost: 'Keine Verbindung zu krisenfest. Dieser Bildschirm zeigt im Moment keine neuen Alarme.',
  since: 'seit',
  noConnectionYet: 'Verbindung wird aufgebaut …',
  soundOn: 'Ton einschalten',
  soundIsOn: 'Ton ist an',
  nobody: 'Noch niemand hat bestätigt.',
  confirmed: 'Bestätigt:',
  mark: { actual: 'ALARM', exercise: 'ÜBUNG', test: 'TEST' },
  call: 'Bitte krisenfest öffnen.',
  noScript: 'Diese Seite braucht JavaScript.',
};

export const en = {
  lang: 'en',
  title: (organisation: string) => `Alerts · ${organisation}`,
  calm: 'No alert',
  connected: 'Connected to krisenfest',
  lost: 'No connection to krisenfest. This screen shows no new alerts at the moment.',
  since: 'since',
  noConnectionYet: 'Connecting …',
  soundOn: 'Switch sound on',
  soundIsOn: 'Sound is on',
  nobody: 'Nobody has acknowledged yet.',
  confirmed: 'Acknowledged:',
  mark: { actual: 'ALERT', exercise: 'ÜBUNG / EXERCISE', test: 'TEST' },
  call: 'Please open krisenfest.',
  noScript: 'This page needs JavaScript.',
} satisfies typeof de;
