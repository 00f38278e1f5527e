import type { z } from 'zod';
import type { Tx } from '../../db/work.ts';
import { faultsOf } from '../../http/problems.ts';
import { Problem } from '../../kernel/problem.ts';
import { fillSecrets, leadsElsewhere, type Settings, type Split, splitSecrets } from '../../kernel/secretfields.ts';
import { audit } from '../../trust/audit/audit.store.ts';
import { sendByNewChannel } from './alerting.cases.ts';
import type { KnownChannel } from './channel.ts';
import { channels } from './channels/index.ts';
import type { ChannelView } from './channels.contract.ts';
import { type ChannelSettings, causeOfChannel, channelSettings } from './channels.store.ts';
import { deliveries } from './deliveries.store.ts';
import { wayIsOver } from './paging/deadway.on.ts';

/** The kind of channel, or the problem that there is none. */
export function kindOf(kind: string): KnownChannel {
  const channel = channels.find((one) => one.kind === kind);
  if (!channel)
    throw new Problem(
      422,
      'no-such-kind',
      `There is no channel of the kind "${kind}". Known are ${channels.map((one) => one.kind).join(', ')}.`,
    );
  return channel;
}

export const channelView = ({ id, kind, name, settings, trouble, lookedAt }: ChannelSettings): ChannelView => ({
  id,
  kind,
  name,
  settings: { ...settings.open },
  secretsSet: Object.keys(settings.secret),
  trouble,
  lookedAt,
});

/** Parses settings, or says what is wrong in which field. */
function parsed(config: z.ZodType, settings: Settings): Settings {
  const result = config.safeParse(settings);
  if (result.success) return result.data as Settings;
  const faults = faultsOf(result.error, '/settings');
  const [first] = faults;
  throw new Problem(
    400,
    'bad-settings',
    `The settings are not valid: ${first ? `${first.pointer.slice(10) || 'settings'}: ${first.message}` : 'see errors'}.`,
    faults,
  );
}

/** Settings that nobody had set before, parted. */
export const newSettings = (config: z.ZodType, settings: Settings): Split => splitSecrets(config, parsed(config, settings));

/** Who allowed facts and links on a way that strangers may read stays on record. */
const toldBy = ({ open }: Split) => ('says' in open ? { says: open['says'] } : {});

export async function addChannelNow(tx: Tx, by: string, kind: string, name: string, settings: Settings): Promise<ChannelView> {
  const channel = kindOf(kind);
  if (channel.retired)
    throw new Problem(
      422,
      'kind-retired',
      'Devices belong to people now: everybody registers them under "My account". Set up "Push to people".',
    );
  const split = newSettings(channel.config, settings);
  const id = await channelSettings(tx).add(kind, name, split);
  await audit(tx).note(by, 'channel.added', id, { kind, name, ...toldBy(split) });
  await deliveries(tx).retryNow(kind);
  await sendByNewChannel(tx, kind);
  return channelView(await channelSettings(tx).get(id));
}

/** Changed settings: secrets left out stay as they are, unless they would be sent somewhere else. */
export function changedSettings(config: z.ZodType, given: Settings, before: Split): Split {
  const { settings, filled } = fillSecrets(config, given, before);
  const next = parsed(config, settings);
  if (filled.length > 0 && leadsElsewhere(config, next, before)) {
    const message = 'must be entered again, because the server it is sent to has changed';
    throw new Problem(
      422,
      'secret-again',
      `${filled.join(', ')} ${message}.`,
      filled.map((name) => ({ pointer: `/settings/${name}`, message })),
    );
  }
  return splitSecrets(config, next);
}

export async function changeChannelNow(tx: Tx, by: string, id: string, name: string, settings: Settings): Promise<ChannelView> {
  const before = await channelSettings(tx).get(id);
  const channel = kindOf(before.kind);
  const split = changedSettings(channel.config, settings, before.settings);
  await channelSettings(tx).change(id, name, split);
  await audit(tx).note(by, 'channel.changed', id, { kind: before.kind, name, ...toldBy(split) });
  await deliveries(tx).retryNow(before.kind);
  return channelView(await channelSettings(tx).get(id));
}

export async function removeChannelNow(tx: Tx, by: string, id: string): Promise<void> {
  const { kind, name } = await channelSettings(tx).get(id);
  await channelSettings(tx).remove(id);
  // What waits for it takes another way now, or fails now, so that the next step need not wait either.
  await deliveries(tx).hurry(kind);
  await wayIsOver(tx, causeOfChannel(id), name, by);
  await audit(tx).note(by, 'channel.removed', id, { kind, name });
}
