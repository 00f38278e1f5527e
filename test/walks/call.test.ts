import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AlertView } from '../../src/act/alerting/alerting.contract.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';
import { scratchFolder } from '../world/scratch.ts';
import { startTelephone, type Telephone, telephoneMissing } from '../world/telephone.ts';

describe('an alert by telephone', { skip: telephoneMissing() }, () => {
  let world: TestHouse;
  let eva: Firm;
  let phone: Telephone;
  const folder = scratchFolder('telephone');
  before(async () => {
    world = await startHouse();
    eva = await world.setUp();
    phone = await startTelephone(join(folder.path, 'phone'));
  });
  after(async () => {
    await world.close();
    await phone.stop();
    folder.remove();
  });

  test('krisenfest calls, the key 1 acknowledges the alert, and the log says who and how', { timeout: 60_000 }, async () => {
    const addresses = [{ kind: 'phone', value: '+4943155501990', label: '', withoutInternet: false }];
    await eva.call('POST', `${eva.root}/contacts`, { name: 'Otto Muster', company: '', note: '', language: 'de', addresses });
    const settings = { host: '127.0.0.1', port: phone.port, user: 'krisenfest', register: false };
    const added = await eva.call('POST', `${eva.root}/channels`, { kind: 'call', name: 'Anruf', settings });
    assert.equal(added.status, 201, added.text);
    const raised = await eva.call('POST', `${eva.root}/incidents`, { mode: 'actual', title: 'Server steht' });
    const { id } = raised.body as { id: string };
    for (let tries = 0; tries < 400 && !phone.events.includes('CALL_RTPESTAB'); tries++) await sleep(50);
    phone.press('1');
    const alert = async () => ((await eva.call('GET', `${eva.root}/incidents/${id}/alerts`)).body as { alerts: AlertView[] }).alerts[0];
    for (let tries = 0; tries < 200 && (await alert())?.state !== 'acknowledged'; tries++) await sleep(50);
    const [person] = (await alert())?.steps[0]?.recipients ?? [];
    assert.equal(person?.acknowledged?.channel, 'call');
    for (let tries = 0; tries < 100; tries++) {
      const { text } = await eva.call('GET', `${eva.root}/incidents/${id}/log`);
      if (text.includes('Alarm bestätigt: Otto Muster, Anruf') || text.includes('Otto Muster (Anruf)')) break;
      await sleep(50);
    }
    assert.match((await eva.call('GET', `${eva.root}/incidents/${id}/log`)).text, /Alarm bestätigt: Otto Muster[^"]*Anruf/);
    assert.deepEqual(world.faults, []);
  });
});
