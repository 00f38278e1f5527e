import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nutMissing, startNut } from '../../../../test/world/nut.ts';
import { look } from '../../../../test/world/probing.ts';
import { scratchFolder } from '../../../../test/world/scratch.ts';
import { startOddServer } from '../../../../test/world/smtp.ts';
import { sayDetail } from '../detail.texts.ts';

test('a real UPS service tells of mains, of a power failure with charge and time left, of a weak battery, and of a lost cable', {
  skip: nutMissing(),
}, async () => {
  const folder = scratchFolder('ups');
  const nut = await startNut(folder.path, { 'ups.status': 'OL', 'battery.charge': 100, 'battery.runtime': 1800 });
  const read = () => look('ups', { host: '127.0.0.1', port: nut.port, name: 'dummy' });
  try {
    const fine = await read();
    assert.deepEqual([fine.outcome, fine.warning, fine.detail], ['up', false, { code: 'ups-online', charge: 100, runtimeMs: 1_800_000 }]);
    await nut.become({ 'ups.status': 'OB DISCHRG', 'battery.charge': 80, 'battery.runtime': 900 });
    const battery = await read();
    assert.deepEqual([battery.outcome, battery.detail], ['down', { code: 'ups-on-battery', charge: 80, runtimeMs: 900_000 }]);
    assert.equal(sayDetail(battery.detail, 'de', 'Europe/Berlin'), 'Stromausfall, läuft auf Batterie (80 %, noch 15 min)');
    await nut.become({ 'ups.status': 'OB LB', 'battery.charge': 5, 'battery.runtime': 60 });
    assert.equal((await read()).detail.code, 'ups-battery-low');
    await nut.become({ 'ups.status': 'OL CHRG', 'battery.charge': 20, 'battery.runtime': 900 });
    const weak = await read();
    assert.deepEqual([weak.outcome, weak.warning, weak.detail.code], ['up', true, 'ups-battery-weak']);
    assert.deepEqual((await look('ups', { host: '127.0.0.1', port: nut.port, name: 'keller' })).detail, {
      code: 'ups-unknown',
      name: 'keller',
    });
    await nut.unplug();
    let silent = await read();
    for (let tries = 0; tries < 600 && silent.detail.code !== 'ups-silent'; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      silent = await read();
    }
    assert.deepEqual([silent.outcome, silent.detail], ['down', { code: 'ups-silent' }]);
  } finally {
    await nut.stop();
    folder.remove();
  }
});

test('what speaks something else is no UPS service', async () => {
  const odd = await startOddServer(null, () => '220 mail ready\r\n');
  assert.equal((await look('ups', { host: '127.0.0.1', port: odd.port })).detail.code, 'bad-answer');
  await odd.close();
});
