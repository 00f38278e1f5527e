import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { onBothDatabases, type TestDatabase } from '../../../test/world/databases.ts';
import { tidyWorker } from '../../jobs/outbox.ts';
import { duration, SECOND } from '../../kernel/instant.ts';
import { contacts } from '../../prepare/contacts/contacts.store.ts';
import { acknowledge, nextStep } from './alerting.cases.ts';
import { acceptAlert, acceptIncidentAlert, hearNature } from './alerting.on.ts';
import { alerts } from './alerts.store.ts';
import { addChannelNow } from './channels.cases.ts';
import { deliveries } from './deliveries.store.ts';
import { absences, alertingSettings, policies } from './escalation/escalation.store.ts';
import type { AlertRequest } from './request.ts';
import { alertsDue, claimJobs, freeLeasesOfOthers, settleJobs } from './sending.store.ts';

/** Failure scenarios that other alerting systems are known to have had, each with its own words. */
const INCIDENT = '01900000-0000-7000-8000-00000000aaaa';
const LEASE = duration(15 * SECOND);
const person = (contactId: string) => ({
  contactId,
  name: contactId,
  language: 'de' as const,
  addresses: [{ kind: 'email', value: `${contactId}@musterbau.example` }],
});
const request = (delays: readonly number[], needed = 1): AlertRequest => ({
  source: { kind: 'incident', id: INCIDENT },
  mode: 'actual',
  subject: { de: 'Alarm', en: 'Alert' },
  text: { de: 'Text', en: 'Text' },
  steps: delays.map((delayMs, n) => ({ delayMs, recipients: [person(`p${n}`)] })),
  needed,
});
const MINUTES = 60_000;
const claim = ({ workAcross }: TestDatabase, node: string) =>
  workAcross((across) => claimJobs(across, { channel: 'email', node, leaseFor: LEASE, limit: 100 }));
const tick = (world: TestDatabase) =>
  world.workAcross(async (across) => {
    for (const { org, alertId } of await alertsDue(across)) await nextStep(across.in(org), alertId);
  });
const stepsOf = (world: TestDatabase, id: string) =>
  world.work(world.org, async (tx) => (await alerts(tx).stepsOf(id)).map(({ state }) => state));

