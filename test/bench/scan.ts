import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { instant } from '../../src/kernel/instant.ts';
import { readAsnTable } from '../../src/know/discovery/asn.ts';
import { unicodeOf } from '../../src/know/discovery/domain.ts';
import { openRecording } from '../../src/know/discovery/resolvers/recorded.ts';
import { scan } from '../../src/know/discovery/resolvers/scan.ts';
import { shippedCatalogue } from '../../src/know/discovery/resolvers/shipped.ts';
import { slowly } from '../world/dns.ts';
import { knot, noKnot, ZONES } from '../world/knot.ts';

const LATENCY_MS = 30;

/** The six zones behind a name server that is 30 ms away (contracts: first line < 2 s, whole < 60 s). Prints, never fails on time. */
export async function scanBench(print: (line: string) => void): Promise<void> {
  if (noKnot !== false) return print(`scan: not measured, ${noKnot}`);
  const server = await knot();
  const far = await slowly(server.resolver, LATENCY_MS);
  const catalogue = shippedCatalogue();
  const networks = readAsnTable(readFileSync(join(ZONES, 'asn-fixture.csv'), 'utf8')).table;
  for (const folder of readdirSync(ZONES, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    const { domain } = JSON.parse(readFileSync(join(ZONES, folder.name, 'expected.json'), 'utf8')) as { domain: string };
    const recorded = await openRecording(join(ZONES, folder.name, 'http.json'));
    if (!recorded.ok) throw new Error(recorded.error);
    const [began, cpu, before] = [performance.now(), process.cpuUsage(), far.passed()];
    let first = 0;
    const { report, recording } = await scan(
      { domain, unicode: unicodeOf(domain) },
      {
        catalogue,
        networks,
        now: instant(Date.UTC(2026, 10, 28)),
        label: 'kf3a9c1d77',
        resolver: far.server,
        recorded: recorded.value,
        onFinding: () => {
          first ||= performance.now() - began;
        },
      },
    );
    const wall = performance.now() - began;
    const { user, system } = process.cpuUsage(cpu);
    print(
      `scan: ${domain}: first line ${Math.round(first)} ms, whole ${Math.round(wall)} ms, CPU ${((user + system) / 1e6).toFixed(2)} s, ` +
        `${report.asked[0]?.queries ?? 0} DNS questions (${far.passed() - before} packets), ` +
        `${Object.keys(recording.responses).length} HTTP requests, ${report.findings.length} findings`,
    );
  }
  far.close();
  await server.stop();
}
