import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { verifyLog } from '../../src/act/situationlog/verify.ts';
import { newId } from '../../src/kernel/id.ts';
import { instant } from '../../src/kernel/instant.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';

type View = {
  id: string;
  progress: { state: string };
  nature: string | null;
  restoreLocked: boolean;
  plan: { steps: { id: string; phase: string }[] } | null;
};
type List = { standing: { id: string; title: string; done: { by: string } | null; locked: boolean }[] };

describe('an incident from the alarm to the end', () => {
  let world: TestHouse;
  let eva: Firm;
  before(async () => {
    world = await startHouse();
    eva = await world.setUp();
  });
  after(() => world.close());

  const raise = async (body: object = {}) => {
    const { status, body: view, text } = await eva.call('POST', `${eva.root}/incidents`, body);
    assert.equal(status, 201, text);
    return view as View;
  };
  const at = (incident: View, path = '') => `${eva.root}/incidents/${incident.id}${path}`;
  const tick = (item: string, done = true) => ({
    kind: 'tick',
    id: newId(instant(Date.now())),
    item,
    done,
    by: 'Eva',
    stamp: { at: Date.now(), device: 'phone' },
  });

  test('one press opens it; the title can be given later', async () => {
    const incident = await raise();
    assert.equal(incident.progress.state, 'open');
    const renamed = await eva.call('PATCH', at(incident), { title: 'Server im Keller steht still' });
    assert.equal((renamed.body as { title: string }).title, 'Server im Keller steht still');
  });

  test('restore steps wait for "Defekt"; breaking the glass needs a reason and is logged', async () => {
    const plan = await eva.call('POST', `${eva.root}/plans`, {
      title: 'Server',
      summary: '',
      scenario: 'server-outage',
      nodeIds: [],
      steps: [
        { id: 'look', title: 'Hinsehen', detail: '', roleId: null, contactId: null, after: [], minutes: 5, phase: 'evidence' },
        { id: 'restart', title: 'Neu starten', detail: '', roleId: null, contactId: null, after: ['look'], minutes: 20, phase: 'restore' },
      ],
    });
    assert.equal(plan.status, 201, plan.text);
    const incident = await raise({ planId: (plan.body as { id: string }).id });
    const list = (await eva.call('POST', at(incident, '/checklist/operations'), { operations: [tick('restart'), tick('look')] }))
      .body as List;
    assert.deepEqual(
      list.standing.map((item) => [item.id, item.locked, item.done !== null]),
      [
        ['look', false, true],
        ['restart', true, false],
      ],
    );
    assert.equal((await eva.call('POST', at(incident, '/release'), { reason: ' ' })).status, 400);
    const open = await eva.call('POST', at(incident, '/release'), { reason: 'Versicherer hat am Telefon freigegeben' });
    assert.equal((open.body as View).restoreLocked, false);
    const log = (await eva.call('GET', at(incident, '/log'))).text;
    assert.match(log, /Versicherer hat am Telefon freigegeben/);
    assert.match(log, /Als erledigt gemeldet, obwohl gesperrt: Neu starten/);
  });

  test('the answer can change, and each answer stands in the log', async () => {
    const incident = await raise();
    for (const nature of ['unclear', 'attack', 'defect'])
      assert.equal((await eva.call('PUT', at(incident, '/nature'), { nature })).status, 200);
    const log = (await eva.call('GET', at(incident, '/log'))).text;
    for (const word of ['unklar', 'Angriff', 'Defekt']) assert.ok(log.includes(`Erste Frage beantwortet: ${word}`));
  });

  test('an operation that is delivered twice is kept once', async () => {
    const incident = await raise();
    const add = {
      kind: 'add',
      id: newId(instant(Date.now())),
      item: 'kaffee',
      title: 'Kaffee kochen',
      phase: 'continue',
      roleId: null,
      by: 'x',
      stamp: { at: 1, device: 'a' },
    };
    await eva.call('POST', at(incident, '/checklist/operations'), { operations: [add, add] });
    const list = (await eva.call('POST', at(incident, '/checklist/operations'), { operations: [add] })).body as List;
    assert.equal(list.standing.filter((item) => item.title === 'Kaffee kochen').length, 1);
    assert.equal((await eva.call('GET', at(incident, '/log'))).text.split('Neue Aufgabe').length, 2);
  });

  test('after stand-down nothing more is decided, and the exported log verifies', async () => {
    const incident = await raise({ mode: 'exercise' });
    const line = await eva.call('POST', at(incident, '/log'), {
      kind: 'messageIn',
      text: 'Netzdienst: Leitung wieder da',
      occurredAt: Date.now() - 3_600_000,
    });
    assert.equal(line.status, 201, line.text);
    assert.equal((await eva.call('POST', at(incident, '/stand-down'))).status, 200);
    assert.equal((await eva.call('PUT', at(incident, '/level'), { level: 'crisis' })).status, 409);
    const file = await eva.call('GET', at(incident, '/log/export'));
    const verified = await verifyLog(file.text);
    assert.ok(verified.ok, JSON.stringify(verified));
    const changed = await verifyLog(file.text.replace('Leitung wieder da', 'Leitung noch tot  '));
    assert.equal(changed.ok, false);
  });

  test('nobody filled a role: the owner is alerted, and where nobody can be reached the log says so', async () => {
    const incident = await raise();
    const events = await world.house.workAcross(({ db }) =>
      db.selectFrom('outbox').select('data').where('type', '=', 'incident.opened').execute(),
    );
    const mine = events
      .map((row) => JSON.parse(row.data) as { incidentId: string; alert: { steps: { recipients: { name: string }[] }[] } })
      .find((one) => one.incidentId === incident.id);
    assert.deepEqual(
      mine?.alert.steps[0]?.recipients.map((one) => one.name),
      ['Eva Muster'],
    );
  });

  test('after the end the review waits, with open points, and prints as PDF', async () => {
    const incident = await raise({ mode: 'exercise', title: 'Übung Serverraum' });
    await eva.call('POST', at(incident, '/stand-down'));
    const found = async () => {
      const { body } = await eva.call('GET', `${eva.root}/reviews`);
      return (body as { reviews: { id: string; incidentId: string; openPoints: { code: string }[] }[] }).reviews.find(
        (one) => one.incidentId === incident.id,
      );
    };
    let review = await found();
    for (let n = 0; !review && n < 100; n++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      review = await found();
    }
    assert.ok(review?.openPoints.some((point) => point.code === 'unanswered'));
    const pdf = await eva.call('GET', `${eva.root}/reviews/${review?.id}/pdf?language=en`);
    assert.equal(pdf.headers.get('content-type'), 'application/pdf');
    assert.match(pdf.text.slice(0, 8), /^%PDF-1/);
  });

  test('nothing failed inside', () => assert.deepEqual(world.faults, []));

  test('what was seen is kept as evidence until the owner releases it after the end, with a reason in the log', async () => {
    type Kept = View & { progress: { at: number }; evidenceFrom: number | null; evidenceRelease: { reason: string } | null };
    const incident = await raise();
    const read = async (one = incident) => (await eva.call('GET', at(one))).body as Kept;
    const { progress, evidenceFrom } = await read();
    assert.equal(evidenceFrom, progress.at - 14 * 86_400_000);
    const release = (reason: string) => eva.call('POST', at(incident, '/evidence-release'), { reason });
    assert.equal((await release('Wird nicht mehr gebraucht')).status, 409);
    await eva.call('POST', at(incident, '/stand-down'));
    assert.notEqual((await read()).evidenceFrom, null);
    const { db } = world.house.database;
    const held = async (want: (row: { released_at: number | null } | undefined) => boolean) => {
      for (let tries = 0; tries < 200; tries++) {
        if (want(await db.selectFrom('evidence_hold').selectAll().where('incident_id', '=', incident.id).executeTakeFirst())) return;
        await sleep(25);
      }
      assert.fail('what is kept was not told to those who clean up');
    };
    await held((row) => row?.released_at === null);
    // A token may not make traces go, whatever it may do else.
    const made = await eva.call('POST', `${eva.root}/tokens`, { name: 'Skript', role: 'owner', scope: 'act', validForDays: 1 });
    const { secret } = made.body as { secret: string };
    assert.equal((await world.client(secret).call('POST', at(incident, '/evidence-release'), { reason: 'Skript' })).status, 403);
    assert.equal((await release(' ')).status, 400);
    assert.equal((await release('Versicherer hat alles')).status, 200);
    const after = await read();
    assert.deepEqual([after.evidenceFrom, after.evidenceRelease?.reason], [null, 'Versicherer hat alles']);
    assert.equal((await release('noch einmal')).status, 409);
    assert.match((await eva.call('GET', at(incident, '/log'))).text, /Beweise freigegeben.*Versicherer hat alles/);
    await held((row) => typeof row?.released_at === 'number');
    assert.equal((await read(await raise({ mode: 'exercise' }))).evidenceFrom, null);
  });
});
