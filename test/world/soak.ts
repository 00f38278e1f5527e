import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { migrate } from '../../src/db/migrate.ts';
import { openDatabase } from '../../src/db/open.ts';
import { keyring } from '../../src/db/secrets.ts';
import { unitOfWork, type WorkAcross } from '../../src/db/work.ts';
import { type Id, newId } from '../../src/kernel/id.ts';
import { HOUR, instant } from '../../src/kernel/instant.ts';
import { CheckInput } from '../../src/watch/checks/checks.contract.ts';
import { checks } from '../../src/watch/checks/checks.store.ts';
import { gatherWorker } from '../../src/watch/checks/gather.jobs.ts';
import { history } from '../../src/watch/checks/history.store.ts';
import { nameService } from '../../src/watch/checks/probes/names.ts';
import { testClock } from './clock.ts';
import { dnsWorld } from './dns.ts';
import { scratchFolder } from './scratch.ts';
import { smallDisk, smallDiskMissing } from './smalldisk.ts';
import { watchingNode } from './watching.ts';

const INTERVAL = 20_000;
/** A check is looked at once a second of the model at most, and again soon after a miss. */
const LONGEST_GAP = INTERVAL + 2000;

export type Soak = {
  readonly told: { readonly down: readonly string[]; readonly up: readonly string[] };
  /** Checks whose target really failed for long enough to be told. */
  readonly failed: readonly string[];
  /** Distances between two results of one check, in ms, that are longer than its interval; jumps of the clock are left out. */
  readonly gaps: readonly number[];
  readonly results: number;
  /** Ticks that the database did not take. */
  readonly refused: number;
  readonly unclear: number;
  /** Bytes in use after a collection of what is not, early and at the end. */
  readonly memory: readonly [early: number, late: number];
  readonly disk: boolean;
};

function collected(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
}

