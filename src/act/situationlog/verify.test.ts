import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import { NOON, sampleLog, words } from '../../../test/world/log.ts';
import { MINUTE, plus } from '../../kernel/instant.ts';
import { writeAsServer } from './accept.ts';
import { canonical, type Json } from './canonical.ts';
import { exportLog, withheld } from './export.ts';
import { entryHash, lineHash } from './hashes.ts';
import { type LogFault, type VerifyOptions, verifyLog } from './verify.ts';

let log: Awaited<ReturnType<typeof sampleLog>>;
before(async () => {
  log = await sampleLog(24);
});

const fault = async (text: string, asked?: VerifyOptions): Promise<LogFault> => {
  const result = await verifyLog(text, asked);
  assert.ok(!result.ok, 'a changed log was called good');
  return result.error;
};
const rows = () => log.text.trimEnd().split('\n');
const join = (lines: readonly string[]) => `${lines.join('\n')}\n`;

test('a whole log is good and says what it proves', async () => {
  const result = await verifyLog(log.text, { key: log.server.publicKey, head: log.head.hash ?? '' });
  assert.ok(result.ok, JSON.stringify(result));
  assert.equal(result.value.count, 24);
  assert.equal(result.value.head, log.head.hash);
  assert.equal(result.value.checkpoints, 2);
  assert.deepEqual(result.value.addedLate, [7, 14, 21]);
  assert.deepEqual(result.value.arrivedLate, [9]);
  assert.deepEqual(
    result.value.warnings.map(({ code }) => code),
    ['clock-back'],
  );
});

test('without key and head it says what it could not check', async () => {
  const result = await verifyLog(log.text);
  assert.deepEqual(result.ok && result.value.warnings.map(({ code }) => code), ['key-not-checked', 'head-not-checked', 'clock-back']);
});

test('every flipped bit is found, and the line it stands in is named', async () => {
  const small = await sampleLog(10);
  const bytes = Buffer.from(small.text);
  const starts = [0];
  for (const [i, byte] of bytes.entries()) if (byte === 10) starts.push(i + 1);
  const lineOf = (at: number) => starts.findLastIndex((start) => start <= at);
  let tried = 0;
  // A prime step walks over all places of all fields; every bit comes in turn.
  for (let at = 0, bit = 0; at < bytes.length; at += 13, bit = (bit + 1) % 8, tried++) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ (1 << bit);
    const found = await fault(changed.toString('utf8'), { key: small.server.publicKey });
    const line = lineOf(at);
    const expected = line === 0 ? 'start' : line === 11 ? 'end' : line;
    // A line feed that went glues two lines together; only then may the name be the neighbour's.
    if (bytes[at] !== 10) assert.equal(found.at, expected, `byte ${at} bit ${bit}: ${JSON.stringify(found)}`);
  }
  assert.ok(tried > 500, `${tried} places`);
});

test('a removed line is found and named', async () => {
  for (let i = 0; i < 26; i++) {
    const found = await fault(join(rows().toSpliced(i, 1)));
    assert.equal(found.at, i === 0 ? 'start' : i === 25 ? 'end' : i === 24 ? 24 : i, `line ${i}: ${JSON.stringify(found)}`);
  }
});

test('swapped, doubled and cut lines are found', async () => {
  for (let i = 1; i < 24; i += 2) {
    const swapped = rows();
    [swapped[i], swapped[i + 1]] = [swapped[i + 1] ?? '', swapped[i] ?? ''];
    assert.equal((await fault(join(swapped))).at, i);
    assert.equal((await fault(join(rows().toSpliced(i, 0, rows()[i] ?? '')))).at, i + 1);
    assert.equal((await fault(join(rows().slice(0, i)))).code, 'cut-off');
  }
  for (let cut = 1; cut < log.text.length; cut += 997) await fault(log.text.slice(0, cut));
  await fault('');
  await fault('\n');
  assert.equal((await fault(log.text.slice(0, -1))).code, 'cut-off');
});

test('a rewritten line is found even when the forger recomputes the chain after it', async () => {
  const lines = log.lines.map((line) => ({ ...line }));
  const victim = lines[8];
  assert.ok(victim);
  victim.receivedAt = '2026-11-22T10:00:00.000Z';
  for (const [i, line] of lines.entries()) {
    const previous = lines[i - 1];
    if (i > 8 && previous) line.previous = lineHash(previous);
  }
  // Up to the next checkpoint, which the server signed over the true head.
  assert.deepEqual([(await fault(join([rows()[0] ?? '', ...lines.map((line) => canonical(line)), rows()[25] ?? '']))).at], [10]);
});

