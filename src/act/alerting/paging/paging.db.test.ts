import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { onBothDatabases, type TestDatabase } from '../../../../test/world/databases.ts';
import { newId } from '../../../kernel/id.ts';
import { duration, HOUR, instant, SECOND } from '../../../kernel/instant.ts';
import { contacts } from '../../../prepare/contacts/contacts.store.ts';
import { acknowledge, nextStep } from '../alerting.cases.ts';
import { alerts } from '../alerts.store.ts';
import { alertingSettings } from '../escalation/escalation.store.ts';
import { alertsDue, claimJobs } from '../sending.store.ts';
import { auditWorker } from './audit.jobs.ts';
import { pagingWorker } from './paging.jobs.ts';
import {
  hearAssigned,
  hearCheckDown,
  hearCheckUp,
  hearCleared,
  hearRaised,
  hearSignalCleared,
  hearSignalOpened,
  hearToMend,
  type Raised,
} from './paging.on.ts';
import { concerns } from './paging.store.ts';

const LEASE = duration(15 * SECOND);
const raised = (cause: string, changes: Partial<Raised> = {}): Raised => ({
  cause,
  title: { de: `${cause} ausgefallen`, en: `${cause} is down` },
  detail: { de: '', en: '' },
  nodeId: null,
  nature: 'outage',
  ...changes,
});

/** A firm with two people, on a night (nobody works by plan), with a channel of its own clock. */
async function night(open: () => Promise<TestDatabase>) {
  const world = await open();
  await world.work(world.org, async (tx) => {
    for (const name of ['Eva', 'Otto'])
      await contacts(tx).add({
        name,
        company: '',
        language: 'de',
        note: '',
        addresses: [{ kind: 'email', value: `${name.toLowerCase()}@musterbau.example`, label: '', withoutInternet: false }],
      });
    const settings = await alertingSettings(tx).read();
    await alertingSettings(tx).save({ ...settings, hours: { days: [], start: '07:00', end: '18:00' } });
  });
  const faults: unknown[] = [];
  const worker = pagingWorker(world.workAcross, (_, error) => faults.push(error));
  const turn = async () => {
    const next = await worker.run({ now: world.clock.now(), node: 'n', signal: new AbortController().signal });
    await world.workAcross(async (across) => {
      for (const { org, alertId } of await alertsDue(across)) await nextStep(across.in(org), alertId);
    });
    assert.deepEqual(faults, []);
    return next;
  };
  return {
    ...world,
    turn,
    hear: (one: Raised) => world.work(world.org, (tx) => hearRaised(tx, one)),
    clear: (cause: string) => world.work(world.org, (tx) => hearCleared(tx, cause)),
    claim: () => world.workAcross((across) => claimJobs(across, { channel: 'email', node: 'n', leaseFor: LEASE, limit: 1000 })),
    all: () => world.work(world.org, (tx) => concerns(tx).since(instant(0))),
  };
}

