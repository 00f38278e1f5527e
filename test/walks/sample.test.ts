import assert from 'node:assert/strict';
import diagnostics from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { type FileContents, fromFile } from '../../src/know/inventory/file.ts';
import type { Model } from '../../src/know/model/model.ts';
import { parseModel } from '../../src/know/model/parse.ts';
import { NO_FAILURE, simulate } from '../../src/know/simulation/simulate.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';

/** A Monday morning in the firm's time zone. */
const AT = Date.parse('2026-03-02T09:00:00+01:00');

/** Remembers where every socket of this process goes, from now on. */
function watchSockets(): { readonly strangers: string[]; stop(): void } {
  const strangers: string[] = [];
  const onTcp = (message: unknown) => {
    const { socket } = message as { socket: Socket };
    socket.once('lookup', (_error, address: string, _family, host: string) => {
      if (!address.startsWith('127.')) strangers.push(host);
    });
    socket.once('connect', () => {
      if (!/^(127\.|::1|::ffff:127\.)/.test(socket.remoteAddress ?? '')) strangers.push(String(socket.remoteAddress));
    });
  };
  const onUdp = () => strangers.push('a UDP socket');
  diagnostics.subscribe('net.client.socket', onTcp);
  diagnostics.subscribe('udp.socket', onUdp);
  return {
    strangers,
    stop: () => {
      diagnostics.unsubscribe('net.client.socket', onTcp);
      diagnostics.unsubscribe('udp.socket', onUdp);
    },
  };
}

