import type { PublicState } from './publicstate.ts';

const publicStates: Record<PublicState, string> = {
  up: 'läuft',
  checking: 'wird geprüft',
  down: 'gestört',
  maintenance: 'Wartung',
  unknown: 'unbekannt',
};

export const de = {
  publicStates,
  title: 'Nach außen',
  headline: {
    nothing: 'Von Ihren Prüfungen ist nach außen nichts zu sehen.',
    some: (metrics: boolean, badges: number) =>
      `Nach außen zu sehen: ${[
        metrics ? 'Messwerte mit Kennwort' : '',
        badges > 0 ? `${badges} ${badges === 1 ? 'öffentliches Abzeichen' : 'öffentliche Abzeichen'}` : '',
      ]
        .filter((part) => part !== '')
        .join(' und ')}.`,
  },
  sub: 'Beides ist aus, bis jemand es hier einschaltet. Wer es war, steht im Protokoll.',
  metrics: {
    title: 'Messwerte für Prometheus',
    about:
      'Zustand und Antwortzeit jeder Prüfung und wartende Alarmierungen, für ein Prometheus oder ein verwandtes Programm. Nur lesen, und nur mit diesem Kennwort.',
    off: 'Ausgeschaltet.',
    on: (since: string, by: string) => `Eingeschaltet seit ${since} von ${by}.`,
    open: 'Messwerte ausgeben',
    once: 'Das Kennwort wird nur jetzt gezeigt. In die Einstellungen von Prometheus gehört:',
    secret: 'Kennwort für Messwerte',
    renew: 'Neues Kennwort',
    renewTitle: 'Ein neues Kennwort?',
    renewText: 'Das bisherige gilt sofort nicht mehr. Prometheus bekommt nichts, bis Sie es dort eintragen.',
    close: 'Ausschalten',
    closeTitle: 'Keine Messwerte mehr ausgeben?',
    closeText: 'Wer sie bisher holt, bekommt ab sofort nichts mehr.',
  },
  badges: {
    title: 'Abzeichen',
    about:
      'Ein kleines Bild mit dem Zustand einer Prüfung oder Gruppe für eine Website. Es ist öffentlich: Wer die Adresse kennt, sieht es. Auf dem Bild steht, von wann es ist.',
    none: 'Es gibt kein Abzeichen.',
    add: 'Abzeichen veröffentlichen',
    addTitle: 'Was soll öffentlich zu sehen sein?',
    of: 'Prüfung oder Gruppe',
    group: (name: string) => `Gruppe: ${name}`,
    label: 'So heißt es öffentlich',
    labelHelp: 'Ein Name, den Kunden verstehen, ohne Rechnernamen: „Bestellungen“ statt „erp-sql-02“.',
    publish: 'Veröffentlichen',
    noChecks: 'Legen Sie zuerst eine Prüfung an.',
    preview: (label: string) => `Abzeichen „${label}“`,
    by: (when: string, who: string) => `veröffentlicht ${when} von ${who}`,
    address: 'Adresse',
    withdraw: 'Zurückziehen',
    withdrawTitle: (label: string) => `„${label}“ zurückziehen?`,
    withdrawText: 'Unter der Adresse kommt nichts mehr. Wo das Bild eingebaut ist, bleibt eine Lücke.',
    done: 'Das Abzeichen ist öffentlich.',
    gone: 'Das Abzeichen ist zurückgezogen.',
    page: 'Eine ganze Seite mit Verlauf, auch außer Haus: zur Status-Seite',
  },
};

export const en: typeof de = {
  publicStates: { up: 'up', checking: 'being checked', down: 'disrupted', maintenance: 'maintenance', unknown: 'unknown' },
  title: 'To the outside',
  headline: {
    nothing: 'Nothing of your checks can be seen from outside.',
    some: (metrics, badges) =>
      `To be seen from outside: ${[
        metrics ? 'metrics with a token' : '',
        badges > 0 ? `${badges} public ${badges === 1 ? 'badge' : 'badges'}` : '',
      ]
        .filter((part) => part !== '')
        .join(' and ')}.`,
  },
  sub: 'Both are off until somebody switches them on here. Who it was is in the audit log.',
  metrics: {
    title: 'Metrics for Prometheus',
    about:
      'State and response time of each check, and alerts that wait, for a Prometheus or a related program. For reading only, and only with this token.',
    off: 'Switched off.',
    on: (since, by) => `Switched on since ${since} by ${by}.`,
    open: 'Give out metrics',
    once: 'The token is shown only now. This belongs into the settings of Prometheus:',
    secret: 'Token for metrics',
    renew: 'New token',
    renewTitle: 'A new token?',
    renewText: 'The one before ends at once. Prometheus gets nothing until you enter the new one there.',
    close: 'Switch off',
    closeTitle: 'Give out no more metrics?',
    closeText: 'Whoever fetches them gets nothing from now on.',
  },
  badges: {
    title: 'Badges',
    about:
      'A small picture with the state of a check or a group, for a website. It is public: whoever knows the address sees it. The picture says of when it is.',
    none: 'There is no badge.',
    add: 'Publish a badge',
    addTitle: 'What should be public?',
    of: 'Check or group',
    group: (name) => `Group: ${name}`,
    label: 'What it is called in public',
    labelHelp: 'A name that customers understand, without names of machines: “Orders” instead of “erp-sql-02”.',
    publish: 'Publish',
    noChecks: 'First add a check.',
    preview: (label) => `Badge “${label}”`,
    by: (when, who) => `published ${when} by ${who}`,
    address: 'Address',
    withdraw: 'Withdraw',
    withdrawTitle: (label) => `Withdraw “${label}”?`,
    withdrawText: 'Nothing comes at this address any more. Where the picture is built in, a gap is left.',
    done: 'The badge is public.',
    gone: 'The badge is withdrawn.',
    page: 'A whole page with history, also outside the house: to the status page',
  },
};
