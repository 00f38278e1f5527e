/** GSM 7-bit default alphabet and its extension (3GPP TS 23.038 §6.2.1); extension characters count twice. */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ ÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const EXTENSION = '^{}\\[~]|€';

const REPLACED: Readonly<Record<string, string>> = {
  '–': '-',
  '—': '-',
  '‑': '-',
  '„': '"',
  '“': '"',
  '”': '"',
  '«': '"',
  '»': '"',
  '‚': "'",
  '‘': "'",
  '’': "'",
  '…': '...',
  '•': '-',
  '·': '-',
  '→': '>',
  '≥': '>=',
  '≤': '<=',
  '\u00a0': ' ',
  '\u202f': ' ',
  '\t': ' ',
  ẞ: 'ß',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
};

const known = (letter: string) => BASIC.includes(letter) || EXTENSION.includes(letter);
const FOREIGN = new RegExp(`[^${(BASIC + EXTENSION).replaceAll(/[\\\]^-]/g, '\\$&')}]`, 'gu');

/** What stands for a letter that the alphabet does not have. */
function letterFor(letter: string): string {
  const replaced = REPLACED[letter];
  if (replaced !== undefined) return replaced;
  const bare = letter.normalize('NFD').replace(/\p{M}/gu, '');
  if (bare !== '' && Array.from(bare).every(known)) return bare;
  return /[\p{L}\p{N}]/u.test(letter) ? '?' : '';
}

/** Writes a text in the letters of an SMS, umlauts kept: one other letter would halve what fits into it. */
export const toGsm7 = (text: string): string => text.normalize('NFC').replaceAll(FOREIGN, letterFor);

/** How many of the 160 places a text takes. */
export const gsm7Length = (text: string): number => Array.from(text).reduce((sum, letter) => sum + (EXTENSION.includes(letter) ? 2 : 1), 0);

/** The beginning of a text that takes at most `most` places, cut between words, with "..." where it was cut. */
export function cutGsm7(text: string, most: number): string {
  if (gsm7Length(text) <= most) return text;
  let kept = '';
  for (const letter of Array.from(text)) {
    if (gsm7Length(kept + letter) > most - 3) break;
    kept += letter;
  }
  const words = kept.replace(/\s+\S*$/, '');
  return `${(words.length > most / 2 ? words : kept).trimEnd()}...`;
}
