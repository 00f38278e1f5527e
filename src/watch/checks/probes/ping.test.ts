import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, test } from 'node:test';
import { look } from '../../../../test/world/probing.ts';
import { readEchoes } from './echoes.ts';

const missing = existsSync('/usr/bin/fping') ? false : 'fping is not installed';
/** A network of its own, where one address is silent and another has no way to it. */
const alone = process.getuid?.() === 0 && existsSync('/usr/sbin/ip') ? missing : 'needs root and iproute2 for a network namespace';

test('what fping says is read: an answer, silence, and what could not be sent', () => {
  const out = '127.0.0.1  : [0], 64 bytes, 0.734 ms (0.734 avg, 0% loss)\n198.51.100.9 : [0], timed out (NaN avg, 100% loss)\n';
  const err = '\n127.0.0.1    : 0.734\n198.51.100.9 : -\n192.0.2.77   : -\n';
  assert.deepEqual(
    [...readEchoes(out, err)],
    [
      ['127.0.0.1', { kind: 'answer', ms: 0.734 }],
      ['198.51.100.9', { kind: 'silence' }],
      ['192.0.2.77', { kind: 'unsent' }],
    ],
  );
});

describe('ping by the real fping', { skip: missing }, () => {
  test('a machine that is there answers', async () => {
    const { outcome, detail } = await look('ping', { host: '127.0.0.1' });
    assert.deepEqual([outcome, detail.code], ['up', 'echo-answered']);
  });

  test('two hundred at once are answered, together', async () => {
    const all = await Promise.all(Array.from({ length: 200 }, (_, n) => look('ping', { host: `127.0.1.${n + 1}` })));
    assert.ok(all.every(({ outcome }) => outcome === 'up'));
  });

  test('it stops at once when told to, and does not blame the target', async () => {
    const stop = new AbortController();
    stop.abort();
    const { outcome, detail } = await look('ping', { host: '127.0.0.1' }, { signal: stop.signal });
    assert.deepEqual([outcome, detail.code], ['unclear', 'aborted']);
  });
});

test('a silent machine is down, in time; no way there is a fault of the line, not of the target', { skip: alone }, () => {
  const script = `
    import { look } from ${JSON.stringify(new URL('../../../../test/world/probing.ts', import.meta.url).href)};
    const seen = await Promise.all(['127.0.0.1', '198.51.100.9', '192.0.2.77'].map((host) => look('ping', { host }, { timeoutMs: 400 })));
    console.log(JSON.stringify(seen.map(({ outcome, detail, far }) => [outcome, detail.code, far === true])));`;
  const network =
    'ip link set lo up; ip link add v0 type veth peer name v1; ip link set v0 up; ip link set v1 up; ip addr add 198.51.100.1/24 dev v0';
  const node = JSON.stringify(process.execPath);
  const run = spawnSync('/usr/bin/unshare', ['-n', 'sh', '-c', `${network} && exec ${node} --input-type=module-typescript -`], {
    input: script,
    encoding: 'utf8',
  });
  assert.equal(run.status, 0, run.stderr);
  assert.deepEqual(JSON.parse(run.stdout), [
    ['up', 'echo-answered', false],
    ['down', 'timeout', true],
    ['unclear', 'no-route', false],
  ]);
});
