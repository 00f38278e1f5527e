import type { Right } from '../../trust/roles/rights.ts';
import type { EvidenceKind, Level } from './maturity.ts';

type Rungs = Readonly<Record<Exclude<Level, 0>, { readonly name: string; readonly task: string }>>;
type Ways = Readonly<Record<EvidenceKind, { readonly label: string; readonly path: string; readonly right: Right }>>;

export const de = {
  title: 'Reifegrad',
  headline: (level: number, of: number): string =>
    level === 0 ? 'Noch ist nichts erprobt.' : `Stufe ${level} von ${of}: ${de.rung[level as Exclude<Level, 0>].name}.`,
  next: (task: string) => `Als Nächstes: ${task}`,
  done: 'Alle Stufen sind durch Erprobtes belegt.',
  ladder: 'Was erprobt ist',
  ladderHelp: 'Diese Stufen steigen nur durch Erprobtes, nie durch Häkchen. Was zu lange her ist, zählt nicht mehr.',
  rung: {
    1: { name: 'Alarm kommt an', task: 'einen Probealarm senden und bestätigen lassen.' },
    2: {
      name: 'Wiederherstellung ist gemessen',
      task: 'eine Wiederherstellung durchspielen und die gemessene Zeit als „erprobt“ eintragen.',
    },
    3: { name: 'Der Notfall ist geübt', task: 'eine Übung auslösen, durchführen und beenden; der Bericht entsteht von selbst.' },
    4: {
      name: 'Die Notfall-Website hat sich gezeigt',
      task: 'die Notfall-Website einmal wirklich umschalten, bis krisenfest sie von außen sieht.',
    },
    5: {
      name: 'Mehrere Wiederherstellungen sind gemessen',
      task: 'drei verschiedene Systeme wirklich wiederherstellen und die Zeiten eintragen.',
    },
  } as Rungs,
  level: (level: number) => `Stufe ${level}`,
  reached: 'erprobt',
  open: 'nicht erprobt',
  waiting: 'erprobt, zählt mit den Stufen darunter',
  evidence: (what: string, when: string) => (what === '' ? when : `${what}, ${when}`),
  of: (n: number, times: number) => `${n} von ${times} belegt`,
  stale: (what: string, when: string) => `Zuletzt ${what === '' ? when : `${when}: ${what}`}. Das ist zu lange her.`,
  go: {
    alert: { label: 'Zum Probealarm', path: 'prepare/reachability', right: 'act.read' },
    restore: { label: 'Zu den Ressourcen', path: 'know/inventory?tab=resources', right: 'know.read' },
    drill: { label: 'Übung auslösen', path: 'act/raise', right: 'act.raise' },
    'dark-site': { label: 'Zur Notfall-Website', path: 'prepare/emergency-site', right: 'prepare.read' },
  } as Ways,
};

export const en = {
  title: 'Maturity',
  headline: (level: number, of: number): string =>
    level === 0 ? 'Nothing has been tried yet.' : `Step ${level} of ${of}: ${en.rung[level as Exclude<Level, 0>].name}.`,
  next: (task: string) => `Next: ${task}`,
  done: 'Every step is proved by something tried.',
  ladder: 'What has been tried',
  ladderHelp: 'These steps rise only by what was tried, never by ticks. What is too long ago counts no more.',
  rung: {
    1: { name: 'Alerts arrive', task: 'send a test alert and have it acknowledged.' },
    2: { name: 'Recovery is measured', task: 'play through a recovery and enter the measured time as “tested”.' },
    3: { name: 'The emergency is practised', task: 'raise an exercise, run it and stand down; the report makes itself.' },
    4: {
      name: 'The emergency website has shown itself',
      task: 'really switch the emergency website on once, until krisenfest sees it from outside.',
    },
    5: { name: 'Several recoveries are measured', task: 'really restore three different systems and enter the times.' },
  } as Rungs,
  level: (level: number) => `Step ${level}`,
  reached: 'tried',
  open: 'not tried',
  waiting: 'tried, counts with the steps below it',
  evidence: (what: string, when: string) => (what === '' ? when : `${what}, ${when}`),
  of: (n: number, times: number) => `${n} of ${times} proved`,
  stale: (what: string, when: string) => `Last ${what === '' ? when : `${when}: ${what}`}. That is too long ago.`,
  go: {
    alert: { label: 'To the test alert', path: 'prepare/reachability', right: 'act.read' },
    restore: { label: 'To the resources', path: 'know/inventory?tab=resources', right: 'know.read' },
    drill: { label: 'Raise an exercise', path: 'act/raise', right: 'act.raise' },
    'dark-site': { label: 'To the emergency website', path: 'prepare/emergency-site', right: 'prepare.read' },
  } as Ways,
} satisfies typeof de;
