import type { Language } from '../../kernel/languages.ts';

/**
 * What the scan itself says (whom it asked, what it could not check and why) is kept in English, as in its contract; here is the
 * German of each sentence. `$1`, `$2`: what stood in its place. A sentence that is not here, such as one of the operating system,
 * stays as it was said.
 */
const GERMAN: readonly (readonly [RegExp, string])[] = [
  // Whom it asked.
  [/^system resolver$/, 'der Nameserver dieses Rechners'],
  [/^registry \(RDAP\)$/, 'die Registrierungsstelle (RDAP)'],
  [/^Team Cymru, through the name server$/, 'Team Cymru, über den Nameserver'],
  [/^web servers of (.+)$/, 'die Webserver von $1'],
  // What could not be checked.
  [/^everything$/, 'alles'],
  [/^the rest$/, 'der Rest'],
  [/^the rest of (.+)$/, 'der Rest von $1'],
  [/^tenant$/, 'Microsoft-365-Konto'],
  [/^registrar$/, 'Registrar'],
  [/^owners of networks at Team Cymru$/, 'Eigentümer von Netzen bei Team Cymru'],
  [/^more DNS names$/, 'weitere DNS-Namen'],
  [/^(\d+) further usual names$/, '$1 weitere übliche Namen'],
  [/^SPF record of (.+)$/, 'SPF-Eintrag von $1'],
  [/^home page$/, 'Startseite'],
  [/^one address of the home page$/, 'eine Adresse der Startseite'],
  [/^MTA-STS policy$/, 'MTA-STS-Richtlinie'],
  [/^privacy policy$/, 'Datenschutzerklärung'],
  [/^imprint$/, 'Impressum'],
  // Why.
  [/^not asked for$/, 'nicht eingeschaltet'],
  [/^not in the recording$/, 'nicht in der Aufzeichnung'],
  [/^no name server answered for this domain$/, 'kein Nameserver hat für diese Domain geantwortet'],
  [/^the domain does not exist$/, 'diese Domain gibt es nicht'],
  [/^the scan was stopped$/, 'die Prüfung wurde angehalten'],
  [/^the scan may take (\d+) seconds at most$/, 'die Prüfung darf höchstens $1 Sekunden dauern'],
  [/^the limit of (\d+) questions per scan is used up$/, 'mehr als $1 Fragen stellt eine Prüfung nicht'],
  [/^the limit of questions per scan$/, 'mehr Fragen stellt eine Prüfung nicht'],
  [/^the limit of (\d+) requests per scan$/, 'mehr als $1 Seiten ruft eine Prüfung nicht ab'],
  [/^The limit of (\d+) DNS questions is used up\.$/, 'mehr als $1 DNS-Fragen stellt eine Prüfung nicht'],
  [
    /^the answer holds more records than a scan reads; the rest is left out$/,
    'die Antwort hat mehr Einträge, als eine Prüfung liest; der Rest fehlt',
  ],
  [/^its CNAMEs lead in a circle$/, 'seine CNAME-Einträge führen im Kreis'],
  [/^more than (\d+) CNAMEs in a row$/, 'mehr als $1 CNAME-Einträge hintereinander'],
  [/^the record includes itself in a circle$/, 'der Eintrag schließt sich selbst im Kreis ein'],
  [/^there is no SPF record at this name$/, 'unter diesem Namen steht kein SPF-Eintrag'],
  [/^the record includes more than a scan follows$/, 'der Eintrag schließt mehr ein, als eine Prüfung verfolgt'],
  [/^it is larger than 2 MB; only the beginning was read$/, 'größer als 2 MB; nur der Anfang wurde gelesen'],
  [/^the home page does not link to it, and it is not at (.+)$/, 'die Startseite verlinkt sie nicht, und unter $1 ist sie nicht'],
  [/^the answer was not understood$/, 'die Antwort war nicht zu verstehen'],
  [/^no registry service is known here for this ending$/, 'für diese Endung ist hier keine Registrierungsstelle bekannt'],
  [/^the registry does not publish it$/, 'die Registrierungsstelle veröffentlicht ihn nicht'],
  [/^status (\d+)$/, 'Status $1'],
  [/^no answer$/, 'keine Antwort'],
  // What stands in the way of a connection.
  [/^(\S+) did not answer(?: over TCP)?(?: in time| within \d+ ms)\.$/, '$1 hat nicht rechtzeitig geantwortet'],
  [/^(\S+) answers (\w+) for (\S+) (\w+)\.$/, '$1 antwortet auf $4 $3 mit $2'],
  [/^(\S+) answers (?:with packets that are|over TCP with something that is) not DNS\.$/, '$1 antwortet mit etwas, das kein DNS ist'],
  [/^This machine knows no name server\.$/, 'dieser Rechner kennt keinen Nameserver'],
  [/^The name (\S+) has no address\.$/, 'der Name $1 hat keine Adresse'],
  [/^The name (\S+) could not be resolved\.$/, 'der Name $1 ließ sich nicht auflösen'],
  [/^(\S+) cannot be asked for: it is not a valid DNS name\.$/, '$1 ist kein gültiger DNS-Name'],
  [/^(\S+) refuses the connection\.$/, '$1 lehnt die Verbindung ab'],
  [/^(\S+) cannot be reached from here \((\w+)\)\.$/, '$1 ist von hier nicht zu erreichen ($2)'],
  [/^(\S+) closed the connection .+\.$/, '$1 hat die Verbindung vorzeitig geschlossen'],
  [/^The encrypted connection to (\S+) could not be set up(?: \((\w+)\))?\.$/, 'die verschlüsselte Verbindung zu $1 kam nicht zustande'],
  [/^The certificate of (\S+) has expired\.$/, 'das Zertifikat von $1 ist abgelaufen'],
  [/^The certificate of (\S+) is not valid yet\.$/, 'das Zertifikat von $1 gilt noch nicht'],
  [/^The certificate of (\S+) is made out to other names \((.+)\)\.$/, 'das Zertifikat von $1 ist auf andere Namen ausgestellt ($2)'],
  [
    /^The certificate of (\S+) is not signed by an authority known here \((\w+)\)\.$/,
    'das Zertifikat von $1 stammt von keiner hier bekannten Stelle ($2)',
  ],
  [/^(\S+) redirects more than (\d+) times\.$/, '$1 leitet mehr als $2-mal weiter'],
  [/^(\S+) sends .*more than (\d+) bytes\.$/, '$1 sendet mehr als $2 Byte'],
  [
    /^(\S+(?: \(\S+\))?) belongs to a private network(?: \(ULA\))?; no connection is made\.$/,
    '$1 gehört zu einem privaten Netz; keine Verbindung',
  ],
  [
    /^(\S+(?: \(\S+\))?) means (?:this machine itself|"this machine"); no connection is made\.$/,
    '$1 ist dieser Rechner selbst; keine Verbindung',
  ],
  [
    /^(\S+(?: \(\S+\))?) is only valid on the local line; no connection is made\.$/,
    '$1 gilt nur auf der eigenen Leitung; keine Verbindung',
  ],
  [
    /^(\S+(?: \(\S+\))?) belongs to the metadata service of a cloud; no connection is made\.$/,
    '$1 gehört zum Metadatendienst einer Cloud; keine Verbindung',
  ],
  [
    /^(\S+(?: \(\S+\))?) is reserved for documentation and leads nowhere; no connection is made\.$/,
    '$1 ist für Beispiele reserviert; keine Verbindung',
  ],
  [/^(\S+(?: \(\S+\))?) .+; no connection is made\.$/, '$1 ist keine Adresse des offenen Internets; keine Verbindung'],
  // Whose networks there are.
  [
    /^Owners of the networks named in the catalogue, as of (\d{4}-\d\d-\d\d)\.$/,
    'Eigentümer der Netze, die im Verzeichnis stehen, Stand $1.',
  ],
  [/^Made from (.+)\. Merged, everything else left out\.$/, 'Nach $1. Zusammengefasst, alles andere weggelassen.'],
  [
    /^The publisher warns of errors in this set: .+$/,
    'Der Herausgeber warnt vor Fehlern: Die Tabelle sagt, wer ein Netz ankündigt, nicht, wo es steht oder wofür es dient.',
  ],
];
/** `https://firma.example/: status 500`: a page and why it could not be read. */
const PAGE = /^(https?:\/\/\S+): (.+)$/;

/** A sentence of the scan in the language of the reader. */
export function toldIn(language: Language, sentence: string): string {
  if (language === 'en') return sentence;
  const [, page, why] = PAGE.exec(sentence) ?? [];
  if (page !== undefined && why !== undefined) return `${page}: ${toldIn(language, why)}`;
  const known = GERMAN.find(([pattern]) => pattern.test(sentence));
  return known ? sentence.replace(known[0], known[1]) : sentence;
}
