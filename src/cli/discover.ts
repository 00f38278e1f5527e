import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { systemClock } from '../kernel/clock.ts';
import { type AsnTable, readAsnTable } from '../know/discovery/asn.ts';
import { en } from '../know/discovery/discovery.texts.ts';
import { readDomain } from '../know/discovery/domain.ts';
import type { Finding, ScanReport } from '../know/discovery/finding.ts';
import { printedReport } from '../know/discovery/printedreport.ts';
import { shortName } from '../know/discovery/propose.ts';
import { openRecording, saveRecording } from '../know/discovery/resolvers/recorded.ts';
import { scan } from '../know/discovery/resolvers/scan.ts';
import { networksFrom, shippedCatalogue } from '../know/discovery/resolvers/shipped.ts';
import { spfLine } from '../know/discovery/spfline.ts';
import { parseServer } from '../outbound/dns.ts';
import type { Command, CommandIo } from './command.ts';

const usage = `krisenfest discover DOMAIN [--resolver IP:PORT] [--recorded FILE] [--record FILE] [--asn FILE.csv]
                    [--tenant-probe] [--rdap] [--cymru] [--json]

  DOMAIN           firma.de, also as an address of a page or a mailbox
  --resolver       ask this name server instead of those of the machine
  --recorded FILE  take HTTP, TLS, tenant and RDAP answers from this file; nothing is connected to
  --record FILE    keep those answers in this file
  --asn FILE.csv   owners of networks, lines of first,last,asn,"name",country
  --tenant-probe   ask Microsoft whether the domain has a tenant (off, because it tells Microsoft)
  --rdap           ask the registry for the registrar (off, because it tells the registry)
  --cymru          ask Team Cymru who owns networks the table does not name (off, because it tells them)
  --json           one JSON document`;

const bad = (io: CommandIo, sentence: string): number => {
  io.err(sentence);
  return 2;
};

async function networks(file: string | undefined, io: CommandIo): Promise<AsnTable | string> {
  if (file === undefined) return networksFrom(readConfig({}).networksFile);
  let text: string;
  try {
    text = await io.readText(file);
  } catch {
    return `The file ${file} cannot be read.`;
  }
  const { table, faults } = readAsnTable(text);
  const [fault] = faults;
  if (table.rows === 0) return `The file ${file} holds no network${fault ? `; line ${fault.line}: ${fault.message}` : ''}.`;
  for (const one of faults) io.err(`${file}, line ${one.line} is left out: ${one.message}`);
  return table;
}

/** What people read: a sentence, then function by function who does it and how sure that is. */
function describe(report: ScanReport, nameOf: (id: string) => string): string {
  const used = report.findings.filter(
    (one) => (one.status === 'observed' || one.status === 'after-consent') && one.role !== 'subprocessor',
  );
  const us = used.filter((one) => one.reach.startsWith('US-CLOUD-Act'));
  const { facts } = report;
  const line = (one: Finding) => [
    en.roles[one.role],
    nameOf(one.provider),
    `${en.reach(one.reach)}${one.runsOn === null ? '' : `, ${en.runsOn(nameOf(one.runsOn))}`}`,
    en.statuses[one.status],
    en.sure(one.confidence),
  ];
  const rows = report.findings.map(line);
  const head = Object.values(en.columns);
  const widths = head.map((title, column) => Math.min(44, Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0))));
  const row = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.slice(0, 60).padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const told = [
    spfLine(report.domain, facts, report.notChecked, en.facts),
    en.facts.dmarc(facts.dmarcPolicy),
    en.facts.dnssec(facts.dnssec),
    ...(facts.dangling.length > 0 ? [en.facts.dangling(facts.dangling)] : []),
    ...(facts.wildcards.length > 0 ? [en.facts.wildcards(facts.wildcards)] : []),
    ...(facts.originExposed.length > 0 ? [en.facts.exposed(facts.originExposed)] : []),
    ...(facts.observedNotDeclared.length > 0 ? [en.facts.undeclared(facts.observedNotDeclared.map(nameOf))] : []),
    ...(facts.declaredOnly.length > 0 ? [en.facts.declaredOnly(facts.declaredOnly.map(nameOf))] : []),
  ];
  return [
    report.unicode,
    used.length === 0 ? en.nothingFound : en.headline(us.length, used.length),
    '',
    ...(rows.length > 0 ? [row(head), ...rows.map(row), ''] : []),
    ...told,
    '',
    ...report.notChecked.slice(0, 15).map(en.notChecked),
    ...(report.notChecked.length > 15 ? [`… and ${report.notChecked.length - 15} more`] : []),
    ...report.asked.map((one) => en.asked(one.party, one.queries)),
  ].join('\n');
}

/** `krisenfest discover`: the domain scan. */
export const discoverCommand: Command = {
  name: 'discover',
  summary: 'Shows what a company hangs on, from its domain',
  usage,
  run: async (args, io) => {
    let parsed: ReturnType<typeof read>;
    try {
      parsed = read(args);
    } catch (error) {
      return bad(io, error instanceof Error ? error.message : String(error));
    }
    const { values, positionals } = parsed;
    if (values.help) {
      io.out(usage);
      return 0;
    }
    const [typed, ...more] = positionals;
    if (typed === undefined || more.length > 0) return bad(io, `Exactly one domain is needed.\n\n${usage}`);
    const name = readDomain(typed);
    if (!name.ok) return bad(io, name.error);
    if (values.resolver !== undefined && !parseServer(values.resolver))
      return bad(io, `"${values.resolver}" is not a name server; write IP or IP:PORT.`);
    const table = await networks(values.asn, io);
    if (typeof table === 'string') return bad(io, table);
    const recorded = values.recorded === undefined ? undefined : await openRecording(values.recorded);
    if (recorded && !recorded.ok) return bad(io, recorded.error);

    const stop = new AbortController();
    const interrupt = () => stop.abort();
    process.once('SIGINT', interrupt);
    try {
      const catalogue = shippedCatalogue();
      const nameOf = (id: string) => shortName(catalogue.providers.get(id)?.name ?? id);
      const { report, recording } = await scan(name.value, {
        catalogue,
        networks: table,
        now: systemClock.now(),
        label: `kf${randomBytes(6).toString('hex')}`,
        signal: stop.signal,
        tenantProbe: values['tenant-probe'] === true,
        rdap: values.rdap === true,
        cymru: values.cymru === true,
        ...(values.resolver === undefined ? {} : { resolver: values.resolver }),
        ...(recorded ? { recorded: recorded.value } : {}),
        ...(values.json ? {} : { onFinding: (finding: Finding) => io.err(`… ${en.roles[finding.role]}: ${nameOf(finding.provider)}`) }),
      });
      if (values.record !== undefined) {
        try {
          await saveRecording(values.record, recording);
        } catch {
          return bad(io, `The recording could not be written to ${values.record}.`);
        }
      }
      io.out(values.json ? JSON.stringify(printedReport(report), null, 2) : describe(report, nameOf));
      return 0;
    } finally {
      process.off('SIGINT', interrupt);
    }
  },
};

const read = (args: string[]) =>
  parseArgs({
    args,
    allowPositionals: true,
    options: {
      resolver: { type: 'string' },
      recorded: { type: 'string' },
      record: { type: 'string' },
      asn: { type: 'string' },
      'tenant-probe': { type: 'boolean' },
      rdap: { type: 'boolean' },
      cymru: { type: 'boolean' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
