import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onBothDatabases, type TestDatabase } from '../../../test/world/databases.ts';
import { type Messengers, NTFY_TOPIC, startMessengers } from '../../../test/world/messengers.ts';
import { HOOK_TOKEN } from '../../../test/world/rooms.ts';
import { sparePort } from '../../../test/world/scratch.ts';
import { CheckInput } from '../../watch/checks/checks.contract.ts';
import { checks } from '../../watch/checks/checks.store.ts';
import { signals } from '../../watch/signals/signals.store.ts';
import { looksWorker } from './alerting.jobs.ts';
import { addChannelNow } from './channels.cases.ts';
import { channelSettings } from './channels.store.ts';

const looking = ({ workAcross, clock }: TestDatabase) => {
  const worker = looksWorker(workAcross, clock, (what, error) => assert.fail(`${what}: ${String(error)}`));
  const turn = () => worker.run({ now: clock.now(), node: 'a', signal: new AbortController().signal });
  /** For so many seconds, with a turn every 20. */
  return async (seconds: number) => {
    for (let past = 0; past <= seconds; past += 20) {
      await turn();
      await clock.forward('PT20S');
    }
  };
};
const toldOf = ({ work, org }: TestDatabase) =>
  work(org, async (tx) => (await signals(tx).list({ state: 'open' })).map(({ title }) => title));
const troubleOf = ({ work, org }: TestDatabase) =>
  work(org, async (tx) => (await channelSettings(tx).list()).map(({ trouble }) => trouble?.reason.de ?? null));
const add = ({ work, org }: TestDatabase, kind: string, name: string, settings: Record<string, unknown>) =>
  work(org, (tx) => addChannelNow(tx, 'Eva', kind, name, settings));

onBothDatabases('looks at channels', (open) => {
  test('a channel that has been dead for five minutes is a signal, although no message has failed; it ends when the service answers again', async () => {
    const world = await open();
    const peers: Messengers = await startMessengers();
    try {
      await add(world, 'ntfy', 'Bereitschaft', { room: 'Bereitschaft', url: peers.url('ntfy'), topic: NTFY_TOPIC });
      const look = looking(world);
      await look(60);
      assert.deepEqual([await troubleOf(world), await toldOf(world)], [[null], []]);
      peers.ill = true;
      await look(240);
      assert.match((await troubleOf(world))[0] ?? '', /sagt von sich, dass es nicht läuft/);
      assert.deepEqual(await toldOf(world), [], 'a hitch is no signal');
      await look(120);
      const told = await toldOf(world);
      assert.equal(told.length, 1, told.join('\n'));
      assert.match(told[0] ?? '', /Bereitschaft/);
      peers.ill = false;
      await look(20);
      assert.deepEqual([await troubleOf(world), await toldOf(world)], [[null], []]);
    } finally {
      await peers.close();
    }
  });

  test('what needs the Internet is not told as dead while the own line is: that is told already', async () => {
    const world = await open();
    const { work, org, clock } = world;
    await add(world, 'slack', 'Slack', { room: 'Krisenstab', url: `http://127.0.0.1:${await sparePort()}/${HOOK_TOKEN}` });
    const state = { kind: 'behind', since: clock.now(), because: { kind: 'site' }, before: { kind: 'unknown' } };
    const { id } = await work(org, (tx) =>
      checks(tx).add(CheckInput.parse({ name: 'Shop', kind: 'tcp', config: { host: 'shop', port: 1 } }), 'shop'),
    );
    const put = (kind: string, text: object) =>
      work(org, async ({ db }) => {
        const written = { kind, state: JSON.stringify(text) };
        await db.updateTable('check_state').set(written).where('org_id', '=', org).where('check_id', '=', id).execute();
      });
    await put('behind', state);
    const look = looking(world);
    await look(400);
    assert.match((await troubleOf(world))[0] ?? '', /nimmt keine Verbindung an/);
    assert.deepEqual(await toldOf(world), []);
    await put('unknown', { kind: 'unknown' });
    await look(20);
    assert.equal((await toldOf(world)).length, 1, 'the line is back, and the service still does not answer');
  });
});
