import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dnsWorld, type ZoneRecord } from '../../../test/world/dns.ts';
import { dnsClient } from '../../outbound/dns.ts';
import { asker } from './resolvers/ask.ts';
import { spfTree } from './resolvers/spf.ts';
import { countLookups, effectiveAll, readSpf, spfNetworks, spfTargets, spfTexts, withoutMacros } from './spf.ts';

async function tree(zone: readonly ZoneRecord[]) {
  const world = await dnsWorld(zone);
  const ask = asker(dnsClient({ servers: [world.server] }), 200, undefined);
  const texts = (await ask.records('a.example', 'TXT')).map((record) => record.text);
  const node = await spfTree(ask, 'a.example', texts);
  await world.close();
  assert.ok(node);
  return { node, asked: ask.asked() };
}

test('an SPF record is read with its qualifiers, macros and networks, and strange words are left out', () => {
  const record = readSpf(
    'v=spf1 a mx/24 +include:A.Vendor.example. ~exists:%{i}._spf.%{d} ip4:192.0.2.0/28 ip6:2001:db8::/48 exp=x.example hallo -ALL',
  );
  assert.deepEqual(
    record.terms.map((term) => term.kind),
    ['a', 'mx', 'include', 'exists', 'ip4', 'ip6'],
  );
  assert.equal(record.all, '-all');
  assert.equal(readSpf('v=spf1 all').all, '+all');
  assert.equal(withoutMacros('%{ir}.%{v}._spf.vendor.example'), '_spf.vendor.example');
  assert.deepEqual(spfTexts(['v=spf1 -all', 'v=spf10 x', 'V=SPF1', 'x v=spf1']), ['v=spf1 -all', 'V=SPF1']);
});

test('lookups are counted through all includes, and redirect decides when nothing says all', async () => {
  const { node } = await tree([
    ['a.example', 'TXT', 'v=spf1 a mx include:b.vendor.example redirect=c.a.example'],
    ['b.vendor.example', 'TXT', 'v=spf1 include:d.vendor.example ~all'],
    ['d.vendor.example', 'TXT', 'v=spf1 exists:%{i}.x.example -all'],
    ['c.a.example', 'TXT', ['v=spf1 ip4:192.0.2.0/28 inclu', 'de:e.other.example ?all']],
  ]);
  assert.equal(countLookups(node), 7);
  assert.equal(effectiveAll(node), '?all');
  assert.deepEqual(
    spfTargets(node, 'a.example', () => true).map((target) => target.host),
    ['b.vendor.example', 'c.a.example', 'e.other.example'],
  );
  assert.deepEqual(spfNetworks(node, 'a.example'), ['192.0.2.0/28']);
});

test('loops, missing records and endless chains end', async () => {
  const loop = await tree([
    ['a.example', 'TXT', 'v=spf1 include:b.example include:gone.example -all'],
    ['b.example', 'TXT', 'v=spf1 include:a.example include:b.example -all'],
  ]);
  assert.equal(countLookups(loop.node), 4);
  assert.deepEqual(
    loop.node.children.map(({ node }) => node.state),
    ['read', 'missing'],
  );
  assert.deepEqual(
    loop.node.children[0]?.node.children.map(({ node }) => node.state),
    ['loop', 'loop'],
  );
  const wide: ZoneRecord[] = Array.from({ length: 60 }, (_, n) => [
    `n${n}.example`,
    'TXT',
    `v=spf1 include:n${n + 1}.example include:m${n}.example -all`,
  ]);
  const deep = await tree([['a.example', 'TXT', 'v=spf1 include:n0.example -all'], ...wide]);
  assert.ok(deep.asked <= 30, `${deep.asked} questions`);
});
