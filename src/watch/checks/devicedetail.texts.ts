import type { Language } from '../../kernel/languages.ts';
import type { DeviceDetail } from './devicedetail.ts';

type Supplies = Extract<DeviceDetail, { code: 'toner-fine' }>['supplies'];
const list = (supplies: Supplies): string => supplies.map(({ name, percent }) => `${name} ${percent} %`).join(', ');

const LOGIN_DE: Readonly<Record<Extract<DeviceDetail, { code: 'snmp-login' }>['why'], string>> = {
  level: 'das Gerät lässt Anmeldung mit Verschlüsselung (authPriv) für diesen Benutzer nicht zu: am Gerät einschalten',
  clock: 'die Uhren von Gerät und krisenfest passen nicht zusammen: Gerät neu starten, dann noch einmal versuchen',
  user: 'den Benutzernamen kennt das Gerät nicht: Schreibweise prüfen',
  password: 'das Kennwort zur Anmeldung oder das Prüfverfahren stimmt nicht',
  encryption: 'das Kennwort der Verschlüsselung oder das Verfahren stimmt nicht',
  other: 'das Gerät verweigert diese Frage: Leserecht des Benutzers am Gerät prüfen',
};
const LOGIN_EN: typeof LOGIN_DE = {
  level: 'the device does not allow an encrypted login (authPriv) for this user: switch it on at the device',
  clock: 'the clocks of device and krisenfest do not fit together: restart the device, then try again',
  user: 'the device does not know the user name: check the spelling',
  password: 'the password of the login or its algorithm is wrong',
  encryption: 'the password of the encryption or its algorithm is wrong',
  other: 'the device refuses this question: check at the device what the user may read',
};

function german(detail: DeviceDetail): string {
  switch (detail.code) {
    case 'snmp-value':
      return `der Wert ist ${detail.value}`;
    case 'snmp-value-off': {
      const wanted = { present: 'vorhanden', equals: 'gleich', above: 'über', below: 'unter' }[detail.comparison];
      return `der Wert ist ${detail.value}, in Ordnung wäre ${wanted} ${detail.expected}`;
    }
    case 'snmp-no-number':
      return `der Wert ist keine Zahl (${detail.value}): „gleich“ als Vergleich wählen oder eine andere OID angeben`;
    case 'snmp-no-value':
      return `das Gerät hat unter ${detail.oid} keinen Wert: OID prüfen (einzelne Werte enden auf .0) und ob der Zugang sie lesen darf`;
    case 'snmp-no-such-device':
      return {
        toner: 'das Gerät antwortet, nennt aber kein Verbrauchsmaterial: Ist es ein Drucker?',
        ups: 'das Gerät antwortet, aber nicht wie eine USV: Adresse der Netzwerkkarte der USV angeben',
        port: 'das Gerät antwortet, nennt aber keine Anschlüsse: Ist es ein Switch oder Router?',
      }[detail.wanted];
    case 'snmp-login':
      return LOGIN_DE[detail.why];
    case 'toner-fine':
      return `genug da: ${list(detail.supplies)}`;
    case 'toner-low':
      return `bald leer: ${list(detail.supplies)}; jetzt nachbestellen`;
    case 'toner-empty':
      return `leer: ${list(detail.supplies)}`;
    case 'toner-not-told':
      return 'unbekannt, der Drucker nennt seine Füllstände nicht';
    case 'port-up':
      return `Anschluss ${detail.name} hat Verbindung`;
    case 'port-down':
      return detail.switchedOff
        ? `Anschluss ${detail.name} ist am Gerät abgeschaltet`
        : `Anschluss ${detail.name} hat keine Verbindung: Kabel und Gegenstelle prüfen`;
    case 'port-missing':
      return `einen Anschluss ${detail.name} gibt es nicht; es gibt ${detail.known.join(', ')}`;
  }
}

function english(detail: DeviceDetail): string {
  switch (detail.code) {
    case 'snmp-value':
      return `the value is ${detail.value}`;
    case 'snmp-value-off': {
      const wanted = { present: 'present', equals: 'equal to', above: 'above', below: 'below' }[detail.comparison];
      return `the value is ${detail.value}, fine would be ${wanted} ${detail.expected}`;
    }
    case 'snmp-no-number':
      return `the value is no number (${detail.value}): choose "equal to", or give another OID`;
    case 'snmp-no-value':
      return `the device has no value at ${detail.oid}: check the OID (single values end in .0), and whether the login may read it`;
    case 'snmp-no-such-device':
      return {
        toner: 'the device answers, but names no supplies: is it a printer?',
        ups: 'the device answers, but not like a UPS: give the address of the network card of the UPS',
        port: 'the device answers, but names no ports: is it a switch or router?',
      }[detail.wanted];
    case 'snmp-login':
      return LOGIN_EN[detail.why];
    case 'toner-fine':
      return `enough left: ${list(detail.supplies)}`;
    case 'toner-low':
      return `nearly empty: ${list(detail.supplies)}; order now`;
    case 'toner-empty':
      return `empty: ${list(detail.supplies)}`;
    case 'toner-not-told':
      return 'unknown, the printer does not tell its levels';
    case 'port-up':
      return `port ${detail.name} has a link`;
    case 'port-down':
      return detail.switchedOff
        ? `port ${detail.name} is switched off at the device`
        : `port ${detail.name} has no link: check the cable and the other end`;
    case 'port-missing':
      return `there is no port ${detail.name}; there are ${detail.known.join(', ')}`;
  }
}

export const sayDeviceDetail = (detail: DeviceDetail, language: Language): string => (language === 'de' ? german(detail) : english(detail));
