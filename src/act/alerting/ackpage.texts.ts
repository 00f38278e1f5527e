/** The page behind the link of a message. */
export const de = {
  lang: 'de',
  mark: { exercise: 'ÜBUNG', test: 'TEST' },
  note: {
    exercise: 'Das ist eine Übung. Es ist nichts passiert.',
    test: 'Das ist nur ein Test. Es ist nichts passiert.',
  },
  raised: (time: string) => `Alarm vom ${time}`,
  from: (organisation: string) => `von ${organisation}`,
  asked: (name: string) => `${name}, bitte bestätigen Sie, dass Sie diesen Alarm gesehen haben.`,
  press: 'Alarm bestätigen',
  done: (name: string) => `Danke, ${name}. Ihre Bestätigung ist da.`,
  doneAt: (time: string) => `Bestätigt am ${time}.`,
  open: 'krisenfest öffnen',
  openNote: 'Dort stehen Ihre Aufgaben. Dafür brauchen Sie Ihre Anmeldung.',
  noTask: 'Mehr ist nicht zu tun.',
  goneTitle: 'Dieser Link gilt nicht mehr',
  gone: 'Der Alarm ist beendet, oder der Link ist unvollständig angekommen. Wenn Sie unsicher sind, rufen Sie bitte im Betrieb an.',
};

export const en = {
  lang: 'en',
  mark: { exercise: 'ÜBUNG / EXERCISE', test: 'TEST' },
  note: { exercise: 'This is an exercise. Nothing has happened.', test: 'This is only a test. Nothing has happened.' },
  raised: (time: string) => `Alert of ${time}`,
  from: (organisation: string) => `from ${organisation}`,
  asked: (name: string) => `${name}, please acknowledge that you have seen this alert.`,
  press: 'Acknowledge alert',
  done: (name: string) => `Thank you, ${name}. Your acknowledgement is here.`,
  doneAt: (time: string) => `Acknowledged on ${time}.`,
  open: 'Open krisenfest',
  openNote: 'Your tasks are there. You need your login for it.',
  noTask: 'There is nothing else to do.',
  goneTitle: 'This link is not valid any more',
  gone: 'The alert is over, or the link arrived incomplete. If you are unsure, please call your company.',
} satisfies typeof de;
