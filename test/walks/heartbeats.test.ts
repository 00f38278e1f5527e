import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';

type Body = { id: string; shown: string; last: { detail: { code: string; says?: string } } | null; url: string; made: boolean };

describe('programs that report by themselves', () => {
  let world: TestHouse;
  let firm: Firm;
  before(async () => {
    world = await startHouse();
    firm = await world.setUp();
  });
  after(() => world.close());

  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await firm.call(method, `${firm.root}${path}`, body);
    return { ...answer, body: answer.body as Body };
  };
  const backup = { name: 'Nachtsicherung', kind: 'heartbeat', config: { everyMinutes: 60 }, misses: 1, recoveries: 1, intervalMs: 60_000 };
  const until = async (id: string, shown: string): Promise<Body> => {
    for (let n = 0; n < 100; n++) {
      const { body } = await call('GET', `/checks/${id}`);
      if (body.shown === shown) return body;
      await sleep(50);
    }
    return assert.fail(`waited for ${shown}: ${(await call('GET', `/checks/${id}`)).text}`);
  };

  test('a backup reports its success and its failure, and both are seen at once', async () => {
    const { body: check } = await call('POST', '/checks', backup);
    assert.equal((await call('GET', `/checks/${check.id}/address`)).body.made, false);
    const { url } = (await call('POST', `/checks/${check.id}/address`)).body;
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/h\/[\w-]{43}$/);
    assert.equal((await call('GET', `/checks/${check.id}/address`)).body.made, true);

    assert.equal((await fetch(url)).status, 200);
    await until(check.id, 'up');
    assert.equal((await fetch(`${url}/2?says=Platte%20voll`, { method: 'POST' })).status, 200);
    assert.equal((await until(check.id, 'down')).last?.detail.says, 'Platte voll');
    assert.equal((await fetch(`${url}/0`, { method: 'POST' })).status, 200);
    await until(check.id, 'up');
    assert.deepEqual(world.faults, []);
  });

  test('a new address replaces the one before; what is unknown or senseless is told so', async () => {
    const { body: check } = await call('POST', '/checks', backup);
    const old = (await call('POST', `/checks/${check.id}/address`)).body.url;
    const { url } = (await call('POST', `/checks/${check.id}/address`)).body;
    assert.equal((await fetch(old)).status, 404);
    assert.equal((await fetch(`${url}/maybe`)).status, 400);
    assert.equal((await fetch(url.replace(/.{5}$/, 'aaaaa'))).status, 404);
    const { body: site } = await call('POST', '/checks', { name: 'Port', kind: 'tcp', config: { host: '127.0.0.1', port: 1 } });
    const refused = await call('POST', `/checks/${site.id}/address`);
    assert.equal(refused.status, 409, refused.text);
    assert.match(refused.text, /looks by itself/);
  });

  test('a check that looks by itself from now on has no address any more, and its program is told so', async () => {
    const { body: check } = await call('POST', '/checks', backup);
    const { url } = (await call('POST', `/checks/${check.id}/address`)).body;
    const other = { name: 'Port', kind: 'tcp', config: { host: '127.0.0.1', port: 1 } };
    assert.equal((await call('PUT', `/checks/${check.id}`, other)).status, 200);
    assert.equal((await fetch(url)).status, 404);
    assert.equal((await call('GET', `/checks/${check.id}/address`)).body.made, false);
  });

  test('a burst at the full minute is written down whole', async () => {
    const { body: check } = await call('POST', '/checks', backup);
    const { url } = (await call('POST', `/checks/${check.id}/address`)).body;
    const answers = await Promise.all(Array.from({ length: 300 }, () => fetch(url).then((response) => response.status)));
    assert.deepEqual(new Set(answers), new Set([200]));
  });
});
