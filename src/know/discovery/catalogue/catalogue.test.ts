import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { invoiceMatcher } from '../../evidence/invoicenames.ts';
import { hostMatcher, packageMatcher } from '../../evidence/match.ts';
import { de, en } from '../discovery.texts.ts';
import { hostPattern } from '../pattern.ts';
import { catalogueOf, type HostKind, readCatalogue, type TextKind } from './catalogue.ts';

const { records, faults } = readCatalogue(readFileSync(new URL('providers.jsonl', import.meta.url), 'utf8'));
const catalogue = catalogueOf(records);
const HOSTS: readonly HostKind[] = ['mx', 'spf', 'ns', 'cname', 'srv', 'autodiscover', 'dkim_cname', 'dmarc_rua'];
const TEXTS: readonly TextKind[] = [
  'txt',
  'dkim_selector',
  'subdomain',
  'tls_issuer',
  'caa',
  'generator',
  'meta',
  'element',
  'mail_domains',
  'ip',
];

test('every record of the catalogue is valid, ids are unique, and alternatives and carriers resolve', () => {
  assert.deepEqual(faults, []);
  assert.ok(records.length >= 313);
  assert.equal(new Set(records.map((record) => record.id)).size, records.length);
  for (const { id, alternatives = [], runs_on_observed = [] } of records) {
    for (const other of [...alternatives, ...runs_on_observed]) assert.ok(catalogue.providers.has(other), `${id} names ${other}`);
    assert.ok(!alternatives.includes(id), `${id} is its own alternative`);
  }
});

test('every record says where it is known from, how sure that is, and when it was verified', () => {
  for (const { id, source, verified_on } of records) {
    assert.ok(source.length > 0, id);
    assert.ok(verified_on === null || /^20\d\d-\d\d(-\d\d)?$/.test(verified_on), id);
  }
});

test('every note stands in German too, and in no other words than German ones', () => {
  for (const { id, note, note_de } of records) {
    assert.equal(note === undefined, note_de === undefined, `${id} has a note in one language only`);
    assert.notEqual(note_de ?? id, note, id);
    assert.doesNotMatch(note_de ?? '', /\b(?:the|software licence|unverified|owner|self-hosted edition|legal entity)\b/i, id);
  }
});

test('every host pattern leads back to its provider', () => {
  for (const record of records) {
    for (const kind of HOSTS) {
      for (const pattern of record.detection[kind] ?? []) {
        if (pattern.startsWith('~')) continue;
        assert.equal(catalogue.host(kind, `x1.${pattern}`)?.provider.id, record.id, `${kind} ${pattern}`);
        assert.ok(!hostPattern(pattern).matches(`not${pattern}`), `${kind} ${pattern} must end at a label`);
      }
    }
  }
});

/** An address that a `script_paths` pattern is meant for. */
function exampleOf(pattern: string): string {
  if (pattern.startsWith('/')) return `a.example${pattern}`;
  const [host = ''] = pattern.split('/');
  if (host.includes('.') && !host.endsWith('.js')) return pattern.includes('/') ? pattern : `${pattern}/`;
  return `a.example/${pattern}`;
}

test('every text, script, link and header pattern leads back to its provider', () => {
  const has = (hits: readonly { provider: { id: string } }[], id: string, what: string) =>
    assert.ok(
      hits.some((hit) => hit.provider.id === id),
      `${id} ${what}`,
    );
  for (const { id, detection } of records) {
    for (const kind of TEXTS)
      for (const pattern of detection[kind] ?? []) if (!pattern.startsWith('~')) has(catalogue.text(kind, pattern), id, pattern);
    for (const pattern of detection.script_hosts ?? []) has(catalogue.resource(`${pattern}/a.js`), id, pattern);
    for (const pattern of detection.script_paths ?? []) has(catalogue.resource(exampleOf(pattern)), id, pattern);
    for (const pattern of detection.link_hosts ?? []) if (!pattern.startsWith('~')) has(catalogue.link(`a.${pattern}`), id, pattern);
    for (const pattern of detection.headers ?? []) {
      const [name = '', ...value] = pattern.split(':');
      has(catalogue.headers({ [name.toLowerCase()]: value.join(':').trim() || 'x' }), id, pattern);
    }
    for (const asn of detection.asn ?? []) assert.ok(catalogue.network(asn).some((one) => one.id === id));
  }
});

