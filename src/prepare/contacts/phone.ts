import { err, ok, type Result } from '../../kernel/result.ts';

export type PhoneFault = 'not-a-number' | 'no-area-code' | 'too-short' | 'too-long';

/** Spaces of every kind, dashes, slashes, dots and brackets that people write into numbers. */
const DECORATION = /[\s\u00a0\u2000-\u200f\u2010-\u2015\u202f./()[\]-]/g;

/**
 * A phone number in E.164 (`+494315550199`), from what people write: `0431 555 0199`, `+49 (0)431/555-0199`, `0049 431 …`.
 * Without a country it is German. Short numbers (112, 116117) stay as they are.
 */
export function normalisePhone(written: string): Result<string, PhoneFault> {
  const bare = written
    .trim()
    .replace(/^(\+|00)(\d+)\s*\(0\)/, '$1$2')
    .replace(DECORATION, '');
  if (!/^\+?\d+$/.test(bare)) return err('not-a-number');
  if (/^1\d{2,5}$/.test(bare)) return ok(bare);
  const international = bare.startsWith('+') ? bare.slice(1) : bare.startsWith('00') ? bare.slice(2) : undefined;
  if (international === undefined && !bare.startsWith('0')) return err('no-area-code');
  const digits = international ?? `49${bare.slice(1)}`;
  if (digits.startsWith('0')) return err('not-a-number');
  if (digits.length < 8) return err('too-short');
  if (digits.length > 15) return err('too-long');
  return ok(`+${digits}`);
}

/** German area codes of two and three digits (Bundesnetzagentur); mobile prefixes have three; all others four. */
const AREA = /^(?:30|40|69|89|1[5-7]\d|20[12389]|21[124]|22[18]|23[14]|2[4-9]1|33[15]|34[015]|3[5-9][15]|[4-8][1-9]1|906|9[1-9]1)/;

/** `555 0199`: blocks of three from the left, the last of up to four. */
const blocks = (digits: string): string => digits.replace(/(\d{3})(?=\d{3,})/g, '$1 ');

/** As it is read aloud and dialled in Germany: `0431 555 0199`; other countries with `+`. */
export function displayPhone(number: string): string {
  if (!number.startsWith('+')) return number;
  if (!number.startsWith('+49')) return `${number.slice(0, 3)} ${blocks(number.slice(3))}`;
  const national = number.slice(3);
  const area = AREA.exec(national)?.[0] ?? national.slice(0, 4);
  return `0${area} ${blocks(national.slice(area.length))}`.trim();
}

/** A German mobile number, the kind that can get an SMS. */
export const isMobile = (number: string): boolean => /^\+491[5-7]/.test(number);