onBothDatabases('scenarios of others', (open) => {
  test('1: kill -9 between "taken" of the provider and our commit gives exactly one visible duplicate with the same id, none lost', async () => {
    const world = await open();
    await world.work(world.org, (tx) => acceptAlert(tx, request([0])));
    const taken: string[] = [];
    // The provider takes it; the process dies before it can save that.
    for (const job of await claim(world, 'killed')) taken.push(job.key);
    await world.workAcross(async (across) => {
      if (!across.postgres) await freeLeasesOfOthers(across, 'restarted', 'email');
    });
    if (world.postgres) await world.clock.forward('PT16S');
    const again = await claim(world, 'restarted');
    for (const job of again) {
      taken.push(job.key);
      await world.workAcross((across) => settleJobs(across, 'restarted', [{ job, outcome: { kind: 'handed-over', providerId: null } }]));
    }
    await world.clock.forward('PT10M');
    assert.deepEqual(await claim(world, 'restarted'), []);
    assert.equal(taken.length, 2);
    assert.equal(new Set(taken).size, 1);
  });

  test('2: kill -9 and restart every 20 s during a 30-minute escalation: every level still fires on time, once', async () => {
    const world = await open();
    const id = await world.work(world.org, (tx) => acceptAlert(tx, request([0, 10 * MINUTES, 20 * MINUTES, 30 * MINUTES])));
    const firedAt = new Map<number, number>();
    for (let second = 0; second <= 31 * 60; second += 20) {
      const node = `life-${second}`;
      // Each life looks at the timers once, claims what is due and is killed without saving anything.
      await tick(world);
      await claim(world, node);
      for (const [n, state] of (await stepsOf(world, id)).entries()) if (state === 'fired' && !firedAt.has(n)) firedAt.set(n, second);
      await world.clock.forward('PT20S');
    }
    assert.deepEqual(
      [...firedAt],
      [
        [0, 0],
        [1, 600],
        [2, 1200],
        [3, 1800],
      ],
    );
    const messages = await world.work(world.org, (tx) => deliveries(tx).ofAlert(id));
    assert.equal(messages.length, 4);
    assert.ok(messages.every(({ state }) => state === 'queued'));
  });

  test('3: an acknowledged alert, a restart, four months of clock: it never pages again', async () => {
    const world = await open();
    const id = await world.work(world.org, (tx) => acceptAlert(tx, request([0, 10 * MINUTES, 20 * MINUTES])));
    const [job] = await claim(world, 'one');
    assert.ok(job);
    await world.work(world.org, (tx) => acknowledge(tx, id, job.delivery.id, 'p0'));
    for (let month = 0; month < 4; month++) {
      await world.clock.forward('P30D');
      await world.workAcross(async (across) => {
        if (!across.postgres) await freeLeasesOfOthers(across, `month-${month}`, 'email');
      });
      await tick(world);
      assert.deepEqual(await claim(world, `month-${month}`), []);
    }
    assert.deepEqual(await stepsOf(world, id), ['fired', 'cancelled', 'cancelled']);
  });

  test('4: a clean-up job runs while a step is due in four hours: the step survives and fires', async () => {
    const world = await open();
    const id = await world.work(world.org, (tx) => acceptAlert(tx, request([0, 240 * MINUTES])));
    const tidy = tidyWorker(world.workAcross);
    for (let hour = 0; hour < 4; hour++) {
      await tidy.run({ now: world.clock.now(), node: 'n', signal: new AbortController().signal });
      assert.equal((await stepsOf(world, id))[1], 'waiting');
      await world.clock.forward('PT1H');
    }
    await tick(world);
    assert.deepEqual(await stepsOf(world, id), ['fired', 'fired']);
  });

  test('8: a channel is a black hole and its outbox is frozen: the other channel goes at the same moment, the queue is not blocked', async () => {
    const world = await open();
    const both = (contactId: string) => ({
      ...person(contactId),
      addresses: [...person(contactId).addresses, { kind: 'sms', value: '+4915155501990' }],
    });
    await world.work(world.org, (tx) =>
      acceptAlert(tx, { ...request([0]), steps: [{ delayMs: 0, recipients: [both('eva'), both('otto')] }] }),
    );
    const sms = (node: string) => world.workAcross((across) => claimJobs(across, { channel: 'sms', node, leaseFor: LEASE, limit: 1 }));
    // The first SMS is taken by a gateway that never answers; nothing of it is ever saved.
    const [frozen] = await sms('n');
    assert.ok(frozen);
    const mails = await claim(world, 'n');
    assert.deepEqual(mails.map(({ delivery }) => delivery.name).sort(), ['eva', 'otto']);
    assert.ok(mails.every(({ delivery, alert }) => delivery.createdAt === alert.acceptedAt));
    const [next] = await sms('n');
    assert.ok(next && next.delivery.id !== frozen.delivery.id);
    // And the frozen one is tried again after its lease, with the same id.
    await world.clock.forward('PT16S');
    const again = await world.workAcross((across) => claimJobs(across, { channel: 'sms', node: 'm', leaseFor: LEASE, limit: 9 }));
    assert.equal(again.find(({ delivery }) => delivery.id === frozen.delivery.id)?.key, frozen.key);
  });

  test('11: stale contacts (left, no channel, on holiday): escalation skips them immediately and logs', async () => {
    const world = await open();
    const id = await world.work(world.org, async (tx) => {
      const address = (value: string) => ({ kind: 'email' as const, value, label: '', withoutInternet: false });
      const contact = { company: '', language: 'de' as const, note: '' };
      await addChannelNow(tx, 'Eva', 'email', 'Mail', { host: 'mail.musterbau.example', from: 'alarm@musterbau.example' });
      const away = await contacts(tx).add({ ...contact, name: 'Auf Urlaub', addresses: [address('a@musterbau.example')] });
      const bare = await contacts(tx).add({ ...contact, name: 'Ohne Adresse', addresses: [] });
      const left = await contacts(tx).add({ ...contact, name: 'Ausgeschieden', addresses: [address('x@musterbau.example')] });
      const there = await contacts(tx).add({ ...contact, name: 'Da', addresses: [address('da@musterbau.example')] });
      const step = (afterMinutes: number, id: string) => ({ afterMinutes, targets: [{ kind: 'person' as const, id }] });
      const policy = await policies(tx).put(tx.newId(), {
        name: 'Plan',
        steps: [step(0, away.id), step(10, left.id), step(20, bare.id), step(30, there.id)],
        repeat: 0,
        repeatAfterMinutes: 10,
        needed: 1,
      });
      await absences(tx).put(tx.newId(), { contactId: away.id, from: '2020-01-01', until: '2099-12-31', standIn: null });
      await contacts(tx).remove(left.id);
      await alertingSettings(tx).save({ ...(await alertingSettings(tx).read()), policyId: policy.id });
      return acceptIncidentAlert(tx, request([0]));
    });
    const messages = await world.work(world.org, (tx) => deliveries(tx).ofAlert(id));
    assert.deepEqual(
      messages.map(({ name, step }) => [name, step]),
      [['Da', 4]],
    );
    const events = await world.workAcross(({ db }) =>
      db.selectFrom('outbox').select('data').where('type', '=', 'alert.left-out').execute(),
    );
    const people = (JSON.parse(events[0]?.data ?? '{}') as { people: { name: string; why: string }[] }).people;
    assert.deepEqual(
      people.map(({ name, why }) => [name, why]),
      [
        ['Auf Urlaub', 'absent'],
        ['Ohne Adresse', 'unreachable'],
      ],
    );
  });

  test('when two must acknowledge, one does not stop the steps; who has acknowledged is not asked again', async () => {
    const world = await open();
    const id = await world.work(world.org, async (tx) => {
      const asked = request([0, 10 * MINUTES], 2);
      return acceptAlert(tx, { ...asked, steps: asked.steps.map((step) => ({ ...step, recipients: [person('eva'), person('otto')] })) });
    });
    const first = (await claim(world, 'n')).find((job) => job.delivery.contactId === 'eva');
    assert.ok(first);
    await world.work(world.org, (tx) => acknowledge(tx, id, first.delivery.id, 'eva'));
    await world.clock.forward('PT10M');
    await tick(world);
    const second = (await world.work(world.org, (tx) => deliveries(tx).ofAlert(id))).filter(({ step }) => step === 2);
    assert.deepEqual(
      second.map(({ contactId }) => contactId),
      ['otto'],
    );
    await world.work(world.org, (tx) => acknowledge(tx, id, second[0]?.id ?? '', 'otto'));
    assert.equal((await world.work(world.org, (tx) => alerts(tx).get(id))).state, 'acknowledged');
  });

  test('the answer "attack" reaches every message that has not left yet', async () => {
    const world = await open();
    await world.work(world.org, (tx) => acceptAlert(tx, request([0])));
    assert.equal((await claim(world, 'a'))[0]?.alert.attack, false);
    await world.work(world.org, (tx) => hearNature(tx, INCIDENT, 'attack'));
    await world.clock.forward('PT16S');
    assert.equal((await claim(world, 'b'))[0]?.alert.attack, true);
    await world.work(world.org, (tx) => hearNature(tx, INCIDENT, 'defect'));
    await world.clock.forward('PT16S');
    assert.equal((await claim(world, 'c'))[0]?.alert.attack, false);
  });
});

test('4: no file of the product removes steps of alerts; only the fate of their alert settles them', () => {
  const root = join(import.meta.dirname, '../../..');
  const touching = globSync('src/**/*.ts', { cwd: root })
    .filter((file) => !file.endsWith('.test.ts'))
    .filter((file) => /deleteFrom\('(alert_timer|alert|delivery)'\)/.test(readFileSync(join(root, file), 'utf8')));
  assert.deepEqual(touching, []);
});
