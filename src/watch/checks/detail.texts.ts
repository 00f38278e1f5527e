import { instant } from '../../kernel/instant.ts';
import type { Language } from '../../kernel/languages.ts';
import { bytesText, dateText, dateTimeText } from '../../kernel/wording.ts';
import { sayDeviceDetail } from './devicedetail.texts.ts';
import { isDeviceDetail } from './devicedetail.ts';
import { sayDomainDetail } from './domaindetail.texts.ts';
import { sayMailDetail } from './maildetail.texts.ts';
import { isMailDetail } from './maildetail.ts';
import type { Detail } from './observation.ts';
import { sayScriptDetail } from './scriptresult.texts.ts';
import { isScriptDetail } from './scriptresult.ts';

const list = (values: readonly string[]): string => values.slice(0, 5).join(', ') + (values.length > 5 ? ' …' : '');
const seconds = (ms: number, language: Language): string =>
  `${(ms / 1000).toLocaleString(language === 'de' ? 'de-DE' : 'en-GB', { maximumFractionDigits: 1 })} s`;

const HINTS = {
  smtp: { de: ' (der Server zum Absenden)', en: ' (the server for sending)' },
  imap: { de: ' (der Server des Postfachs)', en: ' (the server of the mailbox)' },
  snmp: {
    de: ': Adresse prüfen, und ob SNMP am Gerät eingeschaltet und von diesem Rechner aus erlaubt ist',
    en: ': check the address, and whether SNMP is switched on at the device and allowed from this machine',
  },
  'snmp-community': {
    de: ': Community und Adresse prüfen, und ob SNMP am Gerät eingeschaltet und von diesem Rechner aus erlaubt ist (eine falsche Community beantwortet ein Gerät nicht)',
    en: ': check community and address, and whether SNMP is switched on at the device and allowed from this machine (a device does not answer a wrong community)',
  },
} as const;

/** `80 %, noch 25 min`: what a battery says of itself; empty when it says nothing. */
function battery({ charge, runtimeMs }: { charge: number | null; runtimeMs: number | null }, language: Language): string {
  const left = runtimeMs === null ? null : `${Math.floor(runtimeMs / 60_000)} min`;
  const parts = [charge === null ? null : `${charge} %`, left === null ? null : language === 'de' ? `noch ${left}` : `${left} left`];
  const said = parts.filter((part) => part !== null).join(', ');
  return said === '' ? '' : ` (${said})`;
}

