/** What a mail server says of a mail that it could not deliver. */
export type Report = {
  readonly action: string;
  readonly recipient: string;
  /** `5.1.1` for good, `4.…` for now (RFC 3463). */
  readonly status: string;
  readonly says: string;
};

/** A mail as far as it can be an answer. Nothing in it proves who sent it. */
export type HeardMail = {
  readonly from: string;
  readonly recipients: readonly string[];
  /** In-Reply-To and References. */
  readonly answersTo: readonly string[];
  /** Message-IDs of mails that it brings back. */
  readonly returned: readonly string[];
  readonly autoSubmitted: string;
  readonly precedence: string;
  readonly automaticHeaders: readonly string[];
  readonly emptyReturnPath: boolean;
  readonly isReport: boolean;
  readonly report: Report | null;
  readonly text: string;
};

const IN_ID = /^<[0-9a-f]{32}\.([0-9a-f]{32})@/;
const IN_ADDRESS = /\+([0-9a-f]{32})@/i;

/** The tokens that a mail brings along, from the most certain place to the least. Each is unguessable; any one of them decides. */
export function tokensIn({ returned, answersTo, recipients }: HeardMail): string[] {
  const ids = [...returned, ...answersTo].flatMap((id) => IN_ID.exec(id)?.[1] ?? []);
  const addresses = recipients.flatMap((one) => IN_ADDRESS.exec(one)?.[1]?.toLowerCase() ?? []);
  return [...new Set([...ids, ...addresses])];
}

/** A mail that came back for good. */
export const isBounce = ({ isReport, report }: HeardMail): boolean => isReport && report !== null && report.action === 'failed';

/** A program has written it (RFC 3834 §2): an absence note, a list, a report of any kind. It never acknowledges. */
export const isAutomatic = (mail: HeardMail): boolean =>
  (mail.autoSubmitted !== '' && !mail.autoSubmitted.startsWith('no')) ||
  /^(bulk|junk|list|auto_reply)/.test(mail.precedence) ||
  mail.automaticHeaders.length > 0 ||
  mail.emptyReturnPath ||
  mail.isReport ||
  mail.report !== null;

/** Where what a person wrote ends and what she answers to begins. */
const QUOTE_BEGINS =
  /^(>|-{2,}\s*$|_{5,}|-{3,}.*(original|ursprüngliche|weitergeleitete|forwarded)|(am|on)\b.*\b(schrieb|wrote)\b.*:?\s*$|(von|from|gesendet|sent):\s|gesendet (von|mit)|sent from)/iu;

/** The first line that the person herself has written; empty when there is none. */
export function ownLine(text: string): string {
  for (const line of text.split(/\r?\n/).map((one) => one.trim())) {
    if (QUOTE_BEGINS.test(line)) return '';
    if (line !== '') return line;
  }
  return '';
}
