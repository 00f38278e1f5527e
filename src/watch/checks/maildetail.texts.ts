import { instant } from '../../kernel/instant.ts';
import type { Language } from '../../kernel/languages.ts';
import { dateTimeText } from '../../kernel/wording.ts';
import type { MailDetail } from './maildetail.ts';

type Step = Extract<MailDetail, { code: 'mail-refused' }>['step'];
type Problem = Extract<MailDetail, { code: 'mail-server' }>['problem'];

const seconds = (ms: number, language: Language): string =>
  `${(ms / 1000).toLocaleString(language === 'de' ? 'de-DE' : 'en-GB', { maximumFractionDigits: 1 })} s`;

const STEPS_DE: Readonly<Record<Step, string>> = {
  login: 'der Server zum Absenden lehnt die Anmeldung ab: Benutzer und Kennwort prüfen',
  sender: 'der Server zum Absenden lehnt den Absender ab: eine Adresse angeben, mit der dieser Benutzer senden darf',
  recipient: 'der Server zum Absenden lehnt den Empfänger ab: Gibt es das Postfach, ist die Adresse richtig geschrieben?',
  message: 'der Server zum Absenden nimmt die Mail nicht an',
};
const STEPS_EN: typeof STEPS_DE = {
  login: 'the server for sending refuses the login: check user and password',
  sender: 'the server for sending refuses the sender: give an address that this user may send with',
  recipient: 'the server for sending refuses the recipient: is there such a mailbox, is the address spelled right?',
  message: 'the server for sending does not take the mail',
};
const PROBLEMS_DE: Readonly<Record<Problem, string>> = {
  refused: 'weist die Verbindung ab: Port und Dienst prüfen',
  unreachable: 'ist im Netz nicht zu erreichen',
  closed: 'bricht die Verbindung ab: Passt die Verschlüsselung zum Port?',
  'name-not-found': 'gibt es nicht: Schreibweise des Namens prüfen',
  'starttls-missing': 'bietet keine Verschlüsselung an (STARTTLS fehlt)',
  'bad-answer': 'antwortet nicht wie ein Mailserver: Passt die Verschlüsselung zum Port?',
  'tls-failed': 'kommt mit der Verschlüsselung nicht zustande: Passt sie zum Port?',
  'server-refuses': 'weist uns ab',
};
const PROBLEMS_EN: typeof PROBLEMS_DE = {
  refused: 'refuses the connection: check port and service',
  unreachable: 'cannot be reached in the network',
  closed: 'breaks off the connection: does the encryption fit the port?',
  'name-not-found': 'does not exist: check the spelling of the name',
  'starttls-missing': 'offers no encryption (STARTTLS is missing)',
  'bad-answer': 'does not answer like a mail server: does the encryption fit the port?',
  'tls-failed': 'cannot set up the encryption: does it fit the port?',
  'server-refuses': 'turns us away',
};

function german(detail: MailDetail, zone: string): string {
  switch (detail.code) {
    case 'mail-arrived':
      return `die Mail ist nach ${seconds(detail.tookMs, 'de')} angekommen`;
    case 'mail-left':
      return `die Mail ist nach ${seconds(detail.tookMs, 'de')} angekommen, ließ sich aber nicht löschen (${detail.says}): Rechte am Postfach prüfen`;
    case 'mail-late':
      return `die Mail brauchte ${seconds(detail.tookMs, 'de')}, erlaubt sind ${seconds(detail.mostMs, 'de')}`;
    case 'mail-lost':
      return `die Mail von ${dateTimeText(instant(detail.sentAt), zone, 'de')} ist nach ${seconds(detail.mostMs, 'de')} nicht angekommen: Warteschlange des Mailservers und Spam-Ordner ansehen`;
    case 'mail-refused':
      return `${STEPS_DE[detail.step]} (${detail.says})`;
    case 'mail-no-login':
      return 'der Server zum Absenden bietet keine Anmeldung mit Kennwort an: anderen Port versuchen (587 oder 465)';
    case 'mailbox-refused':
      return detail.step === 'login'
        ? `das Postfach lehnt die Anmeldung ab: Benutzer und Kennwort prüfen (${detail.says})`
        : `den Ordner gibt es im Postfach nicht: Schreibweise prüfen (${detail.says})`;
    case 'mail-server':
      return `${detail.side === 'smtp' ? 'der Server zum Absenden' : 'der Server des Postfachs'} (${detail.host}) ${PROBLEMS_DE[detail.problem]}`;
    case 'mail-under-way':
      return `die Mail von ${dateTimeText(instant(detail.sentAt), zone, 'de')} ist noch unterwegs`;
  }
}

function english(detail: MailDetail, zone: string): string {
  switch (detail.code) {
    case 'mail-arrived':
      return `the mail arrived after ${seconds(detail.tookMs, 'en')}`;
    case 'mail-left':
      return `the mail arrived after ${seconds(detail.tookMs, 'en')}, but could not be deleted (${detail.says}): check the rights on the mailbox`;
    case 'mail-late':
      return `the mail took ${seconds(detail.tookMs, 'en')}, allowed are ${seconds(detail.mostMs, 'en')}`;
    case 'mail-lost':
      return `the mail of ${dateTimeText(instant(detail.sentAt), zone, 'en')} has not arrived after ${seconds(detail.mostMs, 'en')}: look at the queue of the mail server and the spam folder`;
    case 'mail-refused':
      return `${STEPS_EN[detail.step]} (${detail.says})`;
    case 'mail-no-login':
      return 'the server for sending offers no login with a password: try another port (587 or 465)';
    case 'mailbox-refused':
      return detail.step === 'login'
        ? `the mailbox refuses the login: check user and password (${detail.says})`
        : `there is no such folder in the mailbox: check the spelling (${detail.says})`;
    case 'mail-server':
      return `${detail.side === 'smtp' ? 'the server for sending' : 'the server of the mailbox'} (${detail.host}) ${PROBLEMS_EN[detail.problem]}`;
    case 'mail-under-way':
      return `the mail of ${dateTimeText(instant(detail.sentAt), zone, 'en')} is still under way`;
  }
}

export const sayMailDetail = (detail: MailDetail, language: Language, zone: string): string =>
  language === 'de' ? german(detail, zone) : english(detail, zone);
