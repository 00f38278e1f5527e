import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

const IV = 12;
const TAG = 16;

function encrypt(key: Uint8Array, plain: Uint8Array, context: string): string {
  const iv = randomBytes(IV);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return `v1.${Buffer.concat([iv, body, cipher.getAuthTag()]).toString('base64url')}`;
}

function decrypt(key: Uint8Array, sealed: string, context: string): Uint8Array {
  const bytes = Buffer.from(sealed.replace(/^v1\./, ''), 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV));
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(bytes.subarray(-TAG));
  return Buffer.concat([decipher.update(bytes.subarray(IV, -TAG)), decipher.final()]);
}

/**
 * Seals what must not be read from a stolen database or its copy: AES-256-GCM with a data key per organisation,
 * which is wrapped by the master key; the organisation's id is authenticated with it, so that a sealed value of one
 * organisation opens in no other.
 */
export type Keyring = {
  seal(db: Kysely<Tables>, org: string, plain: string): Promise<string>;
  /** Throws when the value was sealed with another master key or for another organisation. */
  open(db: Kysely<Tables>, org: string, sealed: string): Promise<string>;
  /** For what belongs to the installation and to no organisation: sealed with the master key itself. */
  sealOwn(plain: string): string;
  /** Throws when the value was sealed with another master key. */
  openOwn(sealed: string): string;
};

const OWN = 'installation';

export function keyring(masterKey: Uint8Array): Keyring {
  const dataKey = async (db: Kysely<Tables>, org: string): Promise<Uint8Array> => {
    const row = await db.selectFrom('data_key').select('wrapped').where('org_id', '=', org).executeTakeFirst();
    if (row) return decrypt(masterKey, row.wrapped, `data-key ${org}`);
    const key = randomBytes(32);
    const wrapped = encrypt(masterKey, key, `data-key ${org}`);
    await db
      .insertInto('data_key')
      .values({ org_id: org, wrapped })
      .onConflict((on) => on.doNothing())
      .execute();
    const kept = await db.selectFrom('data_key').select('wrapped').where('org_id', '=', org).executeTakeFirstOrThrow();
    return decrypt(masterKey, kept.wrapped, `data-key ${org}`);
  };
  return {
    seal: async (db, org, plain) => encrypt(await dataKey(db, org), Buffer.from(plain), org),
    open: async (db, org, sealed) => Buffer.from(decrypt(await dataKey(db, org), sealed, org)).toString(),
    sealOwn: (plain) => encrypt(masterKey, Buffer.from(plain), OWN),
    openOwn: (sealed) => Buffer.from(decrypt(masterKey, sealed, OWN)).toString(),
  };
}

/** Reads the master key (32 bytes, base64) from its file, or makes one that only the owner of the process may read. */
export function masterKeyFile(path: string): Uint8Array {
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(path, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  }
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64');
  if (key.length !== 32) throw new Error(`The master key in ${path} is not 32 bytes of base64. Restore that file from your backup.`);
  return key;
}
