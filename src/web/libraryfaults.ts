import { de } from './inputfaults.texts.ts';

/** What the library below says of lengths, numbers, choices and what is missing, in German words for people; undefined for anything else. */
export function libraryFault(message: string): string | undefined {
  if (/received undefined$|>=1 (?:characters|items)$/.test(message)) return de.missing;
  if (message.startsWith('Invalid option')) return de.choose;
  if (/^Invalid input: expected (?:number|int)\b/.test(message)) return de.notNumber;
  const [, side, what, bound] = /^Too (big|small): expected (number|string|array) to (?:be|have) [<>]=?(-?[\d.e+]+)\b/.exec(message) ?? [];
  if (side === undefined || bound === undefined) return undefined;
  const n = Number(bound);
  if (what === 'string') return side === 'big' ? de.tooLong(n) : de.tooShort(n);
  if (what === 'array') return side === 'big' ? de.tooMany(n) : de.tooFew(n);
  return side === 'big' ? de.tooBig(n) : de.tooSmall(n);
}
