import type { Failure, Fault, Reason, Subject } from './notchecked.ts';
import { toldIn } from './told.texts.ts';

const faultsDe: Readonly<Record<Fault, string>> = {
  'bad-url': 'das ist keine Adresse, die sich aufrufen lässt',
  'dns-failed': 'der Name lässt sich nicht auflösen: Er hat keine Adresse, oder der Nameserver gibt keine brauchbare Antwort',
  'refused-address': 'die Adresse liegt nicht im öffentlichen Netz; dort fragt die Prüfung nie',
  'connect-refused': 'der Server lehnt die Verbindung ab',
  unreachable: 'der Server ist von hier nicht zu erreichen',
  timeout: 'keine Antwort in der vorgesehenen Zeit',
  aborted: 'abgebrochen, bevor die Antwort da war',
  'tls-expired': 'das Zertifikat ist abgelaufen oder noch nicht gültig',
  'tls-name-mismatch': 'das Zertifikat gilt nicht für diesen Namen',
  'tls-untrusted': 'das Zertifikat kommt von keiner anerkannten Stelle',
  'tls-failed': 'die verschlüsselte Verbindung kam nicht zustande',
  'too-large': 'die Antwort ist zu groß',
  'too-many-redirects': 'zu viele Weiterleitungen',
  'bad-answer': 'die Antwort ist nicht zu verstehen',
  closed: 'der Server hat die Verbindung mitten in der Antwort beendet',
};

const failureDe = (why: Failure): string => {
  switch (why.code) {
    case 'no-connection':
      return faultsDe[why.fault];
    case 'status':
      return `der Server antwortet mit Status ${why.status}`;
    case 'no-answer':
      return 'keine Antwort';
    case 'not-in-recording':
      return 'steht nicht in der Aufzeichnung';
    case 'as-written':
      return toldIn('de', why.text);
  }
};

const failureEn = (why: Failure): string => {
  switch (why.code) {
    case 'no-connection':
      return why.said;
    case 'status':
      return `status ${why.status}`;
    case 'no-answer':
      return 'no answer';
    case 'not-in-recording':
      return 'not in the recording';
    case 'as-written':
      return why.text;
  }
};

export const de = {
  what: (what: Subject): string => {
    switch (what.code) {
      case 'everything':
        return 'alles';
      case 'dns':
        return 'DNS';
      case 'dns-record':
        return `DNS ${what.type} ${what.name}`;
      case 'dns-name':
        return `DNS ${what.name}`;
      case 'more-names':
        return 'weitere Namen im DNS';
      case 'usual-names':
        return what.count === 1 ? 'ein weiterer üblicher Name' : `${what.count} weitere übliche Namen`;
      case 'spf':
        return `SPF-Eintrag von ${what.domain}`;
      case 'home-page':
        return 'Startseite';
      case 'home-address':
        return 'eine Adresse der Startseite';
      case 'mta-sts':
        return 'MTA-STS-Richtlinie';
      case 'privacy':
        return 'Datenschutzerklärung';
      case 'imprint':
        return 'Impressum';
      case 'page':
        return what.url;
      case 'rest-of-page':
        return `der Rest von ${what.url}`;
      case 'tenant':
        return 'Microsoft-365-Konto zur Domain';
      case 'registrar':
        return 'Registrar';
      case 'network-owners':
        return 'Eigentümer der Netze bei Team Cymru';
      case 'rest':
        return 'der Rest';
      case 'as-written':
        return toldIn('de', what.text);
    }
  },
  why: (why: Reason): string => {
    switch (why.code) {
      case 'at-address':
        return `${why.url}: ${failureDe(why.failure)}`;
      case 'no-domain':
        return 'die Domain gibt es nicht';
      case 'nobody-answered':
        return 'kein Nameserver hat zu dieser Domain geantwortet';
      case 'questions-used-up':
        return `die Grenze von ${why.most} Fragen je Prüfung ist erreicht`;
      case 'questions-limited':
        return 'die Zahl der Fragen je Prüfung ist begrenzt';
      case 'requests-limited':
        return `die Grenze von ${why.most} Seitenaufrufen je Prüfung ist erreicht`;
      case 'too-large':
        return 'größer als 2 MB; nur der Anfang wurde gelesen';
      case 'too-many-records':
        return 'die Antwort enthält mehr Einträge, als eine Prüfung liest; der Rest ist weggelassen';
      case 'cname-circle':
        return 'die Verweise (CNAME) führen im Kreis';
      case 'cname-chain':
        return `mehr als ${why.most} Verweise (CNAME) hintereinander`;
      case 'spf-circle':
        return 'der Eintrag bindet sich selbst im Kreis ein';
      case 'spf-missing':
        return 'unter diesem Namen steht kein SPF-Eintrag';
      case 'spf-too-deep':
        return 'der Eintrag bindet mehr ein, als eine Prüfung verfolgt';
      case 'spf-several':
        return `${why.count} Einträge, wo nur einer stehen darf (RFC 7208): SPF schlägt damit fehl; gelesen wurden die Absender aller`;
      case 'not-linked':
        return `auf der Startseite steht kein Link dorthin, und unter ${why.usual} ist nichts zu finden`;
      case 'not-asked-for':
        return 'nicht eingeschaltet';
      case 'not-understood':
        return 'die Antwort war nicht zu verstehen';
      case 'no-registry':
        return 'für diese Endung ist hier keine Registrierungsstelle bekannt';
      case 'not-published':
        return 'die Registrierungsstelle veröffentlicht es nicht';
      case 'stopped':
        return 'die Prüfung wurde abgebrochen';
      case 'time-over':
        return `eine Prüfung darf höchstens ${String(why.seconds).replace('.', ',')} Sekunden dauern`;
      default:
        return failureDe(why);
    }
  },
};

