import { encodeWord, foldLines, isPlainText } from 'nodemailer/lib/mime-funcs';
import { encode, wrap } from 'nodemailer/lib/qp';

/** What a mail is made of. Addresses are ASCII, as they are on the wire. */
export type MailParts = {
  readonly from: { readonly name: string; readonly address: string };
  readonly to: string;
  /** Where an answer goes when not to the sender; null then. */
  readonly replyTo: string | null;
  readonly subject: string;
  /** With its angle brackets. */
  readonly messageId: string;
  readonly date: Date;
  /** Headers besides, whose values are plain ASCII. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly html: string;
};

/** A mail is at most so wide (RFC 5322 2.1.1 asks for 78), a word in it that is encoded so long (RFC 2047: 75 with its frame). */
const WIDTH = 76;
const WORD = 52;

/** No value can begin a header of its own. */
const oneLine = (value: string): string => value.replaceAll(/\p{Cc}+/gu, ' ');
const header = (name: string, value: string): string => foldLines(`${name}: ${oneLine(value)}`, WIDTH);

const words = (text: string): string => (isPlainText(text) && !text.includes('=?') ? text : encodeWord(text, 'Q', WORD));
/** A name before an address; with any other letter it would need quotes (RFC 5322 3.2.3), so that it is encoded. */
const phrase = (name: string): string => (/^[a-z0-9 ]*$/i.test(name) ? name : encodeWord(oneLine(name), 'Q', WORD));

/** Never stands in quoted-printable text, where two digits follow each `=` (RFC 2045 6.7). */
const BOUNDARY = '=_krisenfest';

const part = (type: string, text: string): string => `--${BOUNDARY}\r
Content-Type: ${type}; charset=utf-8\r
Content-Transfer-Encoding: quoted-printable\r
\r
${wrap(encode(text.replaceAll(/\r?\n/g, '\r\n')))}\r
`;

/**
 * A mail with a text and the same as HTML, ready for the wire (RFC 5322, RFC 2045). nodemailer's composer can do much more and takes ten
 * times as long, which counts when five hundred people are alerted at once (ADR 0033).
 */
export function mailForm({ from, to, replyTo, subject, messageId, date, headers, text, html }: MailParts): Buffer {
  const head = [
    ...Object.entries(headers).map(([name, value]) => header(name, value)),
    header('From', `${phrase(from.name)} <${from.address}>`),
    header('To', to),
    ...(replyTo === null ? [] : [header('Reply-To', replyTo)]),
    header('Subject', words(oneLine(subject))),
    header('Message-ID', messageId),
    header('Date', date.toUTCString().replace('GMT', '+0000')),
    'MIME-Version: 1.0',
    `Content-Type: multipart/alternative; boundary="${BOUNDARY}"`,
  ].join('\r\n');
  return Buffer.from(`${head}\r\n\r\n${part('text/plain', text)}${part('text/html', html)}--${BOUNDARY}--\r\n`, 'latin1');
}
