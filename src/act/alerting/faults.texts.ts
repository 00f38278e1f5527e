/** What is said of a setting of the alerting, in German: the sentences are the contracts' and the channels'. */
export const de: Readonly<Record<string, string>> = {
  'must be a whole path like /var/spool/gammu/outbox': 'Bitte den ganzen Pfad angeben, zum Beispiel /var/spool/gammu/outbox.',
  'must be a complete number like +4915155501990': 'Bitte die ganze Nummer mit Landesvorwahl angeben, zum Beispiel +49 151 55501990.',
  'must be a complete number like +49 151 55501990': 'Bitte die ganze Nummer mit Landesvorwahl angeben, zum Beispiel +49 151 55501990.',
  'must be a complete number like +494315550199': 'Bitte die ganze Nummer mit Landesvorwahl angeben, zum Beispiel +49 431 5550199.',
  'must be a web address that begins with https://': 'Bitte eine Adresse angeben, die mit https:// beginnt.',
  'must begin with https://, because user, password or key would cross the network readable':
    'Bitte https:// verwenden: Sonst gingen Benutzer, Kennwort oder Schlüssel lesbar durchs Netz.',
  'must be a certificate that begins with -----BEGIN CERTIFICATE-----':
    'Bitte das ganze Zertifikat einfügen; es beginnt mit -----BEGIN CERTIFICATE-----.',
  'must be the name of the modem like lte1': 'Bitte den Namen des Modems angeben, zum Beispiel lte1.',
  'must be the number of the modem like 1-1': 'Bitte die Nummer des Modems angeben, zum Beispiel 1-1.',
  'must be the API key as seven shows it, without spaces': 'Bitte den Schlüssel so einfügen, wie seven ihn zeigt, ohne Leerzeichen.',
  'must be up to 11 letters and digits, or a number': 'Bitte höchstens 11 Buchstaben und Ziffern angeben, oder eine Rufnummer.',
  'must be the token ID like token-AB12CD': 'Bitte die Token-ID angeben, zum Beispiel token-AB12CD.',
  'must be the token as sipgate shows it, without spaces': 'Bitte das Token so einfügen, wie sipgate es zeigt, ohne Leerzeichen.',
  'must be the extension of Web SMS like s0': 'Bitte die Kennung von „Web-SMS“ angeben, zum Beispiel s0.',
  'must be one line': 'Bitte alles in eine Zeile schreiben.',
  'must contain {text} (or the address must), else the message would be empty':
    'Hier oder in der Adresse muss {text} stehen, sonst wäre die SMS leer.',
  'must contain {number} or {plain} (or the address must), else nobody would get the message':
    'Hier oder in der Adresse muss {number} oder {plain} stehen, sonst bekäme niemand die SMS.',
  'must be a server name like mail.firma.example': 'Bitte nur den Namen des Servers angeben, zum Beispiel mail.firma.example.',
  'must be a server name like imap.firma.example': 'Bitte nur den Namen des Servers angeben, zum Beispiel imap.firma.example.',
  'must be an e-mail address': 'Bitte eine E-Mail-Adresse angeben.',
  'must be tls or starttls when there is a password: it would cross the network readable':
    'Mit Kennwort bitte TLS oder STARTTLS wählen: Sonst ginge es lesbar durchs Netz.',
  'must be tls or starttls: the password would cross the network readable':
    'Bitte TLS oder STARTTLS wählen: Sonst ginge das Kennwort lesbar durchs Netz.',
  'must be a name or an address like fritz.box or 192.168.178.1':
    'Bitte Namen oder Adresse angeben, zum Beispiel fritz.box oder 192.168.178.1.',
  'must be the user name of the IP telephone, without spaces': 'Bitte den Benutzer des IP-Telefons angeben, ohne Leerzeichen.',
  'must not contain a quotation mark': 'Das Kennwort darf kein Anführungszeichen (") enthalten.',
  'must be up to four digits': 'Bitte höchstens vier Ziffern angeben.',
  'must be the key that the button below makes': 'Bitte unten „Adresse der Seite erzeugen“ drücken.',
  'must be the internal room ID like !abc:firma.example': 'Bitte die interne Raum-ID angeben, zum Beispiel !abc:firma.example.',
  'must be one word': 'Bitte ohne Leerzeichen angeben.',
  'must be 8 to 64 letters, digits, - or _': 'Bitte 8 bis 64 Buchstaben, Ziffern, - oder _ angeben.',
  'must be an access token like tk_…': 'Bitte das Zugangstoken angeben; es beginnt mit tk_.',
  'must be a number like +491515550199 or a group like group.abc=':
    'Bitte je Zeile eine Nummer wie +491515550199 oder eine Gruppe wie group.abc= angeben.',
  'must name at least one number or group': 'Bitte mindestens eine Nummer oder Gruppe angeben.',
  'must be a Standard Webhooks secret: whsec_ and 24 to 64 bytes in base64':
    'Bitte unten „Schlüssel erzeugen“ drücken, oder einen Schlüssel angeben, der mit whsec_ beginnt.',
  'must be a web address like https://alarm.example/krisenfest':
    'Bitte eine Adresse angeben, zum Beispiel https://alarm.example/krisenfest.',
  'must be a network like 192.168.10.0/24': 'Bitte je Zeile ein Netz angeben, zum Beispiel 192.168.10.0/24.',
  'must come from the device': 'Bitte das Gerät neu anmelden.',
  'must be entered again, because the server it is sent to has changed':
    'Bitte noch einmal eingeben, weil es jetzt an einen anderen Server geht.',
  'must be set before it is switched on': 'Bitte eine PIN festlegen.',
  'must be 4 to 12 digits': 'Bitte 4 bis 12 Ziffern angeben.',
  'must name at least one number': 'Bitte mindestens eine Nummer eintragen.',
  'must be one word of 2 to 20 letters': 'Bitte ein einzelnes Wort mit 2 bis 20 Buchstaben angeben.',
  'means yes in an answer to an alert': 'Dieses Wort bestätigt schon einen Alarm. Bitte ein anderes wählen.',
  'two words are the same': 'Zwei Wörter sind gleich. Bitte eines ändern.',
  'must be later than the step before': 'Muss später sein als bei der Stufe davor.',
  'must be later than its beginning': 'Muss nach dem Beginn liegen.',
  'must not be before its beginning': 'Darf nicht vor dem Beginn liegen.',
};

/** For sentences of the library below, which nobody wrote for these forms. */
export const otherwise = 'Bitte prüfen Sie diese Angabe.';
