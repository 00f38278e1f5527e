import type { SelfTestState } from './selftest.ts';

const state: Readonly<Record<SelfTestState | 'never', string>> = {
  never: 'noch nie geprüft',
  waiting: 'wird gerade geprüft',
  passed: 'geht ohne Internet',
  failed: 'nicht bereit',
};
const enState: typeof state = { never: 'never tested', waiting: 'being tested', passed: 'works without the Internet', failed: 'not ready' };

/** Words of the weekly self-test. */
export const de = {
  state,
  title: 'Selbsttest ohne Internet',
  none: 'Tragen Sie beim Modem den Ordner der eingehenden SMS und die eigene Nummer der SIM-Karte ein. Dann schickt sich krisenfest jede Woche selbst eine SMS und merkt, wenn dieser Weg tot ist.',
  weekly: 'Einmal in der Woche eine SMS an die eigene Nummer, gesendet und wieder empfangen.',
  lastHeard: (ago: string, seconds: number | null) => `Zuletzt angekommen ${ago}${seconds === null ? '' : `, nach ${seconds} s`}.`,
  neverHeard: 'Noch nie angekommen.',
  notReady: 'Nicht bereit.',
  failedNote: (name: string) =>
    `„${name}“: Die SMS an die eigene Nummer kam nicht zurück. Hat die SIM-Karte Netz und Guthaben, läuft das Programm des Modems?`,
  test: 'Jetzt prüfen',
  testing: 'Eine SMS an die eigene Nummer geht hinaus.',
  failedTitle: (name: string) => `Selbsttest von „${name}“ gescheitert: Die SMS an die eigene Nummer kam nicht zurück`,
  failedDetail: 'Ohne Internet erreicht dieser Weg womöglich niemanden. Bitte SIM-Karte, Netz und Programm des Modems prüfen',
};

export const en = {
  state: enState,
  title: 'Self-test without the Internet',
  none: 'Enter the folder of incoming messages and the own number of the SIM card at the modem. Then krisenfest sends itself a text each week and notices when this way is dead.',
  weekly: 'Once a week a text to its own number, sent and received again.',
  lastHeard: (ago: string, seconds: number | null) => `Last arrived ${ago}${seconds === null ? '' : `, after ${seconds} s`}.`,
  neverHeard: 'Has never arrived.',
  notReady: 'Not ready.',
  failedNote: (name: string) =>
    `"${name}": the text to its own number did not come back. Does the SIM card have a network and credit, is the modem's program running?`,
  test: 'Test now',
  testing: 'A text to the own number is going out.',
  failedTitle: (name: string) => `Self-test of "${name}" failed: the text to its own number did not come back`,
  failedDetail: 'Without the Internet this way may reach nobody. Please check SIM card, network and the program of the modem',
} satisfies typeof de;
