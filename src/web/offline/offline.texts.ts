export const de = {
  title: 'Ohne Netz',
  ready: 'Bereit: Diese Oberfläche öffnet sich auf diesem Gerät auch, wenn der Server nicht erreichbar ist.',
  what: (count: number) =>
    `${count} Antworten liegen hier bereit, darunter Inventar, Pläne und Kontakte. Landkarte und „Was wäre, wenn“ rechnen auf dem Gerät. Ändern und alarmieren geht nur mit Netz.`,
  forget: 'Beim Abmelden wird alles davon auf diesem Gerät gelöscht. Kennwörter und Schlüssel liegen nie hier.',
  soon: 'Wird gerade vorbereitet. Laden Sie die Seite in einer Minute neu.',
  impossible:
    'Auf diesem Gerät nicht möglich. Der Browser erlaubt es nur über https mit einem Zertifikat, dem er vertraut, oder auf dem Rechner, auf dem krisenfest läuft, und nicht in privaten Fenstern.',
};

export const en = {
  title: 'Without network',
  ready: 'Ready: this interface opens on this device also when the server cannot be reached.',
  what: (count: number) =>
    `${count} answers are kept here, among them inventory, plans and contacts. Map and “What if” are computed on the device. Changing and alerting need the network.`,
  forget: 'Logging out removes all of it from this device. Passwords and keys are never here.',
  soon: 'Being prepared right now. Reload the page in a minute.',
  impossible:
    'Not possible on this device. Browsers allow it only over https with a certificate they trust, or on the machine that runs krisenfest, and not in private windows.',
} satisfies typeof de;
