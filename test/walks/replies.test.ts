import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { AlertView } from '../../src/act/alerting/alerting.contract.ts';
import type { ReplyView } from '../../src/act/alerting/replies/replies.contract.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';
import { startModem } from '../world/modem.ts';
import { scratchFolder } from '../world/scratch.ts';
import { smsdMissing, smsSpool } from '../world/smsd.ts';
import { smstoolsMissing, smstoolsSpool } from '../world/smstools.ts';
import { until } from '../world/until.ts';

const OTTO = '+4915155501990';
const STRANGER = '+4915155509999';

/** A program with a modem, as a test holds it. */
type Radio = {
  readonly kind: string;
  readonly settings: object;
  /** What has left the house, to whom. */
  sent(): readonly { readonly to: string; readonly text: string }[];
  receive(from: string, text: string): void;
  waiting(): readonly string[];
  stop(): Promise<void>;
};

async function gammu(folder: string): Promise<Radio> {
  const spool = smsSpool(folder);
  const running = await spool.start();
  return {
    kind: 'sms',
    settings: { outbox: spool.outbox, sent: spool.sent, inbox: spool.inbox },
    sent: () =>
      spool
        .sentFiles()
        .sort()
        .map((name, n) => ({ to: /_(\+\d+)_/.exec(name)?.[1] ?? '', text: spool.sentTexts()[n] ?? '' })),
    receive: spool.receive,
    waiting: spool.inboxFiles,
    stop: () => running.stop(),
  };
}

async function smstools(folder: string): Promise<Radio> {
  const spool = smstoolsSpool(folder);
  const modem = await startModem();
  const running = await spool.start(modem.port);
  return {
    kind: 'smstools',
    settings: { outgoing: spool.outgoing, sent: spool.sent, failed: spool.failed, inbox: spool.incoming },
    sent: () => modem.sent.map(({ number, text }) => ({ to: number, text })),
    receive: modem.receive,
    waiting: () => spool.names('incoming'),
    stop: async () => {
      await running.stop();
      await modem.close();
    },
  };
}

