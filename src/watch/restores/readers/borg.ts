import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { parseJson } from '../../../kernel/parsejson.ts';
import { type ProgramRun, runProgram } from '../../../outbound/program.ts';
import { AbsolutePath, timeOf } from '../../checks/probes/freshness.ts';
import { type BackupReader, type RestoreTime, Spoiled } from '../reader.ts';
import { passwordIn, refusedBy } from './programs.ts';
import { sha256Of } from './sums.ts';

const Config = z.object({ path: AbsolutePath, passwordFile: AbsolutePath });
type Config = z.infer<typeof Config>;

const Archives = z.object({ archives: z.array(z.object({ name: z.string(), time: z.string() })) });
const File = z.object({ type: z.literal('-'), path: z.string(), size: z.number().default(0), healthy: z.boolean().default(true) });

/** Past the lock, so that a test never holds up a backup; with notes of its own that go again, as on a new machine. */
async function run({ passwordFile }: Config, { leftMs, signal }: RestoreTime, args: readonly string[], more: Partial<ProgramRun> = {}) {
  const password = await passwordIn(passwordFile);
  const base = await mkdtemp(join(tmpdir(), 'krisenfest-borg-'));
  try {
    const env = {
      TZ: 'UTC',
      BORG_PASSPHRASE: password,
      BORG_RELOCATED_REPO_ACCESS_IS_OK: 'yes',
      BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK: 'yes',
      BORG_BASE_DIR: base,
    };
    return { password, answer: await runProgram('borg', ['--bypass-lock', ...args], { env, timeoutMs: leftMs(), signal, ...more }) };
  } finally {
    await rm(base, { recursive: true, force: true });
  }
}

async function ask(config: Config, time: RestoreTime, args: readonly string[], more: Partial<ProgramRun> = {}) {
  const { password, answer } = await run(config, time, args, more);
  // 1 is a warning, also where Borg 1.2 says of a file that it did restore that nothing matched it; what did not come shows by its checksum.
  if (answer.code !== 0 && answer.code !== 1) throw refusedBy(answer, password);
  return answer.out;
}

/** Borg keeps notes inside a repository that it looks through; where it may not write, it cannot. */
const MAY_NOT_WRITE = /read-only file system|permission denied|not permitted/i;

/** A repository of Borg. What lies on the disk is held against checksums (SHA-256) that Borg computes from the repository in a second run. */
export const borg: BackupReader<Config> = {
  kind: 'borg',
  config: Config,
  newest: async (config, time) => {
    const json = parseJson((await ask(config, time, ['list', '--json', '--last=1', config.path])) || 'null');
    const last = Archives.parse(json.ok ? json.value : null).archives.at(-1);
    const at = last && timeOf(`${last.time}Z`);
    return last && at !== undefined ? { id: last.name, name: last.name, at } : undefined;
  },
  list: async (config, { id }, time, onFile) => {
    let torn: string | undefined;
    const onLine = (line: string) => {
      const json = parseJson(line);
      const file = File.safeParse(json.ok ? json.value : null);
      if (!file.success) return;
      if (!file.data.healthy) torn ??= file.data.path;
      onFile({ path: file.data.path, bytes: file.data.size });
    };
    await ask(config, time, ['list', '--json-lines', `${config.path}::${id}`], { onLine });
    // A repair has put zeros where data was lost; that agrees with its own checksum.
    if (torn !== undefined) throw new Spoiled({ code: 'lost', file: torn.slice(0, 500) });
  },
  check: async (config, time) => {
    const { password, answer } = await run(config, time, ['check', config.path]);
    if (answer.code === 0) return 'sound';
    if (answer.code !== 1 && MAY_NOT_WRITE.test(answer.err)) return 'not-possible';
    // Here 1 is the word for what does not fit together.
    throw refusedBy(answer, password);
  },
  restore: async (config, { id }, files, into, time) => {
    const chosen = files.map(({ path }) => `pf:${path}`);
    const started = performance.now();
    await ask(config, time, ['extract', `${config.path}::${id}`, ...chosen], { cwd: into });
    const ms = performance.now() - started;
    const sums = await ask(config, time, ['list', '--format', '{sha256} {path}{NUL}', `${config.path}::${id}`, ...chosen]);
    const expected = new Map(sums.split('\0').flatMap((one) => (one === '' ? [] : [[one.slice(65), one.slice(0, 64)] as const])));
    for (const { path } of files) {
      const found = await sha256Of(join(into, path));
      if (found !== expected.get(path)) throw new Spoiled({ code: found === null ? 'missing' : 'checksum', file: path.slice(0, 500) });
    }
    return { ms, proven: 'sums' };
  },
};
