import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import { z } from 'zod';
import { discoverCommand } from '../../src/cli/discover.ts';
import { instant } from '../../src/kernel/instant.ts';
import { readAsnTable } from '../../src/know/discovery/asn.ts';
import { unicodeOf } from '../../src/know/discovery/domain.ts';
import { type Finding, ScanReport } from '../../src/know/discovery/finding.ts';
import { PrintedReport, printedReport } from '../../src/know/discovery/printedreport.ts';
import { MOST_REQUESTS } from '../../src/know/discovery/resolvers/pages.ts';
import { openRecording } from '../../src/know/discovery/resolvers/recorded.ts';
import { MOST_QUESTIONS, type ScanOptions, scan } from '../../src/know/discovery/resolvers/scan.ts';
import { shippedCatalogue } from '../../src/know/discovery/resolvers/shipped.ts';
import { dnsWorld, type ZoneRecord } from '../world/dns.ts';
import { knot, noKnot, ZONES } from '../world/knot.ts';
import { scratchFolder } from '../world/scratch.ts';

const golden = join(import.meta.dirname, '../golden');
const ownTable = readAsnTable(readFileSync(join(golden, 'asn.csv'), 'utf8')).table;
const base = {
  catalogue: shippedCatalogue(),
  networks: ownTable,
  now: instant(Date.UTC(2026, 10, 22)),
  label: 'kf3a9c1d77',
} satisfies Partial<ScanOptions>;
const Bytes = z.object({ hex: z.string() }).transform(({ hex }) => Buffer.from(hex, 'hex'));
/** Bytes stand as `{ "hex": … }` in the file. */
const zoneOf = (name: string) =>
  z
    .array(z.tuple([z.string(), z.string(), z.union([z.record(z.string(), z.union([Bytes, z.unknown()])), z.unknown()])]))
    .parse(JSON.parse(readFileSync(join(golden, 'zones', name, 'zone.json'), 'utf8'))) as unknown as ZoneRecord[];
const recording = async (file: string) => {
  const opened = await openRecording(file);
  assert.ok(opened.ok);
  return opened.value;
};

const Expected = z.object({
  find: z.array(z.tuple([z.string(), z.string(), z.string()])),
  not: z.array(z.string()),
  facts: z.record(z.string(), z.unknown()),
});

for (const name of readdirSync(join(golden, 'zones'))) {
  test(`the scan of ${name} finds every provider in its role, none that is not there, and the facts`, async () => {
    const zone = zoneOf(name);
    const world = await dnsWorld(zone);
    const expected = Expected.parse(JSON.parse(readFileSync(join(golden, 'zones', name, 'expected.json'), 'utf8')));
    const domain = zone[0]?.[0] ?? '';
    const { report } = await scan(
      { domain, unicode: unicodeOf(domain) },
      { ...base, resolver: world.server, recorded: await recording(join(golden, 'zones', name, 'http.json')) },
    );
    await world.close();
    const found = report.findings.map((one) => `${one.provider} ${one.role} ${one.status}`);
    for (const wanted of expected.find)
      assert.ok(found.includes(wanted.join(' ')), `${wanted.join(' ')} is missing in\n${found.join('\n')}`);
    for (const never of expected.not)
      assert.deepEqual(
        report.findings.filter((one) => one.provider === never || `${one.provider} ${one.role}` === never),
        [],
        never,
      );
    assert.deepEqual({ ...report.facts }, expected.facts);
    assert.ok(world.questions.length <= MOST_QUESTIONS + 10);
    ScanReport.parse(report);
  });
}

/** The fixtures' free role words and the roles of the product that fit. */
const EMBED = [
  'fonts',
  'analytics',
  'tag-manager',
  'maps',
  'video',
  'captcha',
  'advertising',
  'social',
  'script-cdn',
  'chat',
  'reviews',
  'consent',
];
const FITS: Readonly<Record<string, readonly string[]>> = {
  embed: EMBED,
  'transactional-mail': ['mail-sending'],
  'signature-management': ['mail-sending'],
  'remote-support': ['remote-access'],
  subdomain: ['web'],
  'web-origin': ['web'],
  'preview hosting': ['web'],
  collaboration: ['office'],
  devtools: ['other'],
  creative: ['other'],
  cdn: ['web-proxy'],
  'mail-contact': ['mail'],
  'mail-subprocessor': ['subprocessor'],
  'web-subprocessor': ['subprocessor'],
  'identity/teams': ['identity'],
};
const fits = (word: string): readonly string[] => FITS[word] ?? [word];

const Fixture = z.object({
  domain: z.string(),
  unicode: z.string(),
  must_find: z.array(z.object({ provider: z.string(), role: z.string() })),
  must_not_find: z.array(z.object({ provider: z.string(), role: z.string() })),
  facts: z.record(z.string(), z.unknown()),
});

