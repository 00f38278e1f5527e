/** What the contract says of a setting of the emergency website, in German. */
export const de: Readonly<Record<string, string>> = {
  'must be a host name like www.firma.example (umlauts as xn--…)':
    'Bitte nur den Namen angeben, zum Beispiel www.firma.example, ohne https:// (Umlaute als xn--…).',
  'must be an origin like http://127.0.0.1:8080, without a path':
    'Bitte eine Adresse wie http://127.0.0.1:8080 angeben, ohne / und Weg dahinter.',
  'must be small letters, digits and dashes': 'Bitte nur kleine Buchstaben, Ziffern und Bindestriche.',
  'must be an absolute path of letters, digits and . _ - @, like /var/lib/krisenfest/switch/firma.on':
    'Bitte den ganzen Pfad angeben, ohne Leerzeichen und Umlaute, zum Beispiel /var/lib/krisenfest/switch/firma.on.',
  'must not hold . or .. as a part': 'Bitte den Pfad ohne .. angeben.',
};

/** For sentences of the library below, which nobody wrote for this form. */
export const otherwise = 'Bitte prüfen Sie diese Angabe.';
