import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { type AsnTable, readAsnTable } from '../asn.ts';
import { type Catalogue, catalogueOf, readCatalogue } from '../catalogue/catalogue.ts';

let catalogue: Catalogue | undefined;
let table: AsnTable | undefined;

const file = (name: string) => new URL(`../catalogue/${name}`, import.meta.url);

/** The catalogue that comes with the product. Throws when a record is faulty, which a test rules out. */
export function shippedCatalogue(): Catalogue {
  if (catalogue) return catalogue;
  const { records, faults } = readCatalogue(readFileSync(file('providers.jsonl'), 'utf8'));
  const [fault] = faults;
  if (fault) throw new Error(`The catalogue is faulty in line ${fault.line}: ${fault.message}`);
  catalogue = catalogueOf(records);
  return catalogue;
}

/** The network table that comes with the product: ranges of the networks the catalogue names. */
export function shippedNetworks(): AsnTable {
  table ??= existsSync(file('asn.csv.gz'))
    ? readAsnTable(gunzipSync(readFileSync(file('asn.csv.gz'))).toString('utf8')).table
    : readAsnTable('').table;
  return table;
}

let imported: { readonly path: string; readonly stamp: number; readonly table: AsnTable } | undefined;

/** The network table that was imported into this file, else the one that comes with the product. */
export function networksFrom(path: string | undefined): AsnTable {
  if (path === undefined || !existsSync(path)) return shippedNetworks();
  const stamp = statSync(path).mtimeMs;
  if (imported?.path !== path || imported.stamp !== stamp)
    imported = { path, stamp, table: readAsnTable(gunzipSync(readFileSync(path)).toString('utf8')).table };
  return imported.table;
}

/** Keeps an imported table in this file, whole or not at all. */
export function keepNetworks(path: string, csv: string): void {
  writeFileSync(`${path}.new`, gzipSync(csv), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

/** Goes back to the table that comes with the product. */
export const dropNetworks = (path: string): void => rmSync(path, { force: true });
