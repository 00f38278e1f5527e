import assert from 'node:assert/strict';
import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, beforeEach, describe, test } from 'node:test';
import { scratchFolder } from '../../../../test/world/scratch.ts';
import { keepMoving, keyIn, requeued, spoolName, turnsOf } from './spoolqueue.ts';

const key = (letter: string) => letter.repeat(32);
const BORN = Date.parse('2026-11-24T09:00:00Z');
const nameOf = (letter: string, number: string, at = BORN) => spoolName(number, { key: key(letter), mode: 'actual' }, at);
const [REFUSED, EVA] = [nameOf('a', '+4915155500000'), nameOf('b', '+4915155501990')];

const cleanUp: (() => unknown)[] = [];
after(() => {
  for (const close of cleanUp) close();
});

test('a message that goes behind the others keeps number and key, counts its turn, and is still before those of an exercise', () => {
  const behind = requeued(REFUSED, BORN + 60_000);
  assert.equal(behind, `OUTA20261124_090100_01_+4915155500000_${key('a')}.txt`);
  assert.deepEqual([keyIn(behind), turnsOf(behind), turnsOf(REFUSED)], [key('a'), 1, 0]);
  assert.ok(REFUSED < EVA && EVA < behind);
  assert.ok(behind < spoolName('+4915155501990', { key: key('c'), mode: 'exercise' }, BORN));
});

describe('the outbox of gammu-smsd', () => {
  let outbox = '';
  let sent = '';
  beforeEach(async () => {
    const folder = scratchFolder('spoolqueue');
    cleanUp.push(() => folder.remove());
    outbox = join(folder.path, 'outbox');
    sent = join(folder.path, 'sent');
    await mkdir(outbox);
    await mkdir(sent);
    utimesSync(sent, BORN / 1000, BORN / 1000);
  });
  const put = (name: string) => {
    writeFileSync(join(outbox, name), '');
    utimesSync(join(outbox, name), BORN / 1000 + 5, BORN / 1000 + 5);
  };
  const there = () => readdirSync(outbox).sort();
  const look = (second: number) => keepMoving(outbox, sent, BORN + second * 1000);

  test('what stays first for half a minute goes behind the others; what moves is left alone', async () => {
    for (const name of [REFUSED, EVA]) put(name);
    assert.deepEqual([await look(10), await look(30)], [[], []]);
    assert.deepEqual(there(), [REFUSED, EVA]);
    await look(50);
    assert.deepEqual(there(), [EVA, requeued(REFUSED, BORN + 50_000)]);
    await look(70);
    assert.equal(there()[0], EVA, 'the next one has its half minute, too');
  });

  test('without a network nothing is given up, however long it takes', async () => {
    for (const name of [REFUSED, EVA]) put(name);
    for (let second = 0; second < 1800; second += 20) assert.deepEqual(await look(second), []);
    assert.equal(there().length, 2);
  });

  test('a message that never goes while others do is given up, told by two looks and taken away', async () => {
    put(REFUSED);
    utimesSync(sent, BORN / 1000 + 60, BORN / 1000 + 60);
    const told: string[] = [];
    for (let second = 0; second < 400; second += 20) told.push(...(await look(second)));
    assert.deepEqual(told, [key('a'), key('a')]);
    assert.deepEqual(there(), []);
  });

  test('messages of other programs are never moved, and ours is not blamed for standing behind one', async () => {
    const foreign = 'OUTA20260101_000000_00_+4915155509999_sms0.smsbackup';
    for (const name of [foreign, EVA]) put(name);
    utimesSync(sent, BORN / 1000 + 60, BORN / 1000 + 60);
    for (let second = 0; second < 400; second += 20) assert.deepEqual(await look(second), []);
    assert.deepEqual(there(), [foreign, EVA]);
  });
});
