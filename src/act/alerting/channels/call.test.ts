import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { certificate, type TestCertificate } from '../../../../test/world/certificates.ts';
import { EXCHANGE_PASSWORD, type Exchange, exchangeMissing, startExchange } from '../../../../test/world/exchange.ts';
import { scratchFolder } from '../../../../test/world/scratch.ts';
import { send, sentence } from '../../../../test/world/sending.ts';
import { startTelephone, telephoneMissing } from '../../../../test/world/telephone.ts';
import { until } from '../../../../test/world/until.ts';
import type { Settings } from '../../../kernel/secretfields.ts';
import { netstrings } from './baresip.ts';
import { missingPrograms } from './call.ts';
import { readWav, repeated, resampled, writeWav } from './wav.ts';

// Calls put account and speech into a folder for temporary files: one of this test's own, so that what stays can be seen.
const temporary = scratchFolder('call');
process.env['TMPDIR'] = temporary.path;

const NUMBER = '+4943155501990';
const cleanUp: (() => unknown)[] = [];
after(async () => {
  for (const close of cleanUp.reverse()) await close();
  temporary.remove();
});
const scratch = (name: string) => {
  const folder = scratchFolder(name);
  cleanUp.push(() => folder.remove());
  return folder.path;
};
const settingsFor = (port: number) => ({ host: '127.0.0.1', port, user: 'krisenfest', register: false });
const telephone = async (name: string, answers = true) => {
  const one = await startTelephone(join(scratch(name), 'telephone'), answers);
  cleanUp.push(() => one.stop());
  return one;
};
const happens = (what: string, look: () => boolean) => until(what, () => (look() ? true : undefined));
const leftBehind = () => readdirSync(tmpdir()).filter((name) => /^krisenfest-(call|speech)-/.test(name));

describe('a call, by two real baresip processes', { skip: telephoneMissing() }, () => {
  test('somebody answers, hears the alert and presses 1: that acknowledges', { timeout: 180_000 }, async () => {
    const phone = await telephone('press');
    const calling = send('call', settingsFor(phone.port), NUMBER, AbortSignal.timeout(110_000));
    await happens('the call is answered and speech comes in', () => phone.events.includes('CALL_RTPESTAB'));
    phone.press('2');
    await sleep(600);
    phone.press('1');
    const outcome = await calling;
    assert.deepEqual(outcome, { kind: 'handed-over', providerId: null, acknowledged: true }, sentence(outcome));
    await happens('the line is free again', () => phone.events.includes('CALL_CLOSED'));
    assert.deepEqual(leftBehind(), [], 'neither account nor speech stays on the disk');
  });

  test('somebody answers and hangs up without the key, as a mailbox would: handed over, not acknowledged', {
    timeout: 180_000,
  }, async () => {
    const phone = await telephone('mailbox');
    const calling = send('call', settingsFor(phone.port), NUMBER, AbortSignal.timeout(110_000));
    await happens('answered', () => phone.events.includes('CALL_RTPESTAB'));
    phone.hangUp();
    assert.deepEqual(await calling, { kind: 'handed-over', providerId: null, delivered: true });
  });

  test('the called party declines, or nobody is there: a sentence, and it is tried again', { timeout: 180_000 }, async () => {
    const phone = await telephone('declines', false);
    const calling = send('call', settingsFor(phone.port), NUMBER, AbortSignal.timeout(110_000));
    await happens('it rings', () => phone.events.includes('CALL_INCOMING'));
    phone.hangUp();
    const declined = await calling;
    assert.match(sentence(declined), /hat niemand abgenommen/);
    assert.ok(declined.kind === 'refused' && !declined.permanent);
    const unknown = await send('call', settingsFor(phone.port), '+4943155509999', AbortSignal.timeout(110_000));
    assert.match(sentence(unknown), /nimmt die Nummer \+4943155509999 nicht an|hat niemand abgenommen/);
  });

  test('when krisenfest is told to stop, the telephone stops ringing', { timeout: 180_000 }, async () => {
    const phone = await telephone('stops', false);
    const stop = new AbortController();
    const calling = send('call', settingsFor(phone.port), NUMBER, stop.signal);
    await happens('it rings', () => phone.events.includes('CALL_INCOMING'));
    stop.abort();
    assert.equal((await calling).kind, 'stopped');
    await happens('it rings no more', () => phone.events.includes('CALL_CLOSED'));
    assert.deepEqual(leftBehind(), []);
  });
});