/** A web server whose pages fail one by one. */
async function pages() {
  const broken = new Set<string>();
  const server = createServer((request, response) => {
    response.writeHead(broken.has(request.url ?? '') ? 500 : 200, { connection: 'close' }).end('Mühlhaus');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { broken, port, close };
}

/**
 * So many checks every 20 s on the embedded database, so many minutes of model time, and one fault after the other: a fifth of the
 * targets fails; the resolver is dead while some of what it names fails too; the database is locked by somebody else; its disk is
 * full; the clock jumps an hour ahead and back; the database is slow; targets fail again.
 */
export async function soak(count: number, minutes: number): Promise<Soak> {
  const disk = smallDiskMissing ? undefined : smallDisk(96);
  const folder = scratchFolder('soak');
  const file = join(disk?.path ?? folder.path, 'krisenfest.db');
  const clock = testClock();
  const database = openDatabase({ kind: 'sqlite', file });
  await migrate(database);
  const org = newId(clock.now());
  const row = { id: org, slug: 'firma', name: 'Firma', zone: 'Europe/Berlin', language: 'de', created_at: clock.now(), settings: '{}' };
  await database.db.insertInto('organisation').values(row).execute();
  const { work, workAcross } = unitOfWork(database, clock, keyring(new Uint8Array(32).fill(7)), () => undefined);
  const site = await pages();
  let deaf = false;
  const resolver = await dnsWorld([['www.muehlhaus.example', 'A', '127.0.0.1']], () => (deaf ? 'silence' : 'answer'));
  const ids = new Map<number, Id>();
  const pageOf = (n: number) => `/${n}`;
  // Each of these holds up the model while the resolver is dead.
  const byName = (n: number) => n % 10 === 1 && n < count / 5;
  const timing = { intervalMs: INTERVAL, retryMs: 5000, misses: 2, recoveries: 1 };
  await work(org, async (tx) => {
    for (let n = 0; n < count; n++) {
      const url = `http://${byName(n) ? 'www.muehlhaus.example' : '127.0.0.1'}:${site.port}${pageOf(n)}`;
      const check = await checks(tx).add(
        CheckInput.parse({ name: `Prüfung ${n}`, kind: 'http', config: { url }, timeoutMs: byName(n) ? 1500 : 4000, ...timing }),
        url,
      );
      ids.set(n, check.id);
    }
  });
  let slowness = 0;
  const through: WorkAcross = async (body) => {
    if (slowness > 0) await sleep(slowness);
    return workAcross(body);
  };
  const node = watchingNode(clock, through, { names: nameService([resolver.server]) });
  const gather = gatherWorker(workAcross);

  const failed = new Set<Id>();
  const failing = (which: (n: number) => boolean) => {
    for (const [n, id] of ids)
      if (which(n)) {
        site.broken.add(pageOf(n));
        failed.add(id);
      }
  };
  const mend = () => site.broken.clear();
  let other: DatabaseSync | undefined;
  let full = false;
  const lock = () => {
    other = new DatabaseSync(file);
    other.exec('begin immediate');
  };
  const unlock = () => {
    other?.exec('rollback');
    other?.close();
    other = undefined;
  };
  const jumps: number[] = [];
  const jump = (by: number) => {
    jumps.push(clock.now());
    clock.set(instant(clock.now() + by));
    jumps.push(clock.now());
  };
  const course: readonly (readonly [share: number, act: () => void])[] = [
    [0.1, () => failing((n) => n % 5 === 0)],
    [0.25, mend],
    [
      0.32,
      () => {
        deaf = true;
        // While nobody can look it up, one of them really fails, and is told when somebody can: after its turn and a second miss at the latest.
        failing((n) => n === 11);
      },
    ],
    [0.39, () => (deaf = false)],
    [0.5, mend],
    [0.52, lock],
    [0.52 + 1 / (minutes * 60), unlock],
    [
      0.58,
      () => {
        full = disk !== undefined;
        disk?.fill();
        failing((n) => n % 5 === 2);
      },
    ],
    [
      0.68,
      () => {
        disk?.makeRoom();
        full = false;
      },
    ],
    [0.72, mend],
    [0.78, () => jump(HOUR)],
    [0.82, () => jump(-HOUR)],
    [0.86, () => (slowness = 30)],
    [0.87, () => failing((n) => n % 5 === 3)],
    [0.96, () => (slowness = 0)],
  ];
  const toDo = [...course];
  const seconds = minutes * 60;
  let refused = 0;
  let early = 0;
  try {
    for (let second = 0; second < seconds; second++) {
      while (toDo[0] && second >= toDo[0][0] * seconds) toDo.shift()?.[1]();
      clock.set(instant(clock.now() + 1000));
      for (const turn of [node.save, node.look])
        await turn().catch((error: unknown) => {
          assert.match(String(error), other || full ? /locked|full/ : /never/);
          refused++;
        });
      if (second === Math.floor(0.3 * seconds)) early = collected();
      if (second % 300 === 299 && !other && !full) await gather.run({ now: clock.now(), node: 'a', signal: new AbortController().signal });
    }
    await node.save();
    const late = collected();
    await node.stop();
    const events = await database.db.selectFrom('outbox').select(['type', 'data']).where('type', 'like', 'check.%').orderBy('id').execute();
    const of = (type: string) =>
      events.filter((event) => event.type === type).map(({ data }) => (JSON.parse(data) as { checkId: string }).checkId);
    const gaps: number[] = [];
    let [results, unclear] = [0, 0];
    for (const id of ids.values()) {
      const all = await work(org, (tx) => history(tx).results(id, instant(0), instant(clock.now() + 2 * HOUR)));
      results += all.length;
      unclear += all.filter(({ outcome }) => outcome === 'unclear').length;
      all.forEach(({ at }, n) => {
        const next = all[n + 1]?.at;
        if (next !== undefined && next - at > LONGEST_GAP && !jumps.some((one) => one >= at - LONGEST_GAP && one <= next + LONGEST_GAP))
          gaps.push(next - at);
      });
    }
    return {
      told: { down: of('check.went-down'), up: of('check.came-up') },
      failed: [...failed],
      gaps,
      results,
      refused,
      unclear,
      memory: [early, late],
      disk: disk !== undefined,
    };
  } finally {
    unlock();
    await database.close();
    await site.close();
    await resolver.close();
    disk?.remove();
    folder.remove();
  }
}

/** What must hold of it. `growth`: bytes that the memory may grow between the two looks at it. */
export function heldThrough({ told, failed, gaps, refused, unclear, memory }: Soak, growth: number): void {
  const sorted = (some: readonly string[]) => [...some].sort();
  assert.deepEqual(sorted(told.down), sorted(failed), 'outages told and outages that there were');
  assert.equal(new Set(told.up).size, told.up.length);
  assert.ok(told.up.length > 0 && told.up.every((id) => failed.includes(id)));
  assert.deepEqual(gaps, [], 'turns that were left out');
  assert.ok(refused > 0, 'the database did refuse');
  assert.ok(unclear > 0, 'what nobody could know was called unclear');
  assert.ok(memory[1] - memory[0] < growth, `${Math.round(memory[0] / 2 ** 20)} MB became ${Math.round(memory[1] / 2 ** 20)} MB`);
}
