import type { WorkAcross } from '../../db/work.ts';
import type { Worker } from '../../jobs/worker.ts';
import { duration, type Instant, instant, plus, SECOND } from '../../kernel/instant.ts';
import { withoutSecrets } from '../../kernel/secretfields.ts';
import { acknowledge, hurryIfNobody } from './alerting.cases.ts';
import { type Outcome, wayFor, worthTelling } from './alerting.ts';
import type { KnownChannel } from './channel.ts';
import { because } from './channels/refusal.texts.ts';
import { refused } from './channels/unreached.ts';
import type { ChannelSettings } from './channels.store.ts';
import { compose } from './compose.ts';
import { deliveries, dueOn } from './deliveries.store.ts';
import { answerAddress } from './replies/mailbox.ts';
import { claimJobs, freeLeasesOfOthers, type Job, nextDelivery, renewLeases, type Settled, settleJobs } from './sending.store.ts';

/** Short, so that what a killed node had claimed is free soon; renewed while sends are under way. */
const LEASE = duration(15 * SECOND);
const RENEW_AFTER = 5 * SECOND;
/** Outcomes of this long are saved together: one sync of the disk for many messages. */
const GATHER_MS = 10;
const GATHER_MOST = 64;
/** Claimed ahead per place, so that no place waits for a commit; more are claimed when only so many are left, many with one commit. */
const AHEAD = 6;
const LEFT = 2;
const GRACE_MS = 3000;
const AGAIN_MS = 1000;

export type LaneDeps = {
  readonly workAcross: WorkAcross;
  /** Address of this installation as links carry it, without a slash at the end. */
  readonly publicBase: () => string;
  readonly onFault: (where: string, error: unknown) => void;
};

const answerOf = (answer: Job['answer']) => answer && { token: answer.token, address: answerAddress(answer.mailbox, answer.token) };

const earlier = (a: Instant | null, b: Instant | null): Instant | null => (a === null || b === null ? (a ?? b) : a < b ? a : b);

/** Does it until it is done, the time is over or the house closes; leaves no timer behind. */
async function within<T>(ms: number, closing: AbortSignal, act: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const limit = new AbortController();
  const stop = () => limit.abort();
  const timer = setTimeout(stop, ms);
  closing.addEventListener('abort', stop, { once: true });
  if (closing.aborted) stop();
  try {
    return await act(limit.signal);
  } finally {
    clearTimeout(timer);
    closing.removeEventListener('abort', stop);
  }
}

/** Tells the other rooms what became of a message, and lets the next step go when nobody can be reached. */
async function settleAll(workAcross: WorkAcross, node: string, batch: readonly Settled[]): Promise<void> {
  await workAcross(async (across) => {
    const became = await settleJobs(across, node, batch);
    for (const [n, { job, outcome }] of batch.entries()) {
      const tx = across.in(job.org);
      const next = became[n];
      tx.touch('delivery');
      tx.touch(dueOn(job.delivery.channel));
      if (!next) continue;
      const { delivery, alert } = job;
      const { contactId, name, channel, step, attempts } = delivery;
      if (alert.source.kind === 'incident') {
        const data = { alertId: alert.id, incidentId: alert.source.id, contactId, name, channel, step, at: across.now };
        if (next.state === 'handed-over') tx.emit({ type: 'delivery.handed-over', data });
        else if (worthTelling(attempts, next) && 'reason' in next && next.reason !== null)
          tx.emit({ type: 'delivery.failed', data: { ...data, reason: next.reason, final: next.state === 'failed' } });
      }
      if (outcome.kind === 'handed-over' && outcome.delivered) await deliveries(tx).noteEvidence(delivery.id, 'delivered');
      if (outcome.kind === 'handed-over' && outcome.acknowledged) await acknowledge(tx, alert.id, delivery.id, name);
      if (next.state === 'failed') await hurryIfNobody(tx, alert.id);
    }
  });
}

/**
 * Hands over what is due on one kind of channel: claims by lease, sends outside of any transaction, as many at once as the
 * channel takes, and saves the outcomes in groups. Each kind has its own, so that a dead mail server holds up no SMS.
 */
