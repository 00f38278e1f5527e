/** What is spoken in a call. */
export const de = {
  voice: 'de',
  hello: (organisation: string) => `Hier ist das Notfallsystem von ${organisation}.`,
  press: 'Zum Bestätigen drücken Sie bitte die Eins.',
};

export const en = {
  voice: 'en',
  hello: (organisation: string) => `This is the emergency system of ${organisation}.`,
  press: 'To acknowledge, please press one.',
} satisfies typeof de;
