import { fork } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { acceptAlert } from '../../src/act/alerting/alerting.on.ts';
import { addChannelNow } from '../../src/act/alerting/channels.cases.ts';
import type { AlertRequest } from '../../src/act/alerting/request.ts';
import { raise } from '../../src/act/incidents/incidents.cases.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { newId } from '../../src/kernel/id.ts';
import { type House, house } from '../../src/main.ts';
import { contacts } from '../../src/prepare/contacts/contacts.store.ts';
import { scratchFolder } from '../world/scratch.ts';
import { restartToSending } from './restarting.ts';

type Sinks = { readonly mail: number; readonly hook: string };
const SECRET = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;

const valueOf = (kind: string, n: number, { hook }: Sinks) =>
  kind === 'email' ? `p${n}@bench.example` : kind === 'sms' ? `+491515550${10_000 + n}` : `${hook}/${n}`;

/** An alert of its own, without an incident: what the alerting alone costs. */
const request = (people: number, kinds: readonly string[], sinks: Sinks): AlertRequest => {
  const recipients = Array.from({ length: people }, (_, n) => ({
    contactId: `contact-${n}`,
    name: `Person ${n}`,
    language: 'de' as const,
    addresses: kinds.map((kind) => ({ kind, value: valueOf(kind, n, sinks) })),
  }));
  const words = { de: 'Alarm: Messung', en: 'Alert: bench' };
  const source = { kind: 'test' as const, id: newId(systemClock.now()) };
  return { source, mode: 'test', subject: words, text: words, steps: [{ delayMs: 0, recipients }], needed: 1 };
};

/** Accepts an alert and waits until all of it is handed over; milliseconds until it was accepted, until the first, until the last. */
async function run(home: House, org: string, accept: () => Promise<string>): Promise<{ accepted: number; first: number; last: number }> {
  const started = Date.now();
  const source = await accept();
  const accepted = Date.now() - started;
  for (;;) {
    const { all, open, first, last } = await home.workAcross(({ db }) =>
      db
        .selectFrom('delivery')
        .select((eb) => [
          eb.fn.count<number>('id').as('all'),
          eb.fn.count<number>('id').filterWhere('state', '!=', 'handed-over').as('open'),
          eb.fn.min('handed_over_at').as('first'),
          eb.fn.max('handed_over_at').as('last'),
        ])
        .where('org_id', '=', org)
        .where('alert_id', 'in', (eb) => eb.selectFrom('alert').select('id').where('org_id', '=', org).where('source_id', '=', source))
        .executeTakeFirstOrThrow(),
    );
    if (all > 0 && open === 0) return { accepted, first: (first ?? 0) - started, last: (last ?? 0) - started };
    await sleep(50);
  }
}

const ESCALATES_MS = 3000;

/** Milliseconds by which the second step of sixty alerts, accepted one after the other, was handed over after its time; sorted. */
async function lateness(home: House, org: string, sinks: Sinks): Promise<number[]> {
  const asked = Array.from({ length: 60 }, () => request(1, ['email'], sinks));
  const ids: string[] = [];
  for (const one of asked) {
    const [first] = one.steps;
    const steps = first ? [first, { ...first, delayMs: ESCALATES_MS }] : [];
    ids.push(await home.work(org, (tx) => acceptAlert(tx, { ...one, steps })));
    await sleep(37);
  }
  for (;;) {
    const rows = await home.workAcross(({ db }) =>
      db
        .selectFrom('delivery')
        .innerJoin('alert', (on) => on.onRef('alert.org_id', '=', 'delivery.org_id').onRef('alert.id', '=', 'delivery.alert_id'))
        .select(['alert.accepted_at', 'delivery.handed_over_at'])
        .where('delivery.step', '=', 2)
        .where('delivery.alert_id', 'in', ids)
        .execute(),
    );
    const late = rows.flatMap(({ accepted_at, handed_over_at: at }) => (at === null ? [] : [at - accepted_at - ESCALATES_MS]));
    if (late.length === ids.length) return late.sort((a, b) => a - b);
    await sleep(100);
  }
}

