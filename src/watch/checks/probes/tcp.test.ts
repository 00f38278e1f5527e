import assert from 'node:assert/strict';
import { type AddressInfo, createServer } from 'node:net';
import { test } from 'node:test';
import { look } from '../../../../test/world/probing.ts';
import { sparePort } from '../../../../test/world/scratch.ts';
import { OutboundError } from '../../../outbound/failure.ts';
import { failed } from './faults.ts';
import { nameService } from './names.ts';

test('a port that listens is up, one that nobody listens on is down', async () => {
  const server = createServer((socket) => socket.on('error', () => undefined).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const seen = await look('tcp', { host: '127.0.0.1', port });
  assert.deepEqual([seen.outcome, seen.detail], ['up', { code: 'port-open' }]);
  assert.equal((await look('tcp', { host: 'localhost', port })).outcome, 'up');
  await new Promise((resolve) => server.close(resolve));
  assert.deepEqual((await look('tcp', { host: '127.0.0.1', port: await sparePort() })).detail, { code: 'refused' });
});

/** What the kernel says when something is wrong, as the sockets hand it on. */
function faultAt(host: string, code: string) {
  const cause = Object.assign(new Error(code), { code });
  const error = Object.assign(new OutboundError('unreachable', `${host} cannot be reached from here (${code}).`), { cause });
  const policy = { kind: 'configured' } as const;
  const names = nameService(['127.0.0.1:1']);
  const outbound = { policy, names, caExtra: [] };
  const context = { signal: new AbortController().signal, now: 0 as never, timeoutMs: 1000, outbound, zone: 'Europe/Berlin', heard: null };
  return failed(error, { context, host, names: names.forOneRun(policy) }, 1);
}

test('a machine in the house that is switched off is down; a line that is gone is our own fault', () => {
  assert.deepEqual(
    [faultAt('192.168.10.20', 'EHOSTUNREACH').outcome, faultAt('192.168.10.20', 'EHOSTUNREACH').detail.code],
    ['down', 'unreachable'],
  );
  assert.deepEqual(faultAt('8.8.4.4', 'EHOSTUNREACH').detail, { code: 'no-route' });
  for (const host of ['192.168.10.20', '8.8.4.4'])
    assert.deepEqual([faultAt(host, 'ENETUNREACH').outcome, faultAt(host, 'ENETUNREACH').detail.code], ['unclear', 'no-route']);
  assert.deepEqual(faultAt('8.8.4.4', 'EMFILE').detail, { code: 'out-of-sockets' });
});
