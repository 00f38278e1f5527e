import type { OrderFault } from './order.ts';

const chain = (steps: readonly string[], open: string, close: string) => steps.map((step) => `${open}${step}${close}`).join(' → ');

export const de = {
  title: 'Notfallpläne',
  headline: (count: number) => (count === 1 ? 'Ein Notfallplan liegt bereit.' : `${count} Notfallpläne liegen bereit.`),
  unplanned: (scenarios: readonly string[]) => `Noch ohne Plan: ${scenarios.join(', ')}.`,
  sub: 'Was in welcher Reihenfolge zu tun ist, wer es tut, wen man anruft. Ein Vorfall friert den passenden Plan ein.',
  emptyHeadline: 'Was tun Sie in den ersten zehn Minuten?',
  emptyTitle: 'Noch kein Notfallplan.',
  emptyText: 'Mit einer Vorlage steht der erste in zwei Minuten. Wählen Sie, was Ihnen am ehesten passieren kann; ändern können Sie alles.',
  templates: 'Mit Vorlage beginnen',
  templateSteps: (count: number) => `${count} Schritte`,
  use: 'Vorlage nehmen',
  taken: (title: string) => `„${title}“ ist angelegt.`,
  blank: 'Leerer Plan',
  blankTitle: 'Neuer Notfallplan',
  plan: 'Plan',
  scenario: 'Wofür',
  steps: 'Schritte',
  duration: 'Dauer frühestens',
  atLeast: (span: string) => `mindestens ${span}`,
  bound: 'Gilt für',
  boundNone: 'nichts Bestimmtes',
  open: 'Öffnen',
  back: 'Alle Notfallpläne',
  about: 'Wofür der Plan ist',
  name: 'Titel',
  summary: 'Worum es geht',
  summaryHelp: 'Woran man erkennt, dass dieser Plan gilt, und was sein Ziel ist.',
  boundHelp: 'Fällt eines davon aus, schlägt krisenfest diesen Plan vor.',
  unbind: (name: string) => `${name} nicht mehr`,
  noInventory: 'Die Ressourcen sind noch nicht erfasst; das geht unter „Wissen“.',
  addStep: 'Schritt hinzufügen',
  editStep: 'Schritt bearbeiten',
  newStep: 'Neuer Schritt',
  stepTitle: 'Was ist zu tun?',
  stepDetail: 'Einzelheiten',
  stepDetailHelp: 'So, dass jemand es kann, der es noch nie getan hat: Nummern, Orte, Handgriffe. Keine Kennwörter, nur wo sie liegen.',
  phase: 'Phase',
  role: 'Wer',
  contact: 'Anrufen',
  nobodyToCall: 'niemanden',
  minutes: 'Minuten',
  minutesHelp: 'Geschätzt oder in einer Übung gemessen. Leer lassen, wenn es niemand weiß.',
  after: 'Erst nach',
  afterHelp: 'Schritte, die vorher fertig sein müssen. Ohne Angabe kann sofort begonnen werden.',
  afterNone: 'Es gibt noch keinen anderen Schritt.',
  apply: 'Übernehmen',
  locked: 'gesperrt, bis „Defekt“ feststeht',
  lockedWhy:
    'Schritte zum Wiederherstellen bleiben im Vorfall gesperrt, bis die erste Frage mit „Defekt“ beantwortet ist: Wer zu früh wiederherstellt, vernichtet Spuren und lässt Angreifer wieder herein.',
  at: (start: string, atLeast: boolean) => (atLeast ? `frühestens nach ${start}` : `nach ${start}`),
  atOnce: 'sofort',
  takes: (span: string) => `dauert ${span}`,
  takesUnknown: 'Dauer unbekannt',
  waitsFor: (steps: readonly string[]) => `nach Schritt ${steps.join(', ')}`,
  up: (title: string) => `${title} nach oben`,
  down: (title: string) => `${title} nach unten`,
  timeline: 'Zeitplan',
  timelineText: (span: string, atLeast: boolean) =>
    atLeast
      ? `Mit genug Händen dauert alles mindestens ${span}; nicht jeder Schritt hat eine Zeit.`
      : `Mit genug Händen dauert alles ${span}.`,
  noSteps: 'Noch keine Schritte.',
  noStepsText: 'Beginnen Sie mit dem, was in den ersten zehn Minuten zu tun ist: Menschen schützen, dann Schaden begrenzen.',
  print: 'Drucken',
  savePlan: 'Plan speichern',
  orderFault: (fault: OrderFault): string => {
    switch (fault.kind) {
      case 'circle':
        return `Diese Schritte warten aufeinander, keiner kann beginnen: ${chain(fault.steps, '„', '“')}.`;
      case 'unknown-step':
        return `„${fault.step}“ wartet auf einen Schritt, den es nicht gibt (${fault.after}).`;
      case 'same-id':
        return `Zwei Schritte haben dieselbe Kennung: „${fault.step}“.`;
    }
  },
};