function german(detail: Detail, zone: string): string {
  switch (detail.code) {
    case 'http-ok':
      return `antwortet (HTTP ${detail.status})`;
    case 'redirects-as-wanted':
      return `leitet weiter nach ${detail.to}`;
    case 'echo-answered':
      return 'ist da';
    case 'json-different':
      return detail.found === null
        ? `in der Antwort fehlt ${detail.at || 'der Wert'}`
        : `${detail.at || 'der Wert'} ist ${detail.found}, erwartet ist ${detail.expected}`;
    case 'port-open':
      return 'nimmt Verbindungen an';
    case 'dns-found':
      return `Eintrag vorhanden: ${list(detail.values)}`;
    case 'certificate-valid':
      return `Zertifikat gültig bis ${dateText(instant(detail.until), zone, 'de')} (${detail.issuer})`;
    case 'certificate-expires':
      return `Zertifikat läuft am ${dateText(instant(detail.until), zone, 'de')} ab (${detail.issuer})`;
    case 'http-status':
      return `antwortet mit HTTP ${detail.status}, erwartet ist ${detail.expected}`;
    case 'text-missing':
      return `der Text „${detail.text}“ fehlt auf der Seite`;
    case 'redirected':
      return detail.expected === null
        ? `leitet weiter nach ${detail.to}, das soll sie nicht`
        : `leitet weiter nach ${detail.to} statt nach ${detail.expected}`;
    case 'too-many-redirects':
      return 'leitet immer wieder weiter';
    case 'certificate-expired':
      return detail.until === null
        ? 'das Zertifikat gilt zurzeit nicht'
        : `das Zertifikat ist am ${dateText(instant(detail.until), zone, 'de')} abgelaufen`;
    case 'certificate-name':
      return `das Zertifikat gilt für andere Namen (${list(detail.names)})`;
    case 'certificate-untrusted':
      return `dem Zertifikat ist nicht zu trauen (${detail.problem})`;
    case 'tls-failed':
      return 'die Verschlüsselung kommt nicht zustande';
    case 'refused':
      return 'weist die Verbindung ab';
    case 'unreachable':
      return 'ist im Netz nicht zu erreichen';
    case 'timeout':
      return `antwortet nicht innerhalb von ${seconds(detail.afterMs, 'de')}${detail.hint === undefined ? '' : HINTS[detail.hint].de}`;
    case 'closed':
      return 'bricht die Verbindung ab';
    case 'bad-answer':
      return `antwortet nicht so, wie es das Protokoll verlangt (${detail.says})`;
    case 'name-not-found':
      return `den Namen ${detail.name} gibt es nicht`;
    case 'name-broken':
      return `der Name ${detail.name} ist nicht aufzulösen, andere Namen schon`;
    case 'dns-missing':
      return `der Eintrag fehlt (${detail.rcode})`;
    case 'dns-different':
      return `der Eintrag lautet ${list(detail.values)}, erwartet ist ${detail.expected}`;
    case 'dns-refused':
      return 'der Nameserver ist nicht zu erreichen oder verweigert die Auskunft';
    case 'server-greets':
      return 'begrüßt uns, wie er soll';
    case 'ups-online':
      return `Netzstrom da, Batterie in Ordnung${battery(detail, 'de')}`;
    case 'ups-battery-weak':
      return `Netzstrom da, aber die Batterie ist schwach${battery(detail, 'de')}`;
    case 'ups-battery-old':
      return 'Netzstrom da, aber die Batterie muss ersetzt werden';
    case 'server-refuses':
      return `weist uns ab (${detail.says})`;
    case 'starttls-missing':
      return 'bietet keine Verschlüsselung an (STARTTLS fehlt)';
    case 'ups-on-battery':
      return `Stromausfall, läuft auf Batterie${battery(detail, 'de')}`;
    case 'ups-battery-low':
      return `Stromausfall, die Batterie ist gleich leer${battery(detail, 'de')}`;
    case 'ups-off':
      return 'ist ausgeschaltet';
    case 'ups-silent':
      return 'meldet sich bei ihrem Rechner nicht: Kabel und Treiber prüfen';
    case 'ups-unknown':
      return `eine USV namens ${detail.name} kennt dieser Rechner nicht`;
    case 'heartbeat-came':
      return `hat sich gemeldet, zuletzt ${dateTimeText(instant(detail.at), zone, 'de')}`;
    case 'heartbeat-late':
      return `verspätet sich, erwartet war ${dateTimeText(instant(detail.expectedAt), zone, 'de')}`;
    case 'heartbeat-missed':
      return `hat sich nicht gemeldet, erwartet war ${dateTimeText(instant(detail.expectedAt), zone, 'de')}${detail.lastAt === null ? '' : `, zuletzt ${dateTimeText(instant(detail.lastAt), zone, 'de')}`}`;
    case 'heartbeat-failed':
      return `meldet einen Fehler${detail.says === '' ? '' : ` (${detail.says})`}`;
    case 'heartbeat-too-long':
      return `läuft seit ${dateTimeText(instant(detail.since), zone, 'de')}, länger als ${Math.round(detail.mostMs / 60_000)} min`;
    case 'heartbeat-waiting':
      return detail.expectedAt === null
        ? 'hat sich noch nie gemeldet'
        : `hat sich noch nie gemeldet, erwartet bis ${dateTimeText(instant(detail.expectedAt), zone, 'de')}`;
    case 'backup-fresh':
      return `neueste Sicherung vom ${dateTimeText(instant(detail.at), zone, 'de')}${detail.bytes === null ? '' : `, ${bytesText(detail.bytes, 'de')}`}`;
    case 'backup-none':
      return 'es liegt keine Sicherung da';
    case 'backup-old':
      return `die neueste Sicherung ist vom ${dateTimeText(instant(detail.at), zone, 'de')} und damit zu alt`;
    case 'backup-grown':
      return `die neueste Sicherung hat ${bytesText(detail.added, 'de')} neu geschrieben, ${detail.percent} % des Repositorys: wurden Dateien verschlüsselt, oder kam wirklich so viel dazu?`;
    case 'backup-small':
      return `die neueste Sicherung ist mit ${bytesText(detail.bytes, 'de')} zu klein (${detail.name})`;
    case 'backup-from-future':
      return `die neueste Sicherung trägt ein Datum in der Zukunft (${dateTimeText(instant(detail.at), zone, 'de')}): die Uhr dort geht falsch`;
    case 'folder-unread':
      return `der Ordner lässt sich nicht lesen (${detail.says}): gibt es ihn, ist er eingebunden?`;
    case 'repository-unread':
      return `das Repository lässt sich nicht lesen (${detail.says})`;
    case 'resolver-dead':
      return 'unser eigener Namensdienst antwortet nicht; über das Ziel sagt das nichts';
    case 'no-route':
      return 'unsere eigene Leitung ist weg; über das Ziel sagt das nichts';
    case 'not-permitted':
      return 'dieser Rechner darf dorthin nicht senden (eigene Firewall?); über das Ziel sagt das nichts';
    case 'line-no-address':
      return `dieser Rechner hat an ${detail.via} zurzeit keine Adresse: Kabel, Modem, SIM und Router prüfen`;
    case 'line-no-way':
      return detail.line === null
        ? 'von diesem Rechner führt kein Weg ins Internet: Kabel, Switch und Router prüfen'
        : `über diese Leitung führt kein Weg hinaus: Modem, SIM und Router prüfen`;
    case 'line-bypassed':
      return `dieser Rechner ginge über ${detail.used} statt über ${detail.device} hinaus; über die Leitung „${detail.line}“ sagt das nichts. Als Art „Ping“ wählen oder auf diesem Rechner eine Route für ${detail.device} einrichten`;
    case 'aborted':
      return 'die Messung wurde abgebrochen';
    case 'out-of-sockets':
      return 'dieser Rechner hat keine freien Verbindungen mehr; über das Ziel sagt das nichts';
    case 'not-allowed':
      return 'diese Adresse wird aus Sicherheitsgründen nicht geprüft (Metadatendienst einer Cloud, oder außerhalb der erlaubten Netze)';
    case 'stalled':
      return `dieser Rechner stand ${seconds(detail.forMs, 'de')} still; über das Ziel sagt das nichts`;
    case 'probe-failed':
      return `die Messung selbst ist gescheitert: ${detail.says}`;
    default:
      if (isMailDetail(detail)) return sayMailDetail(detail, 'de', zone);
      if (isScriptDetail(detail)) return sayScriptDetail(detail, 'de');
      return isDeviceDetail(detail) ? sayDeviceDetail(detail, 'de') : sayDomainDetail(detail, 'de', zone);
  }
}

