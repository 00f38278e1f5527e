/** What is kept for how long: the page in the settings. Spans come from the rules themselves. */
export const de = {
  title: 'Aufbewahrung',
  headline: (holding: number) =>
    holding === 0
      ? 'Was alt ist, löscht krisenfest von selbst.'
      : holding === 1
        ? 'Ein Vorfall hält Beweise fest: Bis zu ihrer Freigabe wird nichts davon gelöscht.'
        : `${holding} Vorfälle halten Beweise fest: Bis zu ihrer Freigabe wird nichts davon gelöscht.`,
  sub: 'Die Fristen sind fest, damit der Speicher nicht vollläuft und ein Jahresvergleich immer möglich ist.',
  what: 'Was',
  howLong: 'Wie lange',
  held: 'Bei Vorfall',
  heldYes: 'bleibt bis zur Freigabe',
  heldNo: 'unabhängig davon',
  days: (count: number) => (count === 1 ? '1 Tag' : `${count} Tage`),
  years: (count: number) => `${count} Jahre`,
  rows: {
    raw: 'Einzelne Messwerte der Prüfungen',
    minutes: 'Messwerte nach Minuten',
    hours: 'Messwerte nach Stunden',
    daily: 'Messwerte nach Tagen',
    outages: 'Ausfälle der Prüfungen',
    signals: 'Signale, ab ihrem Ende',
    audit: 'Änderungsprotokoll',
    incidents: 'Vorfälle, Lagetagebücher, Nachbereitungen',
  },
  always: 'auf Dauer',
  withCheck: 'solange es die Prüfung gibt',
  rule: (days: number) =>
    `Ein Vorfall sichert alles ab ${days} Tagen vor seiner Eröffnung, auch über sein Ende hinaus. Freigegeben wird es im Raum des Vorfalls, mit Grund; nur die Inhaberin oder der Inhaber darf das. Eine Übung sichert nichts.`,
  holding: 'Vorfälle, die Beweise festhalten',
  since: (when: string) => `gesichert ab ${when}`,
};

export const en = {
  title: 'What is kept',
  headline: (holding: number) =>
    holding === 0
      ? 'krisenfest deletes by itself what is old.'
      : holding === 1
        ? 'An incident keeps evidence: nothing of it is deleted until it is released.'
        : `${holding} incidents keep evidence: nothing of it is deleted until it is released.`,
  sub: 'The periods are fixed, so that the disk does not fill up and a year can always be compared with the one before.',
  what: 'What',
  howLong: 'How long',
  held: 'In an incident',
  heldYes: 'stays until released',
  heldNo: 'makes no difference',
  days: (count: number) => (count === 1 ? '1 day' : `${count} days`),
  years: (count: number) => `${count} years`,
  rows: {
    raw: 'Single measurements of checks',
    minutes: 'Measurements by minute',
    hours: 'Measurements by hour',
    daily: 'Measurements by day',
    outages: 'Outages of checks',
    signals: 'Signals, from their end on',
    audit: 'Audit log',
    incidents: 'Incidents, situation logs, reviews',
  },
  always: 'for good',
  withCheck: 'as long as the check is there',
  rule: (days: number) =>
    `An incident keeps everything from ${days} days before it was opened on, beyond its end too. It is released in the incident room, with a reason; only the owner may do that. An exercise keeps nothing.`,
  holding: 'Incidents that keep evidence',
  since: (when: string) => `kept from ${when} on`,
} satisfies typeof de;
