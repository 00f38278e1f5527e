import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Endpoint, fullPath } from '../../src/kernel/contract.ts';
import { mayDo, Right, Role } from '../../src/trust/roles/rights.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';

describe('people and rights', () => {
  let world: TestHouse;
  let owner: Firm;
  before(async () => {
    world = await startHouse();
    owner = await world.setUp();
  });
  after(() => world.close());

  const join = async (role: Role) => {
    const email = `${role.toLowerCase()}-${Math.trunc(performance.now() * 1000)}@musterbau.example`;
    const added = await owner.call('POST', `${owner.root}/people`, { email, name: role, role });
    assert.equal(added.status, 201, added.text);
    const { firstPassword } = added.body as { firstPassword: string };
    const person = world.client();
    const login = await person.call('POST', '/session', { email, password: firstPassword });
    assert.equal(login.status, 200, login.text);
    return person;
  };

  test('setup works once; who comes second is told to log in', async () => {
    const late = await world
      .client()
      .call('POST', '/setup', { organisation: 'Andere', name: 'X', email: 'x@x.example', password: 'ein-langes-kennwort' });
    assert.equal(late.status, 409);
    assert.match(late.text, /already/);
  });

  test('every endpoint names a right that exists, and only those without login are open', () => {
    for (const one of endpoints(world)) {
      const right = Right.safeParse(one.right);
      assert.ok(right.success, `${one.method} ${fullPath(one)} names no right: ${one.right}`);
      const outside = one.scope === 'open' || one.scope === 'page';
      assert.equal(right.data === 'open', outside, `${one.method} ${fullPath(one)} is ${one.scope} and has the right ${one.right}`);
    }
  });

  test('nobody without a login gets anything of an organisation', async () => {
    for (const one of endpoints(world).filter((each) => each.scope === 'organisation' || each.scope === 'installation')) {
      const path = fullPath(one).replace(':org', owner.slug).replaceAll(/:\w+/g, '01900000-0000-7000-8000-000000000000');
      const answer = await world.client().call(one.method, path, one.method === 'GET' || one.method === 'DELETE' ? undefined : {});
      assert.ok([400, 401, 415].includes(answer.status), `${one.method} ${path}: ${answer.status}`);
    }
  });

  test('the table decides: each role gets what it may and a 403 for the rest', async () => {
    const reads = endpoints(world).filter(
      (one) => one.method === 'GET' && one.scope === 'organisation' && !one.path.includes(':') && !one.produces,
    );
    for (const role of Role.options.filter((each) => each !== 'owner')) {
      const person = await join(role);
      for (const one of reads) {
        const { status } = await person.call('GET', fullPath(one).replace(':org', owner.slug));
        const expected = mayDo(role, Right.parse(one.right)) ? status !== 403 && status !== 401 : status === 403;
        assert.ok(expected, `${role} ${one.path}: ${status}`);
      }
    }
  });

  test('the last owner cannot be removed or made something else', async () => {
    const { body } = await owner.call('GET', `${owner.root}/people`);
    const me = (body as { people: { id: string; role: string }[] }).people.find((person) => person.role === 'owner');
    assert.equal((await owner.call('DELETE', `${owner.root}/people/${me?.id}`)).status, 409);
    assert.equal((await owner.call('PATCH', `${owner.root}/people/${me?.id}`, { role: 'staff' })).status, 409);
  });

  test('a token does what its scope allows in its organisation, and nothing after it was revoked', async () => {
    const made = await owner.call('POST', `${owner.root}/tokens`, { name: 'Leser', role: 'owner', scope: 'read', validForDays: null });
    const { id, secret } = made.body as { id: string; secret: string };
    const reader = world.client(secret);
    assert.equal((await reader.call('GET', `${owner.root}/people`)).status, 200);
    assert.equal((await reader.call('PATCH', owner.root, { name: 'Neu' })).status, 403);
    assert.equal((await reader.call('GET', '/organisations/andere/people')).status, 403);
    const gone = await owner.call('DELETE', `${owner.root}/tokens/${id}`);
    assert.equal(gone.status, 204, gone.text);
    assert.equal((await reader.call('GET', `${owner.root}/people`)).status, 401);
    assert.ok(!(await owner.call('GET', `${owner.root}/tokens`)).text.includes(secret));
  });

  test('a request that another website made is refused', async () => {
    const crossSite = await owner.call('PATCH', owner.root, { name: 'Böse' }, { 'sec-fetch-site': 'cross-site' });
    assert.equal(crossSite.status, 403);
    const otherOrigin = await owner.call('PATCH', owner.root, { name: 'Böse' }, { origin: 'https://boese.example' });
    assert.equal(otherOrigin.status, 403);
  });

  test('a repeated request with the same key is done once', async () => {
    const key = { 'idempotency-key': 'abc-1' };
    const body = { email: 'einmal@musterbau.example', name: 'Einmal', role: 'staff' };
    const first = await owner.call('POST', `${owner.root}/people`, body, key);
    const second = await owner.call('POST', `${owner.root}/people`, body, key);
    assert.deepEqual([first.status, second.status], [201, 201]);
    assert.equal(second.text, first.text);
    assert.equal((await owner.call('POST', `${owner.root}/people`, { ...body, name: 'Anders' }, key)).status, 422);
  });

  test('bad input is refused with the place of every fault', async () => {
    const answer = await owner.call('PATCH', owner.root, { zone: 'Mond/Krater', settings: { employees: -1 } });
    assert.equal(answer.status, 400);
    assert.equal(answer.headers.get('content-type')?.startsWith('application/problem+json'), true);
    const { errors } = answer.body as { errors: { pointer: string }[] };
    assert.deepEqual(errors.map((fault) => fault.pointer).sort(), ['/settings/employees', '/zone']);
    assert.equal((await owner.call('POST', `${owner.root}/people`, '{"email":', { 'content-type': 'application/json' })).status, 400);
  });

  test('too many wrong logins from one address are slowed down', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 12; n++)
      statuses.push((await world.client().call('POST', '/session', { email: owner.email, password: 'falsch' })).status);
    assert.ok(statuses.includes(401));
    assert.equal(statuses.at(-1), 429);
  });

  test('a whole firm behind one address can log in within the same minute', async () => {
    const other = await startHouse();
    try {
      const { email, password } = await other.setUp();
      const logIns = Array.from({ length: 15 }, () => () => other.client().call('POST', '/session', { email, password }));
      for (const logIn of logIns) assert.equal((await logIn()).status, 200);
    } finally {
      await other.close();
    }
  });

  test('behind a proxy, who guesses is not taken for somebody new by claiming other addresses', async () => {
    const other = await startHouse({ behindProxy: true });
    try {
      const { email } = await other.setUp();
      const guess = (claimed: string, seen: string) =>
        other.client().call('POST', '/session', { email, password: 'falsch' }, { 'x-forwarded-for': `${claimed}, ${seen}` });
      const statuses: number[] = [];
      for (let n = 0; n < 11; n++) statuses.push((await guess(`198.51.100.${n}`, '203.0.113.7')).status);
      assert.equal(statuses.at(-1), 429);
      assert.equal((await guess('203.0.113.7', '203.0.113.8')).status, 401);
    } finally {
      await other.close();
    }
  });

  test('every answer carries a strict content security policy', async () => {
    const { headers } = await owner.call('GET', '/me');
    assert.ok(headers.get('content-security-policy')?.includes("default-src 'none'"));
  });
});

const endpoints = (world: TestHouse): readonly Endpoint[] => world.house.endpoints;
