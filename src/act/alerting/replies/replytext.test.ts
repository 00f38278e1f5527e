import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { instant } from '../../../kernel/instant.ts';
import { gsm7Length, toGsm7 } from '../gsm7.ts';
import * as answers from './answers.texts.ts';
import { mayAnswer, meantBy, type OpenAlert, readinessFor } from './replies.ts';
import { readReply } from './replytext.ts';

const OPEN = new Set(['#AK7T', '#ALLE']);
const read = (text: string) => readReply(text, OPEN);

describe('what people write back', () => {
  test('a yes in the words that people use is a yes', () => {
    const yes = ['OK', 'ok', ' Ok. ', 'O.K.', 'okay!', 'Ja', 'JA!', 'j', '1', 'Verstanden', 'bestätigt', 'Bestaetigt.', 'yes', '👍'];
    for (const text of [...yes, 'OK danke', 'Ok, komme in 20 Minuten', 'Verstanden, fahre los', 'ok bin da'])
      assert.deepEqual(read(text), { yes: true, mark: null }, text);
  });

  test('what takes it back, asks, or only begins like a yes is none', () => {
    const no = ['nein', 'OK?', 'ok, kann aber nicht kommen', 'Ja ich rufe gleich an', '1 Moment bitte', 'Wer ist da?', 'Okto', 'stop'];
    for (const text of [...no, '', '   ', 'Ich bin bis Montag nicht im Büro. OK', 'ok bin im Urlaub', 'OK but I cannot come'])
      assert.equal(read(text).yes, false, text);
  });

  test('the mark chooses the alert, with and without its sign, in small letters too', () => {
    for (const text of ['OK #AK7T', 'ok ak7t', '#ak7t ok', '#AK7T', 'AK7T', 'Ja #AK7T.'])
      assert.deepEqual(read(text), { yes: true, mark: '#AK7T' }, text);
    assert.deepEqual(read('nein #AK7T'), { yes: false, mark: '#AK7T' });
    assert.deepEqual(read('OK #A222'), { yes: true, mark: '#A222' });
  });

  test('a word that looks like a mark is one only when an alert has it', () => {
    assert.deepEqual(readReply('ok alle', new Set()), { yes: true, mark: null });
    assert.deepEqual(readReply('ok Aber', new Set()).mark, null);
    assert.deepEqual(read('ok alle').mark, '#ALLE');
  });

  test('no text breaks the reader, and none without a known word or a mark is a yes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const said = readReply(text, new Set());
        assert.ok(
          !said.yes ||
            /ok|ja|j|y|1|k|da|jo|ack|gesehen|seen|danke|thanks|verstanden|gelesen|best|confirmed|acknowledged|roger|👍|#a/iu.test(
              text.normalize('NFC'),
            ),
        );
      }),
    );
  });
});

const alert = (n: number, more: Partial<OpenAlert> = {}): OpenAlert => ({
  org: 'o',
  alertId: `a${n}`,
  deliveryId: `d${n}`,
  mark: `#AK7${n + 2}`,
  acceptedAt: instant(n),
  acknowledged: false,
  ...more,
});

describe('which alert an answer means', () => {
  test('a bare OK means the newest that waits, a mark means its alert', () => {
    const alerts = [alert(3, { acknowledged: true }), alert(2), alert(1)];
    assert.deepEqual(meantBy({ yes: true, mark: null }, alerts), { kind: 'acknowledges', alert: alerts[1] });
    assert.deepEqual(meantBy({ yes: true, mark: '#AK73' }, alerts), { kind: 'acknowledges', alert: alerts[2] });
    assert.deepEqual(meantBy({ yes: true, mark: '#AK75' }, alerts), { kind: 'again', alert: alerts[0] });
  });

  test('an unknown mark, and a text that is no yes, acknowledge nothing', () => {
    const alerts = [alert(1)];
    assert.equal(meantBy({ yes: true, mark: '#A222' }, alerts).kind, 'wrong-mark');
    assert.equal(meantBy({ yes: false, mark: null }, alerts).kind, 'unclear');
    assert.equal(meantBy({ yes: true, mark: null }, []).kind, 'nothing-open');
  });
});

describe('answers', () => {
  test('two machines that answer each other come to rest: one answer in ten minutes, four a day', () => {
    const MINUTE = 60_000;
    let now = 0;
    const sent: number[] = [];
    for (; now < 24 * 60 * MINUTE; now += MINUTE) if (mayAnswer('quiet', sent.map(instant), instant(now))) sent.push(now);
    assert.deepEqual(sent, [0, 10 * MINUTE, 20 * MINUTE, 30 * MINUTE]);
    assert.equal(mayAnswer(readinessFor('acknowledges'), sent.map(instant), instant(now)), true);
    for (const verdict of ['stranger', 'automatic', 'bounced', 'alarm-not-allowed'] as const)
      assert.equal(mayAnswer(readinessFor(verdict), [], instant(0)), false);
    for (const verdict of ['unclear', 'again', 'nothing-open', 'wrong-mark'] as const) assert.equal(readinessFor(verdict), 'quiet');
  });

  test('every answer fits into one text message', () => {
    const firm = 'Mühlhaus Maschinenbau und Söhne GmbH & Co. KG';
    for (const t of [answers.de, answers.en])
      for (const text of [
        t.unclear('#AK7T'),
        t.wrongMark('#A222', '#AK7T'),
        t.nothingOpen(firm),
        t.acknowledged('#AK7T', 'Alarm: Server verschlüsselt'),
      ])
        assert.ok(gsm7Length(toGsm7(text)) <= 160, `${gsm7Length(toGsm7(text))}: ${text}`);
  });
});
