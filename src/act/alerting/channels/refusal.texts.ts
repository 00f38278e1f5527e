import type { Reason } from '../alerting.ts';

/** What the other side said, shortened; never more than one line. */
const said = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().slice(0, 160);

/** How long something lasts, as one says it. */
const lasting = (seconds: number) =>
  seconds < 120
    ? { de: `${seconds} Sekunden`, en: `${seconds} seconds` }
    : { de: `${Math.round(seconds / 60)} Minuten`, en: `${Math.round(seconds / 60)} minutes` };

/** Sentences for what can go wrong on the way out; each names the other side and says what to do where that is known. */
export const because = {
  noChannel: (kind: { de: string; en: string }): Reason => ({
    de: `Für ${kind.de} ist kein Alarmweg eingerichtet. Bitte unter Einstellungen, Alarmwege, anlegen.`,
    en: `No channel is set up for ${kind.en}. Please add one under Settings, Alert channels.`,
  }),
  noContact: (name: string): Reason => ({
    de: `${name} ist nicht mehr in den Kontakten.`,
    en: `${name} is no contact any more.`,
  }),
  otherAddress: (address: string): Reason => ({
    de: `${address} steht nicht mehr im Kontakt; der Alarm geht an die neue Adresse.`,
    en: `${address} does not stand in the contact any more; the alert goes to the new address.`,
  }),
  badSettings: (field: string): Reason => ({
    de: `Die Einstellungen dieses Alarmwegs passen nicht mehr zu dieser Version (Feld ${field}). Bitte neu speichern.`,
    en: `The settings of this channel do not fit this version any more (field ${field}). Please save them again.`,
  }),
  faulty: (): Reason => ({
    de: 'Beim Übergeben ist in krisenfest selbst etwas schiefgegangen. Es steht im Protokoll des Servers; es wird weiter versucht.',
    en: 'Something went wrong inside krisenfest itself. It is in the log of the server; it will be tried again.',
  }),
  dns: (host: string): Reason => ({
    de: `Der Name ${host} ließ sich nicht auflösen. Stimmt der Name, und geht das Internet?`,
    en: `The name ${host} could not be resolved. Is it spelt correctly, and does the Internet line work?`,
  }),
  refusedAddress: (host: string): Reason => ({
    de: `${host} liegt in einem Netz, in das krisenfest nicht verbinden darf.`,
    en: `${host} lies in a network that krisenfest may not connect to.`,
  }),
  connection: (host: string): Reason => ({
    de: `${host} nimmt keine Verbindung an. Stimmen Name und Port, und läuft der Dienst?`,
    en: `${host} does not accept the connection. Are name and port correct, and is the service running?`,
  }),
  timeout: (host: string): Reason => ({
    de: `${host} hat nicht rechtzeitig geantwortet.`,
    en: `${host} did not answer in time.`,
  }),
  tooSlow: (way: { de: string; en: string }): Reason => ({
    de: `${way.de}: Die Gegenseite hat nicht rechtzeitig geantwortet.`,
    en: `${way.en}: the other side did not answer in time.`,
  }),
  closed: (host: string): Reason => ({
    de: `${host} hat die Verbindung abgebrochen.`,
    en: `${host} closed the connection.`,
  }),
  tlsExpired: (host: string): Reason => ({
    de: `Das Zertifikat von ${host} ist abgelaufen oder noch nicht gültig.`,
    en: `The certificate of ${host} has expired or is not valid yet.`,
  }),
  tlsName: (host: string): Reason => ({
    de: `Das Zertifikat von ${host} ist auf einen anderen Namen ausgestellt.`,
    en: `The certificate of ${host} is made out to another name.`,
  }),
  tlsUntrusted: (host: string): Reason => ({
    de: `Das Zertifikat von ${host} stammt von keiner hier bekannten Stelle. Eine eigene Stelle lässt sich in den Einstellungen eintragen.`,
    en: `The certificate of ${host} is not signed by an authority known here. An authority of your own can be entered in the settings.`,
  }),
  tls: (host: string): Reason => ({
    de: `Die verschlüsselte Verbindung zu ${host} kam nicht zustande. Passt die gewählte Verschlüsselung zum Port?`,
    en: `The encrypted connection to ${host} could not be set up. Does the chosen encryption fit the port?`,
  }),
  noStartTls: (host: string): Reason => ({
    de: `${host} bietet keine Verschlüsselung (STARTTLS) an. Es wurde nichts gesendet.`,
    en: `${host} does not offer encryption (STARTTLS). Nothing was sent.`,
  }),
  noMailServer: (host: string): Reason => ({
    de: `Unter ${host} antwortet kein Mailserver. Stimmt der Port, und ist TLS richtig gewählt?`,
    en: `No mail server answers at ${host}. Is the port correct, and is TLS chosen correctly?`,
  }),
  login: (host: string, answer: string): Reason => ({
    de: `${host} lehnt die Anmeldung ab. Bitte Benutzer und Kennwort prüfen. (${said(answer)})`,
    en: `${host} refuses the login. Please check user and password. (${said(answer)})`,
  }),
  recipient: (address: string, answer: string): Reason => ({
    de: `Der Mailserver nimmt nichts für ${address} an. (${said(answer)})`,
    en: `The mail server accepts nothing for ${address}. (${said(answer)})`,
  }),
  sender: (answer: string): Reason => ({
    de: `Der Mailserver nimmt den Absender nicht an. Darf dieses Konto mit dieser Adresse senden? (${said(answer)})`,
    en: `The mail server does not accept the sender. May this account send with this address? (${said(answer)})`,
  }),
  notTaken: (host: string, answer: string): Reason => ({
    de: `${host} hat die Nachricht nicht angenommen. (${said(answer)})`,
    en: `${host} did not take the message. (${said(answer)})`,
  }),
  folder: (path: string, code: string): Reason => ({
    de: `In den Ordner ${path} lässt sich nicht schreiben (${code}). Gibt es ihn, und darf krisenfest das?`,
    en: `The folder ${path} cannot be written to (${code}). Does it exist, and may krisenfest do so?`,
  }),
  folderUnread: (path: string, code: string): Reason => ({
    de: `Der Ordner ${path} lässt sich nicht lesen (${code}). Gibt es ihn, und darf krisenfest das?`,
    en: `The folder ${path} cannot be read (${code}). Does it exist, and may krisenfest do so?`,
  }),
  stuck: (seconds: number): Reason => ({
    de: `Seit ${lasting(seconds).de} verlässt keine SMS den Ausgangsordner. Läuft gammu-smsd, und hat das Modem Netz?`,
    en: `For ${lasting(seconds).en} no text message has left the outbox. Is gammu-smsd running, and does the modem have a network?`,
  }),
  stuckAt: (program: string, seconds: number): Reason => ({
    de: `Seit ${lasting(seconds).de} verlässt keine SMS den Ausgangsordner. Läuft ${program}, und hat das Modem Netz?`,
    en: `For ${lasting(seconds).en} no text message has left the outgoing folder. Is ${program} running, and does the modem have a network?`,
  }),
  modemFailed: (count: number): Reason => ({
    de: `Das Modem hat ${count === 1 ? 'eine SMS' : `${count} SMS`} nicht gesendet. Hat die SIM-Karte Guthaben und Netz, und stimmt die Nummer?`,
    en: `The modem has not sent ${count === 1 ? 'a text message' : `${count} text messages`}. Does the SIM card have credit and a network, and is the number correct?`,
  }),
  modemGaveUp: (number: string): Reason => ({
    de: `Das Modem hat die SMS an ${number} nicht gesendet. Stimmt die Nummer, und hat die SIM-Karte Guthaben und Netz?`,
    en: `The modem has not sent the text message to ${number}. Is the number correct, and does the SIM card have credit and a network?`,
  }),
  key: (host: string, answer: string): Reason => ({
    de: `${host} lehnt den Schlüssel ab. Bitte den Schlüssel prüfen und neu eintragen. (${said(answer)})`,
    en: `${host} refuses the key. Please check the key and enter it again. (${said(answer)})`,
  }),
  credit: (host: string): Reason => ({
    de: `Das Guthaben bei ${host} reicht nicht. Bitte dort aufladen.`,
    en: `The credit at ${host} does not suffice. Please top it up there.`,
  }),
  mayNot: (host: string, answer: string): Reason => ({
    de: `${host} erlaubt diesem Zugang das Senden nicht. Bitte dort freischalten. (${said(answer)})`,
    en: `${host} does not allow this account to send. Please permit it there. (${said(answer)})`,
  }),
  number: (host: string, address: string, answer: string): Reason => ({
    de: `${host} nimmt die Nummer ${address} nicht an. (${said(answer)})`,
    en: `${host} does not accept the number ${address}. (${said(answer)})`,
  }),
  wrongPlace: (host: string, status: number): Reason => ({
    de: `${host} kennt diese Schnittstelle nicht (${status}). Stimmt die Adresse, und ist die Schnittstelle dort eingeschaltet?`,
    en: `${host} does not know this interface (${status}). Is the address correct, and is the interface switched on there?`,
  }),
  notInRoom: (host: string, answer: string): Reason => ({
    de: `Das Konto darf auf ${host} nicht in diesen Raum schreiben. Bitte einladen und beitreten lassen. (${said(answer)})`,
    en: `The account may not write to this room on ${host}. Please invite it and let it join. (${said(answer)})`,
  }),
  noScreen: (room: string): Reason => ({
    de: `Auf keinem Bildschirm ist die Seite von „${room}“ offen. Bitte dort die Adresse im Browser öffnen.`,
    en: `No screen has the page of "${room}" open. Please open its address in the browser there.`,
  }),
  noProgram: (program: string, packageName: string): Reason => ({
    de: `Auf diesem Server fehlt das Programm ${program}. Bitte das Debian-Paket ${packageName} installieren.`,
    en: `The program ${program} is missing on this server. Please install the Debian package ${packageName}.`,
  }),
  noAnswer: (address: string, answer: string): Reason => ({
    de: `Unter ${address} hat niemand abgenommen. (${said(answer)})`,
    en: `Nobody has answered at ${address}. (${said(answer)})`,
  }),
  cameBack: (address: string, answer: string): Reason => ({
    de: `Die Mail an ${address} kam zurück. Stimmt die Adresse noch, und ist das Postfach nicht voll? (${said(answer)})`,
    en: `The mail to ${address} came back. Is the address still right, and the mailbox not full? (${said(answer)})`,
  }),
  noFolder: (host: string, answer: string): Reason => ({
    de: `${host} kennt diesen Ordner nicht. Bitte den Ordner prüfen, fast immer INBOX. (${said(answer)})`,
    en: `${host} does not know this folder. Please check the folder, nearly always INBOX. (${said(answer)})`,
  }),
  noNumber: (address: string): Reason => ({
    de: `${address} ist keine vollständige Rufnummer (wie +49 431 5550199).`,
    en: `${address} is not a complete phone number (like +49 431 5550199).`,
  }),
  status: (host: string, status: number): Reason => ({
    de: `${host} antwortet mit dem Fehler ${status}.`,
    en: `${host} answers with the error ${status}.`,
  }),
  ill: (host: string): Reason => ({
    de: `${host} antwortet und sagt von sich, dass es nicht läuft.`,
    en: `${host} answers, and says of itself that it does not work.`,
  }),
  hook: (host: string, status: number): Reason => ({
    de: `${host} nimmt unter der Adresse des Webhooks nichts an (${status}). Gibt es ihn noch? Sonst bitte einen neuen anlegen und die Adresse neu eintragen.`,
    en: `${host} takes nothing at the address of the webhook (${status}). Does it still exist? If not, please make a new one and enter its address.`,
  }),
  tooMany: (host: string): Reason => ({
    de: `${host} nimmt gerade keine weiteren Nachrichten an, weil es zu viele waren (429). Es wird weiter versucht.`,
    en: `${host} takes no more messages for now because there were too many (429). It will be tried again.`,
  }),
  deviceGone: (host: string): Reason => ({
    de: `${host} kennt dieses Gerät nicht mehr. Bitte auf dem Gerät unter „Mein Konto“ neu anmelden.`,
    en: `${host} does not know this device any more. Please register it again on the device, under "My account".`,
  }),
  deviceRemoved: (name: string): Reason => ({
    de: `„${name}“ ist nicht mehr angemeldet.`,
    en: `"${name}" is not registered any more.`,
  }),
  gone: (host: string): Reason => ({
    de: `${host} sagt, dass es diese Adresse nicht mehr gibt (410).`,
    en: `${host} says that this address is gone for good (410).`,
  }),
  noSecret: (): Reason => ({
    de: 'Für diesen Alarmweg fehlt der Schlüssel, mit dem unterschrieben wird.',
    en: 'The key to sign with is missing for this channel.',
  }),
};
