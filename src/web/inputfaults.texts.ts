/** What is wrong with an input, as one would say it beside a field. */
export const de = {
  missing: 'Bitte ausfüllen.',
  notNumber: 'Bitte eine Zahl eingeben.',
  wrong: 'Das passt hier nicht.',
  choose: 'Bitte eine der Möglichkeiten wählen.',
  tooShort: (n: number) => `Mindestens ${n} Zeichen.`,
  tooLong: (n: number) => `Höchstens ${n} Zeichen.`,
  tooSmall: (n: number) => `Mindestens ${n}.`,
  tooBig: (n: number) => `Höchstens ${n}.`,
  tooFew: (n: number) => (n === 1 ? 'Mindestens ein Eintrag.' : `Mindestens ${n} Einträge.`),
  tooMany: (n: number) => `Höchstens ${n} Einträge.`,
  step: (n: number) => `Nur in Schritten von ${n}.`,
  formats: {
    email: 'Das ist keine E-Mail-Adresse.',
    url: 'Das ist keine Adresse wie https://www.betrieb.example.',
    date: 'Das ist kein Datum.',
    time: 'Das ist keine Uhrzeit.',
  } as Readonly<Record<string, string>>,
  format: 'Das hat nicht die richtige Form.',
};

export const en = {
  missing: 'Please fill this in.',
  notNumber: 'Please enter a number.',
  wrong: 'This does not fit here.',
  choose: 'Please choose one of the options.',
  tooShort: (n: number) => `At least ${n} characters.`,
  tooLong: (n: number) => `At most ${n} characters.`,
  tooSmall: (n: number) => `At least ${n}.`,
  tooBig: (n: number) => `At most ${n}.`,
  tooFew: (n: number): string => (n === 1 ? 'At least one entry.' : `At least ${n} entries.`),
  tooMany: (n: number) => `At most ${n} entries.`,
  step: (n: number) => `Only in steps of ${n}.`,
  formats: {
    email: 'This is not an e-mail address.',
    url: 'This is not an address like https://www.company.example.',
    date: 'This is not a date.',
    time: 'This is not a time.',
  },
  format: 'This does not have the right form.',
} satisfies typeof de;