for (const [program, missing, start] of [
  ['gammu-smsd', smsdMissing(), gammu],
  ['smstools', smstoolsMissing(), smstools],
] as const)
  describe(`an alert that is answered by text message, by the real ${program}`, { skip: missing }, () => {
    let world: TestHouse;
    let eva: Firm;
    let radio: Radio;
    const folder = scratchFolder(`replies-${program}`);
    before(async () => {
      world = await startHouse();
      eva = await world.setUp();
      radio = await start(join(folder.path, 'spool'));
      const addresses = [{ kind: 'sms', value: OTTO, label: '', withoutInternet: true }];
      await eva.call('POST', `${eva.root}/contacts`, { name: 'Otto Muster', company: '', note: '', language: 'de', addresses });
      const added = await eva.call('POST', `${eva.root}/channels`, { kind: radio.kind, name: 'Modem', settings: radio.settings });
      assert.equal(added.status, 201, added.text);
    });
    after(async () => {
      await world.close();
      await radio.stop();
      folder.remove();
    });

    test('OK acknowledges the alert, the answer says which, and the log holds it; a stranger changes nothing', {
      timeout: 180_000,
    }, async () => {
      const raised = await eva.call('POST', `${eva.root}/incidents`, { mode: 'actual', title: 'Server steht' });
      const { id } = raised.body as { id: string };
      const alert = async () => ((await eva.call('GET', `${eva.root}/incidents/${id}/alerts`)).body as { alerts: AlertView[] }).alerts[0];
      const heard = async () => ((await eva.call('GET', `${eva.root}/replies`)).body as { replies: ReplyView[] }).replies;
      const said = await until('the alert left', () => radio.sent().find(({ to }) => to === OTTO));
      assert.match(said.text, /^Alarm: Server steht Bitte OK antworten oder hier bestätigen: http\S+ #A\w{3}$/);
      const mark = /#A\w{3}$/.exec(said.text)?.[0] ?? '';

      radio.receive(STRANGER, `OK ${mark}`);
      await until('the stranger was heard', async () => (await heard()).find(({ verdict }) => verdict === 'stranger'));
      assert.equal((await alert())?.state, 'running');

      radio.receive(OTTO, 'Was ist los');
      await until('an answer that says what to write', () => radio.sent().find(({ text }) => text.startsWith('Nicht verstanden.')));
      assert.equal((await alert())?.state, 'running');

      radio.receive(OTTO, `ok ${mark}`);
      const thanks = await until('the thanks left', () => radio.sent().find(({ text }) => text.startsWith('Danke')));
      assert.deepEqual(thanks, { to: OTTO, text: `Danke, bestätigt (${mark}): Alarm: Server steht` });
      const now = await alert();
      assert.equal(now?.state, 'acknowledged');
      assert.equal(now?.steps[0]?.recipients.find(({ name }) => name === 'Otto Muster')?.acknowledged?.channel, radio.kind);
      const log = await until('the log', async () => {
        const { text } = await eva.call('GET', `${eva.root}/incidents/${id}/log`);
        return text.includes(`„ok ${mark}“`) ? text : undefined;
      });
      for (const line of ['bestätigt nichts: „Was ist los“', 'Alarm bestätigt: Otto Muster']) assert.ok(log.includes(line), line);
      assert.deepEqual(
        (await heard()).map(({ verdict, name }) => [verdict, name]).sort(),
        [
          ['acknowledges', 'Otto Muster'],
          ['stranger', null],
          ['unclear', 'Otto Muster'],
        ].sort(),
      );
      assert.deepEqual(radio.waiting(), [], 'what was heard is taken away');
      assert.ok(!radio.sent().some(({ to }) => to === STRANGER));
      const table = await eva.call('GET', `${eva.root}/replies.csv`);
      assert.match(table.text, /Otto Muster;"?Was ist los/);
      assert.deepEqual(world.faults, []);
    });

    test('a text with word and PIN opens an incident that alerts people, and is answered; a wrong PIN opens none', {
      timeout: 180_000,
    }, async () => {
      const settings = { on: true, pin: '471108', senders: [{ name: 'Ida Muster', number: '0151 555 01992' }] };
      const words = [{ word: 'ALARM', title: 'Alarm per SMS', mode: 'exercise', planId: null }];
      assert.equal((await eva.call('PUT', `${eva.root}/sms-alarm`, { ...settings, words: [{ ...words[0], word: 'ok' }] })).status, 400);
      const put = await eva.call('PUT', `${eva.root}/sms-alarm`, { ...settings, words });
      assert.equal(put.status, 204, put.text);
      const shown = await eva.call('GET', `${eva.root}/sms-alarm`);
      assert.ok(!shown.text.includes('471108') && shown.text.includes('+4915155501992'));
      radio.receive('+4915155501992', 'ALARM 111111 Server weg');
      await until('the refusal', () => radio.sent().find(({ text }) => text.startsWith('Die PIN stimmt nicht. Noch 2 Versuche.')));
      radio.receive('+4915155501992', 'Alarm 471108 Server weg');
      const answer = await until('the answer', () =>
        radio.sent().find(({ text }) => /^ÜBUNG: Alarm ausgelöst um \d\d:\d\d: Alarm per SMS: Server weg/.test(text)),
      );
      assert.equal(answer.to, '+4915155501992');
      await until('Otto is alerted', () =>
        radio.sent().find(({ to, text }) => to === OTTO && text.startsWith('ÜBUNG: Alarm: Alarm per SMS: Server weg')),
      );
      const list = await eva.call('GET', `${eva.root}/replies`);
      assert.ok(!list.text.includes('471108') && list.text.includes('alarm-raised'));
      assert.deepEqual(world.faults, []);
    });
  });
