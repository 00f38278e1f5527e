import type { WorkAcross } from '../../db/work.ts';
import type { Worker } from '../../jobs/worker.ts';
import type { Clock } from '../../kernel/clock.ts';
import { plus, SECOND } from '../../kernel/instant.ts';
import { nextStep } from './alerting.cases.ts';
import { channels } from './channels/index.ts';
import { channelSettings } from './channels.store.ts';
import { type LaneDeps, laneWorker } from './lane.jobs.ts';
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

/** Looks at the channels that can be looked at without sending (the modem's outbox), and tells when one goes down or comes up. */
function looksWorker(workAcross: WorkAcross, clock: Clock, onFault: LaneDeps['onFault']): Worker {
  return {
    name: 'channel-looks',
    wakesOn: ['channel'],
    run: async ({ signal }) => {
      for (const { org, channel } of await workAcross(everyChannel)) {
        if (signal.aborted) return null;
        const ready = channels.find(({ kind }) => kind === channel.kind)?.with({ ...channel.settings.open, ...channel.settings.secret });
        if (!ready?.ok) continue;
        try {
          const found = await ready.value.look(clock.now());
          await workAcross(async (across) => {
            const tx = across.in(org);
            const reason = found.ok ? null : found.reason;
            if (!(await channelSettings(tx).noteLook(channel.id, reason))) return;
            const data = { channelId: channel.id, kind: channel.kind, name: channel.name, at: across.now };
            tx.emit(reason === null ? { type: 'channel.came-up', data } : { type: 'channel.went-down', data: { ...data, reason } });
          });
        } catch (error) {
          onFault(`channel ${channel.kind}`, error);
        }
      }
      return plus(clock.now(), LOOK_EVERY);
    },
  };
}

/** Everything the alerting runs: a lane for each kind of channel, the steps, the looks. */
export const alertingWorkers = (deps: LaneDeps & { readonly clock: Clock }): Worker[] => [
  ...channels.map((channel) => laneWorker(channel, deps)),
  stepsWorker(deps.workAcross, deps.onFault),
  looksWorker(deps.workAcross, deps.clock, deps.onFault),
];
