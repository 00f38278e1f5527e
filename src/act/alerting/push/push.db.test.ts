import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onBothDatabases, type TestDatabase } from '../../../../test/world/databases.ts';
import { duration, SECOND } from '../../../kernel/instant.ts';
import { contacts } from '../../../prepare/contacts/contacts.store.ts';
import { organisations } from '../../../trust/organisations/organisations.store.ts';
import { accounts, people } from '../../../trust/people/people.store.ts';
import { acknowledge } from '../alerting.cases.ts';
import { acceptIncidentAlert } from '../alerting.on.ts';
import { addChannelNow, changeChannelNow } from '../channels.cases.ts';
import { channelSettings } from '../channels.store.ts';
import { deliveries } from '../deliveries.store.ts';
import { rosterOf } from '../escalation/escalation.cases.ts';
import { hearContactChanged } from '../people.on.ts';
import { claimJobs } from '../sending.store.ts';
import { readinessOf } from '../tests.cases.ts';
import { addDeviceOf, deviceOf, type Owner, removeDeviceNow, testDeviceOf } from './push.cases.ts';
import { pushDevices, pushKeys } from './push.store.ts';

const KEYS = {
  p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
  auth: 'BTBZMqHH6r4Tts7J_aSIgg',
};
const browser = (name: string, place: string) => ({ name, url: `https://push.example/${place}`, ...KEYS });

async function member({ work, org }: TestDatabase, name: string): Promise<Owner> {
  const email = `${name.toLowerCase()}@musterbau.example`;
  const id = await work(org, async (tx) => {
    const id = await accounts(tx).create({ email, name, language: 'de', password: null });
    await organisations(tx).join(org, id, 'staff');
    return id;
  });
  return { kind: 'person', id, name, email, sessionId: id, language: 'de' };
}

const contact = ({ work, org }: TestDatabase, name: string) =>
  work(org, (tx) =>
    contacts(tx).add({
      name,
      company: '',
      language: 'de',
      note: '',
      addresses: [{ kind: 'email', value: `${name.toLowerCase()}@musterbau.example`, label: '', withoutInternet: false }],
    }),
  );

const withPush = ({ work, org }: TestDatabase) =>
  work(org, (tx) => addChannelNow(tx, 'Eva', 'push', 'Push', { contact: 'it@musterbau.example' }));

const claim = ({ workAcross }: TestDatabase) =>
  workAcross((across) => claimJobs(across, { channel: 'push', node: 'a', leaseFor: duration(15 * SECOND), limit: 100 }));

const alertAll = ({ work, org }: TestDatabase) =>
  work(org, async (tx) =>
    acceptIncidentAlert(tx, {
      source: { kind: 'incident', id: '01900000-0000-7000-8000-00000000aaaa' },
      mode: 'actual',
      subject: { de: 'Alarm', en: 'Alert' },
      text: { de: 'Text', en: 'Text' },
      steps: [{ delayMs: 0, recipients: [...(await rosterOf(tx)).contacts.values()] }],
      needed: 1,
    }),
  );

