import { setImmediate as yieldToOthers } from 'node:timers/promises';

/** Entries of a list that are written at a time. */
const AT_ONCE = 50;
/** Characters that cost nothing to speak of. */
const SHORT = 2000;

function* pieces(value: object): Generator<string> {
  let before = '{';
  for (const [name, one] of Object.entries(value) as [string, unknown][]) {
    if (one === undefined) continue;
    yield `${before}${JSON.stringify(name)}:`;
    before = ',';
    if (!Array.isArray(one) || one.length === 0) {
      yield JSON.stringify(one);
      continue;
    }
    for (let from = 0; from < one.length; from += AT_ONCE)
      yield `${from === 0 ? '[' : ','}${JSON.stringify(one.slice(from, from + AT_ONCE)).slice(1, -1)}`;
    yield ']';
  }
  yield before === '{' ? '{}' : '}';
}

/** An object with a long list as JSON, byte for byte as `JSON.stringify` has it; others get their turn between the pieces of the list. */
export async function longJson(value: object): Promise<Buffer> {
  const written: string[] = [];
  for (const piece of pieces(value)) {
    written.push(piece);
    if (piece.length > SHORT) await yieldToOthers();
  }
  return Buffer.from(written.join(''));
}
