import { z } from 'zod';
import { parseJson } from '../../../kernel/parsejson.ts';
import { runProgram } from '../../../outbound/program.ts';
import { AbsolutePath, timeOf } from '../../checks/probes/freshness.ts';
import type { BackupReader, RestoreTime } from '../reader.ts';
import { passwordIn, refusedBy } from './programs.ts';

const Config = z.object({ path: AbsolutePath, passwordFile: AbsolutePath });
type Config = z.infer<typeof Config>;

const Snapshots = z.array(z.object({ time: z.string(), id: z.string(), short_id: z.string(), hostname: z.string().default('') }));
const File = z.object({ type: z.literal('file'), path: z.string(), size: z.number().default(0) });

/** Without lock, so that a test never holds up a backup; without cache, as on the machine that one restores to in an emergency. */
async function ask(
  { path, passwordFile }: Config,
  { leftMs, signal }: RestoreTime,
  args: readonly string[],
  onLine?: (line: string) => void,
) {
  const password = await passwordIn(passwordFile);
  const answer = await runProgram('restic', ['--no-lock', '--no-cache', `--repo=${path}`, ...args], {
    env: { RESTIC_PASSWORD: password },
    timeoutMs: leftMs(),
    signal,
    ...(onLine ? { onLine } : {}),
  });
  if (answer.code !== 0) throw refusedBy(answer, password);
  return answer.out;
}

/** restic reads a pattern (Go's filepath.Match); a file is meant. */
const literal = (path: string): string => path.replaceAll(/[\\*?[\]]/g, String.raw`\$&`);

/** A repository of restic. `--verify` holds what lies on the disk against the checksums (SHA-256) of the repository. */
export const restic: BackupReader<Config> = {
  kind: 'restic',
  config: Config,
  newest: async (config, time) => {
    const json = parseJson((await ask(config, time, ['--json', 'snapshots', '--latest=1'])) || 'null');
    const dated = Snapshots.parse(json.ok ? json.value : null).flatMap(({ time: text, id, short_id, hostname }) => {
      const at = timeOf(text);
      return at === undefined ? [] : [{ id, name: `${hostname} ${short_id}`.trim(), at }];
    });
    return dated.sort((a, b) => b.at - a.at)[0];
  },
  list: async (config, { id }, time, onFile) => {
    await ask(config, time, ['--json', 'ls', id], (line) => {
      const json = parseJson(line);
      const file = File.safeParse(json.ok ? json.value : null);
      if (file.success) onFile({ path: file.data.path, bytes: file.data.size });
    });
  },
  // Without `--read-data-subset` restic looks only whether all packs are there, not what is in them.
  check: async (config, time, megabytes) => {
    await ask(config, time, ['check', `--read-data-subset=${megabytes}M`]);
    return 'sound';
  },
  restore: async (config, { id }, files, into, time) => {
    const started = performance.now();
    await ask(config, time, ['restore', id, `--target=${into}`, '--verify', ...files.map(({ path }) => `--include=${literal(path)}`)]);
    return { ms: performance.now() - started, proven: 'repository' };
  },
};
