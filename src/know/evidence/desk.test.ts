import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { dnsmasqText, MORNING, officeDay } from '../../../test/world/evidence.ts';
import type { Result } from '../../kernel/result.ts';
import { evidenceDesk } from './desk.cases.ts';
import type { Contents, Refusal } from './evidence.ts';

const faults: unknown[] = [];
const desk = () => evidenceDesk((where, error) => faults.push({ where, error }));
const going = new AbortController().signal;
async function* pieces(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}
/** A process number that no process has: the largest that Linux gives. */
const NOBODY = 4_194_304;

test('what a killed server has left on the disk is removed at the next start; what another one works with stays', async () => {
  const left = mkdtempSync(join(tmpdir(), `krisenfest-evidence-${NOBODY}-`));
  writeFileSync(join(left, '1'), 'Nov 20 10:00:01 dnsmasq[1]: query[A] a.example from 192.168.7.1');
  const others = mkdtempSync(join(tmpdir(), `krisenfest-evidence-${process.ppid}-`));
  const one = desk();
  assert.deepEqual([existsSync(left), existsSync(others)], [false, true]);
  // Two houses in one process do not sweep each other's files.
  const file = await one.receive(pieces('abc'), 10, going);
  const two = desk();
  assert.equal(existsSync(file.path), true);
  await one.close();
  await two.close();
  assert.equal(existsSync(file.path), false);
  rmSync(others, { recursive: true });
});

test('a file is received piece by piece, for this process alone; one that is too large or cut off leaves nothing', async () => {
  const one = desk();
  const file = await one.receive(pieces('abc', 'def'), 6, going);
  assert.equal(file.size, 6);
  if (process.platform !== 'win32')
    assert.deepEqual([statSync(file.path).mode & 0o777, statSync(dirname(file.path)).mode & 0o777], [0o600, 0o700]);
  await assert.rejects(one.receive(pieces('abc', 'def', 'g'), 6, going), /too large/);
  const stop = new AbortController();
  const cut = one.receive(
    (async function* () {
      yield Buffer.from('abc');
      stop.abort();
      yield Buffer.from('def');
    })(),
    100,
    stop.signal,
  );
  await assert.rejects(cut, /cut off/);
  assert.deepEqual(readdirSync(dirname(file.path)), ['1']);
  await one.close();
});

test('reading ends with the file gone, and a server that closes stops what is being read', async () => {
  const one = desk();
  const read = async (text: string, wanted: boolean) => {
    const file = await one.receive(pieces(text), 1 << 30, going);
    const outcome = new Promise<Result<Contents, Refusal>>((resolve) => {
      one.read(
        { path: file.path, kind: 'dnsmasq', zone: 'Europe/Berlin', now: (MORNING + 86_400) * 1000, own: [] },
        async () => wanted,
        async (result) => resolve(result),
      );
    });
    return { file, outcome };
  };
  const day = dnsmasqText(officeDay());
  const short = await read(day, true);
  const result = await short.outcome;
  assert.ok(result.ok && result.value.report.rows === 38);
  assert.equal(existsSync(short.file.path), false);
  const long = await read(`${day}\n`.repeat(20_000), true);
  await one.close();
  assert.equal(existsSync(long.file.path), false);
  assert.deepEqual(faults, []);
});
