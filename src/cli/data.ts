import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { systemClock } from '../kernel/clock.ts';
import { toIso } from '../kernel/instant.ts';
import { importedTable } from '../know/discovery/asn-import.ts';
import { dropNetworks, keepNetworks, shippedCatalogue, shippedNetworks } from '../know/discovery/resolvers/shipped.ts';
import type { Command, CommandIo } from './command.ts';

const usage = `krisenfest data import-asn FILE [--data DIR] [--json]
krisenfest data drop-asn [--data DIR] [--json]

  import-asn FILE  take a newer table of the owners of networks: a CSV file with lines of first,last,asn,"name",country
                   (the country may be missing). Kept is what the catalogue of providers names; import again after an
                   update of krisenfest. A running server uses it from the next scan on.
  drop-asn         go back to the table that comes with krisenfest
  --data           the data folder of the installation`;

const bad = (io: CommandIo, sentence: string): number => {
  io.err(sentence);
  return 2;
};

const read = (args: string[]) =>
  parseArgs({ args, allowPositionals: true, options: { data: { type: 'string' }, json: { type: 'boolean' } } });

/** `krisenfest data`: data that others publish, newer than what comes with the product. */
export const dataCommand: Command = {
  name: 'data',
  summary: 'Take newer data of others, such as the owners of networks',
  usage,
  run: async (args, io) => {
    const { values, positionals } = read(args);
    const [what, file, ...more] = positionals;
    const config = readConfig({ data: values.data });
    const path = config.networksFile;
    if (what === 'drop-asn' && file === undefined) {
      const there = existsSync(path);
      dropNetworks(path);
      const rows = shippedNetworks().rows;
      io.out(
        values.json
          ? JSON.stringify({ dropped: there, rows })
          : there
            ? `The imported table is gone; the ${rows} networks that come with krisenfest are used.`
            : 'No table was imported.',
      );
      return 0;
    }
    if (what !== 'import-asn' || file === undefined || more.length > 0) return bad(io, usage);
    if (!existsSync(config.data))
      return bad(io, `${config.data} is not there. Start the server once, or give the folder of the installation with --data.`);
    let text: string;
    try {
      text = await io.readText(file);
    } catch (error) {
      return bad(io, error instanceof Error && error.message.includes('UTF-8') ? error.message : `The file ${file} cannot be read.`);
    }
    const catalogue = shippedCatalogue();
    const day = toIso(systemClock.now()).slice(0, 10);
    const { csv, table, leftOut, faults } = importedTable(text, (asn) => catalogue.network(asn).length > 0, basename(file), day);
    for (const one of faults) io.err(`${file}, line ${one.line} is left out: ${one.message}`);
    if (table.rows === 0) return bad(io, `The file ${file} holds no network that the catalogue names; nothing was changed.`);
    keepNetworks(path, csv);
    io.out(
      values.json
        ? JSON.stringify({ rows: table.rows, leftOut, faults, notes: table.notes })
        : `${table.rows} networks are kept, ${leftOut} that the catalogue does not name are left out. Used from the next scan on.`,
    );
    return 0;
  },
};
