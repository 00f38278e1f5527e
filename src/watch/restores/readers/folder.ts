import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { nodeCode } from '../../../outbound/failure.ts';
import { runProgram } from '../../../outbound/program.ts';
import { newestIn } from '../../checks/probes/folder.ts';
import { AbsolutePath } from '../../checks/probes/freshness.ts';
import { type BackupReader, type RestoreTime, Spoiled } from '../reader.ts';
import { refusedBy } from './programs.ts';
import { sha256Of, sumOf } from './sums.ts';

const Config = z.object({ path: AbsolutePath, ending: z.string().default('') });
type Config = z.infer<typeof Config>;

const TAR = /\.(tar|tar\.gz|tgz|tar\.bz2|tar\.xz|tar\.zst)$/i;
const GZIP = /\.gz$/i;
const LENGTHS = { 64: 'sha256', 40: 'sha1', 32: 'md5' } as const;

const textOf = async (path: string): Promise<string> => {
  try {
    return (await stat(path)).size > 1_000_000 ? '' : await readFile(path, 'utf8');
  } catch (error) {
    if (nodeCode(error) === 'ENOENT') return '';
    throw error;
  }
};

/** The checksum that a file beside the backup names for it (`x.tar.sha256`, `SHA256SUMS`, …: the format of coreutils), or undefined. */
async function writtenSum(folder: string, name: string) {
  for (const beside of [`${name}.sha256`, `${name}.sha1`, `${name}.md5`, 'SHA256SUMS', 'SHA1SUMS', 'MD5SUMS'])
    for (const line of (await textOf(join(folder, beside))).split('\n')) {
      const [, sum = '', of = name] = /^([0-9a-f]{32,64})(?:\s+\*?(.+?))?\s*$/i.exec(line) ?? [];
      const algorithm = LENGTHS[sum.length as keyof typeof LENGTHS];
      if (algorithm && of.split('/').at(-1) === name) return { algorithm, sum: sum.toLowerCase(), beside };
    }
  return undefined;
}

/** Runs a program on the copy; what it refuses is a fault of the backup. */
async function must(program: string, args: readonly string[], { leftMs, signal }: RestoreTime, onLine?: (line: string) => void) {
  const answer = await runProgram(program, args, { timeoutMs: leftMs(), signal, ...(onLine ? { onLine } : {}) });
  if (answer.code !== 0) throw refusedBy(answer, '');
}

/** What an archive holds, in bytes, from its own list. */
async function unpackedBytes(path: string, time: RestoreTime): Promise<number> {
  let bytes = 0;
  await must('tar', ['--numeric-owner', '-tvf', path], time, (line) => {
    bytes += Number(/^\S+\s+\S+\s+(\d+)\s/.exec(line)?.[1] ?? 0);
  });
  return bytes;
}

/**
 * A backup as a file: the newest one is copied and held against its source and a checksum beside it; an archive of tar is unpacked too. Of a
 * file that is larger than the sample its beginning is copied.
 */
export const folder: BackupReader<Config> = {
  kind: 'folder',
  config: Config,
  newest: async (config) => {
    try {
      const newest = await newestIn(config);
      return newest && { id: newest.name, name: newest.name, at: newest.at };
    } catch (error) {
      if (nodeCode(error) === '') throw error;
      throw new Spoiled({ code: 'unread', place: config.path.slice(0, 500), says: nodeCode(error) });
    }
  },
  list: async ({ path }, { id }, _, onFile) => onFile({ path: id, bytes: (await stat(join(path, id))).size }),
  room: async ({ path }, { id }, time) => (TAR.test(id) ? unpackedBytes(join(path, id), time) : 0),
  restore: async ({ path }, { id }, files, into, time, maxBytes) => {
    const [source, copy] = [join(path, id), join(into, id)];
    const size = files[0]?.bytes ?? 0;
    const bytes = Math.min(size, maxBytes);
    const whole = bytes === size;
    const started = performance.now();
    const cut = whole || bytes === 0 ? {} : { end: bytes - 1 };
    const stop = AbortSignal.any([time.signal, AbortSignal.timeout(time.leftMs())]);
    await pipeline(createReadStream(source, cut), createWriteStream(copy, { flags: 'wx', mode: 0o600 }), { signal: stop });
    const unpack = whole && TAR.test(id);
    if (unpack) {
      await mkdir(join(into, 'unpacked'));
      await must('tar', ['-xf', copy, '-C', join(into, 'unpacked'), '--no-same-owner', '--no-same-permissions'], time);
    }
    const ms = performance.now() - started;
    if ((await sha256Of(copy)) !== (await sha256Of(source, bytes))) throw new Spoiled({ code: 'checksum', file: id });
    const written = whole ? await writtenSum(path, id) : undefined;
    if (written && (await sumOf(written.algorithm, copy)) !== written.sum)
      throw new Spoiled({ code: 'checksum-beside', file: id, beside: written.beside });
    if (whole && !unpack && GZIP.test(id)) await must('gzip', ['-t', '-c', copy], time);
    return { ms, bytes, proven: unpack ? 'unpacked' : written ? 'checksum' : 'copied' };
  },
};
