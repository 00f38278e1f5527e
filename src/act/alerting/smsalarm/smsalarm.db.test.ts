import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onBothDatabases, type TestDatabase } from '../../../../test/world/databases.ts';
import { duration, SECOND } from '../../../kernel/instant.ts';
import { contacts } from '../../../prepare/contacts/contacts.store.ts';
import { incidents } from '../../incidents/incidents.store.ts';
import { situationLog } from '../../situationlog/situationlog.store.ts';
import { addChannelNow } from '../channels.cases.ts';
import { concerns } from '../paging/paging.store.ts';
import { hearText } from '../replies/replies.cases.ts';
import { replies } from '../replies/replies.store.ts';
import { claimShortMessages } from '../replies/shortmessages.store.ts';
import { unlock } from './smsalarm.cases.ts';
import { smsAlarm } from './smsalarm.store.ts';
import { SmsAlarm } from './smsalarm.ts';

const EVA = '+4915155501990';
const OTTO = '+4915155501991';
const PIN = '471108';

async function firm(open: () => Promise<TestDatabase>) {
  const world = await open();
  const { work, org } = world;
  const { id: channelId } = await work(org, (tx) =>
    addChannelNow(tx, 'Eva', 'sms', 'Modem', { outbox: '/nirgendwo/outbox', inbox: '/nirgendwo/inbox' }),
  );
  const settings = SmsAlarm.parse({
    on: true,
    senders: [
      { name: 'Eva Muster', number: EVA },
      { name: 'Otto Muster', number: OTTO },
    ],
    words: [
      { word: 'ALARM', title: 'Alarm per SMS', mode: 'actual', planId: null },
      { word: 'Übung', title: 'Wir üben', mode: 'exercise', planId: null },
    ],
  });
  await work(org, (tx) => smsAlarm(tx).save(settings, PIN));
  await work(org, (tx) =>
    contacts(tx).add({
      name: 'Ida',
      company: '',
      note: '',
      language: 'de',
      addresses: [{ kind: 'sms', value: '+4915155501992', label: '', withoutInternet: true }],
    }),
  );
  let n = 0;
  return {
    ...world,
    hear: async (from: string, text: string) => {
      await world.workAcross((across) =>
        hearText(across, [{ org, channelId }], '/nirgendwo/inbox', { name: `IN${n++}`, from, text, files: [] }),
      );
      await world.clock.forward('PT1S');
    },
    open: () => work(org, (tx) => incidents(tx).list(['open'])),
    heard: () => work(org, (tx) => replies(tx).list(50)),
    told: () => work(org, async (tx) => (await concerns(tx).lasting()).map(({ title }) => title.de)),
    answers: async () =>
      (await world.workAcross((across) => claimShortMessages(across, { node: 'n', leaseFor: duration(36_000 * SECOND), limit: 50 }))).map(
        ({ message }) => message.text,
      ),
  };
}

