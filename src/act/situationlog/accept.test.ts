import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import { NOON, words } from '../../../test/world/log.ts';
import { newId } from '../../kernel/id.ts';
import { MINUTE, plus, SECOND } from '../../kernel/instant.ts';
import { acceptEntry, admitDevice, checkpointDue, retireDevice, startLog, writeAsServer } from './accept.ts';
import { appendEntry, type DeviceHead, type Draft } from './append.ts';
import { type DeviceKey, exportPrivateKey, importDevice, newDevice, sign } from './device.ts';
import type { LogLine, SignedEntry } from './entry.ts';
import { exportLog } from './export.ts';
import { signedBytes } from './hashes.ts';
import { lateness } from './lateness.ts';
import { LogHead } from './place.ts';
import { verifyLog } from './verify.ts';

const incident = newId(NOON);
let server: DeviceKey;
let phone: DeviceKey;
let opened: LogHead;
before(async () => {
  server = await newDevice(NOON, 'exportable');
  phone = await newDevice(NOON, 'here');
  opened = (await admitDevice((await startLog(incident, 'actual', server, NOON)).head, phone, 'device', server, NOON)).head;
});

const draft = (text: string, more: Partial<Draft> = {}): Draft =>
  ({ incident, mode: 'actual', occurredAt: NOON, kind: 'situation', payload: words(text), ...more }) as Draft;

async function chainOf(key: DeviceKey, count: number): Promise<SignedEntry[]> {
  const entries: SignedEntry[] = [];
  let head: DeviceHead | null = null;
  for (let i = 0; i < count; i++) {
    const made: Awaited<ReturnType<typeof appendEntry>> = await appendEntry(head, draft(`Eintrag ${i + 1}`), key, NOON);
    entries.push(made.entry);
    head = made.head;
  }
  return entries;
}

const refusal = async (head: LogHead, entry: unknown): Promise<string> => {
  const result = await acceptEntry(head, entry, NOON);
  return result.ok ? 'accepted' : result.error.code;
};

test('entries that a phone wrote without network are taken in their order, and only so', async () => {
  const [first, second, third] = await chainOf(phone, 3);
  assert.equal(await refusal(opened, second), 'seq-missing');
  const one = await acceptEntry(opened, first, NOON);
  assert.ok(one.ok);
  assert.deepEqual([one.value.record.line.number, one.value.head.count], [3, 3]);
  assert.equal(await refusal(one.value.head, third), 'seq-missing');
  assert.equal(await refusal(one.value.head, first), 'duplicate');
  const two = await acceptEntry(one.value.head, second, NOON);
  assert.ok(two.ok);
  assert.equal(await refusal(two.value.head, first), 'seq-taken');
  assert.equal(await refusal(two.value.head, third), 'accepted');
});

test('a second chain of the same device does not get in', async () => {
  const [first] = await chainOf(phone, 1);
  const one = await acceptEntry(opened, first, NOON);
  assert.ok(one.ok);
  const fork = (await chainOf(phone, 2))[1];
  assert.equal(await refusal(one.value.head, fork), 'device-chain');
});

test('what is not signed by an admitted device for this very log is refused', async () => {
  const [entry] = await chainOf(phone, 1);
  assert.ok(entry);
  const stranger = await newDevice(NOON, 'here');
  assert.equal(await refusal(opened, (await chainOf(stranger, 1))[0]), 'device-unknown');
  const forged = { ...entry, signature: await sign(stranger, signedBytes(entry.header)) };
  assert.equal(await refusal(opened, forged), 'signature');
  assert.equal(await refusal(opened, { ...entry, payload: words('etwas anderes') }), 'payload');
  assert.equal(await refusal(opened, { ...entry, salt: '00'.repeat(16) }), 'payload');
  const elsewhere = await appendEntry(null, draft('x', { incident: newId(NOON) }), phone, NOON);
  assert.equal(await refusal(opened, elsewhere.entry), 'other-incident');
  const exercise = await appendEntry(null, draft('x', { mode: 'exercise' }), phone, NOON);
  assert.equal(await refusal(opened, exercise.entry), 'other-mode');
});

test('a phone cannot admit devices or set checkpoints', async () => {
  const friend = await newDevice(NOON, 'here');
  const admission = {
    kind: 'device',
    payload: { action: 'admit', device: friend.device, publicKey: friend.publicKey, role: 'device' },
  } as const;
  assert.equal(await refusal(opened, (await appendEntry(null, { ...draft(''), ...admission }, phone, NOON)).entry), 'servers-only');
  const checkpoint = { kind: 'checkpoint', payload: { count: opened.count, head: opened.hash ?? '' } } as const;
  assert.equal(await refusal(opened, (await appendEntry(null, { ...draft(''), ...checkpoint }, phone, NOON)).entry), 'servers-only');
});

