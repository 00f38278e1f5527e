import { err, ok, type Result } from '../../../kernel/result.ts';
import { type Refusal, refusal } from '../evidence.ts';

/** Up to this length the place of a fault is looked for; that takes some twenty readings. */
const SEARCHED = 4 << 20;

const complaint = (text: string): string | undefined => {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : 'not JSON';
  }
};

/** The beginning is right so far: all that is wrong with it is that it ends. */
function onlyCut(text: string): boolean {
  const said = complaint(text);
  if (said === undefined || /end of JSON|Unterminated/.test(said)) return true;
  return Number(/position (\d+)/.exec(said)?.[1] ?? -1) >= text.length;
}

/** The line (from 1) of the first sign that does not belong there; null where looking for it would take too long. */
function faultyLine(text: string): number | null {
  const told = /position (\d+)/.exec(complaint(text) ?? '')?.[1];
  let at = Number(told ?? -1);
  if (told === undefined) {
    if (text.length > SEARCHED) return null;
    let [good, bad] = [0, text.length + 1];
    while (bad - good > 1) {
      const middle = (good + bad) >> 1;
      if (onlyCut(text.slice(0, middle))) good = middle;
      else bad = middle;
    }
    at = good;
  }
  return text.slice(0, at).split('\n').length;
}

/** JSON of a file; what is wrong is told with its line, without quoting the file. */
export function jsonOf(text: string): Result<unknown, Refusal> {
  try {
    return ok(JSON.parse(text.replace(/^\uFEFF/, '')) as unknown);
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof RangeError)) throw error;
    return err(refusal('broken', faultyLine(text)));
  }
}