onBothDatabases('an alarm by text message', (open) => {
  test('the right word and PIN from a listed number open an incident, and the answer says what happened', async () => {
    const world = await firm(open);
    await world.hear(EVA, `alarm ${PIN} Server verschlüsselt`);
    const [incident] = await world.open();
    assert.deepEqual([incident?.title, incident?.mode], ['Alarm per SMS: Server verschlüsselt', 'actual']);
    assert.deepEqual(incident?.origin, { kind: 'raised', by: 'Eva Muster, per SMS' });
    assert.deepEqual(await world.answers(), [
      'Alarm ausgelöst um 10:00: Alarm per SMS: Server verschlüsselt. Der Krisenstab wird alarmiert.',
    ]);
    const events = await world.workAcross(({ db }) =>
      db.selectFrom('outbox').select('type').where('type', '=', 'incident.opened').execute(),
    );
    assert.equal(events.length, 1);
    const [kept] = await world.heard();
    assert.deepEqual([kept?.verdict, kept?.text, kept?.name], ['alarm-raised', 'alarm •••• Server verschlüsselt', 'Eva Muster']);
  });

  test('an exercise is one, and its answer says so', async () => {
    const world = await firm(open);
    await world.hear(EVA, `UEBUNG ${PIN}`);
    assert.deepEqual(
      (await world.open()).map(({ mode, title }) => [mode, title]),
      [['exercise', 'Wir üben']],
    );
    assert.match((await world.answers())[0] ?? '', /^ÜBUNG: Alarm ausgelöst/);
  });

  test('a number that is not listed opens nothing and gets no answer, with the right PIN too', async () => {
    const world = await firm(open);
    await world.hear('+4915155509999', `ALARM ${PIN} Feuer`);
    assert.deepEqual(await world.open(), []);
    assert.deepEqual(await world.answers(), []);
    const [kept] = await world.heard();
    assert.deepEqual([kept?.verdict, kept?.text], ['alarm-not-allowed', 'ALARM •••• Feuer']);
  });

  test('three wrong PINs lock the number for a day, the owner is told, and the right PIN does not open the lock', async () => {
    const world = await firm(open);
    for (const pin of ['111111', '222222', '333333']) await world.hear(EVA, `ALARM ${pin}`);
    assert.deepEqual(await world.answers(), [
      'Die PIN stimmt nicht. Noch 2 Versuche.',
      'Die PIN stimmt nicht. Noch ein Versuch.',
      'Die PIN stimmt nicht. Alarm per SMS ist für diese Nummer jetzt gesperrt. Bitte anrufen.',
    ]);
    assert.deepEqual(await world.told(), ['Alarm per SMS gesperrt: falsche PINs von Eva Muster']);
    assert.ok(
      (await world.heard()).every(({ text }) => text === 'ALARM ••••'),
      'a wrong PIN is nearly the right one',
    );
    await world.hear(EVA, `ALARM ${PIN}`);
    assert.deepEqual(await world.open(), []);
    assert.deepEqual(await world.answers(), ['Alarm per SMS ist nach falschen PINs gesperrt. Bitte anrufen.']);
    // Another listed number is not shut out by that.
    await world.hear(OTTO, `ALARM ${PIN} Halle brennt`);
    assert.equal((await world.open()).length, 1);
    await world.work(world.org, unlock);
    assert.deepEqual(await world.told(), []);
    await world.hear(EVA, `ALARM ${PIN} ich auch`);
    assert.equal((await world.heard())[0]?.verdict, 'alarm-joined');
  });

  test('the lock of one number ends after a day by itself', async () => {
    const world = await firm(open);
    for (const pin of ['111111', '222222', '333333']) await world.hear(EVA, `ALARM ${pin}`);
    await world.clock.forward('PT24H');
    await world.hear(EVA, `ALARM ${PIN}`);
    assert.equal((await world.open()).length, 1);
  });

  test('guessing from many forged numbers ends after nine wrong PINs', async () => {
    const world = await firm(open);
    const senders = Array.from({ length: 5 }, (_, n) => ({ name: `Nummer ${n}`, number: `+49151555020${n}0` }));
    await world.work(world.org, async (tx) => smsAlarm(tx).save({ ...(await smsAlarm(tx).read()).settings, senders }, PIN));
    for (let n = 0; n < 10; n++) await world.hear(senders[n % 5]?.number ?? '', `ALARM ${100_000 + n}`);
    assert.equal((await world.heard()).filter(({ verdict }) => verdict === 'alarm-wrong-pin').length, 9);
    assert.equal((await world.heard())[0]?.verdict, 'alarm-locked');
  });

  test('a second text within the hour goes into the situation log of the incident that runs, and opens none', async () => {
    const world = await firm(open);
    await world.hear(EVA, `ALARM ${PIN} Server weg`);
    await world.clock.forward('PT5M');
    await world.hear(OTTO, `ALARM ${PIN} Telefon auch`);
    const all = await world.open();
    assert.equal(all.length, 1);
    assert.match(
      (await world.answers())[1] ?? '',
      /^Läuft schon seit 10:00: Alarm per SMS: Server weg\. Ihr Text steht im Lagetagebuch\.$/,
    );
    const lines = await world.work(world.org, (tx) => situationLog(tx).lines(all[0]?.id ?? ''));
    assert.ok(JSON.stringify(lines).includes('SMS von Otto Muster: „Telefon auch“'));
  });

  test('at most three incidents an hour; without PIN or word the answer says what to write', async () => {
    const world = await firm(open);
    for (let n = 0; n < 4; n++) {
      await world.hear(EVA, `ALARM ${PIN} Fall ${n}`);
      const [incident] = await world.open();
      if (incident)
        await world.work(world.org, (tx) =>
          incidents(tx).save({
            ...incident,
            progress: { state: 'stood-down', openedAt: world.clock.now(), at: world.clock.now(), by: 'Eva' },
          }),
        );
    }
    await world.hear(EVA, 'ALARM Feuer');
    await world.hear(EVA, `${PIN} Feuer`);
    const answers = await world.answers();
    assert.equal(answers.filter((one) => one.startsWith('Alarm ausgelöst')).length, 3);
    assert.ok(answers.includes('Es wurden schon drei Vorfälle in dieser Stunde eröffnet. Bitte anrufen.'));
    assert.ok(answers.includes('Die PIN fehlt. Bitte senden: ALARM PIN und was los ist.'));
    assert.ok(answers.includes('Kein bekanntes Wort. Bitte senden: Wort, PIN, was los ist. Wörter: ALARM, Übung'));
  });

  test('switched off, the word means nothing', async () => {
    const world = await firm(open);
    await world.work(world.org, async (tx) => smsAlarm(tx).save({ ...(await smsAlarm(tx).read()).settings, on: false }, PIN));
    await world.hear(EVA, `ALARM ${PIN} Feuer`);
    assert.deepEqual(await world.open(), []);
    assert.deepEqual(
      (await world.heard()).map(({ verdict, text }) => [verdict, text]),
      [['stranger', 'ALARM •••• Feuer']],
    );
  });
});