/** Facts of the fixtures under the names of the product. */
function wantedFacts(facts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const names: Record<string, string> = {
    spf_over_limit: 'spfOverLimit',
    spf_all: 'spfAll',
    dmarc_policy: 'dmarcPolicy',
    dnssec: 'dnssec',
    caa: 'caa',
    mta_sts: 'mtaSts',
    wildcard: 'wildcards',
    dangling: 'dangling',
    ipv6_web: 'ipv6Web',
    tlsa: 'tlsa',
    origin_exposed: 'originExposed',
    declared_only: 'declaredOnly',
    observed_not_declared: 'observedNotDeclared',
  };
  return Object.fromEntries(
    Object.entries(facts).flatMap(([key, value]) => {
      const name = names[key];
      if (name === undefined) return [];
      return [[name, value === false && (name === 'wildcards' || name === 'mtaSts') ? (name === 'wildcards' ? [] : null) : value]];
    }),
  );
}
const unordered = (value: unknown): unknown => (Array.isArray(value) ? [...value].sort() : value);

test('on the six zones every provider is found in a fitting role, none that must not, and every fact is equal', {
  skip: noKnot,
  timeout: 60_000,
}, async (t) => {
  const server = await knot();
  const networks = readAsnTable(readFileSync(join(ZONES, 'asn-fixture.csv'), 'utf8')).table;
  let found = 0;
  let all = 0;
  try {
    for (const folder of readdirSync(ZONES, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
      const fixture = Fixture.parse(JSON.parse(readFileSync(join(ZONES, folder.name, 'expected.json'), 'utf8')));
      const streamed: Finding[] = [];
      const { report } = await scan(fixture, {
        ...base,
        networks,
        resolver: server.resolver,
        recorded: await recording(join(ZONES, folder.name, 'http.json')),
        onFinding: (finding) => streamed.push(finding),
      });
      for (const { provider, role } of fixture.must_find) {
        all += 1;
        const roles = report.findings.filter((one) => one.provider === provider).map((one) => one.role);
        // Shop, payment and customer services are also built into pages.
        const good = roles.some((one) => fits(role).includes(one)) || (role === 'embed' && roles.length > 0);
        if (good) found += 1;
        else t.diagnostic(`${folder.name}: ${provider} as ${role} is missing, found as ${roles.join(', ') || 'nothing'}`);
      }
      for (const { provider, role } of fixture.must_not_find) {
        const hits = report.findings.filter((one) => one.provider === provider && (role === 'any' || fits(role).includes(one.role)));
        assert.deepEqual(hits, [], `${folder.name}: ${provider}`);
      }
      for (const [name, value] of Object.entries(wantedFacts(fixture.facts))) {
        const got: unknown = Object.entries(report.facts).find(([key]) => key === name)?.[1];
        assert.deepEqual(unordered(got), unordered(value), `${folder.name}: ${name}`);
      }
      assert.equal(report.unicode, fixture.unicode);
      assert.ok((report.asked[0]?.queries ?? 0) <= MOST_QUESTIONS, `${folder.name}: ${report.asked[0]?.queries} questions`);
      assert.ok(streamed.length >= report.findings.length, 'findings come while the scan runs');
      assert.ok(
        report.findings.every((one) => one.evidence.length > 0 && one.evidence.every((piece) => piece.check !== '')),
        'every finding can be repeated',
      );
      ScanReport.parse(report);
    }
  } finally {
    await server.stop();
  }
  t.diagnostic(`${found} of ${all} providers found in a fitting role (${((100 * found) / all).toFixed(0)} %)`);
  assert.equal(found, all);
});

test('without DNS, without an answer, and for a domain that is not there the scan says what it could not check', async () => {
  for (const how of ['silence', 'servfail', 'garbage'] as const) {
    const world = await dnsWorld([], () => how);
    const { report } = await scan(
      { domain: 'firma.example', unicode: 'firma.example' },
      { ...base, resolver: world.server, recorded: { recording: { responses: {} }, folder: '.' }, signal: AbortSignal.timeout(20_000) },
    );
    assert.deepEqual(report.findings, [], how);
    assert.ok(
      report.notChecked.some((one) => one.what.code === 'dns'),
      how,
    );
    await world.close();
  }
  const empty = await dnsWorld([['andere.example', 'A', '192.0.2.1']]);
  const { report } = await scan({ domain: 'firma.example', unicode: 'firma.example' }, { ...base, resolver: empty.server });
  assert.ok(report.notChecked.some((one) => one.why.code === 'no-domain'));
  await empty.close();
});

test('a scan can be stopped; what was found until then is kept and the rest is marked', async () => {
  const world = await dnsWorld(zoneOf('hafenwerft'));
  const stop = new AbortController();
  const { report } = await scan(
    { domain: 'hafenwerft.example', unicode: 'hafenwerft.example' },
    {
      ...base,
      resolver: world.server,
      recorded: await recording(join(golden, 'zones/hafenwerft/http.json')),
      signal: stop.signal,
      onFinding: () => stop.abort(),
    },
  );
  await world.close();
  assert.ok(report.findings.length > 0);
  assert.ok(report.notChecked.some((one) => one.why.code === 'stopped'));
});

test('the home page of a live scan is never looked for inside the house, and robust against what stands there', async () => {
  const bomb = `<html><title>Bombe</title>${'<b>'.repeat(300_000)}${'</a>'.repeat(250_000)}<script src="https://js.stripe.com/v3/"></script>`;
  const site = createServer((_, answer) => answer.end(bomb));
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  const world = await dnsWorld([
    ['firma.example', 'SOA', { mname: 'ns.firma.example', rname: 'x.firma.example' }],
    ['firma.example', 'NS', 'ns.firma.example'],
    ['firma.example', 'A', '127.0.0.1'],
    ['www.firma.example', 'A', '169.254.169.254'],
  ]);
  const { report } = await scan({ domain: 'firma.example', unicode: 'firma.example' }, { ...base, resolver: world.server });
  const whys = printedReport(report).notChecked.map(({ why }) => why);
  assert.ok(
    whys.some((why) => /means this machine itself/.test(why)),
    whys.join('\n'),
  );
  assert.ok(whys.some((why) => /metadata/.test(why)));
  assert.ok(report.asked.every((one) => one.party !== `web servers of firma.example` || one.queries <= MOST_REQUESTS));
  await world.close();
  site.close();
});

test('a zone of 10,000 records, a long TXT record and a crowd of wildcards stay within the limits', async () => {
  const many: ZoneRecord[] = Array.from({ length: 10_000 }, (_, index) => [`n${index}.gross.example`, 'A', '192.0.2.5'] as const);
  const world = await dnsWorld([
    ['gross.example', 'SOA', { mname: 'ns.gross.example', rname: 'x.gross.example' }],
    ['gross.example', 'NS', 'ns.inwx.de'],
    ...Array.from({ length: 300 }, (_, index): ZoneRecord => ['gross.example', 'TXT', [`t${index}=`, 'x'.repeat(50)]]),
    ['*.gross.example', 'TXT', 'v=spf1 -all'],
    ...many,
  ]);
  const { report } = await scan(
    { domain: 'gross.example', unicode: 'gross.example' },
    { ...base, resolver: world.server, recorded: { recording: { responses: {} }, folder: '.' } },
  );
  assert.ok(report.findings.some((one) => one.provider === 'inwx' && one.role === 'dns'));
  assert.ok(world.questions.length <= MOST_QUESTIONS * 2);
  await world.close();
});

test('krisenfest discover prints JSON, keeps a recording that gives the same again, and refuses bad input', async () => {
  const scratch = scratchFolder('discover');
  const world = await dnsWorld(zoneOf('hafenwerft'));
  const run = async (...args: string[]) => {
    const lines = { out: '', err: '' };
    const code = await discoverCommand.run(args, {
      out: (text) => {
        lines.out += `${text}\n`;
      },
      err: (text) => {
        lines.err += `${text}\n`;
      },
      readText: (path) => Promise.resolve(readFileSync(path, 'utf8')),
    });
    return { code, ...lines };
  };
  const asn = join(golden, 'asn.csv');
  const kept = join(scratch.path, 'kept.json');
  const first = await run(
    'https://www.hafenwerft.example/kontakt',
    '--resolver',
    world.server,
    '--asn',
    asn,
    '--recorded',
    join(golden, 'zones/hafenwerft/http.json'),
    '--record',
    kept,
    '--json',
  );
  assert.equal(first.code, 0, first.err);
  assert.ok(existsSync(kept));
  const again = await run('hafenwerft.example', '--resolver', world.server, '--asn', asn, '--recorded', kept, '--json');
  const report = PrintedReport.parse(JSON.parse(first.out));
  assert.deepEqual(
    report.notChecked.find(({ why }) => why === 'not asked for'),
    { what: 'owners of networks at Team Cymru', why: 'not asked for' },
  );
  assert.deepEqual(PrintedReport.parse(JSON.parse(again.out)).findings, report.findings);
  assert.deepEqual(PrintedReport.parse(JSON.parse(again.out)).facts, report.facts);
  assert.deepEqual(PrintedReport.parse(JSON.parse(again.out)).notChecked, report.notChecked);
  const table = await run('hafenwerft.example', '--resolver', world.server, '--asn', asn, '--recorded', kept);
  assert.match(table.out, /hang on companies with a US parent/);
  assert.match(table.out, /E-mail +Microsoft 365/);
  for (const [args, sentence] of [
    [[], /Exactly one domain/],
    [['a.example', 'b.example'], /Exactly one domain/],
    [['kein wort'], /is not a domain/],
    [['192.0.2.1'], /is not a domain/],
    [['co.uk'], /is an ending/],
    [['a.example', '--resolver', 'dns.example'], /is not a name server/],
    [['a.example', '--recorded', '/nowhere.json'], /cannot be read/],
    [['a.example', '--asn', '/nowhere.csv'], /cannot be read/],
    [['a.example', '--asn', kept], /holds no network/],
    [['a.example', '--recorded', asn], /is not JSON/],
    [['a.example', '--bogus'], /--bogus/],
  ] as const) {
    const bad = await run(...args);
    assert.equal(bad.code, 2, args.join(' '));
    assert.match(bad.err, sentence);
    assert.equal(bad.out, '');
  }
  await world.close();
  scratch.remove();
});