function english(detail: Detail, zone: string): string {
  switch (detail.code) {
    case 'http-ok':
      return `answers (HTTP ${detail.status})`;
    case 'redirects-as-wanted':
      return `redirects to ${detail.to}`;
    case 'echo-answered':
      return 'is there';
    case 'json-different':
      return detail.found === null
        ? `the answer has no ${detail.at || 'value'}`
        : `${detail.at || 'the value'} is ${detail.found}, expected is ${detail.expected}`;
    case 'port-open':
      return 'accepts connections';
    case 'dns-found':
      return `record found: ${list(detail.values)}`;
    case 'certificate-valid':
      return `certificate valid until ${dateText(instant(detail.until), zone, 'en')} (${detail.issuer})`;
    case 'certificate-expires':
      return `certificate expires on ${dateText(instant(detail.until), zone, 'en')} (${detail.issuer})`;
    case 'http-status':
      return `answers with HTTP ${detail.status}, expected ${detail.expected}`;
    case 'text-missing':
      return `the text "${detail.text}" is missing from the page`;
    case 'redirected':
      return detail.expected === null
        ? `redirects to ${detail.to}, which it should not`
        : `redirects to ${detail.to} instead of ${detail.expected}`;
    case 'too-many-redirects':
      return 'redirects again and again';
    case 'certificate-expired':
      return detail.until === null
        ? 'the certificate is not valid at present'
        : `the certificate expired on ${dateText(instant(detail.until), zone, 'en')}`;
    case 'certificate-name':
      return `the certificate is for other names (${list(detail.names)})`;
    case 'certificate-untrusted':
      return `the certificate cannot be trusted (${detail.problem})`;
    case 'tls-failed':
      return 'the encryption cannot be set up';
    case 'refused':
      return 'refuses the connection';
    case 'unreachable':
      return 'cannot be reached in the network';
    case 'timeout':
      return `does not answer within ${seconds(detail.afterMs, 'en')}${detail.hint === undefined ? '' : HINTS[detail.hint].en}`;
    case 'closed':
      return 'breaks off the connection';
    case 'bad-answer':
      return `does not answer as the protocol demands (${detail.says})`;
    case 'name-not-found':
      return `the name ${detail.name} does not exist`;
    case 'name-broken':
      return `the name ${detail.name} cannot be resolved, other names can`;
    case 'dns-missing':
      return `the record is missing (${detail.rcode})`;
    case 'dns-different':
      return `the record is ${list(detail.values)}, expected ${detail.expected}`;
    case 'dns-refused':
      return 'the name server cannot be reached or refuses to answer';
    case 'server-greets':
      return 'greets us as it should';
    case 'ups-online':
      return `mains power present, battery fine${battery(detail, 'en')}`;
    case 'ups-battery-weak':
      return `mains power present, but the battery is weak${battery(detail, 'en')}`;
    case 'ups-battery-old':
      return 'mains power present, but the battery must be replaced';
    case 'server-refuses':
      return `turns us away (${detail.says})`;
    case 'starttls-missing':
      return 'offers no encryption (STARTTLS is missing)';
    case 'ups-on-battery':
      return `power failure, runs on battery${battery(detail, 'en')}`;
    case 'ups-battery-low':
      return `power failure, the battery is nearly empty${battery(detail, 'en')}`;
    case 'ups-off':
      return 'is switched off';
    case 'ups-silent':
      return 'does not report to its machine: check cable and driver';
    case 'ups-unknown':
      return `this machine knows no UPS called ${detail.name}`;
    case 'heartbeat-came':
      return `has reported, last on ${dateTimeText(instant(detail.at), zone, 'en')}`;
    case 'heartbeat-late':
      return `is late, expected on ${dateTimeText(instant(detail.expectedAt), zone, 'en')}`;
    case 'heartbeat-missed':
      return `has not reported, expected on ${dateTimeText(instant(detail.expectedAt), zone, 'en')}${detail.lastAt === null ? '' : `, last on ${dateTimeText(instant(detail.lastAt), zone, 'en')}`}`;
    case 'heartbeat-failed':
      return `reports a fault${detail.says === '' ? '' : ` (${detail.says})`}`;
    case 'heartbeat-too-long':
      return `has been running since ${dateTimeText(instant(detail.since), zone, 'en')}, longer than ${Math.round(detail.mostMs / 60_000)} min`;
    case 'heartbeat-waiting':
      return detail.expectedAt === null
        ? 'has never reported yet'
        : `has never reported yet, expected by ${dateTimeText(instant(detail.expectedAt), zone, 'en')}`;
    case 'backup-fresh':
      return `newest backup of ${dateTimeText(instant(detail.at), zone, 'en')}${detail.bytes === null ? '' : `, ${bytesText(detail.bytes, 'en')}`}`;
    case 'backup-none':
      return 'there is no backup';
    case 'backup-old':
      return `the newest backup is of ${dateTimeText(instant(detail.at), zone, 'en')}, which is too old`;
    case 'backup-grown':
      return `the newest backup has written ${bytesText(detail.added, 'en')} anew, ${detail.percent} % of the repository: were files encrypted, or is there really so much more?`;
    case 'backup-small':
      return `the newest backup has only ${bytesText(detail.bytes, 'en')} (${detail.name})`;
    case 'backup-from-future':
      return `the newest backup is dated in the future (${dateTimeText(instant(detail.at), zone, 'en')}): the clock there is wrong`;
    case 'folder-unread':
      return `the folder cannot be read (${detail.says}): does it exist, is it mounted?`;
    case 'repository-unread':
      return `the repository cannot be read (${detail.says})`;
    case 'resolver-dead':
      return 'our own name service does not answer; this says nothing about the target';
    case 'no-route':
      return 'our own line is gone; this says nothing about the target';
    case 'not-permitted':
      return 'this machine may not send there (its own firewall?); this says nothing about the target';
    case 'line-no-address':
      return `this machine has no address at ${detail.via} at present: look at cable, modem, SIM and router`;
    case 'line-no-way':
      return detail.line === null
        ? 'there is no way to the Internet from this machine: look at cable, switch and router'
        : `there is no way out by this line: look at modem, SIM and router`;
    case 'line-bypassed':
      return `this machine would go out by ${detail.used} instead of ${detail.device}; this says nothing about the line "${detail.line}". Choose the kind "Ping", or set up a route for ${detail.device} on this machine`;
    case 'aborted':
      return 'the measurement was stopped';
    case 'out-of-sockets':
      return 'this machine has no free connections left; this says nothing about the target';
    case 'not-allowed':
      return `this address is not checked: ${detail.says}`;
    case 'stalled':
      return `this machine stood still for ${seconds(detail.forMs, 'en')}; this says nothing about the target`;
    case 'probe-failed':
      return `the measurement itself failed: ${detail.says}`;
    default:
      if (isMailDetail(detail)) return sayMailDetail(detail, 'en', zone);
      if (isScriptDetail(detail)) return sayScriptDetail(detail, 'en');
      return isDeviceDetail(detail) ? sayDeviceDetail(detail, 'en') : sayDomainDetail(detail, 'en', zone);
  }
}

/** What was seen, as the end of a sentence whose subject is the check. `zone` is the organisation's. */
export const sayDetail = (detail: Detail, language: Language, zone: string): string =>
  language === 'de' ? german(detail, zone) : english(detail, zone);
