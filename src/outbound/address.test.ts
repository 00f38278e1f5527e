import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseIp, parseNetwork } from '../kernel/ip.ts';
import { judge, type Policy } from './address.ts';

const open: Policy = { kind: 'public' };
const own: Policy = { kind: 'configured' };

test('the public policy refuses every address that is not part of the public internet, in all its spellings', () => {
  const refused: Record<string, string[]> = {
    loopback: ['127.0.0.1', '127.255.255.254', '::1', '0:0:0:0:0:0:0:1'],
    private: ['10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.255', '192.168.0.1', 'fec0::1'],
    'link-local': ['169.254.1.1', 'fe80::1', 'fe80::1%eth0', 'febf::1'],
    'unique-local': ['fc00::1', 'fd12:3456::1'],
    shared: ['100.64.0.1', '100.127.255.255'],
    multicast: ['224.0.0.1', '239.1.2.3', 'ff02::1'],
    broadcast: ['255.255.255.255'],
    unspecified: ['0.0.0.0', '0.1.2.3', '::'],
    documentation: ['192.0.2.1', '198.51.100.7', '203.0.113.9', '2001:db8::1', '3fff::1'],
    reserved: ['198.18.0.1', '192.0.0.8', '240.0.0.1', '192.88.99.1', '4000::1', '2001:10::1', '100::1'],
    translated: [
      '::ffff:8.8.8.8',
      '::ffff:7f00:1',
      '::ffff:10.0.0.1',
      '::7f00:2',
      '64:ff9b::7f00:1',
      '64:ff9b::10.0.0.1',
      '64:ff9b:1::a00:1',
      '2002:7f00:1::',
      '2001:0:1::1',
    ],
    'cloud-metadata': [
      '169.254.169.254',
      '169.254.170.2',
      '100.100.100.200',
      '168.63.129.16',
      'fd00:ec2::254',
      '::ffff:169.254.169.254',
      '64:ff9b::a9fe:a9fe',
      '2002:a9fe:a9fe::',
    ],
    'not-an-address': [
      'localhost',
      '',
      '1.2.3',
      '1.2.3.4.5',
      '256.1.1.1',
      '0177.0.0.1',
      '127.1',
      '2130706433',
      '0x7f.1',
      ':::',
      '1::2::3',
      '::ffff:1.2.3',
      'gggg::1',
    ],
  };
  for (const [reason, addresses] of Object.entries(refused))
    for (const address of addresses) assert.equal(judge(address, open), reason, address);
  for (const address of [
    '8.8.8.8',
    '9.255.255.255',
    '11.0.0.1',
    '172.15.0.1',
    '172.32.0.1',
    '100.63.0.1',
    '100.128.0.1',
    '2a00:1450::1',
    '2606:4700::1111',
  ]) {
    assert.equal(judge(address, open), 'ok', address);
  }
});

test('the configured policy lets the house be reached, but never the metadata service of a cloud', () => {
  for (const address of ['127.0.0.1', '10.1.2.3', '::1', 'fe80::1', '8.8.8.8']) assert.equal(judge(address, own), 'ok', address);
  for (const address of ['169.254.169.254', '::ffff:169.254.169.254', 'fd00:ec2::254'])
    assert.equal(judge(address, own), 'cloud-metadata', address);
  assert.equal(judge('169.254.169.254', { kind: 'configured', allow: ['169.254.0.0/16', '0.0.0.0/0'] }), 'cloud-metadata');
  assert.equal(judge('10.1.2.3', { kind: 'configured', allow: ['10.0.0.0/8'] }), 'ok');
  assert.equal(judge('8.8.8.8', { kind: 'configured', allow: ['10.0.0.0/8'] }), 'not-allowed');
  assert.equal(judge('127.0.0.1', { kind: 'public', allow: ['127.0.0.0/8'] }), 'ok');
  assert.equal(judge('10.0.0.1', { kind: 'public', allow: ['127.0.0.0/8'] }), 'private');
});

test('networks are read strictly', () => {
  assert.equal(parseNetwork('10.0.0.0/33'), undefined);
  assert.equal(parseNetwork('10.0.0.0/'), undefined);
  assert.equal(parseNetwork('10.0.0.0/8/8'), undefined);
  assert.equal(parseNetwork('fd00::/8')?.family, 6);
  assert.equal(parseNetwork('10.1.2.3')?.first, parseNetwork('10.1.2.3')?.last);
});

test('an IPv4 address hidden in a mapped or NAT64 address is never judged better than itself', () => {
  fc.assert(
    fc.property(fc.ipV4(), (v4) => {
      assert.ok(parseIp(v4));
      for (const form of [`::ffff:${v4}`, `64:ff9b::${v4}`]) assert.notEqual(judge(form, open), 'ok');
      if (judge(v4, own) === 'cloud-metadata') assert.equal(judge(`::ffff:${v4}`, own), 'cloud-metadata');
    }),
  );
});

test('any IPv6 address survives being read, and no text makes the guard throw', () => {
  fc.assert(fc.property(fc.ipV6(), (v6) => assert.equal(parseIp(v6)?.family, 6)));
  fc.assert(fc.property(fc.string(), (text) => typeof judge(text, open) === 'string'));
});
