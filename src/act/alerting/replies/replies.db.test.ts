import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onBothDatabases, type TestDatabase } from '../../../../test/world/databases.ts';
import { duration, SECOND } from '../../../kernel/instant.ts';
import { contacts } from '../../../prepare/contacts/contacts.store.ts';
import { acceptAlert, endAlerts } from '../alerting.on.ts';
import { alerts } from '../alerts.store.ts';
import { addChannelNow } from '../channels.cases.ts';
import { deliveries } from '../deliveries.store.ts';
import { messageKey, shortMark } from '../identity.ts';
import type { AlertRequest } from '../request.ts';
import { claimJobs, settleJobs } from '../sending.store.ts';
import type { Listener } from './listener.ts';
import { hearText } from './replies.cases.ts';
import { replies } from './replies.store.ts';
import { claimShortMessages } from './shortmessages.store.ts';

const EVA = '+4915155501990';
const OTTO = '+4915155501991';
const STRANGER = '+4915155509999';
const incident = (n: number) => `01900000-0000-7000-8000-00000000000${n}`;

const request = (
  n: number,
  people: readonly (readonly [string, string])[] = [
    ['eva', EVA],
    ['otto', OTTO],
  ],
): AlertRequest => ({
  source: { kind: 'incident', id: incident(n) },
  mode: n === 9 ? 'exercise' : 'actual',
  subject: { de: `Alarm: Fall ${n}`, en: `Alert: case ${n}` },
  text: { de: 'Text', en: 'Text' },
  steps: [
    {
      delayMs: 0,
      recipients: people.map(([id, value]) => ({ contactId: id, name: id, language: 'de', addresses: [{ kind: 'sms', value }] })),
    },
    {
      delayMs: 600_000,
      recipients: people.map(([id, value]) => ({ contactId: id, name: id, language: 'de', addresses: [{ kind: 'sms', value }] })),
    },
  ],
  needed: 1,
});

/** A firm with a modem that is listened to, and alerts whose messages have left. */
async function firm(open: () => Promise<TestDatabase>) {
  const world = await open();
  const { id } = await world.work(world.org, (tx) =>
    addChannelNow(tx, 'Eva', 'sms', 'Modem', { outbox: '/nirgendwo/outbox', inbox: '/nirgendwo/inbox' }),
  );
  const listeners: Listener[] = [{ org: world.org, channelId: id }];
  let n = 0;
  const leaveNow = () =>
    world.workAcross(async (across) => {
      for (const job of await claimJobs(across, { channel: 'sms', node: 'n', leaseFor: duration(15 * SECOND), limit: 100 }))
        await settleJobs(across, 'n', [{ job: job, outcome: { kind: 'handed-over', providerId: null } }]);
    });
  return {
    ...world,
    alert: async (asked: AlertRequest) => {
      const alertId = await world.work(world.org, (tx) => acceptAlert(tx, asked));
      await leaveNow();
      await world.clock.forward('PT1S');
      return alertId;
    },
    hear: async (from: string, text: string, name = `IN${n++}`) => {
      await world.workAcross((across) => hearText(across, listeners, '/nirgendwo/inbox', { name, from, text, files: [] }));
      await world.clock.forward('PT1S');
    },
    markOf: (alertId: string, address: string) =>
      world.work(world.org, async (tx) => {
        const found = (await deliveries(tx).ofAlert(alertId)).find((one) => one.address === address);
        return found ? shortMark(messageKey(found)) : '';
      }),
    stateOf: (alertId: string) => world.work(world.org, async (tx) => (await alerts(tx).get(alertId)).state),
    heard: () => world.work(world.org, (tx) => replies(tx).list(50)),
    /** What would leave now, and to whom. */
    answers: async () =>
      (await world.workAcross((across) => claimShortMessages(across, { node: 'n', leaseFor: duration(3600 * SECOND), limit: 50 }))).map(
        ({ message }) => `${message.address}: ${message.text}`,
      ),
    events: (type: string) =>
      world.workAcross(async ({ db }) =>
        (await db.selectFrom('outbox').select('data').where('type', '=', type).execute()).map(
          ({ data }) => JSON.parse(data) as Record<string, unknown>,
        ),
      ),
  };
}

