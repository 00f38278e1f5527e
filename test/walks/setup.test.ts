import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startHouse } from '../world/house.ts';
import { scratchFolder, sparePort } from '../world/scratch.ts';

const CLI = join(import.meta.dirname, '..', '..', 'src', 'cli.ts');
const body = { organisation: 'Musterbau GmbH', name: 'Eva Muster', email: 'eva@musterbau.example', password: 'ein-langes-kennwort' };
const needsCode = (answer: { readonly body: unknown }) => (answer.body as { needsCode: boolean }).needsCode;

describe('the first run', () => {
  test('on this machine alone it takes no code', async (t) => {
    const world = await startHouse({ engine: false });
    t.after(() => world.close());
    assert.equal(world.house.setupCode, undefined);
    assert.equal(needsCode(await world.client().call('GET', '/setup')), false);
    await world.setUp();
  });

  test('where others can reach the server, only who has the code of the console can set it up, and only once', async (t) => {
    const world = await startHouse({ engine: false, reachable: true });
    t.after(() => world.close());
    const code = world.house.setupCode ?? '';
    assert.match(code, /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    const visitor = world.client();
    const asked = await visitor.call('GET', '/setup');
    assert.equal(needsCode(asked), true);
    assert.ok(!asked.text.includes(code));

    for (const wrong of [{}, { code: '' }, { code: '0000-0000-0000' }, { code: `${code}0` }, { code: code.slice(1) }]) {
      const refused = await visitor.call('POST', '/setup', { ...body, ...wrong });
      assert.equal(refused.status, 403, refused.text);
      assert.deepEqual(
        (refused.body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer),
        ['/code'],
      );
      assert.match(refused.text, /console/);
      assert.ok(!refused.text.includes(code));
    }
    assert.equal((await visitor.call('GET', '/me')).status, 401);
    const rows = () => world.house.database.db.selectFrom('installation').selectAll().execute();
    assert.ok(!JSON.stringify(await rows()).includes(code), 'the code lies in the database');

    const done = await visitor.call('POST', '/setup', { ...body, code: code.toLowerCase().replaceAll('-', ' ') });
    assert.equal(done.status, 201, done.text);
    assert.deepEqual(
      (await rows()).map(({ name }) => name),
      ['recovery-recipient'],
      'the code is gone after the setup',
    );
    assert.equal(needsCode(await visitor.call('GET', '/setup')), false);
    assert.equal((await world.client().call('POST', '/setup', { ...body, code })).status, 409);
  });

  test('guessing the code is slowed down, also for who claims a new address for each try', async (t) => {
    const world = await startHouse({ engine: false, reachable: true, behindProxy: true });
    t.after(() => world.close());
    const statuses: number[] = [];
    for (let n = 0; n < 12; n++) {
      const claimed = { 'x-forwarded-for': `198.51.100.${n}, 203.0.113.7` };
      statuses.push((await world.client().call('POST', '/setup', { ...body, code: '1111-1111-1111' }, claimed)).status);
    }
    assert.deepEqual([statuses[0], statuses.at(-1)], [403, 429]);
  });

  test('the code stands on the console and nowhere else; a new start makes a new one', async (t) => {
    const folder = scratchFolder('setup');
    t.after(() => folder.remove());
    const codes: string[] = [];
    for (let start = 0; start < 2; start++) {
      const port = await sparePort();
      const child = spawn(process.execPath, [CLI, 'serve', '--behind-proxy', '--port', String(port), '--data', folder.path], {
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      let [out, err] = ['', ''];
      child.stdout.on('data', (part: Buffer) => void (out += part.toString()));
      child.stderr.on('data', (part: Buffer) => void (err += part.toString()));
      while (!out.includes('Setup code')) {
        assert.equal(child.exitCode, null, err);
        await sleep(10);
      }
      const code = /Setup code: (\S+)/.exec(out)?.[1] ?? '';
      const old = codes.at(-1);
      if (old !== undefined) {
        const answer = await fetch(`http://127.0.0.1:${port}/api/v1/setup`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ ...body, code: old }),
        });
        assert.equal(answer.status, 403);
      }
      codes.push(code);
      child.kill('SIGTERM');
      await ended;
      assert.equal(out.split(code).length, 2, 'once');
      assert.ok(!err.includes(code));
      for (const name of readdirSync(folder.path)) assert.ok(!readFileSync(join(folder.path, name)).includes(code), name);
    }
    assert.notEqual(codes[0], codes[1]);
  });
});
