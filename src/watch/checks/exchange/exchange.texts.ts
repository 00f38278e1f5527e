import type { Format, Place, RemarkCode } from './incoming.ts';

const formats: Record<Format, string> = {
  'uptime-kuma': 'Sicherung von Uptime Kuma',
  gatus: 'Konfiguration von Gatus',
  csv: 'Tabelle (CSV)',
  krisenfest: 'Datei von krisenfest',
};

const remarks: Record<RemarkCode, (what: string) => string> = {
  kind: (what) => `Diese Art („${what}“) gibt es hier nicht. Der Eintrag bleibt draußen.`,
  faulty: (what) => `Die Angaben passen nicht (${what}). Der Eintrag bleibt draußen.`,
  variable: (what) => `Die Adresse enthält eine Variable („${what}“), deren Wert nicht in der Datei steht. Der Eintrag bleibt draußen.`,
  setting: (what) => `Die Einstellung „${what}“ lässt sich nicht übernehmen.`,
  condition: (what) => `Die Bedingung „${what}“ lässt sich nicht übernehmen.`,
  address: () => 'Das Programm, das sich meldet, braucht eine neue Adresse: auf der Seite der Prüfung.',
  paused: () => 'War angehalten und bleibt es.',
  other: (what) => `Eine Prüfung „${what}“ gibt es schon, mit anderen Einstellungen. Sie bleibt, wie sie ist.`,
  resource: (what) => `Die Ressource „${what}“ gibt es im Inventar nicht; die Prüfung kommt ohne sie.`,
};

export const de = {
  label: 'Einlesen',
  title: 'Prüfungen einlesen',
  help: 'Gelesen werden: die Sicherung von Uptime Kuma (JSON), die Konfiguration von Gatus (YAML), eine Tabelle (CSV mit den Spalten Name, Art, Adresse, dazu nach Wunsch Port, Gruppe, Schlagwörter, Intervall in Sekunden) und die Datei, die krisenfest selbst ausgibt. Zuerst sehen Sie, was hereinkäme.',
  twice: 'Wer dieselbe Datei zweimal einliest, bekommt nichts doppelt. Was schon da ist, bleibt, wie Sie es eingestellt haben.',
  formats,
  alerts: 'Wer alarmiert wird, kommt nicht mit: Das steht in krisenfest unter „Wer wird alarmiert“.',
  sum: {
    added: (n: number) => (n === 1 ? '1 kommt neu hinzu' : `${n} kommen neu hinzu`),
    changed: (n: number) => (n === 1 ? '1 wird zurückgesetzt' : `${n} werden zurückgesetzt`),
    there: (n: number) => (n === 1 ? '1 ist schon da' : `${n} sind schon da`),
    left: (n: number) => (n === 1 ? '1 bleibt draußen' : `${n} bleiben draußen`),
  },
  becomes: { added: 'neu', changed: 'wird zurückgesetzt', there: 'schon da', left: 'bleibt draußen' },
  nothing: 'In dieser Datei ist nichts, was noch fehlt.',
  place: ({ kind, number }: Place) => (kind === 'line' ? `Zeile ${number}` : `Eintrag ${number}`),
  where: 'Stelle',
  name: 'Prüfung',
  what: 'Was geschieht',
  nameless: '(ohne Namen)',
  remarks,
  done: (count: number) => (count === 1 ? '1 Prüfung ist übernommen.' : `${count} Prüfungen sind übernommen.`),
  problems: {
    'unknown-file':
      'Diese Datei ist keine der vier Arten, die hier gelesen werden. Eine Tabelle braucht in der ersten Zeile mindestens „Name“ und „Adresse“.',
    'broken-json': 'Die Datei beginnt wie JSON, ist aber abgeschnitten oder beschädigt. Bitte geben Sie sie dort noch einmal aus.',
    'broken-yaml': 'Die Datei ist kein gültiges YAML. Meist stimmt eine Einrückung nicht.',
    'not-a-check-file': 'Die Datei nennt sich Datei von krisenfest, hat aber nicht deren Aufbau. Bitte geben Sie sie dort noch einmal aus.',
    'too-many': 'Bitte höchstens 2000 Prüfungen auf einmal einlesen.',
  } as Readonly<Record<string, string>>,
};

export const en: typeof de = {
  label: 'Import',
  title: 'Import checks',
  help: 'These can be read: the backup of Uptime Kuma (JSON), the configuration of Gatus (YAML), a table (CSV with the columns Name, Kind, Address, and if you like Port, Group, Tags, Interval in seconds), and the file that krisenfest itself gives out. First you see what would come in.',
  twice: 'Whoever imports the same file twice gets nothing double. What is there already stays as you have set it.',
  formats: {
    'uptime-kuma': 'Backup of Uptime Kuma',
    gatus: 'Configuration of Gatus',
    csv: 'Table (CSV)',
    krisenfest: 'File of krisenfest',
  },
  alerts: 'Who is alerted does not come along: in krisenfest that is under “Who is alerted”.',
  sum: {
    added: (n) => (n === 1 ? '1 is new' : `${n} are new`),
    changed: (n) => (n === 1 ? '1 is set back' : `${n} are set back`),
    there: (n) => (n === 1 ? '1 is there already' : `${n} are there already`),
    left: (n) => (n === 1 ? '1 stays out' : `${n} stay out`),
  },
  becomes: { added: 'new', changed: 'set back', there: 'there already', left: 'stays out' },
  nothing: 'There is nothing in this file that is still missing.',
  place: ({ kind, number }) => (kind === 'line' ? `line ${number}` : `entry ${number}`),
  where: 'Place',
  name: 'Check',
  what: 'What happens',
  nameless: '(without a name)',
  remarks: {
    kind: (what) => `There is no such kind (“${what}”) here. The entry stays out.`,
    faulty: (what) => `The settings do not fit (${what}). The entry stays out.`,
    variable: (what) => `The address holds a variable (“${what}”) whose value is not in the file. The entry stays out.`,
    setting: (what) => `The setting “${what}” cannot be taken over.`,
    condition: (what) => `The condition “${what}” cannot be taken over.`,
    address: () => 'The program that reports needs a new address: on the page of the check.',
    paused: () => 'It was paused and stays so.',
    other: (what) => `There is a check “${what}” already, with other settings. It stays as it is.`,
    resource: (what) => `There is no resource “${what}” in the inventory; the check comes without it.`,
  },
  done: (count) => (count === 1 ? '1 check is taken over.' : `${count} checks are taken over.`),
  problems: {
    'unknown-file':
      'This file is none of the four kinds that can be read here. A table needs at least “Name” and “Address” in its first line.',
    'broken-json': 'The file begins like JSON, but is cut off or broken. Please give it out there once more.',
    'broken-yaml': 'The file is no valid YAML. Usually an indentation is wrong.',
    'not-a-check-file': 'The file calls itself a file of krisenfest, but does not have its shape. Please give it out there once more.',
    'too-many': 'Please import at most 2000 checks at once.',
  },
};
