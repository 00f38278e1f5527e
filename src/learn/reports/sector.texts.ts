import { de as sovereigntyDe, en as sovereigntyEn } from '../../know/sovereignty/sovereignty.texts.ts';

/** By the class of the law. */
const lawIn = (laws: Readonly<Record<string, string>>, one: string): string => laws[one] ?? one;

const kind = { provider: 'Dienstleister', jurisdiction: 'Rechtsraum' };

export const de = {
  title: 'Gemeinsame Ursachen',
  kind,
  headline: (name: string, stop: string, firms: number, cost: string) => `Ausfall „${name}“ trifft ${firms} Betriebe: ${stop}${cost}`,
  stop: (count: number | null) =>
    count === null ? 'wenige davon stehen.' : count === 0 ? 'keiner davon steht.' : `${count} davon stehen.`,
  cost: (amount: string) => ` Das kostet zusammen etwa ${amount} je Stunde.`,
  none: 'Keine Ursache trifft mehrere Ihrer Betriebe zugleich.',
  few: (least: number) => `unter ${least}`,
  tooFew: 'Noch zu wenige Betriebe für einen Vergleich.',
  tooFewHow: (firms: number, least: number) =>
    `Gezählt wird erst, wenn eine Ursache mindestens ${least} Betriebe trifft, damit aus keiner Zahl ein einzelner Betrieb herauszulesen ist. Mit Modell sind es jetzt ${firms}.`,
  sub: (firms: number, least: number) =>
    `Gerechnet über die Modelle von ${firms} Betrieben, die Sie betreuen. Gezeigt werden nur Anzahlen und gerundete Summen ab ${least} Betrieben, nie der Inhalt eines Betriebs.`,
  cause: 'Ursache',
  what: 'Art',
  firms: 'hängen daran',
  within4h: 'stehen nach 4 h',
  withinDay: 'nach 1 Tag',
  ever: 'auf Dauer',
  perHour: 'Kosten je Stunde',
  hidden: 'nicht gezeigt',
  hiddenWhy: 'Ein Betrieb macht den größten Teil aus; deshalb wird die Summe nicht gezeigt.',
  computing: 'Alle Modelle werden zusammen gerechnet …',
  law: (one: string) => `Alle Anbieter: ${lawIn(sovereigntyDe.law, one)}`,
  export: 'Als Tabelle (CSV)',
  sheet: [
    'Ursache',
    'Art',
    'Betriebe',
    'Stehen nach 4 h',
    'Stehen nach 1 Tag',
    'Stehen auf Dauer',
    'Kosten/h niedrig',
    'Kosten/h wahrscheinlich',
    'Kosten/h hoch',
  ],
  filename: 'gemeinsame-ursachen.csv',
};

export const en = {
  title: 'Common causes',
  kind: { provider: 'provider', jurisdiction: 'jurisdiction' },
  headline: (name, stop, firms, cost) => `A failure of "${name}" hits ${firms} organisations: ${stop}${cost}`,
  stop: (count) => (count === null ? 'a few of them stop.' : count === 0 ? 'none of them stops.' : `${count} of them stop.`),
  cost: (amount) => ` Together that costs about ${amount} an hour.`,
  none: 'No cause hits several of your organisations at once.',
  few: (least) => `below ${least}`,
  tooFew: 'Too few organisations to compare yet.',
  tooFewHow: (firms, least) =>
    `A cause is counted from ${least} organisations on, so that no single one can be read from a number. With a model there are ${firms} now.`,
  sub: (firms, least) =>
    `Computed over the models of ${firms} organisations that you operate. Shown are counts and rounded sums from ${least} organisations on, never the contents of one.`,
  cause: 'Cause',
  what: 'Kind',
  firms: 'hang on it',
  within4h: 'stop within 4 h',
  withinDay: 'within 1 day',
  ever: 'for good',
  perHour: 'cost per hour',
  hidden: 'not shown',
  hiddenWhy: 'One organisation makes up most of it; so the sum is not shown.',
  computing: 'All models are being computed together …',
  law: (one) => `All providers: ${lawIn(sovereigntyEn.law, one)}`,
  export: 'As a table (CSV)',
  sheet: [
    'Cause',
    'Kind',
    'Organisations',
    'Stop within 4 h',
    'Stop within 1 day',
    'Stop for good',
    'Cost/h low',
    'Cost/h likely',
    'Cost/h high',
  ],
  filename: 'common-causes.csv',
} satisfies typeof de;
