import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { scratchFolder } from '../world/scratch.ts';
import { peersInstalled, withPeers } from './peers.ts';
import { beside, quantile, type Served, serve, within } from './processes.ts';
import { CHECKS, type Hit, type Kept, latenesses, ORG, outagesSince, putHistory, setAll, storedPerCheck, watchOutages } from './watched.ts';

const WINDOWS = 3;
/** As many checks as one process can hold to their second here. */
const MANY = 3000;
const LOGIN = { email: 'eva@bench.example', password: 'ein-langes-kennwort' };

type Ports = { readonly http: number; readonly https: number; readonly hole: number };
type Targets = Awaited<ReturnType<typeof beside>>;
type Round = { readonly hits: readonly Hit[]; readonly perThousand: number; readonly written: number; readonly memory: number };

const number = (value: number, digits = 2) => value.toFixed(digits);
const megabytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MB`;

async function window(server: Served, targets: Targets, ms: number): Promise<Round> {
  await targets.ask('hits');
  const use = await within(server.pid, ms);
  const hits = await targets.ask<Hit[]>('hits');
  return { hits, perThousand: use.cpuMs / hits.length, written: use.written / hits.length, memory: use.memory };
}

/** CPU-seconds per 1,000 of the bare loop under the same load, measured in the same minute, and how unevenly its questions come. */
async function bareLoop(port: number, targets: Targets, intervalMs: number): Promise<{ perThousand: number; late: number[] }> {
  const loop = await beside('bare.ts', [String(port), String(CHECKS), String(intervalMs)]);
  await sleep(Math.min(intervalMs, 4000) + 1000);
  await targets.ask('hits');
  const { cpuMs } = await within(loop.first as number, 8000);
  const hits = await targets.ask<Hit[]>('hits');
  loop.stop();
  const firsts = new Map<number, number>();
  const late = hits.flatMap(([n, at]) => {
    const first = firsts.get(n);
    firsts.set(n, at);
    return first === undefined ? [] : [at - first - intervalMs];
  });
  return { perThousand: cpuMs / hits.length, late };
}

/** CPU-seconds per 1,000 echoes of fping alone, in two batches as the server sends them. */
function echoesAlone(addresses: readonly string[]): number {
  const half = addresses.length / 2;
  const out = [addresses.slice(0, half), addresses.slice(half)].map((some) =>
    spawnSync('bash', ['-c', `TIMEFORMAT='%U %S'; time fping -q -C 1 -i 1 -t 1000 ${some.join(' ')} >/dev/null 2>&1`], {
      encoding: 'utf8',
    }),
  );
  return out.flatMap(({ stderr }) => stderr.trim().split(' ').map(Number)).reduce((sum, seconds) => sum + seconds, 0);
}

/** The same of Prometheus with its blackbox exporter, together. */
async function peers(urls: readonly string[], targets: Targets, intervalMs: number): Promise<number> {
  return withPeers(urls, intervalMs, async (cpuMs) => {
    await targets.ask('hits');
    const before = cpuMs();
    await sleep(Math.max(10_000, intervalMs));
    const used = cpuMs() - before;
    const hits = await targets.ask<Hit[]>('hits');
    return used / hits.length;
  });
}

/**
 * The rows of the table of figures that a checks engine is measured by: 1,000 HTTP checks, each with a connection of its own,
 * results stored durably, embedded database. Target in a process beside; processor time, bytes written and memory of the whole
 * server from /proc. Beside each stands what node:http alone takes in the same minute (`bare.ts`), and what Prometheus with its blackbox
 * exporter takes, where Debian's packages of them are installed (`peers.ts`).
 */
export async function checksBench(print: (line: string) => void): Promise<void> {
  const folder = scratchFolder('bench-checks');
  const targets = await beside('targets.ts');
  const { http, https, hole } = targets.first as Ports;
  const plain = (n: number) => ({ url: `http://127.0.0.1:${http}/c/${n}` });
  let server = await serve(folder.path);
  try {
    await server.call('POST', '/setup', { organisation: 'Bench', name: 'Eva Muster', ...LOGIN });
    let checks: Kept[] = await setAll(server, [], 20_000, plain);
    const restart = async (between: () => void = () => undefined) => {
      await server.stop('SIGTERM');
      between();
      server = await serve(folder.path);
      await server.call('POST', '/session', LOGIN);
      await sleep(5000);
    };

    const measure = async (what: string, intervalMs: number, ms: number, wanted: string) => {
      const rounds: Round[] = [];
      for (let n = 0; n < WINDOWS; n++) rounds.push(await window(server, targets, ms));
      const late = latenesses(
        rounds.flatMap(({ hits }) => hits),
        checks,
        intervalMs,
      );
      const each = (pick: (round: Round) => string) => rounds.map(pick).join(' / ');
      print(
        `${what}: ${each(({ perThousand }) => number(perThousand))} CPU-s per 1,000 checks (${wanted}); ` +
          `${each(({ written }) => number(written / 1000, 1))} KB written a check; ${megabytes(Math.max(...rounds.map(({ memory }) => memory)))}; ` +
          `late median ${number(quantile(late, 0.5), 1)}, p99 ${number(quantile(late, 0.99), 1)}, most ${number(Math.max(...late), 1)} ms; ${each(({ hits }) => String(hits.length))} checks`,
      );
    };
    const others = async (intervalMs: number, urlOf: (n: number) => string = (n) => plain(n).url) => {
      await server.stop('SIGTERM');
      if (urlOf(0).startsWith('http:')) {
        const { perThousand, late } = await bareLoop(http, targets, intervalMs);
        const spread = late.length === 0 ? '' : `, its questions up to ${number(quantile(late, 0.99), 1)} ms late (p99)`;
        print(`  node:http alone, the same load, now: ${number(perThousand)} CPU-s per 1,000${spread}`);
      }
      const urls = checks.map(({ n }) => urlOf(n));
      print(
        peersInstalled()
          ? `  Prometheus + blackbox exporter, the same load, now: ${number(await peers(urls, targets, intervalMs))} CPU-s per 1,000`
          : '  Prometheus is not installed, so only its figures from elsewhere are shown (apt-get install prometheus prometheus-blackbox-exporter)',
      );
      await restart();
    };

    await restart(() => putHistory(folder.path, checks, 1));
    print(
      `stored: ${number(storedPerCheck(folder.path, CHECKS * 24 * 180), 1)} bytes a check with its sums (gate 12, wanted 6; Uptime Kuma 139)`,
    );
    const every20 = (history: string) =>
      measure(
        `1,000 HTTP checks every 20 s, ${history} of history`,
        20_000,
        20_000,
        'gate 0.60, wanted 0.40; Uptime Kuma 2.1–2.5, blackbox + Prometheus 0.71–0.91',
      );
    await every20('a day');
    await others(20_000);
    await restart(() => putHistory(folder.path, checks, 30));
    await every20('30 days');

    await server.stop('SIGKILL');
    const killed = performance.timeOrigin + performance.now();
    await targets.ask('hits');
    server = await serve(folder.path);
    await server.call('POST', '/session', LOGIN);
    await sleep(22_500);
    const again = await targets.ask<Hit[]>('hits');
    const first = checks.map(({ n }) => Math.min(...again.filter(([check]) => check === n).map(([, at]) => at - killed)));
    print(
      `after kill -9 and a start: the first look at every check, interval 20 s: slowest ${number(Math.max(...first) / 1000, 1)} s, ${first.filter(Number.isFinite).length} of ${CHECKS} (wanted: within 22 s; Uptime Kuma minutes)`,
    );

    checks = await setAll(server, checks, 1000, plain);
    await restart();
    await measure('1,000 HTTP checks every second', 1000, 10_000, 'gate 0.15, wanted 0.09; blackbox + Prometheus 0.46–0.50');
    await others(1000);

    const screens = await beside('dashboards.ts', [server.url, server.cookie(), ORG]);
    await sleep(2000);
    await measure('the same with five dashboards open', 1000, 10_000, 'late p99: gate 20 ms, wanted 5; Uptime Kuma 1,300 with 700 checks');
    print(`  they asked for the list of 1,000 checks ${await screens.ask<number>('asked')} times`);
    screens.stop();

    const outages = watchOutages(folder.path, checks);
    await targets.ask('break');
    await sleep(6000);
    const broken = await targets.ask<Hit[]>('mend');
    await sleep(4000);
    const delays = outagesSince(outages.stop(), broken);
    print(
      `all 1,000 fail at once, every second: ${delays.length} outages written down; from the failed answer until it stood in the database: median ${number(quantile(delays, 0.5), 0)}, p99 ${number(quantile(delays, 0.99), 0)} ms (gate 250, wanted 100; Uptime Kuma 747 with 400 checks)`,
    );

    checks = await setAll(server, checks, 1000, (n) => (n % 2 === 0 ? plain(n) : { url: `http://127.0.0.1:${hole}/c/${n}` }));
    await sleep(4000);
    await measure('half of them black holes, per 1,000 that answer', 1000, 10_000, 'the others must not be late');

    const many = await setAll(server, checks, 1000, plain, 'http', MANY);
    await restart();
    const rounds: Round[] = [];
    for (let n = 0; n < WINDOWS; n++) rounds.push(await window(server, targets, 10_000));
    print(
      `${MANY} HTTP checks every second: ${rounds.map(({ perThousand }) => number(1000 / perThousand, 0)).join(' / ')} checks a CPU-second (gate 9,000, wanted 19,000; Uptime Kuma 940, blackbox + Prometheus 2,200); ` +
        `${rounds.map(({ hits }) => number(hits.length / 10, 0)).join(' / ')} of ${MANY} a second`,
    );
    for (const { id } of many.slice(CHECKS)) await server.call('DELETE', `${ORG}/checks/${id}`);

    const encrypted = (n: number) => `https://127.0.0.1:${https}/c/${n}`;
    checks = await setAll(server, checks, 10_000, (n) => ({ url: encrypted(n), certificate: 'ignore' }));
    await restart();
    await measure(
      '1,000 HTTPS checks every 10 s, full handshake',
      10_000,
      20_000,
      'gate 1.0, wanted 0.75; Uptime Kuma 2.6–2.9, blackbox + Prometheus 0.9–1.0',
    );
    await others(10_000, encrypted);

    const machine = (n: number) => `127.0.${Math.floor(n / 250)}.${(n % 250) + 1}`;
    checks = await setAll(server, checks, 10_000, (n) => ({ host: machine(n) }), 'ping');
    await restart();
    const used: string[] = [];
    for (let n = 0; n < WINDOWS; n++) used.push(number((await within(server.pid, 20_000)).cpuMs / (2 * CHECKS)));
    print(
      `1,000 pings every 10 s, fping and server together: ${used.join(' / ')} CPU-s per 1,000, fping alone ${number(echoesAlone(checks.map(({ n }) => machine(n))))} (gate 0.05; a ping started for each 0.77–0.82)`,
    );

    await server.stop('SIGTERM');
    await beats(print);
  } finally {
    await server.stop('SIGTERM');
    targets.stop();
    folder.remove();
  }
}

