import type { Tx, WorkAcross } from '../../db/work.ts';
import type { Worker } from '../../jobs/worker.ts';
import type { Clock } from '../../kernel/clock.ts';
import { DAY, MINUTE, plus, SECOND } from '../../kernel/instant.ts';
import { withoutSecrets } from '../../kernel/secretfields.ts';
import { slots } from '../../outbound/slots.ts';
import { ownLineIsDead } from '../../watch/checks/order.store.ts';
import { cameBack, nextStep } from './alerting.cases.ts';
import type { Reason } from './alerting.ts';
import { alerts } from './alerts.store.ts';
import { channels } from './channels/index.ts';
import { because } from './channels/refusal.texts.ts';
import { type ChannelSettings, causeOfChannel, channelSettings } from './channels.store.ts';
import { deliveries } from './deliveries.store.ts';
import { type LaneDeps, laneWorker } from './lane.jobs.ts';
import { auditWorker } from './paging/audit.jobs.ts';
import { wayIsDead, wayIsOver } from './paging/deadway.on.ts';
import { de, en } from './paging/paging.texts.ts';
import { mailboxWorker } from './replies/mailbox.jobs.ts';
import { inboxWorker, shortMessageWorker } from './replies/replies.jobs.ts';
import { selfTestWorker } from './selftest/selftest.jobs.ts';
import { alertsDue, everyChannel, nextTimer } from './sending.store.ts';

/** Fires the steps of alerts that nobody has acknowledged in time. */
function stepsWorker(workAcross: WorkAcross, onFault: LaneDeps['onFault']): Worker {
  return {
    name: 'alert-steps',
    wakesOn: ['alert'],
    run: async ({ signal }) => {
      for (const { org, alertId } of await workAcross(alertsDue)) {
        if (signal.aborted) return null;
        try {
          await workAcross((across) => nextStep(across.in(org), alertId));
        } catch (error) {
          onFault(`alert ${alertId}`, error);
        }
      }
      const next = await workAcross(nextTimer);
      return next;
    },
  };
}

const LOOK_EVERY = 20 * SECOND;

/** A channel that has been stuck for so long is a signal. */
const DEAD_AFTER = 5 * MINUTE;

async function tellOfDead(tx: Tx, { id, name, trouble }: ChannelSettings, reason: Reason | null): Promise<void> {
  const cause = causeOfChannel(id);
  if (reason === null) return wayIsOver(tx, cause, name);
  if (trouble === null || tx.now - trouble.since < DEAD_AFTER) return;
  const others = (await channelSettings(tx).list()).some((one) => one.id !== id && one.trouble === null);
  const title = { de: de.own.channelDead(name), en: en.own.channelDead(name) };
  const says = { de: de.own.channelSignal(name), en: en.own.channelSignal(name) };
  await wayIsDead(tx, { cause, name, since: trouble.since, title, detail: reason, says, alone: !others });
}

/** What the modem took and could not send has failed, and is told at the person it was for. */
async function noteReturned(tx: Tx, channel: string, returned: readonly string[]): Promise<void> {
  for (const delivery of await deliveries(tx).takenBy(channel, returned, plus(tx.now, -2 * DAY)))
    await cameBack(tx, await alerts(tx).get(delivery.alertId), delivery, because.modemGaveUp(delivery.address));
}

/** So long a look may take. */
const LOOK_MS = 8 * SECOND;
/** So many at once: a peer that does not answer keeps nobody waiting. */
const LOOKS_AT_ONCE = 16;

/**
 * Looks at one channel. What needs the Internet is not told as dead while the own line is: that is told already, as what it is.
 */
async function lookAt({ workAcross, clock }: Looking, { org, channel }: OfFirm, closing: AbortSignal): Promise<void> {
  const kind = channels.find((one) => one.kind === channel.kind);
  const ready = kind?.with({ ...channel.settings.open, ...channel.settings.secret });
  if (!kind || !ready?.ok) return;
  const { look, returned: returnedBy } = ready.value;
  const lookedLately = channel.trouble === null && channel.lookedAt !== null && clock.now() - channel.lookedAt < (kind.looksEveryMs ?? 0);
  const limit = AbortSignal.any([closing, AbortSignal.timeout(LOOK_MS)]);
  const found = look && !lookedLately ? await look(clock.now(), limit) : null;
  const returned = await returnedBy(clock.now());
  if (closing.aborted || (found === null && returned.length === 0)) return;
  await workAcross(async (across) => {
    const tx = across.in(org);
    await noteReturned(tx, channel.kind, returned);
    if (found === null) return;
    const reason = found.ok ? null : withoutSecrets(found.reason, channel.settings.secret);
    const cutOff = reason !== null && kind.withoutInternet.answer === 'no' && (await ownLineIsDead(across, org));
    if (!cutOff) await tellOfDead(tx, channel, reason);
    if (!(await channelSettings(tx).noteLook(channel.id, reason))) return;
    const data = { channelId: channel.id, kind: channel.kind, name: channel.name, at: across.now };
    tx.emit(reason === null ? { type: 'channel.came-up', data } : { type: 'channel.went-down', data: { ...data, reason } });
  });
}

type Looking = Pick<LaneDeps, 'workAcross'> & { readonly clock: Clock };
type OfFirm = { readonly org: string; readonly channel: ChannelSettings };

/** Looks at the channels that can be looked at without sending, and tells when one goes down or comes up. */
export function looksWorker(workAcross: WorkAcross, clock: Clock, onFault: LaneDeps['onFault']): Worker {
  const room = slots(LOOKS_AT_ONCE);
  return {
    name: 'channel-looks',
    wakesOn: ['channel'],
    run: async ({ signal }) => {
      const one = async (of: OfFirm) => {
        const leave = await room.enter();
        try {
          if (!signal.aborted) await lookAt({ workAcross, clock }, of, signal);
        } catch (error) {
          onFault(`channel ${of.channel.kind}`, error);
        } finally {
          leave();
        }
      };
      await Promise.all((await workAcross(everyChannel)).map(one));
      return signal.aborted ? null : plus(clock.now(), LOOK_EVERY);
    },
  };
}

/** Everything the alerting runs: a lane for each kind of channel, the steps, the looks. */
export const alertingWorkers = (deps: LaneDeps & { readonly clock: Clock }): Worker[] => [
  ...channels.map((channel) => laneWorker(channel, deps)),
  stepsWorker(deps.workAcross, deps.onFault),
  looksWorker(deps.workAcross, deps.clock, deps.onFault),
  auditWorker(deps.workAcross, deps.onFault),
  inboxWorker(deps.workAcross, deps.clock, deps.onFault),
  selfTestWorker(deps.workAcross),
  mailboxWorker(deps.workAcross, deps.clock, deps.onFault),
  shortMessageWorker(deps.workAcross, deps.clock, deps.onFault),
];
