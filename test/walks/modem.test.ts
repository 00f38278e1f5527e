import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AlertView, DeliveryView } from '../../src/act/alerting/alerting.contract.ts';
import type { ChannelView } from '../../src/act/alerting/channels.contract.ts';
import type { ConcernView } from '../../src/act/alerting/paging/paging.contract.ts';
import type { SelfTestView } from '../../src/act/alerting/selftest/selftest.contract.ts';
import { instant } from '../../src/kernel/instant.ts';
import type { SignalDetail, SignalView } from '../../src/watch/signals/signals.contract.ts';
import { type TestClock, testClock } from '../world/clock.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';
import { type Modem, startModem } from '../world/modem.ts';
import { scratchFolder } from '../world/scratch.ts';
import { smsdMissing, smsSpool, socatMissing } from '../world/smsd.ts';
import { smstoolsMissing, smstoolsSpool } from '../world/smstools.ts';
import { startSmtp } from '../world/smtp.ts';
import { until } from '../world/until.ts';

describe('the modem of the house, by its real programs, in model time', () => {
  const cleanUp: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of cleanUp.splice(0).reverse()) await close();
  });
  const folder = (name: string): string => {
    const scratch = scratchFolder(name);
    cleanUp.push(() => scratch.remove());
    return scratch.path;
  };

  /** The real house on a clock that only the test moves, begun now: programs beside it write files at the time of the machine. */
  async function home() {
    const clock: TestClock = testClock(new Date().toISOString());
    const world: TestHouse = await startHouse({ clock });
    cleanUp.push(async () => {
      await world.close();
      assert.deepEqual(world.faults, []);
    });
    const eva: Firm = await world.setUp();
    const post = async (path: string, body: object) => {
      const answer = await eva.call('POST', `${eva.root}${path}`, body);
      assert.ok(answer.status < 300, `${path}: ${answer.text}`);
      return answer.body as { readonly id: string };
    };
    const get = async <T>(path: string): Promise<T> => (await eva.call('GET', `${eva.root}${path}`)).body as T;
    const began = clock.now();
    return {
      clock,
      post,
      get,
      person: (name: string, number: string) =>
        post('/contacts', {
          name,
          company: '',
          note: '',
          language: 'de',
          addresses: [{ kind: 'sms', value: number, label: '', withoutInternet: true }],
        }),
      elapsedMs: () => clock.now() - began,
      /** Lets the time pass in steps, with a moment of real time for files and sockets after each. */
      pass: async (seconds: number, step = 20) => {
        for (let left = seconds; left > 0; left -= step) {
          await clock.forward(Math.min(step, left) * 1000);
          await sleep(15);
        }
      },
      signals: async () =>
        (await get<{ signals: SignalView[] }>('/signals?state=all')).signals.filter(({ source }) => source === 'alerting'),
      told: async () =>
        (await get<{ concerns: ConcernView[] }>('/pages')).concerns.map(({ title, clearedAt }) => [title.de, clearedAt === null]),
      channel: async (id: string) => (await get<{ channels: ChannelView[] }>('/channels')).channels.find((one) => one.id === id),
      messages: async (incident: string): Promise<DeliveryView[]> =>
        (await get<{ alerts: AlertView[] }>(`/incidents/${incident}/alerts`)).alerts.flatMap(({ steps }) =>
          steps.flatMap(({ recipients }) => recipients.flatMap(({ deliveries }) => deliveries)),
        ),
    };
  }

  async function modemOf(): Promise<Modem> {
    const modem = await startModem();
    cleanUp.push(() => modem.close());
    return modem;
  }

  test('a channel dead for five minutes is a signal and told, not before; when its program runs again both are over', {
    skip: smsdMissing(),
    timeout: 180_000,
  }, async () => {
    const { post, get, pass, signals, told, channel } = await home();
    const mail = await startSmtp();
    cleanUp.push(() => mail.close());
    const spool = smsSpool(folder('dead-modem'));
    await post('/channels', {
      kind: 'email',
      name: 'Mail',
      settings: { host: '127.0.0.1', port: mail.port, security: 'none', from: 'alarm@musterbau.example' },
    });
    const { id } = await post('/channels', { kind: 'sms', name: 'Modem', settings: { outbox: spool.outbox, sent: spool.sent } });
    // Nothing runs that would send it.
    await post(`/channels/${id}/tests`, { address: '+4915155501990', language: 'de' });
    await until('it lies in the outbox', () => (spool.waitingFiles().length === 1 ? true : undefined));
    await pass(100);
    const stuck = await until('seen to be stuck', async () => (await channel(id))?.trouble ?? undefined);
    assert.match(stuck.reason.de, /verlässt keine SMS den Ausgangsordner/);
    await pass(240);
    assert.deepEqual([await signals(), await told()], [[], []], 'four minutes are none');
    await pass(120);
    const [signal, ...more] = await until('a signal', async () => ((await signals()).length > 0 ? signals() : undefined));
    assert.deepEqual([signal?.title, signal?.cleared, more], ['Alarmweg „Modem“ steht', null, []]);
    assert.equal(signal?.severity, 'warning', 'mail still works: it can wait for the morning');
    const { evidence } = await get<SignalDetail>(`/signals/${signal?.id}`);
    assert.match(evidence[0]?.body ?? '', /verlässt keine SMS den Ausgangsordner\. Läuft gammu-smsd/);
    assert.deepEqual(await told(), [['Alarmweg „Modem“ steht seit 5 Minuten', true]]);

    const running = await spool.start();
    cleanUp.push(() => running.stop());
    await until('it has left', () => (spool.sentFiles().length === 1 ? true : undefined));
    await pass(40);
    const over = await until('over', async () => (await signals()).find(({ cleared }) => cleared !== null));
    assert.equal(over.cleared?.by, 'source');
    assert.equal((await channel(id))?.trouble, null);
    assert.deepEqual(await told(), [['Alarmweg „Modem“ steht seit 5 Minuten', false]]);
    assert.equal((await signals()).length, 1);
  });

  test('one number always fails: gammu-smsd tries it for ever, everybody behind it is alerted within a minute all the same, and it is told', {
    skip: smsdMissing() || socatMissing(),
    timeout: 180_000,
  }, async () => {
    const refused = '+4915155500000';
    const { post, person, pass, messages, elapsedMs, get } = await home();
    const modem = await modemOf();
    modem.refused.set(refused, 0);
    const spool = smsSpool(folder('one-fails'));
    const running = await spool.start(modem.port);
    cleanUp.push(() => running.stop());
    await person('Tot', refused);
    await person('Otto', '+4915155501990');
    await person('Ida', '+4915155501991');
    await post('/channels', { kind: 'sms', name: 'Modem', settings: { outbox: spool.outbox, sent: spool.sent } });
    const { id } = await post('/incidents', { mode: 'actual', title: 'Server steht' });
    // Its name is the first in the outbox: without help nobody behind it would ever get anything.
    await until('it is tried again and again', () => ((modem.refused.get(refused) ?? 0) >= 2 ? true : undefined));
    assert.deepEqual(modem.sent, []);
    await pass(60);
    assert.ok(elapsedMs() <= 60_000);
    await until('the others got theirs', () => (modem.sent.length >= 2 ? true : undefined));
    assert.deepEqual(modem.sent.map(({ number }) => number).sort(), ['+4915155501990', '+4915155501991']);

    const failed = await until('the failed one is told', async () => {
      await pass(40);
      return (await messages(id)).find(({ state }) => state === 'failed');
    });
    assert.equal(failed.address, refused);
    assert.match(failed.reason?.de ?? '', /Das Modem hat die SMS an \+4915155500000 nicht gesendet\. Stimmt die Nummer/);
    const log = await until('the log', async () => {
      const { text } = { text: JSON.stringify(await get(`/incidents/${id}/log`)) };
      return /Tot[^"]*nicht gesendet/.test(text) ? text : undefined;
    });
    assert.ok(log.includes('Tot'));
    await pass(40);
    assert.deepEqual(spool.waitingFiles(), [], 'it is not tried for ever');
    assert.equal(modem.sent.length, 2, 'and nobody gets anything twice');
  });

  test('the weekly self-test: a text to the own number is sent, received and counts; one that never comes back makes the way not ready, with a sentence, until it does', {
    skip: smstoolsMissing(),
    timeout: 180_000,
  }, async () => {
    const own = '+4915155500001';
    const { post, pass, signals, told, clock, get } = await home();
    const modem = await modemOf();
    modem.own = own;
    const spool = smstoolsSpool(folder('self-test'));
    const running = await spool.start(modem.port);
    cleanUp.push(() => running.stop());
    const settings = { outgoing: spool.outgoing, sent: spool.sent, failed: spool.failed, inbox: spool.incoming, ownNumber: own };
    await post('/channels', { kind: 'smstools', name: 'Modem', settings });
    const state = async () => (await get<{ tests: SelfTestView[] }>('/sms-self-tests')).tests[0];
    const becomes = (wanted: SelfTestView['state']) =>
      until(String(wanted), async () => {
        await pass(2, 2);
        const now = await state();
        return now?.state === wanted ? now : undefined;
      });
    /** The programs beside do their work at the pace of the machine; meanwhile no model time passes. */
    const isSent = (many: number) => until(`${many} texts are sent`, () => (modem.sent.length === many ? true : undefined));
    const isBack = () => until('it lies in the folder of incoming texts', () => (spool.names('incoming').length > 0 ? true : undefined));
    await pass(60);
    await isSent(1);
    await isBack();
    const passed = await becomes('passed');
    assert.match(modem.sent[0]?.text ?? '', /^krisenfest Selbsttest \w{6}$/);
    assert.ok(passed.sentAt !== null && passed.heardAt !== null && passed.heardAt > passed.sentAt && passed.reason === null);
    await until('what was heard is taken away', () => (spool.names('incoming').length === 0 ? true : undefined));

    // A week later the card has no credit any more: the modem says that it has sent it, and nothing comes.
    modem.own = null;
    clock.set(instant(passed.sentAt + 7 * 86_400_000 - 60_000));
    await pass(120);
    await isSent(2);
    await pass(12 * 60, 60);
    assert.equal((await state())?.state, 'waiting');
    await pass(180);
    const red = await becomes('failed');
    assert.match(red.reason?.de ?? '', /„Modem“: Die SMS an die eigene Nummer kam nicht zurück\. Hat die SIM-Karte Netz und Guthaben/);
    const title = 'Selbsttest von „Modem“ gescheitert: Die SMS an die eigene Nummer kam nicht zurück';
    assert.deepEqual(
      (await signals()).map((one) => [one.title, one.cleared]),
      [[title, null]],
    );
    assert.deepEqual(await told(), [[title, true]]);

    // Six hours later it is tried again, and stays red until it has come back.
    modem.own = own;
    clock.set(instant(clock.now() + 6 * 3_600_000 - 60_000));
    await pass(60);
    const again = await until('tried again', async () => {
      const now = await state();
      return now?.state === 'waiting' ? now : undefined;
    });
    assert.notEqual(again.reason, null);
    await isSent(3);
    await isBack();
    assert.equal((await becomes('passed')).reason, null);
    assert.deepEqual(
      (await signals()).map(({ cleared }) => cleared?.by),
      ['source'],
    );
  });
});
