/**
 * Builds src/know/discovery/catalogue/asn.csv.gz: the ranges of the networks that the catalogue names, merged where they
 * touch. Arguments: the folder of an unpacked `@ip-location-db/asn` and the date of that set.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { readCatalogue } from '../src/know/discovery/catalogue/catalogue.ts';

const [folder, date] = process.argv.slice(2);
if (folder === undefined || date === undefined) throw new Error('Usage: asn-table.ts FOLDER DATE');
const catalogue = new URL('../src/know/discovery/catalogue/', import.meta.url);
const { records } = readCatalogue(readFileSync(new URL('providers.jsonl', catalogue), 'utf8'));
const wanted = new Set(records.flatMap((record) => record.detection.asn ?? []));

const v4 = (value: bigint): string => [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join('.');
const v6 = (value: bigint): string => {
  const groups = Array.from({ length: 8 }, (_, n) => ((value >> BigInt(112 - 16 * n)) & 0xffffn).toString(16)).join(':');
  return groups.replace(/(?:^|:)0(?::0)+(?:$|:)/, '::');
};

const lines = [
  `# Owners of the networks named in the catalogue, as of ${date}.`,
  '# Made from @ip-location-db/asn (RouteViews, DB-IP.com), CC BY 4.0: https://db-ip.com. Merged, everything else left out.',
  '# The publisher warns of errors in this set: it says who announces a range, not where it is or what it is used for.',
];
for (const [file, print] of [
  ['asn-ipv4-num.csv', v4],
  ['asn-ipv6-num.csv', v6],
] as const) {
  let open: { first: bigint; last: bigint; asn: string; name: string } | undefined;
  const flush = () => {
    if (open) lines.push(`${print(open.first)},${print(open.last)},${open.asn},"${open.name}",`);
  };
  for (const line of readFileSync(`${folder}/${file}`, 'utf8').split('\n')) {
    const parts = /^(\d+),(\d+),(\d+),"?(.*?)"?$/.exec(line.trim());
    if (!parts || !wanted.has(Number(parts[3]))) continue;
    const [, first = '0', last = '0', asn = '', name = ''] = parts;
    if (open && open.asn === asn && BigInt(first) === open.last + 1n) open.last = BigInt(last);
    else {
      flush();
      open = { first: BigInt(first), last: BigInt(last), asn, name: name.replaceAll('"', '') };
    }
  }
  flush();
}
writeFileSync(new URL('asn.csv.gz', catalogue), gzipSync(`${lines.join('\n')}\n`, { level: 9 }));
process.stdout.write(`${lines.length - 3} ranges of ${wanted.size} networks\n`);
