import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { onBothDatabases } from '../../../test/world/databases.ts';
import { scratchFolder } from '../../../test/world/scratch.ts';
import { parseDuration } from '../../kernel/instant.ts';
import { inventory } from '../../know/inventory/inventory.store.ts';
import { NodeContents } from '../../know/inventory/inventory.ts';
import { CheckInput } from '../checks/checks.contract.ts';
import { checks } from '../checks/checks.store.ts';
import { manyChecks } from '../checks/many.store.ts';
import { signals } from '../signals/signals.store.ts';
import { restoreWorker } from './restores.jobs.ts';
import { restores } from './restores.store.ts';
import { RestoreSettings } from './restores.ts';

const scratch = scratchFolder('restore-store');
after(() => scratch.remove());
const [files, place] = [join(scratch.path, 'files'), join(scratch.path, 'place')];
for (const path of [files, place]) mkdirSync(path);

onBothDatabases('restore tests', (open) => {
  const set = (rest: object = {}) => RestoreSettings.parse({ scratch: place, ...rest });
  const spoil = () => writeFileSync(join(files, 'erp.bak.sha256'), `${'0'.repeat(64)}  erp.bak\n`);
  const mend = () => writeFileSync(join(files, 'erp.bak.sha256'), '');

  async function world() {
    const opened = await open();
    const { work, org, clock, workAcross } = opened;
    writeFileSync(join(files, 'erp.bak'), Buffer.alloc(2_000_000, 7));
    mend();
    const { id, key } = await work(org, async (tx) => {
      const restore = { best: 'PT1H', likely: 'PT4H', worst: 'PT8H', source: 'guess' };
      const node = await inventory(tx).addNode(NodeContents.parse({ kind: 'system', name: 'ERP', restore }));
      const input = CheckInput.parse({ name: 'Sicherung ERP', kind: 'folder', config: { path: files, ending: '.bak' }, nodeId: node.key });
      return { id: (await checks(tx).add(input, files)).id, key: node.key };
    });
    const worker = restoreWorker(workAcross);
    const turn = () => worker.run({ now: clock.now(), node: 'node-1', signal: new AbortController().signal });
    const node = () => work(org, (tx) => inventory(tx).node(key));
    const latest = async () => (await work(org, (tx) => restores(tx).runs(id)))[0]?.outcome;
    const openSignals = async () =>
      (await work(org, (tx) => signals(tx).list({ state: 'open' }))).map(({ source, title }) => [source, title]);
    return { ...opened, id, turn, node, latest, openSignals };
  }

  test('runs in the night, writes the measured time and what was said of the rest to the model as tested, and says how', async () => {
    const { work, org, clock, id, turn, node, latest } = await world();
    await work(org, (tx) => restores(tx).put(id, set({ restMinutes: 90 })));
    const due = (await work(org, (tx) => restores(tx).find(id)))?.dueAt ?? null;
    assert.equal(await turn(), due);
    assert.equal(await latest(), undefined);
    clock.set((due ?? 0) as never);
    const next = await turn();
    assert.ok(next !== null && next - (due ?? 0) >= 29 * 86_400_000, 'again in a month');
    const outcome = await latest();
    assert.ok(outcome?.kind === 'passed' && outcome.model.written, JSON.stringify(outcome));
    const { restore, origins } = await node();
    assert.equal(restore?.source, 'tested');
    assert.equal(parseDuration(restore?.likely ?? ''), Math.round(outcome.model.ms / 1000) * 1000);
    assert.ok(outcome.model.ms >= 90 * 60_000 && outcome.model.ms < 91 * 60_000);
    assert.equal(restore?.worst, 'PT8H');
    assert.match(
      origins['restore']?.evidence ?? '',
      /Rückspieltest „Sicherung ERP“: 2 MB in .*; dazu 1 h 30 min für alles andere \(Angabe\)/,
    );
    assert.deepEqual(readdirSync(place), []);
  });

  test('without a word about the rest the guess in the model stays, and the screen can say why', async () => {
    const { work, org, id, turn, node, latest } = await world();
    await work(org, (tx) => restores(tx).put(id, set()));
    await work(org, (tx) => restores(tx).askRun(id));
    await turn();
    const outcome = await latest();
    assert.ok(outcome?.kind === 'passed' && !outcome.model.written && outcome.model.because === 'no-rest');
    assert.equal((await node()).restore?.source, 'guess');
  });

  test('a wrong checksum is one signal that says what to do, and goes when a later test passes', async () => {
    const { work, org, clock, id, turn, node, openSignals, database } = await world();
    await work(org, (tx) => restores(tx).put(id, set({ restMinutes: 90 })));
    const again = async () => {
      await work(org, (tx) => restores(tx).askRun(id));
      clock.set((clock.now() + 1000) as never);
      await turn();
    };
    spoil();
    await again();
    await again();
    const [only, ...more] = await openSignals();
    assert.deepEqual([only?.[0], more], ['restores', []]);
    assert.match(only?.[1] ?? '', /Rückspieltest „Sicherung ERP“ gescheitert, bitte neu sichern und prüfen: .*erp\.bak\.sha256/);
    assert.equal((await node()).restore?.source, 'guess');
    mend();
    await again();
    assert.deepEqual(await openSignals(), []);
    const told = await database.db.selectFrom('outbox').select('type').where('type', 'like', 'signal.%').orderBy('id').execute();
    assert.deepEqual(
      told.map(({ type }) => type),
      ['signal.opened', 'signal.cleared'],
    );
  });

  test('what cannot be run tells nobody that the backup is bad, and is tried again in the next night', async () => {
    const { work, org, clock, id, turn, latest, openSignals } = await world();
    await work(org, (tx) => restores(tx).put(id, set({ scratch: join(scratch.path, 'nowhere') })));
    await work(org, (tx) => restores(tx).askRun(id));
    const next = await turn();
    const outcome = await latest();
    assert.ok(outcome?.kind === 'not-run' && outcome.why.code === 'no-scratch');
    assert.ok(next !== null && next - clock.now() <= 86_400_000);
    assert.deepEqual(await openSignals(), []);
  });

  test('rests while its check is deleted, and goes with it', async () => {
    const { work, org, id, turn, latest, clock, database } = await world();
    await work(org, (tx) => restores(tx).put(id, set()));
    await work(org, (tx) => restores(tx).askRun(id));
    await work(org, (tx) => manyChecks(tx).remove([id]));
    const next = await turn();
    assert.deepEqual([await latest(), next], [undefined, clock.now() + 86_400_000]);
    await database.db.deleteFrom('check').where('id', '=', id).execute();
    assert.equal(await work(org, (tx) => restores(tx).find(id)), null);
  });
});
