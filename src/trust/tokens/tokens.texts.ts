import type { TokenScope } from '../roles/rights.ts';

export const de = {
  title: 'API-Zugänge',
  headline: (count: number) =>
    count === 0
      ? 'Kein Programm hat Zugang zu diesem Betrieb.'
      : count === 1
        ? 'Ein Programm hat Zugang zu diesem Betrieb.'
        : `${count} Programme haben Zugang zu diesem Betrieb.`,
  sub: 'Ein Zugang lässt ein anderes Programm lesen oder schreiben, zum Beispiel die Überwachung Ihres IT-Dienstleisters.',
  caption: 'API-Zugänge',
  name: 'Name',
  nameHelp: 'Wer oder was damit arbeitet, zum Beispiel „Überwachung Netzwerk Nord“.',
  scope: 'Darf',
  scopes: {
    read: 'lesen',
    write: 'lesen und schreiben',
    act: 'lesen, schreiben und Notfälle auslösen',
  } satisfies Record<TokenScope, string> as Readonly<Record<TokenScope, string>>,
  role: 'Mit der Rolle',
  roleHelp: 'Mehr als diese Rolle darf der Zugang nie. Personen und Zugänge verwalten darf kein Programm.',
  valid: 'Gültig für',
  validity: { 30: '30 Tage', 365: '1 Jahr', 1825: '5 Jahre', never: 'unbegrenzt' },
  created: 'Angelegt',
  by: (name: string, ago: string) => `${ago} von ${name}`,
  used: 'Zuletzt benutzt',
  never: 'noch nie',
  expires: 'Läuft ab',
  unlimited: 'nie',
  expired: 'abgelaufen',
  add: 'Zugang anlegen',
  secretTitle: (name: string) => `Der Schlüssel für „${name}“`,
  secretText: 'Kopieren Sie ihn jetzt in das andere Programm. Er wird nur dieses eine Mal gezeigt.',
  secretUse: 'So wird er mitgeschickt:',
  secret: 'Schlüssel',
  noted: 'Ist eingetragen',
  revoke: 'Widerrufen',
  revokeTitle: (name: string) => `„${name}“ widerrufen?`,
  revokeText: 'Das Programm hat dann sofort keinen Zugang mehr. Das lässt sich nicht zurücknehmen; legen Sie bei Bedarf einen neuen an.',
  revoked: (name: string) => `„${name}“ hat keinen Zugang mehr.`,
  emptyTitle: 'Noch kein Zugang angelegt.',
  emptyText: 'Alles, was diese Oberfläche kann, kann auch ein Programm. Was es gibt, steht in der API-Beschreibung.',
  docs: 'API-Beschreibung öffnen',
};

export const en = {
  title: 'API access',
  headline: (count: number) =>
    count === 0
      ? 'No program has access to this organisation.'
      : count === 1
        ? 'One program has access to this organisation.'
        : `${count} programs have access to this organisation.`,
  sub: 'An access lets another program read or write, for example the monitoring of your IT provider.',
  caption: 'API access',
  name: 'Name',
  nameHelp: 'Who or what works with it, for example “Monitoring Netzwerk Nord”.',
  scope: 'May',
  scopes: { read: 'read', write: 'read and write', act: 'read, write and raise the alarm' },
  role: 'With the role',
  roleHelp: 'The access never may more than this role. No program may manage people and access.',
  valid: 'Valid for',
  validity: { 30: '30 days', 365: '1 year', 1825: '5 years', never: 'unlimited' },
  created: 'Made',
  by: (name: string, ago: string) => `${ago} by ${name}`,
  used: 'Last used',
  never: 'never yet',
  expires: 'Expires',
  unlimited: 'never',
  expired: 'expired',
  add: 'Make an access',
  secretTitle: (name: string) => `The key for “${name}”`,
  secretText: 'Copy it into the other program now. It is shown only this once.',
  secretUse: 'This is how it is sent:',
  secret: 'Key',
  noted: 'It is entered',
  revoke: 'Revoke',
  revokeTitle: (name: string) => `Revoke “${name}”?`,
  revokeText: 'The program loses its access at once. This cannot be undone; make a new one if need be.',
  revoked: (name: string) => `“${name}” has no access any more.`,
  emptyTitle: 'No access made yet.',
  emptyText: 'Everything this interface can do, a program can do too. What there is, is in the API documentation.',
  docs: 'Open the API documentation',
} satisfies typeof de;
