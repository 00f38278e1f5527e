import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onBothDatabases } from '../../../test/world/databases.ts';
import { toIso } from '../../kernel/instant.ts';
import { scans } from './discovery.store.ts';
import { repeatWorker } from './repeat.jobs.ts';
import { repeats } from './repeat.store.ts';

onBothDatabases('monthly scans', (open) => {
  test('nothing is looked at unasked; once switched on, each month one scan is asked for, by one node, until it is switched off', async () => {
    const { work, workAcross, org, clock } = await open();
    const worker = repeatWorker(workAcross);
    const turn = (node = 'one') => worker.run({ now: clock.now(), node, signal: new AbortController().signal });
    const asked = async () => (await work(org, (tx) => scans(tx).list(100))).map(({ domain }) => domain);
    const over = async () =>
      work(org, async (tx) => {
        for (const { id } of await scans(tx).list(100)) await scans(tx).end(id, { state: 'failed', report: null, fault: 'no line' });
      });
    assert.equal(await turn(), null);
    assert.deepEqual(await asked(), []);

    const due = await work(org, (tx) => repeats(tx).start('firma.example', 'Europe/Berlin', 'Eva'));
    assert.equal(toIso(due), '2026-12-24T05:00:00.000Z');
    await clock.forward('P1D');
    assert.equal(await work(org, (tx) => repeats(tx).start('firma.example', 'Europe/Berlin', 'Otto')), due, 'pressing twice moves nothing');
    assert.equal(await turn(), due);
    assert.deepEqual(await asked(), []);

    await clock.forward('P29D');
    const [next] = await Promise.all([turn('one'), turn('two')]);
    assert.ok(next !== null);
    assert.deepEqual(await asked(), ['firma.example']);
    assert.deepEqual(await work(org, (tx) => repeats(tx).unseen()), [], 'nothing to tell before it is over');
    await over();
    const [told = assert.fail('no notice')] = await work(org, (tx) => repeats(tx).unseen());
    await work(org, (tx) => repeats(tx).takeNote(told, 'Eva'));
    assert.deepEqual(await work(org, (tx) => repeats(tx).unseen()), []);

    await clock.forward('P100D');
    await turn();
    assert.equal((await asked()).length, 2, 'a hundred days without a server are one scan, not three');
    await clock.forward('P31D');
    await turn();
    assert.equal((await asked()).length, 2, 'what still runs is not scanned twice');
    await over();
    await work(org, (tx) => repeats(tx).stop('firma.example'));
    assert.deepEqual(await work(org, (tx) => repeats(tx).list()), []);
    await clock.forward('P60D');
    assert.equal(await turn(), null);
    assert.equal((await asked()).length, 2);
    await assert.rejects(
      work(org, async (tx) => repeats(tx).takeNote(tx.newId(), 'Eva')),
      /notice/,
    );
  });
});
