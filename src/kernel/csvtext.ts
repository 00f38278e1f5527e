/* Apart from the reader, whose library is none for browsers. */

/** What a spreadsheet may take for a formula, also behind blanks and in the wide signs of East Asian keyboards (OWASP, "CSV injection"). */
export const FORMULA = /^'*\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/;

/** Such a cell gets an apostrophe in front; a phone number does not. */
const guarded = (cell: string): string => (FORMULA.test(cell) && !/^\+[\d ]* [\d ]*$/.test(cell) ? `'${cell}` : cell);

const quoted = (cell: string): string => (/[;"\r\n\t]/.test(cell) || cell !== cell.trim() ? `"${cell.replaceAll('"', '""')}"` : cell);

/** A table as Excel in Germany opens it by double click: UTF-8 with a byte order mark, `;`, CRLF. */
export const writeCsv = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => row.map((cell) => quoted(guarded(cell))).join(';')).join('\r\n')}\r\n`;
