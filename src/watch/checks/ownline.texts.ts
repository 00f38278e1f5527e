export const de = {
  title: 'Eine Prüfung als eigene Leitung festlegen',
  text: 'Fällt Ihr Internetanschluss aus, gilt bisher jedes dieser Ziele einzeln als ausgefallen. Legen Sie fest, welche Prüfung für den Anschluss steht: Dann heißt es einmal „Standort offline“. Am besten ein fremdes Ziel, das immer antwortet, nicht die eigene Website.',
  without: 'Ab drei Zielen bei verschiedenen Anbietern erkennt krisenfest es auch ohne.',
  choose: 'Festlegen',
  chooseThis: (name: string) => `Festlegen: „${name}“ ist die eigene Leitung`,
  done: (name: string) => `„${name}“ zeigt jetzt, ob Ihr Internetanschluss funktioniert.`,
  other: 'Neue Prüfung dafür anlegen',
  name: 'Internetanschluss',
};

export const en = {
  title: 'Say which check stands for your own line',
  text: 'When your Internet line fails, each of these targets counts as down by itself so far. Say which check stands for the line: then it is “site offline”, once. Best a target of somebody else that always answers, not your own website.',
  without: 'From three targets with different providers on, krisenfest notices without it.',
  choose: 'Choose',
  chooseThis: (name) => `Choose “${name}” as the own line`,
  done: (name) => `“${name}” now shows whether your Internet line works.`,
  other: 'Add a new check for it',
  name: 'Internet line',
} satisfies typeof de;
