import type { CutState } from './switchoff.ts';

const statesDe: Record<CutState, string> = {
  stops: 'steht',
  degraded: 'eingeschränkt',
  unknown: 'unbekannt',
  expires: 'läuft ab',
  runs: 'läuft',
};
const statesEn: Record<CutState, string> = {
  stops: 'stops',
  degraded: 'degraded',
  unknown: 'unknown',
  expires: 'expires',
  runs: 'runs',
};

export const de = {
  title: 'Abschalten',
  who: 'Wer fällt weg?',
  us: 'Alle US-Dienste',
  usAndInvestors: 'Alle US-Dienste und Firmen mit US-Investoren in der Mehrheit',
  parent: (name: string): string => `Muttergesellschaft ${name}`,
  provider: (name: string): string => `Dienstleister ${name}`,
  scopes: { us: 'Alle US-Dienste aus', parent: 'Eine Muttergesellschaft', provider: 'Ein Dienstleister' },
  which: 'Welche?',
  investors: 'auch Firmen, die mehrheitlich US-Investoren gehören (rechtlich umstritten)',
  headline: (who: string, stops: number, all: number): string =>
    stops === 0
      ? `${who} aus: keiner von ${all} Diensten steht sofort.`
      : `${who} aus: ${stops} von ${all} Diensten ${stops === 1 ? 'steht' : 'stehen'} sofort.`,
  nobody: (who: string): string => `${who} aus: das betrifft hier niemanden.`,
  sub: (names: string, more: number): string => `Weg sind: ${names}${more > 0 ? ` und ${more} weitere` : ''}. Niemand davon kommt zurück.`,
  at: ['sofort', 'nach 1 Tag', 'nach 7 Tagen', 'nach 90 Tagen'],
  state: statesDe,
  idle: 'Menschen ohne Arbeit',
  idleHelp: 'Beschäftigte × ausgefallener Anteil der Prozesse, gewichtet nach Kosten je Stunde. Annahme.',
  cost: 'Schaden bis dahin',
  costHelp: 'Kosten je Stunde × ausgefallene Öffnungszeit der Prozesse. Wahrscheinlicher Wert.',
  none: 'nicht bekannt',
  processes: 'Geschäftsprozesse',
  services: 'Dienste',
  name: 'Was',
  because: 'wegen',
  noProcesses: 'Noch kein Geschäftsprozess eingetragen. Was es kostet und wer stillsteht, lässt sich erst mit Prozessen sagen.',
  measures: (n: number): string => (n === 1 ? 'Der beste Schritt' : n === 2 ? 'Die zwei besten Schritte' : 'Die drei besten Schritte'),
  measuresHelp:
    'Vermiedener Schaden in 90 Tagen je Tag Aufwand, wenn der Wechsel vorher getan ist. Jeder Schritt zählt, was er zu den vorigen hinzufügt.',
  leave: (provider: string): string => `${provider} verlassen`,
  avoided: (amount: string): string => `vermeidet ${amount}`,
  kept: (n: number): string => `${n} ${n === 1 ? 'Dienst läuft' : 'Dienste laufen'} weiter`,
  effort: (days: string, amount: string): string => `Aufwand ${days} Personentage (${amount}), Annahme, bis ein Ausstiegsplan steht`,
  effortUnknown: 'Aufwand nicht bekannt: Ausstiegsplan ausfüllen',
  noMeasures: 'Kein Wechsel hilft hier oder keiner ist nötig.',
  rules:
    'Was sich über eine Anmeldung öffnet, fällt mit ihr. Ein Zertifikat gilt weiter, bis es erneuert werden muss. Ein bekannter Ausstieg (Tage bis zum Wechsel) bringt einen Dienst zurück. Wessen Recht reicht, zählt nach der Muttergesellschaft; Quelle und Datum je Dienstleister stehen unter „Souveränität“.',
  print: 'Als PDF (eine Seite)',
  asOf: 'Stand',
  emptyTitle: 'Noch ist kein Dienstleister eingetragen.',
  emptyText: 'Prüfen Sie zuerst Ihre Domain und übernehmen Sie die Treffer.',
  toScan: 'Domain prüfen',
};

export const en = {
  title: 'Switch-off',
  who: 'Who is gone?',
  us: 'All US services',
  usAndInvestors: 'All US services and companies with a majority of US investors',
  parent: (name: string): string => `Parent company ${name}`,
  provider: (name: string): string => `Provider ${name}`,
  scopes: { us: 'All US services off', parent: 'One parent company', provider: 'One provider' },
  which: 'Which one?',
  investors: 'also companies held in the majority by US investors (legally contested)',
  headline: (who: string, stops: number, all: number): string =>
    stops === 0
      ? `${who} off: none of ${all} services stops at once.`
      : `${who} off: ${stops} of ${all} services ${stops === 1 ? 'stops' : 'stop'} at once.`,
  nobody: (who: string): string => `${who} off: that concerns nobody here.`,
  sub: (names: string, more: number): string => `Gone: ${names}${more > 0 ? ` and ${more} more` : ''}. None of them comes back.`,
  at: ['at once', 'after 1 day', 'after 7 days', 'after 90 days'],
  state: statesEn,
  idle: 'People without work',
  idleHelp: 'Employees × lost share of the processes, weighted by cost per hour. An assumption.',
  cost: 'Loss until then',
  costHelp: 'Cost per hour × lost opening time of the processes. Likely value.',
  none: 'not known',
  processes: 'Business processes',
  services: 'Services',
  name: 'What',
  because: 'because of',
  noProcesses: 'No business process has been entered yet. What it costs and who stands idle can be said with processes only.',
  measures: (n: number): string => (n === 1 ? 'The best step' : n === 2 ? 'The two best steps' : 'The three best steps'),
  measuresHelp:
    'Loss avoided in 90 days per day of effort, when the move is done before. Each step counts what it adds to those before it.',
  leave: (provider: string): string => `Leave ${provider}`,
  avoided: (amount: string): string => `avoids ${amount}`,
  kept: (n: number): string => `${n} ${n === 1 ? 'service goes' : 'services go'} on`,
  effort: (days: string, amount: string): string => `effort ${days} person days (${amount}), an assumption until there is an exit plan`,
  effortUnknown: 'effort not known: fill in the exit plan',
  noMeasures: 'No move helps here, or none is needed.',
  rules:
    'What opens with a sign-in falls with it. A certificate stays valid until it must be renewed. A known exit (days to switch) brings a service back. Whose law reaches it is counted by the parent company; source and date per provider stand under “Sovereignty”.',
  print: 'As PDF (one page)',
  asOf: 'As of',
  emptyTitle: 'No provider has been entered yet.',
  emptyText: 'Scan your domain first and take over what is found.',
  toScan: 'Scan the domain',
} satisfies typeof de;