onBothDatabases('who is woken', (open) => {
  test('6: a storm of 10,000 signals in 60 s with 50 causes: at most one page per person and cause, the first at once, and every cause is told', async () => {
    const world = await night(open);
    const started = world.clock.now();
    // PostgreSQL gets a few of them: the decisions are the same, and each costs a way to the server and back.
    const aSecond = world.postgres ? 10 : 167;
    for (let second = 0; second < 60; second++) {
      await world.work(world.org, async (tx) => {
        for (let n = 0; n < aSecond; n++) await hearRaised(tx, raised(`Ursache ${(second * aSecond + n) % 50}`));
      });
      if (second === 0) {
        const first = await world.claim();
        assert.equal(first.length, 2);
        assert.ok(first.every(({ alert }) => alert.acceptedAt - started <= 1000));
      }
      await world.turn();
      await world.clock.forward('PT1S');
    }
    for (let minute = 0; minute < 30; minute++) {
      await world.turn();
      await world.clock.forward('PT1M');
    }
    const all = await world.all();
    assert.equal(all.length, 50);
    assert.equal(
      all.reduce((sum, { signals }) => sum + signals, 0),
      60 * aSecond,
    );
    assert.ok(all.every(({ pageId }) => pageId !== null));
    const pages = await world.work(world.org, async (tx) => {
      const ids = new Set(all.map(({ pageId }) => pageId ?? ''));
      return Promise.all([...ids].map((id) => alerts(tx).ofSource({ kind: 'page', id })));
    });
    // Fewer pages than causes: what came close together went out together; each cause is in exactly one as its news.
    assert.equal(pages.length, 2);
    const text = pages
      .flat()
      .map((page) => page.text.de)
      .join('\n');
    for (let n = 0; n < 50; n++) assert.ok(text.includes(`Ursache ${n} ausgefallen`), `cause ${n}`);
  });

  test('10: a backlog after six hours without a way out collapses into one summary for each person, newest first', async () => {
    const world = await night(open);
    for (let half = 0; half < 12; half++) {
      await world.hear(raised(`Ursache ${half}`));
      await world.turn();
      await world.clock.forward('PT30M');
    }
    const jobs = await world.claim();
    assert.deepEqual(jobs.map(({ delivery }) => delivery.name).sort(), ['Eva', 'Otto']);
    const said = [...(jobs[0]?.alert.text.de ?? '').matchAll(/Ursache (\d+)/g)].map(([, n]) => Number(n));
    assert.deepEqual(said, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
    // Who acknowledges the summary has acknowledged all of it.
    const [job] = jobs;
    assert.ok(job);
    await world.work(world.org, (tx) => acknowledge(tx, job.alert.id, job.delivery.id, 'Eva'));
    assert.deepEqual(await world.work(world.org, (tx) => alerts(tx).runningPages(tx.now)), []);
  });

  test('what can wait wakes nobody and stands in the morning summary with its reason, also when it is over by then', async () => {
    const world = await night(open);
    await world.hear(raised('Drucker', { nature: 'info' }));
    await world.clock.forward('PT1S');
    await world.hear(raised('Aushang', { nature: 'info' }));
    await world.turn();
    assert.deepEqual(await world.claim(), []);
    await world.clear('Drucker');
    const due = (await world.all())[0]?.dueAt ?? 0;
    await world.clock.forward(`PT${Math.ceil((due - world.clock.now()) / 1000)}S`);
    await world.turn();
    const jobs = await world.claim();
    assert.equal(jobs.length, 2);
    assert.equal(jobs[0]?.alert.subject.de, 'Über Nacht: 2 Meldungen');
    assert.match(
      jobs[0]?.alert.text.de ?? '',
      /Aushang ausgefallen\. Nur zur Kenntnis\.\n- Drucker ausgefallen \(inzwischen von selbst wieder in Ordnung\)\./,
    );
    await world.clock.forward('PT12H');
    await world.turn();
    // The same two messages as before, and no others.
    assert.equal((await world.claim()).length, 2);
  });

  test('after a pause of any length the summary goes out once', async () => {
    const world = await night(open);
    await world.hear(raised('Drucker', { nature: 'info' }));
    await world.clock.forward('P9D');
    await Promise.all([world.turn(), world.turn()]);
    assert.equal((await world.claim()).length, 2);
  });

  test('a page falls silent when its cause is over, and the same cause may page again', async () => {
    const world = await night(open);
    await world.hear(raised('Shop'));
    await world.clear('Shop');
    assert.deepEqual(await world.claim(), []);
    await world.hear(raised('Shop'));
    assert.equal((await world.claim()).length, 2);
  });

  test('what was held back and is over before it could be told wakes nobody', async () => {
    const world = await night(open);
    await world.hear(raised('Shop'));
    await world.hear(raised('Mail'));
    await world.clear('Mail');
    await world.clock.forward('PT2M');
    await world.turn();
    const texts = (await world.claim()).map(({ alert }) => alert.text.de);
    assert.equal(texts.length, 2);
    assert.ok(texts.every((text) => !text.includes('Mail')));
  });

  test('a page of an attack says nothing on the own mail', async () => {
    const world = await night(open);
    await world.hear(raised('Angreifer', { nature: 'attack' }));
    const [job] = await world.claim();
    assert.equal(job?.alert.attack, true);
    assert.ok(job && world.clock.now() - job.alert.acceptedAt < HOUR);
  });

  test('a queue that takes longer than five seconds is not called stuck as long as it moves, and is when it stands', async () => {
    const world = await night(open);
    const faults: string[] = [];
    const auditor = auditWorker(world.workAcross, (where) => faults.push(where));
    const look = () => auditor.run({ now: world.clock.now(), node: 'n', signal: new AbortController().signal });
    await world.hear(raised('Shop'));
    await world.clock.forward('PT6S');
    await look();
    // One of two is tried between the looks.
    await world.workAcross((across) => claimJobs(across, { channel: 'email', node: 'n', leaseFor: LEASE, limit: 1 }));
    await world.clock.forward('PT5S');
    await look();
    assert.deepEqual(faults, []);
    await world.clock.forward('PT5S');
    await look();
    assert.deepEqual(faults, ['alerts']);
  });

  test('5: an alert is stored and nobody dispatches it: the auditor finds "accepted, no attempt in 5 s", is itself an alert, and falls silent when it went', async () => {
    const world = await night(open);
    const faults: string[] = [];
    const auditor = auditWorker(world.workAcross, (where) => faults.push(where));
    const look = () => auditor.run({ now: world.clock.now(), node: 'n', signal: new AbortController().signal });
    await world.hear(raised('Shop'));
    await look();
    await world.clock.forward('PT4S');
    await look();
    assert.deepEqual(faults, []);
    await world.clock.forward('PT2S');
    await look();
    await world.clock.forward('PT5S');
    await look();
    assert.deepEqual(faults, ['alerts']);
    const audit = (await world.all()).find(({ nature }) => nature === 'own');
    assert.match(audit?.title.de ?? '', /^krisenfest versendet Alarme nicht: seit 11 s/);
    assert.equal(audit?.woke, true);
    // Held back for a minute like any other page of a storm, then it leaves with what it is about.
    await world.clock.forward('PT1M');
    await world.turn();
    assert.ok((await world.claim()).some(({ alert }) => alert.text.de.includes('krisenfest versendet Alarme nicht')));
    await look();
    assert.notEqual((await world.all()).find(({ nature }) => nature === 'own')?.clearedAt, null);
  });

  test('5: the auditor scales: it asks one index, however many messages there are', async () => {
    const world = await night(open);
    if (world.postgres) return;
    const plan = await world.workAcross(({ db }) =>
      sql<{
        detail: string;
      }>`explain query plan select id from delivery where attempts = 0 and state = 'queued' and created_at <= 1 order by created_at limit 200`.execute(
        db,
      ),
    );
    assert.match(plan.rows.map(({ detail }) => detail).join(' '), /USING (COVERING )?INDEX delivery_untried/);
    assert.ok(!plan.rows.some(({ detail }) => /TEMP B-TREE/.test(detail)));
  });

  test('a suspicion of an attack that another watcher sends wakes, what it only notes does not, and its end ends it', async () => {
    const world = await night(open);
    const signal = { sender: 'Wazuh', nodeId: null, title: 'Anmeldung aus dem Ausland' } as const;
    const [first, second] = [newId(world.clock.now()), newId(world.clock.now())];
    await world.work(world.org, (tx) => hearSignalOpened(tx, { ...signal, signalId: first, meaning: 'note' }));
    assert.deepEqual(await world.all(), []);
    await world.work(world.org, (tx) => hearSignalOpened(tx, { ...signal, signalId: second, meaning: 'suspicion' }));
    assert.deepEqual(
      (await world.all()).map(({ nature, woke }) => [nature, woke]),
      [['attack', true]],
    );
    await world.work(world.org, (tx) => hearSignalCleared(tx, { ...signal, signalId: second, meaning: 'suspicion' }));
    assert.deepEqual(await world.claim(), []);
  });

  const erp = { sender: '', nodeId: 'erp', title: 'ERP' } as const;
  const down = {
    checkId: newId(instant(1)),
    nodeId: 'erp',
    name: 'ERP',
    reason: 'tot',
    spare: null,
    alive: false,
    covered: false,
    lines: [],
    others: [],
  };

  test('an attack on a machine wakes although that machine is known to be down, and neither ends the other', async () => {
    const world = await night(open);
    const signalId = newId(world.clock.now());
    const attack = { ...erp, sender: 'Wazuh', title: 'Verschlüsselung', signalId, meaning: 'suspicion' } as const;
    const lasting = async () => (await world.all()).filter(({ clearedAt }) => clearedAt === null).map(({ nature }) => nature);
    await world.work(world.org, (tx) => hearCheckDown(tx, down));
    await world.work(world.org, (tx) => hearSignalOpened(tx, attack));
    assert.deepEqual((await lasting()).sort(), ['attack', 'outage']);
    await world.clock.forward('PT2M');
    await world.turn();
    assert.ok((await world.claim()).some(({ alert }) => alert.attack && alert.text.de.includes('Verschlüsselung')));
    await world.work(world.org, (tx) => hearSignalCleared(tx, attack));
    assert.deepEqual(await lasting(), ['outage']);
    await world.work(world.org, (tx) => hearSignalOpened(tx, attack));
    await world.work(world.org, (tx) => hearCheckUp(tx, down));
    assert.deepEqual(await lasting(), ['attack']);
  });

  test('a loss of data that a sender reports wakes somebody whatever the model says, with that as the reason, and covers no attack', async () => {
    const world = await night(open);
    const signalId = newId(world.clock.now());
    const loss = { ...erp, sender: 'Sicherung', title: 'Sicherungen gelöscht', signalId, meaning: 'data-loss' } as const;
    await world.work(world.org, (tx) => hearSignalOpened(tx, loss));
    assert.equal((await world.claim()).length, 2);
    assert.deepEqual(
      (await world.all()).map(({ nature, because }) => [nature, because.kind]),
      [['data-loss', 'data-loss']],
    );
    const attack = { ...loss, signalId: newId(world.clock.now()), meaning: 'suspicion' } as const;
    await world.work(world.org, (tx) => hearSignalOpened(tx, attack));
    assert.equal((await world.all()).length, 2);
    await world.work(world.org, (tx) => hearSignalCleared(tx, attack));
    assert.deepEqual(
      (await world.all()).filter(({ clearedAt }) => clearedAt === null).map(({ nature }) => nature),
      ['data-loss'],
    );
  });

  test('what is to be mended on a machine does not keep its outage from waking somebody', async () => {
    const world = await night(open);
    const signalId = newId(world.clock.now());
    await world.work(world.org, (tx) => hearToMend(tx, { ...erp, title: 'Sicherung nicht lesbar', signalId, meaning: 'note' }));
    assert.deepEqual(await world.claim(), []);
    await world.work(world.org, (tx) => hearCheckDown(tx, down));
    assert.equal((await world.claim()).length, 2);
  });

  test('what was told of a signal goes along when somebody says which asset it is about: its end ends the page', async () => {
    const world = await night(open);
    const signalId = newId(world.clock.now());
    for (const meaning of ['outage', 'suspicion', 'data-loss'] as const) {
      await world.work(world.org, (tx) => hearSignalOpened(tx, { ...erp, nodeId: null, signalId, meaning }));
      await world.work(world.org, (tx) => hearAssigned(tx, { signalId, meaning, before: null, nodeId: 'erp' }));
      assert.equal((await world.all()).find(({ clearedAt }) => clearedAt === null)?.nodeId, 'erp');
      await world.work(world.org, (tx) => hearSignalCleared(tx, { ...erp, signalId, meaning }));
      assert.deepEqual(
        (await world.all()).filter(({ clearedAt }) => clearedAt === null),
        [],
        meaning,
      );
      assert.deepEqual(await world.claim(), []);
      await world.clock.forward('PT1H');
    }
  });

  test('a suspicion that became a loss of data or an outage goes along too: one end ends all that was told of it', async () => {
    const world = await night(open);
    for (const meaning of ['data-loss', 'outage'] as const) {
      const signalId = newId(world.clock.now());
      await world.work(world.org, (tx) => hearSignalOpened(tx, { ...erp, nodeId: null, signalId, meaning: 'suspicion' }));
      await world.work(world.org, (tx) => hearSignalOpened(tx, { ...erp, nodeId: null, signalId, meaning }));
      await world.work(world.org, (tx) => hearAssigned(tx, { signalId, meaning, before: null, nodeId: 'erp' }));
      assert.deepEqual(
        (await world.all()).filter(({ clearedAt }) => clearedAt === null).map(({ nodeId }) => nodeId),
        ['erp', 'erp'],
      );
      await world.work(world.org, (tx) => hearSignalCleared(tx, { ...erp, signalId, meaning }));
      assert.ok((await world.all()).every(({ clearedAt }) => clearedAt !== null));
      await world.clock.forward('PT1H');
    }
  });
});
