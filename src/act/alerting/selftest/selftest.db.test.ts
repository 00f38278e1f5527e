import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onBothDatabases, type TestDatabase } from '../../../../test/world/databases.ts';
import { duration, SECOND } from '../../../kernel/instant.ts';
import { addChannelNow, changeChannelNow } from '../channels.cases.ts';
import { concerns } from '../paging/paging.store.ts';
import { hearText } from '../replies/replies.cases.ts';
import { replies } from '../replies/replies.store.ts';
import { claimShortMessages } from '../replies/shortmessages.store.ts';
import { selfTestWorker } from './selftest.jobs.ts';
import { selfTests } from './selftest.store.ts';

const OWN = '+4915155500001';
const settings = { outbox: '/nirgendwo/outbox', inbox: '/nirgendwo/inbox', ownNumber: OWN };

async function firm(open: () => Promise<TestDatabase>) {
  const world = await open();
  const { work, org } = world;
  const { id } = await work(org, (tx) => addChannelNow(tx, 'Eva', 'sms', 'Modem', settings));
  const worker = selfTestWorker(world.workAcross);
  let n = 0;
  return {
    ...world,
    id,
    turn: () => worker.run({ now: world.clock.now(), node: 'n', signal: new AbortController().signal }),
    /** What the modem was given to send; each once. */
    sent: async () =>
      (
        await world.workAcross((across) => claimShortMessages(across, { node: 'n', leaseFor: duration(30 * 24 * 3600 * SECOND), limit: 9 }))
      ).map(({ message }) => message),
    receive: (text: string) =>
      world.workAcross((across) =>
        hearText(across, [{ org, channelId: id }], '/nirgendwo/inbox', { name: `IN${n++}`, from: OWN, text, files: [] }),
      ),
    test: () => work(org, async (tx) => (await selfTests(tx).all()).get(id)),
    told: () => work(org, async (tx) => (await concerns(tx).lasting()).map(({ title }) => title.de)),
    verdicts: () => work(org, async (tx) => (await replies(tx).list(9)).map(({ verdict }) => verdict)),
  };
}

onBothDatabases('the weekly self-test of the modem', (open) => {
  test('a text to the own number is sent and heard, the time is noted, and the next is due in a week', async () => {
    const world = await firm(open);
    await world.turn();
    const [first] = await world.sent();
    assert.equal(first?.address, OWN);
    assert.equal((await world.test())?.state, 'waiting');
    await world.clock.forward('PT12S');
    await world.receive(first.text);
    const passed = await world.test();
    assert.equal(passed?.state, 'passed');
    assert.equal((passed.heardAt ?? 0) - (passed.sentAt ?? 0), 12_000);
    assert.deepEqual(await world.verdicts(), ['self-test']);
    await world.clock.forward('P6DT23H');
    await world.turn();
    assert.deepEqual(await world.sent(), []);
    await world.clock.forward('PT1H');
    await world.turn();
    assert.equal((await world.sent()).length, 1);
  });

  test('what does not come back in a quarter of an hour is not ready and told, is tried again, and is well when it comes back', async () => {
    const world = await firm(open);
    await world.turn();
    await world.sent();
    await world.clock.forward('PT15M');
    await world.turn();
    assert.equal((await world.test())?.state, 'failed');
    assert.deepEqual(await world.told(), ['Selbsttest von „Modem“ gescheitert: Die SMS an die eigene Nummer kam nicht zurück']);
    await world.clock.forward('PT6H');
    await world.turn();
    const [again] = await world.sent();
    assert.ok(again);
    await world.receive(again.text);
    assert.equal((await world.test())?.state, 'passed');
    assert.deepEqual(await world.told(), []);
  });

  test('a text with another code proves nothing, and a modem without its own number is not tested', async () => {
    const world = await firm(open);
    await world.turn();
    await world.receive('krisenfest Selbsttest ZZZZZZ');
    assert.equal((await world.test())?.state, 'waiting');
    const { ownNumber: _, ...without } = settings;
    await world.work(world.org, (tx) => changeChannelNow(tx, 'Eva', world.id, 'Modem', without));
    await world.turn();
    assert.equal(await world.test(), undefined);
  });
});
