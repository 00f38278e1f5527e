import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { z } from 'zod';
import type { ScanReport } from '../../src/know/discovery/finding.ts';
import { propose } from '../../src/know/discovery/propose.ts';
import { shippedCatalogue } from '../../src/know/discovery/resolvers/shipped.ts';
import type { Inventory } from '../../src/know/inventory/inventory.ts';
import { withProposal } from '../../src/know/inventory/proposed.ts';
import { servicesOf } from '../../src/know/sovereignty/services.ts';
import { providersOf } from '../../src/know/sovereignty/standing.ts';
import { type CutState, courseOf, cutsOf } from '../../src/know/sovereignty/switchoff.ts';
import { dnsWorld, type ZoneRecord } from '../world/dns.ts';
import { knot, noKnot, ZONES } from '../world/knot.ts';
import { recordedScan } from '../world/recordedscan.ts';

const nothing: Inventory = {
  company: { name: 'Firma', employees: 20, hourlyRate: 43.4 },
  response: null,
  teams: [],
  nodes: [],
  dependencies: [],
};

/** From a scan to what each service does when all US providers stop: by its name, at once, after a day, a week, a quarter. */
function usStop(report: ScanReport, confirmed: readonly string[] = []): ReadonlyMap<string, readonly CutState[]> {
  const catalogue = shippedCatalogue();
  const findings = report.findings.map((one) => (confirmed.includes(one.provider) ? { ...one, status: 'observed' as const } : one));
  const { inventory } = withProposal(nothing, propose(findings, catalogue, []), new Map());
  const providers = providersOf(inventory, catalogue.providers, []);
  const course = courseOf(inventory, providers, { kind: 'us', investors: false }, null);
  assert.ok(course);
  return new Map(cutsOf(inventory, servicesOf(inventory, providers), course).map(({ name, states }) => [name, states]));
}

const always = (state: CutState): CutState[] => [state, state, state, state];
const UNTIL_RENEWED: CutState[] = ['expires', 'expires', 'expires', 'stops'];

/** What `us_stop_scenario` says in prose, as the services of each zone. Doctolib is linked only; the firm says that it uses it. */
const EXPECTED: Readonly<Record<string, Readonly<Record<string, readonly CutState[]>>>> = {
  'baeckerei-koehler-idn': {
    'E-Mail (Jimdo)': always('stops'),
    'Website (Jimdo)': always('stops'),
    'DNS (Jimdo)': always('unknown'),
  },
  'kanzlei-wolf-partner': {
    'E-Mail (ALL-INKL.COM)': always('runs'),
    'Büro und Zusammenarbeit (Microsoft 365)': always('stops'),
    'Videokonferenz (Microsoft 365)': always('stops'),
    'Website (ALL-INKL.COM)': UNTIL_RENEWED,
    'DNS (ALL-INKL.COM)': always('runs'),
  },
  'muehlbauer-metall': {
    'E-Mail (Microsoft 365)': always('stops'),
    'E-Mail (Telekom)': always('runs'),
    'Website (IONOS)': UNTIL_RENEWED,
    'Newsletter (CleverReach)': always('runs'),
    'Newsletter (Mailchimp)': always('stops'),
    'DNS (IONOS)': always('runs'),
    Kontaktformular: always('stops'),
  },
  'nordlicht-shop': {
    'E-Mail (Google Workspace)': always('stops'),
    'Website (Hetzner)': always('stops'),
    'Onlineshop (Shopify)': always('stops'),
    'Zahlung (PayPal)': always('stops'),
    'Zahlung (Stripe)': always('stops'),
    'Zahlung (Klarna)': always('runs'),
    'DNS (Cloudflare)': always('stops'),
  },
  'praxisverbund-lindenhof': {
    'E-Mail (mailbox.org)': always('runs'),
    'Website (Mittwald)': UNTIL_RENEWED,
    'Dateiablage (Nextcloud)': always('runs'),
    'Terminbuchung (Doctolib)': always('degraded'),
    'DNS (deSEC)': always('runs'),
  },
  'stahlhandel-brenner': {
    'E-Mail (Microsoft 365)': always('stops'),
    'E-Mail-Filter (Hornetsecurity)': always('stops'),
    'Website (DomainFactory)': always('stops'),
    'Warenwirtschaft und Buchhaltung (SAP)': always('runs'),
    'Personal (Personio)': always('degraded'),
    'DNS (DomainFactory)': always('stops'),
  },
};

test('what stops when all US services stop follows from the scan of each of the six zones', { skip: noKnot, timeout: 60_000 }, async () => {
  const world = await knot();
  try {
    for (const [name, expected] of Object.entries(EXPECTED)) {
      const folder = join(ZONES, name);
      const { domain } = z.object({ domain: z.string() }).parse(JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')));
      const states = usStop(await recordedScan(domain, world.resolver, folder, join(ZONES, 'asn-fixture.csv')), ['doctolib']);
      assert.deepEqual(Object.fromEntries(Object.keys(expected).map((key) => [key, states.get(key)])), expected, name);
    }
  } finally {
    await world.stop();
  }
});

test('a German filter on US infrastructure takes mail along, and a site with a European host, name and certificate goes on', async () => {
  const golden = join(import.meta.dirname, '../golden');
  const folder = join(golden, 'zones/hafenwerft');
  const zone = JSON.parse(readFileSync(join(folder, 'zone.json'), 'utf8')) as ZoneRecord[];
  const world = await dnsWorld(zone);
  try {
    const states = usStop(await recordedScan('hafenwerft.example', world.server, folder, join(golden, 'asn.csv')));
    const said = (name: string) => states.get(name);
    for (const name of ['E-Mail-Filter (NoSpamProxy Cloud)', 'E-Mail (Microsoft 365)', 'Anmeldung (Microsoft 365)', 'Video (YouTube)'])
      assert.deepEqual(said(name), always('stops'), name);
    for (const name of ['Website (Hetzner)', 'Zertifikat (Actalis)', 'DNS (ALL-INKL.COM)', 'Personal (softgarden)'])
      assert.deepEqual(said(name), always('runs'), name);
  } finally {
    await world.close();
  }
});
