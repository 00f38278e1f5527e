import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { AlertView } from '../../src/act/alerting/alerting.contract.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';
import { scratchFolder } from '../world/scratch.ts';
import { startTelephone, type Telephone, telephoneMissing } from '../world/telephone.ts';
import { until } from '../world/until.ts';

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

  test('krisenfest calls, the key 1 acknowledges the alert, and the log says who and how', { timeout: 180_000 }, async () => {
    const addresses = [{ kind: 'phone', value: '+4943155501990', label: '', withoutInternet: false }];
    await eva.call('POST', `${eva.root}/contacts`, { name: 'Otto Muster', company: '', note: '', language: 'de', addresses });
    const settings = { host: '127.0.0.1', port: phone.port, user: 'krisenfest', register: false };
    const added = await eva.call('POST', `${eva.root}/channels`, { kind: 'call', name: 'Anruf', settings });
    assert.equal(added.status, 201, added.text);
    const raised = await eva.call('POST', `${eva.root}/incidents`, { mode: 'actual', title: 'Server steht' });
    const { id } = raised.body as { id: string };
    await until('speech comes in', () => (phone.events.includes('CALL_RTPESTAB') ? true : undefined));
    phone.press('1');
    const alert = async () => ((await eva.call('GET', `${eva.root}/incidents/${id}/alerts`)).body as { alerts: AlertView[] }).alerts[0];
    await until('acknowledged', async () => ((await alert())?.state === 'acknowledged' ? true : undefined));
    const [person] = (await alert())?.steps[0]?.recipients ?? [];
    assert.equal(person?.acknowledged?.channel, 'call');
    await until('the log', async () => {
      const { text } = await eva.call('GET', `${eva.root}/incidents/${id}/log`);
      return /Alarm bestätigt: Otto Muster[^"]*Anruf/.test(text) ? true : undefined;
    });
    assert.deepEqual(world.faults, []);
  });
});