export const en: typeof de = {
  title: 'Emergency plans',
  headline: (count) => (count === 1 ? 'One emergency plan is ready.' : `${count} emergency plans are ready.`),
  unplanned: (scenarios) => `Still without a plan: ${scenarios.join(', ')}.`,
  sub: 'What is to be done in which order, who does it, whom to call. An incident freezes the plan that fits.',
  emptyHeadline: 'What do you do in the first ten minutes?',
  emptyTitle: 'No emergency plan yet.',
  emptyText: 'With a template the first one stands in two minutes. Choose what is most likely to happen to you; you can change everything.',
  templates: 'Start with a template',
  templateSteps: (count) => `${count} steps`,
  use: 'Use this template',
  taken: (title) => `“${title}” is made.`,
  blank: 'Empty plan',
  blankTitle: 'New emergency plan',
  plan: 'Plan',
  scenario: 'For',
  steps: 'Steps',
  duration: 'Takes at the earliest',
  atLeast: (span) => `at least ${span}`,
  bound: 'Applies to',
  boundNone: 'nothing in particular',
  open: 'Open',
  back: 'All emergency plans',
  about: 'What the plan is for',
  name: 'Title',
  summary: 'What it is about',
  summaryHelp: 'How to tell that this plan applies, and what its aim is.',
  boundHelp: 'When one of these fails, krisenfest proposes this plan.',
  unbind: (name) => `Not ${name} any more`,
  noInventory: 'Resources are not recorded yet; that is done under “Know”.',
  addStep: 'Add a step',
  editStep: 'Edit step',
  newStep: 'New step',
  stepTitle: 'What is to be done?',
  stepDetail: 'Details',
  stepDetailHelp: 'So that somebody can do it who has never done it: numbers, places, grips. No passwords, only where they lie.',
  phase: 'Phase',
  role: 'Who',
  contact: 'Call',
  nobodyToCall: 'nobody',
  minutes: 'Minutes',
  minutesHelp: 'Estimated, or measured in an exercise. Leave empty if nobody knows.',
  after: 'Only after',
  afterHelp: 'Steps that must be done before. With none it can begin at once.',
  afterNone: 'There is no other step yet.',
  apply: 'Apply',
  locked: 'locked until “defect” is certain',
  lockedWhy:
    'In an incident, restore steps stay locked until the first question is answered with “defect”: whoever restores too early destroys traces and lets attackers back in.',
  at: (start, atLeast) => (atLeast ? `after ${start} at the earliest` : `after ${start}`),
  atOnce: 'at once',
  takes: (span) => `takes ${span}`,
  takesUnknown: 'duration unknown',
  waitsFor: (steps) => `after step ${steps.join(', ')}`,
  up: (title) => `${title} up`,
  down: (title) => `${title} down`,
  timeline: 'Timeline',
  timelineText: (span, atLeast) =>
    atLeast
      ? `With enough hands everything takes at least ${span}; not every step has a time.`
      : `With enough hands everything takes ${span}.`,
  noSteps: 'No steps yet.',
  noStepsText: 'Begin with what is to be done in the first ten minutes: keep people safe, then limit the damage.',
  print: 'Print',
  savePlan: 'Save the plan',
  orderFault: (fault) => {
    switch (fault.kind) {
      case 'circle':
        return `These steps wait for each other, none can begin: ${chain(fault.steps, '“', '”')}.`;
      case 'unknown-step':
        return `“${fault.step}” waits for a step that does not exist (${fault.after}).`;
      case 'same-id':
        return `Two steps have the same id: “${fault.step}”.`;
    }
  },
};
