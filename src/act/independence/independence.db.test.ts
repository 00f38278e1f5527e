import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onBothDatabases, type TestDatabase } from '../../../test/world/databases.ts';
import { loadSampleFirm } from '../../learn/sample/sample.cases.ts';
import { addChannelNow } from '../alerting/channels.cases.ts';
import { independenceOf } from './independence.cases.ts';
import { lifelineAnswers } from './independence.store.ts';
import type { Aspect, Purpose } from './independence.ts';

onBothDatabases('independence', (open) => {
  const look = (world: TestDatabase) => world.work(world.org, independenceOf);
  const purpose = async (world: TestDatabase, wanted: Purpose) => {
    const found = (await look(world)).purposes.find((one) => one.purpose === wanted);
    assert.ok(found);
    return found;
  };
  const aspect = async (world: TestDatabase, wanted: Aspect) => {
    const found = (await look(world)).itself.find((one) => one.aspect === wanted);
    assert.ok(found);
    return found;
  };
  const sampleWithMail = async () => {
    const world = await open();
    const settings = { host: 'mail.muehlhaus-maschinenbau.example', from: 'alarm@muehlhaus-maschinenbau.example' };
    await world.work(world.org, async (tx) => {
      await loadSampleFirm(tx);
      await addChannelNow(tx, 'Eva', 'email', 'Hausmail', settings);
    });
    return world;
  };

  test('the sample firm alerts by the mail it loses with its provider, its administrator login and its network: not ready', async () => {
    const world = await sampleWithMail();
    const { verdict } = await look(world);
    assert.equal(verdict, 'not-ready');
    const alarm = await purpose(world, 'alarm');
    assert.equal(alarm.standing, 'shared');
    const names = alarm.shared.map(({ name }) => name);
    for (const name of ['Skyforge (Konzern)', 'Administrator-Zugang (eine Anmeldung für alles)', 'Router für beide Leitungen'])
      assert.ok(names.includes(name), names.join(', '));
    assert.ok(!names.includes('Internetleitung 1 (Glasfaser)'), 'the second line takes over');
  });

  test('a text-message modem that hangs on nothing closes the gap; one that hangs on the server room does not', async () => {
    const world = await sampleWithMail();
    const modem = await world.work(world.org, (tx) => addChannelNow(tx, 'Eva', 'sms', 'Modem', { outbox: '/var/spool/gammu/outbox' }));
    assert.equal((await purpose(world, 'alarm')).standing, 'unknown', 'nobody has said what the modem rests on');
    const say = (nodes: string[]) =>
      world.work(world.org, (tx) => lifelineAnswers(tx).say(`channel:${modem.id}`, { kind: 'on', nodes }, 'Eva'));
    await say([]);
    assert.equal((await purpose(world, 'alarm')).standing, 'independent');
    await say(['router']);
    const shared = (await purpose(world, 'alarm')).shared.map(({ node }) => node);
    assert.ok(shared.includes('router') && !shared.includes('skyforge'), shared.join(', '));
  });

  test('krisenfest on the servers it watches is not ready; the last word counts, and taken back it is unknown again', async () => {
    const world = await sampleWithMail();
    const say = (nodes: string[]) => world.work(world.org, (tx) => lifelineAnswers(tx).say('self:machine', { kind: 'on', nodes }, 'Eva'));
    assert.equal((await aspect(world, 'machine')).standing, 'unknown');
    await say(['wirt-1']);
    const machine = await aspect(world, 'machine');
    assert.equal(machine.standing, 'shared');
    assert.deepEqual(machine.origin, { kind: 'said', by: 'Eva', at: world.clock.now(), stale: false });
    await say([]);
    assert.equal((await aspect(world, 'machine')).standing, 'independent');
    await world.work(world.org, (tx) => lifelineAnswers(tx).forget('self:machine'));
    assert.equal((await aspect(world, 'machine')).standing, 'unknown');
    assert.equal((await aspect(world, 'login')).standing, 'independent');
    await world.work(world.org, (tx) => lifelineAnswers(tx).say('self:admin', { kind: 'on', nodes: ['admin-zugang'] }, 'Eva'));
    assert.equal((await aspect(world, 'admin')).standing, 'shared');
    await world.work(world.org, (tx) => lifelineAnswers(tx).say('self:backup', { kind: 'on', nodes: ['auslagerung'] }, 'Eva'));
    const backup = await aspect(world, 'backup');
    assert.deepEqual(
      [backup.standing, backup.shared.map(({ node }) => node)],
      ['shared', ['auslagerung']],
      'the other backups lie there, too',
    );
  });

  test('an empty firm is unknown, and says that there is no alert channel', async () => {
    const world = await open();
    const { verdict, purposes } = await look(world);
    assert.equal(verdict, 'not-ready');
    assert.deepEqual(
      purposes.map(({ standing }) => standing),
      ['absent', 'unknown', 'unknown', 'unknown', 'unknown'],
    );
  });
});
