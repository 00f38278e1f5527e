import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { fromFile } from '../../src/know/inventory/file.ts';
import { inventory } from '../../src/know/inventory/inventory.store.ts';
import { organisations } from '../../src/trust/organisations/organisations.store.ts';
import { hashPassword } from '../../src/trust/people/password.ts';
import { accounts } from '../../src/trust/people/people.store.ts';
import type { Role } from '../../src/trust/roles/rights.ts';
import { type Client, type Firm, startHouse, type TestHouse } from '../world/house.ts';

type Report = {
  firms: number;
  causes: { kind: string; name: string; firms: number; stopEver: number | null; costPerHour: { likely: number } | null }[];
};

/** Each firm has a secret of its own in every place where text may stand. */
const secret = (n: number) => `Geheim-${n}-Rezeptur`;
const model = (n: number, provider: string) => ({
  format: 'krisenfest-model@1',
  nodes: [
    { id: `p-${secret(n)}`, kind: 'process', name: secret(n), costPerHour: 100 * (n + 1) },
    { id: 'mail', kind: 'service', name: `Postfach ${secret(n)}`, cause: ['shared'], note: secret(n) },
    { id: 'shared', kind: 'cause', name: provider, provider: { reach: 'US-CLOUD-Act', contract: secret(n), phone: '+49 431 5550199' } },
    { id: 'own', kind: 'cause', name: `Nur hier ${secret(n)}` },
    { id: 'hall', kind: 'site', name: `Halle ${secret(n)}`, cause: ['own'] },
  ],
  dependencies: [
    { of: `p-${secret(n)}`, on: 'mail' },
    { of: `p-${secret(n)}`, on: 'hall' },
  ],
});

describe('what several organisations hang on together', () => {
  let world: TestHouse;
  let eva: Firm;
  const password = 'ein-langes-kennwort';
  const orgs: string[] = [];

  const person = async (email: string, roles: readonly (readonly [string, Role])[]): Promise<Client> => {
    const hash = await hashPassword(password);
    await world.house.workAcross(async (tx) => {
      const id = await accounts(tx).create({ email, name: email, language: 'de', password: hash });
      for (const [org, role] of roles) await organisations(tx).join(org, id, role);
    });
    const client = world.client();
    assert.equal((await client.call('POST', '/session', { email, password })).status, 200);
    return client;
  };
  const sector = async (client: Client) => client.call('GET', '/sector');

  before(async () => {
    world = await startHouse();
    eva = await world.setUp('Firma 0');
    const names = ['Nordwolke GmbH', 'nordwolke', 'NORDWOLKE GmbH & Co. KG', 'Südwolke AG'];
    for (const [n, provider] of names.entries()) {
      const id = await world.house.workAcross(
        async (tx) => (await organisations(tx).create({ name: `Firma ${n + 1}`, zone: 'Europe/Berlin', language: 'de' })).id,
      );
      orgs.push(id);
      const file = fromFile(model(n, provider));
      assert.ok(file.ok, JSON.stringify(file));
      const { response, teams, nodes, dependencies } = file.value;
      await world.house.work(id, async (tx) =>
        inventory(tx).replace({ ...(await inventory(tx).all()), response, teams, nodes, dependencies }),
      );
    }
  });
  after(() => world.close());

  test('the IT provider of four firms sees that three share a provider and four a law, and what it costs in all', async () => {
    const ole = await person(
      'ole@nord.example',
      orgs.map((org) => [org, 'operator'] as const),
    );
    const { status, body, text } = await sector(ole);
    assert.equal(status, 200, text);
    const report = body as Report;
    assert.equal(report.firms, 4);
    assert.deepEqual(
      report.causes.map(({ kind, firms, stopEver, costPerHour }) => [kind, firms, stopEver, costPerHour?.likely]),
      [
        ['jurisdiction', 4, 4, 1000],
        ['provider', 3, 3, 600],
      ],
    );
    const sheet = await ole.call('GET', '/sector/sheet?language=de');
    assert.match(sheet.text, /Alle Anbieter: US-Recht;Rechtsraum;4;4;4;4;1\.000;1\.000;1\.000/);
    for (const answer of [text, sheet.text]) {
      assert.doesNotMatch(answer, /Geheim|Nur hier|Halle|Postfach|5550199|Firma|Südwolke/);
      for (const org of orgs) assert.ok(!answer.includes(org));
    }
  });

  test('two firms make no group; a firm where the caller is not the operator is not counted', async () => {
    const two = await person('zwei@nord.example', [
      [orgs[0] ?? '', 'operator'],
      [orgs[1] ?? '', 'operator'],
      [orgs[2] ?? '', 'staff'],
      [orgs[3] ?? '', 'owner'],
    ]);
    const { body } = await sector(two);
    assert.deepEqual(body, { firms: 2, smallestGroup: 3, causes: [] });
  });

  test('an owner, a member of nothing and a stranger get nothing', async () => {
    assert.equal((await sector(eva)).status, 403);
    assert.equal((await sector(await person('niemand@nord.example', []))).status, 403);
    assert.equal((await sector(world.client())).status, 401);
    assert.deepEqual(world.faults, []);
  });

  test('the operator still reads no firm’s model', async () => {
    const ole = world.client();
    await ole.call('POST', '/session', { email: 'ole@nord.example', password });
    for (const n of [1, 2, 3, 4]) assert.equal((await ole.call('GET', `/organisations/firma-${n}/model`)).status, 403);
  });
});
