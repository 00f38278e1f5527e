import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Firm, startHouse, type TestHouse } from './house.ts';
import { scratchFolder } from './scratch.ts';

/** Holds the write lock of an SQLite file for so long, in a process of its own. */
export function lockFile(file: string, ms: number): Promise<void> {
  const script = `import { DatabaseSync } from 'node:sqlite';
    const database = new DatabaseSync(process.argv[1], { timeout: 20000 });
    database.exec('begin immediate');
    setTimeout(() => { database.exec('rollback'); database.close(); }, Number(process.argv[2]));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, file, String(ms)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the process that locks ended with ${code}`))));
  });
}

/** Lets nothing of this process run for so long. */
export const standStill = (ms: number): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

export type Sites = {
  readonly world: TestHouse;
  readonly file: string;
  /** Makes the page fail from now on. */
  fail(page: 'shop'): void;
  /** Names of the checks that were told as down. */
  down(): Promise<string[]>;
  /** Waits until the shop was told, or fails. */
  shopIsTold(withinMs: number): Promise<void>;
  close(): Promise<void>;
};

/** The real house with its own engine and clock, and ten checks a second: nine of a website that is well and answers slowly, one of a shop. */
export async function watchedSites(): Promise<Sites> {
  const folder = scratchFolder('ownfaults');
  const file = join(folder.path, 'krisenfest.db');
  let broken = false;
  const server = createServer((request, response) => {
    const status = request.url === '/shop' && broken ? 500 : 200;
    setTimeout(() => response.writeHead(status, { connection: 'close' }).end('Mühlhaus'), 150);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const world = await startHouse({ database: { kind: 'sqlite', file } });
  const firm: Firm = await world.setUp();
  const timing = { intervalMs: 1000, timeoutMs: 900, retryMs: 1000, misses: 1, recoveries: 1 };
  for (let n = 0; n < 10; n++) {
    const [name, page] = n === 0 ? ['Shop', 'shop'] : [`Website ${n}`, 'www'];
    const made = await firm.call('POST', `${firm.root}/checks`, {
      ...timing,
      name,
      kind: 'http',
      config: { url: `http://127.0.0.1:${port}/${page}` },
    });
    assert.equal(made.status, 201, made.text);
  }
  const { db } = world.house.database;
  const down = async () => {
    const rows = await db.selectFrom('outbox').select('data').where('type', '=', 'check.went-down').execute();
    return rows.map(({ data }) => (JSON.parse(data) as { name: string }).name);
  };
  return {
    world,
    file,
    down,
    fail: () => {
      broken = true;
    },
    shopIsTold: async (withinMs) => {
      for (const end = Date.now() + withinMs; Date.now() < end; await sleep(100)) if ((await down()).includes('Shop')) return;
      assert.fail('the outage of the shop was never told');
    },
    close: async () => {
      await world.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      folder.remove();
    },
  };
}

/** Another process locks the database for so long; a shop fails in the middle of it, and everything else is well. */
export async function lockedFor(ms: number): Promise<void> {
  const sites = await watchedSites();
  try {
    await sleep(4000);
    assert.deepEqual(await sites.down(), []);
    const released = lockFile(sites.file, ms);
    await sleep(ms / 2);
    sites.fail('shop');
    await released;
    await sites.shopIsTold(60_000);
    await sleep(3000);
    assert.deepEqual(await sites.down(), ['Shop']);
    assert.ok(
      sites.world.faults.some((fault) => /locked/.test(String((fault as { error: unknown }).error))),
      'the house met the lock',
    );
  } finally {
    await sites.close();
  }
}