test('a log can only be founded by a server that admits itself', async () => {
  const empty: LogHead = { incident, mode: 'actual', count: 0, hash: null, devices: {} };
  assert.equal(await refusal(empty, (await chainOf(server, 1))[0]), 'not-founded');
  const self = { kind: 'device', payload: { action: 'admit', device: phone.device, publicKey: phone.publicKey, role: 'device' } } as const;
  assert.equal(await refusal(empty, (await appendEntry(null, { ...draft(''), ...self }, phone, NOON)).entry), 'not-founded');
});

test('a device that was taken out writes no more, and its old entries stay good', async () => {
  const [first, second] = await chainOf(phone, 2);
  const one = await acceptEntry(opened, first, NOON);
  assert.ok(one.ok);
  const retired = await retireDevice(one.value.head, phone.device, server, NOON);
  assert.equal(await refusal(retired.head, second), 'device-retired');
  await assert.rejects(retireDevice(retired.head, server.device, server, NOON), /device-change/);
});

test('a second server goes on with the log when the first is lost', async () => {
  const outpost = await newDevice(NOON, 'exportable');
  const start = await startLog(incident, 'actual', server, NOON);
  const admitted = await admitDevice(start.head, outpost, 'server', server, NOON);
  const after = await writeAsServer(admitted.head, draft('Das Haus antwortet nicht.'), outpost, NOON);
  const lines: LogLine[] = [start.record.line, admitted.record.line, after.record.line];
  const result = await verifyLog(await exportLog(after.head, lines, outpost, NOON), { key: server.publicKey });
  assert.ok(result.ok, JSON.stringify(result));
});

test('a draft that the server would refuse is not signed at all', async () => {
  await assert.rejects(appendEntry(null, draft(''), phone, NOON));
  await assert.rejects(appendEntry(null, draft('x'.repeat(20_001)), phone, NOON));
  await assert.rejects(appendEntry(null, draft('\ud83d'), phone, NOON), /surrogate/);
  const { head } = await appendEntry(null, draft('x'), phone, NOON);
  await assert.rejects(appendEntry(head, draft('x'), server, NOON), /another device/);
});

test('an entry of the wrong form is refused with the place of the fault', async () => {
  const [entry] = await chainOf(phone, 1);
  assert.ok(entry);
  const result = await acceptEntry(opened, { ...entry, header: { ...entry.header, occurredAt: '2026-02-30T00:00:00.000Z' } }, NOON);
  assert.deepEqual(!result.ok && result.error.code === 'form' && result.error.faults.map(({ pointer }) => pointer), ['/header/occurredAt']);
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (input) => {
      assert.equal(await refusal(opened, input), 'form');
    }),
  );
});

test('the server’s key comes back from its sealed form, a phone’s key never leaves the phone', async () => {
  const again = await importDevice(server.device, server.publicKey, await exportPrivateKey(server));
  const written = await writeAsServer(opened, draft('nach dem Neustart'), again, NOON);
  assert.equal(written.record.line.number, 3);
  await assert.rejects(exportPrivateKey(phone));
});

test('the head of a log is plain JSON', async () => {
  assert.deepEqual(LogHead.parse(JSON.parse(JSON.stringify(opened))), opened);
});

test('what is written long after it happened is marked as added later, by the times alone', async () => {
  const { entry } = await appendEntry(null, draft('x', { occurredAt: NOON }), phone, plus(NOON, 5 * MINUTE));
  const { header } = entry;
  const line = { receivedAt: '2026-11-22T11:20:00.000Z', header };
  assert.deepEqual(lateness(line), { addedLate: 5 * MINUTE, arrivedLate: 15 * MINUTE, clockAhead: null });
  assert.deepEqual(lateness({ ...line, receivedAt: '2026-11-22T11:00:00.000Z' }), {
    addedLate: 5 * MINUTE,
    arrivedLate: null,
    clockAhead: 5 * MINUTE,
  });
});

test('a checkpoint is due after a hundred lines or a quarter of an hour, but not for nothing', async () => {
  const since = { number: 2, at: NOON };
  assert.equal(checkpointDue({ ...opened, count: 2 }, since, plus(NOON, 60 * MINUTE)), false);
  assert.equal(checkpointDue({ ...opened, count: 3 }, since, plus(NOON, SECOND)), false);
  assert.equal(checkpointDue({ ...opened, count: 3 }, since, plus(NOON, 15 * MINUTE)), true);
  assert.equal(checkpointDue({ ...opened, count: 102 }, since, plus(NOON, SECOND)), true);
});
