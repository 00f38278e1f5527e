import { Parser } from 'htmlparser2';
import { type Refusal, refusal } from '../evidence.ts';
import type { EvidenceFile } from '../reader.ts';
import { notText } from './lines.ts';

export type Attributes = Readonly<Record<string, string>>;

export type MarkupHandler = {
  /** `line` finds out in which line the tag stands. */
  open?(name: string, attributes: Attributes, line: () => number): void;
  text?(text: string): void;
  close?(name: string): void;
};

const DEEPEST = 1000;

/** Without the prefix of its namespace. */
const localName = (name: string): string => name.slice(name.lastIndexOf(':') + 1);

/** Thrown inside the parser to get out of it. */
class Refused extends Error {
  readonly refusal: Refusal;
  constructor(why: Refusal) {
    super(why.code);
    this.refusal = why;
  }
}

/** The only declaration that is let through: a doctype that declares nothing, as nmap and browsers write it. */
const HARMLESS = /^!doctype\s+[\w.:-]+\s*$/i;

/**
 * Reads XML or HTML in slices. Entities that a file declares itself, and anything it would have fetched, are refused: only the five
 * of XML and numbers are known. `root`: the element it must begin with (XML), or the doctype (HTML). `closed`: elements of which
 * each that was opened must be closed again, or the file was cut off on the way; in XML these are all, in HTML much stays open.
 */
export async function readMarkup(
  file: EvidenceFile,
  {
    xml,
    root,
    closed,
    progress,
  }: { readonly xml: boolean; readonly root: string; readonly closed?: string; readonly progress: (share: number) => void },
  handler: MarkupHandler,
): Promise<Refusal | undefined> {
  let decoder = new TextDecoder('utf-8');
  let read = 0;
  let depth = 0;
  let begun = false;
  let unclosed = 0;
  /** Where the slice at hand begins, and the line at `cursor` in it. Tags come in order, so that each sign is looked at once. */
  let [base, slice, cursor, line] = [0, '', 0, 1];
  const lineUpTo = (end: number): number => {
    for (let at = slice.indexOf('\n', cursor); at >= 0 && at < end; at = slice.indexOf('\n', cursor)) {
      line++;
      cursor = at + 1;
    }
    return line;
  };
  const lineNow = () => lineUpTo(parser.startIndex - base);
  const refuse = (code: Refusal['code']): never => {
    throw new Refused(refusal(code, lineNow()));
  };
  const parser: Parser = new Parser(
    {
      onprocessinginstruction: (name, data) => {
        if (name.startsWith('?')) return;
        if (!HARMLESS.test(data)) refuse('declarations');
        if (!xml && !begun) {
          if (data.trim().split(/\s+/)[1]?.toLowerCase() !== root) refuse('wrong-kind');
          begun = true;
        }
      },
      onopentag: (name, attributes) => {
        if (!begun) {
          if (!xml || localName(name) !== root) refuse('wrong-kind');
          begun = true;
        }
        if (++depth > DEEPEST) refuse('broken');
        if (xml || name === closed) unclosed++;
        handler.open?.(localName(name), attributes, lineNow);
      },
      ontext: (text) => handler.text?.(text),
      onclosetag: (name) => {
        depth--;
        if (xml || name === closed) unclosed--;
        handler.close?.(localName(name));
      },
      onerror: (error) => {
        throw error;
      },
    },
    { xmlMode: xml, decodeEntities: true },
  );
  try {
    for await (const bytes of file.bytes()) {
      if (read === 0) {
        const wrong = notText(bytes);
        if (wrong) return wrong;
        if (bytes[0] === 0xff && bytes[1] === 0xfe) decoder = new TextDecoder('utf-16le');
        if (bytes[0] === 0xfe && bytes[1] === 0xff) decoder = new TextDecoder('utf-16be');
        file.forget();
      }
      read += bytes.length;
      lineUpTo(slice.length);
      base += slice.length;
      cursor = 0;
      slice = decoder.decode(bytes, { stream: true });
      if (slice.includes('\0')) return refusal('not-text', lineUpTo(slice.indexOf('\0')));
      parser.write(slice);
      progress(read / Math.max(1, file.size));
    }
    if (read === 0) return refusal('empty');
    if (!begun) return refusal('wrong-kind', 1);
    if (unclosed > 0) return refusal('cut-off', lineUpTo(slice.length));
    parser.end();
    return undefined;
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
}
