import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AlertView, DeliveryView } from '../../src/act/alerting/alerting.contract.ts';
import type { ChannelView } from '../../src/act/alerting/channels.contract.ts';
import { blackhole } from '../world/blackhole.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';
import { type SmtpSink, startSmtp } from '../world/smtp.ts';

/** Waits until it is so, at most `ms`; gives what was found. */
async function until<T>(what: string, look: () => Promise<T | undefined> | T | undefined, ms = 8000): Promise<T> {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(20)) {
    const found = await look();
    if (found !== undefined) return found;
  }
  throw new Error(`did not happen in time: ${what}`);
}

describe('a way that fails while an alert goes out', () => {
  let world: TestHouse;
  let eva: Firm;
  let standIn: SmtpSink;
  const cleanUp: (() => unknown)[] = [];
  before(async () => {
    world = await startHouse();
    eva = await world.setUp();
    standIn = await startSmtp();
    for (const name of ['otto', 'ida', 'uwe']) {
      const addresses = [{ kind: 'email', value: `${name}@musterbau.example`, label: '', withoutInternet: false }];
      const made = await eva.call('POST', `${eva.root}/contacts`, { name, company: '', note: '', language: 'de', addresses });
      assert.equal(made.status, 201, made.text);
    }
  });
  afterEach(async () => {
    for (const channel of await channelList()) await eva.call('DELETE', `${eva.root}/channels/${channel.id}`);
    standIn.mails.length = 0;
  });
  after(async () => {
    await world.close();
    await standIn.close();
    for (const close of cleanUp) await close();
  });

  const channelList = async () => {
    const { body } = await eva.call('GET', `${eva.root}/channels`);
    return (body as { channels: ChannelView[] }).channels;
  };
  const mailChannel = async (name: string, port: number, from: string) => {
    const settings = { host: '127.0.0.1', port, security: 'none', from };
    const added = await eva.call('POST', `${eva.root}/channels`, { kind: 'email', name, settings });
    assert.equal(added.status, 201, added.text);
    return added.body as ChannelView;
  };
  const raise = async (title: string) => {
    const raised = await eva.call('POST', `${eva.root}/incidents`, { mode: 'actual', title });
    assert.equal(raised.status, 201, raised.text);
    return (raised.body as { id: string }).id;
  };
  const messagesOf = async (incident: string): Promise<DeliveryView[]> => {
    const { body } = await eva.call('GET', `${eva.root}/incidents/${incident}/alerts`);
    const [alert] = (body as { alerts: AlertView[] }).alerts;
    return (alert?.steps ?? []).flatMap((step) => step.recipients.flatMap((one) => one.deliveries));
  };

  test('the first mail server refuses after it has read the mail: the stand-in has the same mail, by its Message-ID, within seconds', async () => {
    const seen: string[] = [];
    const refusing = await startSmtp({
      onData: (stream, _session, done) => {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          seen.push(/^message-id: (.*)$/im.exec(Buffer.concat(parts).toString())?.[1] ?? '');
          done(Object.assign(new Error('Mailbox system is down'), { responseCode: 451 }));
        });
      },
    });
    cleanUp.push(() => refusing.close());
    await mailChannel('Hausmail', refusing.port, 'alarm@musterbau.example');
    await mailChannel('Anderer Anbieter', standIn.port, 'musterbau@postamt.example');
    const started = performance.now();
    const incident = await raise('Server steht');
    await until('all three', () => (standIn.mails.length === 3 ? true : undefined));
    assert.ok(performance.now() - started < 5000, `${performance.now() - started} ms`);
    assert.deepEqual(standIn.mails.map((mail) => mail.headers.get('message-id')).sort(), seen.sort());
    assert.equal(new Set(seen).size, 3);
    assert.ok(standIn.mails.every((mail) => mail.from === 'musterbau@postamt.example'));
    const messages = await until('all said to be handed over', async () => {
      const found = await messagesOf(incident);
      return found.every((one) => one.state === 'handed-over') ? found : undefined;
    });
    assert.deepEqual(
      messages.map((one) => one.attempts),
      [2, 2, 2],
    );
    await eva.call('POST', `${eva.root}/incidents/${incident}/stand-down`);
  });

  test('the first mail server swallows every connection: the stand-in has the mails within seconds, the next alert does not wait at all, and the channel says what is wrong', async () => {
    const hole = await blackhole();
    cleanUp.push(() => hole.close());
    const dead = await mailChannel('Hausmail', hole.port, 'alarm@musterbau.example');
    const other = await mailChannel('Anderer Anbieter', standIn.port, 'musterbau@postamt.example');
    const started = performance.now();
    const first = await raise('Server steht');
    await until('all three', () => (standIn.mails.length === 3 ? true : undefined), 9000);
    assert.ok(performance.now() - started < 8000, `${performance.now() - started} ms`);
    await eva.call('POST', `${eva.root}/incidents/${first}/stand-down`);

    standIn.mails.length = 0;
    const again = performance.now();
    const second = await raise('Telefon steht');
    await until('all three again', () => (standIn.mails.length === 3 ? true : undefined));
    assert.ok(performance.now() - again < 3000, `${performance.now() - again} ms`);

    // A change of a channel is looked at without waiting for the next round of looks.
    await eva.call('PUT', `${eva.root}/channels/${other.id}`, { name: 'Ersatz', settings: other.settings });
    const trouble = await until(
      'trouble shown',
      async () => (await channelList()).find((one) => one.id === dead.id)?.trouble ?? undefined,
      9000,
    );
    assert.match(trouble.reason.de, /nicht rechtzeitig geantwortet/);
    assert.equal((await channelList()).find((one) => one.id === other.id)?.trouble, null);
    await eva.call('POST', `${eva.root}/incidents/${second}/stand-down`);
    assert.deepEqual(world.faults, []);
  });
});
