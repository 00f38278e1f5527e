import { nextDue, settle } from '../../db/claim.ts';
import type { Tx, WorkAcross } from '../../db/work.ts';
import type { Worker } from '../../jobs/worker.ts';
import { instant } from '../../kernel/instant.ts';
import { inventory } from '../../know/inventory/inventory.store.ts';
import { organisations } from '../../trust/organisations/organisations.store.ts';
import { signals } from '../signals/signals.store.ts';
import type { Backup } from './reader.ts';
import { claimTest, type DueTest, LEASE, renewLease, restores } from './restores.store.ts';
import { restoreWords } from './restores.texts.ts';
import { forModel, type Known, lastOf, type Measured, nextTest, type RestoreOutcome, scaled } from './restores.ts';
import { type Restoring, restoreSample } from './restoring.jobs.ts';

/** What the model says of the resource of the check; null when it has none that is there. */
async function known(tx: Tx, nodeId: string | null): Promise<Known | null> {
  if (nodeId === null) return null;
  const node = (await inventory(tx).nodes()).find(({ key }) => key === nodeId);
  const model = (await inventory(tx).modelOf()).nodes.find(({ id }) => id === nodeId);
  if (!node || !model) return null;
  const origin = node.origins['restore'];
  return { likelyMs: model.restore?.likely ?? null, tested: origin?.source === 'tested' ? { evidence: origin.evidence } : null };
}

/** Writes the time to the model where it may stand there, and says what it means. */
async function learn(tx: Tx, test: DueTest, measured: Measured): Promise<(RestoreOutcome & { kind: 'passed' })['model']> {
  const runs = await restores(tx).runs(test.checkId);
  const before =
    runs.flatMap(({ outcome }) => (outcome.kind === 'passed' && outcome.model.written ? [outcome.model.evidence] : []))[0] ?? null;
  const decided = forModel(measured, test.settings, await known(tx, test.nodeId), before);
  if (!decided.written || test.nodeId === null) return decided.written ? { written: false, because: 'no-node' } : decided;
  const { language } = await organisations(tx).byId(tx.org);
  const evidence = restoreWords(language).evidence(test.name, measured, scaled(measured), decided.restMs, language);
  await inventory(tx).recordMeasuredRestore({ nodeId: test.nodeId, ms: decided.ms, at: tx.now, evidence });
  return { written: true, nodeId: test.nodeId, ms: decided.ms, restMs: decided.restMs, evidence };
}

const named = ({ name, at }: Backup) => ({ name: name.slice(0, 300), at });

async function outcomeOf(tx: Tx, test: DueTest, done: Exclude<Restoring, { kind: 'stopped' }>): Promise<RestoreOutcome> {
  if (done.kind === 'not-run') return done;
  if (done.kind === 'failed') return { kind: 'failed', backup: done.backup && named(done.backup), fault: done.fault };
  const { measured, proven, checked } = done;
  return {
    kind: 'passed',
    backup: named(done.backup),
    files: measured.sample.files,
    bytes: measured.sample.bytes,
    ms: Math.round(measured.ms),
    totalFiles: measured.total.files,
    totalBytes: measured.total.bytes,
    estimateMs: scaled(measured),
    proven,
    checked,
    model: await learn(tx, test, measured),
  };
}

/** A backup that cannot be restored is a signal; it stops nothing today, so it is told with the morning's summary. */
async function tell(tx: Tx, { checkId, name }: DueTest, outcome: RestoreOutcome): Promise<void> {
  if (outcome.kind === 'not-run') return;
  if (outcome.kind === 'passed') {
    await signals(tx).close('restores', name, checkId, { by: 'source', who: '', reason: '' });
    return;
  }
  const { language } = await organisations(tx).byId(tx.org);
  const title = restoreWords(language).failed(name, outcome.fault);
  const facts = { key: checkId, severity: 'critical', meaning: 'note', names: [name], nodeId: null, since: tx.now } as const;
  await signals(tx).open('restores', name, { ...facts, title, body: JSON.stringify(outcome.fault) });
}

/** Runs restore tests that are due, one at a time on each node. */
export function restoreWorker(workAcross: WorkAcross): Worker {
  async function perform(test: DueTest, node: string, signal: AbortSignal): Promise<void> {
    const renewing = setInterval(() => {
      // When the database does not answer, the lease runs out, and what comes of this run does not count.
      workAcross((across) => renewLease(across, node, test.lease)).catch(() => undefined);
    }, LEASE / 5);
    let done: Restoring;
    try {
      done = await restoreSample(test, signal);
    } finally {
      clearInterval(renewing);
    }
    await workAcross(async (across) => {
      const tx = across.in(test.org);
      const store = restores(tx);
      // Somebody took the test away meanwhile.
      const stored = await store.find(test.checkId);
      if (!stored) return;
      if (done.kind === 'stopped') return void (await settle(across.db, 'restore_test', node, test.lease, across.now));
      if (!(await settle(across.db, 'restore_test', node, test.lease, null))) return;
      const run = { at: across.now, outcome: await outcomeOf(tx, test, done) };
      await store.keep(test.checkId, run);
      const due = nextTest(stored.settings, lastOf([run]), across.now, await store.zone());
      await store.setDue(test.checkId, due);
      await tell(tx, test, run.outcome);
    });
  }

  return {
    name: 'restore-tests',
    wakesOn: ['restore-test'],
    run: async ({ node, signal }) => {
      while (!signal.aborted) {
        const test = await workAcross((across) => claimTest(across, node));
        if (!test) break;
        await perform(test, node, signal);
      }
      const next = await workAcross(({ db }) => nextDue(db, 'restore_test'));
      return next === null ? null : instant(next);
    },
  };
}
