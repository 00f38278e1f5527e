import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, beforeEach, describe, test } from 'node:test';
import { startModem } from '../../../../test/world/modem.ts';
import { scratchFolder } from '../../../../test/world/scratch.ts';
import { key, lookWith, message, send, sentence } from '../../../../test/world/sending.ts';
import { type Gateways, SIPGATE_TOKEN_ID, SMS_SECRET, SMS_USER, startGateways } from '../../../../test/world/smsgateways.ts';
import { smstoolsMissing, smstoolsSpool } from '../../../../test/world/smstools.ts';
import { until } from '../../../../test/world/until.ts';
import type { Settings } from '../../../kernel/secretfields.ts';
import { channels } from './index.ts';

const EVA = '+4915155501990';
const OTTO = '+4915155501991';

const cleanUp: (() => unknown)[] = [];
after(async () => {
  for (const close of cleanUp.reverse()) await close();
});
const scratch = (name: string) => {
  const folder = scratchFolder(name);
  cleanUp.push(() => folder.remove());
  return folder.path;
};

describe('SMS by the real smsd of smstools, with a modem that keeps its PDUs', () => {
  const missing = smstoolsMissing();

  test('the modem sends umlauts and long texts to the right number, and a number that the network refuses holds up nobody', {
    skip: missing,
    timeout: 180_000,
  }, async () => {
    const spool = smstoolsSpool(scratch('smstools'));
    const modem = await startModem();
    cleanUp.push(() => modem.close());
    modem.refused.set('+4915155509999', 0);
    const settings = { outgoing: spool.outgoing, sent: spool.sent, failed: spool.failed };
    assert.equal((await send('smstools', settings, '+4915155509999', undefined, { ...message, key: 'a'.repeat(32) })).kind, 'handed-over');
    assert.equal((await send('smstools', settings, EVA)).kind, 'handed-over');
    const long = { ...message, key: 'f'.repeat(32), short: `${'Öffentliche Ämter räumen. '.repeat(9)}Ende` };
    assert.equal((await send('smstools', settings, OTTO, undefined, long)).kind, 'handed-over');
    const running = await spool.start(modem.port);
    cleanUp.push(() => running.stop());
    await until('each is sent or has failed', () => (spool.names('sent').length + spool.names('failed').length === 3 ? true : undefined));
    assert.deepEqual(spool.names('sent').sort(), [`krisenfest-${key}`, `krisenfest-${'f'.repeat(32)}`].sort(), spool.log());
    assert.deepEqual(spool.names('failed'), [`krisenfest-${'a'.repeat(32)}`]);
    assert.deepEqual(
      modem.sent.filter((one) => one.number === EVA),
      [{ number: EVA, text: message.short }],
    );
    const parts = modem.sent.filter((one) => one.number === OTTO).map((one) => one.text);
    assert.ok(parts.length > 1);
    assert.equal(parts.join('').replaceAll(/\d\/\d /g, ''), long.short);

    // A killed node hands over again: the modem has sent it already, so nothing is sent twice.
    assert.equal((await send('smstools', settings, EVA)).kind, 'handed-over');
    assert.deepEqual(spool.names('outgoing'), []);
  });

  test('a file in the outgoing folder is whole, in UTF-8, and one however often it is handed over', async () => {
    const outgoing = scratch('outgoing');
    for (let n = 0; n < 3; n++) assert.equal((await send('smstools', { outgoing }, EVA)).kind, 'handed-over');
    const file = readFileSync(join(outgoing, `krisenfest-${key}`), 'utf8');
    assert.equal(file, `To: ${EVA.slice(1)}\nAlphabet: UTF-8\nPriority: HIGH\n\n${message.short}`);
  });

  test('an outgoing folder that stands still and messages that the modem has failed to send are trouble', async () => {
    const folder = scratch('smstools-look');
    const [outgoing, sent, failed] = [join(folder, 'outgoing'), join(folder, 'sent'), join(folder, 'failed')];
    for (const path of [outgoing, sent, failed]) mkdirSync(path);
    const ready = channels.find((one) => one.kind === 'smstools')?.with({ outgoing, sent, failed });
    assert.ok(ready?.ok);
    const now = Date.now();
    const old = (now - 90_000) / 1000;
    assert.deepEqual(await lookWith(ready.value, now), { ok: true });
    utimesSync(sent, old, old);
    writeFileSync(join(failed, 'krisenfest-a'), '');
    utimesSync(join(failed, 'krisenfest-a'), old + 30, old + 30);
    const dead = await lookWith(ready.value, now);
    assert.ok(!dead.ok && /Das Modem hat eine SMS nicht gesendet/.test(dead.reason.de));
    utimesSync(sent, old + 60, old + 60);
    assert.deepEqual(await lookWith(ready.value, now), { ok: true }, 'it has sent since');
    utimesSync(sent, old, old);
    writeFileSync(join(outgoing, 'krisenfest-b'), '');
    utimesSync(join(outgoing, 'krisenfest-b'), old, old);
    const stuck = await lookWith(ready.value, now);
    assert.ok(!stuck.ok && /Seit 90 Sekunden verlässt keine SMS/.test(stuck.reason.de));
    assert.match(sentence(await send('smstools', { outgoing: '/nirgendwo/outgoing' }, EVA)), /lässt sich nicht schreiben \(ENOENT\)/);
  });
});

