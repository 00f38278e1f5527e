import { z } from 'zod';
import { runProgram } from '../../../outbound/program.ts';
import type { Newest } from './freshness.ts';
import { timeOf } from './freshness.ts';
import type { Probe, ProbeContext } from './probe.ts';
import { observeRepository, repositoryFields, Unreadable } from './repository.ts';

const ResticConfig = z.object(repositoryFields);
type ResticConfig = z.infer<typeof ResticConfig>;

const Snapshots = z.array(z.object({ time: z.string(), short_id: z.string(), hostname: z.string().default('') }));
const Stats = z.object({ total_size: z.number() });

/** Asks restic without locking, so that looking never holds up a backup. */
async function ask<T>(
  shape: z.ZodType<T>,
  config: ResticConfig,
  password: string,
  context: ProbeContext,
  args: readonly string[],
): Promise<T> {
  const answer = await runProgram('restic', ['--no-lock', '--no-cache', '--json', `--repo=${config.path}`, ...args], {
    env: { RESTIC_PASSWORD: password },
    timeoutMs: context.timeoutMs,
    signal: context.signal,
  });
  if (answer.code !== 0) throw new Unreadable(answer.err.split('\n').find((line) => line.trim() !== '') ?? `exit ${answer.code}`);
  const parsed = shape.safeParse(JSON.parse(answer.out || 'null'));
  if (!parsed.success) throw new Unreadable('restic gave an answer of a form that is not known here');
  return parsed.data;
}

async function newestOf(config: ResticConfig, password: string, context: ProbeContext): Promise<Newest | undefined> {
  const snapshots = await ask(Snapshots, config, password, context, ['snapshots', '--latest=2']);
  const dated = snapshots.flatMap(({ time, short_id, hostname }) => {
    const at = timeOf(time);
    return at === undefined ? [] : [{ at, id: short_id, name: `${hostname} ${short_id}`.trim() }];
  });
  const last = dated.sort((a, b) => b.at - a.at)[0];
  if (!last) return undefined;
  const { id, ...found } = last;
  const newest = { ...found, first: dated.length === 1 };
  if (config.minMegabytes === 0) return { ...newest, bytes: null };
  const { total_size } = await ask(Stats, config, password, context, ['stats', '--mode=restore-size', id]);
  return { ...newest, bytes: total_size };
}

export const restic: Probe<ResticConfig> = {
  kind: 'restic',
  label: { de: 'Sicherung mit restic', en: 'Backup with restic' },
  help: {
    de: 'Fragt ein Repository von restic nach der neuesten Sicherung: Alter, Größe und Zuwachs.',
    en: 'Asks a repository of restic for the newest backup: age, size and growth.',
  },
  config: ResticConfig,
  // Each look starts a program that reads the repository, perhaps over the line; a backup is hardly made more often than each hour.
  pace: { usualMs: 900_000, leastMs: 60_000, timeoutMs: 60_000 },
  target: ({ path }) => path,
  observe: (config, context) => observeRepository(config, context, (password) => newestOf(config, password, context)),
};