/** The sentences of `krisenfest discover` (contracts/cli.md); two scans are compared by them, too. */
export const en = {
  what: (what: Subject): string => {
    switch (what.code) {
      case 'everything':
        return 'everything';
      case 'dns':
        return 'DNS';
      case 'dns-record':
        return `DNS ${what.type} ${what.name}`;
      case 'dns-name':
        return `DNS ${what.name}`;
      case 'more-names':
        return 'more DNS names';
      case 'usual-names':
        return `${what.count} further usual names`;
      case 'spf':
        return `SPF record of ${what.domain}`;
      case 'home-page':
        return 'home page';
      case 'home-address':
        return 'one address of the home page';
      case 'mta-sts':
        return 'MTA-STS policy';
      case 'privacy':
        return 'privacy policy';
      case 'imprint':
        return 'imprint';
      case 'page':
        return what.url;
      case 'rest-of-page':
        return `the rest of ${what.url}`;
      case 'tenant':
        return 'tenant';
      case 'registrar':
        return 'registrar';
      case 'network-owners':
        return 'owners of networks at Team Cymru';
      case 'rest':
        return 'the rest';
      case 'as-written':
        return what.text;
    }
  },
  why: (why: Reason): string => {
    switch (why.code) {
      case 'at-address':
        return `${why.url}: ${failureEn(why.failure)}`;
      case 'no-domain':
        return 'the domain does not exist';
      case 'nobody-answered':
        return 'no name server answered for this domain';
      case 'questions-used-up':
        return `the limit of ${why.most} questions per scan is used up`;
      case 'questions-limited':
        return 'the limit of questions per scan';
      case 'requests-limited':
        return `the limit of ${why.most} requests per scan`;
      case 'too-large':
        return 'it is larger than 2 MB; only the beginning was read';
      case 'too-many-records':
        return 'the answer holds more records than a scan reads; the rest is left out';
      case 'cname-circle':
        return 'its CNAMEs lead in a circle';
      case 'cname-chain':
        return `more than ${why.most} CNAMEs in a row`;
      case 'spf-circle':
        return 'the record includes itself in a circle';
      case 'spf-missing':
        return 'there is no SPF record at this name';
      case 'spf-too-deep':
        return 'the record includes more than a scan follows';
      case 'spf-several':
        return `${why.count} records where only one may stand (RFC 7208): SPF fails with them; the senders of all were read`;
      case 'not-linked':
        return `the home page does not link to it, and it is not at ${why.usual}`;
      case 'not-asked-for':
        return 'not asked for';
      case 'not-understood':
        return 'the answer was not understood';
      case 'no-registry':
        return 'no registry service is known here for this ending';
      case 'not-published':
        return 'the registry does not publish it';
      case 'stopped':
        return 'the scan was stopped';
      case 'time-over':
        return `the scan may take ${why.seconds} seconds at most`;
      default:
        return failureEn(why);
    }
  },
} satisfies typeof de;