/** Recipients a second from acceptance to hand-over at loopback sinks in another process. Prints figures, never fails on time. */
export async function alerting(print: (line: string) => void): Promise<void> {
  const folder = scratchFolder('bench-alerting');
  const child = fork(join(import.meta.dirname, 'sinks.ts'));
  const sinks = await new Promise<Sinks>((resolve) => child.once('message', (said) => resolve(said as Sinks)));
  const home = await house({
    clock: systemClock,
    database: { kind: 'sqlite', file: join(folder.path, 'krisenfest.db') },
    masterKey: new Uint8Array(32).fill(9),
    webFolder: undefined,
    publicUrl: 'https://krisenfest.example',
    behindProxy: false,
    reachable: false,
    tls: undefined,
    onFault: (where, error) => print(`fault: ${where}: ${String(error)}`),
  });
  try {
    home.engine.start();
    const org = '01900000-0000-7000-8000-0000000000b1';
    const outbox = join(folder.path, 'outbox');
    mkdirSync(outbox);
    await home.workAcross(({ db, now }) =>
      db
        .insertInto('organisation')
        .values({ id: org, slug: 'bench', name: 'Bench', zone: 'Europe/Berlin', language: 'de', created_at: now, settings: '{}' })
        .execute(),
    );
    await home.work(org, async (tx) => {
      await addChannelNow(tx, 'bench', 'email', 'Mail', {
        host: '127.0.0.1',
        port: sinks.mail,
        security: 'none',
        from: 'alarm@bench.example',
      });
      await addChannelNow(tx, 'bench', 'sms', 'SMS', { outbox });
      await addChannelNow(tx, 'bench', 'webhook', 'Webhook', { secret: SECRET, internalNetworks: ['127.0.0.0/8'] });
    });
    const alone = (people: number) => async () => {
      const asked = request(people, ['email'], sinks);
      await home.work(org, (tx) => acceptAlert(tx, asked));
      return asked.source.id;
    };
    await run(home, org, alone(200));
    for (const round of [1, 2, 3]) {
      const cpu = process.cpuUsage();
      const people = 2000;
      const { accepted, first, last } = await run(home, org, alone(people));
      const { user, system } = process.cpuUsage(cpu);
      print(
        `alerting: ${people} mails queued, stored and handed over, round ${round}: ${Math.round((people / last) * 1000)}/s (accepted after ${accepted} ms, first handed over after ${first} ms, all after ${last} ms, CPU ${Math.round((user + system) / 1000)} ms); wanted 1,000/s, GoAlert 1/s per channel type, Cachet 12.8/s`,
      );
    }
    await home.work(org, async (tx) => {
      const language = 'de' as const;
      for (let n = 0; n < 500; n++) {
        const addresses = (['email', 'sms', 'webhook'] as const).map((kind) => ({
          kind,
          value: valueOf(kind, n, sinks),
          label: '',
          withoutInternet: false,
        }));
        await contacts(tx).add({ name: `Person ${n}`, company: '', note: '', language, addresses });
      }
    });
    const three = await run(home, org, () =>
      home.work(org, async (tx) => {
        const incident = await raise(tx, { title: 'Messung', mode: 'actual', nodeIds: [], planId: undefined }, { id: null, name: 'bench' });
        return incident.id;
      }),
    );
    print(
      `alerting: an incident alerts 500 people on 3 channels, with every line of its log: all handed over after ${three.last} ms; wanted 5,000 ms`,
    );
    const firsts: number[] = [];
    for (let n = 0; n < 60; n++) firsts.push((await run(home, org, alone(5))).first);
    firsts.sort((a, b) => a - b);
    print(
      `alerting: first hand-over after acceptance, 60 alerts: median ${firsts[30]} ms, p99 ${firsts[59]} ms; wanted 1,000 ms, GoAlert 0–5 s, OneUptime 0–60 s`,
    );
    const late = await lateness(home, org, sinks);
    print(
      `alerting: a step of an escalation after its time, 60 alerts with a step after ${ESCALATES_MS / 1000} s each: median ${late[30]} ms, slowest ${late[59]} ms; wanted 1,000 ms, OneUptime looks once a minute, GoAlert every 5 s`,
    );
  } finally {
    await home.close();
    child.disconnect();
    folder.remove();
  }
  const restarts = await restartToSending();
  const [middle, slowest] = [restarts[restarts.length >> 1], restarts.at(-1)];
  print(
    `alerting: from the start of a killed server until the message under way reaches the mail server, ${restarts.length} times: median ${middle?.sentMs} ms (ready after ${middle?.readyMs} ms), slowest ${slowest?.sentMs} ms; wanted 2,000 ms, GoAlert never sends it`,
  );
}
