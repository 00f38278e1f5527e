import { opendir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Instant } from '../../../kernel/instant.ts';
import { nodeCode, OutboundError } from '../../../outbound/failure.ts';
import type { Detail, Observation } from '../observation.ts';
import { down, failed, warned } from './faults.ts';
import { field } from './fields.ts';
import { AbsolutePath, type Freshness, freshnessFields, type Growth, judgeFreshness, judgeGrowth, type Newest } from './freshness.ts';
import type { ProbeContext } from './probe.ts';

/** Fields of a repository of restic or borg. The password itself is never stored here: only where it lies on this machine. */
export const repositoryFields = {
  path: AbsolutePath.meta(
    field({
      label: { de: 'Ordner des Repositorys', en: 'Folder of the repository' },
      help: {
        de: 'Auf diesem Rechner oder eingebunden, am besten nur lesend.',
        en: 'On this machine or mounted, best read-only.',
      },
      placeholder: '/mnt/nas/restic',
    }),
  ),
  passwordFile: AbsolutePath.meta(
    field({
      label: { de: 'Datei mit dem Kennwort', en: 'File with the password' },
      help: {
        de: 'Nur der Benutzer, unter dem krisenfest läuft, darf sie lesen. krisenfest speichert das Kennwort nicht.',
        en: 'Only the user that krisenfest runs as may read it. krisenfest does not store the password.',
      },
      placeholder: '/etc/krisenfest/restic.password',
    }),
  ),
  ...freshnessFields,
  maxGrowthPercent: z
    .number()
    .int()
    .min(0, 'must be between 0 and 100')
    .max(100, 'must be between 0 and 100')
    .default(0)
    .meta(
      field({
        label: {
          de: 'Warnen, wenn die neueste Sicherung mehr als … Prozent neu geschrieben hat',
          en: 'Warn when the newest backup has written more than … per cent anew',
        },
        help: {
          de: 'Sprunghafter Zuwachs ist oft das erste Zeichen verschlüsselter Dateien. Üblich ist 20. 0 = Zuwachs nicht ansehen.',
          en: 'A jump in growth is often the first sign of encrypted files. 20 is usual. 0 = do not look at the growth.',
        },
      }),
    ),
};
type Repository = Freshness & { readonly path: string; readonly passwordFile: string; readonly maxGrowthPercent: number };

/** The repository did not let itself be read: why, in the program's own words without any secret. */
export class Unreadable extends Error {
  readonly says: string;

  constructor(says: string) {
    super('the repository cannot be read');
    this.name = 'Unreadable';
    this.says = says.replaceAll(/\s+/g, ' ').trim().slice(0, 200);
  }
}

/** The password of the file; only a plain file is read, so that nothing hangs. */
export async function passwordIn(path: string): Promise<string> {
  if (!(await stat(path)).isFile()) throw new Unreadable(`${path}: not a file`);
  return (await readFile(path, 'utf8')).replace(/\r?\n$/, '');
}

/**
 * Adds up what lies in the `data` folder of a repository (restic: packs; Borg: segments), which both programs only ever add files to. What was
 * written since the newest backup began has come with it.
 */
async function growthSince(path: string, at: Instant, { signal, timeoutMs }: ProbeContext): Promise<Growth> {
  const end = performance.now() + timeoutMs;
  let [all, added] = [0, 0];
  for await (const entry of await opendir(join(path, 'data'), { recursive: true })) {
    if (signal.aborted) throw new OutboundError('aborted', 'Stopped while the repository was added up.');
    if (performance.now() > end) throw new OutboundError('timeout', 'The repository could not be added up in time.');
    if (!entry.isFile()) continue;
    const { size, mtimeMs } = await sizeOf(join(entry.parentPath, entry.name));
    all += size;
    if (mtimeMs >= at) added += size;
  }
  return { all, added };
}

/** A file that goes while the folder is read is none: backups are tidied up beside us. */
async function sizeOf(path: string): Promise<{ readonly size: number; readonly mtimeMs: number }> {
  try {
    return await stat(path);
  } catch (error) {
    if (nodeCode(error) === 'ENOENT') return { size: 0, mtimeMs: 0 };
    throw error;
  }
}

async function grown(config: Repository, newest: Newest, context: ProbeContext): Promise<Detail | null> {
  if (config.maxGrowthPercent === 0) return null;
  return judgeGrowth(newest, await growthSince(config.path, newest.at, context), config.maxGrowthPercent);
}

/** Reads the newest backup by `read` and judges it. `read` gets the password and gives what it found. */
export async function observeRepository(
  config: Repository,
  context: ProbeContext,
  read: (password: string) => Promise<Newest | undefined>,
): Promise<Observation> {
  const started = performance.now();
  const ms = () => performance.now() - started;
  let password = '';
  try {
    password = await passwordIn(config.passwordFile);
    const newest = await read(password);
    const judged = judgeFreshness(newest, config, context.now, ms());
    const detail = newest && judged.outcome === 'up' ? await grown(config, newest, context) : null;
    return detail === null ? judged : warned(detail, ms());
  } catch (error) {
    if (error instanceof Unreadable) return down({ code: 'repository-unread', says: error.says.replaceAll(password || '\0', '•••') }, ms());
    if (error instanceof OutboundError) {
      const run = { context, host: '127.0.0.1', names: context.outbound.names.forOneRun(context.outbound.policy) };
      // The program is not installed: nothing is said about the backup.
      if (error.code === 'bad-url')
        return { outcome: 'unclear', warning: false, ms: ms(), detail: { code: 'probe-failed', says: error.message }, phases: {} };
      return failed(error, run, ms());
    }
    const code = nodeCode(error);
    if (code === '') throw error;
    return down({ code: 'repository-unread', says: `${config.passwordFile}: ${code}` }, ms());
  }
}
