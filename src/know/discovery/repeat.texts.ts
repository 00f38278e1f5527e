type News = {
  readonly unicode: string;
  readonly state: string;
  readonly added: readonly unknown[];
  readonly gone: readonly unknown[];
  readonly changed: readonly unknown[];
};

const list = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;
const counts = (parts: readonly (readonly [number, string])[]) =>
  parts
    .filter(([n]) => n > 0)
    .map(([n, word]) => `${n} ${word}`)
    .join(', ');

export const de = {
  title: 'Jeden Monat wieder prüfen',
  help: 'krisenfest fragt von sich aus niemanden. Eingeschaltet, prüft es diese Domain an diesem Tag jedes Monats um 6 Uhr, vergleicht mit der letzten Prüfung und sagt auf der Lage, was neu ist und was weg ist.',
  switch: (domain: string) => `${domain} jeden Monat prüfen`,
  on: (next: string, by: string, since: string) => `Nächste Prüfung: ${next}. Eingeschaltet von ${by} am ${since}.`,
  off: 'Ausgeschaltet.',
  list: 'Monatlich geprüft',
  domain: 'Domain',
  next: 'Nächste Prüfung',
  since: 'Eingeschaltet',
  sinceBy: (since: string, by: string) => `${since}, ${by}`,
  stop: 'Nicht mehr prüfen',
  stopped: (domain: string) => `${domain} wird nicht mehr monatlich geprüft.`,
  monthly: 'monatlich',
  newsTitle: 'Was die monatliche Prüfung gesehen hat',
  news: ({ unicode, state, added, gone, changed }: News, at: string): string =>
    state === 'failed' || state === 'interrupted'
      ? `${unicode}, ${at}: Die Prüfung kam nicht zu Ende. Ob sich etwas geändert hat, ist unbekannt.`
      : `${unicode}, ${at}: ${counts([
          [added.length, 'neu'],
          [gone.length, 'weg'],
          [changed.length, 'anders benutzt'],
        ])}.`,
  uncertain: (n: number) => `${list(n, 'Punkt war', 'Punkte waren')} diesmal nicht zu prüfen.`,
  look: 'Ansehen',
  seen: 'Zur Kenntnis genommen',
  unseenHere: 'Diese Prüfung hat der Monat veranlasst. Der Hinweis auf der Lage bleibt, bis jemand ihn zur Kenntnis nimmt.',
};

export const en: typeof de = {
  title: 'Scan again each month',
  help: 'krisenfest asks nobody by itself. Switched on, it scans this domain on this day of each month at 6 in the morning, compares with the scan before, and says on the situation page what is new and what went.',
  switch: (domain) => `Scan ${domain} each month`,
  on: (next, by, since) => `Next scan: ${next}. Switched on by ${by} on ${since}.`,
  off: 'Switched off.',
  list: 'Scanned each month',
  domain: 'Domain',
  next: 'Next scan',
  since: 'Switched on',
  sinceBy: (since, by) => `${since}, ${by}`,
  stop: 'Scan no more',
  stopped: (domain) => `${domain} is no longer scanned each month.`,
  monthly: 'monthly',
  newsTitle: 'What the monthly scan saw',
  news: ({ unicode, state, added, gone, changed }, at) =>
    state === 'failed' || state === 'interrupted'
      ? `${unicode}, ${at}: the scan did not come to its end. Whether something changed is unknown.`
      : `${unicode}, ${at}: ${counts([
          [added.length, 'new'],
          [gone.length, 'gone'],
          [changed.length, 'used otherwise'],
        ])}.`,
  uncertain: (n) => `${list(n, 'point', 'points')} could not be checked this time.`,
  look: 'Look',
  seen: 'Noted',
  unseenHere: 'The month asked for this scan. The notice on the situation page stays until somebody takes note of it.',
};
