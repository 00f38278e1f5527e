import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { HOOK_TOKEN, startRooms } from '../../../../test/world/rooms.ts';
import { message, send, sentence } from '../../../../test/world/sending.ts';
import { secretFields } from '../../../kernel/secretfields.ts';
import { channels } from './index.ts';

const cleanUp: (() => unknown)[] = [];
after(async () => {
  for (const close of cleanUp) await close();
});
const later = <T extends { close(): Promise<void> }>(one: T): T => {
  cleanUp.push(() => one.close());
  return one;
};

describe('rooms in chat programs, against servers that check what the real ones check', () => {
  const full = { room: 'Krisenstab', says: 'everything' };
  const long = { ...message, subject: `ÜBUNG: ${'Störung & <Ausfall> '.repeat(40)}`, lead: '*Zeile* @channel\n'.repeat(3000) };

  for (const kind of ['teams', 'slack', 'mattermost'] as const) {
    test(`${kind}: the whole alert with its link, where somebody has chosen that`, async () => {
      const rooms = later(await startRooms());
      const outcome = await send(kind, { ...full, url: rooms.hook(kind) }, 'Krisenstab');
      assert.equal(outcome.kind, 'handed-over', `${sentence(outcome)} ${rooms.refusals.join()}`);
      const [got] = rooms.posted;
      assert.ok(got?.includes('ÜBUNG: Alarm: Größere Störung') && got.includes(message.link));
    });

    test(`${kind}: without that only the call to open krisenfest, no fact and no link`, async () => {
      const rooms = later(await startRooms());
      const outcome = await send(kind, { room: 'Krisenstab', url: rooms.hook(kind) }, 'Krisenstab');
      assert.equal(outcome.kind, 'handed-over', `${sentence(outcome)} ${rooms.refusals.join()}`);
      const [got] = rooms.posted;
      assert.ok(got?.includes('ÜBUNG: Bitte krisenfest öffnen'));
      assert.ok(got !== undefined);
      for (const fact of ['Störung', 'Warenwirtschaft', 'Öztürk', '/a/', message.button])
        assert.ok(!got.includes(fact), `${kind} told ${fact}`);
    });

    test(`${kind}: a test message holds its link, so that it can be acknowledged`, async () => {
      const rooms = later(await startRooms());
      const tested = { ...message, mode: 'test' as const };
      assert.equal((await send(kind, { room: 'Krisenstab', url: rooms.hook(kind) }, 'Krisenstab', undefined, tested)).kind, 'handed-over');
      assert.ok(rooms.posted[0]?.includes(message.link));
    });

    test(`${kind}: a text longer than the room takes is cut, not refused`, async () => {
      const rooms = later(await startRooms());
      const outcome = await send(kind, { ...full, url: rooms.hook(kind) }, 'Krisenstab', undefined, long);
      assert.equal(outcome.kind, 'handed-over', `${sentence(outcome)} ${rooms.refusals.join()}`);
      assert.ok(rooms.posted[0]?.includes(message.link));
    });

    test(`${kind}: a hook that is gone and a server that is busy are said in a sentence, and tried again`, async () => {
      const rooms = later(await startRooms());
      const wrong = await send(kind, { ...full, url: rooms.hook(kind).replace(HOOK_TOKEN, 'falsch') }, 'Krisenstab');
      assert.match(sentence(wrong), /nimmt unter der Adresse des Webhooks nichts an/);
      rooms.busy = true;
      const busy = await send(kind, { ...full, url: rooms.hook(kind) }, 'Krisenstab');
      assert.match(sentence(busy), /zu viele/);
      for (const one of [wrong, busy]) assert.ok(one.kind === 'refused' && !one.permanent && !JSON.stringify(one).includes(HOOK_TOKEN));
      assert.equal(rooms.posted.length, 0);
    });
  }

  test('the room is the address, and the hook never is', () => {
    for (const kind of ['teams', 'slack', 'mattermost']) {
      const channel = channels.find((one) => one.kind === kind);
      const ready = channel?.with({ room: 'Krisenstab', url: `https://chat.example/${HOOK_TOKEN}` });
      assert.ok(channel && ready?.ok && ready.value.broadcastTo === 'Krisenstab');
      assert.deepEqual(secretFields(channel.config), ['url']);
    }
  });
});
