import assert from 'node:assert/strict';
import { createServer as httpServer } from 'node:http';
import { createServer as httpsServer } from 'node:https';
import type { Server } from 'node:net';
import { test } from 'node:test';
import { instant } from '../../src/kernel/instant.ts';
import { readAsnTable } from '../../src/know/discovery/asn.ts';
import { de, en } from '../../src/know/discovery/discovery.texts.ts';
import { ScanReport } from '../../src/know/discovery/finding.ts';
import { printedReport } from '../../src/know/discovery/printedreport.ts';
import { liveFetcher } from '../../src/know/discovery/resolvers/live.ts';
import { MOST_QUESTIONS, type ScanOptions, scan } from '../../src/know/discovery/resolvers/scan.ts';
import { shippedCatalogue } from '../../src/know/discovery/resolvers/shipped.ts';
import { spfLine } from '../../src/know/discovery/spfline.ts';
import { dnsClient } from '../../src/outbound/dns.ts';
import { certificate } from '../world/certificates.ts';
import { type DnsWorld, dnsWorld, type Misbehaviour, type ZoneRecord } from '../world/dns.ts';

const DOMAIN = 'firma.example';
const policy = { kind: 'public', allow: ['127.0.0.1'] } as const;
const base: readonly ZoneRecord[] = [
  [DOMAIN, 'SOA', { mname: 'ns.inwx.de', rname: 'x.inwx.de' }],
  [DOMAIN, 'NS', 'ns.inwx.de'],
];
const withSite: readonly ZoneRecord[] = [...base, [DOMAIN, 'A', '127.0.0.1']];

/** Scans a zone; the site of the domain listens on a spare port, where the real fetcher is sent instead of 80 and 443. */
async function look(zone: readonly ZoneRecord[], site?: Server, misbehave?: Misbehaviour, more: Partial<ScanOptions> = {}) {
  const world: DnsWorld = await dnsWorld(zone, misbehave);
  if (site) await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  const address = site?.address();
  const live = liveFetcher({ policy, resolver: dnsClient({ servers: [world.server] }), timeoutMs: 1500 });
  const port = typeof address === 'object' && address ? address.port : 0;
  const toPort = async (url: string) => {
    const at = new URL(url);
    at.port = String(port);
    return { ...(await live(at.href)), url };
  };
  try {
    const { report } = await scan(
      { domain: DOMAIN, unicode: DOMAIN },
      {
        catalogue: shippedCatalogue(),
        networks: readAsnTable('').table,
        now: instant(Date.UTC(2026, 10, 22)),
        label: 'kf3a9c1d77',
        resolver: world.server,
        policy,
        ...(site ? { fetcher: toPort } : {}),
        ...more,
      },
    );
    ScanReport.parse(report);
    assert.ok((report.asked[0]?.queries ?? 0) <= MOST_QUESTIONS);
    return report;
  } finally {
    site?.close();
    await world.close();
  }
}

const page = (body: string): Server =>
  httpServer((_, answer) => answer.writeHead(200, { 'content-type': 'text/html' }).end(`<html><title>Firma</title>${body}</html>`));

/** Is it told, in this place and for this reason? */
function toldThat(report: ScanReport, what: RegExp, why: RegExp): void {
  assert.ok(
    printedReport(report).notChecked.some((one) => what.test(one.what) && why.test(one.why)),
    `${what} ${why} is not told in ${JSON.stringify(report.notChecked, null, 1).slice(0, 4000)}`,
  );
}
const finds = (report: ScanReport, provider: string): void =>
  assert.ok(
    report.findings.some((one) => one.provider === provider),
    `${provider} is missing`,
  );

test('no DNS: nothing is claimed, and it says that no name server answered', async () => {
  const report = await look([], undefined, () => 'silence', { signal: AbortSignal.timeout(30_000) });
  assert.deepEqual(report.findings, []);
  toldThat(report, /^DNS$/, /no name server answered/);
  assert.deepEqual([report.facts.dnssec, report.facts.spfLookups, report.facts.ipv6Web], [null, null, null]);
});

