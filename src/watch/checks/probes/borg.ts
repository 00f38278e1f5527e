import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type ProgramAnswer, runProgram } from '../../../outbound/program.ts';
import type { Newest } from './freshness.ts';
import { timeOf } from './freshness.ts';
import type { Probe, ProbeContext } from './probe.ts';
import { observeRepository, repositoryFields, Unreadable } from './repository.ts';

// The size of an archive is left out: borg would read all of the repository into a cache for it.
const BorgConfig = z.object(repositoryFields).omit({ minMegabytes: true });
type BorgConfig = z.infer<typeof BorgConfig>;

const Listed = z.object({ archives: z.array(z.object({ name: z.string(), time: z.string() })) });

/** Runs borg past its lock, so that looking never holds up a backup. Times come in UTC (`TZ`), since borg prints local ones without zone. */
async function runBorg(args: readonly string[], password: string, { timeoutMs, signal }: ProbeContext): Promise<ProgramAnswer> {
  // borg keeps notes on every repository that it has seen; ours go again.
  const base = await mkdtemp(join(tmpdir(), 'krisenfest-borg-'));
  try {
    const env = {
      TZ: 'UTC',
      BORG_PASSPHRASE: password,
      BORG_RELOCATED_REPO_ACCESS_IS_OK: 'yes',
      BORG_UNKNOWN_UNENCRYPTED_REPO_ACCESS_IS_OK: 'yes',
      BORG_BASE_DIR: base,
    };
    return await runProgram('borg', ['--bypass-lock', ...args], { env, timeoutMs, signal });
  } finally {
    await rm(base, { recursive: true, force: true });
  }
}

async function newestOf(config: BorgConfig, password: string, context: ProbeContext): Promise<Newest | undefined> {
  const answer = await runBorg(['list', '--json', '--last=2', config.path], password, context);
  // 1 is a warning (a file has changed while it was read): the answer is there all the same.
  if (answer.code !== 0 && answer.code !== 1)
    throw new Unreadable(
      answer.err
        .split('\n')
        .findLast((line) => line.trim() !== '')
        ?.trim() ?? `exit ${answer.code}`,
    );
  const listed = Listed.safeParse(JSON.parse(answer.out || 'null'));
  if (!listed.success) throw new Unreadable('borg gave an answer of a form that is not known here');
  const last = listed.data.archives.at(-1);
  const at = last && timeOf(`${last.time}Z`);
  if (!last || at === undefined) return undefined;
  return { name: last.name, at, bytes: null, first: listed.data.archives.length === 1 };
}

export const borg: Probe<BorgConfig> = {
  kind: 'borg',
  label: { de: 'Sicherung mit Borg', en: 'Backup with Borg' },
  help: {
    de: 'Fragt ein Repository von Borg danach, wie alt die neueste Sicherung ist und wie viel sie neu geschrieben hat.',
    en: 'Asks a repository of Borg how old the newest backup is, and how much it has written anew.',
  },
  config: BorgConfig,
  // Each look starts a program that reads the repository, perhaps over the line; a backup is hardly made more often than each hour.
  pace: { usualMs: 900_000, leastMs: 60_000, timeoutMs: 60_000 },
  target: ({ path }) => path,
  observe: (config, context) =>
    observeRepository({ ...config, minMegabytes: 0 }, context, (password) => newestOf(config, password, context)),
};
