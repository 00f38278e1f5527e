import { createReadStream, rmSync, statSync } from 'node:fs';
import type { EvidenceFile } from '../reader.ts';

/** A file on the disk that vanishes as soon as its reader holds it open. */
export const evidenceFile = (path: string): EvidenceFile => ({
  path,
  size: statSync(path).size,
  bytes: () => createReadStream(path, { highWaterMark: 256 << 10 }),
  forget: () => rmSync(path, { force: true }),
});
