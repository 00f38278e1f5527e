/** What the contract says of what stands on every page, in German. */
export const de: Readonly<Record<string, string>> = {
  'must be an address like https://www.firma.example/': 'Bitte eine Adresse wie https://www.firma.example/ angeben.',
  'must be a phone number like 0431 555 0199': 'Bitte eine Rufnummer angeben, zum Beispiel 0431 555 0199.',
  'needs a phone number or an e-mail address': 'Bitte eine Rufnummer oder eine E-Mail-Adresse angeben.',
  'must be one line': 'Bitte alles in eine Zeile schreiben.',
  'holds characters that have no place on a page': 'Bitte Sonderzeichen entfernen, die auf einer Seite nichts zu suchen haben.',
};

/** For sentences of the library below, which nobody wrote for this form. */
export const otherwise = 'Bitte prüfen Sie diese Angabe.';
