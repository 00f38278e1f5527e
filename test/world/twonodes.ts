import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { type Cable, cableTo } from './cable.ts';
import { testClock } from './clock.ts';
import { startHouse, type TestHouse } from './house.ts';
import type { PostgresServer } from './postgres.ts';
import { startSmtp } from './smtp.ts';

const STEP_EVERY = 3;
/** Real time for the machine within a second of the model, shortly before a step and else. */
const [BUSY_MS, QUIET_MS] = [120, 8];
/** While a step is due and has not come, a second of the model lasts as long as a real one: a slow machine is not a late product. */
const DUE_MS = 1000;

type Node = { readonly house: TestHouse; readonly cable: Cable };
export type Arrived = { readonly to: string; readonly id: string; readonly lateS: number };

export type Run = {
  readonly due: number;
  readonly arrived: readonly Arrived[];
  /** For each house that was started, how often its work failed: for want of the database. */
  readonly failures: readonly number[];
};

/**
 * Two nodes on one PostgreSQL, an escalation with a step every three minutes, one person each. Shortly before each step one
 * node after the other loses its line to the database, every second time for good, as when it is killed; then a new one starts
 * in its place. Gives every mail with the seconds of model time that it came after its step was due.
 */
export async function escalateOnTwoNodes(postgres: PostgresServer, minutes: number): Promise<Run> {
  const url = new URL(await postgres.create());
  const clock = testClock();
  const started: Node[] = [];
  const start = async (): Promise<Node> => {
    const cable = await cableTo(Number(url.port));
    const through = new URL(url);
    through.port = String(cable.port);
    const node = { cable, house: await startHouse({ clock, database: { kind: 'postgres', url: through.href } }) };
    started.push(node);
    return node;
  };
  const nodes: [Node, Node] = [await start(), await start()];
  const sink = await startSmtp();
  try {
    const firm = await nodes[0].house.setUp();
    const made = async (path: string, body: object): Promise<string> => {
      const answer = await firm.call('POST', `${firm.root}${path}`, body);
      assert.equal(answer.status, 201, answer.text);
      return (answer.body as { id: string }).id;
    };
    const settings = { host: '127.0.0.1', port: sink.port, security: 'none', from: 'alarm@musterbau.example' };
    await made('/channels', { kind: 'email', name: 'Hausmail', settings });
    const steps = [];
    for (let minute = STEP_EVERY; minute <= minutes; minute += STEP_EVERY) {
      const addresses = [{ kind: 'email', value: `minute${minute}@musterbau.example`, label: '', withoutInternet: false }];
      const id = await made('/contacts', { name: `Minute ${minute}`, company: '', note: '', language: 'de', addresses });
      steps.push({ afterMinutes: minute, targets: [{ kind: 'person', id }] });
    }
    const policyId = await made('/escalation-policies', { name: 'Alle drei Minuten', steps });
    const set = await firm.call('PUT', `${firm.root}/escalation/policy`, { policyId });
    assert.equal(set.status, 204, set.text);

    const arrived: Arrived[] = [];
    const began = clock.now();
    const second = () => Math.round((clock.now() - began) / 1000);
    sink.onMail = (mail) => {
      const to = mail.to.join();
      const due = Number(/minute(\d+)@/.exec(to)?.[1]) * 60;
      arrived.push({ to, id: mail.headers.get('message-id') ?? '', lateS: second() - due });
    };
    await made('/incidents', { mode: 'actual', title: 'Zwei Knoten' });

    let turn = 0;
    while (second() <= minutes * 60 + 20) {
      const [minute, within] = [Math.floor(second() / 60), second() % (STEP_EVERY * 60)];
      const side = turn % 2 === 0 ? 0 : 1;
      if (within === STEP_EVERY * 60 - 20) nodes[side].cable.cut();
      if (within === 60 && minute > 1) {
        // Every second pair of turns it comes back as a new process; else the line is mended.
        if (turn % 4 >= 2) nodes[side] = await start();
        else nodes[side].cable.mend();
        turn++;
      }
      await clock.forward(1000);
      const due = Math.floor(second() / (STEP_EVERY * 60));
      for (const end = Date.now() + DUE_MS; arrived.length < due && Date.now() < end; ) await wait(10);
      await wait(within <= 5 || within >= STEP_EVERY * 60 - 2 ? BUSY_MS : QUIET_MS);
    }
    return { due: steps.length, arrived, failures: started.map(({ house }) => house.faults.length) };
  } finally {
    for (const { cable } of started) cable.mend();
    for (const { house, cable } of started) {
      await house.close();
      await cable.close();
    }
    await sink.close();
  }
}

/** Within its second, and the sweep of the node that is left. */
const LATE_AT_MOST_S = 3;

export function sentOnceAndOnTime({ due, arrived, failures }: Run): void {
  assert.ok(failures[0] && failures[1], `both lost their line: ${failures.join()}`);
  assert.equal(arrived.length, due, JSON.stringify(arrived));
  assert.equal(new Set(arrived.map(({ to }) => to)).size, due);
  assert.equal(new Set(arrived.map(({ id }) => id)).size, due);
  for (const { to, lateS } of arrived) assert.ok(lateS >= 0 && lateS <= LATE_AT_MOST_S, `${to} came ${lateS} s after its time`);
}