test('DNS without HTTP: what DNS shows is found, the home page is not checked because nobody answers there', async () => {
  const report = await look(withSite);
  finds(report, 'inwx');
  toldThat(report, /^home page$/, /127\.0\.0\.1|firma\.example/);
});

test('an empty zone: the home page is not checked because the name has no address', async () => {
  const report = await look([[DOMAIN, 'SOA', { mname: 'ns.firma.example', rname: 'x.firma.example' }]]);
  assert.deepEqual(report.findings, []);
  toldThat(report, /^home page$/, /no address/);
});

test('a zone of 10,000 records: within the limit of questions, and what was left out is counted', async () => {
  const names = Array.from({ length: 3333 }, (_, index) => `n${String(index).padStart(4, '0')}.${DOMAIN}`);
  const zone: ZoneRecord[] = [
    ...base,
    ...names.flatMap((name, index): ZoneRecord[] => [
      [name, 'A', '192.0.2.5'],
      [name, 'TXT', `t${index}`],
      [name, 'NSEC', { nextDomain: names[index + 1] ?? DOMAIN, rrtypes: ['A', 'TXT', 'NSEC'] }],
    ]),
    [DOMAIN, 'NSEC', { nextDomain: names[0], rrtypes: ['SOA', 'NS', 'NSEC'] }],
    ...Array.from({ length: 900 }, (_, index): ZoneRecord => [DOMAIN, 'TXT', `token${index}=x`]),
  ];
  const report = await look(zone);
  finds(report, 'inwx');
  toldThat(report, /further usual names/, /limit of questions/);
  toldThat(report, /^DNS TXT firma\.example$/, /more records than a scan reads/);
});

test('an SPF loop: the senders are found, and the circle is named', async () => {
  const report = await look([
    ...base,
    [DOMAIN, 'TXT', 'v=spf1 include:_spf.firma.example include:spf.protection.outlook.com -all'],
    ['_spf.firma.example', 'TXT', 'v=spf1 include:firma.example include:_spf.firma.example -all'],
    ['spf.protection.outlook.com', 'TXT', 'v=spf1 ip4:192.0.2.0/28 -all'],
  ]);
  finds(report, 'microsoft-365');
  toldThat(report, /^SPF record of (?:_spf\.)?firma\.example$/, /in a circle/);
});

test('two SPF records: the senders of both are found, and SPF is told to be invalid in German and English', async () => {
  const report = await look([
    ...base,
    [DOMAIN, 'TXT', 'v=spf1 include:spf.protection.outlook.com -all'],
    [DOMAIN, 'TXT', 'v=spf1 include:_spf.google.com ~all'],
    ['spf.protection.outlook.com', 'TXT', 'v=spf1 ip4:192.0.2.0/28 -all'],
    ['_spf.google.com', 'TXT', 'v=spf1 ip4:192.0.2.16/28 -all'],
  ]);
  finds(report, 'microsoft-365');
  finds(report, 'google-workspace');
  toldThat(report, /^SPF record of firma\.example$/, /^2 records where only one may stand/);
  assert.match(spfLine(DOMAIN, report.facts, report.notChecked, de.facts), /^SPF: 2 Einträge, .*ungültig/);
  assert.match(spfLine(DOMAIN, report.facts, report.notChecked, en.facts), /^SPF: 2 records .*invalid/);
});

test('one SPF record here and two at a sister firm: which of them is wrong is told, the own one is not', async () => {
  const report = await look([
    ...base,
    [DOMAIN, 'TXT', 'v=spf1 include:schwester.example -all'],
    ['schwester.example', 'TXT', 'v=spf1 ip4:192.0.2.0/28 -all'],
    ['schwester.example', 'TXT', 'v=spf1 ip4:192.0.2.16/28 -all'],
  ]);
  toldThat(report, /^SPF record of schwester\.example$/, /^2 records/);
  assert.equal(spfLine(DOMAIN, report.facts, report.notChecked, en.facts), 'SPF: 1 of at most 10 lookups, ends with -all');
});

