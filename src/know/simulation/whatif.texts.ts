import { numberText } from '../../kernel/wording.ts';

const listDe = (names: readonly string[]): string => {
  if (names.length <= 1) return names[0] ?? '';
  if (names.length > 3) return `${names.slice(0, 2).join(', ')} und ${names.length - 2} weitere`;
  return `${names.slice(0, -1).join(', ')} und ${names.at(-1) ?? ''}`;
};
const listEn = (names: readonly string[]): string => {
  if (names.length <= 1) return names[0] ?? '';
  if (names.length > 3) return `${names.slice(0, 2).join(', ')} and ${names.length - 2} others`;
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
};
const wordsDe = ['', 'ein', 'zwei', 'drei', 'vier', 'fünf', 'sechs', 'sieben', 'acht', 'neun', 'zehn', 'elf', 'zwölf'];
const wordsEn = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const numeral = (n: number, words: readonly string[], language: 'de' | 'en') => words[n] ?? numberText(n, language);
/** `nach 3 Tagen`: after a preposition. */
const dative = (span: string) => span.replace(/\bTage\b/, 'Tagen');
const [HOUR, DAY, WEEK] = [3_600_000, 86_400_000, 604_800_000];

/** `drei Tage`, `eine Woche`, `vier Stunden`: how long, as one would say it in a sentence. */
function howLongDe(ms: number): string {
  const [unit, one, many, feminine] =
    ms % WEEK === 0 ? [WEEK, 'Woche', 'Wochen', true] : ms % DAY === 0 ? [DAY, 'Tag', 'Tage', false] : [HOUR, 'Stunde', 'Stunden', true];
  const n = Math.max(1, Math.round(ms / unit));
  return n === 1 ? `${feminine ? 'eine' : 'einen'} ${one}` : `${numeral(n, wordsDe, 'de')} ${many}`;
}
function howLongEn(ms: number): string {
  const [unit, word] = ms % WEEK === 0 ? [WEEK, 'week'] : ms % DAY === 0 ? [DAY, 'day'] : [HOUR, 'hour'];
  const n = Math.max(1, Math.round(ms / unit));
  return `${n === 1 ? (word === 'hour' ? 'an' : 'a') : numeral(n, wordsEn, 'en')} ${word}${n === 1 ? '' : 's'}`;
}

