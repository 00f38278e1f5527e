import { opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { instant } from '../../../kernel/instant.ts';
import { nodeCode } from '../../../outbound/failure.ts';
import type { Observation } from '../observation.ts';
import { down } from './faults.ts';
import { field } from './fields.ts';
import { AbsolutePath, freshnessFields, judgeFreshness, type Newest } from './freshness.ts';
import type { Probe, ProbeContext } from './probe.ts';

const FolderConfig = z.object({
  path: AbsolutePath.meta(
    field({
      label: { de: 'Ordner mit den Sicherungen', en: 'Folder with the backups' },
      help: {
        de: 'Auf diesem Rechner oder eingebunden. krisenfest liest nur Namen, Zeit und Größe.',
        en: 'On this machine or mounted. krisenfest reads names, times and sizes only.',
      },
      placeholder: '/mnt/nas/sicherung',
    }),
  ),
  ending: z
    .string()
    .trim()
    .max(50)
    .regex(/^[^/\0]*$/, 'must be the end of a file name like .bak')
    .default('')
    .meta(
      field({
        label: { de: 'Nur Dateien, die so enden', en: 'Only files that end like this' },
        help: { de: 'Leer: alle Dateien.', en: 'Empty: all files.' },
        placeholder: '.vbk',
      }),
    ),
  ...freshnessFields,
});
type FolderConfig = z.infer<typeof FolderConfig>;

/** Enough for years of nightly files; a folder with more is not one of backups. */
const MOST_FILES = 20_000;

export async function newestIn({ path, ending }: Pick<FolderConfig, 'path' | 'ending'>): Promise<Newest | undefined> {
  let newest: Newest | undefined;
  let seen = 0;
  for await (const entry of await opendir(path)) {
    if (!entry.isFile() || !entry.name.endsWith(ending)) continue;
    if (++seen > MOST_FILES) break;
    const { mtimeMs, size } = await stat(join(path, entry.name));
    if (!newest || mtimeMs > newest.at) newest = { name: entry.name, at: instant(Math.round(mtimeMs)), bytes: size };
  }
  return newest;
}

async function observe(config: FolderConfig, { now }: ProbeContext): Promise<Observation> {
  const started = performance.now();
  try {
    return judgeFreshness(await newestIn(config), config, now, performance.now() - started);
  } catch (error) {
    const code = nodeCode(error);
    if (code === '') throw error;
    // A folder that is gone is what a dead disk or a lost mount looks like.
    return down({ code: 'folder-unread', says: code }, performance.now() - started);
  }
}

export const folder: Probe<FolderConfig> = {
  kind: 'folder',
  label: { de: 'Sicherung als Datei', en: 'Backup as a file' },
  help: {
    de: 'Sieht nach, ob in einem Ordner eine Datei liegt, die jung und groß genug ist.',
    en: 'Looks whether a folder holds a file that is young and large enough.',
  },
  config: FolderConfig,
  target: ({ path, ending }) => (ending === '' ? path : `${path}/*${ending}`),
  observe,
};
