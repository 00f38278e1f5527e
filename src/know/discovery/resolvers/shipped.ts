import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
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
