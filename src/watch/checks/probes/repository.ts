import { readFile, stat } from 'node:fs/promises';
import { nodeCode, OutboundError } from '../../../outbound/failure.ts';
import type { Observation } from '../observation.ts';
import { down, failed } from './faults.ts';
import { field } from './fields.ts';
import { AbsolutePath, type Freshness, freshnessFields, judgeFreshness, type Newest } from './freshness.ts';
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
};
type Repository = Freshness & { readonly path: string; readonly passwordFile: string };

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
    return judgeFreshness(await read(password), config, context.now, ms());
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
