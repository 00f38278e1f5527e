import type { Instant } from '../../../kernel/instant.ts';
import { euroText, timeText } from '../../../kernel/wording.ts';
import type { Because } from './wakerule.ts';

const problems: Readonly<Record<string, string>> = {
  'not-woken': 'Dafür wurde niemand geweckt.',
};

export const de = {
  problems,
  because: (why: Because, zone: string): string => {
    switch (why.kind) {
      case 'working-hours':
        return 'Es ist Arbeitszeit.';
      case 'attack':
        return 'Geweckt, weil es nach einem Angriff aussieht.';
      case 'data-loss':
        return 'Geweckt, weil Daten verloren gehen können.';
      case 'own':
        return 'Geweckt, weil krisenfest selbst nicht richtig arbeitet.';
      case 'unknown':
        return 'Geweckt, weil nicht bekannt ist, was daran hängt.';
      case 'target':
        return why.target === 'mtpd'
          ? `Geweckt, weil „${why.process}“ sonst länger steht, als der Betrieb es aushält (um ${timeText(why.at, zone, 'de')} Uhr ist die MTA erreicht).`
          : `Geweckt, weil „${why.process}“ sonst die Zielzeit reißt (um ${timeText(why.at, zone, 'de')} Uhr).`;
      case 'cost':
        return `Geweckt, weil Warten bis zum Morgen etwa ${euroText(why.cost, 'de')} kostet, mehr als Ihre Grenze von ${euroText(why.limit, 'de')}.`;
      case 'can-wait':
        return why.cost > 0
          ? `Kann warten: Bis zum Morgen bricht kein Ziel, und es kostet etwa ${euroText(why.cost, 'de')}.`
          : 'Kann warten: Bis zum Morgen bricht kein Ziel, und es kostet nichts.';
      case 'info':
        return 'Nur zur Kenntnis.';
      case 'incident':
        return 'Gehört zu einem Vorfall, an dem schon gearbeitet wird.';
    }
  },
  down: (name: string) => `${name} ausgefallen`,
  offline: 'Standort offline',
  spareDead: (line: string) => `Ersatzleitung „${line}“ tot, bitte instand setzen, bevor sie gebraucht wird`,
  page: {
    subject: (title: string, more: number) => (more === 0 ? `Meldung: ${title}` : `Meldung: ${title} und ${more} weitere`),
    end: 'Bitte bestätigen und krisenfest öffnen. Dort entscheiden Sie, ob es ein Notfall ist.',
  },
  morning: {
    subject: (count: number) => (count === 1 ? 'Über Nacht: eine Meldung' : `Über Nacht: ${count} Meldungen`),
    intro: 'Dafür wurde niemand geweckt:',
    over: 'inzwischen von selbst wieder in Ordnung',
  },
  own: {
    untried: (seconds: number) =>
      `krisenfest versendet Alarme nicht: seit ${seconds} s angenommen und nicht versucht. Bitte rufen Sie an und starten Sie krisenfest neu`,
    mailboxDead: 'Das Postfach für Antworten lässt sich seit 5 Minuten nicht lesen',
    notSaving: {
      full: 'krisenfest speichert nichts mehr: die Platte seines Servers ist voll',
      'read-only': 'krisenfest speichert nichts mehr: die Platte seines Servers lässt sich nicht beschreiben',
      damaged: 'krisenfest speichert nichts mehr: die Platte seines Servers oder die Datenbank ist beschädigt',
    },
    notSavingDetail: 'Alarme gehen weiter hinaus, solange der Server läuft. Bitte Platz schaffen und nicht neu starten.',
    channelDead: (name: string) => `Alarmweg „${name}“ steht seit 5 Minuten`,
    channelSignal: (name: string) => `Alarmweg „${name}“ steht`,
    mailboxSignal: 'Das Postfach für Antworten lässt sich nicht lesen',
  },
  screen: {
    title: 'Meldungen und Weckregel',
    headlineNone: 'In den letzten 30 Tagen wurde niemand geweckt.',
    headline: (count: number) =>
      count === 1 ? 'In den letzten 30 Tagen wurde einmal geweckt.' : `In den letzten 30 Tagen wurde ${count}-mal geweckt.`,
    sub: 'Außerhalb der Arbeitszeit wird nur geweckt, wenn Warten ein Ziel bricht oder mehr kostet als Ihre Grenze, bei Angriff und Datenverlust, und wenn nicht bekannt ist, was daran hängt. Alles andere steht morgens in einer Zusammenfassung.',
    rule: 'Weckregel',
    days: 'Arbeitstage',
    dayNames: ['Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa', 'So'],
    start: 'Beginn',
    end: 'Ende',
    nextDay: 'am nächsten Tag',
    limit: 'Grenze in Euro',
    limitHelp: 'Kostet das Warten bis zum Morgen mehr, wird geweckt.',
    save: 'Speichern',
    saved: 'Gespeichert.',
    proposals: 'Zu oft umsonst geweckt',
    proposal: (title: string, times: number, people: string) =>
      `„${title}“ hat in 30 Tagen ${times === 1 ? 'einmal' : `${times}-mal`} umsonst geweckt (${people}).`,
    loosen: 'Mehr Fehlversuche abwarten, bevor die Prüfung umschlägt, oder eintragen, was daran hängt und wie lange es stehen darf.',
    toCheck: 'Zu den Prüfungen',
    caption: 'Meldungen der letzten 30 Tage',
    what: 'Was',
    since: 'Seit',
    course: 'Was geschah',
    why: 'Grund',
    signals: (count: number) => `${count} Signale`,
    woke: 'geweckt',
    told: 'gemeldet',
    waits: 'wartet bis zum Morgen',
    bundled: (time: string) => `geht um ${time} gesammelt hinaus`,
    summarised: 'in der Zusammenfassung',
    covered: 'im Vorfall',
    over: (time: string) => `vorbei ${time}`,
    lasts: 'besteht',
    callFalse: 'Dafür hätte niemand aufstehen müssen',
    calledFalse: 'umsonst geweckt',
    empty:
      'Noch keine Meldung. Sobald eine Prüfung einen Ausfall bestätigt, steht sie hier mit dem Grund, warum jemand geweckt wurde oder nicht.',
  },
};

