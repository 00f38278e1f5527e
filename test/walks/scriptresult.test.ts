import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { de, en } from '../../src/watch/checks/address.texts.ts';
import { bashLine, powershellLines } from '../../src/watch/checks/scriptlines.ts';
import { startHouse } from '../world/house.ts';

type Body = { id: string; shown: string; last: { ms: number; detail: Record<string, unknown> } | null };

test('a script reports its result with the line that the interface shows, and the check says it at once', async () => {
  const world = await startHouse();
  try {
    const firm = await world.setUp();
    const settings = { name: 'Plattenplatz', kind: 'script', config: { everyMinutes: 15, graceMinutes: 5 }, intervalMs: 60_000, misses: 1 };
    const made = await firm.call('POST', `${firm.root}/checks`, settings);
    assert.equal(made.status, 201, made.text);
    const path = `${firm.root}/checks/${(made.body as Body).id}`;
    const { url } = (await firm.call('POST', `${path}/address`)).body as { url: string };
    const until = async (shown: string, message?: string): Promise<Body> => {
      for (let n = 0; n < 100; n++) {
        const check = (await firm.call('GET', path)).body as Body;
        if (check.shown === shown && (message === undefined || check.last?.detail['message'] === message)) return check;
        await sleep(100);
      }
      return assert.fail(`waited ten seconds for: ${shown}`);
    };

    for (const { example } of [de, en]) {
      const { stdout } = await promisify(execFile)('bash', ['-c', bashLine(url, example)]);
      assert.equal(stdout, 'OK\n');
      const { last } = await until('warning', example.message);
      const { at: _, ...said } = last?.detail ?? {};
      assert.deepEqual(said, { code: 'script-degraded', message: example.message, figures: { [example.figure]: 12 } });
      assert.equal(last?.ms, 850);
    }

    // What PowerShell's ConvertTo-Json makes of the lines shown: indented, in its own order, in UTF-8 as the content type says.
    const shown = powershellLines(url, de.example);
    const type = /-ContentType '([^']+)'/.exec(shown)?.[1] ?? '';
    const send = (body: unknown) =>
      fetch(/-Uri (\S+)/.exec(shown)?.[1] ?? '', {
        method: 'POST',
        headers: { 'content-type': type },
        body: JSON.stringify(body, null, 4).replaceAll('\n', '\r\n'),
      });
    assert.equal((await send({ tookMs: 850, figures: { Größe: 12 }, state: 'down', message: 'Platte voll' })).status, 200);
    const down = await until('down');
    assert.deepEqual(down.last?.detail['figures'], { Größe: 12 });
    assert.equal((await send({ state: 'ok' })).status, 200);

    const refused = await send({ state: 'grün' });
    assert.equal(refused.status, 400);
    assert.match(await refused.text(), /state.*must be ok, degraded or down/);
    assert.match(await (await send({ state: 'ok', figures: { frei: 'viel' } })).text(), /figures.*must be a number/);
    assert.equal(
      (await fetch(`${url.slice(0, -6)}xxxxxx/result`, { method: 'POST', headers: { 'content-type': type }, body: '{"state":"ok"}' }))
        .status,
      404,
    );
    // A bare sign of life does as well.
    assert.equal((await fetch(`${url}/0`)).status, 200);
    assert.deepEqual(world.faults, []);
  } finally {
    await world.close();
  }
});
