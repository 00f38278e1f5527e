import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onBothDatabases, type TestDatabase } from '../../../test/world/databases.ts';
import { newId } from '../../kernel/id.ts';
import { DAY, HOUR, instant, MINUTE } from '../../kernel/instant.ts';
import { auditTidyWorker } from '../../trust/audit/audit.jobs.ts';
import { audit } from '../../trust/audit/audit.store.ts';
import { holds } from '../../trust/holds/holds.store.ts';
import { signalTidyWorker } from '../signals/signals.jobs.ts';
import { signals } from '../signals/signals.store.ts';
import { CheckInput } from './checks.contract.ts';
import { checks } from './checks.store.ts';
import { gatherWorker } from './gather.jobs.ts';
import { history } from './history.store.ts';
import { encodeJournal } from './history.ts';
import { manyChecks } from './many.store.ts';

/** Results a day: one in ten minutes. */
const A_DAY = 144;

type Kept = { readonly results: number; readonly minutes: number; readonly signals: number; readonly audit: number };

/** A firm with one check, and a signal and a line of the audit each day. */
async function firm({ clock, work, workAcross, database }: TestDatabase, org: string) {
  const turn = () => ({ now: clock.now(), node: 'a', signal: new AbortController().signal });
  const workers = [gatherWorker(workAcross), signalTidyWorker(workAcross), auditTidyWorker(workAcross)];
  const input = CheckInput.parse({ name: 'Website', kind: 'http', config: { url: 'http://127.0.0.1/' } });
  const { id: checkId } = await work(org, (tx) => checks(tx).add(input, 'website'));

  async function oneDay(): Promise<void> {
    const from = clock.now();
    const up = { checkId, outcome: 'up', ms: 5, maintenance: false, detail: null } as const;
    const entries = Array.from({ length: A_DAY }, (_, n) => ({ ...up, at: instant(from + n * 10 * MINUTE) }));
    await database.db.updateTable('check_state').set({ last_at: from }).where('check_id', '=', checkId).execute();
    await work(org, async (tx) => {
      await history(tx).append(tx.newId(), from, encodeJournal(entries, from));
      await audit(tx).note('Eva', 'thing.changed', 'thing', {});
      const facts = { key: tx.newId(), severity: 'info', meaning: 'note', title: 'Hinweis', names: ['x'], nodeId: null } as const;
      await signals(tx).open('person', 'Eva', { ...facts, since: from, body: '' });
      await signals(tx).close('person', 'Eva', facts.key, { by: 'person', who: 'Eva', reason: '' });
    });
    clock.set(instant(from + DAY));
    for (const worker of workers) await worker.run(turn());
  }

  return {
    remove: () => work(org, (tx) => manyChecks(tx).remove([checkId])),
    isThere: async () => (await database.db.selectFrom('check').select('id').where('id', '=', checkId).execute()).length === 1,
    days: async (count: number) => {
      for (let day = 0; day < count; day++) await oneDay();
    },
    /** Lets time pass in which nobody does anything; clean-up runs at its end. */
    pass: async (days: number) => {
      clock.set(instant(clock.now() + days * DAY));
      for (const worker of workers) await worker.run(turn());
    },
    kept: (): Promise<Kept> =>
      work(org, async (tx) => {
        const until = instant(clock.now() + HOUR);
        return {
          results: (await history(tx).results(checkId, instant(0), until)).length,
          minutes: (await history(tx).minutes(checkId, instant(0), until)).length,
          signals: (await signals(tx).list({ state: 'all' })).length,
          audit: (await tx.db.selectFrom('audit').select('id').where('org_id', '=', org).execute()).length,
        };
      }),
  };
}

onBothDatabases('what an incident keeps', (open) => {
  test('single results go after two days; what an open incident keeps stays, however long it takes, until it is released', async () => {
    const world = await open();
    const { work, org, clock } = world;
    const eva = await firm(world, org);
    await eva.days(6);
    const quiet = await eva.kept();
    assert.ok(quiet.results >= 2 * A_DAY && quiet.results < 3 * A_DAY, `${quiet.results} single results of two days`);
    assert.equal(quiet.minutes, 6 * A_DAY);
    const incident = newId(clock.now());
    // The event may be told twice.
    for (let n = 0; n < 2; n++) await work(org, (tx) => holds(tx).begin(incident));
    await eva.days(4);
    const during = await eva.kept();
    assert.equal(during.results, quiet.results + 4 * A_DAY);
    await eva.remove();
    // Longer than any of it is kept else.
    await eva.pass(1600);
    assert.deepEqual(await eva.kept(), { results: during.results, minutes: 10 * A_DAY, signals: 10, audit: 10 });
    // Of two incidents one is released: the other goes on keeping.
    const later = newId(clock.now());
    await work(org, (tx) => holds(tx).begin(later));
    await work(org, (tx) => holds(tx).release(later));
    await eva.pass(1);
    assert.equal((await eva.kept()).results, during.results);
    assert.equal(await eva.isThere(), true, 'a check that was deleted meanwhile');
    await work(org, (tx) => holds(tx).release(incident));
    await eva.pass(1);
    assert.deepEqual(await eva.kept(), { results: 0, minutes: 0, signals: 0, audit: 0 });
    assert.equal(await eva.isThere(), false);
  });

  test('an incident keeps minutes from fourteen days before it was opened on', async () => {
    const world = await open();
    const { work, org, clock } = world;
    const eva = await firm(world, org);
    await eva.days(20);
    await work(org, (tx) => holds(tx).begin(newId(clock.now())));
    await eva.pass(30);
    const { minutes } = await eva.kept();
    assert.ok(minutes >= 14 * A_DAY && minutes <= 16 * A_DAY, `${minutes / A_DAY} days`);
  });

  test('the incident of one organisation keeps nothing of another', async () => {
    const world = await open();
    const { work, org, clock } = world;
    const other = await firm(world, await world.another());
    await work(org, (tx) => holds(tx).begin(newId(clock.now())));
    await other.days(4);
    assert.ok((await other.kept()).results < 3 * A_DAY);
  });
});
