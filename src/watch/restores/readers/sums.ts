import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { nodeCode } from '../../../outbound/failure.ts';

/** The checksum of a file, or of its first `bytes`; null when there is no such file. */
export async function sumOf(algorithm: 'sha256' | 'sha1' | 'md5', path: string, bytes?: number): Promise<string | null> {
  const hash = createHash(algorithm);
  try {
    for await (const part of createReadStream(path, bytes === undefined ? {} : { end: Math.max(0, bytes - 1) }))
      hash.update(part as Buffer);
    return hash.digest('hex');
  } catch (error) {
    if (nodeCode(error) === 'ENOENT') return null;
    throw error;
  }
}

export const sha256Of = (path: string, bytes?: number): Promise<string | null> => sumOf('sha256', path, bytes);
