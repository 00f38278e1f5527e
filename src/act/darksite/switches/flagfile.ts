import { mkdir, open, rename, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { toIso } from '../../../kernel/instant.ts';
import { PlainPath } from '../paths.ts';
import type { Switch, SwitchKind } from '../switch.ts';

const FlagFileConfig = z.strictObject({
  path: PlainPath.meta({ title: 'Schalterdatei', description: 'The file that nginx or Caddy looks for at every request.' }),
});

const isMissing = (fault: unknown): boolean => fault instanceof Error && 'code' in fault && fault.code === 'ENOENT';

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Everything that can go wrong with the file, said with its path and what to do. */
async function named<T>(path: string, doing: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (fault) {
    const why = fault instanceof Error ? fault.message : String(fault);
    throw new Error(
      `The switch ${path} could not be ${doing}: ${why}. May krisenfest write in that folder, and the web server look into it?`,
      { cause: fault },
    );
  }
}

function flagFile({ path }: z.infer<typeof FlagFileConfig>): Switch {
  const folder = dirname(path);
  const read = async (signal: AbortSignal): Promise<'on' | 'off'> => {
    signal.throwIfAborted();
    return stat(path).then(
      () => 'on',
      (fault: unknown) => {
        if (isMissing(fault)) return 'off';
        throw fault;
      },
    );
  };
  return {
    read: (signal) => named(path, 'read', () => read(signal)),
    async on({ since, until, hash }, signal) {
      signal.throwIfAborted();
      await named(path, 'set', async () => {
        await mkdir(folder, { recursive: true, mode: 0o755 });
        const making = `${path}.making`;
        const file = await open(making, 'w', 0o644);
        try {
          await file.writeFile(`${JSON.stringify({ since: toIso(since), until: toIso(until), hash })}\n`);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(making, path);
        await syncFolder(folder);
        if ((await read(signal)) !== 'on') throw new Error('it is not there afterwards');
      });
    },
    async off(signal) {
      signal.throwIfAborted();
      await named(path, 'removed', async () => {
        await unlink(path).catch((fault: unknown) => {
          if (!isMissing(fault)) throw fault;
        });
        await syncFolder(folder).catch((fault: unknown) => {
          if (!isMissing(fault)) throw fault;
        });
        if ((await read(signal)) !== 'off') throw new Error('it is still there afterwards');
      });
    },
  };
}

/** A file that the generated nginx or Caddy configuration looks for: there is emergency, gone is usual. No reload is needed. */
export const flagFileSwitch: SwitchKind = {
  kind: 'flag-file',
  label: { de: 'Schalterdatei für nginx oder Caddy', en: 'Flag file for nginx or Caddy' },
  about: {
    de: 'Der Webserver vor Ihrer Website sieht bei jedem Aufruf nach, ob diese Datei da ist. Ist sie da, zeigt er die Notfall-Website.',
    en: 'The web server in front of your site looks at every request whether this file is there. While it is, the emergency website is shown.',
  },
  config: FlagFileConfig,
  open: (settings) => flagFile(FlagFileConfig.parse(settings)),
};
