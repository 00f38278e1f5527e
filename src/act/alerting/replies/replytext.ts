/** What somebody has written back. `yes`: she has seen the alert. `mark`: the alert she names, as `#A7K2`. */
export type Said = { readonly yes: boolean; readonly mark: string | null };

/** Enough as a whole answer. */
const WHOLE = new Set(['1', 'j', 'y', 'ja', 'yes', 'ok', 'okay', 'oke', 'k', 'jo', 'da', 'ack', 'gesehen', 'seen', 'danke', 'thanks']);
/** Enough as the first word, when nothing after it takes it back. */
const FIRST = new Set([
  'ok',
  'okay',
  'verstanden',
  'gelesen',
  'bestätigt',
  'bestaetigt',
  'bestätige',
  'bestaetige',
  'confirmed',
  'acknowledged',
  'roger',
  '👍',
]);
const TAKES_BACK = new Set(
  (
    'nein nicht kein keine keinen keiner nie niemand falsch abwesend urlaub stop stopp ' +
    "no not none never cannot can't cant don't dont wrong unsubscribe"
  ).split(' '),
);

const MARK = /^#?(A[2-9A-HJ-NP-Z]{3})$/i;

/**
 * Reads a short answer. A yes stops the next step of the alarm, so it takes a plain one: the word alone, or as the first word of a sentence
 * that takes nothing back and asks nothing. A word that looks like a mark without its `#` ("alle") is one only when an alert has it.
 */
export function readReply(text: string, known: ReadonlySet<string>): Said {
  let mark: string | null = null;
  const words: string[] = [];
  for (const word of text
    .normalize('NFC')
    .split(/[\s,;:.!()"„“]+/u)
    .filter(Boolean)) {
    const named = MARK.exec(word)?.[1]?.toUpperCase();
    if (named !== undefined && mark === null && (word.startsWith('#') || known.has(`#${named}`))) mark = `#${named}`;
    else words.push(word.toLowerCase().replaceAll('’', "'"));
  }
  if (text.includes('?') || words.some((word) => TAKES_BACK.has(word))) return { yes: false, mark };
  const [first] = words;
  // "O.K." comes apart at its dots.
  if (words[0] === 'o' && words[1] === 'k') words.splice(0, 2, 'ok');
  if (first === undefined) return { yes: mark !== null, mark };
  return { yes: FIRST.has(words[0] ?? '') || (words.length <= 2 && words.every((word) => WHOLE.has(word))), mark };
}