describe('the sample firm', () => {
  let world: TestHouse;
  let firm: Firm;
  let sockets: ReturnType<typeof watchSockets>;
  before(async () => {
    sockets = watchSockets();
    world = await startHouse();
    firm = await world.setUp('Probefirma');
  });
  after(async () => {
    sockets.stop();
    assert.deepEqual(world.faults, []);
    await world.close();
  });

  const read = async <T>(path: string): Promise<T> => {
    const answer = await firm.call('GET', firm.root + path);
    assert.equal(answer.status, 200, `${path}: ${answer.text}`);
    return answer.body as T;
  };
  const exported = async () => JSON.parse((await firm.call('GET', `${firm.root}/model`)).text) as unknown;
  const model = async (): Promise<Model> => {
    const parsed = parseModel(await exported());
    assert.ok(parsed.ok);
    return parsed.value;
  };

  test('it is refused where something was entered already, and nothing changes', async () => {
    const added = await firm.call('POST', `${firm.root}/contacts`, { name: 'Echte Person', addresses: [] });
    const refused = await firm.call('POST', `${firm.root}/sample`);
    assert.equal(refused.status, 409);
    assert.match(refused.text, /empty organisation only.*contacts.*Nothing was changed/);
    assert.equal((await model()).nodes.length, 0);
    assert.equal((await firm.call('DELETE', `${firm.root}/contacts/${(added.body as { id: string }).id}`)).status, 204);
  });

  test('it is loaded whole, and says how much it was', async () => {
    const loaded = await firm.call('POST', `${firm.root}/sample`);
    assert.equal(loaded.status, 201, loaded.text);
    const counts = loaded.body as Record<string, number>;
    assert.deepEqual(
      { contacts: counts['contacts'], plans: counts['plans'], checks: counts['checks'], teams: counts['teams'] },
      { contacts: 8, plans: 4, checks: 2, teams: 3 },
    );
    const { nodes, dependencies } = await model();
    assert.deepEqual([nodes.length, dependencies.length], [counts['nodes'], counts['dependencies']]);
    const organisation = await read<{ name: string; settings: { employees: number } }>('');
    assert.deepEqual([organisation.name, organisation.settings.employees], ['Probefirma', 64]);
  });

  test('every list of the preparation is filled, and nobody is missing in the crisis roles', async () => {
    const { contacts } = await read<{ contacts: { addresses: { value: string }[] }[] }>('/contacts');
    assert.equal(contacts.length, 8);
    for (const { value } of contacts.flatMap(({ addresses }) => addresses))
      assert.match(value, /\.example$|^\+494315550\d{3}$|^\+4917604069\d{3}$/);
    const { roles, gaps } = await read<{ roles: { holder: string | null; deputies: string[] }[]; gaps: unknown[] }>('/crisis-roles');
    assert.ok(roles.length >= 3 && roles.every(({ holder, deputies }) => holder !== null && deputies.length > 0));
    assert.deepEqual(gaps, []);
    const keys = new Set((await model()).nodes.map(({ id }) => id));
    const { plans } = await read<{ plans: { nodeIds: string[]; steps: { roleId: string | null }[] }[] }>('/plans');
    assert.equal(plans.length, 4);
    for (const { nodeIds, steps } of plans) {
      assert.ok(nodeIds.length > 0 && nodeIds.every((id) => keys.has(id)));
      assert.ok(steps.length > 0 && steps.every(({ roleId }) => roleId !== null));
    }
    assert.ok((await read<{ statements: unknown[] }>('/statements')).statements.length >= 7);
    const dark = await read<{ pages: { approval: { state: string }; malformed: string[] }[]; profile: { site: string } }>('/dark-pages');
    assert.equal(dark.profile.site, 'https://www.muehlhaus-maschinenbau.example/');
    assert.ok(
      dark.pages.length === 3 && dark.pages.every(({ approval, malformed }) => approval.state === 'none' && malformed.length === 0),
    );
  });

  test('numbers say where they come from, with their age', async () => {
    const file = fromFile(await exported());
    assert.ok(file.ok);
    const { nodes }: FileContents = file.value;
    const restore = nodes.find(({ key }) => key === 'erp-daten')?.origins['restore'];
    assert.equal(restore?.source, 'tested');
    assert.ok(Date.now() - (restore?.at ?? Date.now()) > 40 * 86_400_000);
    const sources = new Set(nodes.flatMap(({ origins }) => Object.values(origins).map(({ source }) => source)));
    assert.deepEqual([...sources].sort(), ['contract', 'guess', 'tested']);
  });

  test('the model simulates: every single failure ends, and the circle of password safe and mail is found', async () => {
    const whole = await model();
    const run = (...fail: string[]) => simulate(whole, { ...NO_FAILURE, fail, at: AT, runs: 0 });
    for (const { id, kind } of whole.nodes.filter((node) => node.kind !== 'process' && node.asked)) {
      const result = run(id);
      if (id === 'admin-zugang') assert.deepEqual(result.deadlocks, [['mail', 'passwort-tresor']]);
      else {
        assert.deepEqual(result.deadlocks, [], id);
        for (const [name, { state, upAt }] of Object.entries(result.processes))
          assert.ok(state === 'unknown' || upAt !== null, `${kind} ${id}: ${name} never returns`);
      }
    }
    const server = run('erp-daten');
    assert.equal(server.processes['auftragsannahme']?.state, 'down');
    assert.ok(Number(server.cost.likely) > 0 || server.cost.likely === 'unknown');
    assert.equal(run('wirt-1').processes['auftragsannahme']?.state, 'up');
    assert.equal(run('leitung-1').nodes['internet']?.state, 'up');
    assert.equal(run('router').nodes['internet']?.state, 'down');
    assert.equal(run('fraeszentrum-1').processes['zerspanung']?.state, 'up');
    assert.equal(run('fraeszentrum-1', 'fraeszentrum-2').processes['zerspanung']?.state, 'down');
    assert.equal(run('website').processes['lohn-zahlung']?.state, 'unknown');
  });

  test('a second load is refused', async () => {
    const before = await exported();
    const refused = await firm.call('POST', `${firm.root}/sample`);
    assert.equal(refused.status, 409);
    assert.deepEqual(await exported(), before);
  });

  test('nothing of it leaves the machine', async () => {
    const states = await world.house.database.db.selectFrom('check_state').select('state').execute();
    assert.ok(states.length === 2 && states.every(({ state }) => state.includes('paused')));
    assert.deepEqual(sockets.strangers, []);
  });
});
