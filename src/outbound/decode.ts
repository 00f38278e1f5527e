import { promisify } from 'node:util';
import { brotliDecompress, constants, gunzip, inflate, inflateRaw } from 'node:zlib';
import { nodeCode, OutboundError } from './failure.ts';

const packers = {
  gzip: (raw: Buffer, max: number) => promisify(gunzip)(raw, { maxOutputLength: max, finishFlush: constants.Z_SYNC_FLUSH }),
  br: (raw: Buffer, max: number) =>
    promisify(brotliDecompress)(raw, { maxOutputLength: max, finishFlush: constants.BROTLI_OPERATION_FLUSH }),
  deflate: (raw: Buffer, max: number) => {
    // "deflate" means zlib (RFC 9110), but bare deflate data is seen too; the zlib header tells them apart.
    const zlib = ((raw[0] ?? 0) & 0x0f) === 8 && (((raw[0] ?? 0) << 8) | (raw[1] ?? 0)) % 31 === 0;
    return promisify(zlib ? inflate : inflateRaw)(raw, { maxOutputLength: max, finishFlush: constants.Z_SYNC_FLUSH });
  },
};

/**
 * Unpacks a body as its `content-encoding` says (gzip, deflate, br; at most two layers) to at most `max` bytes. With
 * `mode: 'cut'` a body that unpacks to more is given up (empty and marked), for its beginning is not worth the bomb.
 * Throws `too-large`, `bad-answer`.
 */
export async function decodeBody(
  raw: Buffer,
  encoding: string | undefined,
  limits: { max: number; mode: 'fail' | 'cut'; what: string; cut: boolean },
): Promise<{ bytes: Uint8Array; cut: boolean }> {
  const layers = (encoding ?? '')
    .toLowerCase()
    .split(',')
    .map((one) => one.trim().replace(/^x-gzip$/, 'gzip'))
    .filter((one) => one !== '' && one !== 'identity');
  if (layers.length > 2) throw new OutboundError('bad-answer', `${limits.what} packs its answer more than twice.`);
  let bytes = raw;
  for (const layer of layers.reverse()) {
    if (bytes.length === 0) break;
    const unpack = layer === 'gzip' || layer === 'br' || layer === 'deflate' ? packers[layer] : undefined;
    if (!unpack) throw new OutboundError('bad-answer', `${limits.what} packs its answer in a way not known here.`);
    try {
      bytes = await unpack(bytes, limits.max);
    } catch (error) {
      if (nodeCode(error) !== 'ERR_BUFFER_TOO_LARGE')
        throw new OutboundError('bad-answer', `${limits.what} sends a body that cannot be unpacked.`);
      if (limits.mode === 'cut') return { bytes: new Uint8Array(), cut: true };
      throw new OutboundError('too-large', `${limits.what} sends a body that unpacks to more than ${limits.max} bytes.`);
    }
  }
  return { bytes, cut: false };
}
