import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';
import { type PushService, startPushService } from '../world/pushservice.ts';
import { until } from '../world/until.ts';

type Mine = {
  key: string;
  ready: boolean;
  contact: string | null;
  devices: { id: string; name: string; acknowledgedAt: number | null; last: { state: string } | null }[];
};

let world: TestHouse;
let eva: Firm;
let service: PushService;
before(async () => {
  world = await startHouse();
  eva = await world.setUp('Mühlhaus Maschinenbau GmbH');
  const { key } = (await eva.call('GET', `${eva.root}/own-devices`)).body as Mine;
  service = await startPushService(key);
});
after(async () => {
  await world.close();
  await service.close();
});

/** Somebody who logs in with a role. */
async function colleague(name: string, role: string) {
  const email = `${name.toLowerCase()}@muehlhaus.example`;
  const added = await eva.call('POST', `${eva.root}/people`, { email, name, role });
  const { firstPassword } = added.body as { firstPassword: string };
  const client = world.client();
  assert.ok((await client.call('POST', '/session', { email, password: firstPassword })).status < 300);
  return client;
}

test('whoever registers her phone gets her alarms there, confirms with one tap, and sees that it works; others see and touch nothing of it', async () => {
  const settings = { contact: 'it@muehlhaus.example', internalNetworks: ['127.0.0.0/8'] };
  const refused = await eva.call('POST', `${eva.root}/own-devices`, { name: 'Handy Eva', ...service.device });
  assert.equal(refused.status, 409, 'first somebody has to decide that the house pushes');
  assert.equal((await eva.call('POST', `${eva.root}/channels`, { kind: 'push', name: 'Push', settings })).status, 201);
  await eva.call('POST', `${eva.root}/contacts`, { name: 'Eva Muster', addresses: [{ kind: 'email', value: eva.email }] });

  const { url, p256dh, auth } = service.device;
  const added = await eva.call('POST', `${eva.root}/own-devices`, { name: 'Handy Eva', url, p256dh, auth });
  assert.equal(added.status, 201, added.text);
  const { id } = added.body as { id: string };
  assert.equal((await eva.call('POST', `${eva.root}/own-devices/${id}/tests`)).status, 204);
  await until('push', () => service.kept().length === 1 || undefined);
  const [{ shown } = assert.fail()] = service.kept();
  assert.match(shown.title, /^TEST/);
  const mine = async () => (await eva.call('GET', `${eva.root}/own-devices`)).body as Mine;
  await until('handed over', async () => (await mine()).devices[0]?.last?.state === 'handed-over' || undefined);
  assert.equal((await mine()).devices[0]?.acknowledgedAt, null, 'handed over proves nothing');
  const pressed = await fetch(`${world.url}${new URL(shown.url).pathname}`, { method: 'POST', headers: { origin: world.url } });
  assert.equal(pressed.status, 200);
  assert.ok(((await mine()).devices[0]?.acknowledgedAt ?? 0) > 0);
  assert.equal((await mine()).contact, 'Eva Muster');

  const staff = await colleague('Otto', 'staff');
  assert.deepEqual(((await staff.call('GET', `${eva.root}/own-devices`)).body as Mine).devices, []);
  for (const [method, path, status] of [
    ['GET', '/devices', 403],
    ['DELETE', `/devices/${id}`, 403],
    ['DELETE', `/own-devices/${id}`, 404],
    ['POST', `/own-devices/${id}/tests`, 404],
  ] as const)
    assert.equal((await staff.call(method, `${eva.root}${path}`)).status, status, `${method} ${path}`);

  const provider = await colleague('Ida', 'operator');
  const seen = (await provider.call('GET', `${eva.root}/devices`)).body as { devices: { person: string; name: string }[] };
  assert.deepEqual(
    seen.devices.map(({ person, name }) => [person, name]),
    [['Eva Muster', 'Handy Eva']],
  );
  assert.equal((await provider.call('DELETE', `${eva.root}/devices/${id}`)).status, 204, 'a lost phone can be removed');
  assert.deepEqual((await mine()).devices, []);
  assert.deepEqual(world.faults, []);
});
