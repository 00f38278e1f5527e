export const de = {
  noSite: 'Unter „Notfall-Website“ fehlt die Adresse Ihrer Website. Bitte tragen Sie sie dort ein.',
  unresolved: (names: string) => `Für diese Platzhalter fehlt ein Wert: ${names}.`,
  notOpen: 'Dieser Vorfall ist nicht offen.',
};

export const en = {
  noSite: 'The address of your website is missing under "Emergency website". Please enter it there.',
  unresolved: (names: string) => `These placeholders have no value: ${names}.`,
  notOpen: 'This incident is not open.',
} satisfies typeof de;
