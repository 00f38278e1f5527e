import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { instant } from '../../src/kernel/instant.ts';
import { readAsnTable } from '../../src/know/discovery/asn.ts';
import { unicodeOf } from '../../src/know/discovery/domain.ts';
import type { ScanReport } from '../../src/know/discovery/finding.ts';
import { openRecording } from '../../src/know/discovery/resolvers/recorded.ts';
import { scan } from '../../src/know/discovery/resolvers/scan.ts';
import { shippedCatalogue } from '../../src/know/discovery/resolvers/shipped.ts';

/** A scan of a zone that a test serves: `folder` holds what was recorded of its pages, `asn` whose networks there are. */
export async function recordedScan(domain: string, resolver: string, folder: string, asn: string): Promise<ScanReport> {
  const recorded = await openRecording(join(folder, 'http.json'));
  if (!recorded.ok) throw new Error(`${folder}: the recording cannot be read`);
  const { report } = await scan(
    { domain, unicode: unicodeOf(domain) },
    {
      catalogue: shippedCatalogue(),
      networks: readAsnTable(readFileSync(asn, 'utf8')).table,
      now: instant(Date.UTC(2026, 10, 22)),
      label: 'kf3a9c1d77',
      resolver,
      recorded: recorded.value,
    },
  );
  return report;
}
