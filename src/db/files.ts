import { createHash } from 'node:crypto';
import type { Tx } from './work.ts';

const CHUNK = 256 << 10;

/** Room for one organisation's files: enough for logos, photos of whiteboards and contracts, small enough for a backup by hand. */
export const QUOTA_BYTES = 500 << 20;

export type StoredFile = {
  readonly sha256: string;
  readonly size: number;
  readonly mediaType: string;
  readonly name: string;
  readonly createdAt: number;
};

/** The organisation's files are larger than they may be. */
export class QuotaExceeded extends Error {
  constructor(used: number) {
    const mebibytes = (bytes: number) => Math.round(bytes / (1 << 20));
    super(
      `There is no room for this file: ${mebibytes(used)} of ${mebibytes(QUOTA_BYTES)} MB are in use. Remove files that are no longer needed.`,
    );
    this.name = 'QuotaExceeded';
  }
}

/** Files of one organisation, found by the SHA-256 of their bytes (lower-case hex): the same bytes are kept once. */
export const files = ({ db, org, now }: Tx) => ({
  async save(bytes: Uint8Array, { mediaType, name }: Pick<StoredFile, 'mediaType' | 'name'>): Promise<StoredFile> {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const there = await this.find(sha256);
    if (there) return there;
    const used = await this.used();
    if (used + bytes.length > QUOTA_BYTES) throw new QuotaExceeded(used);
    await db.insertInto('file').values({ org_id: org, sha256, size: bytes.length, media_type: mediaType, name, created_at: now }).execute();
    for (let n = 0; n * CHUNK < bytes.length; n++) {
      const chunk = bytes.subarray(n * CHUNK, (n + 1) * CHUNK);
      await db.insertInto('file_chunk').values({ org_id: org, sha256, n, bytes: chunk }).execute();
    }
    return { sha256, size: bytes.length, mediaType, name, createdAt: now };
  },

  async find(sha256: string): Promise<StoredFile | undefined> {
    const row = await db.selectFrom('file').selectAll().where('org_id', '=', org).where('sha256', '=', sha256).executeTakeFirst();
    return row && { sha256, size: row.size, mediaType: row.media_type, name: row.name, createdAt: row.created_at };
  },

  /** The bytes, checked against their address; undefined when there is no such file. */
  async read(sha256: string): Promise<Uint8Array | undefined> {
    if (!(await this.find(sha256))) return undefined;
    const rows = await db
      .selectFrom('file_chunk')
      .select('bytes')
      .where('org_id', '=', org)
      .where('sha256', '=', sha256)
      .orderBy('n')
      .execute();
    const bytes = Buffer.concat(rows.map((row) => row.bytes));
    if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new Error(`The file ${sha256} is damaged in the database.`);
    return bytes;
  },

  async remove(sha256: string): Promise<void> {
    await db.deleteFrom('file').where('org_id', '=', org).where('sha256', '=', sha256).execute();
  },

  /** Bytes in use. */
  async used(): Promise<number> {
    const row = await db
      .selectFrom('file')
      .select((eb) => eb.fn.sum<number | string | null>('size').as('bytes'))
      .where('org_id', '=', org)
      .executeTakeFirst();
    return Number(row?.bytes ?? 0);
  },
});
