import { instant } from '../../kernel/instant.ts';
import type { Language } from '../../kernel/languages.ts';
import { dateText, dateTimeText } from '../../kernel/wording.ts';
import type { DomainDetail, ServerFault } from './domaindetail.ts';

const GERMAN_FAULTS: Readonly<Record<ServerFault, string>> = {
  silent: 'antwortet nicht',
  refuses: 'verweigert die Auskunft',
  'not-authoritative': 'führt die Zone nicht selbst',
  'no-zone': 'kennt die Zone nicht',
  'no-address': 'hat keine Adresse',
};
const ENGLISH_FAULTS: Readonly<Record<ServerFault, string>> = {
  silent: 'does not answer',
  refuses: 'refuses to answer',
  'not-authoritative': 'does not keep the zone itself',
  'no-zone': 'does not know the zone',
  'no-address': 'has no address',
};

const days = (count: number, language: Language): string =>
  language === 'de' ? `${count} ${count === 1 ? 'Tag' : 'Tagen'}` : `${count} ${count === 1 ? 'day' : 'days'}`;

function german(detail: DomainDetail, zone: string): string {
  const date = (at: number) => dateText(instant(at), zone, 'de');
  switch (detail.code) {
    case 'zone-fine': {
      const all = detail.servers === 1 ? 'der Nameserver antwortet' : `alle ${detail.servers} Nameserver antworten mit demselben Stand`;
      return `${all} (Seriennummer ${detail.serial})${detail.signedUntil === null ? ', nicht mit DNSSEC signiert' : `, Signatur gültig bis ${dateTimeText(instant(detail.signedUntil), zone, 'de')}`}`;
    }
    case 'zone-none':
      return `unter ${detail.name} gibt es keine eigene Zone: bitte die Domain selbst angeben, ohne „www.“ davor`;
    case 'zone-servers':
      return `${detail.faults.map(({ server, fault }) => `${server} ${GERMAN_FAULTS[fault]}`).join(', ')}: ${
        detail.answering === 0
          ? 'kein Nameserver gibt Auskunft, die Domain ist nicht zu erreichen'
          : detail.answering === 1
            ? 'nur noch ein Nameserver ist in Ordnung; bitte beim Betreiber melden oder den Eintrag entfernen'
            : `noch ${detail.answering} Nameserver sind in Ordnung; bitte beim Betreiber melden oder den Eintrag entfernen`
      }`;
    case 'zone-serials':
      return `die Nameserver haben verschiedene Stände (${detail.serials.map(({ server, serial }) => `${server}: ${serial}`).join(', ')}): der ältere holt Änderungen nicht ab; Zonentransfer prüfen`;
    case 'zone-ns-different':
      return `zuständig sind ${detail.found.join(', ')}, erwartet sind ${detail.expected.join(', ')}: Haben Sie die Nameserver nicht selbst geändert, rufen Sie sofort Ihren Registrar an`;
    case 'dnssec-missing':
      return `${detail.server} liefert keine Signatur (DNSSEC): Signierung dort einschalten oder den DS-Eintrag beim Registrar entfernen`;
    case 'dnssec-no-ds':
      return 'die Zone ist signiert, aber beim Registrar fehlt der DS-Eintrag: So prüft niemand die Signatur; bitte dort eintragen';
    case 'dnssec-ds-different':
      return 'der DS-Eintrag beim Registrar passt zu keinem Schlüssel der Zone: Prüfende Namensdienste erreichen die Domain nicht; DS-Eintrag beim Registrar erneuern';
    case 'dnssec-wrong':
      return `die Signatur über ${detail.covers} auf ${detail.server} ist falsch: Zone neu signieren lassen`;
    case 'dnssec-expired':
      return `die Signatur auf ${detail.server} ist am ${dateTimeText(instant(detail.until), zone, 'de')} abgelaufen: Zone neu signieren lassen`;
    case 'dnssec-not-yet':
      return `die Signatur auf ${detail.server} gilt erst ab ${dateTimeText(instant(detail.from), zone, 'de')}: Uhr des Nameservers prüfen`;
    case 'dnssec-expires':
      return `die Signatur läuft am ${date(detail.until)} ab, in ${days(detail.days, 'de')}: Erneuert der Nameserver sie nicht mehr von selbst?`;
    case 'domain-registered':
      return `registriert bis ${date(detail.until)}, noch ${detail.days === 1 ? '1 Tag' : `${detail.days} Tage`}${detail.source === 'hand' ? ' (von Hand eingetragen)' : ''}`;
    case 'domain-expires':
      return `die Registrierung endet am ${date(detail.until)}, in ${days(detail.days, 'de')}${detail.source === 'hand' ? ' (von Hand eingetragen)' : ''}: Verlängerung und Zahlungsweg beim Registrar prüfen`;
    case 'domain-expired':
      return `die Registrierung ist am ${date(detail.until)} abgelaufen: sofort beim Registrar verlängern, bevor ein anderer die Domain bekommt`;
    case 'domain-date-passed':
      return `das von Hand eingetragene Datum (${date(detail.until)}) ist vorbei: nachsehen, ob verlängert ist, und das neue Datum eintragen`;
    case 'domain-free':
      return `die Domain ist nicht registriert (${detail.registry}): Schreibweise prüfen; stimmt sie, sofort den Registrar anrufen`;
    case 'domain-ending':
      return `die Domain ist zur Löschung vorgesehen (${detail.status}): sofort beim Registrar wiederherstellen lassen`;
    case 'domain-held':
      return `die Domain ist gesperrt (${detail.status}) und deshalb nicht zu erreichen: beim Registrar nach dem Grund fragen, oft eine offene Rechnung oder eine unbestätigte E-Mail-Adresse`;
    case 'domain-not-told':
      return `unbekannt, denn die Registrierungsstelle (${detail.registry}) nennt keinen Ablauf: bitte das Datum aus Vertrag oder Rechnung des Registrars von Hand eintragen, dann wird dieses überwacht`;
    case 'domain-no-registry':
      return `unbekannt, denn für die Endung .${detail.ending} gibt keine Stelle Auskunft (RDAP): bitte das Datum aus Vertrag oder Rechnung des Registrars von Hand eintragen, dann wird dieses überwacht`;
    case 'registry-no-answer':
      return `die Registrierungsstelle (${detail.registry}) gibt gerade keine Auskunft (${detail.says}); über die Domain sagt das nichts`;
  }
}