export function laneWorker(channel: KnownChannel, { workAcross, publicBase, onFault }: LaneDeps): Worker {
  const waiting: Job[] = [];
  const underway = new Set<Promise<void>>();
  const outcomes: Settled[] = [];
  /** Settings are read once for all messages of a claim. */
  const readied = new WeakMap<ChannelSettings, ReturnType<KnownChannel['with']>>();
  const closing = new AbortController();
  let node = '';
  let ending = false;
  let renewedAt = instant(0);
  let timer: NodeJS.Timeout | undefined;
  let saving: Promise<void> | undefined;

  async function attempt(job: Job): Promise<Outcome> {
    try {
      const { delivery, alert, ways, key, organisation, openInAttack, answer, to } = job;
      if (to === null) return refused(because.deviceRemoved(delivery.address), true);
      const way = ways[wayFor(delivery.attempts, ways.length)];
      if (!way) return refused(because.noChannel(channel.label), true);
      const ready = readied.get(way) ?? channel.with({ ...way.settings.open, ...way.settings.secret });
      readied.set(way, ready);
      if (!ready.ok) return refused(because.badSettings(String(ready.error.issues[0]?.path[0] ?? '?')));
      const link = `${publicBase()}/a/${job.token}`;
      const { contactId, name, language, step } = delivery;
      const recipient = { contactId, name };
      const { id: alertId, mode, source, acceptedAt, subject, text } = alert;
      const guarded = alert.attack && channel.shares.answer !== 'nothing' && !openInAttack.has(way.id);
      const said = { mode, source, alertId, step, acceptedAt, subject, text, language, organisation, recipient };
      const message = compose({ key, link, guarded, answerable: ready.value.inbox !== null, answer: answerOf(answer), ...said });
      const { createdAt } = delivery;
      const outcome = await within(channel.deadlineMs, closing.signal, (signal) => ready.value.send(to, message, { signal, createdAt }));
      if (outcome.kind === 'stopped' && !closing.signal.aborted) return refused(because.tooSlow(channel.label));
      return outcome.kind === 'refused' ? { ...outcome, reason: withoutSecrets(outcome.reason, way.settings.secret) } : outcome;
    } catch (error) {
      onFault(`channel ${channel.kind}`, error);
      return refused(because.faulty());
    }
  }

  async function save(): Promise<void> {
    while (outcomes.length > 0) {
      const batch = outcomes.splice(0, GATHER_MOST);
      try {
        await settleAll(workAcross, node, batch);
      } catch (error) {
        // What was handed over is handed over: it is kept here and saved as soon as the database takes it.
        outcomes.unshift(...batch);
        onFault(`deliveries ${channel.kind}`, error);
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
        if (ending) return;
      }
    }
  }
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    saving ??= save().finally(() => {
      saving = undefined;
    });
    return saving;
  };
  const flushSoon = () => {
    if (outcomes.length >= GATHER_MOST || (underway.size === 0 && waiting.length === 0)) void flush();
    else timer ??= setTimeout(() => void flush(), GATHER_MS);
  };

  const carry = async (job: Job): Promise<void> => {
    outcomes.push({ job, outcome: await attempt(job) });
  };
  const places = () => (ending ? 0 : channel.atOnce);
  const pump = () => {
    while (underway.size < places()) {
      const job = waiting.shift();
      if (!job) return;
      const sending = carry(job).finally(() => {
        underway.delete(sending);
        pump();
        flushSoon();
      });
      underway.add(sending);
    }
  };

  return {
    name: `deliveries-${channel.kind}`,
    wakesOn: [dueOn(channel.kind)],
    run: async (turn) => {
      const first = node === '';
      node = turn.node;
      const holds = () => underway.size + waiting.length > 0;
      const renews = holds() && turn.now - renewedAt >= RENEW_AFTER;
      const room = waiting.length > channel.atOnce * LEFT ? 0 : channel.atOnce * AHEAD - waiting.length;
      const nextRenewal = () => (holds() ? plus(renewedAt, RENEW_AFTER) : null);
      if (room === 0 && !renews) return nextRenewal();
      const { jobs, next } = await workAcross(async (across) => {
        if (first && !across.postgres) await freeLeasesOfOthers(across, node, channel.kind);
        if (renews) await renewLeases(across, node, channel.kind, LEASE);
        const claim = { channel: channel.kind, node, leaseFor: LEASE, limit: room };
        const claimed = room === 0 ? [] : await claimJobs(across, claim);
        // With all room taken, what is saved of these makes it run again.
        return { jobs: claimed, next: claimed.length === room ? null : await nextDelivery(across, channel.kind) };
      });
      if (renews || !holds()) renewedAt = turn.now;
      waiting.push(...jobs);
      pump();
      return earlier(next, nextRenewal());
    },
    finish: async () => {
      const grace = new Promise((resolve) => setTimeout(resolve, GRACE_MS).unref());
      ending = true;
      await Promise.race([Promise.all(underway), grace]);
      closing.abort();
      await Promise.all(underway);
      outcomes.push(...waiting.splice(0).map((job): Settled => ({ job, outcome: { kind: 'stopped' } })));
      await flush();
    },
  };
}
