/** The words of what leaves the house: mail, SMS, webhook. */
export const de = {
  mark: { exercise: 'ÜBUNG', test: 'TEST' },
  note: {
    exercise: 'ÜBUNG. Es ist nichts passiert; bitte handeln Sie trotzdem so, als wäre es ernst.',
    test: 'TEST. Es ist nichts passiert. Mit dieser Nachricht wird nur geprüft, ob sie ankommt.',
  },
  greeting: (name: string) => `Guten Tag ${name},`,
  confirmHere: 'Bitte bestätigen Sie auf dieser Seite, dass Sie den Alarm gesehen haben:',
  call: 'Bitte krisenfest öffnen.',
  button: 'Zur Bestätigung',
  openHere: 'krisenfest öffnen',
  mailAnswer: 'Oder antworten Sie auf diese Mail nur mit OK.',
  smsConfirm: 'Bitte bestätigen:',
  smsAnswer: 'Bitte OK antworten oder hier bestätigen:',
  closing: (organisation: string) => `${organisation} · gesendet von krisenfest, dem Notfallsystem des Betriebs`,
  testSubject: 'Kommt diese Nachricht an?',
  testText: (by: string) =>
    `${by} prüft, ob Sie im Notfall erreichbar sind. Bitte bestätigen Sie diese Nachricht; sonst ist nichts zu tun.`,
};

export const en = {
  mark: { exercise: 'ÜBUNG / EXERCISE', test: 'TEST' },
  note: {
    exercise: 'ÜBUNG / EXERCISE. Nothing has happened; please act as if it were real.',
    test: 'TEST. Nothing has happened. This message only checks whether it arrives.',
  },
  greeting: (name: string) => `Hello ${name},`,
  confirmHere: 'Please acknowledge on this page that you have seen the alert:',
  call: 'Please open krisenfest.',
  button: 'Acknowledge',
  openHere: 'Open krisenfest',
  mailAnswer: 'Or answer this mail with just OK.',
  smsConfirm: 'Please acknowledge:',
  smsAnswer: 'Please answer OK or acknowledge here:',
  closing: (organisation: string) => `${organisation} · sent by krisenfest, the company's emergency system`,
  testSubject: 'Does this message arrive?',
  testText: (by: string) =>
    `${by} is checking whether you can be reached in an emergency. Please acknowledge this message; there is nothing else to do.`,
} satisfies typeof de;