describe('a call through a telephone system, by the real kamailio', { skip: telephoneMissing() || exchangeMissing() }, () => {
  let exchange: Exchange;
  let trust: TestCertificate;
  before(async () => {
    trust = await certificate(['127.0.0.1']);
    exchange = await startExchange(scratch('exchange'), trust);
    cleanUp.push(() => exchange.stop());
  });
  const account = (transport: string) => {
    const encrypted = transport === 'tls' ? { port: exchange.tlsPort, ca: trust.cert } : { port: exchange.port };
    return { host: '127.0.0.1', transport, user: 'krisenfest', password: EXCHANGE_PASSWORD, ...encrypted };
  };
  const call = (settings: Settings, number = NUMBER) => send('call', settings, number, AbortSignal.timeout(110_000));

  for (const transport of ['udp', 'tcp', 'tls'])
    test(`${transport}: registers with its password, reaches whoever has registered under the number, and key 1 acknowledges`, {
      timeout: 180_000,
    }, async () => {
      const own = transport === 'tls' ? { port: exchange.tlsPort, ca: trust.cert } : { port: exchange.port };
      const phone = await startTelephone(join(scratch(transport), 'telephone'), true, { ...own, password: EXCHANGE_PASSWORD });
      cleanUp.push(() => phone.stop());
      const calling = call(account(transport));
      await happens('the call is answered and speech comes in', () => phone.events.includes('CALL_RTPESTAB'));
      // Over TLS the speech is encrypted, too.
      assert.equal(phone.events.includes('CALL_MENC'), transport === 'tls');
      phone.press('1');
      assert.deepEqual(await calling, { kind: 'handed-over', providerId: null, acknowledged: true });
      assert.deepEqual(leftBehind(), []);
      await phone.stop();
    });

  test('a wrong password, a number that nobody has and the certificate of a stranger are said in a sentence', {
    timeout: 180_000,
  }, async () => {
    assert.match(sentence(await call({ ...account('udp'), password: 'falsch-falsch' })), /lehnt die Anmeldung ab/);
    assert.match(sentence(await call(account('tcp'), '+4943155509999')), /nimmt die Nummer \+4943155509999 nicht an/);
    const stranger = await certificate(['127.0.0.1']);
    assert.match(sentence(await call({ ...account('tls'), ca: stranger.cert })), /stammt von keiner hier bekannten Stelle/);
    const elsewhere = await certificate(['anlage.example']);
    const misnamed = await startExchange(scratch('misnamed'), elsewhere);
    cleanUp.push(() => misnamed.stop());
    const named = { ...account('tls'), port: misnamed.tlsPort, ca: elsewhere.cert };
    assert.match(sentence(await call(named)), /auf einen anderen Namen ausgestellt/);
  });
});

test('a program that is not installed is named with its Debian package', async () => {
  const lacking = await missingPrograms([scratch('nothing')]);
  assert.deepEqual(
    lacking.map(({ packageName }) => packageName),
    ['baresip-core', 'espeak-ng'],
  );
});

test('sound keeps its length and its course when it is brought to the rate of a telephone', () => {
  const rate = 22_050;
  const tone = {
    rate,
    samples: Int16Array.from({ length: rate }, (_, n) => Math.round(10_000 * Math.sin((2 * Math.PI * 440 * n) / rate))),
  };
  const { samples } = resampled(readWav(writeWav(tone)), 8000);
  assert.equal(samples.length, 8000);
  let crossings = 0;
  for (let n = 1; n < samples.length; n++) if ((samples[n - 1] ?? 0) < 0 && (samples[n] ?? 0) >= 0) crossings++;
  assert.ok(Math.abs(crossings - 440) <= 2, `${crossings} Hz`);
  const three = repeated({ rate: 8000, samples }, 3, 1000);
  assert.equal(three.samples.length, 4 * 8000 + 3 * 8000);
  assert.throws(() => readWav(Buffer.from('no sound')), /no WAV file/);
});

test('netstrings come out whole however they are cut on the way', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 40 }), { maxLength: 8 }), fc.array(fc.nat(200), { maxLength: 6 }), (texts, cuts) => {
      const bytes = Buffer.concat(texts.map((text) => Buffer.from(`${Buffer.byteLength(text)}:${text},`)));
      const places = [...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
      let rest: Buffer = Buffer.alloc(0);
      let from = 0;
      const out: string[] = [];
      for (const place of places) {
        const read = netstrings(Buffer.concat([rest, bytes.subarray(from, place)]));
        out.push(...read.whole);
        rest = read.rest;
        from = place;
      }
      assert.deepEqual(out, texts);
      assert.equal(rest.length, 0);
    }),
  );
});
