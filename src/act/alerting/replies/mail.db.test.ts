import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onBothDatabases, type TestDatabase } from '../../../../test/world/databases.ts';
import { duration, SECOND } from '../../../kernel/instant.ts';
import { acceptAlert, endAlerts, hearNature } from '../alerting.on.ts';
import { alerts } from '../alerts.store.ts';
import { addChannelNow } from '../channels.cases.ts';
import { deliveries } from '../deliveries.store.ts';
import { alertingSettings } from '../escalation/escalation.store.ts';
import type { AlertRequest } from '../request.ts';
import { claimJobs, settleJobs } from '../sending.store.ts';
import { hearMail } from './mail.cases.ts';
import { replyMailbox } from './mailbox.store.ts';
import { readMail } from './readers/mime.ts';
import { replies } from './replies.store.ts';
import { claimShortMessages } from './shortmessages.store.ts';

const INCIDENT = '01900000-0000-7000-8000-00000000aaaa';
const OTTO = 'otto@musterbau.example';
const request: AlertRequest = {
  source: { kind: 'incident', id: INCIDENT },
  mode: 'actual',
  subject: { de: 'Alarm: Server steht', en: 'Alert: server down' },
  text: { de: 'Text', en: 'Text' },
  steps: [
    { delayMs: 0, recipients: [{ contactId: 'otto', name: 'Otto', language: 'de', addresses: [{ kind: 'email', value: OTTO }] }] },
    {
      delayMs: 600_000,
      recipients: [{ contactId: 'ida', name: 'Ida', language: 'en', addresses: [{ kind: 'email', value: 'ida@musterbau.example' }] }],
    },
  ],
  needed: 1,
};

/** A firm whose alert mail has left, and the id that it carries. */
async function firm(open: () => Promise<TestDatabase>) {
  const world = await open();
  const { work, org } = world;
  const { id: channelId } = await work(org, (tx) =>
    addChannelNow(tx, 'Eva', 'email', 'Mail', { host: 'mail.musterbau.example', from: 'alarm@musterbau.example' }),
  );
  await work(org, (tx) =>
    replyMailbox(tx).save({
      open: {
        address: 'alarm@musterbau.example',
        plus: true,
        host: 'imap.example',
        port: 993,
        security: 'tls',
        user: 'alarm',
        folder: 'INBOX',
      },
      secret: { password: 'geheim' },
    }),
  );
  const alertId = await work(org, (tx) => acceptAlert(tx, request));
  const job = await world.workAcross(async (across) => {
    const [first] = await claimJobs(across, { channel: 'email', node: 'n', leaseFor: duration(15 * SECOND), limit: 9 });
    assert.ok(first);
    await settleJobs(across, 'n', [{ job: first, outcome: { kind: 'handed-over', providerId: null } }]);
    return first;
  });
  assert.ok(job.answer);
  const { key, answer } = job;
  let n = 0;
  return {
    ...world,
    channelId,
    alertId,
    key,
    token: answer.token,
    id: `<${key}.${answer.token}@krisenfest.example>`,
    hear: async (head: readonly string[], body: string, place = `p${n++}`) => {
      await world.workAcross((across) =>
        hearMail(across, org, place, readMail(Buffer.from([...head, '', body].join('\r\n')).toString('latin1'))),
      );
      await world.clock.forward('PT1S');
    },
    state: () => work(org, async (tx) => (await alerts(tx).get(alertId)).state),
    delivery: () => work(org, async (tx) => (await deliveries(tx).ofAlert(alertId))[0]),
    verdicts: () => work(org, async (tx) => (await replies(tx).list(20)).map(({ verdict }) => verdict)),
    answers: async () =>
      (await world.workAcross((across) => claimShortMessages(across, { node: 'n', leaseFor: duration(3600 * SECOND), limit: 50 }))).map(
        ({ message }) => `${message.address}: ${message.text}`,
      ),
  };
}