export const de = {
  title: 'Was wäre, wenn',
  askSomething: 'Was wäre, wenn etwas ausfällt?',
  askSub: 'Wählen Sie, was ausfällt. krisenfest rechnet auf diesem Gerät, wer wann steht, was es kostet und wie es zurückkommt.',
  headline: (names: readonly string[], forMs: number | null, malicious: boolean) => {
    const verb = names.length === 1 ? 'ausfällt' : 'ausfallen';
    const attacked = names.length === 1 ? 'angegriffen wird' : 'angegriffen werden';
    if (malicious) return `Was wäre, wenn ${listDe(names)} ${attacked}?`;
    return forMs === null ? `Was wäre, wenn ${listDe(names)} ${verb}?` : `Was wäre, wenn ${listDe(names)} ${howLongDe(forMs)} ${verb}?`;
  },
  headlineStory: (name: string, forMs: number | null) => `${name}${forMs === null ? '' : `, ${howLongDe(forMs)} lang`}: Was wäre dann?`,
  headlineLaw: (law: string, forMs: number | null) =>
    `Was wäre, wenn alle Dienstleister mit ${law}${forMs === null ? '' : ` ${howLongDe(forMs)}`} ausfallen?`,
  laws: {
    us: 'US-Mutter',
    uk: 'britischer Mutter',
    ch: 'Sitz in der Schweiz',
    eu: 'Sitz in der EU',
    de: 'Sitz in Deutschland',
    other: 'Sitz in einem anderen Land',
  },
  together: (cause: string, taken: readonly string[]) =>
    `${listDe(taken)} ${taken.length === 1 ? 'fällt mit aus' : 'fallen gemeinsam aus'}: eine Ursache (${cause}), ${numeral(taken.length, wordsDe, 'de')} ${taken.length === 1 ? 'Folge' : 'Folgen'}.`,
  firstStop: (name: string, span: string | null) =>
    span === null ? `${name} ist sofort betroffen.` : `Nach ${dative(span)} ist ${name} betroffen.`,
  allBack: (span: string) => `Nach ${dative(span)} läuft alles wieder.`,
  neverBack: 'Von selbst kommt nicht alles zurück.',
  backUnknown: 'Wann alles zurück ist, ist unbekannt.',
  backUnknownHold: 'Wann alles zurück ist, ist unbekannt: Noch hat niemand gesagt, wann Versicherer und Forensik freigeben.',
  notTold: 'Ob und wann etwas steht, lässt sich so noch nicht sagen.',
  nobodyHit: 'Kein Prozess ist betroffen.',
  choose: 'Was fällt aus?',
  chooseTitle: 'Was soll ausfallen?',
  chooseHelp: 'Einzelne Dinge oder gemeinsame Ursachen: Dienstleister, Gebäude, Anmeldung, eine Person.',
  search: 'Eintrag suchen',
  add: 'Hinzufügen',
  use: 'Übernehmen',
  clear: 'Neue Frage',
  more: (count: number) => `und ${count} weitere`,
  fewer: 'weniger zeigen',
  drop: (name: string) => `${name} nicht mehr ausfallen lassen`,
  duration: 'Wie lange?',
  untilRestored: 'bis es wiederhergestellt ist',
  durations: { PT4H: '4 Stunden', P1D: '1 Tag', P3D: '3 Tage', P7D: '1 Woche', P14D: '2 Wochen' },
  attack: 'Es war ein Angriff',
  attackHelp: 'Vor der Freigabe beginnt keine Wiederherstellung, und alte Sicherungen zählen erst ab einem sauberen Stand.',
  hold: 'Freigabe durch Versicherer und Forensik nach',
  dwell: 'Der Angreifer war schon drin seit',
  at: 'Beginn des Ausfalls',
  damage: 'Schaden bis zum Ende',
  neverEnds: 'endet nicht von selbst',
  notKnown: 'nicht bekannt',
  range: (range: string) => `8 von 10 Läufen: ${range}`,
  belowRange:
    'Der wahrscheinliche Wert liegt unter dieser Spanne: Er nimmt für jede Arbeit die Zeit, die am ehesten zutrifft. Warten viele aufeinander, dauert fast immer eine davon länger.',
  aboveRange:
    'Der wahrscheinliche Wert liegt über dieser Spanne: Die Grenzen, die Sie für Zeiten und Kosten nannten, liegen überwiegend darunter.',
  counting: 'Streuung wird gerechnet …',
  lanes: 'Wer steht wann',
  clock: 'Zeit seit dem Ausfall',
  now: 'jetzt',
  runs: 'läuft',
  stands: 'steht',
  limited: (percent: string) => `${percent} Leistung`,
  spent: (euro: string) => `bis hier ${euro}`,
  unknown: 'unbekannt',
  unknownWhy: 'wovon es abhängt, hat noch niemand gesagt',
  unknownTimes: 'ohne Freigabe und Zeit für den Neuaufbau nicht zu sagen',
  answer: 'Jetzt beantworten',
  rto: 'Zielzeit',
  mtpd: 'MTA',
  rtoMissed: (by: string) => `Zielzeit verfehlt um ${by}`,
  rtoMissedForGood: 'Zielzeit verfehlt',
  rtoUnknown: 'Zielzeit: unbekannt',
  rtoHolds: 'Zielzeit hält',
  rtoTight: 'Zielzeit knapp',
  mtpdBroken: 'MTA überschritten',
  mtpdTight: 'MTA knapp',
  rpo: { holds: '', fails: 'zu viel Arbeit verloren', lost: 'keine erreichbare Sicherung', unknown: 'Datenverlust unbekannt' },
  backNotKnown: 'wann zurück: unbekannt',
  staysLimited: 'der Notbetrieb hält',
  back: (span: string) => `zurück nach ${dative(span)}`,
  never: 'kommt nicht zurück',
  because: (chain: readonly string[]) => `wegen ${chain.join(' ← ')}`,
  notHit: (names: readonly string[]) => `Nicht betroffen: ${names.join(', ')}`,
  hands: 'Wiederanlauf mit den Händen, die da sind',
  nobody: 'ohne Team',
  handsLine: (name: string, best: string, planned: string, p80: string | null) =>
    `${name}: bestenfalls ${best} · geplant ${planned}${p80 === null ? '' : ` · in 8 von 10 Fällen bis ${p80}`}`,
  noRestores: 'Nichts davon wird wiederhergestellt; es kommt zurück, wenn seine Ursache zurückkommt oder die Zeit um ist.',
  restoreWord: (name: string, from: string, to: string) => `${name}: ${from} bis ${to}`,
  deadlock: 'Henne und Ei',
  deadlockText: (names: readonly string[]) =>
    `${names.join(' → ')} → ${names[0] ?? ''}: jedes wartet auf das andere. So kommt keines zurück.`,
  deadlockHelp: 'Abhilfe: an einer Stelle einen Weg schaffen, der ohne die anderen geht, etwa Zugangsdaten auf Papier im Safe.',
  showMap: 'Auf der Landkarte',
  emptyUnknown: 'Das ist noch unbekannt: Ihr Modell ist leer.',
  empty: 'Noch gibt es kein Inventar, mit dem sich rechnen ließe.',
  emptyText: 'Legen Sie ein paar Prozesse und das, was sie brauchen, an. Zehn Einträge genügen für die erste Antwort.',
  toInventory: 'Zum Inventar',
  failed: (message: string) => `Die Rechnung ist fehlgeschlagen: ${message}`,
  working: 'Wird gerechnet …',
};

