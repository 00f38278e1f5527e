import type { Tx } from '../../db/work.ts';
import { plus } from '../../kernel/instant.ts';
import type { Language } from '../../kernel/languages.ts';
import { Problem } from '../../kernel/problem.ts';
import { contacts } from '../../prepare/contacts/contacts.store.ts';
import { acceptAlert } from './alerting.on.ts';
import { TEST_GIVES_UP_AFTER } from './alerting.ts';
import { alerts } from './alerts.store.ts';
import { channels } from './channels/index.ts';
import type { TestView, WayView } from './channels.contract.ts';
import { channelSettings } from './channels.store.ts';
import { type Delivery, deliveries } from './deliveries.store.ts';
import { rosterOf } from './escalation/escalation.cases.ts';
import { absenceAt } from './escalation/roster.ts';
import { de, en } from './message.texts.ts';
import { pushDevices } from './push/push.store.ts';
import { devicesOf, PUSH } from './push/push.ts';
import { triedWays } from './readiness.store.ts';
import { type Unready, unreadiness } from './readiness.ts';
import type { AlertRequest, Recipient } from './request.ts';
import { kindsThatSend, type Wanted } from './wanted.ts';

const testRequest = (id: string, by: string, recipients: Recipient[]): AlertRequest => ({
  source: { kind: 'test', id },
  mode: 'test',
  subject: { de: de.testSubject, en: en.testSubject },
  text: { de: de.testText(by), en: en.testText(by) },
  steps: [{ delayMs: 0, recipients }],
  needed: 1,
});

type ChannelTest = {
  readonly channelId: string;
  readonly address: string;
  readonly language: Language;
  readonly by: { readonly id: string; readonly name: string };
};

/** A test message by one channel to one address, whoever that belongs to. Gives the test's id. */
export async function testOneChannel(tx: Tx, { channelId, address, language, by }: ChannelTest): Promise<string> {
  const { kind } = await channelSettings(tx).get(channelId);
  if (kind === PUSH) throw new Problem(422, 'tested-on-device', 'Push is tested by everybody for their own devices, under "My account".');
  return testOne(tx, by.name, { contactId: `person:${by.id}`, name: by.name, language, channel: kind, channelId, deviceId: null, address });
}

/** A test message by one way to one person. Gives the test's id. */
export async function testOne(tx: Tx, by: string, wanted: Wanted): Promise<string> {
  const id = tx.newId();
  await alerts(tx).insert(testRequest(id, by, []));
  await alerts(tx).settleSteps(id, [1], 'fired');
  await deliveries(tx).queue({ alertId: id, step: 1, round: 0, giveUpAt: plus(tx.now, TEST_GIVES_UP_AFTER) }, [wanted]);
  return id;
}

/** A test alert to contacts on all their ways. */
export async function testContactsNow(
  tx: Tx,
  by: string,
  contactIds: readonly string[] | undefined,
): Promise<{ alertId: string; messages: number }> {
  const chosen = (await contacts(tx).list()).filter((contact) => contactIds?.includes(contact.id) ?? true);
  const recipients = chosen.map(({ id, name, language, addresses }) => ({ contactId: id, name, language, addresses }));
  const alertId = await acceptAlert(tx, testRequest(tx.newId(), by, recipients));
  return { alertId, messages: (await deliveries(tx).ofAlert(alertId)).length };
}

export const testView = (one: Delivery): TestView => ({
  alertId: one.alertId,
  at: one.createdAt,
  name: one.name,
  channel: one.channel,
  address: one.address,
  state: one.state,
  attempts: one.attempts,
  reason: one.reason,
  handedOverAt: one.handedOverAt,
  acknowledgedAt: one.acknowledgedAt,
});

export type ContactReadiness = {
  readonly contactId: string;
  readonly name: string;
  readonly ways: WayView[];
  readonly phones: string[];
  readonly unready: Unready | null;
};

/** Per contact and way: is there a channel, when was a message last acknowledged, how did the last one go. */
export async function readinessOf(tx: Tx): Promise<ContactReadiness[]> {
  const tried = await triedWays(tx);
  const there = new Set((await channelSettings(tx).list()).map((one) => one.kind));
  const sending = kindsThatSend(channels, there);
  const roster = await rosterOf(tx);
  const devices = await pushDevices(tx).list();
  return (await contacts(tx).list()).map(({ id, name, addresses }) => {
    const away = absenceAt(roster.absences, id, tx.now, roster.zone);
    const own = devicesOf({ addresses }, devices).map((device) => ({ kind: PUSH, value: device.name, deviceId: device.id }));
    const ways = [...addresses.map((address) => ({ ...address, deviceId: null })), ...own].flatMap((address) =>
      sending
        .filter((channel) => channel.reaches === address.kind)
        .map(({ kind }): WayView => {
          const way = tried.find(
            (one) => one.contactId === id && one.channel === kind && one.address === address.value && one.deviceId === address.deviceId,
          );
          const last = way && { at: way.last.createdAt, state: way.last.state, reason: way.last.reason };
          return {
            channel: kind,
            address: address.value,
            channelThere: there.has(kind),
            acknowledgedAt: way?.acknowledgedAt ?? null,
            last: last ?? null,
          };
        }),
    );
    const phones = addresses.filter((one) => one.kind === 'phone').map((one) => one.value);
    const alone = away !== undefined && away.standIn === null;
    return { contactId: id, name, phones, ways, unready: unreadiness(ways, alone, tx.now) ?? null };
  });
}
