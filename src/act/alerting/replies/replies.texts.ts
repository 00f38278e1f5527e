import type { Verdict } from './replies.ts';

const verdict: Readonly<Record<Verdict, string>> = {
  acknowledges: 'bestätigt',
  again: 'war schon bestätigt',
  unclear: 'nicht verstanden',
  'wrong-mark': 'unbekannte Marke',
  'nothing-open': 'kein Alarm offen',
  stranger: 'unbekannter Absender',
};
const enVerdict: typeof verdict = {
  acknowledges: 'acknowledged',
  again: 'acknowledged before',
  unclear: 'not understood',
  'wrong-mark': 'unknown mark',
  'nothing-open': 'no alert open',
  stranger: 'unknown sender',
};

/** Words of the screen of what comes back. */
export const de = {
  verdict,
  title: 'Antworten',
  headline: (ways: number): string =>
    ways === 0 ? 'Antworten werden noch nicht gelesen.' : 'Wer auf einen Alarm mit OK antwortet, hat ihn bestätigt.',
  sub: 'Es zählt nur, was von der Nummer kommt, an die der Alarm ging. Was krisenfest nicht versteht, bestätigt nichts und bekommt eine kurze Antwort. Fremde bekommen keine.',
  waysTitle: 'Wo Antworten ankommen',
  reads: 'liest Antworten',
  deaf: 'liest keine Antworten',
  deafHelp: 'Tragen Sie beim Alarmweg den Ordner der eingehenden SMS ein.',
  noModem: 'Antworten per SMS brauchen einen Alarmweg über ein eigenes Modem (gammu-smsd oder smstools).',
  toChannels: 'Alarmwege',
  caption: 'Was hereingekommen ist',
  what: 'Text',
  who: 'Von',
  at: 'Wann',
  result: 'Ergebnis',
  answered: (text: string) => `Geantwortet: „${text}“`,
  silent: 'Nicht beantwortet.',
  empty: 'Noch ist nichts hereingekommen.',
  emptyText: 'Senden Sie über den Alarmweg eine Testnachricht an sich und antworten Sie mit OK. Danach steht die Antwort hier.',
  columns: ['Zeit', 'Absender', 'Name', 'Text', 'Ergebnis', 'Alarm', 'Geantwortet'],
  file: (organisation: string) => `Antworten ${organisation}.csv`,
};

export const en = {
  verdict: enVerdict,
  title: 'Answers',
  headline: (ways: number): string => (ways === 0 ? 'Answers are not read yet.' : 'Whoever answers an alert with OK has acknowledged it.'),
  sub: 'Only what comes from the number that the alert went to counts. What krisenfest does not understand acknowledges nothing and gets one short answer. Strangers get none.',
  waysTitle: 'Where answers come in',
  reads: 'reads answers',
  deaf: 'reads no answers',
  deafHelp: 'Enter the folder of incoming messages at the alert channel.',
  noModem: 'Answers by text message need an alert channel by a modem of your own (gammu-smsd or smstools).',
  toChannels: 'Alert channels',
  caption: 'What has come in',
  what: 'Text',
  who: 'From',
  at: 'When',
  result: 'Result',
  answered: (text: string) => `Answered: "${text}"`,
  silent: 'Not answered.',
  empty: 'Nothing has come in yet.',
  emptyText: 'Send yourself a test message by the alert channel and answer OK. Then the answer stands here.',
  columns: ['Time', 'Sender', 'Name', 'Text', 'Result', 'Alert', 'Answered'],
  file: (organisation: string) => `Answers ${organisation}.csv`,
} satisfies typeof de;
