/** What the server says of a setting, in German: the sentences are the contract's and the probes'. */
export const de: Readonly<Record<string, string>> = {
  'needs a name': 'Bitte geben Sie einen Namen an.',
  'must not be longer than the interval': 'Das darf nicht länger sein als der Abstand zwischen zwei Prüfungen.',
  'is not in the inventory': 'Diese Ressource gibt es im Inventar nicht mehr.',
  'must be a web address like https://www.muehlhaus.example/':
    'Bitte eine vollständige Adresse angeben, zum Beispiel https://www.muehlhaus.example/',
  'must be a web address': 'Bitte eine vollständige Adresse angeben.',
  'must not carry a user name or password': 'Die Adresse darf keinen Benutzernamen und kein Kennwort enthalten.',
  'must be HTTP status numbers like 200-299, 401': 'Bitte HTTP-Status als Zahlen angeben, zum Beispiel 200-299, 401',
  'must be a JSON pointer like /status or /queue/0/length': 'Bitte den Weg zum Wert mit / am Anfang angeben, zum Beispiel /status',
  'is needed when a value of the answer is looked at': 'Bitte den erwarteten Wert angeben.',
  'must be a number like 95 or 0.5': 'Bitte eine Zahl angeben, zum Beispiel 95 oder 0.5.',
  'is needed when a redirect is expected': 'Bitte das Ziel der Weiterleitung angeben.',
  'must be a name like mail.muehlhaus.example or an IP address':
    'Bitte einen Namen wie mail.muehlhaus.example oder eine IP-Adresse angeben.',
  'must be between 1 and 65535': 'Bitte eine Zahl von 1 bis 65535 angeben.',
  'must be an IP address, with :PORT where it is not 53': 'Bitte die IP-Adresse des Nameservers angeben, mit :PORT, wenn er nicht 53 ist.',
  'must be names like ns1.muehlhaus.example, one a line': 'Bitte Namen wie ns1.muehlhaus.example angeben, je Zeile einen.',
  'must be IP addresses, one a line, with :PORT where it is not 53':
    'Bitte IP-Adressen angeben, je Zeile eine, mit :PORT, wenn er nicht 53 ist.',
  'must be at most 20 lines': 'Bitte höchstens 20 Zeilen angeben.',
  'must be the domain itself, like muehlhaus.example': 'Bitte die Domain selbst angeben, ohne „www.“, zum Beispiel muehlhaus.example',
  'must be a date like 2027-03-31': 'Bitte ein Datum in der Form 2027-03-31 angeben.',
  'must be at least 60 minutes for this kind of check': 'Diese Art von Prüfung darf höchstens einmal in der Stunde nachsehen.',
  'must be a web address like https://rdap.registry.example/': 'Bitte eine Adresse wie https://rdap.registry.example/ angeben.',
  'must be entered again, because the server it is sent to has changed':
    'Bitte noch einmal eingeben, weil es jetzt an einen anderen Server geht.',
  'must be numbers with dots, like 1.3.6.1.2.1.1.3.0': 'Bitte Zahlen mit Punkten angeben, zum Beispiel 1.3.6.1.2.1.1.3.0',
  'must have at least 8 characters': 'Bitte mindestens 8 Zeichen angeben.',
  'must be between 0 and 100': 'Bitte eine Zahl von 0 bis 100 angeben.',
  'must be between 0 and 365': 'Bitte eine Zahl von 0 bis 365 angeben.',
  'is needed here': 'Bitte ausfüllen.',
  'The window ends before it begins.': 'Das Ende liegt vor dem Beginn.',
  'Start and end are the same.': 'Beginn und Ende sind gleich.',
  'must be the name of an interface like eth1': 'Bitte den Namen eines Netzwerkanschlusses angeben, zum Beispiel eth1.',
  'must be an IP address of this machine': 'Bitte eine IP-Adresse dieses Rechners angeben.',
  'cannot be chosen for this kind of check': 'Diese Art von Prüfung kann nicht über eine bestimmte Leitung gehen.',
  'must be a line that is there': 'Diese Leitung gibt es nicht mehr.',
  'must be a path of this machine that begins with /': 'Bitte einen Ordner dieses Rechners angeben, der mit / beginnt.',
  'must be between 1 MB and 100 GB': 'Bitte eine Zahl von 1 bis 100.000 angeben.',
  'must be between 1 and 720 minutes': 'Bitte eine Zahl von 1 bis 720 angeben.',
  'must not be more than 20 folders': 'Bitte höchstens 20 Ordner angeben.',
  'must be other checks': 'Eine Prüfung kann nicht vor sich selbst liegen.',
  'must be checks that are there': 'Diese Prüfung gibt es nicht mehr.',
  'must not be more than 50 checks': 'Bitte höchstens 50 Prüfungen auswählen.',
  'choose at least one check': 'Bitte mindestens eine Prüfung auswählen.',
};

/** For sentences of the library below, which nobody wrote for these forms. */
export const otherwise = 'Bitte prüfen Sie diese Angabe.';