const KEY = { usage: 3, selector: 1, matchingType: 1, certificate: Buffer.alloc(32, 7) };

test('DANE for mail: a signed zone is asked at the hosts of its mail service, an unsigned one only at its own hosts', async () => {
  const mail: readonly ZoneRecord[] = [
    ...base,
    [DOMAIN, 'MX', { preference: 10, exchange: 'mx.firma.example' }],
    [DOMAIN, 'MX', { preference: 20, exchange: 'mx.vendor.example' }],
    ['mx.firma.example', 'A', '192.0.2.5'],
    ['mx.vendor.example', 'A', '192.0.2.6'],
    ['_25._tcp.mx.firma.example', 'TLSA', KEY],
    ['_25._tcp.mx.vendor.example', 'TLSA', KEY],
  ];
  assert.deepEqual((await look(mail)).facts.tlsa, ['_25._tcp.mx']);
  const signed = await look([...mail, [DOMAIN, 'DS', { keyTag: 1, algorithm: 13, digestType: 2, digest: Buffer.alloc(32, 1) }]]);
  assert.deepEqual(signed.facts.tlsa, ['_25._tcp.mx', '_25._tcp.mx.vendor.example']);
});

test('a CNAME loop: the name is not checked because its CNAMEs lead in a circle', async () => {
  const report = await look([
    ...base,
    ['shop.firma.example', 'CNAME', 'a.firma.example'],
    ['a.firma.example', 'CNAME', 'b.vendor.example'],
    ['b.vendor.example', 'CNAME', 'shop.firma.example'],
  ]);
  toldThat(report, /^DNS shop\.firma\.example$/, /in a circle/);
});

test('a line of more than 2 MB: what stands at its beginning is found, and that the rest was not read is told', async () => {
  const report = await look(withSite, page(`<script src="https://js.stripe.com/v3/"></script><p>${'x'.repeat(2_500_000)}`));
  finds(report, 'stripe');
  toldThat(report, /^the rest of http:\/\/firma\.example\/$/, /larger than 2 MB/);
});

test('HTML with a million nodes: what is loaded is found, and that the rest was not read is told', async () => {
  const report = await look(withSite, page(`<script src="https://js.stripe.com/v3/"></script>${'<b>'.repeat(1_000_000)}`));
  finds(report, 'stripe');
  toldThat(report, /^the rest of http:\/\/firma\.example\/$/, /larger than 2 MB/);
});

test('a server that drips one byte at a time: the home page is not checked because it did not answer in time', async () => {
  const drip = httpServer((_, answer) => {
    answer.writeHead(200, { 'content-type': 'text/html' });
    const timer = setInterval(() => answer.write('<'), 50);
    answer.on('close', () => clearInterval(timer));
  });
  const report = await look(withSite, drip);
  finds(report, 'inwx');
  toldThat(report, /^home page$/, /http:\/\/firma\.example\/: .*did not answer within/);
});

test('wrong certificates: the page behind is not read, and the certificate is the reason', async () => {
  const wrong = httpsServer(await certificate(['anderswo.example']), (_, answer) =>
    answer.writeHead(200, { 'content-type': 'text/html' }).end('<script src="https://js.stripe.com/v3/"></script>'),
  );
  const report = await look(withSite, wrong);
  assert.deepEqual(
    report.findings.filter(({ provider }) => provider === 'stripe'),
    [],
  );
  toldThat(report, /^home page$/, /https:\/\/firma\.example\/: .*certificate/);
});

test('a scan ends at its longest time, and says so', async () => {
  const report = await look(withSite, undefined, ({ type }) => (type === 'TXT' ? 'silence' : 'answer'), { timeoutMs: 1500 });
  finds(report, 'inwx');
  toldThat(report, /^the rest$/, /1\.5 seconds at most/);
});