export const en: typeof de = {
  title: 'What if',
  askSomething: 'What if something fails?',
  askSub: 'Choose what fails. krisenfest computes on this device who stops when, what it costs and how it comes back.',
  headline: (names, forMs, malicious) => {
    const verb = names.length === 1 ? 'fails' : 'fail';
    if (malicious) return `What if ${listEn(names)} ${names.length === 1 ? 'is' : 'are'} attacked?`;
    return forMs === null ? `What if ${listEn(names)} ${verb}?` : `What if ${listEn(names)} ${verb} for ${howLongEn(forMs)}?`;
  },
  headlineStory: (name, forMs) => `${name}${forMs === null ? '' : `, for ${howLongEn(forMs)}`}: what then?`,
  headlineLaw: (law, forMs) => `What if all providers with ${law} fail${forMs === null ? '' : ` for ${howLongEn(forMs)}`}?`,
  laws: {
    us: 'a US parent',
    uk: 'a British parent',
    ch: 'a seat in Switzerland',
    eu: 'a seat in the EU',
    de: 'a seat in Germany',
    other: 'a seat in another country',
  },
  together: (cause, taken) =>
    `${listEn(taken)} ${taken.length === 1 ? 'fails with it' : 'fail together'}: one cause (${cause}), ${numeral(taken.length, wordsEn, 'en')} ${taken.length === 1 ? 'consequence' : 'consequences'}.`,
  firstStop: (name, span) => (span === null ? `${name} is hit at once.` : `After ${span}, ${name} is hit.`),
  allBack: (span) => `After ${span} everything runs again.`,
  neverBack: 'Not everything comes back by itself.',
  backUnknown: 'When everything is back is unknown.',
  backUnknownHold: 'When everything is back is unknown: nobody has said yet when insurer and forensics release the work.',
  notTold: 'Whether and when something stops cannot be said yet.',
  nobodyHit: 'No process is hit.',
  choose: 'What fails?',
  chooseTitle: 'What shall fail?',
  chooseHelp: 'Single things or shared causes: provider, building, sign-in, a person.',
  search: 'Find an entry',
  add: 'Add',
  use: 'Take these',
  clear: 'New question',
  more: (count) => `and ${count} more`,
  fewer: 'show fewer',
  drop: (name) => `Let ${name} work again`,
  duration: 'For how long?',
  untilRestored: 'until it is restored',
  durations: { PT4H: '4 hours', P1D: '1 day', P3D: '3 days', P7D: '1 week', P14D: '2 weeks' },
  attack: 'It was an attack',
  attackHelp: 'No restore begins before the release, and backups count only from a clean state.',
  hold: 'Released by insurer and forensics after',
  dwell: 'The attacker had been in for',
  at: 'Start of the outage',
  damage: 'Damage until the end',
  neverEnds: 'does not end by itself',
  notKnown: 'not known',
  range: (range) => `8 of 10 runs: ${range}`,
  belowRange:
    'The likely value lies below this range: it takes for each job the time that fits best. Where many wait for each other, one of them almost always takes longer.',
  aboveRange: 'The likely value lies above this range: the bounds you gave for times and costs lie mostly below it.',
  counting: 'Computing the spread …',
  lanes: 'Who stops when',
  clock: 'Time since the outage',
  now: 'now',
  runs: 'runs',
  stands: 'stopped',
  limited: (percent) => `${percent} capacity`,
  spent: (euro) => `${euro} so far`,
  unknown: 'unknown',
  unknownWhy: 'nobody has said yet what it depends on',
  unknownTimes: 'cannot be said without the release and the time for rebuilding',
  answer: 'Answer now',
  rto: 'RTO',
  mtpd: 'MTPD',
  rtoMissed: (by) => `RTO missed by ${by}`,
  rtoMissedForGood: 'RTO missed',
  rtoUnknown: 'RTO: unknown',
  rtoHolds: 'RTO holds',
  rtoTight: 'RTO is tight',
  mtpdBroken: 'MTPD exceeded',
  mtpdTight: 'MTPD is tight',
  rpo: { holds: '', fails: 'too much work lost', lost: 'no backup within reach', unknown: 'data loss unknown' },
  backNotKnown: 'when it is back: unknown',
  staysLimited: 'emergency operation holds',
  back: (span) => `back after ${span}`,
  never: 'does not come back',
  because: (chain) => `because of ${chain.join(' ← ')}`,
  notHit: (names) => `Not hit: ${names.join(', ')}`,
  hands: 'Recovery with the hands there are',
  nobody: 'no team',
  handsLine: (name, best, planned, p80) =>
    `${name}: at best ${best} · planned ${planned}${p80 === null ? '' : ` · in 8 of 10 cases by ${p80}`}`,
  noRestores: 'None of it is restored; it comes back when its cause does or the time is over.',
  restoreWord: (name, from, to) => `${name}: ${from} to ${to}`,
  deadlock: 'Chicken and egg',
  deadlockText: (names) => `${names.join(' → ')} → ${names[0] ?? ''}: each waits for the other. None of them comes back like this.`,
  deadlockHelp: 'Remedy: make a way at one point that works without the others, such as credentials on paper in the safe.',
  showMap: 'On the map',
  emptyUnknown: 'That is still unknown: your model is empty.',
  empty: 'There is no inventory yet to compute with.',
  emptyText: 'Add a few processes and what they need. Ten entries are enough for the first answer.',
  toInventory: 'To the inventory',
  failed: (message) => `The computation failed: ${message}`,
  working: 'Computing …',
};
