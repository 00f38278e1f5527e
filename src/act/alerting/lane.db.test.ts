import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onBothDatabases } from '../../../test/world/databases.ts';
import { startSmtp } from '../../../test/world/smtp.ts';
import { until } from '../../../test/world/until.ts';
import { duration, SECOND } from '../../kernel/instant.ts';
import { acceptAlert } from './alerting.on.ts';
import { channels } from './channels/index.ts';
import { addChannelNow } from './channels.cases.ts';
import { laneWorker } from './lane.jobs.ts';
import { claimJobs } from './sending.store.ts';

const PEOPLE = 60;

onBothDatabases('a lane', (open) => {
  test('what a node has taken on stays its own while a mail server takes its time, so that no other node sends it as well', async () => {
    const world = await open();
    const held: (() => void)[] = [];
    let holds = true;
    const goOn = () => {
      holds = false;
      for (const go of held.splice(0)) go();
    };
    const sink = await startSmtp({ onRcptTo: (_address, _session, done) => void (holds ? held.push(() => done()) : done()) });
    await world.work(world.org, async (tx) => {
      const settings = { host: '127.0.0.1', port: sink.port, security: 'none', from: 'alarm@musterbau.example' };
      await addChannelNow(tx, 'Eva', 'email', 'Hausmail', settings);
      const recipients = Array.from({ length: PEOPLE }, (_, n) => ({
        contactId: `p${n}`,
        name: `Person ${n}`,
        language: 'de' as const,
        addresses: [{ kind: 'email', value: `p${n}@musterbau.example` }],
      }));
      const words = { de: 'Alarm', en: 'Alert' };
      const source = { kind: 'incident', id: '01900000-0000-7000-8000-00000000aaaa' } as const;
      await acceptAlert(tx, { source, mode: 'actual', subject: words, text: words, steps: [{ delayMs: 0, recipients }], needed: 1 });
    });
    const email = channels.find(({ kind }) => kind === 'email');
    assert.ok(email);
    const faults: unknown[] = [];
    const onFault = (_where: string, error: unknown) => faults.push(error);
    const lane = laneWorker(email, { workAcross: world.workAcross, publicBase: () => 'https://krisenfest.example', onFault });
    const { signal } = new AbortController();
    const run = () => lane.run({ now: world.clock.now(), node: 'a', signal });
    try {
      let next = await run();
      await until('as many as there are places are under way', () => held.length === email.atOnce || undefined);
      // Half a minute, of which a lease is a half.
      for (let round = 0; round < 5; round++) {
        assert.ok(next !== null && next - world.clock.now() <= 6 * SECOND, 'it does not ask for a turn in time to hold what it has');
        await world.clock.forward('PT6S');
        next = await run();
      }
      const others = await world.workAcross((across) =>
        claimJobs(across, { channel: 'email', node: 'b', leaseFor: duration(15 * SECOND), limit: 2 * PEOPLE }),
      );
      goOn();
      await until('what the first has taken on is sent', () => sink.mails.length + others.length >= PEOPLE || undefined);
      const sent = sink.mails.flatMap(({ to }) => to);
      const theirs = others.map(({ delivery }) => delivery.address);
      assert.ok(theirs.length > 0);
      assert.equal(new Set([...sent, ...theirs]).size, PEOPLE);
      assert.equal(sent.length + theirs.length, PEOPLE);
      assert.deepEqual(faults, []);
    } finally {
      goOn();
      await lane.finish?.();
      await sink.close();
    }
  });
});
