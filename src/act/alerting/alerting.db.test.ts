import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { done, eventsOf, INCIDENT, mail, node, person, request, tick, twoSteps, typesOf, view } from '../../../test/world/alerts.ts';
import { onBothDatabases } from '../../../test/world/databases.ts';
import { acknowledge, acknowledgeSpoken, hurryIfNobody, repeat } from './alerting.cases.ts';
import { acceptAlert, endAlerts } from './alerting.on.ts';
import type { Outcome } from './alerting.ts';
import { alerts } from './alerts.store.ts';
import { addChannelNow, changeChannelNow, removeChannelNow } from './channels.cases.ts';
import { byToken, deliveries } from './deliveries.store.ts';
import { freeLeasesOfOthers } from './sending.store.ts';

onBothDatabases('alerting', (open) => {
  test('an accepted alert has a message for every way to every person of the first step, and a time for the second', async () => {
    const world = await open();
    const id = await world.work(world.org, (tx) => acceptAlert(tx, twoSteps));
    const { steps, state } = await view(world, id);
    assert.equal(state, 'running');
    assert.deepEqual(
      steps.map((step) => [step.step, step.state, step.recipients.map((one) => one.deliveries.map((each) => each.channel).sort())]),
      [
        [1, 'fired', [['email', 'sms'], ['email']]],
        [2, 'waiting', [[]]],
      ],
    );
    assert.deepEqual(await eventsOf(world), [{ type: 'alert.accepted', data: { alertId: id, incidentId: INCIDENT, recipients: 3 } }]);
  });

  test('no token of a link lies in the database, and every attempt has the same one', async () => {
    const world = await open();
    await world.work(world.org, (tx) => acceptAlert(tx, twoSteps));
    const [a, b] = [node(world, 'a'), node(world, 'b')];
    const [first] = await a.claim();
    assert.ok(first);
    const dump = JSON.stringify(
      await world.workAcross(async ({ db }) => [
        await db.selectFrom('alert').selectAll().execute(),
        await db.selectFrom('delivery').selectAll().execute(),
      ]),
    );
    assert.ok(!dump.includes(first.token));
    assert.equal(Buffer.from(first.token, 'base64url').length, 16);
    await world.clock.forward('PT16S');
    const again = (await b.claim()).find((job) => job.delivery.id === first.delivery.id);
    assert.equal(again?.token, first.token);
    assert.equal(again?.key, first.key);
    assert.notEqual((await a.claim('sms'))[0]?.token, first.token);
  });

  test('of two nodes one gets a message; when that one dies the other has it after the lease; the late word of the dead does not count', async () => {
    const world = await open();
    const id = await world.work(world.org, (tx) => acceptAlert(tx, twoSteps));
    const [a, b] = [node(world, 'a'), node(world, 'b')];
    const mine = await a.claim();
    assert.equal(mine.length, 2);
    assert.deepEqual(await b.claim(), []);
    await world.clock.forward('PT10S');
    await a.renew();
    await world.clock.forward('PT10S');
    assert.deepEqual(await b.claim(), []);
    await world.clock.forward('PT6S');
    const theirs = await b.claim();
    assert.equal(theirs.length, 2);
    for (const job of mine)
      assert.equal(await a.settle(job, { kind: 'refused', reason: { de: 'x', en: 'x' }, permanent: true }), undefined);
    for (const job of theirs) assert.equal((await b.settle(job, done))?.state, 'handed-over');
    const states = (await view(world, id)).steps[0]?.recipients.flatMap((one) =>
      one.deliveries.filter((each) => each.channel === 'email').map((each) => each.state),
    );
    assert.deepEqual(states, ['handed-over', 'handed-over']);
  });

  test('what a killed process had claimed is free at once where one process has the database to itself', async () => {
    const world = await open();
    await world.work(world.org, (tx) => acceptAlert(tx, twoSteps));
    await node(world, 'dead').claim();
    await world.workAcross((across) => freeLeasesOfOthers(across, 'new', 'email'));
    assert.equal((await node(world, 'new').claim()).length, 2);
  });

  test('the second step goes out in its second, once, and not when somebody has acknowledged', async () => {
    const world = await open();
    const id = await world.work(world.org, (tx) => acceptAlert(tx, twoSteps));
    await world.clock.forward('PT9M59S');
    await tick(world);
    assert.equal((await view(world, id)).steps[1]?.state, 'waiting');
    await world.clock.forward('PT1S');
    await tick(world);
    await tick(world);
    const { steps } = await view(world, id);
    assert.equal(steps[1]?.state, 'fired');
    assert.equal(steps[1]?.recipients[0]?.deliveries.length, 1);
    assert.equal((await typesOf(world)).filter((type) => type === 'alert.escalated').length, 1);

    const other = await world.work(world.org, (tx) => acceptAlert(tx, twoSteps));
    await world.work(world.org, async (tx) => {
      const [first] = await deliveries(tx).ofAlert(other);
      assert.ok(first && (await acknowledge(tx, other, first.id, first.name)));
    });
    await world.clock.forward('PT1H');
    await tick(world);
    assert.equal((await view(world, other)).steps[1]?.state, 'cancelled');
  });

  test('after a pause of any length the newest due step fires once, and the skipped one is named', async () => {
    const world = await open();
    const id = await world.work(world.org, (tx) =>
      acceptAlert(
        tx,
        request([0, 60_000, 120_000].map((delayMs, index) => ({ delayMs, recipients: [person(`p${index}`, mail(`p${index}`))] }))),
      ),
    );
    await world.clock.forward('P40D');
    await tick(world);
    assert.deepEqual(
      (await view(world, id)).steps.map((step) => step.state),
      ['fired', 'skipped', 'fired'],
    );
    const escalated = (await eventsOf(world)).filter(({ type }) => type === 'alert.escalated');
    assert.deepEqual(
      escalated.map(({ data }) => [data['step'], data['skipped']]),
      [[3, [2]]],
    );
  });

  test('evidence counts from its first time, in whatever order it comes, and holds up no step', async () => {
    const world = await open();
    const id = await world.work(world.org, (tx) => acceptAlert(tx, twoSteps));
    const [job] = await node(world, 'a').claim();
    assert.ok(job);
    const tell = (evidence: 'delivered' | 'seen') => world.work(world.org, (tx) => deliveries(tx).noteEvidence(job.delivery.id, evidence));
    const shown = async () => {
      const all = (await view(world, id)).steps.flatMap(({ recipients }) => recipients.flatMap((one) => one.deliveries));
      return all.find((one) => one.id === job.delivery.id);
    };
    const began = world.clock.now();
    await tell('seen');
    await node(world, 'a').settle(job, done);
    await world.clock.forward('PT1M');
    await tell('delivered');
    await tell('seen');
    const { state, deliveredAt, seenAt } = (await shown()) ?? {};
    assert.deepEqual([state, deliveredAt, seenAt], ['seen', began, began]);
    await world.clock.forward('PT10M');
    await tick(world);
    assert.deepEqual(
      (await view(world, id)).steps.map((step) => step.state),
      ['fired', 'fired'],
    );
  });

  test('who has acknowledged gets nothing more; the others still get what was under way, for ten minutes; four months later nothing', async () => {
    const world = await open();
    const id = await world.work(world.org, (tx) => acceptAlert(tx, twoSteps));
    const jobs = await node(world, 'a').claim();
    const eva = jobs.find((job) => job.delivery.contactId === 'eva');
    const otto = jobs.find((job) => job.delivery.contactId === 'otto');
    assert.ok(eva && otto);
    const pressed = await world.workAcross(async (across) => {
      const found = await byToken(across, eva.token);
      assert.ok(found);
      return [
        await acknowledge(across.in(found.org), found.alert.id, found.delivery.id, 'Eva'),
        await acknowledge(across.in(found.org), found.alert.id, found.delivery.id, 'Eva'),
      ];
    });
    assert.deepEqual(pressed, [true, false]);
    await node(world, 'a').settle(eva, done);
    await node(world, 'a').settle(otto, { kind: 'refused', reason: { de: 'x', en: 'x' }, permanent: false });
    const { state, steps } = await view(world, id);
    assert.equal(state, 'acknowledged');
    const [first, second] = steps[0]?.recipients ?? [];
    assert.equal(first?.acknowledged?.channel, 'email');
    assert.deepEqual(first?.deliveries.map((one) => [one.channel, one.state]).sort(), [
      ['email', 'acknowledged'],
      ['sms', 'cancelled'],
    ]);
    assert.ok(first.deliveries.find((one) => one.channel === 'email')?.handedOverAt);
    assert.equal(second?.deliveries[0]?.state, 'queued');
    assert.equal((await node(world, 'a').claim('sms')).length, 0);
    await world.clock.forward('P120D');
    assert.deepEqual(await node(world, 'a').claim(), []);
    assert.equal((await view(world, id)).steps[0]?.recipients[1]?.deliveries[0]?.state, 'cancelled');
    assert.equal((await typesOf(world)).filter((type) => type === 'alert.acknowledged').length, 1);
  });

  test('standing down ends everything: nothing goes out, links are dead, and the key that made them is gone', async () => {
    const world = await open();
    const id = await world.work(world.org, (tx) => acceptAlert(tx, twoSteps));
    const [job] = await node(world, 'a').claim('sms');
    assert.ok(job);
    await world.work(world.org, (tx) => endAlerts(tx, { kind: 'incident', id: INCIDENT }));
    assert.equal(await world.workAcross((across) => byToken(across, job.token)), undefined);
    assert.equal(
      (await node(world, 'a').settle(job, { kind: 'refused', reason: { de: 'x', en: 'x' }, permanent: false }))?.state,
      'cancelled',
    );
    await world.clock.forward('P1D');
    await tick(world);
    assert.deepEqual(await node(world, 'a').claim(), []);
    assert.deepEqual(await node(world, 'a').claim('sms'), []);
    const { steps } = await view(world, id);
    assert.equal(steps[1]?.state, 'cancelled');
    assert.ok(steps.flatMap((step) => step.recipients.flatMap((one) => one.deliveries)).every((one) => one.state === 'cancelled'));
    const { link_key } = await world.workAcross(({ db }) => db.selectFrom('alert').select('link_key').executeTakeFirstOrThrow());
    assert.equal(link_key, null);
  });

  test('when nobody of the first step can be reached, or nobody is in it, the second goes out at once', async () => {
    const world = await open();
    const id = await world.work(world.org, (tx) => acceptAlert(tx, twoSteps));
    const a = node(world, 'a');
    for (const job of [...(await a.claim()), ...(await a.claim('sms'))])
      await a.settle(job, { kind: 'refused', reason: { de: 'weg', en: 'gone' }, permanent: true });
    await world.work(world.org, (tx) => hurryIfNobody(tx, id));
    await tick(world);
    assert.equal((await view(world, id)).steps[1]?.state, 'fired');

    const onlyPhones = request([
      { delayMs: 0, recipients: [person('eva', { kind: 'phone', value: '+494315550199' })] },
      { delayMs: 600_000, recipients: [person('ida', mail('ida'))] },
    ]);
    const other = await world.work(world.org, (tx) => acceptAlert(tx, onlyPhones));
    assert.deepEqual(
      (await view(world, other)).steps.map((step) => step.state),
      ['fired', 'fired'],
    );
  });

  test('sending again makes a new message with a link of its own, for those only who have not acknowledged', async () => {
    const world = await open();
    const id = await world.work(world.org, (tx) => acceptAlert(tx, twoSteps));
    const a = node(world, 'a');
    for (const job of await a.claim()) await a.settle(job, done);
    await world.work(world.org, async (tx) => {
      const alert = await alerts(tx).get(id);
      const otto = alert.steps[0]?.recipients[1];
      assert.ok(otto);
      assert.equal(await acknowledgeSpoken(tx, alert, otto, 'Eva Muster'), true);
      assert.equal(await acknowledgeSpoken(tx, alert, otto, 'Eva Muster'), false);
      assert.equal(await repeat(tx, alert, undefined), 2);
    });
    const again = await a.claim();
    assert.deepEqual(
      again.map((job) => [job.delivery.contactId, job.delivery.round]),
      [['eva', 1]],
    );
    const [, otto] = (await view(world, id)).steps[0]?.recipients ?? [];
    assert.equal(otto?.acknowledged?.channel, 'phone');
  });

  test('secrets of a channel lie sealed, stay when they are left out, and must be given again when the server changes', async () => {
    const world = await open();
    const settings = { host: 'mail.musterbau.example', user: 'alarm', password: 'sehr-geheim', from: 'alarm@musterbau.example' };
    const added = await world.work(world.org, (tx) => addChannelNow(tx, 'Eva', 'email', 'Mail', settings));
    assert.deepEqual(added.secretsSet, ['password']);
    assert.ok(!JSON.stringify(added).includes('sehr-geheim'));
    const rows = async () =>
      JSON.stringify(
        await world.workAcross(async ({ db }) => [
          await db.selectFrom('alert_channel').selectAll().execute(),
          await db.selectFrom('audit').selectAll().execute(),
        ]),
      );
    assert.ok(!(await rows()).includes('sehr-geheim'));
    const { password: _, ...open_ } = settings;
    const kept = await world.work(world.org, (tx) => changeChannelNow(tx, 'Eva', added.id, 'Mail 2', { ...open_, fromName: 'Alarm' }));
    assert.deepEqual([kept.name, kept.secretsSet, kept.settings['fromName']], ['Mail 2', ['password'], 'Alarm']);
    await assert.rejects(
      world.work(world.org, (tx) => changeChannelNow(tx, 'Eva', added.id, 'Mail', { ...open_, host: 'boese.example' })),
      /password must be entered again/,
    );
    await world.work(world.org, (tx) => removeChannelNow(tx, 'Eva', added.id));
    assert.ok(!(await rows()).includes('v1.'));
  });

  test('alerts that found no channel go out as soon as one is set up', async () => {
    const world = await open();
    await world.work(world.org, (tx) => acceptAlert(tx, twoSteps));
    const a = node(world, 'a');
    for (const job of await a.claim()) await a.settle(job, { kind: 'refused', reason: { de: 'keiner', en: 'none' }, permanent: true });
    assert.deepEqual(await a.claim(), []);
    await world.work(world.org, (tx) =>
      addChannelNow(tx, 'Eva', 'email', 'Mail', { host: 'mail.musterbau.example', from: 'alarm@musterbau.example' }),
    );
    assert.deepEqual(
      (await a.claim()).map((job) => job.ways.length),
      [1, 1],
    );
  });

  test('a channel with an address of its own gets every alert once, besides the people', async () => {
    const world = await open();
    const secret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
    await world.work(world.org, (tx) =>
      addChannelNow(tx, 'Eva', 'webhook', 'Leitstelle', { secret, url: 'https://leitstelle.example/alarm' }),
    );
    const id = await world.work(world.org, (tx) => acceptAlert(tx, twoSteps));
    const [job] = await node(world, 'a').claim('webhook');
    assert.equal(job?.delivery.address, 'https://leitstelle.example/alarm');
    assert.equal(job.delivery.name, 'Leitstelle');
    assert.equal((await view(world, id)).steps[0]?.recipients.length, 3);
  });

  test('a channel that is taken away while messages wait for it lets them go by the other one, or fail, at once', async () => {
    const world = await open();
    const settings = { host: 'mail.musterbau.example', from: 'alarm@musterbau.example' };
    const [first, second] = await world.work(world.org, async (tx) => [
      (await addChannelNow(tx, 'Eva', 'email', 'Erster', settings)).id,
      (await addChannelNow(tx, 'Eva', 'email', 'Zweiter', settings)).id,
    ]);
    const id = await world.work(world.org, (tx) => acceptAlert(tx, request([{ delayMs: 0, recipients: [person('ida', mail('ida'))] }])));
    const one = node(world, 'one');
    const busy: Outcome = { kind: 'refused', reason: { de: 'voll', en: 'busy' }, permanent: false };
    for (let n = 0; n < 12; n++) {
      for (const job of await one.claim()) await one.settle(job, busy);
      await world.clock.forward('PT1M');
    }
    for (const job of await one.claim()) await one.settle(job, busy);
    assert.deepEqual(await one.claim(), []);
    await world.work(world.org, (tx) => removeChannelNow(tx, 'Eva', first ?? ''));
    const [by] = await one.claim();
    assert.deepEqual(
      by?.ways.map((way) => way.id),
      [second],
    );
    assert.equal(by?.alert.id, id);
  });

  test('in whatever order nodes send, die and come back, people press and times come, the rows tell of no lost and no repeated step', async () => {
    const world = await open();
    const threeSteps = request(
      [0, 300_000, 600_000].map((delayMs, index) => ({
        delayMs,
        recipients: [person(`p${index}`, mail(`p${index}`)), person(`q${index}`, mail(`q${index}`))],
      })),
    );
    const nodes = [node(world, 'a'), node(world, 'b')];
    const deeds = fc.array(fc.record({ deed: fc.constantFrom('send', 'hitch', 'die', 'press', 'wait', 'tick'), n: fc.nat(59) }), {
      maxLength: 25,
    });
    await fc.assert(
      fc.asyncProperty(deeds, async (list) => {
        const id = await world.work(world.org, (tx) => acceptAlert(tx, threeSteps));
        let pressed = false;
        const one = async (n: number) => (await nodes[n % 2]?.claim('email', 1))?.[0];
        for (const { deed, n } of list) {
          if (deed === 'wait') await world.clock.forward(n * 10_000);
          else if (deed === 'tick') await tick(world);
          else if (deed === 'press' && n % 5 === 0) {
            const [first] = (await world.work(world.org, (tx) => deliveries(tx).ofAlert(id))).slice(n % 3);
            if (first) pressed = (await world.work(world.org, (tx) => acknowledge(tx, id, first.id, first.name))) || pressed;
          } else if (deed !== 'press') {
            const job = await one(n);
            const outcome: Outcome = deed === 'send' ? done : { kind: 'refused', reason: { de: 'x', en: 'x' }, permanent: false };
            if (job && deed !== 'die') await nodes[n % 2]?.settle(job, outcome);
          }
        }
        for (let round = 0; round < 8; round++) {
          await world.clock.forward('PT6M');
          await tick(world);
          for (let job = await one(0); job; job = await one(0)) await nodes[0]?.settle(job, done);
        }
        const { state, steps } = await view(world, id);
        const all = steps.flatMap((step) => step.recipients.flatMap((who) => who.deliveries));
        assert.ok(all.every((each) => each.dueAt === null && each.state !== 'queued'));
        assert.equal(state, pressed ? 'acknowledged' : 'running');
        if (!pressed)
          assert.ok(
            all.every((each) => each.state === 'handed-over') && steps.every((step) => step.state === 'fired' || step.state === 'skipped'),
          );
        assert.ok(steps.every((step) => step.recipients.every((who) => who.deliveries.length <= 1)));
        await world.work(world.org, (tx) => endAlerts(tx, { kind: 'incident', id: INCIDENT }));
      }),
      { numRuns: world.postgres ? 6 : 20 },
    );
  });
});
