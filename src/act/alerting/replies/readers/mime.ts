import type { HeardMail, Report } from '../mail.ts';

type Headers = ReadonlyMap<string, readonly string[]>;
type Part = { readonly headers: Headers; readonly body: string };

/** Deeper than any mail of people and mail servers. */
const DEEPEST = 6;

/** Header lines, unfolded (RFC 5322 §2.2.3), and what follows the empty line. */
function split(raw: string): Part {
  const end = /\r?\n\r?\n/.exec(raw);
  const head = end ? raw.slice(0, end.index) : raw;
  const headers = new Map<string, string[]>();
  for (const line of head.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const at = line.indexOf(':');
    if (at < 1) continue;
    const name = line.slice(0, at).trim().toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), line.slice(at + 1).trim()]);
  }
  return { headers, body: end ? raw.slice(end.index + end[0].length) : '' };
}

const first = (headers: Headers, name: string): string => headers.get(name)?.[0] ?? '';
const typeOf = (headers: Headers): string => (/^[^;\s]+/.exec(first(headers, 'content-type'))?.[0] ?? 'text/plain').toLowerCase();
const parameter = (headers: Headers, name: string): string =>
  new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^;\\s]+))`, 'i').exec(first(headers, 'content-type'))?.slice(1).find(Boolean) ?? '';

/** The bytes of a part, still as letters of latin1. */
function unpacked({ headers, body }: Part): string {
  switch (first(headers, 'content-transfer-encoding').toLowerCase()) {
    case 'base64':
      return Buffer.from(body, 'base64').toString('latin1');
    case 'quoted-printable':
      return body
        .replaceAll(/=[ \t]*\r?\n/g, '')
        .replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    default:
      return body;
  }
}

function inLetters(latin1: string, charset: string): string {
  const bytes = Buffer.from(latin1, 'latin1');
  try {
    return new TextDecoder(charset === '' ? 'utf-8' : charset).decode(bytes);
  } catch {
    // A charset that nobody knows; the letters of western Europe are the best guess.
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&nbsp;': ' ',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&auml;': 'ä',
  '&ouml;': 'ö',
  '&uuml;': 'ü',
  '&szlig;': 'ß',
};

/** The words of a page, by lines; what is quoted in it is left out. Only looked through for a yes, never shown as HTML. */
const wordsOf = (html: string): string =>
  html
    .replaceAll(/<(style|script|head|blockquote)\b[\s\S]*?(<\/\1>|$)/gi, '\n')
    .replaceAll(/<(br|\/p|\/div|\/tr|hr)\b[^>]*>/gi, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&[a-z]+;/gi, (entity) => ENTITIES[entity.toLowerCase()] ?? (entity === '&amp;' ? '&' : ' '))
    .replaceAll(/&#(\d{1,6});/g, (_, code: string) => String.fromCodePoint(Math.min(Number(code), 0x10ffff)));

function partsOf(part: Part, depth = 0): Part[] {
  const boundary = parameter(part.headers, 'boundary');
  if (!typeOf(part.headers).startsWith('multipart/') || boundary === '' || depth >= DEEPEST) return [part];
  return `\n${part.body}`
    .split(`\n--${boundary}`)
    .slice(1)
    .filter((piece) => !piece.startsWith('--'))
    .flatMap((piece) => partsOf(split(piece.replace(/^[^\n]*\r?\n/, '')), depth + 1));
}

/** What a mail server says about a mail that it could not deliver (RFC 3464): the fields of the first recipient. */
function reportOf(parts: readonly Part[]): Report | null {
  const status = parts.find(({ headers }) => typeOf(headers) === 'message/delivery-status');
  if (!status) return null;
  const fields = split(
    `${unpacked(status)
      .replaceAll(/\r?\n\r?\n/g, '\n')
      .trim()}\n\n`,
  ).headers;
  const bare = (name: string) => first(fields, name).replace(/^[\w-]+;\s*/, '');
  return {
    action: bare('action').toLowerCase(),
    recipient: bare('final-recipient'),
    status: bare('status'),
    says: bare('diagnostic-code'),
  };
}

const addressesIn = (headers: Headers, ...names: readonly string[]): string[] =>
  names.flatMap((name) => (headers.get(name) ?? []).flatMap((line) => line.match(/[\w.+-]+@[\w.-]+/g) ?? []));

const idsIn = (text: string): string[] => text.match(/<[^<>\s]{1,300}>/g) ?? [];

/** Reads a mail as bytes in letters of latin1; never throws, whatever it is. */
export function readMail(raw: string): HeardMail {
  const whole = split(raw);
  const { headers } = whole;
  const parts = partsOf(whole);
  const text = (type: string) => {
    const part = parts.find((one) => typeOf(one.headers) === type && !/^attachment/i.test(first(one.headers, 'content-disposition')));
    return part && inLetters(unpacked(part), parameter(part.headers, 'charset'));
  };
  const page = text('text/html');
  // A mail that comes back brings its own headers along, in a part or in the middle of the text.
  const returned = parts
    .filter(({ headers: own }) => ['message/rfc822', 'text/rfc822-headers', 'message/rfc822-headers'].includes(typeOf(own)))
    .flatMap((part) => idsIn(first(split(unpacked(part)).headers, 'message-id')));
  return {
    from: addressesIn(headers, 'from')[0] ?? '',
    recipients: addressesIn(headers, 'to', 'cc', 'delivered-to', 'x-original-to', 'envelope-to'),
    answersTo: [...idsIn(first(headers, 'in-reply-to')), ...idsIn(first(headers, 'references'))],
    returned,
    autoSubmitted: first(headers, 'auto-submitted').toLowerCase(),
    precedence: first(headers, 'precedence').toLowerCase(),
    automaticHeaders: ['x-autoreply', 'x-autorespond', 'x-auto-reply', 'list-id', 'x-failed-recipients'].filter((name) =>
      headers.has(name),
    ),
    emptyReturnPath: /^<\s*>$/.test(first(headers, 'return-path')),
    isReport: typeOf(headers) === 'multipart/report',
    report: reportOf(parts),
    text: text('text/plain') ?? (page === undefined ? '' : wordsOf(page)),
  };
}
