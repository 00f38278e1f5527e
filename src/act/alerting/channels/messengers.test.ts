import assert from 'node:assert/strict';
import { after, beforeEach, describe, test } from 'node:test';
import {
  MATRIX_TOKEN,
  type Messengers,
  NTFY_TOKEN,
  NTFY_TOPIC,
  SIGNAL_NUMBER,
  startMessengers,
} from '../../../../test/world/messengers.ts';
import { message, send, sentence } from '../../../../test/world/sending.ts';
import type { Settings } from '../../../kernel/secretfields.ts';

describe('Matrix, ntfy and Signal, against servers that check what the real ones check', () => {
  const all: Messengers[] = [];
  let peers: Messengers;
  beforeEach(async () => {
    peers = await startMessengers();
    all.push(peers);
  });
  after(async () => {
    for (const one of all) await one.close();
  });
  const settingsOf = (kind: string): Settings => {
    const room = 'Krisenstab';
    switch (kind) {
      case 'matrix':
        return { room, url: peers.url('matrix'), roomId: '!krise:musterbau.example', token: MATRIX_TOKEN };
      case 'ntfy':
        return { room, url: peers.url('ntfy'), topic: NTFY_TOPIC, token: NTFY_TOKEN };
      default:
        return { room, url: peers.url('signal'), number: SIGNAL_NUMBER, recipients: ['+4915155501990', 'group.YWJjZGVmZ2hpag=='] };
    }
  };
  const wrong: Readonly<Record<string, readonly (readonly [Settings, RegExp])[]>> = {
    matrix: [
      [{ token: 'falsch-falsch' }, /lehnt den Schlüssel ab/],
      [{ roomId: '!anders:musterbau.example' }, /nicht in diesen Raum schreiben/],
      [{ url: 'elsewhere' }, /kennt diese Schnittstelle nicht \(404\)/],
    ],
    ntfy: [
      [{ token: 'tk_falschfalsch' }, /lehnt den Schlüssel ab/],
      [{ token: undefined }, /erlaubt diesem Zugang das Senden nicht/],
      [{ url: 'elsewhere' }, /kennt diese Schnittstelle nicht \(404\)/],
    ],
    signal: [
      [{ number: '+494315550100' }, /nicht angenommen\. \(User \+494315550100 is not registered\.\)/],
      [{ url: 'elsewhere' }, /kennt diese Schnittstelle nicht \(404\)/],
    ],
  };
  const long = { ...message, subject: `ÜBUNG: ${'Störung & <Ausfall> '.repeat(40)}`, lead: 'Ä*Zeile* @channel\n'.repeat(3000) };

  for (const kind of ['matrix', 'ntfy', 'signal']) {
    test(`${kind}: the whole alert with its link where somebody has chosen that, and else only the call to open krisenfest`, async () => {
      const whole = await send(kind, { ...settingsOf(kind), says: 'everything' }, 'Krisenstab');
      assert.ok(whole.kind === 'handed-over' && whole.providerId !== null, sentence(whole));
      assert.ok(peers.posted[0]?.includes('ÜBUNG: Alarm: Größere Störung') && peers.posted[0].includes(message.link));
      const careful = await send(kind, settingsOf(kind), 'Krisenstab', undefined, { ...message, key: 'e'.repeat(32) });
      assert.equal(careful.kind, 'handed-over', sentence(careful));
      assert.ok(peers.posted[1]?.includes('ÜBUNG: Bitte krisenfest öffnen'));
      for (const fact of ['Störung', 'Warenwirtschaft', 'Öztürk', '/a/']) assert.ok(!peers.posted[1]?.includes(fact), fact);
    });

    test(`${kind}: a text longer than it takes is cut, not refused`, async () => {
      const outcome = await send(kind, { ...settingsOf(kind), says: 'everything' }, 'Krisenstab', undefined, long);
      assert.equal(outcome.kind, 'handed-over', sentence(outcome));
      assert.ok(peers.posted[0]?.includes(message.link));
    });

    test(`${kind}: what is set wrongly and a busy server are said in a sentence, without a secret, and tried again`, async () => {
      for (const [change, expected] of wrong[kind] ?? []) {
        const url = change['url'] === 'elsewhere' ? { url: `${peers.url('signal')}/falsch` } : {};
        const outcome = await send(kind, { ...settingsOf(kind), ...change, ...url }, 'Krisenstab');
        assert.match(sentence(outcome), expected);
        assert.ok(outcome.kind === 'refused' && !outcome.permanent);
        for (const secret of [MATRIX_TOKEN, NTFY_TOKEN, NTFY_TOPIC, 'falsch-falsch']) assert.ok(!JSON.stringify(outcome).includes(secret));
      }
      peers.busy = true;
      assert.match(sentence(await send(kind, settingsOf(kind), 'Krisenstab')), /zu viele/);
      assert.equal(peers.posted.length, 0);
    });
  }

  test('matrix: a repetition after a crash is the same event', async () => {
    const [first, again] = [
      await send('matrix', settingsOf('matrix'), 'Krisenstab'),
      await send('matrix', settingsOf('matrix'), 'Krisenstab'),
    ];
    assert.deepEqual(first, again);
    assert.equal(peers.posted.length, 1);
  });
});