function english(detail: DomainDetail, zone: string): string {
  const date = (at: number) => dateText(instant(at), zone, 'en');
  switch (detail.code) {
    case 'zone-fine': {
      const all = detail.servers === 1 ? 'the name server answers' : `all ${detail.servers} name servers answer with the same version`;
      return `${all} (serial ${detail.serial})${detail.signedUntil === null ? ', not signed with DNSSEC' : `, signature valid until ${dateTimeText(instant(detail.signedUntil), zone, 'en')}`}`;
    }
    case 'zone-none':
      return `${detail.name} has no zone of its own: please give the domain itself, without "www." in front`;
    case 'zone-servers':
      return `${detail.faults.map(({ server, fault }) => `${server} ${ENGLISH_FAULTS[fault]}`).join(', ')}: ${
        detail.answering === 0
          ? 'no name server answers, the domain cannot be reached'
          : detail.answering === 1
            ? 'only one name server is fine; tell who runs it, or remove the entry'
            : `${detail.answering} name servers are fine; tell who runs it, or remove the entry`
      }`;
    case 'zone-serials':
      return `the name servers have different versions (${detail.serials.map(({ server, serial }) => `${server}: ${serial}`).join(', ')}): the older one does not fetch changes; check the zone transfer`;
    case 'zone-ns-different':
      return `in charge are ${detail.found.join(', ')}, expected are ${detail.expected.join(', ')}: if you have not changed the name servers yourself, call your registrar at once`;
    case 'dnssec-missing':
      return `${detail.server} gives no signature (DNSSEC): switch signing on there, or remove the DS record at the registrar`;
    case 'dnssec-no-ds':
      return 'the zone is signed, but the DS record is missing at the registrar: so nobody checks the signature; please enter it there';
    case 'dnssec-ds-different':
      return 'the DS record at the registrar fits no key of the zone: checking resolvers cannot reach the domain; renew the DS record at the registrar';
    case 'dnssec-wrong':
      return `the signature over ${detail.covers} on ${detail.server} is wrong: have the zone signed anew`;
    case 'dnssec-expired':
      return `the signature on ${detail.server} expired on ${dateTimeText(instant(detail.until), zone, 'en')}: have the zone signed anew`;
    case 'dnssec-not-yet':
      return `the signature on ${detail.server} is valid only from ${dateTimeText(instant(detail.from), zone, 'en')}: check the clock of the name server`;
    case 'dnssec-expires':
      return `the signature expires on ${date(detail.until)}, in ${days(detail.days, 'en')}: does the name server no longer renew it by itself?`;
    case 'domain-registered':
      return `registered until ${date(detail.until)}, ${days(detail.days, 'en')} left${detail.source === 'hand' ? ' (entered by hand)' : ''}`;
    case 'domain-expires':
      return `the registration ends on ${date(detail.until)}, in ${days(detail.days, 'en')}${detail.source === 'hand' ? ' (entered by hand)' : ''}: check renewal and payment at the registrar`;
    case 'domain-expired':
      return `the registration expired on ${date(detail.until)}: renew it at the registrar at once, before somebody else gets the domain`;
    case 'domain-date-passed':
      return `the date entered by hand (${date(detail.until)}) is over: look whether it was renewed, and enter the new date`;
    case 'domain-free':
      return `the domain is not registered (${detail.registry}): check the spelling; if it is right, call the registrar at once`;
    case 'domain-ending':
      return `the domain is about to be deleted (${detail.status}): have it restored by the registrar at once`;
    case 'domain-held':
      return `the domain is on hold (${detail.status}) and cannot be reached for that: ask the registrar why, often an open bill or an e-mail address that was not confirmed`;
    case 'domain-not-told':
      return `unknown, for the registry (${detail.registry}) does not tell when it ends: please enter the date from the registrar's contract or bill by hand, then that one is watched`;
    case 'domain-no-registry':
      return `unknown, for nobody answers for the ending .${detail.ending} (RDAP): please enter the date from the registrar's contract or bill by hand, then that one is watched`;
    case 'registry-no-answer':
      return `the registry (${detail.registry}) does not answer at present (${detail.says}); that says nothing about the domain`;
  }
}

export const sayDomainDetail = (detail: DomainDetail, language: Language, zone: string): string =>
  language === 'de' ? german(detail, zone) : english(detail, zone);
