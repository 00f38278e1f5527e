import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { HOUR, instant, MINUTE } from '../../src/kernel/instant.ts';
import { testClock } from '../world/clock.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';

type Situation = {
  processes: { id: string; state: string; recovered: number | null; rtoHolds: boolean | null; coverage: { checked: number; of: number } }[];
  failing: {
    nodeId: string;
    seenBy: string;
    planned: { end: number | null };
    restore: { by: string } | null;
    usual: { ms: number; origin: { source: string; evidence: string } | null } | null;
  }[];
  attack: boolean;
  calls: { name: string; phone: string }[];
  plan: { steps: { title: string }[] } | null;
  watching: { checks: number };
};

describe('the situation, over the API', () => {
  let world: TestHouse;
  let eva: Firm;
  const clock = testClock();
  before(async () => {
    world = await startHouse({ clock });
    eva = await world.setUp();
    const model = {
      format: 'krisenfest-model@1',
      nodes: [
        { id: 'orders', kind: 'process', name: 'Aufträge', rto: 'PT8H', mtpd: 'P1D', costPerHour: 200 },
        { id: 'erp', kind: 'system', name: 'ERP', cause: ['hoster'], restore: 'PT6H' },
        { id: 'hoster', kind: 'cause', name: 'Rechenzentrum Nord', provider: { phone: '+49 431 5550199' } },
      ],
      dependencies: [{ of: 'orders', on: 'erp' }],
    };
    assert.equal((await eva.call('POST', `${eva.root}/model/import`, JSON.stringify(model))).status, 200);
    const steps = [
      { id: 'a', title: 'Auf Papier umstellen', detail: '', roleId: null, contactId: null, after: [], minutes: 5, phase: 'continue' },
    ];
    const plan = { title: 'ERP weg', summary: '', scenario: 'server-outage', nodeIds: ['erp'], steps };
    assert.equal((await eva.call('POST', `${eva.root}/plans`, plan)).status, 201);
  });
  after(() => world.close());

  const situation = async (client: { call: Firm['call'] } = eva) => (await client.call('GET', `${eva.root}/situation`)).body as Situation;
  const raise = async (body: object) => {
    const raised = await eva.call('POST', `${eva.root}/incidents`, body);
    assert.equal(raised.status, 201, raised.text);
    return (raised.body as { id: string }).id;
  };
  const orders = ({ processes }: Situation) => processes.find(({ id }) => id === 'orders');
  const until = async <T>(ask: () => Promise<T | undefined>): Promise<T> => {
    for (let n = 0; n < 200; n++) {
      const found = await ask();
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    return assert.fail('it did not come');
  };

  test('without checks nothing is called fine', async () => {
    const calm = await situation();
    assert.equal(calm.watching.checks, 0);
    assert.deepEqual(orders(calm)?.coverage, { checked: 0, of: 1 });
  });

  test('what a person reports broken is forecast, with whom to ring and the plan; what she says of the restore changes it', async () => {
    const id = await raise({ nodeIds: ['erp'] });
    const start = clock.now();
    const first = await situation();
    assert.deepEqual(
      first.failing.map(({ nodeId, seenBy }) => [nodeId, seenBy]),
      [['erp', 'person']],
    );
    assert.equal(orders(first)?.recovered, start + 6 * HOUR);
    assert.deepEqual(first.calls, [{ name: 'Rechenzentrum Nord', phone: '+49 431 5550199', about: 'ERP' }]);
    assert.equal(first.plan?.steps[0]?.title, 'Auf Papier umstellen');

    const at = `${eva.root}/situation/nodes/erp`;
    assert.equal(
      (await eva.call('PUT', `${at}/restore`, { startedAt: start, expectedEnd: start + 10 * HOUR, note: 'Techniker ist da' })).status,
      204,
    );
    const later = await situation();
    assert.deepEqual(
      [orders(later)?.recovered, orders(later)?.rtoHolds, later.failing[0]?.restore?.by],
      [start + 10 * HOUR, false, 'Eva Muster'],
    );
    assert.match((await eva.call('GET', `${eva.root}/incidents/${id}/log`)).text, /Techniker ist da/);
    assert.equal((await eva.call('DELETE', `${at}/restore`)).status, 204);
    assert.equal(orders(await situation())?.recovered, start + 6 * HOUR);
    assert.equal((await eva.call('PUT', `${eva.root}/situation/nodes/hoster/restore`, {})).status, 409);
  });

  test('an IT provider sees the situation, but no plan and no number of the firm', async () => {
    const added = await eva.call('POST', `${eva.root}/people`, { name: 'Ole Operator', email: 'ole@nord.example', role: 'operator' });
    const ole = world.client();
    const { firstPassword } = added.body as { firstPassword: string };
    assert.equal((await ole.call('POST', '/session', { email: 'ole@nord.example', password: firstPassword })).status, 200);
    await eva.call('PATCH', `${eva.root}/people/${(added.body as { person: { id: string } }).person.id}`, { role: 'auditor' });
    const seen = await situation(ole);
    assert.deepEqual([seen.calls, seen.plan], [[], null]);
    assert.equal(seen.failing.length, 1);
  });

  test('said to be back, it is measured from when the restore began, and the node shows that it was tested', async () => {
    const began = clock.now();
    const at = `${eva.root}/situation/nodes/erp`;
    assert.equal((await eva.call('PUT', `${at}/restore`, { startedAt: began })).status, 204);
    clock.set(instant(began + 150 * MINUTE));
    assert.equal((await eva.call('POST', `${at}/back`)).status, 204);
    assert.deepEqual((await situation()).failing, []);
    const restore = await until(async () => {
      const { nodes } = (await eva.call('GET', `${eva.root}/inventory`)).body as {
        nodes: { key: string; restore: { likely: string; source: string } | null }[];
      };
      const found = nodes.find(({ key }) => key === 'erp')?.restore;
      return found?.source === 'tested' ? found : undefined;
    });
    assert.equal(restore.likely, 'PT2H30M');
    const [incident] = ((await eva.call('GET', `${eva.root}/incidents?state=current`)).body as { incidents: { id: string }[] }).incidents;
    await eva.call('POST', `${eva.root}/incidents/${incident?.id}/stand-down`);
  });

  test('in an attack nobody knows when anything is back, and no time of it goes into the model', async () => {
    const id = await raise({ nodeIds: ['erp'] });
    await eva.call('PUT', `${eva.root}/incidents/${id}/nature`, { nature: 'attack' });
    const seen = await situation();
    assert.deepEqual([seen.attack, orders(seen)?.recovered, seen.failing[0]?.planned.end], [true, null, null]);
    assert.deepEqual([seen.failing[0]?.usual?.ms, seen.failing[0]?.usual?.origin?.source], [150 * MINUTE, 'tested']);
    clock.set(instant(clock.now() + 30 * HOUR));
    assert.equal((await eva.call('POST', `${eva.root}/situation/nodes/erp/back`)).status, 204);
    await until(async () => {
      const waiting = await world.house.workAcross(({ db }) =>
        db.selectFrom('outbox').select('id').where('type', '=', 'outage.ended').where('due_at', 'is not', null).execute(),
      );
      return waiting.length === 0 ? true : undefined;
    });
    const { nodes } = (await eva.call('GET', `${eva.root}/inventory`)).body as {
      nodes: { key: string; restore: { likely: string } | null }[];
    };
    assert.equal(nodes.find(({ key }) => key === 'erp')?.restore?.likely, 'PT2H30M');
    assert.deepEqual(world.faults, []);
  });
});
