import { clock, utcOffset, type WallTime } from './times.ts';

const TAGE = ['Sonntag', 'Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag'];
const MONATE = ['Januar', 'Februar', 'März', 'April', 'Mai', 'Juni', 'Juli', 'August', 'September', 'Oktober', 'November', 'Dezember'];
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

export const de = {
  language: 'Deutsch',
  skip: 'Zum Inhalt',
  languages: 'Sprache',
  exercise: 'ÜBUNG',
  exerciseSentence: 'ÜBUNG – dies ist ein Test. Es gibt keine Störung.',
  whatHappened: 'Was ist passiert?',
  works: 'Was funktioniert',
  doesNot: 'Was zurzeit nicht funktioniert',
  reach: 'So erreichen Sie uns',
  updates: 'Frühere Meldungen',
  since: 'Beginn',
  updated: 'Stand',
  next: 'Nächste Meldung',
  nextOpen: 'sobald es Neues gibt',
  imprint: 'Impressum',
  version: (version: number) => `Fassung ${version}`,
  phone: 'Telefon',
  mail: 'E-Mail',
  feed: (company: string) => `Meldungen von ${company}`,
  about: (company: string) =>
    `Notfall-Website von ${company}. Sie ersetzt vorübergehend die gewohnte Website und enthält den aktuellen Stand der Störung.`,
  pages: 'Seiten',
  at: (time: WallTime) => `${TAGE[time.weekday]}, ${time.day}. ${MONATE[time.month - 1]} ${time.year}, ${clock(time)} Uhr`,
  neutral: {
    headline: 'Technische Störung',
    whatHappened:
      'Unsere Website und weitere digitale Dienste sind zurzeit wegen einer technischen Störung nicht wie gewohnt erreichbar. Wir klären die Ursache und arbeiten an der Behebung.\n\nSobald wir mehr wissen, steht es hier.',
    works: [] as string[],
    doesNot: ['Unsere Website'],
    howToReach: 'Bitte wenden Sie sich in dringenden Fällen direkt an uns.',
  },
};

export const en = {
  language: 'English',
  skip: 'Skip to content',
  languages: 'Language',
  exercise: 'ÜBUNG (EXERCISE)',
  exerciseSentence: 'ÜBUNG (EXERCISE) – this is a test. There is no outage.',
  whatHappened: 'What has happened?',
  works: 'What works',
  doesNot: 'What does not work at the moment',
  reach: 'How to reach us',
  updates: 'Earlier messages',
  since: 'Began',
  updated: 'As of',
  next: 'Next message',
  nextOpen: 'as soon as there is news',
  imprint: 'Legal notice',
  version: (version) => `Version ${version}`,
  phone: 'Phone',
  mail: 'E-mail',
  feed: (company) => `Messages from ${company}`,
  about: (company) => `Emergency website of ${company}. It stands in for the usual website and holds the current state of the disruption.`,
  pages: 'Pages',
  at: (time) => `${DAYS[time.weekday]}, ${time.day} ${MONTHS[time.month - 1]} ${time.year}, ${clock(time)} (${utcOffset(time)})`,
  neutral: {
    headline: 'Technical disruption',
    whatHappened:
      'Because of a technical disruption our website and other digital services are not available as usual. We are looking into the cause and working on a solution.\n\nAs soon as we know more, you will find it here.',
    works: [],
    doesNot: ['Our website'],
    howToReach: 'In urgent cases please contact us directly.',
  },
} satisfies typeof de;