onBothDatabases('answers by mail', (open) => {
  test('OK with the token acknowledges, whoever the mail says it is from; the answer goes to the address that was alerted', async () => {
    const world = await firm(open);
    await world.hear(['From: otto.privat@anderswo.example', `In-Reply-To: ${world.id}`], 'Ok, komme\n\n> Alarm');
    assert.equal(await world.state(), 'acknowledged');
    assert.equal((await world.delivery())?.acknowledgedBy, 'Otto');
    const answers = await world.answers();
    assert.equal(answers.length, 1);
    assert.match(answers[0] ?? '', /^otto@musterbau\.example: Danke, bestätigt \(#A\w{3}\): Alarm: Server steht$/);
  });

  test('the right sender without the token acknowledges nothing: a sender is easily forged', async () => {
    const world = await firm(open);
    const heads = [
      [`From: ${OTTO}`, 'Subject: Re: Alarm: Server steht'],
      [`From: ${OTTO}`, `In-Reply-To: <${world.key}@krisenfest.example>`],
      [`From: ${OTTO}`, `In-Reply-To: <${world.key}.${'0'.repeat(32)}@krisenfest.example>`],
      [`From: ${OTTO}`, `To: alarm+${'f'.repeat(32)}@musterbau.example`, 'Authentication-Results: mx; dkim=pass'],
    ];
    for (const head of heads) await world.hear(head, 'OK');
    assert.equal(await world.state(), 'running');
    assert.deepEqual(await world.answers(), []);
    assert.deepEqual(await world.verdicts(), ['stranger', 'stranger', 'stranger', 'stranger']);
  });

  test('the token in the address alone acknowledges', async () => {
    const world = await firm(open);
    await world.hear([`From: ${OTTO}`, `To: alarm+${world.token}@musterbau.example`], 'OK');
    assert.equal(await world.state(), 'acknowledged');
  });

  test('an absence note never acknowledges, also when it begins with OK, and is not answered', async () => {
    const world = await firm(open);
    for (const head of ['Auto-Submitted: auto-replied', 'Precedence: bulk', 'Return-Path: <>', 'X-Autoreply: yes'])
      await world.hear([`From: ${OTTO}`, `In-Reply-To: ${world.id}`, head], 'OK');
    await world.hear([`From: ${OTTO}`, `In-Reply-To: ${world.id}`], 'Ich bin bis Montag nicht im Haus.');
    assert.equal(await world.state(), 'running');
    assert.deepEqual(await world.verdicts(), ['unclear', 'automatic', 'automatic', 'automatic', 'automatic']);
    const answers = await world.answers();
    assert.equal(answers.length, 1);
    assert.match(answers[0] ?? '', /Nicht verstanden/);
  });

  test('a mail that came back makes its message a failed one, with the reason, and the next step goes at once', async () => {
    const world = await firm(open);
    const bounce = (action: string) =>
      world.hear(
        ['From: MAILER-DAEMON@mail.example', 'Content-Type: multipart/report; report-type=delivery-status; boundary=B'],
        `--B\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\nAction: ${action}\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 User unknown\r\n--B\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: ${world.id}\r\n--B--`,
      );
    await bounce('delayed');
    assert.equal((await world.delivery())?.state, 'handed-over');
    await bounce('failed');
    const failed = await world.delivery();
    assert.equal(failed?.state, 'failed');
    assert.match(failed.reason?.de ?? '', /Die Mail an otto@musterbau\.example kam zurück.*5\.1\.1 550 User unknown/);
    const waiting = await world.work(world.org, (tx) => alerts(tx).waitingSteps(world.alertId));
    assert.ok(
      waiting.every(({ dueAt }) => dueAt <= world.clock.now()),
      'Ida is alerted without waiting ten minutes',
    );
    const events = await world.workAcross(({ db }) =>
      db.selectFrom('outbox').select('type').where('type', '=', 'delivery.failed').execute(),
    );
    assert.equal(events.length, 1);
    assert.deepEqual(await world.verdicts(), ['bounced', 'automatic']);
  });

  test('in an attack an answer by mail acknowledges nothing, unless somebody has opened the way', async () => {
    const world = await firm(open);
    await world.work(world.org, (tx) => hearNature(tx, INCIDENT, 'attack'));
    await world.hear([`From: ${OTTO}`, `In-Reply-To: ${world.id}`], 'OK');
    assert.equal(await world.state(), 'running');
    await world.work(world.org, async (tx) =>
      alertingSettings(tx).save({ ...(await alertingSettings(tx).read()), openInAttack: [world.channelId] }),
    );
    await world.hear([`From: ${OTTO}`, `In-Reply-To: ${world.id}`], 'OK');
    assert.equal(await world.state(), 'acknowledged');
    assert.deepEqual(await world.verdicts(), ['acknowledges', 'in-attack']);
  });

  test('a mail is heard once; one about an alert that is over, and one for another firm, changes nothing', async () => {
    const world = await firm(open);
    const other = await world.another();
    const raw = readMail(`In-Reply-To: ${world.id}\r\n\r\nOK`);
    await world.workAcross((across) => hearMail(across, other, 'elsewhere', raw));
    assert.equal(await world.state(), 'running');
    await world.work(world.org, (tx) => endAlerts(tx, request.source));
    for (let times = 0; times < 2; times++) await world.hear([`In-Reply-To: ${world.id}`], 'OK', 'the same');
    assert.deepEqual(await world.verdicts(), ['stranger']);
  });
});
