import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import type { AlertView, DeliveryView } from '../../src/act/alerting/alerting.contract.ts';
import type { ChannelView } from '../../src/act/alerting/channels.contract.ts';
import { blackhole } from '../world/blackhole.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';
import { scratchFolder } from '../world/scratch.ts';
import { type Gateways, SIPGATE_TOKEN_ID, SMS_SECRET, SMS_USER, startGateways } from '../world/smsgateways.ts';
import { type SmtpSink, startSmtp } from '../world/smtp.ts';
import { until } from '../world/until.ts';

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
    await until('all three', () => (standIn.mails.length === 3 ? true : undefined));
    assert.ok(performance.now() - started < 8000, `${performance.now() - started} ms`);
    await eva.call('POST', `${eva.root}/incidents/${first}/stand-down`);

    standIn.mails.length = 0;
    const again = performance.now();
    const second = await raise('Telefon steht');
    await until('all three again', () => (standIn.mails.length === 3 ? true : undefined));
    assert.ok(performance.now() - again < 3000, `${performance.now() - again} ms`);

    // A change of a channel is looked at without waiting for the next round of looks.
    await eva.call('PUT', `${eva.root}/channels/${other.id}`, { name: 'Ersatz', settings: other.settings });
    const trouble = await until('trouble shown', async () => (await channelList()).find((one) => one.id === dead.id)?.trouble ?? undefined);
    assert.match(trouble.reason.de, /nicht rechtzeitig geantwortet/);
    assert.equal((await channelList()).find((one) => one.id === other.id)?.trouble, null);
    await eva.call('POST', `${eva.root}/incidents/${second}/stand-down`);
    assert.deepEqual(world.faults, []);
  });

  describe('channel black-hole: another channel of the person within 60 s, queue not blocked', () => {
    const person = async (name: string, number: string) => {
      const address = (kind: string, value: string) => ({ kind, value, label: '', withoutInternet: false });
      const addresses = [address('sms', number), address('email', `${name}@musterbau.example`)];
      const made = await eva.call('POST', `${eva.root}/contacts`, { name, company: '', note: '', language: 'de', addresses });
      assert.equal(made.status, 201, made.text);
      return made.body as { id: string };
    };
    const add = async (kind: string, name: string, settings: object) => {
      const added = await eva.call('POST', `${eva.root}/channels`, { kind, name, settings });
      assert.equal(added.status, 201, added.text);
      return added.body as ChannelView;
    };
    /** Raises, waits for the mail of everybody within 60 s, gives the messages by text as they then stand. */
    const alerted = async (title: string, people: readonly string[]) => {
      const incident = await raise(title);
      await until(
        'mail to all',
        () => (people.every((name) => standIn.mails.some((mail) => mail.to.includes(`${name}@musterbau.example`))) ? true : undefined),
        { withinMs: 60_000 },
      );
      return incident;
    };
    let gateways: Gateways;
    let folder: { path: string; remove(): void };
    const made: { id: string }[] = [];
    before(async () => {
      gateways = await startGateways();
      folder = scratchFolder('blackhole');
      for (const [name, number] of [
        ['sina', '+4915155501991'],
        ['timo', '+4915155501992'],
        ['vera', '+4915155501993'],
      ] as const)
        made.push(await person(name, number));
    });
    after(async () => {
      for (const { id } of made) await eva.call('DELETE', `${eva.root}/contacts/${id}`);
      await gateways.close();
      folder.remove();
    });

    test('the gateway answers 200 but nothing arrives: it is said to be handed over, never delivered or confirmed, and the mail is there', async () => {
      gateways.swallows = true;
      await add('seven', 'SMS', { url: gateways.url('seven'), apiKey: SMS_SECRET });
      await mailChannel('Hausmail', standIn.port, 'alarm@musterbau.example');
      const incident = await alerted('Server steht', ['sina', 'timo', 'vera']);
      const texts = await until('all three texts handed over', async () => {
        const found = (await messagesOf(incident)).filter((one) => one.channel === 'seven');
        return found.length === 3 && found.every((one) => one.state === 'handed-over') ? found : undefined;
      });
      assert.ok(texts.every((one) => one.acknowledgedAt === null));
      const { body } = await eva.call('GET', `${eva.root}/incidents/${incident}/alerts`);
      assert.equal((body as { alerts: AlertView[] }).alerts[0]?.state, 'running', 'nobody has acknowledged, so the alert goes on');
      await eva.call('POST', `${eva.root}/incidents/${incident}/stand-down`);
      gateways.swallows = false;
    });

    test('the outbox of gammu is frozen: the mail is there, and after a minute the channel says that nothing leaves', async () => {
      const outbox = join(folder.path, 'outbox');
      mkdirSync(outbox);
      const frozen = await add('sms', 'Modem', { outbox });
      const mail = await mailChannel('Hausmail', standIn.port, 'alarm@musterbau.example');
      const incident = await alerted('Server steht', ['sina', 'timo', 'vera']);
      const files = await until('three files', () => {
        const found = readdirSync(outbox).filter((name) => name.startsWith('OUT'));
        return found.length === 3 ? found : undefined;
      });
      const old = Date.now() / 1000 - 90;
      for (const name of [...files.map((file) => join(outbox, file)), outbox]) utimesSync(name, old, old);
      await eva.call('PUT', `${eva.root}/channels/${mail.id}`, { name: 'Mail', settings: mail.settings });
      const trouble = await until('trouble', async () => (await channelList()).find((one) => one.id === frozen.id)?.trouble ?? undefined);
      assert.match(trouble.reason.de, /verlässt keine SMS den Ausgangsordner/);
      await eva.call('POST', `${eva.root}/incidents/${incident}/stand-down`);
    });

    test('one number that always fails holds up no other, and its owner has the mail', async () => {
      gateways.sent.length = 0;
      gateways.refused.add('+4915155501991');
      await add('teltonika', 'Router', { url: gateways.url('teltonika'), user: SMS_USER, password: SMS_SECRET });
      await mailChannel('Hausmail', standIn.port, 'alarm@musterbau.example');
      const incident = await alerted('Server steht', ['sina', 'timo', 'vera']);
      await until('both other texts', () => (gateways.sent.length === 2 ? true : undefined), { withinMs: 60_000 });
      assert.deepEqual(gateways.sent.map(({ number }) => number).sort(), ['+4915155501992', '+4915155501993']);
      const failing = await until('the failing one says why', async () =>
        (await messagesOf(incident)).find((one) => one.channel === 'teltonika' && one.reason !== null),
      );
      assert.match(failing.reason?.de ?? '', /nicht angenommen\. \(Failed to send message\)/);
      await eva.call('POST', `${eva.root}/incidents/${incident}/stand-down`);
      assert.deepEqual(world.faults, []);
    });

    test('an alert that found no way to a number goes out by the first text message channel that is set up, of whatever kind', async () => {
      gateways.sent.length = 0;
      gateways.refused.clear();
      const incident = await raise('Server steht');
      await until('no way', async () => (await messagesOf(incident)).find((one) => one.channel === 'sms' && one.state === 'failed'));
      await add('sipgate', 'SMS', { url: gateways.url('sipgate'), tokenId: SIPGATE_TOKEN_ID, token: SMS_SECRET });
      await until('all three texts', () => (gateways.sent.length === 3 ? true : undefined));
      await eva.call('POST', `${eva.root}/incidents/${incident}/stand-down`);
    });
  });
});
