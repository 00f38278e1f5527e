import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { onBothDatabases } from '../../test/world/databases.ts';
import type { Hearing } from './hearing.ts';
import { outboxWorker } from './outbox.ts';

const Numbered = z.object({ n: z.number() });

onBothDatabases('the outbox', (open) => {
  test('a hundred events are heard once each, in their order, though one hearer fails at one of them; that one is told again', async () => {
    const { work, workAcross, org, clock } = await open();
    await work(org, async (tx) => {
      for (let n = 0; n < 100; n++) tx.emit({ type: 'thing.happened', data: { n } });
    });
    const heard: Record<string, number[]> = { sure: [], failing: [] };
    let isBroken = true;
    const note = (hearer: string, refuses: (n: number) => boolean): Hearing => ({
      event: 'thing.happened',
      hearer,
      hear: async (tx, { data }) => {
        const { n } = Numbered.parse(data);
        if (refuses(n)) throw new Error('does not like seven');
        await tx.db
          .insertInto('installation')
          .values({ name: `${hearer}-${n}`, value: '1' })
          .execute();
        heard[hearer]?.push(n);
      },
    });
    const faults: string[] = [];
    const worker = outboxWorker(workAcross, [note('sure', () => false), note('failing', (n) => isBroken && n === 7)], (hearer) =>
      faults.push(hearer),
    );
    const turn = () => worker.run({ now: clock.now(), node: 'a', signal: new AbortController().signal });
    const kept = async (hearer: string) =>
      (await workAcross(({ db }) => db.selectFrom('installation').select('name').where('name', 'like', `${hearer}-%`).execute())).length;
    const next = await turn();
    assert.ok(next !== null && next > clock.now(), 'it says when it wants to try again');
    assert.deepEqual(faults, ['failing']);
    assert.equal(await kept('sure'), 100);
    assert.equal(await kept('failing'), 99);
    const [fault] = await workAcross(({ db }) => db.selectFrom('outbox').select('fault').where('fault', 'is not', null).execute());
    assert.match(fault?.fault ?? '', /failing: does not like seven/);

    isBroken = false;
    await clock.forward('PT10M');
    assert.equal(await turn(), null);
    assert.equal(await kept('failing'), 100);
    assert.deepEqual(await workAcross(({ db }) => db.selectFrom('outbox').select('id').where('fault', 'is not', null).execute()), []);
    const once = (list: readonly number[] = []) => [...new Set(list)];
    assert.deepEqual(
      once(heard['sure']),
      Array.from({ length: 100 }, (_, n) => n),
      'in their order',
    );
  });

  test('while hundreds of events are heard, everything else goes on having its turn', async () => {
    const { work, workAcross, org, clock } = await open();
    await work(org, async (tx) => {
      for (let n = 0; n < 300; n++) tx.emit({ type: 'thing.happened', data: { n } });
    });
    let heard = 0;
    const hearing: Hearing = {
      event: 'thing.happened',
      hearer: 'slow',
      hear: async () => {
        heard++;
        // Some work: ten of these are more than may be done at a time.
        for (const end = performance.now() + 1; performance.now() < end; );
      },
    };
    let [before, most, over] = [0, 0, false];
    const look = () => {
      most = Math.max(most, heard - before);
      before = heard;
      if (!over) setImmediate(look);
    };
    setImmediate(look);
    await outboxWorker(workAcross, [hearing], (_, error) => assert.fail(String(error))).run({
      now: clock.now(),
      node: 'a',
      signal: new AbortController().signal,
    });
    over = true;
    assert.equal(heard, 300);
    assert.ok(most <= 20, `${most} events were heard without a pause`);
  });
});