onBothDatabases("people's own devices", (open) => {
  test('an alarm to somebody rings on all her devices and on nobody else’s, and her acknowledgement on one of them is hers', async () => {
    const world = await open();
    const { work, org } = world;
    await withPush(world);
    const [eva, otto] = [await member(world, 'Eva'), await member(world, 'Otto')];
    const ada = await contact(world, 'Eva');
    await work(org, async (tx) => {
      await addDeviceOf(tx, eva, browser('Handy Eva', 'a'));
      await addDeviceOf(tx, eva, browser('PC Eva', 'b'));
      await addDeviceOf(tx, otto, browser('Handy Otto', 'c'));
    });
    const alertId = await alertAll(world);
    const jobs = await claim(world);
    assert.deepEqual(jobs.map(({ delivery }) => [delivery.contactId, delivery.address]).sort(), [
      [ada.id, 'Handy Eva'],
      [ada.id, 'PC Eva'],
    ]);
    const places = jobs.map(({ to }) => JSON.parse(to ?? '') as { url: string; vapid: string });
    assert.deepEqual(places.map(({ url }) => url).sort(), ['https://push.example/a', 'https://push.example/b']);
    const first = jobs[0]?.delivery.id ?? '';
    await work(org, (tx) => acknowledge(tx, alertId, first, 'Eva'));
    const [seen, ready] = await work(org, async (tx) => [await deliveries(tx).acknowledgedBy(alertId), await readinessOf(tx)]);
    assert.deepEqual([...seen], [ada.id]);
    assert.equal(ready[0]?.unready, null, 'the device proves that she can be reached');
    assert.equal(ready[0]?.ways.filter(({ channel }) => channel === 'push').length, 2);
  });

  test('a phone that is registered while an alarm runs has it at once; an alarm on the way to a device is not lost when its person gets another number', async () => {
    const world = await open();
    const { work, org } = world;
    await withPush(world);
    const eva = await member(world, 'Eva');
    const { id, ...card } = await contact(world, 'Eva');
    await alertAll(world);
    assert.deepEqual(await claim(world), []);
    await work(org, (tx) => addDeviceOf(tx, eva, browser('Handy Eva', 'a')));
    const number = { kind: 'sms' as const, value: '+4915155501990', label: '', withoutInternet: true };
    await work(org, async (tx) => {
      await contacts(tx).put(id, { ...card, addresses: [...card.addresses, number] });
      await hearContactChanged(tx, id);
    });
    assert.deepEqual(
      (await claim(world)).map(({ delivery }) => delivery.address),
      ['Handy Eva'],
    );
  });

  test('who has a device and no other way that works is not told to be unreachable', async () => {
    const world = await open();
    const eva = await member(world, 'Eva');
    const { id } = await contact(world, 'Eva');
    await withPush(world);
    const before = await world.work(world.org, rosterOf);
    assert.ok(!before.onDevices.has(id));
    await world.work(world.org, (tx) => addDeviceOf(tx, eva, browser('Handy Eva', 'a')));
    assert.ok((await world.work(world.org, rosterOf)).onDevices.has(id));
  });

  test('only she herself tests and removes her device; whoever sits before a browser now is rung there, and nobody before her', async () => {
    const world = await open();
    const { work, org } = world;
    await withPush(world);
    const [eva, otto] = [await member(world, 'Eva'), await member(world, 'Otto')];
    const phone = await work(org, (tx) => addDeviceOf(tx, eva, browser('Handy', 'a')));
    await assert.rejects(
      work(org, (tx) => deviceOf(tx, otto, phone.id)),
      /A device of your own/,
    );
    await assert.rejects(
      work(org, (tx) => testDeviceOf(tx, otto, phone.id)),
      /A device of your own/,
    );
    const passedOn = await work(org, (tx) => addDeviceOf(tx, otto, browser('Handy', 'a')));
    const all = await work(org, (tx) => pushDevices(tx).list());
    assert.deepEqual(
      all.map(({ id, person, name }) => [id, person, name]),
      [[passedOn.id, 'Otto', 'Handy']],
    );
    const second = await work(org, (tx) => addDeviceOf(tx, eva, browser('Handy', 'b')));
    assert.equal(second.name, 'Handy 2', 'a name means one device');
  });

  test('a test goes to that device alone, and what it proves shows at the device', async () => {
    const world = await open();
    const { work, org } = world;
    await withPush(world);
    const eva = await member(world, 'Eva');
    const [phone, pc] = await work(org, async (tx) => [
      await addDeviceOf(tx, eva, browser('Handy Eva', 'a')),
      await addDeviceOf(tx, eva, browser('PC Eva', 'b')),
    ]);
    await work(org, (tx) => testDeviceOf(tx, eva, phone?.id ?? ''));
    const [job, ...more] = await claim(world);
    assert.ok(job);
    assert.deepEqual([job.delivery.address, more.length], ['Handy Eva', 0]);
    await work(org, (tx) => acknowledge(tx, job.alert.id, job.delivery.id, 'Eva'));
    const proofs = await work(org, (tx) => pushDevices(tx).proofs([phone?.id ?? '', pc?.id ?? '']));
    assert.equal(proofs.get(phone?.id ?? '')?.acknowledgedAt, world.clock.now());
    assert.equal(proofs.get(pc?.id ?? ''), undefined);
  });

  test('a message to a device that was removed meanwhile goes nowhere, least of all to a new device of the same name', async () => {
    const world = await open();
    const { work, org } = world;
    await withPush(world);
    const [eva, otto] = [await member(world, 'Eva'), await member(world, 'Otto')];
    const { id } = await work(org, (tx) => addDeviceOf(tx, eva, browser('Handy', 'a')));
    await work(org, (tx) => testDeviceOf(tx, eva, id));
    await work(org, async (tx) => removeDeviceNow(tx, 'Eva', await deviceOf(tx, eva, id)));
    await work(org, (tx) => addDeviceOf(tx, otto, browser('Handy', 'b')));
    const [job] = await claim(world);
    assert.equal(job?.to, null);
  });

  test('whoever loses access loses the devices with it', async () => {
    const world = await open();
    const { work, org } = world;
    await withPush(world);
    const eva = await member(world, 'Eva');
    await work(org, (tx) => addDeviceOf(tx, eva, browser('Handy', 'a')));
    await work(org, (tx) => people(tx).leave(eva.id));
    assert.deepEqual(await work(org, (tx) => pushDevices(tx).list()), []);
  });

  test('without the channel nobody registers; nonsense is no device; twenty are enough', async () => {
    const world = await open();
    const { work, org } = world;
    const eva = await member(world, 'Eva');
    await assert.rejects(
      work(org, (tx) => addDeviceOf(tx, eva, browser('Handy', 'a'))),
      /Push is not set up here/,
    );
    await withPush(world);
    await assert.rejects(
      work(org, (tx) => addDeviceOf(tx, eva, { ...browser('Handy', 'a'), url: 'http://push.example/a' })),
      /not what a browser says/,
    );
    for (let n = 0; n < 20; n++) await work(org, (tx) => addDeviceOf(tx, eva, browser('Handy', `n${n}`)));
    await assert.rejects(
      work(org, (tx) => addDeviceOf(tx, eva, browser('Handy', 'more'))),
      /more than 20/,
    );
  });

  test('all organisations of an installation ring with one key, which no copy of the database gives away', async () => {
    const world = await open();
    const other = await world.another();
    const [one, two] = [await world.work(world.org, pushKeys), await world.work(other, pushKeys)];
    assert.deepEqual(one, two);
    assert.equal(Buffer.from(one.secret, 'base64url').length, 32);
    await withPush(world);
    const eva = await member(world, 'Eva');
    await world.work(world.org, (tx) => addDeviceOf(tx, eva, browser('Handy', 'geheimer-platz')));
    const dump = JSON.stringify(
      await world.workAcross(async ({ db }) => [
        await db.selectFrom('installation').selectAll().execute(),
        await db.selectFrom('push_device').selectAll().execute(),
        await db.selectFrom('audit').selectAll().execute(),
      ]),
    );
    for (const secret of [one.secret, 'geheimer-platz', KEYS.auth, KEYS.p256dh]) assert.ok(!dump.includes(secret), secret);
  });

  test('a device is no channel of the house any more; one that is there from before gets every alert as it did, and can be changed', async () => {
    const world = await open();
    const { work, org } = world;
    await assert.rejects(
      work(org, (tx) => addChannelNow(tx, 'Eva', 'webpush', 'Push auf Handy', {})),
      /Devices belong to people now/,
    );
    const vapid = 'yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw';
    const secret = { url: 'https://push.example/alt', ...KEYS, vapid };
    const settings = { room: 'Handy Leitung', contact: 'it@musterbau.example', says: 'open' };
    const id = await work(org, (tx) => channelSettings(tx).add('webpush', 'Push auf Handy', { open: settings, secret }));
    await contact(world, 'Eva');
    const alertId = await alertAll(world);
    const messages = (await work(org, (tx) => deliveries(tx).ofAlert(alertId))).filter(({ channel }) => channel === 'webpush');
    assert.deepEqual(
      messages.map(({ channelId, address }) => [channelId, address]),
      [[id, 'Handy Leitung']],
    );
    const changed = await work(org, (tx) => changeChannelNow(tx, 'Eva', id, 'Push auf Diensthandy', { ...settings, room: 'Diensthandy' }));
    assert.deepEqual([changed.name, changed.settings['room'], changed.secretsSet.length], ['Push auf Diensthandy', 'Diensthandy', 4]);
  });
});
