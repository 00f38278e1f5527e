import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encode } from 'dns-packet';
import { dnsWorld } from '../../test/world/dns.ts';
import { readBadPackets } from '../../test/world/fuzz.ts';
import { dnsClient, parseServer } from './dns.ts';
import { MAX_RECORDS, readMessage } from './dns-record.ts';
import { OutboundError } from './failure.ts';

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error: unknown) => (error instanceof OutboundError ? error.code : String(error)),
  );

test('questions are answered over UDP, and over TCP when the answer is cut short', async () => {
  const world = await dnsWorld([['big.example', 'TXT', ['v=spf1 include:_spf', '.vendor.example -all']]], ({ name }) =>
    name === 'big.example' ? 'truncate' : 'answer',
  );
  const client = dnsClient({ servers: [world.server] });
  const reply = await client.query('big.example', 'TXT');
  assert.equal(reply.via, 'tcp');
  const [record] = reply.answers;
  assert.ok(record?.type === 'TXT');
  assert.equal(record.text, 'v=spf1 include:_spf.vendor.example -all');
  assert.equal((await client.query('nobody.example', 'A')).rcode, 'NXDOMAIN');
  assert.equal(client.asked, 2);
  await world.close();
});

test('CNAMEs are followed to the addresses, and a circle ends', async () => {
  const world = await dnsWorld([
    ['www.example', 'CNAME', 'edge.example'],
    ['edge.example', 'A', '192.0.2.7'],
    ['a.example', 'CNAME', 'b.example'],
    ['b.example', 'CNAME', 'a.example'],
  ]);
  const client = dnsClient({ servers: [world.server] });
  assert.deepEqual(await client.addresses('www.example'), ['192.0.2.7']);
  assert.equal(await codeOf(client.addresses('a.example')), 'dns-failed');
  await world.close();
});

test('silence, garbage, foreign ids and refusals end in time with their own code', async () => {
  for (const [how, code] of [
    ['silence', 'timeout'],
    ['garbage', 'bad-answer'],
    ['wrong-id', 'bad-answer'],
    ['servfail', 'dns-failed'],
  ] as const) {
    const world = await dnsWorld([], () => how);
    assert.equal(await codeOf(dnsClient({ servers: [world.server], timeoutMs: 60, tries: 2 }).query('a.example', 'A')), code, how);
    await world.close();
  }
});

test('a lost packet is asked for again, at another server if there is one', async () => {
  const deaf = await dnsWorld([], () => 'silence');
  const good = await dnsWorld([['a.example', 'A', '192.0.2.1']]);
  const reply = await dnsClient({ servers: [deaf.server, good.server], timeoutMs: 60 }).query('a.example', 'A');
  assert.equal(reply.server, good.server);
  await Promise.all([deaf.close(), good.close()]);
});

test('the number of questions is limited, stopping works, and bad names are refused before they are sent', async () => {
  const world = await dnsWorld([['a.example', 'A', '192.0.2.1']]);
  const client = dnsClient({ servers: [world.server], maxQueries: 2 });
  for (const name of ['', '.', 'a..b', `${'x'.repeat(64)}.example`, 'a b.example', 'a\u0000.example', `${'a.'.repeat(130)}example`])
    assert.equal(await codeOf(client.query(name, 'A')), 'dns-failed');
  assert.equal(world.questions.length, 0);
  const fresh = dnsClient({ servers: [world.server], maxQueries: 2 });
  await fresh.query('a.example', 'A');
  await fresh.query('a.example', 'AAAA');
  assert.equal(await codeOf(fresh.query('a.example', 'MX')), 'dns-failed');
  const deaf = await dnsWorld([], () => 'silence');
  assert.equal(await codeOf(dnsClient({ servers: [deaf.server] }).query('a.example', 'A', AbortSignal.timeout(30))), 'aborted');
  await Promise.all([world.close(), deaf.close()]);
});

test('500 questions at once lose no answer', async () => {
  const world = await dnsWorld([['*.many.example', 'A', '192.0.2.1']]);
  const client = dnsClient({ servers: [world.server] });
  const replies = await Promise.all(Array.from({ length: 500 }, (_, index) => client.query(`n${index}.many.example`, 'A')));
  assert.ok(replies.every((reply) => reply.answers.length === 1));
  await world.close();
});

test('servers are written as IP or IP:PORT, and metadata addresses are refused', () => {
  assert.deepEqual(parseServer('192.0.2.1'), { host: '192.0.2.1', port: 53 });
  assert.deepEqual(parseServer('[2001:db8::1]:5353'), { host: '2001:db8::1', port: 5353 });
  assert.deepEqual(parseServer('2001:db8::1'), { host: '2001:db8::1', port: 53 });
  for (const bad of ['dns.example', '192.0.2.1:0', '192.0.2.1:70000', '1.2.3', '']) assert.equal(parseServer(bad), undefined, bad);
  assert.throws(() => dnsClient({ servers: ['169.254.169.254'], policy: { kind: 'configured' } }), { code: 'refused-address' });
});

test('20,000 mutated and random DNS packets crash nothing', () => {
  let read = 0;
  for (const message of readBadPackets(20_000, 4711)) {
    if (message) read += 1;
    for (const record of message?.answers ?? []) assert.doesNotMatch(record.name, /[\p{Cc}\s]/u);
  }
  assert.ok(read > 1000, `only ${read} packets could be read`);
});

test('an answer with more records than anybody needs is cut', () => {
  const answers = Array.from({ length: MAX_RECORDS + 100 }, (_, index) => ({
    name: 'a.example',
    type: 'A' as const,
    data: `192.0.2.${index % 256}`,
  }));
  const message = readMessage(encode({ type: 'response', id: 1, questions: [{ name: 'a.example', type: 'A' }], answers }));
  assert.equal(message?.answers.length, MAX_RECORDS);
  assert.equal(message?.cut, true);
});
