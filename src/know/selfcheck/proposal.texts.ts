/** Where a number of the first model comes from; stands beside the number from then on. */
export const de = {
  template: (branch: string) => `Annahme aus der Branchenvorlage „${branch}“`,
  answered: 'Erste Antwort: selbst geschätzt',
  half: 'Erste Antwort: gut die Hälfte der maximal tolerierbaren Ausfallzeit',
  cost: (withRevenue: boolean): string =>
    withRevenue
      ? 'Annahme: stillstehende Arbeit (Destatis 2025, Arbeitskosten je Stunde, zu 60 %) und die Hälfte des entgangenen Deckungsbeitrags'
      : 'Annahme: nur stillstehende Arbeit (Destatis 2025, Arbeitskosten je Stunde, zu 60 %); der Umsatz fehlt noch',
  second: (name: string) => `Ersatz: ${name}`,
};
export const en = {
  template: (branch: string) => `Assumption of the branch template “${branch}”`,
  answered: 'First answer: own estimate',
  half: 'First answer: about half of the longest bearable standstill',
  cost: (withRevenue: boolean): string =>
    withRevenue
      ? 'Assumption: idle work (Destatis 2025, labour cost per hour, at 60 %) and half of the margin lost'
      : 'Assumption: idle work only (Destatis 2025, labour cost per hour, at 60 %); the revenue is still missing',
  second: (name: string) => `Stand-in: ${name}`,
} satisfies typeof de;
