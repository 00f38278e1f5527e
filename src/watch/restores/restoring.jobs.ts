import { mkdtemp, readdir, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { nodeCode, OutboundError } from '../../outbound/failure.ts';
import { type Backup, type RestoreTime, Spoiled } from './reader.ts';
import { readerFor } from './readers/index.ts';
import type { DueTest } from './restores.store.ts';
import { type BackupFault, type Checked, fits, type Measured, type NotRun, type Proven, RESERVE_BYTES } from './restores.ts';
import { type Listed, sampler } from './sample.ts';

/** What came of a restore, before anybody asks what it means for the model. */
export type Restoring =
  | {
      readonly kind: 'restored';
      readonly backup: Backup;
      readonly measured: Measured;
      readonly proven: Proven;
      readonly checked: Checked | null;
    }
  | { readonly kind: 'failed'; readonly backup: Backup | null; readonly fault: BackupFault }
  | { readonly kind: 'not-run'; readonly why: NotRun }
  /** The house closes: it begins again when it is open. */
  | { readonly kind: 'stopped' };

const PREFIX = 'krisenfest-restore-';

/** Folders that a run of this check has left behind when it was killed. */
async function sweep(scratch: string, checkId: string): Promise<void> {
  for (const name of await readdir(scratch))
    if (name.startsWith(`${PREFIX}${checkId}-`)) await rm(join(scratch, name), { recursive: true, force: true });
}

/** `/srv/erp` holds `/srv/erp/a` and, for Borg, `srv/erp/a`. */
function lies(paths: readonly string[]): (file: Listed) => boolean {
  const bare = (path: string) => path.replace(/^\/+|\/+$/g, '');
  const wanted = paths.map(bare);
  return ({ path }) => wanted.length === 0 || wanted.some((one) => bare(path) === one || bare(path).startsWith(`${one}/`));
}

function outcomeOf(error: unknown, backup: Backup | null, signal: AbortSignal, limitMs: number): Restoring {
  if (signal.aborted) return { kind: 'stopped' };
  if (error instanceof Spoiled) return { kind: 'failed', backup, fault: error.fault };
  if (error instanceof OutboundError)
    switch (error.code) {
      case 'timeout':
        return { kind: 'not-run', why: { code: 'timeout', afterMs: limitMs } };
      case 'too-large':
        return { kind: 'not-run', why: { code: 'no-scratch', says: error.message.slice(0, 300) } };
      default:
        return { kind: 'not-run', why: { code: 'no-program', says: error.message.slice(0, 300) } };
    }
  if (error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError'))
    return { kind: 'not-run', why: { code: 'timeout', afterMs: limitMs } };
  // Reading the backup and writing the copy fail with the same codes; only these are about the place that is written to.
  if (['ENOSPC', 'EDQUOT', 'EROFS'].includes(nodeCode(error)))
    return { kind: 'not-run', why: { code: 'no-scratch', says: nodeCode(error) } };
  if (nodeCode(error) !== '') return { kind: 'failed', backup, fault: { code: 'program', says: nodeCode(error) } };
  throw error;
}

/** What was restored is restored, also when the time is over before all of the repository was looked through. */
async function checkWhole(looking: Promise<Checked>): Promise<Checked> {
  try {
    return await looking;
  } catch (error) {
    if (error instanceof OutboundError && error.code === 'timeout') return 'no-time';
    throw error;
  }
}

/**
 * Restores a sample of the newest backup into a folder of its own, holds it against the backup, and removes it again. Looks at the room on the
 * disk before. Throws for faults of our own only.
 */
export async function restoreSample({ checkId, kind, config: given, settings, lease }: DueTest, signal: AbortSignal): Promise<Restoring> {
  const found = readerFor(kind, given);
  if (!found) return { kind: 'not-run', why: { code: 'unsupported' } };
  const { reader, config } = found;
  const limitMs = settings.maxMinutes * 60_000;
  const end = performance.now() + limitMs;
  const time: RestoreTime = { signal, leftMs: () => Math.max(1, Math.round(end - performance.now())) };
  const { scratch } = settings;
  let backup: Backup | null = null;
  let into: string | undefined;
  try {
    await sweep(scratch, checkId);
    into = await mkdtemp(join(scratch, `${PREFIX}${checkId}-`));
  } catch (error) {
    return { kind: 'not-run', why: { code: 'no-scratch', says: `${scratch}: ${nodeCode(error)}` } };
  }
  try {
    const opened = performance.now();
    const newest = await reader.newest(config, time);
    const openMs = performance.now() - opened;
    if (!newest) return { kind: 'failed', backup, fault: { code: 'no-backup' } };
    backup = newest;
    const maxBytes = settings.maxMegabytes * 1_000_000;
    const picking = sampler(maxBytes, `${checkId} ${lease.fence}`);
    const wanted = lies(settings.paths);
    await reader.list(config, newest, time, (file) => {
      if (wanted(file)) picking.offer(file);
    });
    const files = picking.sample();
    const total = picking.totals();
    if (files.length === 0) return { kind: 'failed', backup, fault: { code: 'not-in-backup' } };
    const listed = files.reduce((sum, { bytes }) => sum + bytes, 0);
    const needed =
      Math.min(listed, Math.max(maxBytes, 0)) + (total.bytes <= maxBytes ? ((await reader.room?.(config, newest, time)) ?? 0) : 0);
    const { bavail, bsize } = await statfs(scratch);
    const free = bavail * bsize;
    if (!fits(needed, free)) return { kind: 'not-run', why: { code: 'no-space', needed: needed + RESERVE_BYTES, free } };
    const { ms, proven, bytes = listed } = await reader.restore(config, newest, files, into, time, maxBytes);
    const checked = settings.whole && reader.check ? await checkWhole(reader.check(config, time, settings.maxMegabytes)) : null;
    return { kind: 'restored', backup: newest, measured: { ms, openMs, sample: { files: files.length, bytes }, total }, proven, checked };
  } catch (error) {
    return outcomeOf(error, backup, signal, limitMs);
  } finally {
    await rm(into, { recursive: true, force: true });
  }
}
