import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { scratchFolder } from '../../../../test/world/scratch.ts';
import { key, lookWith, message, send, sentence } from '../../../../test/world/sending.ts';
import { smsdMissing, smsSpool } from '../../../../test/world/smsd.ts';
import { until } from '../../../../test/world/until.ts';
import { channels } from './index.ts';

const cleanUp: (() => unknown)[] = [];
after(async () => {
  for (const close of cleanUp) await close();
});
const scratch = (name: string) => {
  const folder = scratchFolder(name);
  cleanUp.push(() => folder.remove());
  return folder.path;
};

describe('SMS, by the real gammu-smsd with its dummy modem', () => {
  const missing = smsdMissing();

  test('the modem sends what lies in the spool: umlauts, long texts, the right number', { skip: missing }, async () => {
    const spool = smsSpool(scratch('smsd'));
    const running = await spool.start();
    cleanUp.push(() => running.stop());
    const settings = { outbox: spool.outbox, sent: spool.sent };
    const long = { ...message, key: 'f'.repeat(32), short: `${'Öffentliche Ämter räumen. '.repeat(12)}Ende` };
    for (const one of [message, long]) {
      const outcome = await send('sms', settings, '+4915155501990', undefined, one);
      assert.equal(outcome.kind, 'handed-over', sentence(outcome));
    }
    await until('both are sent', () => (spool.sentFiles().length === 2 ? true : undefined));
    assert.deepEqual(
      spool.sentFiles().sort(),
      [`OUTM20261124_090005_00_+4915155501990_${key}.txt`, `OUTM20261124_090005_00_+4915155501990_${'f'.repeat(32)}.txt`].sort(),
    );
    assert.deepEqual(spool.waitingFiles(), []);
    // The log is written through a buffer, a moment after the file has moved.
    const wanted = `to "+4915155501990" with text "${message.short}`;
    await until('the text as the modem gets it', () => (spool.log().includes(wanted) ? true : undefined));
    await until('the long one in three parts', () => (/Transmitted \S+f{32}\.txt \(total: 3\)/.test(spool.log()) ? true : undefined));

    // A killed node hands over again: the modem has sent it already, so nothing is sent twice.
    assert.equal((await send('sms', settings, '+4915155501990')).kind, 'handed-over');
    assert.deepEqual(spool.waitingFiles(), []);
  });

  test('the same message is one file however often it is handed over, and never half a file', async () => {
    const outbox = scratch('outbox');
    for (let n = 0; n < 3; n++) assert.equal((await send('sms', { outbox }, '+4915155501990')).kind, 'handed-over');
    const name = `OUTM20261124_090005_00_+4915155501990_${key}.txt`;
    assert.equal(readFileSync(join(outbox, name), 'utf16le'), `\ufeff${message.short}`);
  });

  test('says when the number is none and when the folder is not there', async () => {
    const bad = await send('sms', { outbox: scratch('x') }, '0151 55501990');
    assert.match(sentence(bad), /keine vollständige Rufnummer/);
    assert.ok(bad.kind === 'refused' && bad.permanent);
    assert.match(sentence(await send('sms', { outbox: '/nirgendwo/outbox' }, '+4915155501990')), /lässt sich nicht schreiben \(ENOENT\)/);
  });

  test('an outbox that has not shrunk for a minute is trouble; a long queue that moves is not', async () => {
    const folder = scratch('stuck');
    const [outbox, sent] = [join(folder, 'outbox'), join(folder, 'sent')];
    for (const path of [outbox, sent]) mkdirSync(path);
    const ready = channels.find((channel) => channel.kind === 'sms')?.with({ outbox, sent });
    assert.ok(ready?.ok);
    const now = Date.now();
    const old = (now - 90_000) / 1000;
    assert.deepEqual(await lookWith(ready.value, now), { ok: true });
    writeFileSync(join(outbox, 'OUTA20261124_090000_00_+491_x.txt'), '');
    utimesSync(join(outbox, 'OUTA20261124_090000_00_+491_x.txt'), old, old);
    assert.deepEqual(await lookWith(ready.value, now), { ok: true });
    utimesSync(sent, old, old);
    const stuck = await lookWith(ready.value, now);
    assert.ok(!stuck.ok && /Seit 90 Sekunden verlässt keine SMS/.test(stuck.reason.de));
    const gone = channels.find((channel) => channel.kind === 'sms')?.with({ outbox: '/nirgendwo' });
    assert.ok(gone?.ok && !(await lookWith(gone.value, now)).ok);
    chmodSync(folder, 0o700);
  });
});
