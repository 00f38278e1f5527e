import { type Refusal, refusal } from '../evidence.ts';
import type { EvidenceFile } from '../reader.ts';

/** A line of a log is shorter; longer ones are left out, and no file can fill the memory with one. */
const LONGEST = 64 << 10;
const NEWLINE = 10;

const startsWith = (bytes: Uint8Array, ...head: number[]) => head.every((byte, n) => bytes[n] === byte);

/** What the first bytes say against reading it as text; undefined when nothing does. */
export function notText(head: Uint8Array): Refusal | undefined {
  if (head.length === 0) return refusal('empty');
  if (startsWith(head, 0x50, 0x4b) || startsWith(head, 0x1f, 0x8b) || startsWith(head, 0xd0, 0xcf, 0x11, 0xe0))
    return refusal('compressed');
  if (startsWith(head, 0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20)) return refusal('wrong-kind');
  return undefined;
}

type Decoder = InstanceType<typeof TextDecoder>;

/** The text of a slice: UTF-16 where the file begins with its mark, else as it is written. */
const decoderOf = (head: Uint8Array): Decoder | undefined => {
  if (startsWith(head, 0xff, 0xfe)) return new TextDecoder('utf-16le');
  if (startsWith(head, 0xfe, 0xff)) return new TextDecoder('utf-16be');
  return undefined;
};

const asBuffer = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * Gives each line of a text file, with its number from 1; `undefined` stands for a line that is too long. Bytes above ASCII come as
 * Latin-1: names in DNS logs have none. `onLine` ends the reading by giving a refusal.
 */
export async function eachLine(
  file: EvidenceFile,
  progress: (share: number) => void,
  onLine: (line: string | undefined, number: number) => Refusal | undefined,
): Promise<Refusal | undefined> {
  let number = 0;
  let read = 0;
  let rest: Buffer = Buffer.alloc(0);
  let tooLong = false;
  let decoder: Decoder | undefined;
  const tell = (line: Buffer): Refusal | undefined => {
    number++;
    const end = line.at(-1) === 13 ? line.length - 1 : line.length;
    const skip = tooLong;
    tooLong = false;
    return onLine(skip ? undefined : line.toString('latin1', 0, end), number);
  };
  for await (const bytes of file.bytes()) {
    if (read === 0) {
      const wrong = notText(bytes);
      if (wrong) return wrong;
      decoder = decoderOf(bytes);
      file.forget();
    }
    read += bytes.length;
    let chunk = asBuffer(bytes);
    if (decoder) chunk = Buffer.from(decoder.decode(bytes, { stream: true }), 'utf8');
    else if (number === 0 && rest.length === 0 && startsWith(bytes, 0xef, 0xbb, 0xbf)) chunk = chunk.subarray(3);
    if (chunk.includes(0)) return refusal('not-text', number + 1);
    let from = 0;
    for (let to = chunk.indexOf(NEWLINE, from); to >= 0; to = chunk.indexOf(NEWLINE, from)) {
      const line = rest.length > 0 ? Buffer.concat([rest, chunk.subarray(from, to)]) : chunk.subarray(from, to);
      rest = Buffer.alloc(0);
      if (line.length > LONGEST) tooLong = true;
      const stop = tell(line);
      if (stop) return stop;
      from = to + 1;
    }
    rest = from < chunk.length ? Buffer.concat([rest, chunk.subarray(from)]) : rest;
    if (rest.length > LONGEST) {
      tooLong = true;
      rest = Buffer.alloc(1, 32);
    }
    progress(file.size === 0 ? 1 : read / file.size);
  }
  if (read === 0) return refusal('empty');
  return rest.length > 0 ? tell(rest) : undefined;
}

/** The whole file, for kinds that are read at once; their readers keep `maxBytes` small. */
export async function wholeFile(file: EvidenceFile, progress: (share: number) => void): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let read = 0;
  for await (const bytes of file.bytes()) {
    parts.push(bytes);
    read += bytes.length;
    progress((read / Math.max(1, file.size)) * 0.5);
  }
  file.forget();
  return Buffer.concat(parts);
}

/** As text: UTF-8 or UTF-16 by its mark, else Windows-1252 where it is no UTF-8. */
export function textOf(bytes: Uint8Array): string | Refusal {
  const wrong = notText(bytes);
  if (wrong) return wrong;
  const decoder = decoderOf(bytes);
  if (decoder) return decoder.decode(bytes);
  const zero = bytes.indexOf(0);
  if (zero >= 0)
    return refusal(
      'not-text',
      bytes.subarray(0, zero).reduce((lines, byte) => lines + (byte === NEWLINE ? 1 : 0), 1),
    );
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
