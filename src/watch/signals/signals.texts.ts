import type { ClearedBy, Meaning, Severity } from './signal.ts';

const severities: Record<Severity, string> = { critical: 'kritisch', warning: 'Warnung', info: 'Hinweis' };
const meanings: Record<Meaning, string> = {
  outage: 'Ausfall',
  suspicion: 'Angriffsverdacht',
  'data-loss': 'Datenverlust',
  note: 'Meldung',
  'switched-off': 'von uns abgeschaltet',
  attack: 'Angriff',
};
const ends: Record<ClearedBy, string> = {
  source: 'von der Quelle beendet',
  person: 'von Hand beendet',
  time: 'nicht wiederholt',
  removed: 'Quelle entfernt',
};
/** `house`: something in the house answers, or nothing is looked at there. */
type SiteOffline = {
  readonly count: number;
  readonly nameless: boolean;
  readonly house: boolean;
  readonly spares: readonly { readonly name: string; readonly dead: boolean }[];
};
type Cleared = { readonly by: ClearedBy; readonly who: string; readonly reason: string };
type Sent = { readonly source: string; readonly sender: string };

const senders: Readonly<Record<string, string>> = {
  checks: 'Prüfung',
  silence: 'krisenfest (Stille)',
  person: 'Person',
  incident: 'Vorfall',
  restores: 'Rückspieltest',
  warnings: 'Warnung einer Prüfung',
  alerting: 'Alarmierung',
  site: 'krisenfest (Internetanschluss)',
};

export const de = {
  severities,
  meanings,
  states: { open: 'offen', cleared: 'vorbei' },
  senderOf: ({ source, sender }: Sent) => sender || senders[source] || source,
  clearedBy: ({ by, who, reason }: Cleared) => [ends[by], who, reason].filter((part) => part !== '').join(', '),
  own: {
    check: (name: string, reason: string) => `${name}: ${reason}`,
    partOfOffline: 'gehört zu „Standort offline“',
    partOfLine: (line: string) => `gehört zu „Ersatzleitung ${line} tot“`,
    bySpare: (line: string, title: string) => `Über die Ersatzleitung „${line}“, die sonst geht: ${title}`,
    line: 'Internetanschluss',
    offline: ({ count, nameless, house, spares }: SiteOffline) =>
      [
        nameless
          ? 'Standort offline, kein Weg ins Internet: Der Namensdienst (DNS) antwortet nicht, und kein Ziel ist zu erreichen'
          : `Standort offline, kein Weg ins Internet: Von ${count} Zielen dort antwortet keines mehr`,
        ...(house ? [] : ['Auch im Haus antwortet nichts: Netzwerk dieses Rechners prüfen']),
        ...spares.map(({ name, dead }) => (dead ? `Auch Ersatzleitung „${name}“ ist tot` : `Ersatzleitung „${name}“ läuft`)),
      ].join('. '),
    spareDead: (line: string, reason: string) => `Ersatzleitung „${line}“ tot, bitte instand setzen, bevor sie gebraucht wird: ${reason}`,
    silence: (name: string) => `Von „${name}“ kommt nichts mehr`,
    attack: 'Ein Angriff läuft: Was als „läuft“ gemeldet wird, ist nicht vertrauenswürdig',
    everything: 'Alles',
    switchedOff: (name: string, reason: string) => `${name}: von uns abgeschaltet (${reason})`,
  },
  csv: {
    filename: 'Signale.csv',
    head: [
      'Was',
      'Zustand',
      'Schwere',
      'Bedeutung',
      'Quelle',
      'Ressource',
      'Wie die Quelle es nennt',
      'Seit',
      'Zuerst empfangen',
      'Zuletzt empfangen',
      'Meldungen',
      'Vorbei',
      'Wodurch',
    ],
  },
};

const englishSeverities: Record<Severity, string> = { critical: 'critical', warning: 'warning', info: 'note' };
const englishMeanings: Record<Meaning, string> = {
  outage: 'outage',
  suspicion: 'suspected attack',
  'data-loss': 'data loss',
  note: 'message',
  'switched-off': 'switched off by us',
  attack: 'attack',
};
const englishEnds: Record<ClearedBy, string> = {
  source: 'ended by the source',
  person: 'ended by hand',
  time: 'not repeated',
  removed: 'source removed',
};
const englishSenders: Readonly<Record<string, string>> = {
  checks: 'check',
  silence: 'krisenfest (silence)',
  person: 'person',
  incident: 'incident',
  restores: 'restore test',
  warnings: 'warning of a check',
  alerting: 'alerting',
  site: 'krisenfest (Internet line)',
};

export const en = {
  severities: englishSeverities,
  meanings: englishMeanings,
  states: { open: 'open', cleared: 'over' },
  senderOf: ({ source, sender }) => sender || englishSenders[source] || source,
  clearedBy: ({ by, who, reason }) => [englishEnds[by], who, reason].filter((part) => part !== '').join(', '),
  own: {
    check: (name, reason) => `${name}: ${reason}`,
    partOfOffline: 'part of “site offline”',
    partOfLine: (line) => `part of “spare line ${line} is dead”`,
    bySpare: (line, title) => `By the spare line “${line}”, which works otherwise: ${title}`,
    line: 'Internet line',
    offline: ({ count, nameless, house, spares }) =>
      [
        nameless
          ? 'Site offline, no way to the Internet: the name service (DNS) does not answer, and no target can be reached'
          : `Site offline, no way to the Internet: of ${count} targets there none answers any more`,
        ...(house ? [] : ['Nothing in the house answers either: look at the network of this machine']),
        ...spares.map(({ name, dead }) => (dead ? `Spare line “${name}” is dead too` : `Spare line “${name}” is up`)),
      ].join('. '),
    spareDead: (line, reason) => `Spare line “${line}” is dead, please mend it before it is needed: ${reason}`,
    silence: (name) => `Nothing comes from “${name}” any more`,
    attack: 'An attack goes on: what is reported as “up” is not to be trusted',
    everything: 'Everything',
    switchedOff: (name, reason) => `${name}: switched off by us (${reason})`,
  },
  csv: {
    filename: 'signals.csv',
    head: [
      'What',
      'State',
      'Severity',
      'Meaning',
      'Source',
      'Resource',
      'What the source calls it',
      'Since',
      'First received',
      'Last received',
      'Reports',
      'Over',
      'By',
    ],
  },
} satisfies typeof de;
