import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join, normalize, sep } from 'node:path';
import { err, ok, type Result } from '../../../kernel/result.ts';
import { en } from '../notchecked.texts.ts';
import type { Failure } from '../notchecked.ts';
import type { Fetcher, Hop } from './hop.ts';
import { type RecordedAnswer, Recording } from './recording.ts';

/** A recording and the folder its body files lie in. */
export type OpenRecording = { readonly recording: Recording; readonly folder: string };

/** Reads a recording; a faulty file gives a sentence that names the place. */
export async function openRecording(file: string): Promise<Result<OpenRecording, string>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    return err(`The recording ${file} cannot be read.`);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return err(`The recording ${file} is not JSON.`);
  }
  const parsed = Recording.safeParse(json);
  if (parsed.success) return ok({ recording: parsed.data, folder: dirname(file) });
  const [issue] = parsed.error.issues;
  return err(`The recording ${file} is not valid at ${issue?.path.join('.') || 'its top'}: ${issue?.message ?? 'unknown fault'}`);
}

const NOT_IN_RECORDING: Failure = { code: 'not-in-recording' };

/** A recording keeps why there was no answer as the English sentence. */
const read = (text: string): Failure => (text === en.why(NOT_IN_RECORDING) ? NOT_IN_RECORDING : { code: 'as-written', text });

const normal = (url: string): string => (URL.canParse(url) ? new URL(url).href : url);

/** Answers from a recording; nothing is connected to. A URL it does not hold is an error of that question. */
export function recordedFetcher({ recording, folder }: OpenRecording): Fetcher {
  const known = new Map(Object.entries(recording.responses).map(([url, answer]) => [normal(url), answer]));
  return async (url) => {
    const answer = known.get(normal(url));
    if (!answer) return { url, status: null, headers: {}, text: '', tls: null, error: NOT_IN_RECORDING };
    const body = await bodyOf(answer, folder);
    return {
      url,
      status: answer.status ?? null,
      headers: Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name.toLowerCase(), value])),
      text: body.ok ? body.value : '',
      tls: answer.tls
        ? {
            issuerO: answer.tls.issuer_o ?? null,
            issuerCn: answer.tls.issuer_cn ?? null,
            san: answer.tls.san,
            problem: answer.tls.problem ?? (answer.error ? answer.error : null),
          }
        : null,
      error: answer.error !== undefined ? read(answer.error) : body.ok ? null : { code: 'as-written', text: body.error },
    };
  };
}

async function bodyOf(answer: RecordedAnswer, folder: string): Promise<Result<string, string>> {
  if (answer.text !== undefined) return ok(answer.text);
  if (answer.body === undefined) return ok('');
  const path = normalize(answer.body);
  if (path.startsWith('..') || path.startsWith(sep)) return err(`the recording points outside its folder (${answer.body.slice(0, 80)})`);
  try {
    return ok((await readFile(join(folder, path), 'utf8')).slice(0, 2_000_000));
  } catch {
    return err(`the recording's file ${path.slice(0, 80)} is missing`);
  }
}

/** A fetcher that keeps what passes, and the recording that comes of it, bodies inline as `text`. */
export function recorder(fetcher: Fetcher): { readonly fetch: Fetcher; responses(): Recording['responses'] } {
  const kept = new Map<string, Hop>();
  return {
    fetch: async (url) => {
      const hop = await fetcher(url);
      kept.set(url, hop);
      return hop;
    },
    responses: () =>
      Object.fromEntries(
        [...kept].map(([url, hop]) => [
          url,
          {
            ...(hop.status === null ? {} : { status: hop.status }),
            headers: { ...hop.headers },
            ...(hop.text === '' ? {} : { text: hop.text }),
            ...(hop.tls
              ? {
                  tls: {
                    issuer_o: hop.tls.issuerO,
                    issuer_cn: hop.tls.issuerCn,
                    san: [...hop.tls.san],
                    ...(hop.tls.problem ? { problem: hop.tls.problem } : {}),
                  },
                }
              : {}),
            ...(hop.error === null ? {} : { error: en.why(hop.error) }),
          },
        ]),
      ),
  };
}

/** Writes a recording. */
export const saveRecording = (file: string, recording: Recording): Promise<void> =>
  writeFile(file, `${JSON.stringify(recording, null, 1)}\n`);
