import type { LongAnswer } from './longcheck.ts';

type Words = Readonly<Record<LongAnswer, string>>;

export const de = {
  title: 'Selbst-Check',
  headlineOpen: (n: number, of: number) =>
    n === 0 ? `${of} Fragen zur IT-Sicherheit, in etwa einer halben Stunde.` : `${n} von ${of} Fragen sind beantwortet.`,
  headlineDone: (points: number, max: number) => `Zuletzt ${points} von ${max} Punkten.`,
  notOfficial:
    'Orientiert an den 27 Themen der DIN SPEC 27076, in eigenen Worten. Dies ist nicht der offizielle CyberRisikoCheck; den führen nur geschulte Dienstleister durch.',
  topUnverified: (version: string) =>
    `Welche Fragen dreifach zählen, ist noch nicht mit Anhang A der Norm verglichen (Fragenstand ${version}).`,
  top: 'zählt dreifach',
  answers: {
    met: 'erfüllt',
    partly: 'teilweise',
    not: 'nicht erfüllt',
    irrelevant: 'trifft nicht zu',
    unknown: 'weiß ich nicht',
  } satisfies Words,
  rule: 'Erfüllt 1 Punkt; dreifach zählende +3 oder −3. Teilweise und unbekannt zählen wie nicht erfüllt; was nicht zutrifft, zählt nicht.',
  finish: 'Auswerten und festhalten',
  finishHelp: 'Das Ergebnis bleibt mit Datum stehen; Sie können danach jederzeit weiter antworten.',
  finished: 'Der Selbst-Check ist festgehalten.',
  result: (when: string) => `Ergebnis vom ${when}`,
  by: (who: string) => `beantwortet von ${who}`,
  points: (points: number, max: number) => `${points} von ${max} Punkten`,
  change: (n: number) =>
    n === 0 ? 'unverändert zum vorigen Mal' : n > 0 ? `${n} Punkte mehr als zuvor` : `${-n} Punkte weniger als zuvor`,
  topicMet: (met: number, of: number) => `${met} von ${of} erfüllt`,
  topicUnknown: (n: number) => (n === 0 ? '' : `${n} unbekannt`),
  unknownCount: (n: number) =>
    n === 1 ? 'Eine Frage ist unbekannt und zählt wie nicht erfüllt.' : `${n} Fragen sind unbekannt und zählen wie nicht erfüllt.`,
  measures: 'Was zu tun ist, das Dringendste zuerst',
  noMeasures: 'Alles, was zutrifft, ist erfüllt.',
  toBoard: 'Als Maßnahme vormerken',
  onBoard: 'steht auf der Maßnahmentafel',
  noted: 'Vorgemerkt. Sie finden es unter Maßnahmen.',
  reason: (ask: string) => `Selbst-Check: ${ask}`,
  board: 'Zu den Maßnahmen',
  history: 'Frühere Ergebnisse',
  date: 'Datum',
  pdf: 'PDF',
  csv: 'CSV',
  questions: 'Fragen',
  topic: 'Thema',
  question: 'Frage',
  answer: 'Antwort',
  measure: 'Maßnahme',
  report: 'Bericht zum Selbst-Check',
  page: 'Seite',
  of: 'von',
  filename: 'selbst-check',
  problems: { 'nothing-answered': 'Seit dem letzten Selbst-Check wurde nichts geändert; es gibt nichts festzuhalten.' },
};

export const en = {
  title: 'Self-check',
  headlineOpen: (n: number, of: number) =>
    n === 0 ? `${of} questions on IT security, in about half an hour.` : `${n} of ${of} questions are answered.`,
  headlineDone: (points: number, max: number) => `Last time ${points} of ${max} points.`,
  notOfficial:
    'Modelled on the 27 topics of DIN SPEC 27076, in our own words. This is not the official CyberRisikoCheck, which only trained providers carry out.',
  topUnverified: (version: string) =>
    `Which questions count threefold has not been compared with annex A of the norm yet (questions of ${version}).`,
  top: 'counts threefold',
  answers: { met: 'met', partly: 'partly', not: 'not met', irrelevant: 'does not apply', unknown: 'I do not know' },
  rule: 'Met 1 point; threefold ones +3 or −3. Partly and unknown count as not met; what does not apply does not count.',
  finish: 'Evaluate and record',
  finishHelp: 'The result stays with its date; you can go on answering at any time.',
  finished: 'The self-check is recorded.',
  result: (when: string) => `Result of ${when}`,
  by: (who: string) => `answered by ${who}`,
  points: (points: number, max: number) => `${points} of ${max} points`,
  change: (n: number) =>
    n === 0 ? 'unchanged since last time' : n > 0 ? `${n} points more than before` : `${-n} points fewer than before`,
  topicMet: (met: number, of: number) => `${met} of ${of} met`,
  topicUnknown: (n: number) => (n === 0 ? '' : `${n} unknown`),
  unknownCount: (n: number) =>
    n === 1 ? 'One question is unknown and counts as not met.' : `${n} questions are unknown and count as not met.`,
  measures: 'What to do, the most urgent first',
  noMeasures: 'Everything that applies is met.',
  toBoard: 'Note as a measure',
  onBoard: 'is on the board of measures',
  noted: 'Noted. You find it under measures.',
  reason: (ask: string) => `Self-check: ${ask}`,
  board: 'To the measures',
  history: 'Earlier results',
  date: 'Date',
  pdf: 'PDF',
  csv: 'CSV',
  questions: 'Questions',
  topic: 'Topic',
  question: 'Question',
  answer: 'Answer',
  measure: 'Measure',
  report: 'Report on the self-check',
  page: 'Page',
  of: 'of',
  filename: 'self-check',
  problems: { 'nothing-answered': 'Nothing was changed since the last self-check; there is nothing to record.' },
} satisfies typeof de;