test('another key, another log or an older state is refused when key and head are given', async () => {
  const other = await sampleLog(5);
  assert.equal((await fault(log.text, { key: other.server.publicKey })).code, 'key-differs');
  assert.equal((await fault(log.text, { head: other.head.hash ?? '' })).code, 'head-not-in-log');
  const older = log.lines.slice(0, 10);
  const last = older.at(-1);
  assert.ok(last);
  const hash = lineHash(last);
  const olderText = await exportLog({ ...log.head, count: 10, hash }, older, log.server, plus(NOON, MINUTE));
  assert.equal((await verifyLog(olderText)).ok, true);
  assert.equal((await fault(olderText, { head: log.head.hash ?? '' })).code, 'head-not-in-log');
  // The old head is still found in the log that has grown.
  assert.equal((await verifyLog(log.text, { head: hash })).ok, true);
});

test('lines from another log do not fit in', async () => {
  const other = (await sampleLog(24)).text.trimEnd().split('\n');
  for (const i of [1, 5, 10, 24]) assert.equal((await fault(join(rows().with(i, other[i] ?? '')))).at, i);
  assert.equal((await fault(join(rows().with(0, other[0] ?? '')))).at, 'start');
  assert.equal((await fault(join(rows().with(25, other[25] ?? '')))).at, 'end');
});

test('an exercise cannot be turned into the real thing', async () => {
  const exercise = await sampleLog(4, 'exercise');
  const result = await verifyLog(exercise.text);
  assert.equal(result.ok && result.value.mode, 'exercise');
  await fault(exercise.text.replaceAll('"mode":"exercise"', '"mode":"actual"'));
});

test('the words of a line can be withheld and the log still verifies', async () => {
  const text = await exportLog(log.head, log.lines, log.server, NOON, () => true);
  assert.doesNotMatch(text, /Kim Beispiel|Eintrag 5/);
  const result = await verifyLog(text, { key: log.server.publicKey, head: log.head.hash ?? '' });
  assert.ok(result.ok);
  const [warning] = result.value.warnings;
  const open = log.lines.filter(({ header }) => header.kind === 'device' || header.kind === 'checkpoint').length;
  assert.equal(warning?.code === 'withheld' && warning.numbers.length, 24 - open);
});

test('devices and checkpoints cannot be withheld', async () => {
  const bare = ({ number, receivedAt, previous, header, signature }: (typeof log.lines)[number]) =>
    canonical({ number, receivedAt, previous, header, signature });
  for (const number of [1, 2, 10]) {
    const line = log.lines[number - 1];
    assert.ok(line);
    assert.deepEqual(withheld(line), line);
    assert.equal((await fault(join(rows().with(number, bare(line))))).at, number);
  }
});

test('a correction names the entry it corrects, and a reader learns when that is not here', async () => {
  const first = log.lines[4];
  assert.ok(first);
  const draft = { incident: log.head.incident, mode: log.head.mode, occurredAt: NOON, kind: 'situation' } as const;
  const good = await writeAsServer(
    log.head,
    { ...draft, payload: words('richtig ist 14 Uhr', { corrects: entryHash(first.header) }) },
    log.server,
    NOON,
  );
  const stray = await writeAsServer(good.head, { ...draft, payload: words('falsch', { corrects: 'ab'.repeat(32) }) }, log.server, NOON);
  const lines = [...log.lines, good.record.line, stray.record.line];
  const result = await verifyLog(await exportLog(stray.head, lines, log.server, NOON), {});
  assert.ok(result.ok);
  assert.equal(result.value.corrections, 2);
  assert.deepEqual(
    result.value.warnings.find(({ code }) => code === 'corrects-unknown'),
    { code: 'corrects-unknown', numbers: [26] },
  );
});

test('any change of any value is found', async () => {
  const paths: { row: number; path: string[] }[] = rows().flatMap((row, i) =>
    leaves(JSON.parse(row) as Json).map((path) => ({ row: i, path })),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), fc.jsonValue(), async ({ row, path }, value) => {
      const changed = rows();
      const line = set(JSON.parse(changed[row] ?? '') as Json, path, value);
      if (canonical(line) === changed[row]) return;
      changed[row] = canonical(line);
      assert.equal((await verifyLog(join(changed))).ok, false, `${row} ${path.join('.')}`);
    }),
    { numRuns: 150 },
  );
});

test('garbage of every kind is called bad, never thrown', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
      assert.equal((await verifyLog(text)).ok, false);
    }),
  );
  for (const text of [
    'null\n',
    '[]\n',
    '{"__proto__":1}\n',
    `${'['.repeat(100_000)}\n`,
    `\ufeff${log.text}`,
    log.text.replaceAll('\n', '\r\n'),
  ])
    await fault(text);
});

const leaves = (value: Json, path: string[] = []): string[][] =>
  value !== null && typeof value === 'object'
    ? Object.entries(value).flatMap(([key, inner]) => leaves(inner as Json, [...path, key]))
    : [path];

function set(value: Json, [key, ...rest]: string[], put: Json): Json {
  if (key === undefined) return put;
  const inner = new Map<string, Json>(value !== null && typeof value === 'object' ? (Object.entries(value) as [string, Json][]) : []);
  return Object.fromEntries(inner.set(key, set(inner.get(key) ?? null, rest, put)));
}
