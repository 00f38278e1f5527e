import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { dnsWorld } from '../../../../test/world/dns.ts';
import { knotMissing, startNameServer } from '../../../../test/world/nameserver.ts';
import { look } from '../../../../test/world/probing.ts';
import { recordsFit } from './dns.ts';

test('names are compared without case and final dot, and "exactly" means nothing besides', () => {
  assert.ok(recordsFit(['10 Mail.muehlhaus.example'], { expect: 'mail.muehlhaus.example.', match: 'contains' }));
  assert.ok(recordsFit(['192.0.2.7'], { expect: '192.0.2.7', match: 'equal' }));
  assert.ok(!recordsFit(['192.0.2.7', '192.0.2.66'], { expect: '192.0.2.7', match: 'equal' }));
  assert.ok(recordsFit(['anything'], { expect: undefined, match: 'equal' }));
});

describe('records on a real knot', { skip: knotMissing() }, () => {
  let knot: Awaited<ReturnType<typeof startNameServer>>;
  before(async () => {
    knot = await startNameServer(
      'muehlhaus.example',
      'ns A 127.0.0.1\nwww A 192.0.2.7\n@ MX 10 mail\nmail A 192.0.2.25\n@ TXT "v=spf1 mx -all"',
    );
  });
  after(() => knot.stop());
  const ask = (config: object) => look('dns', { name: 'muehlhaus.example', server: knot.server, ...config });

  test('a record that is there is up, with its value', async () => {
    const seen = await ask({ type: 'MX' });
    assert.deepEqual([seen.outcome, seen.detail], ['up', { code: 'dns-found', values: ['10 mail.muehlhaus.example'] }]);
    assert.equal((await ask({ type: 'TXT', expect: 'v=spf1' })).outcome, 'up');
  });

  test('a record that says something else is down: somebody has bent it', async () => {
    const seen = await ask({ name: 'www.muehlhaus.example', expect: '192.0.2.99', match: 'equal' });
    assert.deepEqual([seen.outcome, seen.detail], ['down', { code: 'dns-different', values: ['192.0.2.7'], expected: '192.0.2.99' }]);
  });

  test('a record that is missing is down', async () => {
    assert.deepEqual((await ask({ name: 'shop.muehlhaus.example' })).detail, { code: 'dns-missing', rcode: 'NXDOMAIN' });
    assert.deepEqual((await ask({ type: 'CAA' })).detail, { code: 'dns-missing', rcode: 'NOERROR' });
  });

  test('a name server that does not keep the zone is down', async () => {
    assert.deepEqual((await ask({ name: 'fremd.example' })).detail.code, 'dns-refused');
  });
});

test('a named server that is silent is down; our own resolver that is silent is not the target', async () => {
  const silent = await dnsWorld([], () => 'silence');
  try {
    const named = await look('dns', { name: 'muehlhaus.example', server: silent.server }, { timeoutMs: 600 });
    assert.deepEqual([named.outcome, named.detail.code], ['down', 'timeout']);
    const own = await look('dns', { name: 'muehlhaus.example', type: 'MX' }, { resolver: silent.server, timeoutMs: 600 });
    assert.deepEqual([own.outcome, own.detail.code], ['unclear', 'resolver-dead']);
  } finally {
    await silent.close();
  }
});

test('nobody at the address of the name server is down', async () => {
  const seen = await look('dns', { name: 'muehlhaus.example', server: '127.0.0.1:1' });
  assert.deepEqual([seen.outcome, seen.detail.code], ['down', 'dns-refused']);
});
