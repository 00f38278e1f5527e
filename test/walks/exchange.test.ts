import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';

type Look = { rows: { name: string; becomes: string; remarks: { code: string; what: string }[] }[] };
type Exported = { checks: { id: string; name: string; behind: string[]; paused: boolean }[] };
const golden = (name: string) => readFileSync(join(import.meta.dirname, '../golden/exchange', name));

describe('checks in and out of the running house', () => {
  let world: TestHouse;
  let firm: Firm;

  before(async () => {
    world = await startHouse({ engine: false });
    firm = await world.setUp('Mühlhaus Maschinenbau GmbH');
  });
  after(async () => {
    await world.close();
    assert.deepEqual(world.faults, []);
  });

  const bring = async (bytes: Uint8Array | string, preview = false, to: { call: Firm['call']; root: string } = firm): Promise<Look> => {
    const answer = await to.call('POST', `${to.root}/checks/import${preview ? '?preview=true' : ''}`, bytes);
    assert.equal(answer.status, 200, answer.text);
    return answer.body as Look;
  };
  const count = ({ rows }: Look, what: string) => rows.filter(({ becomes }) => becomes === what).length;
  const total = async (of: { call: Firm['call']; root: string }) =>
    ((await of.call('GET', `${of.root}/checks`)).body as { overview: { total: number } }).overview.total;
  const file = async (of: { call: Firm['call']; root: string } = firm) => (await of.call('GET', `${of.root}/checks/file`)).text;

  const another = async (name: string) => {
    const made = await firm.call('POST', '/organisations', { name });
    assert.equal(made.status, 201, made.text);
    return { call: firm.call, root: `/organisations/${(made.body as { slug: string }).slug}` };
  };

  for (const [name, added] of [
    ['uptime-kuma.json', 8],
    ['gatus.yaml', 6],
    ['list.csv', 4],
  ] as const)
    test(`${name}: looking at it saves nothing, taking it over saves what was shown, and twice brings nothing double`, async () => {
      const to = name === 'uptime-kuma.json' ? firm : await another(`Werk ${added} GmbH`);
      const look = await bring(golden(name), true, to);
      assert.equal(await total(to), 0);
      assert.equal(count(look, 'added'), added, JSON.stringify(look.rows));
      assert.deepEqual(await bring(golden(name), false, to), look);
      assert.equal(await total(to), added);
      const again = await bring(golden(name), false, to);
      assert.equal(count(again, 'added') + count(again, 'changed'), 0);
      assert.equal(await total(to), added);
    });

  test('every entry that stays out says why', async () => {
    const { rows } = await bring(golden('uptime-kuma.json'), true);
    const left = rows.filter(({ becomes }) => becomes === 'left');
    assert.deepEqual(
      left.map(({ name, remarks }) => [name, remarks[0]?.code]),
      [
        ['Behälter', 'kind'],
        ['Alter Anschluss', 'setting'],
        ['Kaputt', 'faulty'],
      ],
    );
  });

  test('what a person has changed since is not set back by a foreign file', async () => {
    const listed = (await firm.call('GET', `${firm.root}/checks?search=Router`)).body as { checks: { id: string }[] };
    const [router] = listed.checks;
    const whole = (await firm.call('GET', `${firm.root}/checks/${router?.id}`)).body as Record<string, unknown>;
    const changed = { ...whole, name: 'Router Halle', group: 'Halle', misses: 5 };
    assert.equal((await firm.call('PUT', `${firm.root}/checks/${router?.id}`, changed)).status, 200);
    await bring(golden('uptime-kuma.json'));
    const now = (await firm.call('GET', `${firm.root}/checks/${router?.id}`)).body as Record<string, unknown>;
    assert.deepEqual([now['name'], now['group'], now['misses']], ['Router Halle', 'Halle', 5]);
  });

  test('our own file: reading it in again changes nothing; after a change it sets things back', async () => {
    const { checks } = JSON.parse(await file()) as Exported;
    const [front, back] = checks;
    const whole = (await firm.call('GET', `${firm.root}/checks/${back?.id}`)).body as Record<string, unknown>;
    await firm.call('PUT', `${firm.root}/checks/${back?.id}`, { ...whole, behind: [front?.id] });
    const before = await file();
    const same = await bring(before);
    assert.deepEqual(new Set(same.rows.map(({ becomes }) => becomes)), new Set(['there']));
    assert.equal(await file(), before);

    await firm.call('PUT', `${firm.root}/checks/${back?.id}`, { ...whole, name: 'verstellt' });
    assert.equal(count(await bring(before), 'changed'), 1);
    assert.equal(await file(), before);
  });

  test('in another firm the same file makes the same checks, with what lies in front of what', async () => {
    const other = await another('Zweigwerk GmbH');
    const source = await file();
    await bring(source, false, other);
    const named = (text: string) => {
      const { checks } = JSON.parse(text) as Exported;
      const names = new Map(checks.map(({ id, name }, n) => [id, `${name} ${n}`]));
      return checks.map(({ id, behind, ...rest }) => ({ ...rest, id: names.get(id), behind: behind.map((one) => names.get(one)) }));
    };
    const sorted = (text: string) =>
      named(text)
        .map((one) => JSON.stringify(one, Object.keys(one).sort()).replaceAll(/ \d+"/g, '"'))
        .sort();
    assert.deepEqual(sorted(await file(other)), sorted(source));
    const again = await bring(source, false, other);
    assert.equal(count(again, 'added') + count(again, 'changed'), 0);
  });

  test('an own file that somebody has edited by hand: what cannot be says why, and nothing stumbles', async () => {
    const to = await another('Handarbeit GmbH');
    const id = (n: number) => `0192f0c0-0000-7000-8000-00000000000${n}`;
    const entry = (n: number, more: object) => ({
      id: id(n),
      name: `Router ${n}`,
      kind: 'ping',
      config: { host: '127.0.0.1' },
      timeoutMs: 1000,
      paused: false,
      ...more,
    });
    const checks = [
      entry(1, { behind: [id(1), id(9)] }),
      entry(1, { name: 'Kopie', config: { host: '127.0.0.2' } }),
      entry(2, { kind: 'domain', config: { domain: 'muehlhaus.example' }, intervalMs: 1000 }),
    ];
    const { rows } = await bring(JSON.stringify({ format: 'krisenfest-checks@1', checks }), false, to);
    assert.deepEqual(
      rows.map(({ becomes, remarks }) => [becomes, remarks[0]?.what]),
      [
        ['added', undefined],
        ['left', 'id: must stand in the file only once'],
        ['left', 'intervalMs: must be at least 60 minutes for this kind of check'],
      ],
    );
    const { checks: there } = JSON.parse(await file(to)) as Exported;
    assert.deepEqual(
      there.map(({ behind }) => behind),
      [[]],
    );
  });

  test('who may only read gets the file, but brings nothing in', async () => {
    const token = await firm.call('POST', `${firm.root}/tokens`, { name: 'Leser', role: 'auditor', scope: 'read', validForDays: 1 });
    const reader = world.client((token.body as { secret: string }).secret);
    assert.equal((await reader.call('GET', `${firm.root}/checks/file`)).status, 200);
    assert.equal((await reader.call('POST', `${firm.root}/checks/import`, golden('list.csv'))).status, 403);
  });
});