export const en = {
  problems: { 'not-woken': 'Nobody was woken for this.' },
  because: (why: Because, zone: string): string => {
    const time = (at: Instant) => timeText(at, zone, 'en');
    switch (why.kind) {
      case 'working-hours':
        return 'It is working time.';
      case 'attack':
        return 'Woken because it looks like an attack.';
      case 'data-loss':
        return 'Woken because data may be lost.';
      case 'own':
        return 'Woken because krisenfest itself does not work as it should.';
      case 'unknown':
        return 'Woken because it is not known what hangs on it.';
      case 'target':
        return why.target === 'mtpd'
          ? `Woken because "${why.process}" would stand still longer than the company can bear (MTPD at ${time(why.at)}).`
          : `Woken because "${why.process}" would miss its recovery target (at ${time(why.at)}).`;
      case 'cost':
        return `Woken because waiting until morning costs about ${euroText(why.cost, 'en')}, more than your limit of ${euroText(why.limit, 'en')}.`;
      case 'can-wait':
        return why.cost > 0
          ? `Can wait: no target breaks until morning, and it costs about ${euroText(why.cost, 'en')}.`
          : 'Can wait: no target breaks until morning, and it costs nothing.';
      case 'info':
        return 'For your information only.';
      case 'incident':
        return 'Belongs to an incident that people are working on already.';
    }
  },
  down: (name: string) => `${name} is down`,
  offline: 'Site offline',
  spareDead: (line: string) => `Spare line "${line}" is dead, please mend it before it is needed`,
  page: {
    subject: (title: string, more: number) => (more === 0 ? `Notice: ${title}` : `Notice: ${title} and ${more} more`),
    end: 'Please acknowledge and open krisenfest. There you decide whether it is an emergency.',
  },
  morning: {
    subject: (count: number) => (count === 1 ? 'Overnight: one notice' : `Overnight: ${count} notices`),
    intro: 'Nobody was woken for this:',
    over: 'has come right by itself meanwhile',
  },
  own: {
    untried: (seconds: number) =>
      `krisenfest does not send alerts: accepted ${seconds} s ago and not tried. Please telephone, and restart krisenfest`,
    mailboxDead: 'The mailbox for answers has been unreadable for 5 minutes',
    notSaving: {
      full: 'krisenfest saves nothing any more: the disk of its server is full',
      'read-only': 'krisenfest saves nothing any more: the disk of its server cannot be written',
      damaged: 'krisenfest saves nothing any more: the disk of its server, or the database, is damaged',
    },
    notSavingDetail: 'Alerts still go out as long as the server runs. Please make room, and do not restart it.',
    channelDead: (name: string) => `Alert channel "${name}" has been stuck for 5 minutes`,
    channelSignal: (name: string) => `Alert channel "${name}" is stuck`,
    mailboxSignal: 'The mailbox for answers cannot be read',
  },
  screen: {
    title: 'Notices and wake rule',
    headlineNone: 'Nobody was woken in the last 30 days.',
    headline: (count: number) =>
      count === 1 ? 'Somebody was woken once in the last 30 days.' : `Somebody was woken ${count} times in the last 30 days.`,
    sub: 'Outside working hours people are woken only when waiting breaks a target or costs more than your limit, for an attack or data loss, and when it is not known what hangs on it. Everything else comes in a summary in the morning.',
    rule: 'Wake rule',
    days: 'Working days',
    dayNames: ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'],
    start: 'Begin',
    end: 'End',
    nextDay: 'on the next day',
    limit: 'Limit in euro',
    limitHelp: 'If waiting until morning costs more, somebody is woken.',
    save: 'Save',
    saved: 'Saved.',
    proposals: 'Woken for nothing too often',
    proposal: (title: string, times: number, people: string) =>
      `"${title}" woke people for nothing ${times === 1 ? 'once' : `${times} times`} in 30 days (${people}).`,
    loosen: 'Wait for more misses before the check turns, or enter what hangs on it and how long it may stand still.',
    toCheck: 'To the checks',
    caption: 'Notices of the last 30 days',
    what: 'What',
    since: 'Since',
    course: 'What happened',
    why: 'Reason',
    signals: (count: number) => `${count} signals`,
    woke: 'woken',
    told: 'told',
    waits: 'waits until morning',
    bundled: (time: string) => `goes out with others at ${time}`,
    summarised: 'in the summary',
    covered: 'in the incident',
    over: (time: string) => `over ${time}`,
    lasts: 'lasts',
    callFalse: 'Nobody would have had to get up for this',
    calledFalse: 'woken for nothing',
    empty: 'No notice yet. As soon as a check confirms an outage it stands here, with the reason why somebody was woken or not.',
  },
} satisfies typeof de;
