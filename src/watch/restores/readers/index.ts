import type { BackupReader } from '../reader.ts';
import { borg } from './borg.ts';
import { folder } from './folder.ts';
import { restic } from './restic.ts';

/** Every kind of backup that can be restored from. */
const readers = [restic, borg, folder] as const;

/** The reader for a check, its settings put in; undefined when there is none, or they do not fit. */
export function readerFor(
  kind: string,
  settings: unknown,
): { readonly reader: BackupReader<unknown>; readonly config: unknown } | undefined {
  const found = readers.find((one) => one.kind === kind) as BackupReader<unknown> | undefined;
  const parsed = found?.config.safeParse(settings);
  return found && parsed?.success ? { reader: found, config: parsed.data } : undefined;
}