test('the regular expressions of the catalogue match what they are made for, and no everyday text', () => {
  for (const [kind, value, id] of [
    ['ns', 'ns1-05.azure-dns.com', 'microsoft-azure'],
    ['ns', 'ns-512.awsdns-00.net', 'aws'],
    ['ns', 'ns1071.ui-dns.de', 'ionos'],
    ['ns', 'ns-cloud-a1.googledomains.com', 'google-cloud'],
    ['ns', 'ns1.wordpress.com', 'wordpress-com'],
    ['mx', 'inbound-smtp.eu-west-1.amazonaws.com', 'amazon-ses'],
  ] as const)
    assert.equal(catalogue.host(kind, value)?.provider.id, id, value);
  assert.deepEqual(catalogue.text('inline', 'div.g-recaptcha { } id="ua-part" .push(x)'), []);
  assert.deepEqual(
    catalogue.text('inline', "gtag('config','G-ABC123XYZ')").map((hit) => hit.provider.id),
    ['google-analytics'],
  );
});

test('hosts that several products share say nothing about one of them', () => {
  for (const host of ['unknown.googleapis.com', 'x.windows.net', 'www.google.com'])
    assert.equal(catalogue.host('cname', host), undefined, host);
});

test('a faulty catalogue is named line by line', () => {
  const bad = readCatalogue('{"id":"a"}\nno json\n');
  assert.deepEqual(
    bad.faults.map((fault) => fault.line),
    [1, 2],
  );
});

test('every reach class of the catalogue has words in both languages', () => {
  for (const reach of new Set(records.map((record) => record.jurisdiction_risk))) {
    assert.ok(de.hangsOn(reach, null).length > 10 && en.hangsOn(reach, null).length > 10, reach);
  }
  assert.equal(
    de.hangsOn('US-CLOUD-Act', 'Microsoft Corporation'),
    'fällt nach seiner Muttergesellschaft (Microsoft Corporation) unter US-Recht (CLOUD Act, FISA 702)',
  );
});

test('every pattern for evidence from inside leads back to its provider: names in DNS logs, on invoices and of packages', () => {
  const [host, pack, invoice] = [hostMatcher(catalogue), packageMatcher(catalogue), invoiceMatcher(catalogue)];
  const owners = new Map<string, string>();
  for (const { id, detection } of records) {
    for (const pattern of detection.dns_log ?? []) {
      assert.match(pattern, /^(?:[a-z0-9-]+\.)+[a-z]{2,}$/, `${id} ${pattern}`);
      assert.equal(owners.get(pattern), undefined, `${pattern} belongs to ${id} and another`);
      owners.set(pattern, id);
      assert.equal(host(`x1.${pattern}`)?.provider.id, id, pattern);
      assert.notEqual(host(`not${pattern}`)?.pattern, pattern, `${pattern} must begin at a label`);
    }
    for (const pattern of detection.package ?? []) {
      const name = /[/.-]$/.test(pattern) ? `${pattern}client` : pattern;
      assert.equal(pack(name)?.id, id, pattern);
      assert.match(pattern, /^pkg:[a-z]+\/\S+$/);
    }
    for (const name of detection.invoice ?? [])
      for (const written of [name, name.toUpperCase(), `${name} `]) {
        const hit = invoice(written);
        const ids = hit?.kind === 'provider' ? [hit.provider.id] : hit?.kind === 'seller' ? hit.candidates.map((one) => one.id) : [];
        assert.ok(ids.includes(id), `${written}: ${ids.join()}`);
      }
  }
  assert.equal(pack('pkg:npm/stripes'), undefined);
});
