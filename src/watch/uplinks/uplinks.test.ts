import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Interfaces, standingOf, UplinkContents, wayBy } from './uplinks.ts';

const machine: Interfaces = {
  lo: [{ address: '127.0.0.1', family: 'IPv4' }],
  eth0: [
    { address: '192.168.10.5', family: 'IPv4' },
    { address: 'fe80::1', family: 'IPv6' },
    { address: '2001:db8::5', family: 'IPv6' },
    { address: '192.168.10.6', family: 'IPv4' },
  ],
  wwan0: [
    { address: '169.254.7.7', family: 'IPv4' },
    { address: 'fe80::2', family: 'IPv6' },
  ],
};

describe('the way out by a line', () => {
  test('by an interface: the addresses it has at this moment', () => {
    assert.deepEqual(wayBy({ kind: 'interface', name: 'eth0' }, machine), { four: '192.168.10.5', six: '2001:db8::5', device: 'eth0' });
  });

  test('an address that a modem gave itself is none, and an interface that is off has none', () => {
    assert.equal(wayBy({ kind: 'interface', name: 'wwan0' }, machine), null);
    assert.equal(wayBy({ kind: 'interface', name: 'eth7' }, machine), null);
  });

  test('by an own address: the interface that holds it, however the address is written', () => {
    assert.deepEqual(wayBy({ kind: 'address', address: '192.168.10.6' }, machine), { four: '192.168.10.6', six: null, device: 'eth0' });
    assert.deepEqual(wayBy({ kind: 'address', address: '2001:DB8:0::5' }, machine), { four: null, six: '2001:DB8:0::5', device: 'eth0' });
    assert.equal(wayBy({ kind: 'address', address: '192.168.10.7' }, machine), null);
  });
});

test('a line works when one of its targets answers, is dead when none does, and nobody knows while nobody looks', () => {
  const of = (...shown: string[]) => standingOf(shown.map((one) => ({ shown: one })));
  assert.equal(of('down', 'up'), 'works');
  assert.equal(of('down', 'down'), 'dead');
  assert.equal(of('down', 'suspect'), 'unsure');
  assert.equal(of(), 'unchecked');
  assert.equal(of('paused', 'maintenance'), 'unchecked');
  assert.equal(of('paused', 'down'), 'dead');
});

test('a name that would be read as an option of a program is no interface', () => {
  const given = (name: string) => UplinkContents.safeParse({ name: 'LTE', role: 'spare', via: { kind: 'interface', name } }).success;
  assert.deepEqual(['wwan0', 'enx0a.1', '-I', 'a b', '../x', 'sixteencharacter'].map(given), [true, true, false, false, false, false]);
});
