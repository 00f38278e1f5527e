import { randomInt } from 'node:crypto';
import type { AcrossTx } from '../../db/work.ts';
import { accounts } from '../people/people.store.ts';
import { hashOf } from '../tokens/secret.ts';

const ROW = 'setup-code';
/** Crockford's base 32: nothing in it is mistaken for something else when read off a screen. 12 signs are 60 bits. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;

/** As it was meant, however it was typed: small letters, no dashes, O for 0, I or L for 1. */
const meant = (typed: string): string =>
  typed
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');

/**
 * The one-time code that lets whoever sees the console, and nobody else, set up an installation that other machines can
 * reach. Only its hash is kept, for all nodes of a database; it goes with the setup.
 */
export const setupCodes = (tx: Pick<AcrossTx, 'db' | 'now' | 'newId'>) => ({
  /** A new code like `7KQF-2M9D-XR4T`, which replaces that of an earlier start; undefined when the installation is set up. */
  async renew(): Promise<string | undefined> {
    if (await accounts(tx).anyone()) return undefined;
    const code = Array.from({ length: LENGTH }, () => SIGNS[randomInt(SIGNS.length)]).join('');
    const value = hashOf(code);
    await tx.db
      .insertInto('installation')
      .values({ name: ROW, value })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
      .execute();
    return code.replaceAll(/.{4}(?!$)/g, '$&-');
  },
  async matches(typed: string): Promise<boolean> {
    const row = await tx.db.selectFrom('installation').select('value').where('name', '=', ROW).executeTakeFirst();
    return row !== undefined && row.value === hashOf(meant(typed));
  },
  async forget(): Promise<void> {
    await tx.db.deleteFrom('installation').where('name', '=', ROW).execute();
  },
});
