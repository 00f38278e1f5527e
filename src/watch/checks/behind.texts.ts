import type { Because } from './checks.ts';

export const de = {
  title: 'Was davor liegt',
  help: 'Ist eine dieser Prüfungen ausgefallen, gilt das hier als „nicht erreichbar“ und nicht als eigener Ausfall: eine Meldung statt zwanzig. Was das Inventar über Abhängigkeiten weiß, gilt von selbst.',
  none: 'Es gibt noch keine andere Prüfung.',
  ownLine: 'Diese Prüfung zeigt, ob unser Internetanschluss funktioniert',
  ownLineHelp:
    'Am besten eine Adresse im Internet, die immer antwortet. Bei mehreren Anschlüssen eine Prüfung je Anschluss. Sind alle ausgefallen, meldet krisenfest einmal „Standort offline“ statt jedes Ziel im Internet. Ohne eine solche Prüfung zeigen es die Ziele im Internet zusammen, wenn es mindestens drei bei verschiedenen Anbietern sind.',
  because: (because: Because): string =>
    because.kind !== 'check' ? 'nicht erreichbar, weil der Standort offline ist' : `nicht erreichbar wegen „${because.name}“`,
  headline: (name: string, because: Because): string =>
    because.kind !== 'check'
      ? `„${name}“ ist nicht erreichbar, weil der Standort offline ist.`
      : `„${name}“ ist nicht erreichbar wegen „${because.name}“.`,
  some: (count: number): string =>
    `${count === 1 ? 'Ein Ziel ist' : `${count} Ziele sind`} nicht erreichbar, weil etwas davor ausgefallen ist.`,
};

export const en: typeof de = {
  title: 'What lies in front of it',
  help: 'While one of these checks is down, this one counts as “not reachable” and not as an outage of its own: one message instead of twenty. What the inventory knows of dependencies holds by itself.',
  none: 'There is no other check yet.',
  ownLine: 'This check shows whether our Internet line works',
  ownLineHelp:
    'Best an address on the Internet that always answers. With several lines, one check for each. When all are down, krisenfest reports “site offline” once, instead of every target on the Internet. Without such a check the targets on the Internet show it together, when there are at least three with different providers.',
  because: (because) =>
    because.kind !== 'check' ? 'not reachable because the site is offline' : `not reachable because of “${because.name}”`,
  headline: (name, because) =>
    because.kind !== 'check'
      ? `“${name}” is not reachable because the site is offline.`
      : `“${name}” is not reachable because of “${because.name}”.`,
  some: (count) => `${count === 1 ? 'One target is' : `${count} targets are`} not reachable because something in front is down.`,
};