/** Programs that report, each with a connection of its own, answered when it is on the disk. */
async function beats(print: (line: string) => void): Promise<void> {
  const folder = scratchFolder('bench-beats');
  const server = await serve(folder.path);
  try {
    await server.call('POST', '/setup', { organisation: 'Bench', name: 'Eva Muster', ...LOGIN });
    const tokens: string[] = [];
    for (let n = 0; n < 50; n++) {
      const check = { name: `Job ${n}`, kind: 'heartbeat', intervalMs: 60_000, timeoutMs: 1000, config: { everyMinutes: 60 } };
      const { id } = (await server.call('POST', `${ORG}/checks`, check)) as { id: string };
      const { url } = (await server.call('POST', `${ORG}/checks/${id}/address`)) as { url: string };
      tokens.push(url.split('/').at(-1) ?? '');
    }
    const programs = await beside('beats.ts', [new URL(server.url).port, ...tokens]);
    type Told = { readonly perSecond: number; readonly answered: number; readonly refused: number; readonly p99: number };
    for (let n = 0; n < WINDOWS; n++) {
      const told = programs.ask<Told>('go');
      const { cpuMs } = await within(server.pid, 5000);
      const { perSecond, answered, refused, p99 } = await told;
      print(
        `signs of life, a connection each, answered when on the disk: ${number(perSecond, 0)} a second, ${number(cpuMs / answered, 3)} CPU-s per 1,000, p99 ${number(p99, 0)} ms, ${refused} refused (gate 3,000, wanted 8,000; healthchecks 250)`,
      );
    }
    programs.stop();
  } finally {
    await server.stop('SIGTERM');
    folder.remove();
  }
}
