import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mail, person, request, tick, twoSteps, view } from '../../../test/world/alerts.ts';
import { onBothDatabases } from '../../../test/world/databases.ts';
import { contacts } from '../../prepare/contacts/contacts.store.ts';
import { acknowledge, repeat } from './alerting.cases.ts';
import { acceptAlert } from './alerting.on.ts';
import { alerts } from './alerts.store.ts';
import { addChannelNow } from './channels.cases.ts';
import { deliveries } from './deliveries.store.ts';
import { hearContactChanged, hearContactGone } from './people.on.ts';

onBothDatabases('people who change while an alert runs', (open) => {
  test('who is no contact any more gets nothing that has not left, is asked by no later step, and the next step does not wait for her', async () => {
    const world = await open();
    const steps = request([
      { delayMs: 0, recipients: [person('ida', mail('ida'))] },
      { delayMs: 600_000, recipients: [person('ida', mail('ida')), person('otto', mail('otto'))] },
    ]);
    const id = await world.work(world.org, (tx) => acceptAlert(tx, { ...steps, needed: 2 }));
    await world.work(world.org, (tx) => hearContactGone(tx, 'ida'));
    await tick(world);
    const messages = (await world.work(world.org, (tx) => deliveries(tx).ofAlert(id))).sort((a, b) => a.step - b.step);
    assert.deepEqual(
      messages.map(({ contactId, step, state, reason }) => [contactId, step, state, reason?.de ?? '']),
      [
        ['ida', 1, 'failed', 'Person ida ist nicht mehr in den Kontakten.'],
        ['otto', 2, 'queued', ''],
      ],
    );
    // Two should have acknowledged; of those who remain one is enough.
    await world.work(world.org, (tx) => acknowledge(tx, id, messages[1]?.id ?? '', 'Otto'));
    assert.equal((await view(world, id)).state, 'acknowledged');
  });

  test('a number that is put right while an alert runs gets it at once; what waits for the wrong one does not leave', async () => {
    const world = await open();
    const address = (value: string) => ({ kind: 'email' as const, value, label: '', withoutInternet: false });
    const contents = { name: 'Eva', company: '', language: 'de' as const, note: '', addresses: [address('falsch@musterbau.example')] };
    const { id, contact } = await world.work(world.org, async (tx) => {
      await addChannelNow(tx, 'Eva', 'email', 'Mail', { host: 'mail.musterbau.example', from: 'alarm@musterbau.example' });
      const eva = await contacts(tx).add(contents);
      const recipients = [person(eva.id, { kind: 'email', value: 'falsch@musterbau.example' })];
      return { contact: eva.id, id: await acceptAlert(tx, request([{ delayMs: 0, recipients }])) };
    });
    await world.work(world.org, async (tx) => {
      await contacts(tx).put(contact, { ...contents, addresses: [address('eva@musterbau.example')] });
      await hearContactChanged(tx, contact);
      // Heard twice it changes nothing more.
      await hearContactChanged(tx, contact);
    });
    const sent = async () => {
      const messages = await world.work(world.org, (tx) => deliveries(tx).ofAlert(id));
      return messages.map(({ address: to, state, round }) => `${to} ${state} ${round}`).sort();
    };
    assert.deepEqual(await sent(), ['eva@musterbau.example queued 0', 'falsch@musterbau.example failed 0']);
    await world.work(world.org, async (tx) => repeat(tx, await alerts(tx).get(id), undefined));
    assert.equal((await sent())[1], 'eva@musterbau.example queued 1');
  });

  test('where several people must acknowledge, a room is none of them; where one must, it is enough', async () => {
    const world = await open();
    for (const [needed, after] of [
      [2, 'running'],
      [1, 'acknowledged'],
    ] as const) {
      const id = await world.work(world.org, async (tx) => {
        const alertId = await acceptAlert(tx, { ...twoSteps, needed });
        const room = {
          contactId: 'channel:raum',
          name: 'Raum',
          language: 'de' as const,
          channel: 'teams',
          channelId: null,
          deviceId: null,
          address: 'Raum',
        };
        await deliveries(tx).queue({ alertId, step: 1, round: 0, giveUpAt: null }, [room]);
        return alertId;
      });
      const messages = await world.work(world.org, (tx) => deliveries(tx).ofAlert(id));
      const press = (who: string) =>
        world.work(world.org, (tx) => acknowledge(tx, id, messages.find(({ contactId }) => contactId === who)?.id ?? '', who));
      await press('channel:raum');
      assert.equal((await view(world, id)).state, after);
      if (needed === 1) continue;
      await press('eva');
      assert.equal((await view(world, id)).state, 'running');
      await press('otto');
      assert.equal((await view(world, id)).state, 'acknowledged');
    }
  });
});
