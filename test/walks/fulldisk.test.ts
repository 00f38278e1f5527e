import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { AlertView } from '../../src/act/alerting/alerting.contract.ts';
import type { ShownAlert } from '../../src/act/alerting/screenpage.ts';
import type { NotSavingView } from '../../src/http/saving.contract.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';
import { scratchFolder, sparePort } from '../world/scratch.ts';
import { type SmallDisk, smallDisk, smallDiskMissing } from '../world/smalldisk.ts';
import { type SmtpSink, startSmtp } from '../world/smtp.ts';
import { until } from '../world/until.ts';

const TOKEN = 'Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MDE';

describe('28: disk full: the alert path degrades to memory and a loud local alarm, and never silently accepts', {
  skip: smallDiskMissing,
}, () => {
  const elsewhere = scratchFolder('modem');
  const outbox = join(elsewhere.path, 'outbox');
  let disk: SmallDisk;
  let world: TestHouse;
  let eva: Firm;
  let mailPort = 0;
  let mail: SmtpSink | undefined;
  const start = () => startHouse({ database: { kind: 'sqlite', file: join(disk.path, 'krisenfest.db') } });
  before(async () => {
    mkdirSync(outbox);
    mailPort = await sparePort();
    disk = smallDisk(24);
    world = await start();
    eva = await world.setUp();
    const ok = async (path: string, body: object) => {
      const answer = await eva.call('POST', `${eva.root}${path}`, body);
      assert.ok(answer.status < 300, answer.text);
      return answer.body as { id: string };
    };
    const address = (kind: string, value: string) => ({ kind, value, label: '', withoutInternet: false });
    const addresses = [address('sms', '+4915155501990'), address('email', 'otto@musterbau.example')];
    const otto = await ok('/contacts', { name: 'Otto Muster', company: '', note: '', language: 'de', addresses });
    await ok('/crisis-roles', { kind: 'decide', name: 'Leitung', duty: '', holder: otto.id, deputies: [], inCrisisTeam: true });
    await ok('/channels', { kind: 'sms', name: 'Modem', settings: { outbox } });
    const server = { host: '127.0.0.1', port: mailPort, security: 'none', from: 'alarm@musterbau.example' };
    await ok('/channels', { kind: 'email', name: 'Mail', settings: server });
    await ok('/channels', { kind: 'screen', name: 'Halle 2', settings: { room: 'Halle 2', token: TOKEN } });
  });
  after(async () => {
    await world.close();
    await mail?.close();
    disk.remove();
    elsewhere.remove();
  });

  const saving = async () => ((await eva.call('GET', '/saving')).body as { notSaving: NotSavingView | null }).notSaving;
  const raise = (title: string) => eva.call('POST', `${eva.root}/incidents`, { mode: 'actual', title });
  const texts = () => readdirSync(outbox).map((name) => readFileSync(join(outbox, name), 'utf16le'));
  const note = (n: number) =>
    eva.call('POST', `${eva.root}/contacts`, { name: `Kontakt ${n}`, company: '', note: 'x'.repeat(1500), language: 'de', addresses: [] });
  /** Enters until something is refused, as any firm does sooner or later. */
  const enterUntilRefused = async () => {
    for (let n = 0; n < 4000; n++) {
      const { status, body } = await note(n);
      if (status !== 201) return { status, code: (body as { code: string }).code, entered: n };
      if ((await saving()) !== null) return { status: 507, code: 'not-saved', entered: n + 1 };
    }
    throw new Error('nothing was ever refused');
  };
  const screen = async (): Promise<readonly ShownAlert[]> => {
    const response = await fetch(`${world.url}/w/${TOKEN}/stream`);
    const reader = response.body?.getReader();
    assert.ok(reader);
    for (let text = ''; ; ) {
      text += Buffer.from((await reader.read()).value ?? []).toString();
      const data = /^event: state\ndata: (.*)\n\n/m.exec(text)?.[1];
      if (data === undefined) continue;
      await reader.cancel();
      return JSON.parse(data) as ShownAlert[];
    }
  };

  test('what is known goes out, what is new is alerted from memory, everybody is told, and all of it is saved when there is room again', async () => {
    assert.equal(await saving(), null);
    const before = (await raise('Server steht')).body as { id: string };
    await until('first text message', () => texts().find((text) => text.includes('Server steht')));

    disk.fill();
    const refused = await enterUntilRefused();
    assert.deepEqual([refused.status, refused.code], [507, 'not-saved'], 'never silently accepted');
    const trouble = await until('said', async () => (await saving()) ?? undefined);
    await until('held in memory', async () => ((await saving())?.held === 'memory' ? true : undefined));
    assert.equal(trouble.why, 'full');

    // The mail of the alert from before was accepted long ago, and its server is only now there.
    const sink = await startSmtp({ port: mailPort });
    mail = sink;
    await until('the mail from before', () => sink.mails.find(({ raw }) => raw.includes('otto@musterbau.example')));

    await until('the page about it', () => texts().find((text) => /speichert nichts mehr/.test(text)));
    const shown = await screen();
    assert.equal(shown[0]?.id, 'not-saving');
    assert.deepEqual(shown[0]?.confirmed, [], 'so the sound goes on');
    assert.ok(
      world.faults.some((fault) => /NOTHING IS BEING SAVED.*the disk is full/.test(JSON.stringify(fault))),
      'the console rings',
    );

    const raised = await raise('Halle brennt');
    assert.equal(raised.status, 201, raised.text);
    assert.ok(raised.headers.has('krisenfest-not-saved-since'), 'each answer says that it is only held in memory');
    const fire = (raised.body as { id: string }).id;
    await until('the new alert', () => texts().find((text) => text.includes('Halle brennt')));
    assert.notEqual(await saving(), null, 'and it is still said that it is not saved');

    disk.makeRoom();
    await until('saved again', async () => ((await saving()) === null ? true : undefined));
    assert.ok((await screen()).every(({ id }) => id !== 'not-saving'));

    await world.house.close();
    world = await start();
    const eva2 = world.client();
    assert.equal((await eva2.call('POST', '/session', { email: eva.email, password: eva.password })).status, 200);
    for (const id of [before.id, fire]) {
      const { body } = await eva2.call('GET', `${eva.root}/incidents/${id}/alerts`);
      const sent = (body as { alerts: AlertView[] }).alerts[0]?.steps[0]?.recipients.flatMap(({ deliveries }) => deliveries) ?? [];
      assert.ok(
        sent.some(({ channel, state }) => channel === 'sms' && state === 'handed-over'),
        JSON.stringify(sent),
      );
    }
    const kept = (await eva2.call('GET', `${eva.root}/contacts`)).body as { contacts: unknown[] };
    assert.ok(kept.contacts.length > refused.entered, 'nothing of what was accepted is lost');
  });
});
