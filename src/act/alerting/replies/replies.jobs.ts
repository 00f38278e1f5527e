import type { AcrossTx, WorkAcross } from '../../../db/work.ts';
import type { Worker } from '../../../jobs/worker.ts';
import type { Clock } from '../../../kernel/clock.ts';
import { duration, plus, SECOND } from '../../../kernel/instant.ts';
import { pauseAfter } from '../alerting.ts';
import type { Inbox } from '../channel.ts';
import { channels } from '../channels/index.ts';
import { because } from '../channels/refusal.texts.ts';
import { refused } from '../channels/unreached.ts';
import { type ChannelSettings, channelSettings } from '../channels.store.ts';
import { plainMessage } from '../compose.ts';
import { channelsOfKinds } from '../sending.store.ts';
import type { Listener } from './listener.ts';
import { hearText } from './replies.cases.ts';
import { claimShortMessages, nextShortMessage, type ShortMessage, settleShortMessage } from './shortmessages.store.ts';

type OnFault = (where: string, error: unknown) => void;

const LOOK_EVERY = 2 * SECOND;
const LEASE = duration(30 * SECOND);
const AT_ONCE = 20;

const HEARING = channels.flatMap(({ kind, reaches }) => (reaches === 'sms' ? [kind] : []));

const readyOf = ({ kind, settings }: Pick<ChannelSettings, 'kind' | 'settings'>) =>
  channels.find((one) => one.kind === kind)?.with({ ...settings.open, ...settings.secret });

/** Every inbox once, with all that listen to it: several firms may share a modem. */
async function inboxes(across: AcrossTx): Promise<{ readonly inbox: Inbox; readonly listeners: readonly Listener[] }[]> {
  const found = (await channelsOfKinds(across, HEARING)).flatMap(({ org, channel }) => {
    const ready = readyOf(channel);
    return ready?.ok && ready.value.inbox ? [{ inbox: ready.value.inbox, listener: { org, channelId: channel.id } }] : [];
  });
  return [...Map.groupBy(found, ({ inbox }) => inbox.place).values()].flatMap((all) =>
    all[0] ? [{ inbox: all[0].inbox, listeners: all.map(({ listener }) => listener) }] : [],
  );
}

/** Reads what people send to the modems. A folder that cannot be read is told by the look at its channel (`lookAtInbox`). */
export function inboxWorker(workAcross: WorkAcross, clock: Clock, onFault: OnFault): Worker {
  return {
    name: 'inboxes',
    wakesOn: [],
    run: async ({ signal }) => {
      for (const { inbox, listeners } of await workAcross(inboxes)) {
        const here = await inbox.read(clock.now()).catch(() => []);
        for (const received of here) {
          if (signal.aborted) return null;
          try {
            await workAcross((across) => hearText(across, listeners, inbox.place, received));
            await inbox.remove(received);
          } catch (error) {
            // It stays where it is and is tried again; what came after it must not wait for it.
            onFault(`inbox ${inbox.place}`, error);
          }
        }
      }
      return plus(clock.now(), LOOK_EVERY);
    },
  };
}

/** Sends answers by the channel that the text came in by. */
export function shortMessageWorker(workAcross: WorkAcross, clock: Clock, onFault: OnFault): Worker {
  async function attempt({ org, id, channelId, address, text, createdAt }: ShortMessage) {
    const way = await workAcross(async (across) => (await channelSettings(across.in(org)).list()).find((one) => one.id === channelId));
    const ready = way && readyOf(way);
    if (!ready?.ok) return refused(because.faulty(), true);
    return ready.value.send(address, plainMessage(id.replaceAll('-', ''), text), { signal: AbortSignal.timeout(10_000), createdAt });
  }
  return {
    name: 'short-messages',
    wakesOn: ['shortmessage'],
    run: async ({ node, signal }) => {
      const claimed = await workAcross((across) => claimShortMessages(across, { node, leaseFor: LEASE, limit: AT_ONCE }));
      for (const { lease, message } of claimed) {
        if (signal.aborted) return null;
        const outcome = await attempt(message).catch((error: unknown) => {
          onFault('short message', error);
          return refused(because.faulty());
        });
        await workAcross(async (across) => {
          if (outcome.kind === 'handed-over') return settleShortMessage(across, node, lease, null);
          const later = plus(clock.now(), pauseAfter(message.attempts));
          const reason = outcome.kind === 'refused' ? outcome.reason : because.faulty();
          const over = (outcome.kind === 'refused' && outcome.permanent) || later > message.giveUpAt;
          return settleShortMessage(across, node, lease, { reason, dueAt: over ? null : later });
        });
      }
      return workAcross(nextShortMessage);
    },
  };
}
