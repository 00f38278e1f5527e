import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Endpoint, fullPath } from '../../src/kernel/contract.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** One person, two organisations: what one has is nowhere in the other. */
describe('several organisations in one installation', () => {
  let world: TestHouse;
  let owner: Firm;
  const here = '/organisations/musterbau-gmbh';
  const there = '/organisations/andere-gmbh';
  before(async () => {
    world = await startHouse({ engine: false });
    owner = await world.setUp();
  });
  after(async () => {
    assert.deepEqual(world.faults, []);
    await world.close();
  });

  const endpoints = (method: string, named: boolean): Endpoint[] =>
    world.house.endpoints.filter(
      (one) =>
        one.method === method &&
        one.scope === 'organisation' &&
        one.produces !== 'text/event-stream' &&
        (one.path.match(/:\w+/g) ?? []).length === (named ? 1 : 0),
    );
  const pathIn = (root: string, one: Endpoint, id: string) => `${root}${one.path.replace(/:\w+/, id)}`;
  /** Everything that lists and exports of an organisation say, for who may read all of it. */
  const everything = async (root: string) => {
    const said: string[] = [];
    for (const one of endpoints('GET', false)) said.push((await owner.call('GET', `${root}${one.path}`)).text);
    return said.join('\n');
  };

  test('an owner adds a second organisation and is its owner; staff cannot, nobody without a login can', async () => {
    const added = await owner.call('POST', '/organisations', { name: 'Andere GmbH' });
    assert.equal(added.status, 201, added.text);
    const me = (await owner.call('GET', '/me')).body as { organisations: { slug: string; role: string }[] };
    assert.deepEqual(
      me.organisations.map(({ slug, role }) => [slug, role]),
      [
        ['andere-gmbh', 'owner'],
        ['musterbau-gmbh', 'owner'],
      ],
    );
    const staff = await owner.call('POST', `${here}/people`, { email: 'otto@musterbau.example', name: 'Otto', role: 'staff' });
    const { firstPassword } = staff.body as { firstPassword: string };
    const otto = world.client();
    await otto.call('POST', '/session', { email: 'otto@musterbau.example', password: firstPassword });
    assert.equal((await otto.call('POST', '/organisations', { name: 'Ottos Firma' })).status, 403);
    assert.equal((await otto.call('GET', there)).status, 404, 'who is no member does not even learn that it exists');
    assert.equal((await world.client().call('POST', '/organisations', { name: 'Niemandes Firma' })).status, 401);
  });

  test('nothing of one organisation shows in the other, and its ids do not exist there', async () => {
    assert.equal((await owner.call('POST', `${there}/sample`)).status, 201);
    const opened = await owner.call('POST', `${there}/incidents`, { mode: 'exercise', title: 'Übung nebenan' });
    assert.equal(opened.status, 201, opened.text);
    const before = await everything(there);
    assert.match(before, /Übung nebenan/);
    const shared = new Set((await owner.call('GET', '/me')).text.match(ID));
    // Of every kind some: what was made together has neighbouring ids.
    const all = [...new Set(before.match(ID))].filter((id) => !shared.has(id)).sort();
    const ids = all.filter((_, n) => n % Math.ceil(all.length / 40) === 0);
    assert.ok(ids.length > 20, `${ids.length} ids`);

    const mine = await everything(here);
    assert.deepEqual(
      ids.filter((id) => mine.includes(id)),
      [],
    );
    assert.ok(!mine.includes('Übung nebenan'));

    let asked = 0;
    const found: string[] = [];
    for (const method of ['GET', 'DELETE'])
      for (const one of endpoints(method, true))
        for (const id of ids) {
          const answer = await owner.call(method, pathIn(here, one, id));
          // A note is named by the key of its node, which is a name inside one organisation: taking back what nobody said is done already.
          if (one.path === '/situation/nodes/:nodeId/restore' && answer.status === 204) continue;
          if (![400, 404].includes(answer.status)) found.push(`${method} ${fullPath(one)}: ${answer.status}`);
          assert.ok(!answer.text.includes('nebenan'));
          asked++;
        }
    assert.deepEqual([...new Set(found)], []);
    assert.ok(asked > 200, `${asked} questions`);
    for (const method of ['POST', 'PUT', 'PATCH'])
      for (const one of endpoints(method, true))
        for (const id of ids.slice(0, 5)) {
          const { status } = await owner.call(method, pathIn(here, one, id), one.body ? {} : undefined);
          assert.ok(status >= 400 && status < 500, `${method} ${fullPath(one)}: ${status}`);
        }
    assert.deepEqual(new Set((await everything(there)).match(ID)), new Set(before.match(ID)), 'the other organisation stayed as it was');
  });

  test('an operator of two firms switches between them with one login, and a role ends with its membership', async () => {
    const invited = { email: 'it@dienst.example', name: 'IT-Dienst', role: 'operator' };
    const first = await owner.call('POST', `${here}/people`, invited);
    const { firstPassword } = first.body as { firstPassword: string };
    const second = await owner.call('POST', `${there}/people`, { ...invited, role: 'auditor' });
    const again = second.body as { firstPassword: string | null; person: { id: string } };
    assert.equal(again.firstPassword, null, 'one account, one password');
    const operator = world.client();
    await operator.call('POST', '/session', { email: invited.email, password: firstPassword });
    assert.equal((await operator.call('GET', `${here}/contacts`)).status, 403, 'the operator reads no contacts here');
    assert.equal((await operator.call('GET', `${there}/contacts`)).status, 200, 'the auditor does there');
    assert.equal((await owner.call('DELETE', `${there}/people/${again.person.id}`)).status, 204);
    assert.equal((await operator.call('GET', `${there}/contacts`)).status, 404);
    assert.equal((await operator.call('GET', here)).status, 200);
  });
});
