import type { Outcome } from '../../src/act/alerting/alerting.ts';
import type { Look, ReadyChannel } from '../../src/act/alerting/channel.ts';
import { channels } from '../../src/act/alerting/channels/index.ts';
import { compose } from '../../src/act/alerting/compose.ts';
import { messageKey } from '../../src/act/alerting/identity.ts';
import { instant } from '../../src/kernel/instant.ts';
import type { Settings } from '../../src/kernel/secretfields.ts';

/** An exercise's message as the lane puts it together, in German. */
export const key = messageKey({ alertId: 'a', contactId: 'c', channel: 'x', address: 'y', step: 1, round: 0 });
export const message = compose({
  key,
  mode: 'exercise',
  source: { kind: 'incident', id: 'incident-1' },
  alertId: 'alert-1',
  step: 1,
  acceptedAt: instant(Date.parse('2026-11-24T09:00:00Z')),
  subject: { de: 'Alarm: Größere Störung', en: 'Alert: major disruption' },
  text: { de: 'Die Warenwirtschaft antwortet nicht.\n.\nZeile nach einem Punkt.', en: '' },
  language: 'de',
  organisation: 'Musterbau GmbH',
  recipient: { contactId: 'c', name: 'Eva Öztürk' },
  guarded: false,
  answerable: false,
  answer: null,
  link: 'https://krisenfest.example/a/0123456789abcdefghijkl',
});
export const createdAt = Date.parse('2026-11-24T09:00:05Z');

/** Sends by a channel of the registry, as the lane does. */
export async function send(
  kind: string,
  settings: Settings,
  address: string,
  signal: AbortSignal = AbortSignal.timeout(20_000),
  said = message,
): Promise<Outcome> {
  const ready = channels.find((channel) => channel.kind === kind)?.with(settings);
  if (!ready?.ok) throw new Error(`bad settings: ${ready?.error.message}`);
  return ready.value.send(address, said, { signal, createdAt });
}
/** What a refusal says, or else what came out. */
export const sentence = (outcome: Outcome): string => (outcome.kind === 'refused' ? outcome.reason.de : outcome.kind);

/** Looks as the looks of the alerting do. */
export async function lookWith(ready: ReadyChannel, now = createdAt, signal: AbortSignal = AbortSignal.timeout(20_000)): Promise<Look> {
  if (!ready.look) throw new Error('nobody looks at this channel');
  return ready.look(now, signal);
}
export async function lookAt(kind: string, settings: Settings, signal?: AbortSignal): Promise<Look> {
  const ready = channels.find((channel) => channel.kind === kind)?.with(settings);
  if (!ready?.ok) throw new Error(`bad settings: ${ready?.error.message}`);
  return lookWith(ready.value, createdAt, signal);
}
