import { mkdir, open, readdir, readFile, readlink, rename, rm, rmdir, symlink } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { z } from 'zod';
import { sha256Hex } from '../../../kernel/sha256.ts';
import { type DarkSite, MANIFEST, siteHash } from '../../../prepare/darkpages/render.ts';
import { PlainPath } from '../paths.ts';
import type { Publisher, PublisherKind } from '../publisher.ts';

const FolderConfig = z.strictObject({
  path: PlainPath.meta({
    title: 'Folder',
    label: { de: 'Ordner', en: 'Folder' },
    description: 'An empty folder of its own; the pages lie in its subfolder "current".',
    help: {
      de: 'Ein leerer, eigener Ordner, in den krisenfest schreiben darf. Die Seiten liegen darin unter „current“: Diesen Unterordner liefert der Webserver aus.',
      en: 'An empty folder of its own that krisenfest may write to. The pages lie in its subfolder "current": the web server serves that.',
    },
    placeholder: '/srv/status',
  }),
});

const RELEASES = 'releases';
const CURRENT = 'current';
/** What we have made ourselves: only that is removed. */
const RELEASE = /^[0-9a-f]{64}(?:-\d+)?(?:\.making)?$/;
const code = (fault: unknown): string => (fault instanceof Error && 'code' in fault ? String(fault.code) : String(fault));

function noneWhereNothing(fault: unknown): never[] {
  if (code(fault) === 'ENOENT' || code(fault) === 'ENOTEMPTY') return [];
  throw fault;
}

async function toDisk(path: string, body: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const file = await open(path, 'w', 0o644);
  try {
    await file.writeFile(body);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes renames in a folder survive a power cut. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** The hash over the files below a folder as they are now; null when the folder is not there or empty. */
async function hashOf(folder: string, signal: AbortSignal): Promise<string | null> {
  const hashes = new Map<string, string>();
  try {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const name = relative(folder, path).split(sep).join('/');
      if (name !== MANIFEST) hashes.set(name, sha256Hex(await readFile(path, { signal })));
    }
  } catch (fault) {
    if (code(fault) === 'ENOENT') return null;
    throw fault;
  }
  return hashes.size === 0 ? null : siteHash(hashes);
}

/** Releases lie side by side by their hash, `current` points to one of them: changing it is one rename. */
function folder({ path }: z.infer<typeof FolderConfig>): Publisher {
  const current = join(path, CURRENT);

  /** Where this version lies whole, or may be written: what is shown, or was tampered with, is never written over. */
  async function releaseOf({ hash }: DarkSite, signal: AbortSignal): Promise<{ name: string; whole: boolean }> {
    for (let n = 1; ; n++) {
      const name = n === 1 ? hash : `${hash}-${n}`;
      const there = await hashOf(join(path, RELEASES, name), signal);
      if (there === null || there === hash) return { name, whole: there === hash };
    }
  }

  async function place(site: DarkSite, signal: AbortSignal): Promise<void> {
    const { name, whole } = await releaseOf(site, signal);
    if (!whole) {
      const making = join(path, RELEASES, `${name}.making`);
      await rm(making, { recursive: true, force: true });
      for (const [file, { body }] of site.files) {
        signal.throwIfAborted();
        await toDisk(join(making, file), body);
      }
      await rename(making, join(path, RELEASES, name));
      await syncFolder(join(path, RELEASES));
    }
    signal.throwIfAborted();
    const link = join(path, `${CURRENT}.making`);
    await rm(link, { force: true });
    await symlink(join(RELEASES, name), link);
    await rename(link, current);
    await syncFolder(path);
  }

  /** Keeps the release that is shown and the one before it; a crash may leave more, which the next run takes away. */
  async function prune(...keep: (string | undefined)[]): Promise<void> {
    for (const name of await readdir(join(path, RELEASES)))
      if (!keep.includes(name)) await rm(join(path, RELEASES, name), { recursive: true, force: true });
  }

  const refusal = (what: string, fault: unknown): Error => {
    const why = fault instanceof Error ? fault.message : String(fault);
    return new Error(`${what} ${path}: ${why}. May krisenfest write there, and is the disk not full?`, { cause: fault });
  };

  const shown = (): Promise<string | undefined> =>
    readlink(current).then(
      (target) => basename(target),
      () => undefined,
    );

  return {
    async publish(site, signal) {
      try {
        const before = await shown();
        await place(site, signal);
        const there = await hashOf(current, signal);
        if (there !== site.hash) throw new Error('what lies there afterwards is not what was written');
        await prune(await shown(), before);
      } catch (fault) {
        signal.throwIfAborted();
        throw refusal('The pages could not be written to', fault);
      }
    },
    readBack: (signal) => hashOf(current, signal),
    async remove(signal) {
      signal.throwIfAborted();
      try {
        // The link first: from here on visitors find nothing, not half of something.
        for (const name of [CURRENT, `${CURRENT}.making`]) await rm(join(path, name), { force: true });
        for (const name of await readdir(join(path, RELEASES)).catch(noneWhereNothing))
          if (RELEASE.test(name)) await rm(join(path, RELEASES, name), { recursive: true, force: true });
        await rmdir(join(path, RELEASES)).catch(noneWhereNothing);
      } catch (fault) {
        throw refusal('The pages could not be removed from', fault);
      }
    },
  };
}

/** A folder on this machine that a web server serves. */
export const folderPublisher: PublisherKind = {
  kind: 'folder',
  label: { de: 'Ordner auf diesem Rechner', en: 'Folder on this machine' },
  about: {
    de: 'Legt die Seiten in einen Ordner, den ein Webserver ausliefert. Besucher sehen immer die alte oder die neue Fassung, nie eine halbe.',
    en: 'Puts the pages into a folder that a web server serves. Visitors always see the old or the new version, never half of one.',
  },
  config: FolderConfig,
  open: (settings) => folder(FolderConfig.parse(settings)),
};
