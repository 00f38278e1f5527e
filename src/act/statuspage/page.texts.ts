import { clock, utcOffset, type WallTime } from '../../prepare/darkpages/times.ts';
import type { PublicState } from '../../watch/outlets/publicstate.ts';
import type { DayKind } from './days.ts';
import type { Phase } from './publicincident.ts';

const MONATE = ['Januar', 'Februar', 'März', 'April', 'Mai', 'Juni', 'Juli', 'August', 'September', 'Oktober', 'November', 'Dezember'];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

const states: Record<PublicState, string> = {
  up: 'läuft',
  checking: 'wird geprüft',
  down: 'gestört',
  maintenance: 'Wartung',
  unknown: 'nicht gemessen',
};
const phases: Record<Phase, string> = {
  investigating: 'Wir klären die Ursache',
  identified: 'Ursache gefunden',
  watching: 'Behoben, wir beobachten',
  resolved: 'Behoben',
};
const kinds: Record<DayKind, string> = {
  up: 'störungsfrei',
  part: 'störungsfrei, aber nur zum Teil gemessen',
  disturbed: 'gestört',
  down: 'lange gestört (weniger als 95 % gut)',
  quiet: 'nur Wartung',
  unmeasured: 'nicht gemessen',
};

const listed = (names: readonly string[], and: string): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} ${and} ${names.at(-1)}`;

export const de = {
  language: 'Deutsch',
  languages: 'Sprache',
  skip: 'Zum Inhalt',
  title: (company: string) => `Status: ${company}`,
  overall: {
    empty: () => 'Hier steht noch nichts.',
    down: (names: readonly string[]) => `Zurzeit gestört: ${listed(names, 'und')}`,
    disruption: () => 'Es gibt zurzeit eine Störung.',
    checking: (names: readonly string[]) => `Wir prüfen gerade: ${listed(names, 'und')}`,
    unknown: (names: readonly string[]) => `Zurzeit nicht gemessen: ${listed(names, 'und')}`,
    maintenance: (names: readonly string[]) => `Wartung: ${listed(names, 'und')}. Sonst läuft alles.`,
    up: () => 'Alles läuft.',
  },
  asOf: 'Stand',
  own: (company: string, every: string) =>
    `${company} schreibt diese Seite selbst, ${every} neu. Ist der Stand deutlich älter, hat ${company} vielleicht kein Internet: Dann kann sich seitdem etwas geändert haben.`,
  every: (minutes: number) =>
    minutes === 1
      ? 'jede Minute'
      : minutes === 60
        ? 'jede Stunde'
        : minutes === 1440
          ? 'einmal am Tag'
          : minutes % 60 === 0
            ? `alle ${minutes / 60} Stunden`
            : `alle ${minutes} Minuten`,
  current: 'Was gerade los ist',
  planned: 'Geplante Wartung',
  open: 'läuft gerade',
  components: 'Unsere Dienste',
  history: 'Was war',
  nothing: 'Für die letzten 90 Tage ist keine beendete Störung verzeichnet.',
  window: 'Letzte 90 Tage',
  first: 'vor 90 Tagen',
  last: 'heute',
  uptime: (percent: string, days: number) => `${percent} der gemessenen Zeit störungsfrei (${days} von 90 Tagen gemessen)`,
  neverMeasured: 'noch nicht gemessen',
  bars: (kinds_: readonly string[]) => `Letzte 90 Tage: ${kinds_.join(', ')}`,
  dayCount: (count: number, kind: string) => `${count} ${count === 1 ? 'Tag' : 'Tage'} ${kind}`,
  oneByOne: 'Tage einzeln',
  none: 'Kein Tag mit Störung.',
  notYet: 'noch nicht ausgewertet',
  hours: (hours: number, of: number) => `${hours} von ${of} Stunden gemessen`,
  legend: 'Zeichenerklärung',
  states,
  phases,
  kinds,
  silent: (names: readonly string[]) => `${listed(names, 'und')} gestört`,
  affects: 'Betrifft',
  lasted: (span: string) => `Dauer ${span}`,
  since: (at: string) => `seit ${at}`,
  fromTo: (from: string, to: string) => `${from} bis ${to}`,
  germanOnly: 'auf Deutsch',
  feed: 'Feed (Atom)',
  machine: 'Für Programme: status.json',
  site: 'Unsere Website',
  imprint: 'Impressum',
  feedTitle: (company: string) => `Störungen bei ${company}`,
  badge: (company: string) => `Status ${company}`,
  day: (year: number, month: number, day: number) => `${day}. ${MONATE[month - 1]} ${year}`,
  at: (time: WallTime) => `${time.day}. ${MONATE[time.month - 1]} ${time.year}, ${clock(time)} Uhr`,
};

export const en: typeof de = {
  language: 'English',
  languages: 'Language',
  skip: 'Skip to content',
  title: (company) => `Status: ${company}`,
  overall: {
    empty: () => 'Nothing is shown here yet.',
    down: (names) => `Disrupted at present: ${listed(names, 'and')}`,
    disruption: () => 'There is a disruption at present.',
    checking: (names) => `We are checking: ${listed(names, 'and')}`,
    unknown: (names) => `Not measured at present: ${listed(names, 'and')}`,
    maintenance: (names) => `Maintenance: ${listed(names, 'and')}. Everything else works.`,
    up: () => 'Everything works.',
  },
  asOf: 'As of',
  own: (company, every) =>
    `${company} writes this page itself, anew ${every}. If its date is much older, ${company} may be without Internet: then something may have changed since.`,
  every: (minutes) =>
    minutes === 1
      ? 'every minute'
      : minutes === 60
        ? 'every hour'
        : minutes === 1440
          ? 'once a day'
          : minutes % 60 === 0
            ? `every ${minutes / 60} hours`
            : `every ${minutes} minutes`,
  current: 'What is going on',
  planned: 'Planned maintenance',
  open: 'going on now',
  components: 'Our services',
  history: 'What has been',
  nothing: 'No disruption that has ended is recorded for the last 90 days.',
  window: 'Last 90 days',
  first: '90 days ago',
  last: 'today',
  uptime: (percent, days) => `${percent} of the measured time without disruption (${days} of 90 days measured)`,
  neverMeasured: 'not measured yet',
  bars: (kinds_) => `Last 90 days: ${kinds_.join(', ')}`,
  dayCount: (count, kind) => `${count} ${count === 1 ? 'day' : 'days'} ${kind}`,
  oneByOne: 'Day by day',
  none: 'No day with a disruption.',
  notYet: 'not evaluated yet',
  hours: (hours, of) => `${hours} of ${of} hours measured`,
  legend: 'Legend',
  states: { up: 'works', checking: 'being checked', down: 'disrupted', maintenance: 'maintenance', unknown: 'not measured' },
  phases: {
    investigating: 'We are looking into the cause',
    identified: 'Cause found',
    watching: 'Resolved, we are watching',
    resolved: 'Resolved',
  },
  kinds: {
    up: 'without disruption',
    part: 'without disruption, but measured in part only',
    disturbed: 'disrupted',
    down: 'disrupted for long (less than 95 % good)',
    quiet: 'maintenance only',
    unmeasured: 'not measured',
  },
  silent: (names) => `${listed(names, 'and')} disrupted`,
  affects: 'Affects',
  lasted: (span) => `lasted ${span}`,
  since: (at) => `since ${at}`,
  fromTo: (from, to) => `${from} to ${to}`,
  germanOnly: 'in German',
  feed: 'Feed (Atom)',
  machine: 'For programs: status.json',
  site: 'Our website',
  imprint: 'Legal notice',
  feedTitle: (company) => `Disruptions at ${company}`,
  badge: (company) => `Status ${company}`,
  day: (year, month, day) => `${day} ${MONTHS[month - 1]} ${year}`,
  at: (time) => `${time.day} ${MONTHS[time.month - 1]} ${time.year}, ${clock(time)} (${utcOffset(time)})`,
};
