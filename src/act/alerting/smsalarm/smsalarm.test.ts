import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { gsm7Length, toGsm7 } from '../gsm7.ts';
import { de, en } from './smsalarm.texts.ts';
import { type Circumstances, decide, readAlarm, SmsAlarm, withoutPins } from './smsalarm.ts';

const words = SmsAlarm.parse({
  words: [
    { word: 'ALARM', title: 'Alarm per SMS', mode: 'actual', planId: null },
    { word: 'Übung', title: 'Wir üben', mode: 'exercise', planId: null },
  ],
}).words;
const read = (text: string) => {
  const { word, pin, rest } = readAlarm(text, words);
  return [word?.word ?? null, pin, rest];
};

test('word and PIN are read as people type them under stress, in either order', () => {
  assert.deepEqual(read('ALARM 471108 Server verschlüsselt'), ['ALARM', '471108', 'Server verschlüsselt']);
  assert.deepEqual(read('  alarm: 471108, Server   weg '), ['ALARM', '471108', 'Server weg']);
  assert.deepEqual(read('471108 Alarm'), ['ALARM', '471108', '']);
  assert.deepEqual(read('Uebung 471108'), ['Übung', '471108', '']);
  assert.deepEqual(read('ALARM Server weg'), ['ALARM', null, 'Server weg']);
  assert.deepEqual(read('471108 Server weg'), [null, '471108', 'Server weg']);
  assert.deepEqual(read('Der ALARM 4711'), ['ALARM', null, 'Der 4711']);
  assert.deepEqual(read('OK'), [null, null, 'OK']);
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => readAlarm(text, words).rest.length <= text.length));
});

test('a word that means yes in an answer, and the same word twice, are refused', () => {
  const one = (word: string) => SmsAlarm.safeParse({ words: [{ word, title: 'x', mode: 'actual', planId: null }] }).success;
  assert.deepEqual(['OK', 'Ja', 'Verstanden', 'zwei Wörter', '1'].map(one), [false, false, false, false, false]);
  assert.deepEqual(['FEUER', 'Überfall'].map(one), [true, true]);
  const twice = ['Übung', 'UEBUNG'].map((word) => ({ word, title: 'x', mode: 'exercise', planId: null }));
  assert.ok(!SmsAlarm.safeParse({ words: twice }).success);
});

const right: Circumstances = { listed: true, pinRight: true, wrong: { own: 0, all: 0 }, openedLately: 0, running: false };
const asked = readAlarm('ALARM 471108', words);

test('only a listed number with the right PIN opens; a lock stays shut for the right PIN too', () => {
  assert.equal(decide(asked, right), 'alarm-raised');
  assert.equal(decide(asked, { ...right, listed: false }), 'alarm-not-allowed');
  assert.equal(decide(asked, { ...right, pinRight: false }), 'alarm-wrong-pin');
  assert.equal(decide({ ...asked, pin: null }, { ...right, pinRight: false }), 'alarm-no-pin');
  assert.equal(decide({ ...asked, word: null }, right), 'alarm-no-word');
  assert.equal(decide({ ...asked, word: null }, { ...right, pinRight: false }), 'alarm-wrong-pin');
  assert.equal(decide(asked, { ...right, wrong: { own: 3, all: 3 } }), 'alarm-locked');
  assert.equal(decide(asked, { ...right, wrong: { own: 0, all: 9 } }), 'alarm-locked');
  assert.equal(decide(asked, { ...right, running: true }), 'alarm-joined');
  assert.equal(decide(asked, { ...right, openedLately: 3 }), 'alarm-too-often');
  fc.assert(
    fc.property(
      fc.boolean(),
      fc.boolean(),
      fc.nat(9),
      fc.nat(20),
      fc.nat(5),
      fc.boolean(),
      (listed, pinRight, own, all, openedLately, running) => {
        const decision = decide(asked, { listed, pinRight, wrong: { own, all }, openedLately, running });
        return decision !== 'alarm-raised' || (listed && pinRight && own < 3 && all < 9);
      },
    ),
  );
});

test('the PIN does not stand in what is kept, and no answer says it', () => {
  assert.equal(withoutPins('ALRM 471108 Feuer 471108', ['471108']), 'ALRM •••• Feuer ••••');
  assert.equal(withoutPins('Tor 4711 offen', ['471108']), 'Tor 4711 offen');
});

test('every answer fits into one text message', () => {
  for (const { answer: t, mark } of [de, en])
    for (const text of [
      `${mark}${t.raised('10:15', 'Alarm per SMS: Server verschlüsselt')}`,
      t.nobody('10:15', 'Alarm per SMS: Server'),
      t.joined('10:15', 'Alarm per SMS: Server verschlüsselt'),
      t.noWord('ALARM, FEUER, UEBUNG'),
      t.noPin('ALARM'),
      t.wrongPin(0),
      t.wrongPin(1),
      t.locked,
      t.tooOften,
    ])
      assert.ok(gsm7Length(toGsm7(text)) <= 160, `${gsm7Length(toGsm7(text))}: ${text}`);
});