onBothDatabases('answers by text message', (open) => {
  test('OK from the number that was alerted acknowledges; the answer says what, and the log gets it', async () => {
    const world = await firm(open);
    const alertId = await world.alert(request(1));
    await world.hear(EVA, 'OK');
    assert.equal(await world.stateOf(alertId), 'acknowledged');
    const mark = await world.markOf(alertId, EVA);
    assert.deepEqual(await world.answers(), [`${EVA}: Danke, bestätigt (${mark}): Alarm: Fall 1`]);
    const [said] = await world.events('alert.replied');
    assert.deepEqual([said?.['incidentId'], said?.['name'], said?.['text'], said?.['understood']], [incident(1), 'eva', 'OK', true]);
    assert.equal((await world.events('alert.acknowledged'))[0]?.['channel'], 'sms');
    const [kept] = await world.heard();
    assert.deepEqual([kept?.verdict, kept?.name, kept?.text, kept?.incidentId], ['acknowledges', 'eva', 'OK', incident(1)]);
  });

  test('OK from another number acknowledges nothing and is not answered', async () => {
    const world = await firm(open);
    const alertId = await world.alert(request(1));
    const mark = await world.markOf(alertId, EVA);
    for (const from of [STRANGER, 'Paketdienst', '4915155501990', '']) await world.hear(from, `OK ${mark}`);
    assert.equal(await world.stateOf(alertId), 'running');
    assert.deepEqual(await world.answers(), []);
    assert.deepEqual(new Set((await world.heard()).map(({ verdict }) => verdict)), new Set(['stranger']));
  });

  test("somebody else's mark acknowledges nothing, although that alert is open for her too", async () => {
    const world = await firm(open);
    const alertId = await world.alert(request(1));
    await world.hear(EVA, `OK ${await world.markOf(alertId, OTTO)}`);
    assert.equal(await world.stateOf(alertId), 'running');
    assert.match((await world.answers())[0] ?? '', /ist hier kein offener Alarm\. Offen ist #A/);
  });

  test('of several open alerts a bare OK means the newest, a mark the one it names; the answer says which, and which still wait', async () => {
    const world = await firm(open);
    const [first, second, third] = [await world.alert(request(1)), await world.alert(request(2)), await world.alert(request(9))];
    const marks = [await world.markOf(first, EVA), await world.markOf(second, EVA), await world.markOf(third, EVA)];
    await world.hear(EVA, `ok ${marks[0]?.slice(1).toLowerCase()}`);
    assert.deepEqual(
      [await world.stateOf(first), await world.stateOf(second), await world.stateOf(third)],
      ['acknowledged', 'running', 'running'],
    );
    await world.hear(EVA, 'OK');
    assert.equal(await world.stateOf(third), 'acknowledged');
    await world.hear(EVA, 'OK');
    assert.equal(await world.stateOf(second), 'acknowledged');
    assert.deepEqual(await world.answers(), [
      `${EVA}: Danke, bestätigt (${marks[0]}): Alarm: Fall 1. Noch offen: ${marks[2]}, ${marks[1]}. Dafür bitte OK und die Marke antworten.`,
      `${EVA}: Danke, bestätigt (${marks[2]}): ÜBUNG: Alarm: Fall 9. Noch offen: ${marks[1]}. Dafür bitte OK und die Marke antworten.`,
      `${EVA}: Danke, bestätigt (${marks[1]}): Alarm: Fall 2`,
    ]);
  });

  test('what cannot be understood gets one short answer, not one each time, and stands in the log', async () => {
    const world = await firm(open);
    const alertId = await world.alert(request(1));
    for (const text of ['Was ist los', 'Hallo?', 'OK? wer seid ihr']) await world.hear(EVA, text);
    assert.equal(await world.stateOf(alertId), 'running');
    const answers = await world.answers();
    assert.equal(answers.length, 1);
    assert.match(answers[0] ?? '', /Nicht verstanden\. Zum Bestätigen bitte nur OK antworten/);
    assert.equal((await world.events('alert.replied')).filter(({ understood }) => understood === false).length, 3);
    await world.clock.forward('PT10M');
    await world.hear(EVA, 'Immer noch?');
    assert.equal((await world.answers()).length, 1);
  });

  test('the same text is heard once, also when its file could not be taken away', async () => {
    const world = await firm(open);
    await world.alert(request(1));
    for (let times = 0; times < 3; times++) await world.hear(EVA, 'OK', 'IN20261128_090000_00');
    assert.equal((await world.heard()).length, 1);
    assert.equal((await world.answers()).length, 1);
    await world.hear(EVA, 'OK', 'IN20261128_090001_00');
    assert.deepEqual(
      (await world.heard()).map(({ verdict }) => verdict),
      ['again', 'acknowledges'],
    );
  });

  test('an alert that is over, and one that was never sent, cannot be acknowledged', async () => {
    const world = await firm(open);
    const over = await world.alert(request(1));
    await world.work(world.org, (tx) => endAlerts(tx, { kind: 'incident', id: incident(1) }));
    await world.work(world.org, (tx) =>
      contacts(tx).add({
        name: 'Eva',
        company: '',
        note: '',
        language: 'de',
        addresses: [{ kind: 'sms', value: EVA, label: '', withoutInternet: true }],
      }),
    );
    await world.hear(EVA, 'OK');
    assert.equal(await world.stateOf(over), 'ended');
    assert.match((await world.answers())[0] ?? '', /Für diese Nummer ist kein Alarm offen/);
    assert.equal((await world.heard())[0]?.verdict, 'nothing-open');
  });

  test('two firms share a modem: an answer counts for the firm whose alert went to the number', async () => {
    const world = await firm(open);
    const other = await world.another();
    const alertId = await world.alert(request(1));
    const shared = [
      { org: other, channelId: 'c2' },
      { org: world.org, channelId: 'c1' },
    ];
    await world.workAcross((across) => hearText(across, shared, '/nirgendwo/inbox', { name: 'x', from: EVA, text: 'OK', files: [] }));
    assert.equal(await world.stateOf(alertId), 'acknowledged');
    assert.equal((await world.work(other, (tx) => replies(tx).list(9))).length, 0);
  });
});
