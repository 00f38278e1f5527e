const problems: Readonly<Record<string, string>> = {
  'push-not-set-up': 'Push ist hier nicht eingerichtet. Wer die Einstellungen ändern darf, richtet es unter Alarmwege ein.',
  'bad-device': 'Der Browser hat etwas Unbrauchbares über dieses Gerät gesagt. Bitte noch einmal anmelden.',
  'too-many-devices': 'Mehr als 20 Geräte braucht niemand. Bitte zuerst eines entfernen.',
};

/** Words of people's own devices that ring in an alert. */
export const de = {
  problems,
  title: 'Alarme auf Ihren Geräten',
  what: 'Ein angemeldetes Gerät zeigt jeden Alarm, der an Sie geht, auch wenn krisenfest dort zu ist oder Sie abgemeldet sind.',
  none: 'Noch ist kein Gerät angemeldet.',
  register: 'Alarme auf diesem Gerät bekommen',
  registered: (name: string) => `${name} ist angemeldet. Bitte jetzt testen: Nur eine Bestätigung beweist, dass Alarme ankommen.`,
  device: (person: string, mobile: boolean) => `${mobile ? 'Handy' : 'PC'} ${person}`.slice(0, 80),
  here: 'dieses Gerät',
  since: (date: string) => `angemeldet am ${date}`,
  untested: 'nie getestet',
  unconfirmed: (ago: string) => `${ago} übergeben, nicht bestätigt`,
  waits: 'wird übergeben',
  missed: (ago: string) => `${ago} nicht übergeben`,
  confirmed: (ago: string) => `bestätigt ${ago}`,
  test: 'Testen',
  tested: (name: string) => `Ein Test geht an ${name}. Bitte dort auf die Mitteilung tippen und bestätigen.`,
  remove: 'Entfernen',
  removeTitle: (name: string) => `„${name}“ entfernen?`,
  removeText: 'Das Gerät bekommt dann keine Alarme mehr. Auf dem Gerät selbst lässt es sich jederzeit wieder anmelden.',
  removed: (name: string) => `${name} ist entfernt.`,
  notSetUp: 'Push ist hier nicht eingerichtet. Wer die Einstellungen ändern darf, richtet es unter Alarmwege ein.',
  channels: 'Alarmwege',
  noContact: (email: string) =>
    `Alarmiert werden Kontakte. Noch hat kein Kontakt Ihre E-Mail-Adresse ${email}; bis dahin klingelt Ihr Gerät nur beim Test.`,
  contacts: 'Kontakte',
  unable:
    'Dieser Browser kann das hier nicht. krisenfest muss über https geöffnet sein; auf dem iPhone muss die Seite zum Home-Bildschirm hinzugefügt sein.',
  denied: 'Mitteilungen sind in diesem Browser nicht erlaubt. Bitte in den Einstellungen des Browsers für diese Seite erlauben.',
  failed: 'Der Push-Dienst des Browsers hat das Gerät nicht angenommen. Geht auf diesem Gerät das Internet?',
  house: {
    title: (count: number) => (count === 1 ? 'Ein angemeldetes Gerät' : `${count} angemeldete Geräte`),
    none: 'Noch hat niemand ein Gerät angemeldet. Das macht jede Person selbst, auf dem Gerät, unter „Mein Konto“.',
    removeText: (person: string) => `${person} bekommt dort keine Alarme mehr. Nur ${person} selbst kann das Gerät wieder anmelden.`,
  },
};

export const en = {
  problems: {
    'push-not-set-up': 'Push is not set up here. Whoever may change the settings adds it under Alert channels.',
    'bad-device': 'The browser said something unusable of this device. Please register it again.',
    'too-many-devices': 'Nobody needs more than 20 devices. Please remove one first.',
  },
  title: 'Alerts on your devices',
  what: 'A registered device shows every alert that goes to you, also when krisenfest is closed there or you are logged out.',
  none: 'No device is registered yet.',
  register: 'Get alerts on this device',
  registered: (name: string) => `${name} is registered. Please test it now: only an acknowledgement proves that alerts arrive.`,
  device: (person: string, mobile: boolean) => `${mobile ? 'Phone' : 'PC'} of ${person}`.slice(0, 80),
  here: 'this device',
  since: (date: string) => `registered on ${date}`,
  untested: 'never tested',
  unconfirmed: (ago: string) => `handed over ${ago}, not acknowledged`,
  waits: 'being handed over',
  missed: (ago: string) => `not handed over ${ago}`,
  confirmed: (ago: string) => `acknowledged ${ago}`,
  test: 'Test',
  tested: (name: string) => `A test is going to ${name}. Please open the notification there and acknowledge.`,
  remove: 'Remove',
  removeTitle: (name: string) => `Remove "${name}"?`,
  removeText: 'The device then gets no more alerts. It can be registered again at any time, on the device itself.',
  removed: (name: string) => `${name} is removed.`,
  notSetUp: 'Push is not set up here. Whoever may change the settings adds it under Alert channels.',
  channels: 'Alert channels',
  noContact: (email: string) =>
    `Contacts are alerted. No contact has your e-mail address ${email} yet; until then your device rings in tests only.`,
  contacts: 'Contacts',
  unable:
    'This browser cannot do that here. krisenfest must be opened by https; on an iPhone the page must have been added to the home screen.',
  denied: 'Notifications are not allowed in this browser. Please allow them for this page in the settings of the browser.',
  failed: "The browser's push service did not take the device. Does the Internet work on this device?",
  house: {
    title: (count: number) => (count === 1 ? 'One registered device' : `${count} registered devices`),
    none: 'Nobody has registered a device yet. Everybody does so for themselves, on the device, under "My account".',
    removeText: (person: string) => `${person} gets no more alerts there. Only ${person} can register the device again.`,
  },
} satisfies typeof de;
