import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { blackhole } from '../world/blackhole.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';
import { startTarget, type Target } from '../world/target.ts';
import { until as found } from '../world/until.ts';

type CheckBody = { id: string; shown: string; target: string; last: { detail: { code: string } } | null };

describe('checks in the running house', () => {
  let world: TestHouse;
  let firm: Firm;
  let target: Target;
  before(async () => {
    target = await startTarget();
    world = await startHouse();
    firm = await world.setUp();
  });
  after(async () => {
    await world.close();
    await target.close();
  });

  const website = (rest: object = {}) => ({
    name: 'Website',
    kind: 'http',
    config: { url: `${target.url}/` },
    intervalMs: 1000,
    timeoutMs: 800,
    retryMs: 1000,
    misses: 2,
    recoveries: 1,
    ...rest,
  });
  const read = async (id: string) => (await firm.call('GET', `${firm.root}/checks/${id}`)).body as CheckBody;
  async function until(what: string, true_: () => Promise<boolean>): Promise<void> {
    for (let n = 0; n < 100; n++) {
      if (await true_()) return;
      await sleep(100);
    }
    assert.fail(`waited ten seconds for: ${what}`);
  }

  /** What the stream of changes says. */
  async function listen() {
    const made = await firm.call('POST', `${firm.root}/tokens`, { name: 'Leser', role: 'owner', scope: 'read', validForDays: 1 });
    const stop = new AbortController();
    const headers = { authorization: `Bearer ${(made.body as { secret: string }).secret}` };
    const { body } = await fetch(`${world.url}/api/v1${firm.root}/stream`, { headers, signal: stop.signal });
    let text = '';
    const reading = (async () => {
      for await (const part of body ?? []) text += new TextDecoder().decode(part as Uint8Array);
    })();
    reading.catch(() => undefined);
    return { text: () => text, stop: () => stop.abort() };
  }

  test('from the form to the outage and back, and everyone who looks is told', async () => {
    const tried = await firm.call('POST', `${firm.root}/checks/try`, { kind: 'http', config: { url: `${target.url}/` }, timeoutMs: 1000 });
    assert.equal((tried.body as { observation: { outcome: string } }).observation.outcome, 'up');
    const added = await firm.call('POST', `${firm.root}/checks`, website());
    assert.equal(added.status, 201, added.text);
    const { id } = added.body as CheckBody;
    await until('up', async () => (await read(id)).shown === 'up');

    const told = await listen();
    target.status = 503;
    await until('down', async () => (await read(id)).shown === 'down');
    assert.ok(told.text().includes('"check"'), told.text());
    target.status = 200;
    await until('up again', async () => (await read(id)).shown === 'up');
    told.stop();

    const { results } = (await firm.call('GET', `${firm.root}/checks/${id}/history?limit=3`)).body as { results: { at: number }[] };
    assert.equal(results.length, 3);
    const before = results.at(-1)?.at ?? 0;
    const next = (await firm.call('GET', `${firm.root}/checks/${id}/history?limit=5&before=${before}`)).body as typeof results;
    assert.ok(JSON.stringify(next).includes('"at"') && !JSON.stringify(next).includes(String(before)));
    const { outages, days } = (await firm.call('GET', `${firm.root}/checks/${id}/uptime?days=3`)).body as {
      outages: { ended: string }[];
      days: { uptime: number | null }[];
    };
    assert.deepEqual(
      outages.map(({ ended }) => ended),
      ['recovered'],
    );
    assert.deepEqual(
      days.slice(0, 2).map(({ uptime }) => uptime),
      [null, null],
    );
    const incidents = await firm.call('GET', `${firm.root}/incidents`);
    assert.ok(incidents.text.includes('Website'), incidents.text);
    const csv = await firm.call('GET', `${firm.root}/checks/export`);
    assert.match(csv.text, /Website;http;127\.0\.0\.1:\d+;;läuft;/);
    assert.equal((await firm.call('DELETE', `${firm.root}/checks/${id}`)).status, 204);
    assert.equal((await firm.call('GET', `${firm.root}/checks/${id}`)).status, 404);
  });

  test('bad settings are refused with the place of every fault, and nothing is saved', async () => {
    const before = await firm.call('GET', `${firm.root}/checks`);
    const faults = async (body: object) => {
      const refused = await firm.call('POST', `${firm.root}/checks`, body);
      assert.equal(refused.status, 400, refused.text);
      return (refused.body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer);
    };
    assert.deepEqual(await faults(website({ config: { url: 'muehlhaus.example' } })), ['/config/url']);
    assert.deepEqual(await faults(website({ config: { url: target.url, status: 'ok', warnDays: -1 } })), [
      '/config/status',
      '/config/warnDays',
    ]);
    assert.deepEqual(await faults(website({ kind: 'telepathy' })), ['/kind']);
    assert.deepEqual(await faults(website({ nodeId: 'gibt-es-nicht' })), ['/nodeId']);
    assert.deepEqual(await faults(website({ timeoutMs: 5000 })), ['/timeoutMs']);
    const window = { name: 'Umzug', times: { kind: 'once', from: 2, until: 1 }, checkIds: null };
    assert.equal((await firm.call('POST', `${firm.root}/maintenance`, window)).status, 400);
    assert.equal((await firm.call('GET', `${firm.root}/checks`)).text, before.text);
  });

  test('targets that never answer do not make the others late', async (t) => {
    const hole = await blackhole();
    t.after(() => hole.close());
    const stuck = { kind: 'tcp', config: { host: '127.0.0.1', port: hole.port }, intervalMs: 2000, timeoutMs: 2000 };
    for (let n = 0; n < 30; n++) {
      await firm.call('POST', `${firm.root}/checks`, website({ ...stuck, name: `Loch ${n}` }));
      await firm.call('POST', `${firm.root}/checks`, website({ name: `Gesund ${n}`, config: { url: `${target.url}/${n}` } }));
    }
    const healthy = async () => ((await firm.call('GET', `${firm.root}/checks?search=Gesund`)).body as { checks: CheckBody[] }).checks;
    const [one] = await healthy();
    // The first result comes out of turn, at once; between turns lies a second.
    const results = await found('five results', async () => {
      const { body } = await firm.call('GET', `${firm.root}/checks/${one?.id}/history`);
      const all = (body as { results: { at: number }[] }).results;
      return all.length >= 5 ? all : undefined;
    });
    const gaps = results.slice(0, 3).map(({ at }, n) => at - (results[n + 1]?.at ?? 0));
    for (const gap of gaps) assert.ok(Math.abs(gap - 1000) < 300, gaps.join());
    assert.deepEqual(
      (await healthy()).map(({ shown }) => shown),
      Array.from({ length: 30 }, () => 'up'),
    );
  });

  test('a check is still changed and copied after the one in front of it was deleted', async () => {
    const made = async (rest: object) => {
      const answer = await firm.call('POST', `${firm.root}/checks`, website(rest));
      assert.equal(answer.status, 201, answer.text);
      return answer.body as CheckBody & { behind: string[] };
    };
    const router = await made({ name: 'Router' });
    const printer = await made({ name: 'Drucker', behind: [router.id] });
    assert.equal((await firm.call('DELETE', `${firm.root}/checks/${router.id}`)).status, 204);
    const changed = await firm.call('PUT', `${firm.root}/checks/${printer.id}`, {
      ...website({ name: 'Drucker 2' }),
      behind: printer.behind,
    });
    assert.equal(changed.status, 200, changed.text);
    await made({ name: 'Drucker 3', behind: printer.behind });
    // What never was is refused all the same.
    const nobody = website({ behind: ['0192f0c1-2d3e-7aaa-8bbb-ccccddddeeee'] });
    assert.equal((await firm.call('POST', `${firm.root}/checks`, nobody)).status, 400);
  });

  test('nothing went wrong inside', () => {
    assert.deepEqual(world.faults, []);
  });
});