describe('SMS by routers and gateways, against servers that check what the real ones check', () => {
  let peers: Gateways;
  beforeEach(async () => {
    peers = await startGateways();
    const own = peers;
    cleanUp.push(() => own.close());
  });
  const settingsOf = (kind: string): Settings => {
    switch (kind) {
      case 'mikrotik':
      case 'teltonika':
        return { url: peers.url(kind), user: SMS_USER, password: SMS_SECRET };
      case 'seven':
        return { url: peers.url('seven'), apiKey: SMS_SECRET, sender: 'Musterbau' };
      case 'sipgate':
        return { url: peers.url('sipgate'), tokenId: SIPGATE_TOKEN_ID, token: SMS_SECRET };
      default:
        return {
          url: peers.url('plain'),
          secret: SMS_SECRET,
          authorization: 'Bearer {secret}',
          body: '{"to": "{number}", "text": "{text}", "id": "{id}"}',
          accepted: 'OK',
        };
    }
  };
  const wrongSecret = { password: 'falsch-falsch', apiKey: 'falsch-falsch', token: 'falsch-falsch', secret: 'falsch-falsch' };
  const KINDS = ['mikrotik', 'teltonika', 'seven', 'sipgate', 'smshttp'];

  for (const kind of KINDS) {
    test(`${kind}: takes the text to the number, and never says more than that it was handed over`, async () => {
      const outcome = await send(kind, settingsOf(kind), EVA);
      assert.equal(outcome.kind, 'handed-over', sentence(outcome));
      const [got] = peers.sent;
      assert.equal(got?.number, EVA);
      const words = ['mikrotik', 'teltonika'].includes(kind)
        ? message.short.replaceAll('Größere', 'Groessere').replaceAll('Ü', 'Ue').replaceAll('ö', 'oe').replaceAll('ä', 'ae')
        : message.short;
      assert.equal(got.text, words);
      assert.ok(got.text.includes(message.link));
      if (['seven', 'smshttp'].includes(kind)) assert.equal(got.id, key);
    });

    test(`${kind}: a wrong key, a refused number and a wrong address are said in a sentence that says what to do`, async () => {
      const denied = await send(kind, { ...settingsOf(kind), ...wrongSecret }, EVA);
      assert.match(sentence(denied), /Kennwort|Schlüssel|nicht angenommen/);
      assert.ok(denied.kind === 'refused' && !denied.permanent && !JSON.stringify(denied).includes('falsch-falsch'));
      peers.refused.add(OTTO);
      const refusedNumber = await send(kind, settingsOf(kind), OTTO);
      assert.equal(refusedNumber.kind, 'refused');
      const elsewhere = { ...settingsOf(kind), url: peers.url('plain').replace('/plain', '/nichts') };
      const lost = await send(kind, elsewhere, EVA);
      assert.match(sentence(lost), /kennt diese Schnittstelle nicht \(404\)/);
      const bad = await send(kind, settingsOf(kind), '0151 55501990');
      assert.ok(bad.kind === 'refused' && bad.permanent && /keine vollständige Rufnummer/.test(bad.reason.de));
      assert.deepEqual(peers.sent, []);
    });
  }

  test('an account without credit says so', async () => {
    peers.broke = true;
    for (const kind of ['seven', 'sipgate']) assert.match(sentence(await send(kind, settingsOf(kind), EVA)), /Guthaben .* reicht nicht/);
  });

  test('seven: a repetition after a crash is the same message, and only one goes out', async () => {
    for (let n = 0; n < 2; n++) assert.equal((await send('seven', settingsOf('seven'), EVA)).kind, 'handed-over');
    assert.equal(peers.sent.length, 1);
    peers.refused.add(OTTO);
    const outcome = await send('seven', settingsOf('seven'), OTTO);
    assert.ok(outcome.kind === 'refused' && outcome.permanent, 'this number will never work');
  });

  test('smshttp: fills address, form and JSON in so that no text can break out of its place', async () => {
    const nasty = { ...message, short: 'Zitat "x" & mehr\nZeile {secret} \\ %7Bsecret%7D #A7K2' };
    const auth = { secret: SMS_SECRET, authorization: 'Bearer {secret}', accepted: 'OK' };
    const ways: readonly Settings[] = [
      { ...auth, url: `${peers.url('plain')}?to={number}&text={text}&id={id}`, method: 'GET' },
      { ...auth, url: peers.url('plain'), format: 'form', body: 'to={number}&text={text}&id={id}&key={secret}' },
      { ...auth, url: peers.url('plain'), body: '{"to": "{number}", "text": "{text}", "id": "{id}"}' },
    ];
    for (const settings of ways) {
      const outcome = await send('smshttp', settings, EVA, undefined, nasty);
      assert.equal(outcome.kind, 'handed-over', sentence(outcome));
    }
    assert.deepEqual(
      peers.sent,
      ways.map(() => ({ number: EVA, text: nasty.short, id: key })),
    );
  });
});
